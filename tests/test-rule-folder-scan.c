/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a folder says, scan by scan: which of its names count, and what becomes of it. */
#include "rule-scan.h"

static void
test_only_some_names_are_read (Fixture *f, gconstpointer data)
{
  const char *const only[] = { "focus", "workday", NULL };

  put_rule (f->folder, "evening.ics", "e");
  put_rule (f->folder, "focus.ics", "f");
  put_rule (f->folder, "workday.ics", "w");
  put_text (f->folder, "broken.ics", "");
  plan_for (f, f->folder, only);
  scan (f);

  assert_uids (f, "f w");
  assert_no_problems (f);
}

static void
test_a_name_that_is_not_there_is_told_with_those_that_are (Fixture *f, gconstpointer data)
{
  const char *const only[] = { "focus", "wokday", NULL };

  put_rule (f->folder, "focus.ics", "f");
  put_rule (f->folder, "workday.ics", "w");
  plan_for (f, f->folder, only);
  scan (f);

  assert_uids (f, "f");
  assert_problem (f, "wokday.ics", "There is no such file; in this folder are: focus, workday");
}

static void
test_no_names_are_no_files (Fixture *f, gconstpointer data)
{
  const char *const only[] = { NULL };

  put_rule (f->folder, "focus.ics", "f");
  plan_for (f, f->folder, only);
  scan (f);

  assert_uids (f, "");
  assert_no_problems (f);
}

static void
test_a_single_file_may_have_any_name (Fixture *f, gconstpointer data)
{
  g_autofree char *path = path_of (f, "calendar");

  put_rule (f->folder, "calendar", "a");
  put_rule (f->folder, "other.ics", "b");
  plan_for (f, path, NULL);
  scan (f);

  assert_uids (f, "a");
  assert_no_problems (f);
}

static void
test_a_missing_place_is_told (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = path_of (f, "no/such");
  g_autofree char *file = path_of (f, "no.ics");

  plan_for (f, folder, NULL);
  scan (f);
  assert_problem (f, "no/such", "This folder does not exist (yet)");
  plan_for (f, file, NULL);
  scan (f);
  assert_problem (f, "no.ics", "This file does not exist (yet)");
}

static void
test_a_place_that_is_gone_has_no_rules (Fixture *f, gconstpointer data)
{
  put_rule (f->folder, "a.ics", "a");
  scan (f);
  remove_tree (f->folder);
  g_assert_true (scan (f));

  assert_uids (f, "");
  assert_problem (f, "nudges", "This folder does not exist (yet)");
}

static void
test_links_of_files_are_found (Fixture *f, gconstpointer data)
{
  g_autofree char *expected = g_build_filename (f->root, "real.ics", NULL);

  put_rule (f->root, "real.ics", "a");
  link_to (f, "a.ics", "../real.ics");
  link_to (f, "b.ics", "../later.ics");
  scan (f);

  assert_uids (f, "a");
  g_assert_cmpuint (f->state->links->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (f->state->links, 0), ==, expected);
}

static void
test_a_cancelled_scan_says_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const NudgeFolderScan cancelled = { .plan = f->plan };

  put_rule (f->folder, "a.ics", "a");
  g_cancellable_cancel (cancellable);

  g_assert_null (nudge_folder_scan (&cancelled, cancellable));
}

static void
test_a_folder_that_cannot_be_read_keeps_its_rules (Fixture *f, gconstpointer data)
{
  put_rule (f->folder, "a.ics", "a");
  scan (f);
  g_assert_cmpint (chmod (f->folder, 0), ==, 0);
  run_as_nobody (f);
  g_assert_true (scan (f));
  run_as_root_again ();

  assert_uids (f, "a");
  assert_problem (f, "nudges", "Permission denied; what was read before stays in force");
  g_assert_cmpint (chmod (f->folder, 0700), ==, 0);
  g_assert_true (scan (f));
  assert_uids (f, "a");
  assert_no_problems (f);
}

static void
test_an_empty_folder_has_no_rules (Fixture *f, gconstpointer data)
{
  g_assert_true (scan (f));

  assert_uids (f, "");
  assert_no_problems (f);
}

static void
test_files_come_by_name (Fixture *f, gconstpointer data)
{
  put_rule (f->folder, "b.ics", "two");
  put_rule (f->folder, "a.ics", "one");
  put_rule (f->folder, "c.ics", "three");
  scan (f);

  assert_uids (f, "one two three");
  assert_no_problems (f);
}

static const struct {
  const char *name;
  gboolean is_read;
} names[] = {
  { "a.ics", TRUE },        { "A.ICS", TRUE },         { "a b.ics", TRUE },    { "a.b.ics", TRUE },
  { ".a.ics", FALSE },      { ".ics", FALSE },         { "a.ics~", FALSE },    { "a~.ics", FALSE },
  { "#a.ics#", FALSE },     { "#a.ics", FALSE },       { ".#a.ics", FALSE },   { "~a.ics", FALSE },
  { "a.ics.swp", FALSE },   { ".a.ics.swp", FALSE },   { "a.ics.part", FALSE }, { "a.ics.tmp", FALSE },
  { "a.ical", FALSE },      { "ics", FALSE },          { "4913", FALSE },      { "a.ics.XA3F12", FALSE },
  { "\xc3\xa4.ics", TRUE }, { "bad\xff.ics", TRUE },   { "na\nme.ics", TRUE }, { "x\x1b[31m.ics", TRUE },
};

static void
test_only_files_with_rules_are_read (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      put_rule (f->folder, names[i].name, "x");
      scan (f);
      assert_uids (f, names[i].is_read ? "x" : "");
      assert_no_problems (f);
      remove_name (f->folder, names[i].name);
    }
}

static void
test_files_come_change_and_go (Fixture *f, gconstpointer data)
{
  put_rule (f->folder, "b.ics", "b");
  scan (f);
  put_rule (f->folder, "a.ics", "a");
  g_assert_true (scan (f));
  assert_uids (f, "a b");
  put_rule (f->folder, "b.ics", "other");
  g_assert_true (scan (f));
  assert_uids (f, "a other");
  remove_name (f->folder, "a.ics");
  g_assert_true (scan (f));

  assert_uids (f, "other");
}

static void
test_a_scan_without_changes_says_so (Fixture *f, gconstpointer data)
{
  put_rule (f->folder, "a.ics", "a");
  put_rule (f->folder, "b.ics", "b");
  scan (f);

  g_assert_false (scan (f));
}

/* A rule that is read again is another object. */
static void
test_only_what_changed_is_read (Fixture *f, gconstpointer data)
{
  NudgeRule *rule;

  put_rule (f->folder, "a.ics", "a");
  put_rule (f->folder, "b.ics", "b");
  scan (f);
  rule = first_rule (f);
  put_rule (f->folder, "b.ics", "other");
  scan (f);

  assert_uids (f, "a other");
  g_assert_true (first_rule (f) == rule);
}

static void
test_folders_inside_are_not_looked_into (Fixture *f, gconstpointer data)
{
  g_autofree char *inner = path_of (f, "inner");

  make_folder (f, "inner");
  put_rule (inner, "a.ics", "a");
  scan (f);

  assert_uids (f, "");
  assert_no_problems (f);
}

/* Such as a home of the network that is away: nobody has removed anything. */
static void
test_a_folder_out_of_reach_keeps_its_rules (Fixture *f, gconstpointer data)
{
  put_rule (f->folder, "a.ics", "a");
  scan (f);
  run_as_nobody (f);
  g_assert_cmpint (chmod (f->root, 0), ==, 0);
  scan (f);
  g_assert_cmpint (chmod (f->root, 0700), ==, 0);
  run_as_root_again ();

  assert_uids (f, "a");
  assert_problem (f, "nudges", "Permission denied; what was read before stays in force");
  scan (f);
  assert_no_problems (f);
}

#define ADD(path, function) g_test_add ("/rule-folder-scan/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("only-some-names-are-read", test_only_some_names_are_read);
  ADD ("a-name-that-is-not-there-is-told-with-those-that-are",
       test_a_name_that_is_not_there_is_told_with_those_that_are);
  ADD ("no-names-are-no-files", test_no_names_are_no_files);
  ADD ("a-single-file-may-have-any-name", test_a_single_file_may_have_any_name);
  ADD ("a-missing-place-is-told", test_a_missing_place_is_told);
  ADD ("a-place-that-is-gone-has-no-rules", test_a_place_that_is_gone_has_no_rules);
  ADD ("links-of-files-are-found", test_links_of_files_are_found);
  ADD ("a-cancelled-scan-says-nothing", test_a_cancelled_scan_says_nothing);
  ADD ("a-folder-that-cannot-be-read-keeps-its-rules", test_a_folder_that_cannot_be_read_keeps_its_rules);
  ADD ("an-empty-folder-has-no-rules", test_an_empty_folder_has_no_rules);
  ADD ("files-come-by-name", test_files_come_by_name);
  ADD ("only-files-with-rules-are-read", test_only_files_with_rules_are_read);
  ADD ("files-come-change-and-go", test_files_come_change_and_go);
  ADD ("a-scan-without-changes-says-so", test_a_scan_without_changes_says_so);
  ADD ("only-what-changed-is-read", test_only_what_changed_is_read);
  ADD ("folders-inside-are-not-looked-into", test_folders_inside_are_not_looked_into);
  ADD ("a-folder-out-of-reach-keeps-its-rules", test_a_folder_out_of_reach_keeps_its_rules);
  return g_test_run ();
}
