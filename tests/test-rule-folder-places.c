/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders that are missing, replaced, moved or linked are followed for real. */
#include "rule-watch.h"

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

#define ADD(path, function) g_test_add ("/rule-folder-places/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-missing-folder-is-waited-for", test_a_missing_folder_is_waited_for);
  ADD ("a-folder-in-missing-folders-is-waited-for", test_a_folder_in_missing_folders_is_waited_for);
  ADD ("a-folder-removed-and-made-anew-is-seen", test_a_folder_removed_and_made_anew_is_seen);
  ADD ("a-folder-in-the-place-of-another-is-seen", test_a_folder_in_the_place_of_another_is_seen);
  ADD ("a-folder-moved-away-and-back-is-seen", test_a_folder_moved_away_and_back_is_seen);
  ADD ("a-folder-that-is-a-link-is-followed", test_a_folder_that_is_a_link_is_followed);
  ADD ("a-change-behind-a-link-is-seen", test_a_change_behind_a_link_is_seen);
  ADD ("a-single-file-is-watched", test_a_single_file_is_watched);
  ADD ("only-some-names-are-watched", test_only_some_names_are_watched);
  return g_test_run ();
}
