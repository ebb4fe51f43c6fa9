/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real folders, watched for real: whatever is done to the files in them is seen, soon and without being asked. */
#include "rule-watch.h"

#include <sys/inotify.h>

static void
test_a_new_file_is_seen (Fixture *f, gconstpointer data)
{
  begin (f);
  put_rule (f->path, "a.ics", "a");

  wait_for (f, "a");
}

static void
test_a_file_put_there_while_it_begins_is_seen (Fixture *f, gconstpointer data)
{
  watch (f, f->path, NULL);
  put_rule (f->path, "a.ics", "a");

  wait_for (f, "a");
}

/* Closing a folder is the end of listing it. */
static void
wait_until_listed (int listing)
{
  char event[4096];

  g_assert_cmpint (read (listing, event, sizeof event), >, 0);
}

/* The first scan has listed the folder, and the watch begins when the main loop runs: what comes in between counts. */
static void
test_a_file_put_there_after_the_first_look_is_seen (Fixture *f, gconstpointer data)
{
  int listing = inotify_init1 (IN_CLOEXEC);

  g_assert_cmpint (inotify_add_watch (listing, f->path, IN_CLOSE_NOWRITE | IN_ONLYDIR), >=, 0);
  watch (f, f->path, NULL);
  wait_until_listed (listing);
  put_rule (f->path, "a.ics", "a");

  wait_for (f, "a");
  g_assert_true (g_close (listing, NULL));
}

static void
test_a_file_written_in_place_is_seen (Fixture *f, gconstpointer data)
{
  g_autofree char *text = rule_text ("b");
  g_autofree char *path = g_build_filename (f->path, "a.ics", NULL);
  FILE *file;

  put_rule (f->path, "a.ics", "a");
  begin (f);
  file = g_fopen (path, "w");
  g_assert_cmpint (fputs (text, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);

  wait_for (f, "b");
  assert_no_problems (f);
}

static void
test_a_file_replaced_by_a_rename_is_seen (Fixture *f, gconstpointer data)
{
  put_rule (f->path, "a.ics", "a");
  begin (f);
  put_rule (f->root, "new", "b");
  move (f->root, "new", "nudges/a.ics");

  wait_for (f, "b");
}

static void
test_a_file_moved_away_and_back_is_seen (Fixture *f, gconstpointer data)
{
  put_rule (f->path, "a.ics", "a");
  begin (f);
  move (f->root, "nudges/a.ics", "away");
  wait_for (f, "");
  move (f->root, "away", "nudges/a.ics");

  wait_for (f, "a");
}

static void
test_a_file_renamed_in_the_folder_is_seen (Fixture *f, gconstpointer data)
{
  put_rule (f->path, "a.ics", "a");
  put_rule (f->path, "b.ics", "b");
  begin (f);
  move (f->path, "a.ics", "c.ics");

  wait_for (f, "b a");
}

static void
test_a_file_removed_is_seen (Fixture *f, gconstpointer data)
{
  put_rule (f->path, "a.ics", "a");
  begin (f);
  remove_name (f->path, "a.ics");

  wait_for (f, "");
}

/* As slow editors and synchronising programs write: a part, and the rest later. */
static void
test_a_file_written_in_two_steps_is_seen_once_it_is_whole (Fixture *f, gconstpointer data)
{
  put_rule (f->path, "a.ics", "a");
  begin (f);
  put_part (f->path, "a.ics", "b", 120);
  let_settle (f, "a");
  put_rule (f->path, "a.ics", "b");

  wait_for (f, "b mark");
  assert_no_problems (f);
}

static void
test_a_file_that_stays_cut_off_is_told (Fixture *f, gconstpointer data)
{
  put_rule (f->path, "a.ics", "a");
  begin (f);
  put_part (f->path, "a.ics", "b", 120);

  wait_for_problem (f, "ends in the middle");
  wait_for (f, "a");
}

static void
test_other_rules_stay_the_same_objects (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  put_rule (f->path, "a.ics", "a");
  put_rule (f->path, "b.ics", "b");
  begin (f);
  before = nudge_rule_folder_list_rules (f->folder);
  put_rule (f->path, "b.ics", "other");
  wait_for (f, "a other");
  after = nudge_rule_folder_list_rules (f->folder);

  g_assert_true (g_ptr_array_index (before, 0) == g_ptr_array_index (after, 0));
}

static void
test_files_of_editors_say_nothing (Fixture *f, gconstpointer data)
{
  guint n_before;

  put_rule (f->path, "a.ics", "a");
  begin (f);
  let_settle (f, "a");
  n_before = f->n_changed;
  put_rule (f->path, ".a.ics.swp", "x");
  put_rule (f->path, "4913", "x");
  put_rule (f->path, "a.ics~", "x");
  put_rule (f->path, "a.ics", "a");
  put_rule (f->path, "zzz.ics", "last");
  wait_for (f, "a last");

  g_assert_cmpuint (f->n_changed, ==, n_before + 1);
}

static void
test_a_problem_comes_and_goes (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->path, "a.ics", NULL);

  put_rule (f->path, "b.ics", "b");
  begin (f);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  wait_for_problem (f, "a.ics: This is a named pipe");
  g_assert_cmpint (g_unlink (path), ==, 0);
  let_settle (f, "b");

  assert_no_problems (f);
}

static void
test_an_empty_folder_says_changed_once (Fixture *f, gconstpointer data)
{
  watch (f, f->path, NULL);
  g_assert_false (nudge_rule_folder_is_ready (f->folder));
  g_assert_cmpstr (nudge_rule_folder_get_path (f->folder), ==, f->path);
  wait_for (f, "");

  g_assert_cmpuint (f->n_changed, ==, 1);
  assert_no_problems (f);
}

static void
test_rules_that_were_there_are_read (Fixture *f, gconstpointer data)
{
  put_rule (f->path, "b.ics", "b");
  put_rule (f->path, "a.ics", "a");
  begin (f);

  wait_for (f, "a b");
  g_assert_cmpuint (f->n_changed, ==, 1);
}

static gboolean
has_changed_again (gpointer data)
{
  return ((Fixture *) data)->n_changed >= 2;
}

static void
test_a_reload_reads_all_anew (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  put_rule (f->path, "a.ics", "a");
  begin (f);
  before = nudge_rule_folder_list_rules (f->folder);
  nudge_rule_folder_reload (f->folder);
  g_assert_true (wait_until (has_changed_again, f));
  after = nudge_rule_folder_list_rules (f->folder);

  g_assert_cmpuint (after->len, ==, 1);
  g_assert_true (g_ptr_array_index (before, 0) != g_ptr_array_index (after, 0));
}

static void
test_a_refresh_answers_and_reads_only_what_changed (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  put_rule (f->path, "a.ics", "a");
  begin (f);
  before = nudge_rule_folder_list_rules (f->folder);
  nudge_rule_folder_refresh (f->folder);
  g_assert_true (wait_until (has_changed_again, f));
  after = nudge_rule_folder_list_rules (f->folder);

  g_assert_true (g_ptr_array_index (before, 0) == g_ptr_array_index (after, 0));
}

static void
test_a_refresh_sees_what_was_written_before_it (Fixture *f, gconstpointer data)
{
  begin (f);
  put_rule (f->path, "a.ics", "a");
  nudge_rule_folder_refresh (f->folder);
  g_assert_true (wait_until (has_changed_again, f));

  f->wanted = "a";
  g_assert_true (has_wanted_uids (f));
}

static void
test_a_reload_before_the_first_reading_is_not_lost (Fixture *f, gconstpointer data)
{
  put_rule (f->path, "a.ics", "a");
  watch (f, f->path, NULL);
  nudge_rule_folder_reload (f->folder);
  nudge_rule_folder_reload (f->folder);

  g_assert_true (wait_until (has_changed_again, f));
  wait_for (f, "a");
}

/* The worker may still be at it; its result then goes nowhere, and nothing of the folder is used after its end. */
static void
test_it_can_end_in_the_middle_of_a_scan (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.ics", i);

      put_rule (f->path, name, name);
    }
  for (guint i = 0; i < 20; i++)
    {
      watch (f, f->path, NULL);
      end (f);
    }
  begin (f);
  end (f);
  g_assert_cmpuint (f->n_changed, ==, 1);
}

static void
test_problems_have_the_order_of_names (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) problems = NULL;

  put_text (f->path, "b.ics", "");
  put_text (f->path, "a.ics", "");
  begin (f);
  problems = nudge_rule_folder_list_problems (f->folder);

  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_true (g_str_has_suffix (((NudgeProblem *) g_ptr_array_index (problems, 0))->file, "nudges/a.ics"));
  g_assert_true (g_str_has_suffix (((NudgeProblem *) g_ptr_array_index (problems, 1))->file, "nudges/b.ics"));
}

#define ADD(path, function) g_test_add ("/rule-folder/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-new-file-is-seen", test_a_new_file_is_seen);
  ADD ("a-file-put-there-while-it-begins-is-seen", test_a_file_put_there_while_it_begins_is_seen);
  ADD ("a-file-put-there-after-the-first-look-is-seen", test_a_file_put_there_after_the_first_look_is_seen);
  ADD ("a-file-written-in-place-is-seen", test_a_file_written_in_place_is_seen);
  ADD ("a-file-replaced-by-a-rename-is-seen", test_a_file_replaced_by_a_rename_is_seen);
  ADD ("a-file-moved-away-and-back-is-seen", test_a_file_moved_away_and_back_is_seen);
  ADD ("a-file-renamed-in-the-folder-is-seen", test_a_file_renamed_in_the_folder_is_seen);
  ADD ("a-file-removed-is-seen", test_a_file_removed_is_seen);
  ADD ("a-file-written-in-two-steps-is-seen-once-it-is-whole",
       test_a_file_written_in_two_steps_is_seen_once_it_is_whole);
  ADD ("a-file-that-stays-cut-off-is-told", test_a_file_that_stays_cut_off_is_told);
  ADD ("other-rules-stay-the-same-objects", test_other_rules_stay_the_same_objects);
  ADD ("files-of-editors-say-nothing", test_files_of_editors_say_nothing);
  ADD ("a-problem-comes-and-goes", test_a_problem_comes_and_goes);
  ADD ("an-empty-folder-says-changed-once", test_an_empty_folder_says_changed_once);
  ADD ("rules-that-were-there-are-read", test_rules_that_were_there_are_read);
  ADD ("a-reload-reads-all-anew", test_a_reload_reads_all_anew);
  ADD ("a-refresh-answers-and-reads-only-what-changed", test_a_refresh_answers_and_reads_only_what_changed);
  ADD ("a-refresh-sees-what-was-written-before-it", test_a_refresh_sees_what_was_written_before_it);
  ADD ("a-reload-before-the-first-reading-is-not-lost", test_a_reload_before_the_first_reading_is_not_lost);
  ADD ("it-can-end-in-the-middle-of-a-scan", test_it_can_end_in_the_middle_of_a_scan);
  ADD ("problems-have-the-order-of-names", test_problems_have_the_order_of_names);
  return g_test_run ();
}
