/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, credit: an absence that was long enough counts as the break that a nudge asked for. */
#include "delivery-fixture.h"

/* A rule for which an absence of @credit counts; 0: none does. */
static guint64
offer_with_credit (DeliveryFixture *f, const char *uid, GTimeSpan credit, const char *due)
{
  g_autoptr(NudgeRule) rule = fake_rule_new (uid, f->now, 0, 1);

  rule->credit = credit;
  return delivery_offer_rule (f, rule, due);
}

static void
leave (DeliveryFixture *f)
{
  f->presence.idle = NUDGE_YES;
  f->presence.idle_since = f->now;
  delivery_tell_presence (f);
}

static void
come_back (DeliveryFixture *f)
{
  f->presence.idle = NUDGE_NO;
  f->presence.idle_since = 0;
  delivery_tell_presence (f);
}

static void
test_a_long_absence_counts_as_the_break (DeliveryFixture *f, gconstpointer data)
{
  leave (f);
  delivery_run_until (f, "09:01");
  offer_with_credit (f, "walk", 5 * G_TIME_SPAN_MINUTE, "09:01");
  delivery_assert_state (f, 1, NUDGE_STATE_HELD, "idle");
  delivery_run_until (f, "09:05");
  come_back (f);
  delivery_assert_story (f, "walk due, walk credited");
  g_assert_null (nudge_delivery_lookup (f->delivery, 1));
}

static void
test_a_short_absence_does_not (DeliveryFixture *f, gconstpointer data)
{
  leave (f);
  offer_with_credit (f, "walk", 5 * G_TIME_SPAN_MINUTE, "09:00");
  delivery_run_until (f, "09:04");
  come_back (f);
  delivery_assert_story (f, "walk due, walk shown");
}

static void
test_without_credit_no_absence_counts (DeliveryFixture *f, gconstpointer data)
{
  leave (f);
  offer_with_credit (f, "tea", NUDGE_SPAN_UNSET, "09:00");
  offer_with_credit (f, "letter", 0, "09:00");
  delivery_run_until (f, "09:30");
  come_back (f);
  delivery_assert_story (f, "tea due, letter due, tea shown, letter shown");
}

static void
test_one_on_the_screen_is_credited_and_withdrawn (DeliveryFixture *f, gconstpointer data)
{
  offer_with_credit (f, "walk", 5 * G_TIME_SPAN_MINUTE, "09:00");
  leave (f);
  delivery_run_until (f, "09:20");
  delivery_assert_desktop (f, "show 1");
  come_back (f);
  delivery_assert_desktop (f, "withdraw 1");
  delivery_assert_story (f, "walk due, walk shown, walk credited");
}

static void
test_a_snoozed_one_comes_back_as_wished (DeliveryFixture *f, gconstpointer data)
{
  offer_with_credit (f, "walk", 5 * G_TIME_SPAN_MINUTE, "09:00");
  fake_presenter_answer (f->presenter, 1, "snooze:1800", NULL);
  leave (f);
  delivery_run_until (f, "09:20");
  come_back (f);
  delivery_assert_state (f, 1, NUDGE_STATE_SNOOZED, NULL);
}

static void
test_an_absence_of_unknown_length_counts_for_nothing (DeliveryFixture *f, gconstpointer data)
{
  offer_with_credit (f, "walk", 5 * G_TIME_SPAN_MINUTE, "09:00");
  leave (f);
  f->presence.idle_since = 0;
  delivery_tell_presence (f);
  delivery_run_until (f, "09:20");
  come_back (f);
  delivery_assert_state (f, 1, NUDGE_STATE_SHOWN, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DELIVERY_TEST ("a-long-absence-counts-as-the-break", test_a_long_absence_counts_as_the_break);
  DELIVERY_TEST ("a-short-absence-does-not", test_a_short_absence_does_not);
  DELIVERY_TEST ("without-credit-no-absence-counts", test_without_credit_no_absence_counts);
  DELIVERY_TEST ("one-on-the-screen-is-credited-and-withdrawn", test_one_on_the_screen_is_credited_and_withdrawn);
  DELIVERY_TEST ("a-snoozed-one-comes-back-as-wished", test_a_snoozed_one_comes_back_as_wished);
  DELIVERY_TEST ("an-absence-of-unknown-length-counts-for-nothing",
                 test_an_absence_of_unknown_length_counts_for_nothing);
  return g_test_run ();
}
