/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nudges on the desktop of nine servers: every promise holds on all of them. */
#include "desktop-fixture.h"

static void
test_shows (DesktopFixture *f, gconstpointer profile)
{
  MockNote *note;

  desktop_show_and_wait (f, 17, "Drink some water");
  g_assert_cmpuint (desktop_count_open (f), ==, 1);
  note = desktop_note_at (f, 0);
  g_assert_cmpstr (note->summary, ==, "Drink some water");
  g_assert_cmpstr (note->app, ==, "nudged");
  g_assert_cmpint (note->expire, ==, 0);
}

static void
test_action_is_the_answer (DesktopFixture *f, gconstpointer profile)
{
  if (g_str_equal (profile, "plain"))
    return;
  desktop_show_and_wait (f, 1, "Drink");
  mock_server_act (f->server, desktop_note_at (f, 0)->id, "done");
  wait_for (saw (f, "answered"));
  wait_for (desktop_count_open (f) == 0);
  desktop_run_for (2 * SETTLE_MS);
  assert_events (f, "shown 1, answered 1 done");
}

static void
test_dismissal_is_no_answer (DesktopFixture *f, gconstpointer profile)
{
  gboolean is_mate = g_str_has_prefix (profile, "MATE");

  desktop_show_and_wait (f, 1, "Drink");
  mock_server_close (f->server, desktop_note_at (f, 0)->id, TRUE);
  wait_for (saw (f, "closed"));
  desktop_run_for (SETTLE_MS);
  assert_events (f, is_mate ? "shown 1, closed 1 server" : "shown 1, closed 1 user");
}

static void
test_expiry_leaves_it_pending (DesktopFixture *f, gconstpointer profile)
{
  desktop_show_and_wait (f, 1, "Drink");
  mock_server_close (f->server, desktop_note_at (f, 0)->id, FALSE);
  wait_for (saw (f, "closed"));
  desktop_run_for (SETTLE_MS);
  assert_events (f, "shown 1, closed 1 server");
}

static void
test_withdrawal_is_silent (DesktopFixture *f, gconstpointer profile)
{
  desktop_show_and_wait (f, 1, "Drink");
  desktop_withdraw (f, 1);
  wait_for (desktop_count_open (f) == 0);
  desktop_run_for (SETTLE_MS);
  assert_events (f, "shown 1");
}

static void
test_same_nudge_replaces (DesktopFixture *f, gconstpointer profile)
{
  desktop_show_and_wait (f, 1, "Drink");
  g_string_truncate (f->events, 0);
  desktop_show_and_wait (f, 1, "Drink, really");
  g_assert_cmpuint (desktop_count_open (f), ==, 1);
  g_assert_cmpuint (desktop_note_at (f, 0)->replaced, ==, 1);
  g_assert_cmpstr (desktop_note_at (f, 0)->summary, ==, "Drink, really");
}

static void
test_never_more_than_three (DesktopFixture *f, gconstpointer profile)
{
  desktop_show_and_wait (f, 1, "one");
  desktop_show_and_wait (f, 2, "two");
  desktop_show_and_wait (f, 3, "three");
  g_assert_cmpuint (desktop_count_open (f), ==, 3);
  desktop_show_and_wait (f, 4, "four");
  g_assert_cmpuint (desktop_count_open (f), ==, 3);
  g_assert_nonnull (mock_server_find (f->server, "2 nudges are waiting"));
  g_assert_nonnull (mock_server_find (f->server, "three"));
  g_assert_nonnull (mock_server_find (f->server, "four"));
  assert_events (f, "shown 1, shown 2, shown 3, shown 4");
}

static void
test_many_at_once (DesktopFixture *f, gconstpointer profile)
{
  for (guint i = 1; i <= 10; i++)
    desktop_show (f, i, i == 10 ? "ten" : "more");
  wait_for (saw (f, "shown 10"));
  g_assert_cmpuint (desktop_count_open (f), ==, 3);
  g_assert_nonnull (mock_server_find (f->server, "8 nudges are waiting"));
  g_assert_nonnull (mock_server_find (f->server, "ten"));
  g_assert_cmpuint (mock_server_count_notified (f->server), ==, 3);
}

static void
test_restarted_daemon_takes_over (DesktopFixture *f, gconstpointer profile)
{
  g_autoptr(NudgeLive) live = desktop_make_live (1, "Drink");

  desktop_show_and_wait (f, 1, "Drink");
  desktop_show_and_wait (f, 2, "Stretch");
  g_assert_finalize_object (f->presenter);
  g_assert_cmpuint (desktop_count_open (f), ==, 2);
  g_string_truncate (f->events, 0);
  desktop_start_presenter (f);
  nudge_presenter_show (NUDGE_PRESENTER (f->presenter), live, TRUE);
  nudge_desktop_presenter_close_rest (f->presenter);
  wait_for (saw (f, "shown 1") && desktop_count_open (f) == 1);
  g_assert_cmpuint (desktop_note_at (f, 0)->replaced, ==, 1);
  g_assert_cmpstr (desktop_note_at (f, 0)->summary, ==, "Drink");
  desktop_run_for (SETTLE_MS);
  assert_events (f, "shown 1");
}

static void
test_restarted_daemon_and_forgetful_server (DesktopFixture *f, gconstpointer profile)
{
  g_autoptr(NudgeLive) live = desktop_make_live (1, "Drink");

  desktop_show_and_wait (f, 1, "Drink");
  g_assert_finalize_object (f->presenter);
  mock_server_forget (f->server);
  g_string_truncate (f->events, 0);
  desktop_start_presenter (f);
  nudge_presenter_show (NUDGE_PRESENTER (f->presenter), live, TRUE);
  wait_for (saw (f, "shown 1"));
  g_assert_cmpuint (desktop_count_open (f), ==, 1);
  mock_server_close (f->server, desktop_note_at (f, 0)->id, TRUE);
  wait_for (saw (f, "closed 1"));
}

static void
test_server_comes_back (DesktopFixture *f, gconstpointer profile)
{
  desktop_show_and_wait (f, 1, "Drink");
  desktop_show_and_wait (f, 2, "Stretch");
  mock_server_free (f->server);
  f->server = mock_server_new (mock_profile (profile));
  wait_for (desktop_count_open (f) == 2);
  desktop_run_for (SETTLE_MS);
  g_assert_cmpuint (mock_server_count_notified (f->server), ==, 2);
  assert_events (f, "shown 1, shown 2");
}

static const struct {
  const char *name;
  void (*test) (DesktopFixture *f, gconstpointer profile);
} tests[] = {
  { "shows", test_shows },
  { "action-is-the-answer", test_action_is_the_answer },
  { "dismissal-is-no-answer", test_dismissal_is_no_answer },
  { "expiry-leaves-it-pending", test_expiry_leaves_it_pending },
  { "withdrawal-is-silent", test_withdrawal_is_silent },
  { "same-nudge-replaces", test_same_nudge_replaces },
  { "never-more-than-three", test_never_more_than_three },
  { "many-at-once", test_many_at_once },
  { "restarted-daemon-takes-over", test_restarted_daemon_takes_over },
  { "restarted-daemon-and-forgetful-server", test_restarted_daemon_and_forgetful_server },
  { "server-comes-back", test_server_comes_back },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (const MockProfile *profile = mock_profiles (); profile->name != NULL; profile++)
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *name = g_strdup_printf ("/desktop-presenter/%s/%s", profile->name, tests[i].name);

        g_strdelimit (name, " ", '-');
        g_test_add (name, DesktopFixture, profile->name, desktop_set_up, tests[i].test, desktop_tear_down);
      }
  return desktop_run_tests ();
}
