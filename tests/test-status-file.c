/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a prompt finds in the runtime folder, in a real folder. */
#define G_LOG_DOMAIN "test-status-file"

#include "status-file.h"

#include <glib/gstdio.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *root;
  char *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->root = g_dir_make_tmp ("nudged-status-XXXXXX", NULL);
  g_assert_nonnull (f->root);
  f->folder = g_build_filename (f->root, "run", "nudged", NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_assert_cmpint (g_unlink (child), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_tree (f->root);
  g_free (f->folder);
  g_free (f->root);
}

static char *
path_of (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static void
assert_content (Fixture *f, const char *name, const char *expected)
{
  g_autofree char *path = path_of (f, name);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
put (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = path_of (f, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static struct stat
info_of (const char *path)
{
  struct stat info = { 0 };

  g_assert_cmpint (lstat (path, &info), ==, 0);
  return info;
}

static struct stat
info_of_file (Fixture *f, const char *name)
{
  g_autofree char *path = path_of (f, name);

  return info_of (path);
}

static gboolean
exists (Fixture *f, const char *name)
{
  g_autofree char *path = path_of (f, name);

  return g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

static guint
count_entries (Fixture *f)
{
  g_autoptr(GDir) dir = g_dir_open (f->folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
test_writes_a_line_and_an_object (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeStatusFile) status = nudge_status_file_new (f->folder);

  nudge_status_file_write (status, "1 nudge: Drink water", "{\"pending\":1}");

  assert_content (f, "status", "1 nudge: Drink water\n");
  assert_content (f, "status.json", "{\"pending\":1}\n");
  g_assert_cmpuint (count_entries (f), ==, 2);
}

static void
test_nothing_pending_is_an_empty_file (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeStatusFile) status = nudge_status_file_new (f->folder);

  nudge_status_file_write (status, "", "{}");

  assert_content (f, "status", "");
}

static void
test_only_the_user_can_read (Fixture *f, gconstpointer data)
{
  mode_t before = umask (0);
  g_autoptr(NudgeStatusFile) status = nudge_status_file_new (f->folder);

  nudge_status_file_write (status, "x", "{}");
  umask (before);

  g_assert_cmpuint (info_of (f->folder).st_mode & 07777, ==, 0700);
  g_assert_cmpuint (info_of_file (f, "status").st_mode & 07777, ==, 0600);
  g_assert_cmpuint (info_of_file (f, "status.json").st_mode & 07777, ==, 0600);
}

static void
test_modes_hold_under_a_strict_umask (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeStatusFile) status = nudge_status_file_new (f->folder);
  mode_t before = umask (0277);

  nudge_status_file_write (status, "x", "{}");
  umask (before);

  g_assert_cmpuint (info_of_file (f, "status").st_mode & 07777, ==, 0600);
}

static void
test_replaces_only_what_changed (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeStatusFile) status = nudge_status_file_new (f->folder);
  struct stat line, json;

  nudge_status_file_write (status, "a", "{\"n\":1}");
  line = info_of_file (f, "status");
  json = info_of_file (f, "status.json");

  nudge_status_file_write (status, "a", "{\"n\":1}");
  g_assert_cmpuint (info_of_file (f, "status").st_ino, ==, line.st_ino);
  g_assert_cmpint (info_of_file (f, "status").st_ctim.tv_nsec, ==, line.st_ctim.tv_nsec);
  g_assert_cmpuint (info_of_file (f, "status.json").st_ino, ==, json.st_ino);

  nudge_status_file_write (status, "a", "{\"n\":2}");
  g_assert_cmpuint (info_of_file (f, "status").st_ino, ==, line.st_ino);
  assert_content (f, "status.json", "{\"n\":2}\n");
}

/* Who holds the old file open reads it to its end: it is replaced, never written into. */
static void
test_a_reader_never_sees_half (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeStatusFile) status = nudge_status_file_new (f->folder);
  g_autofree char *path = path_of (f, "status");
  char buffer[32] = { 0 };
  FILE *reader;

  nudge_status_file_write (status, "before", "{}");
  reader = g_fopen (path, "r");
  nudge_status_file_write (status, "after and longer", "{}");

  g_assert_cmpuint (fread (buffer, 1, sizeof buffer - 1, reader), ==, 7);
  g_assert_cmpstr (buffer, ==, "before\n");
  fclose (reader);
  assert_content (f, "status", "after and longer\n");
}

static const struct {
  const char *line;
  const char *expected;
} lines[] = {
  { "two\nlines", "twolines\n" },
  { "\x1b[31mred\x1b[0m", "[31mred[0m\n" },
  { "bell\a tab\t del\x7f", "bell tab del\n" },
  { "c1 \xc2\x9b" "31m", "c1 31m\n" },
  { "turn \xe2\x80\xae round \xe2\x81\xa6x", "turn  round x\n" },
  { "separator \xe2\x80\xa8 end", "separator  end\n" },
  { "bad \xff utf", "bad \xef\xbf\xbd utf\n" },
  { "Caf\xc3\xa9 \xe2\x98\x95", "Caf\xc3\xa9 \xe2\x98\x95\n" },
  { "\n\r\x1b", "" },
};

static void
test_a_line_cannot_drive_a_terminal (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeStatusFile) status = nudge_status_file_new (f->folder);

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      nudge_status_file_write (status, lines[i].line, "{}");
      assert_content (f, "status", lines[i].expected);
    }
}

static void
test_both_are_removed_in_the_end (Fixture *f, gconstpointer data)
{
  NudgeStatusFile *status = nudge_status_file_new (f->folder);

  nudge_status_file_write (status, "x", "{}");
  put (f, "breakpoint", "not ours");
  g_object_run_dispose (G_OBJECT (status));
  g_object_unref (status);

  g_assert_false (exists (f, "status"));
  g_assert_false (exists (f, "status.json"));
  g_assert_true (exists (f, "breakpoint"));
}

static void
test_the_files_of_a_successor_stay (Fixture *f, gconstpointer data)
{
  NudgeStatusFile *first = nudge_status_file_new (f->folder);
  g_autoptr(NudgeStatusFile) second = NULL;

  nudge_status_file_write (first, "first", "{}");
  second = nudge_status_file_new (f->folder);
  nudge_status_file_write (second, "second", "{}");
  g_object_unref (first);

  assert_content (f, "status", "second\n");
  assert_content (f, "status.json", "{}\n");
}

static void
test_leftovers_of_a_kill_are_swept (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeStatusFile) status = NULL;

  g_assert_cmpint (g_mkdir_with_parents (f->folder, 0700), ==, 0);
  put (f, ".status-AB12CD", "half");
  put (f, "status.txt", "not ours");
  status = nudge_status_file_new (f->folder);

  g_assert_false (exists (f, ".status-AB12CD"));
  g_assert_true (exists (f, "status.txt"));
}

static void
test_a_link_is_replaced_and_not_written_through (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeStatusFile) status = nudge_status_file_new (f->folder);
  g_autofree char *link = path_of (f, "status");

  put (f, "precious", "keep me");
  g_assert_cmpint (symlink ("precious", link), ==, 0);
  nudge_status_file_write (status, "x", "{}");

  assert_content (f, "precious", "keep me");
  assert_content (f, "status", "x\n");
}

static void
test_a_folder_taken_away_is_made_again (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeStatusFile) status = nudge_status_file_new (f->folder);

  remove_tree (f->folder);
  nudge_status_file_write (status, "x", "{}");

  assert_content (f, "status", "x\n");
}

/* A file where the folder should be fails for every user, root as well. */
static void
test_a_failure_is_said_once_until_it_works_again (Fixture *f, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (f->folder);
  g_autoptr(NudgeStatusFile) status = NULL;

  g_assert_true (g_file_set_contents (parent, "in the way", -1, NULL));
  g_test_expect_message ("nudged-status", G_LOG_LEVEL_WARNING, "The status cannot be written to *run/nudged*");
  status = nudge_status_file_new (f->folder);
  nudge_status_file_write (status, "x", "{}");
  nudge_status_file_write (status, "y", "{}");
  g_test_assert_expected_messages ();

  g_assert_cmpint (g_unlink (parent), ==, 0);
  nudge_status_file_write (status, "y", "{}");
  assert_content (f, "status", "y\n");

  remove_tree (parent);
  g_assert_true (g_file_set_contents (parent, "again", -1, NULL));
  g_test_expect_message ("nudged-status", G_LOG_LEVEL_WARNING, "The status cannot be written to *");
  nudge_status_file_write (status, "z", "{}");
  g_test_assert_expected_messages ();
}

static void
test_nothing_half_written_stays_when_the_name_is_taken (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeStatusFile) status = nudge_status_file_new (f->folder);
  g_autofree char *blocker = g_build_filename (f->folder, "status", "inside", NULL);

  g_assert_cmpint (g_mkdir_with_parents (blocker, 0700), ==, 0);
  g_test_expect_message ("nudged-status", G_LOG_LEVEL_WARNING, "The status cannot be written to *");
  nudge_status_file_write (status, "x", "{}");
  g_test_assert_expected_messages ();

  g_assert_cmpuint (count_entries (f), ==, 2);
  assert_content (f, "status.json", "{}\n");
}

#define ADD(path, function) g_test_add ("/status-file/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("writes-a-line-and-an-object", test_writes_a_line_and_an_object);
  ADD ("nothing-pending-is-an-empty-file", test_nothing_pending_is_an_empty_file);
  ADD ("only-the-user-can-read", test_only_the_user_can_read);
  ADD ("modes-hold-under-a-strict-umask", test_modes_hold_under_a_strict_umask);
  ADD ("replaces-only-what-changed", test_replaces_only_what_changed);
  ADD ("a-reader-never-sees-half", test_a_reader_never_sees_half);
  ADD ("a-line-cannot-drive-a-terminal", test_a_line_cannot_drive_a_terminal);
  ADD ("both-are-removed-in-the-end", test_both_are_removed_in_the_end);
  ADD ("the-files-of-a-successor-stay", test_the_files_of_a_successor_stay);
  ADD ("leftovers-of-a-kill-are-swept", test_leftovers_of_a_kill_are_swept);
  ADD ("a-link-is-replaced-and-not-written-through", test_a_link_is_replaced_and_not_written_through);
  ADD ("a-folder-taken-away-is-made-again", test_a_folder_taken_away_is_made_again);
  ADD ("a-failure-is-said-once-until-it-works-again", test_a_failure_is_said_once_until_it_works_again);
  ADD ("nothing-half-written-stays-when-the-name-is-taken", test_nothing_half_written_stays_when_the_name_is_taken);
  return g_test_run ();
}
