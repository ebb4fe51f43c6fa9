/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inhibitors: cookies belong to their owner, and go with it. */
#include "inhibitors.h"

#include "nudge-error.h"

#include <glib.h>

static void
test_each_cookie_is_new (void)
{
  g_autoptr(NudgeInhibitors) table = nudge_inhibitors_new ();
  guint first = nudge_inhibitors_add (table, ":1.1", "impress", "Presentation", NULL);
  guint second = nudge_inhibitors_add (table, ":1.1", "impress", "Presentation", NULL);

  g_assert_cmpuint (first, !=, 0);
  g_assert_cmpuint (second, !=, first);
  g_assert_cmpuint (nudge_inhibitors_count (table), ==, 2);
}

static void
test_only_the_owner_releases (void)
{
  g_autoptr(NudgeInhibitors) table = nudge_inhibitors_new ();
  g_autoptr(GError) error = NULL;
  guint cookie = nudge_inhibitors_add (table, ":1.1", "impress", "Presentation", NULL);

  g_assert_false (nudge_inhibitors_remove (table, ":1.2", cookie, &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_NOT_FOUND);
  g_assert_true (nudge_inhibitors_remove (table, ":1.1", cookie, NULL));
  g_assert_cmpuint (nudge_inhibitors_count (table), ==, 0);
  g_assert_false (nudge_inhibitors_remove (table, ":1.1", cookie, NULL));
}

static void
test_all_go_with_their_owner (void)
{
  g_autoptr(NudgeInhibitors) table = nudge_inhibitors_new ();

  nudge_inhibitors_add (table, ":1.1", "a", "", NULL);
  nudge_inhibitors_add (table, ":1.2", "b", "", NULL);
  nudge_inhibitors_add (table, ":1.1", "c", "", NULL);
  g_assert_cmpuint (nudge_inhibitors_remove_owner (table, ":1.1"), ==, 2);
  g_assert_false (nudge_inhibitors_has_owner (table, ":1.1"));
  g_assert_true (nudge_inhibitors_has_owner (table, ":1.2"));
}

static void
test_one_owner_cannot_fill_the_table (void)
{
  g_autoptr(NudgeInhibitors) table = nudge_inhibitors_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < NUDGE_INHIBITORS_MAX_PER_OWNER; i++)
    g_assert_cmpuint (nudge_inhibitors_add (table, ":1.1", "a", "", NULL), !=, 0);
  g_assert_cmpuint (nudge_inhibitors_add (table, ":1.1", "a", "", &error), ==, 0);
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE);
  g_assert_cmpuint (nudge_inhibitors_add (table, ":1.2", "a", "", NULL), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inhibitors/each-cookie-is-new", test_each_cookie_is_new);
  g_test_add_func ("/inhibitors/only-the-owner-releases", test_only_the_owner_releases);
  g_test_add_func ("/inhibitors/all-go-with-their-owner", test_all_go_with_their_owner);
  g_test_add_func ("/inhibitors/one-owner-cannot-fill-the-table", test_one_owner_cannot_fill_the_table);
  return g_test_run ();
}
