/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watched folders for tests: what is done to a real one, and the wait until it is seen. */
#pragma once

#include "rule-folder.h"

#include "rule-files.h"
#include "wait-until.h"

#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *root;
  char *path;
  NudgeRuleFolder *folder;
  guint n_changed;
  const char *wanted; /* what wait_for() waits for */
} Fixture;

static const NudgeIcsContext watch_context = { .file = "ignored", .source = "", .origin = NUDGE_ORIGIN_OWN };

static inline void
set_up (Fixture *f, gconstpointer data)
{
  f->root = g_dir_make_tmp ("nudged-folder-XXXXXX", NULL);
  f->path = g_build_filename (f->root, "nudges", NULL);
  g_assert_cmpint (g_mkdir (f->path, 0700), ==, 0);
}

static inline void
on_changed (Fixture *f)
{
  f->n_changed++;
}

static inline void
end (Fixture *f)
{
  g_assert_finalize_object (g_steal_pointer (&f->folder));
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->folder != NULL)
    end (f);
  remove_tree (f->root);
  g_free (f->path);
  g_free (f->root);
}

static inline void
watch (Fixture *f, const char *path, const char *const *only)
{
  f->folder = nudge_rule_folder_new (path, only, &watch_context);
  g_signal_connect_swapped (f->folder, "changed", G_CALLBACK (on_changed), f);
}

static inline gboolean
is_ready (gpointer data)
{
  return nudge_rule_folder_is_ready (((Fixture *) data)->folder);
}

/* Whoever is ready also watches. */
static inline void
begin (Fixture *f)
{
  watch (f, f->path, NULL);
  g_assert_true (wait_until (is_ready, f));
}

static inline char *
tell_uids (Fixture *f)
{
  g_autoptr(GPtrArray) rules = nudge_rule_folder_list_rules (f->folder);

  return uids_to_string (rules);
}

static inline char *
tell_problems (Fixture *f)
{
  g_autoptr(GPtrArray) problems = nudge_rule_folder_list_problems (f->folder);

  return problems_to_string (problems);
}

static inline gboolean
has_wanted_uids (gpointer data)
{
  Fixture *f = data;
  g_autofree char *uids = tell_uids (f);

  return nudge_rule_folder_is_ready (f->folder) && g_str_equal (uids, f->wanted);
}

static inline gboolean
has_wanted_problem (gpointer data)
{
  Fixture *f = data;
  g_autofree char *problems = tell_problems (f);

  return strstr (problems, f->wanted) != NULL;
}

static inline void
wait_for (Fixture *f, const char *uids)
{
  g_autofree char *seen = NULL;

  f->wanted = uids;
  if (wait_until (has_wanted_uids, f))
    return;
  seen = tell_uids (f);
  g_error ("“%s” is not seen, but “%s”", uids, seen);
}

static inline void
wait_for_problem (Fixture *f, const char *words)
{
  g_autofree char *seen = NULL;

  f->wanted = words;
  if (wait_until (has_wanted_problem, f))
    return;
  seen = tell_problems (f);
  g_error ("No problem says “%s”:\n%s", words, seen);
}

static inline void
assert_no_problems (Fixture *f)
{
  g_autofree char *problems = tell_problems (f);

  g_assert_cmpstr (problems, ==, "");
}

/* A file with a name that comes last: when it is seen, so is all that happened before. */
static inline void
let_settle (Fixture *f, const char *uids)
{
  g_autofree char *with_mark = g_strconcat (uids, *uids != '\0' ? " " : "", "mark", NULL);

  put_rule (f->path, "zzz.ics", "mark");
  wait_for (f, with_mark);
}

static inline void
move (const char *folder, const char *from, const char *to)
{
  g_autofree char *old_path = g_build_filename (folder, from, NULL);
  g_autofree char *new_path = g_build_filename (folder, to, NULL);

  g_assert_cmpint (g_rename (old_path, new_path), ==, 0);
}

static inline void
link_to (const char *folder, const char *name, const char *target)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}
