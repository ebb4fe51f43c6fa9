/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real folders, watched for real: whatever is done to them is seen, soon and without being asked. */
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

static const NudgeIcsContext context = { .file = "ignored", .source = "", .origin = NUDGE_ORIGIN_OWN };

static void
set_up (Fixture *f, gconstpointer data)
{
  f->root = g_dir_make_tmp ("nudged-folder-XXXXXX", NULL);
  f->path = g_build_filename (f->root, "nudges", NULL);
  g_assert_cmpint (g_mkdir (f->path, 0700), ==, 0);
}

static void
on_changed (Fixture *f)
{
  f->n_changed++;
}

static void
end (Fixture *f)
{
  g_assert_finalize_object (g_steal_pointer (&f->folder));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->folder != NULL)
    end (f);
  remove_tree (f->root);
  g_free (f->path);
  g_free (f->root);
}

static void
watch (Fixture *f, const char *path, const char *const *only)
{
  f->folder = nudge_rule_folder_new (path, only, &context);
  g_signal_connect_swapped (f->folder, "changed", G_CALLBACK (on_changed), f);
}

static gboolean
is_ready (gpointer data)
{
  return nudge_rule_folder_is_ready (((Fixture *) data)->folder);
}

/* Whoever is ready also watches. */
static void
begin (Fixture *f)
{
  watch (f, f->path, NULL);
  g_assert_true (wait_until (is_ready, f));
}

static char *
tell_uids (Fixture *f)
{
  g_autoptr(GPtrArray) rules = nudge_rule_folder_list_rules (f->folder);

  return uids_to_string (rules);
}

static char *
tell_problems (Fixture *f)
{
  g_autoptr(GPtrArray) problems = nudge_rule_folder_list_problems (f->folder);

  return problems_to_string (problems);
}

static gboolean
has_wanted_uids (gpointer data)
{
  Fixture *f = data;
  g_autofree char *uids = tell_uids (f);

  return nudge_rule_folder_is_ready (f->folder) && g_str_equal (uids, f->wanted);
}

static gboolean
has_wanted_problem (gpointer data)
{
  Fixture *f = data;
  g_autofree char *problems = tell_problems (f);

  return strstr (problems, f->wanted) != NULL;
}

static void
wait_for (Fixture *f, const char *uids)
{
  g_autofree char *seen = NULL;

  f->wanted = uids;
  if (wait_until (has_wanted_uids, f))
    return;
  seen = tell_uids (f);
  g_error ("“%s” is not seen, but “%s”", uids, seen);
}

static void
wait_for_problem (Fixture *f, const char *words)
{
  g_autofree char *seen = NULL;

  f->wanted = words;
  if (wait_until (has_wanted_problem, f))
    return;
  seen = tell_problems (f);
  g_error ("No problem says “%s”:\n%s", words, seen);
}

static void
assert_no_problems (Fixture *f)
{
  g_autofree char *problems = tell_problems (f);

  g_assert_cmpstr (problems, ==, "");
}

/* A file with a name that comes last: when it is seen, so is all that happened before. */
static void
let_settle (Fixture *f, const char *uids)
{
  g_autofree char *with_mark = g_strconcat (uids, *uids != '\0' ? " " : "", "mark", NULL);

  put_rule (f->path, "zzz.ics", "mark");
  wait_for (f, with_mark);
}

static void
move (const char *folder, const char *from, const char *to)
{
  g_autofree char *old_path = g_build_filename (folder, from, NULL);
  g_autofree char *new_path = g_build_filename (folder, to, NULL);

  g_assert_cmpint (g_rename (old_path, new_path), ==, 0);
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
test_a_missing_folder_is_waited_for (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->root, "later", NULL);

  watch (f, path, NULL);
  wait_for_problem (f, "later: This folder does not exist (yet)");
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  put_rule (path, "a.ics", "a");

  wait_for (f, "a");
  assert_no_problems (f);
}

static void
test_a_folder_in_missing_folders_is_waited_for (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->root, "one", "two", "three", NULL);

  watch (f, path, NULL);
  wait_for_problem (f, "three: This folder does not exist (yet)");
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  put_rule (path, "a.ics", "a");

  wait_for (f, "a");
}

static void
test_a_folder_removed_and_made_anew_is_seen (Fixture *f, gconstpointer data)
{
  put_rule (f->path, "a.ics", "a");
  begin (f);
  remove_tree (f->path);
  wait_for_problem (f, "does not exist (yet)");
  wait_for (f, "");
  g_assert_cmpint (g_mkdir (f->path, 0700), ==, 0);
  put_rule (f->path, "b.ics", "b");
  wait_for (f, "b");
  put_rule (f->path, "c.ics", "c");

  wait_for (f, "b c");
}

/* The watch is on the folder and not on its name: it has to move to the new one. */
static void
test_a_folder_in_the_place_of_another_is_seen (Fixture *f, gconstpointer data)
{
  g_autofree char *other = g_build_filename (f->root, "other", NULL);

  put_rule (f->path, "a.ics", "a");
  begin (f);
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  put_rule (other, "b.ics", "b");
  move (f->root, "nudges", "old");
  move (f->root, "other", "nudges");
  wait_for (f, "b");
  put_rule (f->path, "c.ics", "c");

  wait_for (f, "b c");
}

static void
test_a_folder_moved_away_and_back_is_seen (Fixture *f, gconstpointer data)
{
  put_rule (f->path, "a.ics", "a");
  begin (f);
  move (f->root, "nudges", "away");
  wait_for (f, "");
  move (f->root, "away", "nudges");
  wait_for (f, "a");
  put_rule (f->path, "b.ics", "b");

  wait_for (f, "a b");
}

static void
link_to (const char *folder, const char *name, const char *target)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* As programs that keep settings under version control do it. */
static void
test_a_folder_that_is_a_link_is_followed (Fixture *f, gconstpointer data)
{
  g_autofree char *other = g_build_filename (f->root, "other", NULL);

  put_rule (f->path, "a.ics", "a");
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  put_rule (other, "b.ics", "b");
  link_to (f->root, "link", "nudges");
  {
    g_autofree char *link = g_build_filename (f->root, "link", NULL);

    watch (f, link, NULL);
  }
  wait_for (f, "a");
  link_to (f->root, "link.new", "other");
  move (f->root, "link.new", "link");
  wait_for (f, "b");
  put_rule (other, "c.ics", "c");

  wait_for (f, "b c");
}

static void
test_a_change_behind_a_link_is_seen (Fixture *f, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (f->root, "elsewhere", NULL);

  g_assert_cmpint (g_mkdir (elsewhere, 0700), ==, 0);
  put_rule (elsewhere, "real.ics", "a");
  link_to (f->path, "a.ics", "../elsewhere/real.ics");
  begin (f);
  wait_for (f, "a");
  put_rule (elsewhere, "real.ics", "b");
  wait_for (f, "b");
  remove_name (elsewhere, "real.ics");
  wait_for_problem (f, "This link leads to nothing");
  put_rule (elsewhere, "real.ics", "c");

  wait_for (f, "c");
}

static void
test_a_single_file_is_watched (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->path, "one.ics", NULL);

  put_rule (f->path, "other.ics", "other");
  watch (f, path, NULL);
  wait_for_problem (f, "one.ics: This file does not exist (yet)");
  put_rule (f->path, "one.ics", "a");
  wait_for (f, "a");
  put_rule (f->path, "one.ics", "b");
  wait_for (f, "b");
  remove_name (f->path, "one.ics");

  wait_for_problem (f, "does not exist (yet)");
  wait_for (f, "");
}

static void
test_only_some_names_are_watched (Fixture *f, gconstpointer data)
{
  const char *const only[] = { "focus", NULL };

  put_rule (f->path, "workday.ics", "w");
  watch (f, f->path, only);
  wait_for_problem (f, "focus.ics: There is no such file; in this folder are: workday");
  put_rule (f->path, "focus.ics", "f");

  wait_for (f, "f");
  assert_no_problems (f);
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

static void
add_files (void)
{
  ADD ("a-new-file-is-seen", test_a_new_file_is_seen);
  ADD ("a-file-put-there-while-it-begins-is-seen", test_a_file_put_there_while_it_begins_is_seen);
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
}

static void
add_places (void)
{
  ADD ("a-missing-folder-is-waited-for", test_a_missing_folder_is_waited_for);
  ADD ("a-folder-in-missing-folders-is-waited-for", test_a_folder_in_missing_folders_is_waited_for);
  ADD ("a-folder-removed-and-made-anew-is-seen", test_a_folder_removed_and_made_anew_is_seen);
  ADD ("a-folder-in-the-place-of-another-is-seen", test_a_folder_in_the_place_of_another_is_seen);
  ADD ("a-folder-moved-away-and-back-is-seen", test_a_folder_moved_away_and_back_is_seen);
  ADD ("a-folder-that-is-a-link-is-followed", test_a_folder_that_is_a_link_is_followed);
  ADD ("a-change-behind-a-link-is-seen", test_a_change_behind_a_link_is_seen);
  ADD ("a-single-file-is-watched", test_a_single_file_is_watched);
  ADD ("only-some-names-are-watched", test_only_some_names_are_watched);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("an-empty-folder-says-changed-once", test_an_empty_folder_says_changed_once);
  ADD ("rules-that-were-there-are-read", test_rules_that_were_there_are_read);
  add_files ();
  add_places ();
  ADD ("a-reload-reads-all-anew", test_a_reload_reads_all_anew);
  ADD ("a-reload-before-the-first-reading-is-not-lost", test_a_reload_before_the_first_reading_is_not_lost);
  ADD ("it-can-end-in-the-middle-of-a-scan", test_it_can_end_in_the_middle_of_a_scan);
  ADD ("problems-have-the-order-of-names", test_problems_have_the_order_of_names);
  return g_test_run ();
}
