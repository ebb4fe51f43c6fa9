/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which text of a file is in force: half-written, emptied, unreadable, or no text at all. */
#include "rule-scan.h"

static void
test_a_half_written_new_file_gets_a_second (Fixture *f, gconstpointer data)
{
  scan (f);
  put_part (f->folder, "a.ics", "a", 100);
  g_assert_false (scan (f));
  g_assert_false (f->state->is_settled);
  put_rule (f->folder, "a.ics", "a");

  g_assert_true (scan_later (f, G_TIME_SPAN_MILLISECOND));
  assert_uids (f, "a");
  assert_no_problems (f);
  g_assert_true (f->state->is_settled);
}

static void
test_a_half_written_file_leaves_its_rules_in_force (Fixture *f, gconstpointer data)
{
  g_autofree char *text = rule_text ("b");
  gsize end = strlen (text) - strlen ("END:VCALENDAR\r\n");

  put_rule (f->folder, "a.ics", "a");
  scan (f);

  for (gsize length = 0; length <= end; length += 7)
    {
      put_part (f->folder, "a.ics", "b", length);
      g_assert_false (scan (f));
      g_assert_false (f->state->is_settled);
      assert_uids (f, "a");
    }
  put_rule (f->folder, "a.ics", "b");
  g_assert_true (scan (f));
  assert_uids (f, "b");
}

static void
test_what_stays_cut_off_is_told_and_changes_nothing (Fixture *f, gconstpointer data)
{
  put_rule (f->folder, "a.ics", "a");
  scan (f);
  put_part (f->folder, "a.ics", "b", 150);
  scan (f);
  g_assert_true (scan_later (f, NUDGE_FOLDER_SETTLE));

  assert_uids (f, "a");
  assert_problem (f, "a.ics", "ends in the middle; what was read before stays in force");
  g_assert_true (f->state->is_settled);
  g_assert_false (scan (f));
}

static void
test_a_cut_off_file_that_becomes_whole_is_no_problem (Fixture *f, gconstpointer data)
{
  put_rule (f->folder, "a.ics", "a");
  scan (f);
  put_part (f->folder, "a.ics", "b", 150);
  scan (f);
  scan_later (f, NUDGE_FOLDER_SETTLE);
  put_rule (f->folder, "a.ics", "a");

  g_assert_true (scan (f));
  assert_uids (f, "a");
  assert_no_problems (f);
}

/* Nothing better was ever there: what is whole in it counts. */
static void
test_a_file_without_its_end_is_read_at_the_start (Fixture *f, gconstpointer data)
{
  g_autofree char *text = rule_text ("a");
  gsize length = strlen (text) - strlen ("END:VCALENDAR\r\n");

  put_part (f->folder, "a.ics", "a", length);
  scan (f);

  assert_uids (f, "a");
  g_assert_true (f->state->is_settled);
  put_part (f->folder, "a.ics", "b", length);
  scan (f);
  scan_later (f, NUDGE_FOLDER_SETTLE);
  assert_uids (f, "b");
}

static void
test_an_empty_file_is_told (Fixture *f, gconstpointer data)
{
  put_text (f->folder, "a.ics", "");
  put_rule (f->folder, "b.ics", "b");
  scan (f);

  assert_uids (f, "b");
  assert_problem (f, "a.ics", "This file is empty");
}

static void
test_a_file_that_was_emptied_loses_its_rules_after_a_second (Fixture *f, gconstpointer data)
{
  put_rule (f->folder, "a.ics", "a");
  scan (f);
  put_text (f->folder, "a.ics", "");
  g_assert_false (scan (f));
  assert_uids (f, "a");

  g_assert_true (scan_later (f, NUDGE_FOLDER_SETTLE));
  assert_uids (f, "");
  assert_problem (f, "a.ics", "This file is empty");
}

static void
test_a_file_of_the_kernel_is_told_as_always_changing (Fixture *f, gconstpointer data)
{
  link_to (f, "a.ics", "/proc/self/status");
  scan (f);

  assert_problem (f, "a.ics", "changed while it was read");
  g_assert_true (f->state->is_settled);
}

static void
test_a_picture_costs_nothing_else (Fixture *f, gconstpointer data)
{
  g_autofree char *path = path_of (f, "a.ics");

  g_assert_true (g_file_set_contents (path, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 18, NULL));
  put_rule (f->folder, "b.ics", "b");
  scan (f);

  assert_uids (f, "b");
  assert_problem (f, "a.ics", "");
}

static void
test_a_file_that_may_not_be_read_keeps_its_rules (Fixture *f, gconstpointer data)
{
  g_autofree char *path = path_of (f, "a.ics");

  put_rule (f->folder, "a.ics", "a");
  put_rule (f->folder, "b.ics", "b");
  scan (f);
  g_assert_cmpint (chmod (path, 0), ==, 0);
  g_assert_cmpint (chmod (f->folder, 0755), ==, 0);
  run_as_nobody (f);
  g_assert_true (scan (f));
  run_as_root_again ();

  assert_uids (f, "a b");
  assert_problem (f, "a.ics", "Permission denied; what was read before stays in force");
  g_assert_cmpint (chmod (path, 0600), ==, 0);
  g_assert_true (scan (f));
  assert_no_problems (f);
}

static void
test_the_same_text_anew_changes_nothing (Fixture *f, gconstpointer data)
{
  NudgeRule *rule;

  put_rule (f->folder, "a.ics", "a");
  scan (f);
  rule = first_rule (f);
  put_rule (f->folder, "a.ics", "a");

  g_assert_false (scan (f));
  g_assert_true (first_rule (f) == rule);
}

static void
test_reading_all_anew_makes_new_rules (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeFolderState) first = NULL;
  NudgeRule *rule;

  put_rule (f->folder, "a.ics", "a");
  scan (f);
  first = nudge_folder_state_ref (f->state);
  rule = first_rule (f);
  g_assert_true (scan_with (f, NULL, TRUE));

  assert_uids (f, "a");
  g_assert_true (first_rule (f) != rule);
}

/* A change in the same tick of the file system's clock looks the same from outside. */
static void
test_a_touched_file_is_read_though_it_looks_the_same (Fixture *f, gconstpointer data)
{
  g_autoptr(GHashTable) touched = g_hash_table_new (g_str_hash, g_str_equal);
  NudgeFolderFile *file;

  put_rule (f->folder, "a.ics", "new");
  scan (f);
  file = g_ptr_array_index (f->state->files, 0);
  g_ptr_array_set_size (file->rules, 0);
  g_free (file->digest);
  file->digest = g_strdup ("of another text");
  g_assert_false (scan (f));
  g_hash_table_add (touched, (gpointer) "a.ics");

  g_assert_true (scan_with (f, touched, FALSE));
  assert_uids (f, "new");
}

static void
test_odd_entries_are_told_and_cost_nothing_else (Fixture *f, gconstpointer data)
{
  g_autofree char *pipe = path_of (f, "pipe.ics");

  put_rule (f->folder, "z.ics", "z");
  make_folder (f, "folder.ics");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  link_to (f, "dangling.ics", "nowhere");
  link_to (f, "loop.ics", "loop.ics");
  link_to (f, "zero.ics", "/dev/zero");
  link_to (f, "up.ics", "..");
  link_to (f, "up", "..");
  put_text (f->folder, "huge.ics", "x");
  {
    g_autofree char *huge = path_of (f, "huge.ics");

    g_assert_cmpint (truncate (huge, NUDGE_RULE_FILE_MAX + 1), ==, 0);
  }
  scan (f);

  assert_uids (f, "z");
  assert_problem (f, "folder.ics", "This is a folder");
  assert_problem (f, "pipe.ics", "named pipe");
  assert_problem (f, "dangling.ics", "leads to nothing");
  assert_problem (f, "loop.ics", "back to itself");
  assert_problem (f, "zero.ics", "a device");
  assert_problem (f, "up.ics", "This is a folder");
  assert_problem (f, "huge.ics", "at most 16 MiB");
  g_assert_true (f->state->is_settled);
  g_assert_false (scan (f));
}

static void
test_a_file_that_becomes_something_else_loses_its_rules (Fixture *f, gconstpointer data)
{
  put_rule (f->folder, "a.ics", "a");
  scan (f);
  remove_name (f->folder, "a.ics");
  make_folder (f, "a.ics");

  g_assert_true (scan (f));
  assert_uids (f, "");
  assert_problem (f, "a.ics", "This is a folder");
}

static void
test_names_that_are_not_text_are_told_as_text (Fixture *f, gconstpointer data)
{
  put_text (f->folder, "bad\xff.ics", "");
  scan (f);

  assert_problem (f, "bad\xef\xbf\xbd.ics", "empty");
}

#define ADD(path, function) g_test_add ("/rule-folder-file/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-half-written-new-file-gets-a-second", test_a_half_written_new_file_gets_a_second);
  ADD ("a-half-written-file-leaves-its-rules-in-force", test_a_half_written_file_leaves_its_rules_in_force);
  ADD ("what-stays-cut-off-is-told-and-changes-nothing", test_what_stays_cut_off_is_told_and_changes_nothing);
  ADD ("a-cut-off-file-that-becomes-whole-is-no-problem", test_a_cut_off_file_that_becomes_whole_is_no_problem);
  ADD ("a-file-without-its-end-is-read-at-the-start", test_a_file_without_its_end_is_read_at_the_start);
  ADD ("an-empty-file-is-told", test_an_empty_file_is_told);
  ADD ("a-file-that-was-emptied-loses-its-rules-after-a-second",
       test_a_file_that_was_emptied_loses_its_rules_after_a_second);
  ADD ("a-file-of-the-kernel-is-told-as-always-changing", test_a_file_of_the_kernel_is_told_as_always_changing);
  ADD ("a-picture-costs-nothing-else", test_a_picture_costs_nothing_else);
  ADD ("a-file-that-may-not-be-read-keeps-its-rules", test_a_file_that_may_not_be_read_keeps_its_rules);
  ADD ("the-same-text-anew-changes-nothing", test_the_same_text_anew_changes_nothing);
  ADD ("reading-all-anew-makes-new-rules", test_reading_all_anew_makes_new_rules);
  ADD ("a-touched-file-is-read-though-it-looks-the-same", test_a_touched_file_is_read_though_it_looks_the_same);
  ADD ("odd-entries-are-told-and-cost-nothing-else", test_odd_entries_are_told_and_cost_nothing_else);
  ADD ("a-file-that-becomes-something-else-loses-its-rules",
       test_a_file_that_becomes_something_else_loses_its_rules);
  ADD ("names-that-are-not-text-are-told-as-text", test_names_that_are_not_text_are_told_as_text);
  return g_test_run ();
}
