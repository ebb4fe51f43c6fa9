/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Configuration watch: files that are made, changed, replaced and removed, in folders that come later. */
#include "config-watch.h"

#include "wait-until.h"

#include <glib/gstdio.h>

#include <stdlib.h>

typedef struct {
  char *folder;
  char *file;
  char *dropins;
  NudgeConfigWatch *watch;
  guint n_changed;
} Fixture;

static void
on_changed (Fixture *f)
{
  f->n_changed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("nudged-config-XXXXXX", NULL);
  f->file = g_build_filename (f->folder, "nudged", "nudged.conf", NULL);
  f->dropins = g_build_filename (f->folder, "nudged", "nudged.conf.d", NULL);
}

static void
watch (Fixture *f)
{
  const char *const files[] = { "/nonexistent/xdg/nudged/nudged.conf", f->file, NULL };

  f->watch = nudge_config_watch_new (files, f->dropins);
  g_signal_connect_swapped (f->watch, "changed", G_CALLBACK (on_changed), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", f->folder);

  g_clear_object (&f->watch);
  g_assert_cmpint (system (command), ==, 0);
  g_free (f->folder);
  g_free (f->file);
  g_free (f->dropins);
}

static gboolean
has_changed (gpointer data)
{
  return ((Fixture *) data)->n_changed > 0;
}

static void
expect_change (Fixture *f)
{
  g_assert_true (wait_until (has_changed, f));
  f->n_changed = 0;
}

static void
make_folder (const char *path)
{
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
}

static void
write_file (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_a_file_is_made_replaced_and_removed (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (f->file);

  make_folder (folder);
  watch (f);
  write_file (f->file, "[timing]\n");
  expect_change (f);
  write_file (f->file, "[hours]\n");
  expect_change (f);
  g_assert_cmpint (g_unlink (f->file), ==, 0);
  expect_change (f);
}

static void
test_folders_that_come_later_are_watched (Fixture *f, gconstpointer data)
{
  g_autofree char *dropin = g_build_filename (f->dropins, "10-mine.conf", NULL);

  watch (f);
  make_folder (f->dropins);
  expect_change (f);
  write_file (f->file, "x");
  expect_change (f);
  write_file (dropin, "x");
  expect_change (f);
  write_file (dropin, "y");
  expect_change (f);
}

/* The nudges stand beside the configuration; they are none of its business. */
static void
test_other_files_are_passed_over (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (f->file);
  g_autofree char *other = g_build_filename (folder, "notes.txt", NULL);
  g_autofree char *nudges = g_build_filename (folder, "nudges", NULL);

  make_folder (folder);
  watch (f);
  write_file (other, "x");
  make_folder (nudges);
  write_file (f->file, "x");
  g_assert_true (wait_until (has_changed, f));
  g_assert_cmpuint (f->n_changed, ==, 1);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/config-watch/a-file-is-made-replaced-and-removed", test_a_file_is_made_replaced_and_removed);
  add ("/config-watch/folders-that-come-later-are-watched", test_folders_that_come_later_are_watched);
  add ("/config-watch/other-files-are-passed-over", test_other_files_are_passed_over);
  return g_test_run ();
}
