/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scans of a real folder for tests, with the time as an argument, and what there is to say about them. */
#pragma once

#include "rule-folder-scan.h"

#include "rule-files.h"

#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *root;
  char *folder;
  NudgeFolderPlan *plan;
  NudgeFolderState *state;
  gint64 now;
} Fixture;

static const NudgeIcsContext scan_context = { .file = "ignored", .source = "", .origin = NUDGE_ORIGIN_OWN };

static inline void
plan_for (Fixture *f, const char *path, const char *const *only)
{
  g_clear_pointer (&f->plan, nudge_folder_plan_unref);
  f->plan = nudge_folder_plan_new (path, only, &scan_context);
}

static inline void
set_up (Fixture *f, gconstpointer data)
{
  f->root = g_dir_make_tmp ("nudged-scan-XXXXXX", NULL);
  f->folder = g_build_filename (f->root, "nudges", NULL);
  g_assert_cmpint (g_mkdir (f->folder, 0700), ==, 0);
  plan_for (f, f->folder, NULL);
  f->now = G_TIME_SPAN_HOUR;
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->state, nudge_folder_state_unref);
  g_clear_pointer (&f->plan, nudge_folder_plan_unref);
  remove_tree (f->root);
  g_free (f->folder);
  g_free (f->root);
}

/* Returns whether this scan says something else than the one before. */
static inline gboolean
scan_with (Fixture *f, GHashTable *touched, gboolean is_forced)
{
  g_autoptr(NudgeFolderState) before = g_steal_pointer (&f->state);
  const NudgeFolderScan scan
      = { .plan = f->plan, .before = before, .touched = touched, .is_forced = is_forced, .now = f->now };

  f->state = nudge_folder_scan (&scan, NULL);
  g_assert_nonnull (f->state);
  return before == NULL || !nudge_folder_state_equal (before, f->state);
}

static inline gboolean
scan (Fixture *f)
{
  return scan_with (f, NULL, FALSE);
}

static inline gboolean
scan_later (Fixture *f, GTimeSpan span)
{
  f->now += span;
  return scan (f);
}

static inline GPtrArray *
list_rules (Fixture *f)
{
  GPtrArray *rules = g_ptr_array_new ();

  for (guint i = 0; i < f->state->files->len; i++)
    g_ptr_array_extend (rules, ((NudgeFolderFile *) g_ptr_array_index (f->state->files, i))->rules, NULL, NULL);
  return rules;
}

static inline void
assert_uids (Fixture *f, const char *expected)
{
  g_autoptr(GPtrArray) rules = list_rules (f);
  g_autofree char *text = uids_to_string (rules);

  g_assert_cmpstr (text, ==, expected);
}

static inline char *
tell_problems (Fixture *f)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new ();

  g_ptr_array_extend (problems, f->state->problems, NULL, NULL);
  for (guint i = 0; i < f->state->files->len; i++)
    g_ptr_array_extend (problems, ((NudgeFolderFile *) g_ptr_array_index (f->state->files, i))->problems, NULL, NULL);
  return problems_to_string (problems);
}

static inline void
assert_no_problems (Fixture *f)
{
  g_autofree char *text = tell_problems (f);

  g_assert_cmpstr (text, ==, "");
}

/* That one problem names the file and says the words. */
static inline void
assert_problem (Fixture *f, const char *name, const char *words)
{
  g_autofree char *text = tell_problems (f);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], name) != NULL && strstr (lines[i], words) != NULL)
      return;
  g_error ("No problem of “%s” says “%s”:\n%s", name, words, text);
}

static inline char *
path_of (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static inline void
link_to (Fixture *f, const char *name, const char *target)
{
  g_autofree char *path = path_of (f, name);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static inline void
make_folder (Fixture *f, const char *name)
{
  g_autofree char *path = path_of (f, name);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static inline NudgeRule *
first_rule (Fixture *f)
{
  g_autoptr(GPtrArray) rules = list_rules (f);

  g_assert_cmpuint (rules->len, >, 0);
  return g_ptr_array_index (rules, 0);
}

/* Root may read everything, so these run as nobody. */
static inline void
run_as_nobody (Fixture *f)
{
  if (getuid () != 0)
    return;
  g_assert_cmpint (chown (f->root, 65534, 65534), ==, 0);
  g_assert_cmpint (seteuid (65534), ==, 0);
}

static inline void
run_as_root_again (void)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
}
