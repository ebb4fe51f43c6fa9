/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nudges before servers that hang, die, refuse or are not there: nothing is lost, and nobody waits. */
#include "desktop-fixture.h"
#include "pulse.h"

#include <unistd.h>

static void
test_absent_server (DesktopFixture *f, gconstpointer profile)
{
  desktop_show (f, 1, "Drink");
  desktop_run_for (SILENT_MS + SETTLE_MS);
  assert_events (f, "");
  g_assert_cmpint (nudge_desktop_presenter_get_server (f->presenter, NULL), ==, NUDGE_SERVER_ABSENT);
  f->server = mock_server_new (mock_profile ("dunst"));
  wait_for (saw (f, "shown 1"));
  g_assert_cmpuint (desktop_count_open (f), ==, 1);
}

static void
test_server_is_known_by_name (DesktopFixture *f, gconstpointer profile)
{
  const char *name;

  desktop_show_and_wait (f, 1, "Drink");
  g_assert_cmpint (nudge_desktop_presenter_get_server (f->presenter, &name), ==, NUDGE_SERVER_PRESENT);
  g_assert_cmpstr (name, ==, "dunst");
}

static void
test_hanging_server_that_wakes_up (DesktopFixture *f, gconstpointer profile)
{
  desktop_hang (f);
  desktop_show (f, 1, "Drink");
  wait_for (nudge_desktop_presenter_get_server (f->presenter, NULL) == NUDGE_SERVER_SILENT);
  g_assert_cmpuint (mock_server_count_waiting (f->server), ==, 1);
  mock_server_set_hanging (f->server, FALSE);
  wait_for (saw (f, "shown 1"));
  g_assert_cmpuint (mock_server_count_notified (f->server), ==, 1);
  g_assert_cmpint (nudge_desktop_presenter_get_server (f->presenter, NULL), ==, NUDGE_SERVER_PRESENT);
}

static void
test_flood_after_a_hang_is_one_digest (DesktopFixture *f, gconstpointer profile)
{
  desktop_hang (f);
  for (guint i = 1; i <= 10; i++)
    {
      g_autofree char *summary = g_strdup_printf ("nudge %u", i);

      desktop_show (f, i, summary);
    }
  wait_for (nudge_desktop_presenter_get_server (f->presenter, NULL) == NUDGE_SERVER_SILENT);
  mock_server_set_hanging (f->server, FALSE);
  wait_for (saw (f, "shown 10"));
  g_assert_cmpuint (mock_server_count_notified (f->server), ==, 1);
  g_assert_cmpstr (desktop_note_at (f, 0)->summary, ==, "10 nudges are waiting");
  g_assert_nonnull (strstr (desktop_note_at (f, 0)->body, "• nudge 1\n"));
  g_assert_nonnull (strstr (desktop_note_at (f, 0)->body, "and 4 more\n"));
}

static void
test_refusing_server_is_asked_again (DesktopFixture *f, gconstpointer profile)
{
  g_test_expect_message ("nudged-desktop", G_LOG_LEVEL_WARNING, "*could not be shown*Invalid notification ID*");
  mock_server_set_refusing (f->server, TRUE);
  desktop_show (f, 1, "Drink");
  wait_for (mock_server_count_refused (f->server) > 0);
  mock_server_set_refusing (f->server, FALSE);
  wait_for (saw (f, "shown 1"));
  g_test_assert_expected_messages ();
  g_assert_cmpuint (desktop_count_open (f), ==, 1);
}

static void
test_closed_of_unknown_ids_is_ignored (DesktopFixture *f, gconstpointer profile)
{
  desktop_show_and_wait (f, 1, "Drink");
  mock_server_emit_closed (f->server, 4711, 2);
  mock_server_act (f->server, 4711, "done");
  desktop_run_for (SETTLE_MS);
  assert_events (f, "shown 1");
}

static void
test_withdrawn_before_it_was_shown (DesktopFixture *f, gconstpointer profile)
{
  desktop_hang (f);
  desktop_show (f, 1, "Drink");
  desktop_withdraw (f, 1);
  mock_server_set_hanging (f->server, FALSE);
  desktop_run_for (SETTLE_MS);
  g_assert_cmpuint (mock_server_count_notified (f->server), ==, 0);
  assert_events (f, "");
}

static void
test_main_loop_never_waits (DesktopFixture *f, gconstpointer profile)
{
  Pulse pulse = { 0 };
  guint id = g_timeout_add (1, pulse_beat, &pulse);

  desktop_show_and_wait (f, 1, "Drink");
  desktop_hang (f);
  for (guint i = 2; i < 20; i++)
    desktop_show (f, i, "more");
  desktop_withdraw (f, 1);
  wait_for (nudge_desktop_presenter_get_server (f->presenter, NULL) == NUDGE_SERVER_SILENT);
  mock_server_set_hanging (f->server, FALSE);
  wait_for (saw (f, "shown 19"));
  g_source_remove (id);
  g_test_message ("longest turn of the main loop: %.1f ms", pulse.longest / 1000.0);
  g_assert_cmpint (pulse.longest, <, 100 * G_TIME_SPAN_MILLISECOND);
}

/* The server answers the question and hangs at the notification. */
static void
test_hangs_at_the_notification (DesktopFixture *f, gconstpointer profile)
{
  Pulse pulse = { 0 };
  guint id;

  desktop_show_and_wait (f, 1, "Drink");
  id = g_timeout_add (1, pulse_beat, &pulse);
  mock_server_hang_at_notify (f->server);
  desktop_show (f, 2, "Stretch");
  wait_for (mock_server_count_waiting (f->server) == 1);
  desktop_show (f, 3, "Rest");
  desktop_withdraw (f, 1);
  desktop_run_for (3 * SILENT_MS);
  g_source_remove (id);
  g_assert_cmpint (pulse.longest, <, 100 * G_TIME_SPAN_MILLISECOND);
  mock_server_set_hanging (f->server, FALSE);
  wait_for (saw (f, "shown 3") && desktop_count_open (f) == 2);
  g_assert_cmpuint (mock_server_count_notified (f->server), ==, 3);
}

/* libnotify gives a call up after 25 seconds: the server shows it when it wakes up, and once is enough. */
static void
test_late_answer_is_no_second_notification (DesktopFixture *f, gconstpointer profile)
{
  gboolean is_over = FALSE;
  guint id = g_timeout_add_seconds (28, desktop_on_turn, &is_over);

  g_test_expect_message ("nudged-desktop", G_LOG_LEVEL_WARNING, "*could not be shown*");
  nudge_desktop_presenter_set_patience (f->presenter, SILENT_MS, SETTLE_MS);
  mock_server_hang_at_notify (f->server);
  desktop_show (f, 1, "Drink");
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  g_test_assert_expected_messages ();
  mock_server_set_hanging (f->server, FALSE);
  wait_for (saw (f, "shown 1"));
  g_assert_cmpuint (desktop_count_open (f), ==, 1);
  mock_server_act (f->server, desktop_note_at (f, 0)->id, "done");
  wait_for (saw (f, "answered 1 done"));
}

/* Hangs between the question and the notification: the thread is stuck when the program wants to end. */
static void
test_exit_does_not_wait_for_a_hanging_call (void)
{
  DesktopFixture fixture = { 0 };
  DesktopFixture *f = &fixture;
  gint64 begin;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stdout ("*ended in time*");
      return;
    }
  desktop_set_up (f, "dunst");
  desktop_show_and_wait (f, 1, "Drink");
  desktop_show (f, 2, "Stretch");
  mock_server_hang_at_notify (f->server);
  wait_for (mock_server_count_waiting (f->server) == 1);
  begin = g_get_monotonic_time ();
  g_object_unref (f->presenter);
  /* The promise is one second; a call that hangs takes 25. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_TIME_SPAN_SECOND);
  g_print ("ended in time\n");
  /* The stuck thread goes with the process. */
  _exit (0);
}

static const struct {
  const char *name;
  const char *profile;
  void (*test) (DesktopFixture *f, gconstpointer profile);
} tests[] = {
  { "absent-server", NULL, test_absent_server },
  { "server-is-known-by-name", "dunst", test_server_is_known_by_name },
  { "hanging-server-that-wakes-up", "dunst", test_hanging_server_that_wakes_up },
  { "flood-after-a-hang-is-one-digest", "dunst", test_flood_after_a_hang_is_one_digest },
  { "refusing-server-is-asked-again", "dunst", test_refusing_server_is_asked_again },
  { "closed-of-unknown-ids-is-ignored", "dunst", test_closed_of_unknown_ids_is_ignored },
  { "withdrawn-before-it-was-shown", "dunst", test_withdrawn_before_it_was_shown },
  { "hangs-at-the-notification", "dunst", test_hangs_at_the_notification },
  { "main-loop-never-waits", "dunst", test_main_loop_never_waits },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *name = g_strdup_printf ("/desktop-failures/%s", tests[i].name);

      g_test_add (name, DesktopFixture, tests[i].profile, desktop_set_up, tests[i].test, desktop_tear_down);
    }
  if (g_test_slow ())
    g_test_add ("/desktop-failures/late-answer-is-no-second-notification", DesktopFixture, "dunst", desktop_set_up,
                test_late_answer_is_no_second_notification, desktop_tear_down);
  g_test_add_func ("/desktop-failures/exit-does-not-wait-for-a-hanging-call",
                   test_exit_does_not_wait_for_a_hanging_call);
  return desktop_run_tests ();
}
