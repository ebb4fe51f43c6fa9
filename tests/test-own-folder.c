/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own folder: text is checked and made whole, written beside and renamed, and never over something else. */
#include "own-folder.h"

#include "nudge-error.h"

#include <glib/gstdio.h>

#include <string.h>

/* 2026-03-02T08:00:00Z */
#define NOW (G_GINT64_CONSTANT (1772438400) * G_TIME_SPAN_SECOND)

#define EVENT(lines) "BEGIN:VEVENT\n" lines "SUMMARY:Water\nDTSTART:20260302T100000Z\nEND:VEVENT\n"

static const struct {
  const char *text;
  const char *message; /* part of the error */
} bad_rows[] = {
  { "", "empty" },
  { "hello", "VCALENDAR" },
  { EVENT ("UID:a\n") EVENT ("UID:b\n"), "2 items" },
  { "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\n", "" },
  { "BEGIN:VEVENT\nUID:a\nSUMMARY:No start\nEND:VEVENT\n", "DTSTART" },
  { "BEGIN:VEVENT\nUID:a\nDTSTART:20260302T100000Z\nRRULE:FREQ=DALY\nEND:VEVENT\n", "DAILY" },
};

static void
test_bad_text_is_refused_with_a_reason (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(NudgeOwnItem) item = nudge_own_item_new (bad_rows[i].text, NOW, &error);

      g_assert_null (item);
      g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE);
      if (strstr (error->message, bad_rows[i].message) == NULL)
        g_error ("row %zu: “%s” does not name “%s”", i, error->message, bad_rows[i].message);
    }
}

static void
test_long_text_is_refused (void)
{
  g_autofree char *text = g_strnfill (NUDGE_OWN_FOLDER_MAX_TEXT + 1, 'x');
  g_autoptr(GError) error = NULL;

  g_assert_null (nudge_own_item_new (text, NOW, &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE);
}

static void
test_a_component_is_made_whole (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(NudgeOwnItem) item = nudge_own_item_new (EVENT ("UID:a@b\n"), NOW, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (item->uid, ==, "a@b");
  g_assert_cmpstr (item->text, ==,
                   "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//nudged//nudged 1//EN\r\nBEGIN:VEVENT\r\n"
                   "DTSTAMP:20260302T080000Z\r\nUID:a@b\r\nSUMMARY:Water\r\nDTSTART:20260302T100000Z\r\nEND:VEVENT\r\n"
                   "END:VCALENDAR\r\n");
}

static void
test_a_missing_uid_is_made (void)
{
  g_autoptr(NudgeOwnItem) first = nudge_own_item_new (EVENT (""), NOW, NULL);
  g_autoptr(NudgeOwnItem) second = nudge_own_item_new (EVENT (""), NOW, NULL);

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_true (g_str_has_suffix (first->uid, "@nudged"));
  g_assert_cmpstr (first->uid, !=, second->uid);
}

static void
test_files_are_private_and_not_overwritten (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nudged-own-XXXXXX", NULL);
  g_autofree char *below = g_build_filename (folder, "nudges", NULL);
  g_autoptr(NudgeOwnItem) item = nudge_own_item_new (EVENT ("UID:a@b\n"), NOW, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = nudge_own_folder_save (below, item, NULL, &error);
  g_autofree char *text = NULL;
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (path, "/a@b.ics"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, item->text);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_null (nudge_own_folder_save (below, item, NULL, &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_true (nudge_own_folder_delete (path, &error));
  g_assert_true (nudge_own_folder_delete (path, &error));
  g_assert_cmpint (g_rmdir (below), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_a_uid_cannot_leave_the_folder (void)
{
  const char *const uids[] = { "../../evil", ".hidden", "a/b", "sp ace", "" };
  g_autofree char *folder = g_dir_make_tmp ("nudged-own-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (uids); i++)
    {
      const NudgeOwnItem item = { .uid = (char *) uids[i], .text = (char *) "x" };
      g_autofree char *path = nudge_own_folder_save (folder, &item, NULL, NULL);
      g_autofree char *parent = g_path_get_dirname (path);
      g_autofree char *name = g_path_get_basename (path);

      g_assert_cmpstr (parent, ==, folder);
      g_assert_cmpint (name[0], !=, '.');
      g_assert_true (g_str_has_suffix (name, ".ics"));
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-folder/bad-text-is-refused-with-a-reason", test_bad_text_is_refused_with_a_reason);
  g_test_add_func ("/own-folder/long-text-is-refused", test_long_text_is_refused);
  g_test_add_func ("/own-folder/a-component-is-made-whole", test_a_component_is_made_whole);
  g_test_add_func ("/own-folder/a-missing-uid-is-made", test_a_missing_uid_is_made);
  g_test_add_func ("/own-folder/files-are-private-and-not-overwritten", test_files_are_private_and_not_overwritten);
  g_test_add_func ("/own-folder/a-uid-cannot-leave-the-folder", test_a_uid_cannot_leave_the_folder);
  return g_test_run ();
}
