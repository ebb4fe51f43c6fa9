/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery: nothing is lost and at most one is repeated when the daemon ends, is killed, or the clock is set. */
#include "delivery-fixture.h"

#include <string.h>

static void
assert_n_live (DeliveryFixture *f, guint expected)
{
  g_autoptr(GPtrArray) lives = nudge_delivery_list (f->delivery);

  g_assert_cmpuint (lives->len, ==, expected);
}

static void
test_what_was_shown_is_shown_again_without_noise (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  f->now = delivery_day_time ("09:20");
  delivery_restart (f);
  delivery_assert_desktop (f, "again 1");
  delivery_assert_story (f, "water due, water shown");
  g_assert_cmpint (nudge_delivery_lookup (f->delivery, 1)->shown_at, ==, delivery_day_time ("09:00"));
  delivery_run_until (f, "10:00");
  delivery_assert_story (f, "water missed");
}

static void
test_each_restored_one_is_announced (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  delivery_offer_own (f, "tea");
  fake_presenter_answer (f->presenter, 2, "snooze", NULL);
  delivery_assert_changes (f, "water shown, tea shown, tea snoozed");
  delivery_restart (f);
  assert_n_live (f, 2);
  g_assert_nonnull (strstr (f->changes->str, "water shown"));
  g_assert_nonnull (strstr (f->changes->str, "tea snoozed"));
}

static void
test_what_was_shown_too_long_ago_ends (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  f->now = delivery_day_time ("12:00");
  delivery_restart (f);
  delivery_assert_desktop (f, "withdraw 1");
  delivery_assert_story (f, "water due, water shown, water missed");
  g_assert_cmpstr (fake_ledger_get_last (f->ledger)->reason, ==, "not answered");
}

static void
test_a_snooze_survives (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  nudge_delivery_snooze (f->delivery, 1, delivery_day_time ("09:30"), f->now, NULL);
  f->now = delivery_day_time ("09:10");
  delivery_restart (f);
  delivery_assert_state (f, 1, NUDGE_STATE_SNOOZED, NULL);
  delivery_assert_desktop (f, "");
  delivery_run_until (f, "09:30");
  delivery_assert_desktop (f, "show 1");
}

static void
test_a_snooze_that_ran_out_meanwhile_is_shown_at_once (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  nudge_delivery_snooze (f->delivery, 1, delivery_day_time ("09:30"), f->now, NULL);
  f->now = delivery_day_time ("09:45");
  delivery_restart (f);
  delivery_assert_desktop (f, "show 1");
}

static void
test_a_snooze_that_ran_out_long_ago_is_missed (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  nudge_delivery_snooze (f->delivery, 1, delivery_day_time ("09:30"), f->now, NULL);
  f->now = delivery_day_time ("14:00");
  delivery_restart (f);
  delivery_assert_story (f, "water due, water shown, water snoozed, water missed");
  g_assert_cmpstr (fake_ledger_get_last (f->ledger)->reason, ==, "the computer was off or asleep");
}

static void
test_what_waited_is_judged_anew (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_pack (f, "walk");
  f->now = delivery_day_time ("09:04");
  delivery_restart (f);
  delivery_assert_state (f, 1, NUDGE_STATE_WAITING, "breakpoint");
  delivery_assert_wake (f, "09:10");
  f->now = delivery_day_time ("09:15");
  delivery_restart (f);
  delivery_assert_story (f, "walk due, walk shown");
}

static void
test_why_it_was_held_survives (DeliveryFixture *f, gconstpointer data)
{
  f->presence.dnd = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_offer_own (f, "water");
  f->now = delivery_day_time ("11:00");
  delivery_restart (f);
  delivery_assert_story (f, "water due, water missed");
  g_assert_cmpstr (fake_ledger_get_last (f->ledger)->reason, ==, "held by do-not-disturb");
}

static void
test_gap_and_budget_survive (DeliveryFixture *f, gconstpointer data)
{
  f->settings->room = 0;
  delivery_offer_pack (f, "walk");
  fake_presenter_answer (f->presenter, 1, "done", NULL);
  f->now = delivery_day_time ("09:02");
  delivery_restart (f);
  delivery_offer_pack (f, "water");
  delivery_assert_state (f, 2, NUDGE_STATE_HELD, "min-gap");
  delivery_assert_wake (f, "09:05");
}

/* Keeps the ledger as it is at the moment the desktop is told. */
static void
on_told_copy (FakePresenter *presenter, const char *what, guint64 id, DeliveryFixture *f)
{
  g_object_set_data_full (G_OBJECT (presenter), "copy", fake_ledger_copy (f->ledger), g_object_unref);
}

static void
test_killed_between_shown_and_recorded_it_is_shown_once_more (DeliveryFixture *f, gconstpointer data)
{
  gulong handler = g_signal_connect (f->presenter, "told", G_CALLBACK (on_told_copy), f);

  delivery_offer_own (f, "water");
  g_signal_handler_disconnect (f->presenter, handler);
  delivery_assert_desktop (f, "show 1");
  f->now = delivery_day_time ("09:00:05");
  delivery_restart_with (f, g_object_get_data (G_OBJECT (f->presenter), "copy"));
  delivery_assert_desktop (f, "show 1");
  delivery_assert_story (f, "water due, water shown");
  delivery_restart (f);
  delivery_assert_desktop (f, "again 1");
}

static void
test_killed_at_the_end_of_a_wait_it_is_not_lost (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(FakeLedger) killed = NULL;

  delivery_offer_pack (f, "walk");
  killed = fake_ledger_copy (f->ledger);
  f->now = delivery_day_time ("09:12");
  delivery_restart_with (f, killed);
  delivery_assert_desktop (f, "show 1");
}

static void
test_killed_after_an_answer_it_stays_answered (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(FakeLedger) killed = NULL;

  delivery_offer_own (f, "water");
  fake_presenter_answer (f->presenter, 1, "done", NULL);
  killed = fake_ledger_copy (f->ledger);
  delivery_restart_with (f, killed);
  delivery_assert_desktop (f, "");
  assert_n_live (f, 0);
}

static void
test_a_clock_set_back_by_years_strands_nothing (DeliveryFixture *f, gconstpointer data)
{
  NudgeTime before = f->now;

  delivery_offer_own (f, "shown");
  delivery_offer_own (f, "snoozed");
  nudge_delivery_snooze (f->delivery, 2, f->now + 20 * G_TIME_SPAN_MINUTE, f->now, NULL);
  delivery_offer_pack (f, "waiting");
  f->now = at ("2022-05-05 10:00");
  nudge_delivery_replan (f->delivery, before, f->now);
  delivery_assert_state (f, 3, NUDGE_STATE_SHOWN, NULL);
  delivery_run_until (f, "2022-05-05 10:20");
  delivery_assert_state (f, 2, NUDGE_STATE_SHOWN, NULL);
  delivery_run_until (f, "2022-05-05 11:20");
  assert_n_live (f, 0);
}

static void
test_a_clock_set_back_by_an_hour_moves_no_snooze (DeliveryFixture *f, gconstpointer data)
{
  NudgeTime before = f->now;

  delivery_offer_own (f, "snoozed");
  nudge_delivery_snooze (f->delivery, 1, delivery_day_time ("10:00"), f->now, NULL);
  f->now = delivery_day_time ("08:00");
  nudge_delivery_replan (f->delivery, before, f->now);
  delivery_assert_wake (f, "10:00");
}

static void
test_a_clock_set_back_by_a_second_ends_no_wait (DeliveryFixture *f, gconstpointer data)
{
  NudgeTime before = f->now;

  delivery_offer_pack (f, "walk");
  f->now -= G_TIME_SPAN_SECOND;
  nudge_delivery_replan (f->delivery, before, f->now);
  delivery_assert_state (f, 1, NUDGE_STATE_WAITING, "breakpoint");
  delivery_assert_wake (f, "09:10");
}

static void
test_the_gap_does_not_outlive_a_clock_that_was_ahead (DeliveryFixture *f, gconstpointer data)
{
  NudgeTime before = f->now;

  f->settings->room = 0;
  delivery_offer_pack (f, "walk");
  f->now = at ("2022-05-05 10:00");
  nudge_delivery_replan (f->delivery, before, f->now);
  delivery_offer_pack (f, "water");
  delivery_assert_state (f, 2, NUDGE_STATE_SHOWN, NULL);
  delivery_run_until (f, "2022-05-05 10:03");
  delivery_offer_pack (f, "tea");
  delivery_assert_state (f, 3, NUDGE_STATE_HELD, "min-gap");
}

static void
test_a_clock_that_was_ahead_while_it_was_off_strands_nothing (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  f->now = at ("2022-05-05 10:00");
  delivery_restart (f);
  delivery_assert_desktop (f, "again 1");
  delivery_assert_wake (f, "2022-05-05 11:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DELIVERY_TEST ("what-was-shown-is-shown-again-without-noise", test_what_was_shown_is_shown_again_without_noise);
  DELIVERY_TEST ("each-restored-one-is-announced", test_each_restored_one_is_announced);
  DELIVERY_TEST ("what-was-shown-too-long-ago-ends", test_what_was_shown_too_long_ago_ends);
  DELIVERY_TEST ("a-snooze-survives", test_a_snooze_survives);
  DELIVERY_TEST ("a-snooze-that-ran-out-meanwhile-is-shown-at-once",
                 test_a_snooze_that_ran_out_meanwhile_is_shown_at_once);
  DELIVERY_TEST ("a-snooze-that-ran-out-long-ago-is-missed", test_a_snooze_that_ran_out_long_ago_is_missed);
  DELIVERY_TEST ("what-waited-is-judged-anew", test_what_waited_is_judged_anew);
  DELIVERY_TEST ("why-it-was-held-survives", test_why_it_was_held_survives);
  DELIVERY_TEST ("gap-and-budget-survive", test_gap_and_budget_survive);
  DELIVERY_TEST ("killed-between-shown-and-recorded-it-is-shown-once-more",
                 test_killed_between_shown_and_recorded_it_is_shown_once_more);
  DELIVERY_TEST ("killed-at-the-end-of-a-wait-it-is-not-lost", test_killed_at_the_end_of_a_wait_it_is_not_lost);
  DELIVERY_TEST ("killed-after-an-answer-it-stays-answered", test_killed_after_an_answer_it_stays_answered);
  DELIVERY_TEST ("a-clock-set-back-by-years-strands-nothing", test_a_clock_set_back_by_years_strands_nothing);
  DELIVERY_TEST ("a-clock-set-back-by-an-hour-moves-no-snooze", test_a_clock_set_back_by_an_hour_moves_no_snooze);
  DELIVERY_TEST ("a-clock-set-back-by-a-second-ends-no-wait", test_a_clock_set_back_by_a_second_ends_no_wait);
  DELIVERY_TEST ("the-gap-does-not-outlive-a-clock-that-was-ahead",
                 test_the_gap_does_not_outlive_a_clock_that_was_ahead);
  DELIVERY_TEST ("a-clock-that-was-ahead-while-it-was-off-strands-nothing",
                 test_a_clock_that_was_ahead_while_it_was_off_strands_nothing);
  return g_test_run ();
}
