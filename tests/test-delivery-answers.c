/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery: how a shown nudge ends: answered, put off, closed, satisfied, replaced or left alone. */
#include "delivery-fixture.h"
#include "nudge-error.h"

/* What a button of the desktop does to a nudge that is shown. */
typedef struct {
  const char *action;
  const char *text;
  const char *story;
  const char *value;
  const char *note;
} ActionRow;

static const ActionRow actions[] = {
  { "done", NULL, "water done", NULL, NULL },
  { "default", NULL, "water done", NULL, NULL },
  { "skip", NULL, "water skipped", NULL, NULL },
  { "mood:1", NULL, "water done", "1", NULL },
  { "mood:5", NULL, "water done", "5", NULL },
  { "mood:0", NULL, "", NULL, NULL },
  { "mood:6", NULL, "", NULL, NULL },
  { "mood:", NULL, "", NULL, NULL },
  { "mood:x", NULL, "", NULL, NULL },
  { "reply", "tired but fine", "water done", NULL, "tired but fine" },
  { "reply", "", "water done", NULL, NULL },
  { "snooze", NULL, "water snoozed", NULL, NULL },
  { "snooze:60", NULL, "water snoozed", NULL, NULL },
  { "snooze:31622400", NULL, "water snoozed", NULL, NULL },
  { "snooze:31622401", NULL, "", NULL, NULL },
  { "snooze:0", NULL, "", NULL, NULL },
  { "snooze:-5", NULL, "", NULL, NULL },
  { "snooze:5m", NULL, "", NULL, NULL },
  { "", NULL, "", NULL, NULL },
  { "Done", NULL, "", NULL, NULL },
  { "anything", NULL, "", NULL, NULL },
};

static void
test_each_action_has_its_outcome (DeliveryFixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      guint64 id = delivery_offer_own (f, "water");
      const FakeRecord *last;

      g_free (fake_ledger_take_story (f->ledger));
      fake_presenter_answer (f->presenter, id, actions[i].action, actions[i].text);
      delivery_assert_story (f, actions[i].story);
      last = fake_ledger_get_last (f->ledger);
      g_assert_cmpstr (last->value, ==, actions[i].value);
      g_assert_cmpstr (last->note, ==, actions[i].note);
      nudge_delivery_withdraw_rule (f->delivery, "water", f->now);
      g_free (fake_ledger_take_story (f->ledger));
      f->now += G_TIME_SPAN_MINUTE;
    }
}

static void
test_an_answer_takes_it_off_the_desktop (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  fake_presenter_answer (f->presenter, 1, "done", NULL);
  delivery_assert_desktop (f, "show 1, withdraw 1");
  delivery_assert_changes (f, "water shown, water ended done");
  delivery_assert_wake (f, NULL);
}

static void
test_a_second_answer_does_nothing (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  fake_presenter_answer (f->presenter, 1, "done", NULL);
  fake_presenter_answer (f->presenter, 1, "skip", NULL);
  fake_presenter_answer (f->presenter, 99, "done", NULL);
  delivery_assert_story (f, "water due, water shown, water done");
}

static void
test_an_answer_within_the_call_that_shows_it_counts (DeliveryFixture *f, gconstpointer data)
{
  fake_presenter_answer_at_once (f->presenter, "done");
  delivery_offer_own (f, "water");
  delivery_assert_story (f, "water due, water done");
  fake_presenter_answer_at_once (f->presenter, "snooze");
  delivery_offer_own (f, "tea");
  delivery_assert_state (f, 2, NUDGE_STATE_SNOOZED, NULL);
  delivery_assert_story (f, "tea due, tea snoozed");
}

static void
test_one_that_waits_can_be_answered (DeliveryFixture *f, gconstpointer data)
{
  const NudgeAnswer done = { .outcome = NUDGE_OUTCOME_DONE, .note = "already" };

  delivery_offer_pack (f, "walk");
  g_assert_true (nudge_delivery_finish (f->delivery, 1, &done, f->now, NULL));
  delivery_assert_story (f, "walk due, walk done");
  delivery_assert_desktop (f, "");
  g_assert_cmpstr (fake_ledger_get_last (f->ledger)->note, ==, "already");
}

static void
test_an_unknown_number_is_not_found (DeliveryFixture *f, gconstpointer data)
{
  const NudgeAnswer done = { .outcome = NUDGE_OUTCOME_DONE };
  g_autoptr(GError) error = NULL;

  g_assert_false (nudge_delivery_finish (f->delivery, 7, &done, f->now, &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (nudge_delivery_snooze (f->delivery, 7, f->now + G_TIME_SPAN_HOUR, f->now, &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_NOT_FOUND);
}

static void
test_on_a_full_disk_answers_take_effect_and_say_so (DeliveryFixture *f, gconstpointer data)
{
  const NudgeAnswer done = { .outcome = NUDGE_OUTCOME_DONE };
  g_autoptr(GError) error = NULL;

  fake_ledger_set_full (f->ledger, TRUE);
  delivery_offer_own (f, "water");
  delivery_assert_desktop (f, "show 1");
  g_assert_false (nudge_delivery_snooze (f->delivery, 1, f->now + G_TIME_SPAN_HOUR, f->now, &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE);
  delivery_assert_state (f, 1, NUDGE_STATE_SNOOZED, NULL);
  g_clear_error (&error);
  g_assert_false (nudge_delivery_finish (f->delivery, 1, &done, f->now, &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE);
  g_assert_null (nudge_delivery_lookup (f->delivery, 1));
}

static void
test_closed_by_the_user_is_an_end (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  fake_presenter_close (f->presenter, 1, NUDGE_CLOSED_BY_USER);
  delivery_assert_story (f, "water due, water shown, water closed");
}

static void
test_closed_by_the_server_stays_pending (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  fake_presenter_close (f->presenter, 1, NUDGE_CLOSED_BY_SERVER);
  delivery_assert_state (f, 1, NUDGE_STATE_SHOWN, NULL);
  delivery_assert_story (f, "water due, water shown");
}

static void
test_closing_counts_only_while_it_is_shown (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  fake_presenter_answer (f->presenter, 1, "snooze", NULL);
  fake_presenter_close (f->presenter, 1, NUDGE_CLOSED_BY_USER);
  delivery_assert_state (f, 1, NUDGE_STATE_SNOOZED, NULL);
  fake_presenter_close (f->presenter, 99, NUDGE_CLOSED_BY_USER);
}

static void
test_an_unanswered_one_ends_after_its_grace (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  delivery_run_until (f, "09:59:59");
  delivery_assert_state (f, 1, NUDGE_STATE_SHOWN, NULL);
  delivery_run_until (f, "10:00");
  delivery_assert_story (f, "water due, water shown, water missed");
  delivery_assert_desktop (f, "show 1, withdraw 1");
  g_assert_cmpstr (fake_ledger_get_last (f->ledger)->reason, ==, "not answered");
}

static void
test_a_new_one_of_the_same_rule_ends_the_old_one (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  delivery_offer_own (f, "tea");
  f->now = delivery_day_time ("09:30");
  delivery_offer_own (f, "water");
  delivery_assert_story (f, "water due, water shown, tea due, tea shown, water missed, water due, water shown");
  delivery_assert_desktop (f, "show 1, show 2, withdraw 1, show 3");
}

static void
test_a_new_one_ends_an_old_one_that_was_held (DeliveryFixture *f, gconstpointer data)
{
  f->presence.dnd = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_offer_own (f, "water");
  f->now = delivery_day_time ("09:30");
  delivery_offer_own (f, "water");
  delivery_assert_story (f, "water due, water missed, water due");
  delivery_assert_desktop (f, "");
}

static void
test_a_new_one_leaves_a_snoozed_one_alone (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  nudge_delivery_snooze (f->delivery, 1, delivery_day_time ("09:40"), f->now, NULL);
  f->now = delivery_day_time ("09:30");
  delivery_offer_own (f, "water");
  delivery_run_until (f, "09:40");
  delivery_assert_story (f, "water due, water shown, water snoozed, water due, water shown, water shown");
  delivery_assert_desktop (f, "show 1, withdraw 1, show 2, show 1");
}

static void
test_a_snooze_brings_it_back (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  fake_presenter_answer (f->presenter, 1, "snooze:1200", NULL);
  delivery_assert_state (f, 1, NUDGE_STATE_SNOOZED, NULL);
  g_assert_cmpint (nudge_delivery_lookup (f->delivery, 1)->snoozed_until, ==, delivery_day_time ("09:20"));
  g_assert_cmpint (nudge_delivery_lookup (f->delivery, 1)->until, ==, delivery_day_time ("10:20"));
  delivery_assert_wake (f, "09:20");
  delivery_run_until (f, "09:20");
  delivery_assert_story (f, "water due, water shown, water snoozed, water shown");
  delivery_assert_desktop (f, "show 1, withdraw 1, show 1");
  delivery_assert_changes (f, "water shown, water snoozed, water shown");
  g_assert_cmpuint (nudge_delivery_lookup (f->delivery, 1)->snoozes, ==, 1);
  g_assert_cmpint (nudge_delivery_lookup (f->delivery, 1)->snoozed_until, ==, 0);
  fake_presenter_answer (f->presenter, 1, "snooze", NULL);
  g_assert_cmpuint (nudge_delivery_lookup (f->delivery, 1)->snoozes, ==, 2);
  delivery_assert_wake (f, "09:25");
}

static void
test_a_snoozed_pack_comes_back_in_quiet_hours (DeliveryFixture *f, gconstpointer data)
{
  f->settings->room = 0;
  delivery_offer_pack (f, "walk");
  nudge_delivery_snooze (f->delivery, 1, delivery_day_time ("23:00"), f->now, NULL);
  delivery_run_until (f, "23:00");
  delivery_assert_story (f, "walk due, walk shown, walk snoozed, walk shown");
}

static void
test_a_snoozed_one_is_held_by_a_lock (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  fake_presenter_answer (f->presenter, 1, "snooze", NULL);
  f->presence.locked = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_assert_state (f, 1, NUDGE_STATE_SNOOZED, NULL);
  delivery_run_until (f, "09:30");
  delivery_assert_state (f, 1, NUDGE_STATE_HELD, "locked");
  f->presence.locked = NUDGE_NO;
  delivery_tell_presence (f);
  delivery_assert_state (f, 1, NUDGE_STATE_SHOWN, NULL);
}

static void
test_one_that_waits_can_be_snoozed (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_pack (f, "walk");
  g_assert_true (nudge_delivery_snooze (f->delivery, 1, delivery_day_time ("09:30"), f->now, NULL));
  delivery_run_until (f, "09:30");
  delivery_assert_story (f, "walk due, walk snoozed, walk shown");
  delivery_assert_desktop (f, "show 1");
}

static void
test_a_snooze_may_be_changed (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  nudge_delivery_snooze (f->delivery, 1, delivery_day_time ("09:30"), f->now, NULL);
  nudge_delivery_snooze (f->delivery, 1, delivery_day_time ("11:00"), f->now, NULL);
  delivery_assert_wake (f, "11:00");
  delivery_assert_desktop (f, "show 1, withdraw 1");
}

static void
test_a_snooze_must_end_in_the_future_and_within_a_year (DeliveryFixture *f, gconstpointer data)
{
  const struct {
    GTimeSpan span;
    gboolean is_valid;
  } rows[] = {
    { 0, FALSE },
    { -1, FALSE },
    { G_MININT64 / 2, FALSE },
    { 366 * G_TIME_SPAN_DAY + 1, FALSE },
    { G_MAXINT64 / 2, FALSE },
    { 1, TRUE },
    { 366 * G_TIME_SPAN_DAY, TRUE },
  };

  delivery_offer_own (f, "water");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      gboolean is_taken = nudge_delivery_snooze (f->delivery, 1, f->now + rows[i].span, f->now, &error);

      g_assert_cmpint (is_taken, ==, rows[i].is_valid);
      if (!rows[i].is_valid)
        g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_what_you_log_satisfies_its_category (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) walk = fake_rule_new ("walk", f->now, 0, 1);
  g_autoptr(NudgeRule) stretch = fake_rule_new ("stretch", f->now, 0, 1);
  g_autoptr(NudgeRule) later = fake_rule_new ("later", f->now, 0, 1);

  g_free (walk->category);
  walk->category = g_strdup ("movement");
  g_free (stretch->category);
  stretch->category = g_strdup ("movement");
  g_free (later->category);
  later->category = g_strdup ("movement");
  fake_rule_set_pack (stretch);
  delivery_offer_rule (f, walk, "09:00");
  delivery_offer_rule (f, stretch, "09:00");
  delivery_offer_rule (f, later, "09:00");
  nudge_delivery_snooze (f->delivery, 3, f->now + G_TIME_SPAN_HOUR, f->now, NULL);
  delivery_offer_own (f, "water");
  g_free (fake_ledger_take_story (f->ledger));

  g_assert_cmpuint (nudge_delivery_satisfy (f->delivery, "movement", f->now), ==, 2);
  delivery_assert_story (f, "walk credited, stretch credited");
  g_assert_cmpuint (nudge_delivery_satisfy (f->delivery, "movement", f->now), ==, 0);
  g_assert_nonnull (nudge_delivery_lookup (f->delivery, 3));
  g_assert_nonnull (nudge_delivery_lookup (f->delivery, 4));
}

static void
test_removing_a_rule_withdraws_its_nudges (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_own (f, "water");
  fake_presenter_answer (f->presenter, 1, "snooze", NULL);
  delivery_offer_own (f, "tea");
  f->now += G_TIME_SPAN_MINUTE;
  delivery_offer_own (f, "water");
  g_free (fake_ledger_take_story (f->ledger));
  nudge_delivery_withdraw_rule (f->delivery, "water", f->now);
  delivery_assert_story (f, "water closed, water closed");
  g_assert_cmpstr (fake_ledger_get_last (f->ledger)->reason, ==, "its rule was removed");
  nudge_delivery_withdraw_rule (f->delivery, "nobody", f->now);
  g_assert_nonnull (nudge_delivery_lookup (f->delivery, 2));
}

static void
test_the_list_has_the_newest_due_last (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) late = fake_rule_new ("late", f->now, 0, 1);
  g_autoptr(GPtrArray) list = NULL;
  static const char *const expected[] = { "late", "water", "tea" };

  delivery_offer_own (f, "water");
  delivery_offer_own (f, "tea");
  delivery_offer_rule (f, late, "08:50");
  list = nudge_delivery_list (f->delivery);
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (((NudgeLive *) g_ptr_array_index (list, i))->uid, ==, expected[i]);
}

static void
test_ten_thousand_at_once_are_quick (DeliveryFixture *f, gconstpointer data)
{
  gint64 begin;
  gdouble seconds;

  silence ();
  begin = g_get_monotonic_time ();
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < 10000; i++)
      {
        g_autofree char *uid = g_strdup_printf ("rule-%u", i);

        delivery_offer_own (f, uid);
      }
  delivery_run_until (f, "11:00");
  seconds = (gdouble) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  g_test_message ("20,000 nudges in %.3f s", seconds);
  g_assert_cmpuint (fake_ledger_count (f->ledger, NUDGE_OUTCOME_MISSED), ==, 20000);
  g_assert_cmpfloat (seconds, <, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DELIVERY_TEST ("each-action-has-its-outcome", test_each_action_has_its_outcome);
  DELIVERY_TEST ("an-answer-takes-it-off-the-desktop", test_an_answer_takes_it_off_the_desktop);
  DELIVERY_TEST ("a-second-answer-does-nothing", test_a_second_answer_does_nothing);
  DELIVERY_TEST ("an-answer-within-the-call-that-shows-it-counts",
                 test_an_answer_within_the_call_that_shows_it_counts);
  DELIVERY_TEST ("one-that-waits-can-be-answered", test_one_that_waits_can_be_answered);
  DELIVERY_TEST ("an-unknown-number-is-not-found", test_an_unknown_number_is_not_found);
  DELIVERY_TEST ("on-a-full-disk-answers-take-effect-and-say-so", test_on_a_full_disk_answers_take_effect_and_say_so);
  DELIVERY_TEST ("closed-by-the-user-is-an-end", test_closed_by_the_user_is_an_end);
  DELIVERY_TEST ("closed-by-the-server-stays-pending", test_closed_by_the_server_stays_pending);
  DELIVERY_TEST ("closing-counts-only-while-it-is-shown", test_closing_counts_only_while_it_is_shown);
  DELIVERY_TEST ("an-unanswered-one-ends-after-its-grace", test_an_unanswered_one_ends_after_its_grace);
  DELIVERY_TEST ("a-new-one-of-the-same-rule-ends-the-old-one", test_a_new_one_of_the_same_rule_ends_the_old_one);
  DELIVERY_TEST ("a-new-one-ends-an-old-one-that-was-held", test_a_new_one_ends_an_old_one_that_was_held);
  DELIVERY_TEST ("a-new-one-leaves-a-snoozed-one-alone", test_a_new_one_leaves_a_snoozed_one_alone);
  DELIVERY_TEST ("a-snooze-brings-it-back", test_a_snooze_brings_it_back);
  DELIVERY_TEST ("a-snoozed-pack-comes-back-in-quiet-hours", test_a_snoozed_pack_comes_back_in_quiet_hours);
  DELIVERY_TEST ("a-snoozed-one-is-held-by-a-lock", test_a_snoozed_one_is_held_by_a_lock);
  DELIVERY_TEST ("one-that-waits-can-be-snoozed", test_one_that_waits_can_be_snoozed);
  DELIVERY_TEST ("a-snooze-may-be-changed", test_a_snooze_may_be_changed);
  DELIVERY_TEST ("a-snooze-must-end-in-the-future-and-within-a-year",
                 test_a_snooze_must_end_in_the_future_and_within_a_year);
  DELIVERY_TEST ("what-you-log-satisfies-its-category", test_what_you_log_satisfies_its_category);
  DELIVERY_TEST ("removing-a-rule-withdraws-its-nudges", test_removing_a_rule_withdraws_its_nudges);
  DELIVERY_TEST ("the-list-has-the-newest-due-last", test_the_list_has_the_newest_due_last);
  DELIVERY_TEST ("ten-thousand-at-once-are-quick", test_ten_thousand_at_once_are_quick);
  return g_test_run ();
}
