/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breakpoint file: what a shell writes by a builtin arrives, once for each write. */
#include "breakpoint-file.h"

#include <glib/gstdio.h>

#include <unistd.h>

typedef struct {
  char *folder;
  char *path;
  NudgeBreakpointFile *file;
  GMainLoop *loop;
  guint n_touched;
  guint seconds;
  gboolean timed_out;
} Fixture;

static void
on_touched (Fixture *f, guint seconds)
{
  f->n_touched++;
  f->seconds = seconds;
  g_main_loop_quit (f->loop);
}

static gboolean
on_timeout (gpointer data)
{
  Fixture *f = data;

  f->timed_out = TRUE;
  g_main_loop_quit (f->loop);
  return G_SOURCE_REMOVE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("nudged-break-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "breakpoint", NULL);
  f->loop = g_main_loop_new (NULL, FALSE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->file);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_main_loop_unref (f->loop);
  g_free (f->path);
  g_free (f->folder);
}

static void
watch (Fixture *f)
{
  f->file = nudge_breakpoint_file_new (f->folder);
  g_signal_connect_swapped (f->file, "touched", G_CALLBACK (on_touched), f);
}

static void
run_shell (Fixture *f, const char *command)
{
  const char *const argv[] = { "/bin/sh", "-c", command, "sh", f->path, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
wait_for_touch (Fixture *f)
{
  guint id = g_timeout_add_seconds (10, on_timeout, f);

  f->timed_out = FALSE;
  g_main_loop_run (f->loop);
  g_assert_false (f->timed_out);
  g_source_remove (id);
}

static void
test_a_write_arrives_with_its_seconds (Fixture *f, gconstpointer data)
{
  watch (f);
  run_shell (f, "printf %s 42 > \"$1\"");
  wait_for_touch (f);
  g_assert_cmpuint (f->seconds, ==, 42);
  run_shell (f, "printf %s 7 > \"$1\"");
  wait_for_touch (f);
  g_assert_cmpuint (f->seconds, ==, 7);
  g_assert_cmpuint (f->n_touched, ==, 2);
}

static void
test_nonsense_is_no_number (Fixture *f, gconstpointer data)
{
  watch (f);
  run_shell (f, "printf %s 'rm -rf $(x)' > \"$1\"");
  wait_for_touch (f);
  g_assert_cmpuint (f->seconds, ==, 0);
}

static void
test_the_file_is_private (Fixture *f, gconstpointer data)
{
  GStatBuf info;

  watch (f);
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_a_link_is_not_followed (Fixture *f, gconstpointer data)
{
  g_autofree char *target = g_build_filename (f->folder, "target", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (target, "keep", -1, NULL));
  g_assert_cmpint (symlink (target, f->path), ==, 0);
  watch (f);
  run_shell (f, "printf %s 9 > \"$1\"");
  wait_for_touch (f);
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "keep");
  g_assert_cmpint (g_unlink (target), ==, 0);
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
  add ("/breakpoint-file/a-write-arrives-with-its-seconds", test_a_write_arrives_with_its_seconds);
  add ("/breakpoint-file/nonsense-is-no-number", test_nonsense_is_no_number);
  add ("/breakpoint-file/the-file-is-private", test_the_file_is_private);
  add ("/breakpoint-file/a-link-is-not-followed", test_a_link_is_not_followed);
  return g_test_run ();
}
