/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery: from due to shown: at once, after its room, when what holds it ends, or never, and the reason is kept. */
#include "delivery-fixture.h"

static void
assert_last_reason (DeliveryFixture *f, const char *expected)
{
  g_assert_cmpstr (fake_ledger_get_last (f->ledger)->reason, ==, expected);
}

static void
test_an_own_nudge_is_shown_at_once (DeliveryFixture *f, gconstpointer data)
{
  guint64 id = delivery_offer_own (f, "water");

  delivery_assert_story (f, "water due, water shown");
  delivery_assert_desktop (f, "show 1");
  delivery_assert_changes (f, "water shown");
  delivery_assert_state (f, id, NUDGE_STATE_SHOWN, NULL);
  g_assert_cmpint (nudge_delivery_lookup (f->delivery, id)->shown_at, ==, f->now);
  delivery_assert_wake (f, "10:00");
}

static void
on_told_check_due_is_recorded (FakePresenter *presenter, const char *what, guint64 id, DeliveryFixture *f)
{
  g_assert_cmpint (fake_ledger_get_last (f->ledger)->outcome, ==, NUDGE_OUTCOME_DUE);
}

static void
test_due_is_recorded_before_it_is_shown (DeliveryFixture *f, gconstpointer data)
{
  g_signal_connect (f->presenter, "told", G_CALLBACK (on_told_check_due_is_recorded), f);
  delivery_offer_own (f, "water");
  delivery_assert_desktop (f, "show 1");
}

static void
test_what_it_says_comes_from_its_rule (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) rule = fake_rule_new ("water", f->now, 0, 1);
  const NudgeLive *live;

  rule->description = g_strdup ("One glass");
  rule->why = g_strdup ("Thirst comes late");
  rule->ask = NUDGE_ASK_WORD;
  rule->is_private = TRUE;
  live = nudge_delivery_lookup (f->delivery, delivery_offer_rule (f, rule, "09:00"));
  g_assert_cmpstr (live->summary, ==, "Title of water");
  g_assert_cmpstr (live->body, ==, "One glass");
  g_assert_cmpstr (live->why, ==, "Thirst comes late");
  g_assert_cmpstr (live->category, ==, "other");
  g_assert_cmpstr (live->source, ==, "");
  g_assert_cmpint (live->ask, ==, NUDGE_ASK_WORD);
  g_assert_cmpint (live->room, ==, 0);
  g_assert_cmpint (live->grace, ==, G_TIME_SPAN_HOUR);
  g_assert_true (live->is_private);
}

static void
assert_body (DeliveryFixture *f, NudgeRule *rule, const char *due, const char *expected)
{
  f->now = delivery_day_time (due);
  delivery_offer_rule (f, rule, due);
  g_assert_cmpstr (fake_presenter_get_newest (f->presenter)->body, ==, expected);
}

static void
test_prompts_take_turns (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) rule = fake_rule_new ("check-in", f->now, 0, 1);

  rule->description = g_strdup ("never shown beside prompts");
  fake_rule_set_prompts (rule, "one|two|three");
  assert_body (f, rule, "09:00", "one");
  assert_body (f, rule, "10:00", "two");
  assert_body (f, rule, "11:00", "three");
  assert_body (f, rule, "12:00", "one");
}

static void
test_a_prompt_is_kept_over_a_snooze (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) rule = fake_rule_new ("check-in", f->now, 0, 1);

  fake_rule_set_prompts (rule, "one|two|three");
  assert_body (f, rule, "09:00", "one");
  fake_presenter_answer (f->presenter, 1, "snooze", NULL);
  delivery_run_until (f, "09:30");
  g_assert_cmpstr (fake_presenter_get (f->presenter, 1)->body, ==, "one");
  assert_body (f, rule, "10:00", "two");
}

static void
test_missed_ones_are_counted_in_the_record (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) rule = fake_rule_new ("water", f->now, 0, 1);
  g_autoptr(NudgeOccurrence) one = nudge_occurrence_new (rule, f->now, f->now, NUDGE_DUE_START, NULL);
  GPtrArray *records = fake_ledger_get_records (f->ledger);

  nudge_delivery_offer (f->delivery, one, 2, FALSE, f->now);
  g_assert_cmpstr (((FakeRecord *) g_ptr_array_index (records, 0))->reason, ==, "2 earlier ones missed");
  nudge_delivery_offer (f->delivery, one, 1, FALSE, f->now);
  g_assert_cmpstr (((FakeRecord *) g_ptr_array_index (records, 3))->reason, ==, "1 earlier one missed");
}

static void
test_one_past_its_grace_is_dropped_with_a_reason (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) rule = fake_rule_new ("water", f->now, 0, 1);
  guint64 id = delivery_offer_rule (f, rule, "08:00");

  delivery_assert_story (f, "water due, water missed");
  assert_last_reason (f, "the computer was off or asleep");
  delivery_assert_desktop (f, "");
  delivery_assert_changes (f, "water ended missed");
  g_assert_null (nudge_delivery_lookup (f->delivery, id));
  delivery_assert_wake (f, NULL);
}

static void
test_one_past_its_grace_is_shown_once_if_it_says_so (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) rule = fake_rule_new ("rent", f->now, 0, 1);

  rule->missed = NUDGE_MISSED_SHOW;
  delivery_offer_rule (f, rule, "07:00");
  delivery_assert_story (f, "rent due, rent shown");
  delivery_assert_wake (f, "10:00");
  delivery_run_until (f, "12:00");
  delivery_assert_story (f, "rent missed");
  assert_last_reason (f, "not answered");
}

static void
test_the_grace_of_a_minute_is_the_least (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) rule = fake_rule_new ("call", f->now, 0, 1);

  rule->grace = 0;
  f->now = delivery_day_time ("09:00:30");
  delivery_offer_rule (f, rule, "09:00");
  delivery_assert_story (f, "call due, call shown");
  f->now = delivery_day_time ("09:02");
  delivery_offer_rule (f, rule, "09:01");
  delivery_assert_story (f, "call missed, call due, call missed");
}

static void
test_one_of_a_category_that_is_off_is_dropped (DeliveryFixture *f, gconstpointer data)
{
  NudgeCategorySettings *category = g_new0 (NudgeCategorySettings, 1);

  category->name = g_strdup ("other");
  category->room = category->grace = NUDGE_SPAN_UNSET;
  g_ptr_array_add (f->settings->categories, category);
  delivery_offer_own (f, "water");
  delivery_assert_story (f, "water due, water missed");
  assert_last_reason (f, "its category is switched off");
}

static void
test_one_fired_by_hand_is_shown_whatever_holds (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) rule = fake_rule_new ("walk", f->now, 0, 1);
  g_autoptr(NudgeOccurrence) one = nudge_occurrence_new (rule, f->now, f->now, NUDGE_DUE_START, NULL);

  fake_rule_set_pack (rule);
  f->presence.paused_until = NUDGE_NEVER;
  f->presence.dnd = NUDGE_YES;
  delivery_tell_presence (f);
  nudge_delivery_offer (f->delivery, one, 0, TRUE, f->now);
  delivery_assert_story (f, "walk due, walk shown");
  g_assert_true (fake_presenter_get (f->presenter, 1)->by_request);
}

static void
test_a_pack_waits_in_its_room (DeliveryFixture *f, gconstpointer data)
{
  guint64 id = delivery_offer_pack (f, "walk");

  delivery_assert_state (f, id, NUDGE_STATE_WAITING, "breakpoint");
  delivery_assert_story (f, "walk due");
  delivery_assert_changes (f, "walk waiting");
  delivery_assert_wake (f, "09:10");
  delivery_run_until (f, "09:10");
  delivery_assert_story (f, "walk shown");
  delivery_assert_changes (f, "walk shown");
}

static void
test_a_breakpoint_ends_the_wait (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_pack (f, "walk");
  delivery_run_until (f, "09:03");
  nudge_delivery_breakpoint (f->delivery, f->now);
  delivery_assert_story (f, "walk due, walk shown");
  g_assert_cmpint (fake_presenter_get (f->presenter, 1)->shown_at, ==, delivery_day_time ("09:03"));
}

static void
test_a_breakpoint_shows_all_one_after_the_other (DeliveryFixture *f, gconstpointer data)
{
  delivery_offer_pack (f, "walk");
  delivery_offer_pack (f, "water");
  delivery_offer_pack (f, "eyes");
  delivery_assert_story (f, "walk due, water due, eyes due");
  delivery_run_until (f, "09:01");
  nudge_delivery_breakpoint (f->delivery, f->now);
  delivery_assert_story (f, "walk shown");
  delivery_assert_state (f, 2, NUDGE_STATE_HELD, "min-gap");
  delivery_run_until (f, "09:05");
  delivery_assert_story (f, "");
  delivery_run_until (f, "09:06");
  delivery_assert_story (f, "water shown");
  delivery_run_until (f, "09:11");
  delivery_assert_story (f, "eyes shown");
}

static void
test_the_gap_keeps_those_of_packs_apart (DeliveryFixture *f, gconstpointer data)
{
  f->settings->room = 0;
  delivery_offer_pack (f, "walk");
  delivery_offer_pack (f, "water");
  delivery_offer_own (f, "call");
  delivery_assert_story (f, "walk due, walk shown, water due, call due, call shown");
  delivery_run_until (f, "09:05");
  delivery_assert_story (f, "water shown");
}

static void
test_neither_a_snooze_nor_one_fired_by_hand_counts_for_the_gap (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) rule = fake_rule_new ("walk", f->now, 0, 1);
  g_autoptr(NudgeOccurrence) one = nudge_occurrence_new (rule, f->now, f->now, NUDGE_DUE_START, NULL);

  fake_rule_set_pack (rule);
  f->settings->room = 0;
  nudge_delivery_offer (f->delivery, one, 0, TRUE, f->now);
  delivery_run_until (f, "09:01");
  delivery_offer_pack (f, "water");
  delivery_assert_state (f, 2, NUDGE_STATE_SHOWN, NULL);
  fake_presenter_answer (f->presenter, 2, "snooze", NULL);
  delivery_run_until (f, "09:06");
  delivery_assert_state (f, 2, NUDGE_STATE_SHOWN, NULL);
  delivery_offer_pack (f, "tea");
  delivery_assert_state (f, 3, NUDGE_STATE_SHOWN, NULL);
}

static void
test_a_return_to_the_desk_ends_the_wait (DeliveryFixture *f, gconstpointer data)
{
  f->presence.idle = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_offer_pack (f, "walk");
  delivery_assert_state (f, 1, NUDGE_STATE_HELD, "idle");
  delivery_run_until (f, "09:02");
  f->presence.idle = NUDGE_NO;
  delivery_tell_presence (f);
  delivery_assert_story (f, "walk due, walk shown");
}

static void
test_the_end_of_a_hold_is_not_always_a_breakpoint (DeliveryFixture *f, gconstpointer data)
{
  f->presence.dnd = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_offer_pack (f, "walk");
  delivery_run_until (f, "09:02");
  f->presence.dnd = NUDGE_NO;
  delivery_tell_presence (f);
  delivery_assert_state (f, 1, NUDGE_STATE_WAITING, "breakpoint");
  delivery_assert_changes (f, "walk held, walk waiting");
}

static void
test_a_held_one_is_shown_at_the_first_good_moment (DeliveryFixture *f, gconstpointer data)
{
  f->presence.dnd = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_offer_own (f, "water");
  delivery_assert_state (f, 1, NUDGE_STATE_HELD, "dnd");
  delivery_assert_desktop (f, "");
  delivery_run_until (f, "09:40");
  f->presence.dnd = NUDGE_NO;
  delivery_tell_presence (f);
  delivery_assert_desktop (f, "show 1");
  g_assert_cmpint (nudge_delivery_lookup (f->delivery, 1)->until, ==, delivery_day_time ("10:40"));
}

static void
test_another_reason_is_told (DeliveryFixture *f, gconstpointer data)
{
  f->presence.dnd = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_offer_own (f, "water");
  f->presence.locked = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_assert_state (f, 1, NUDGE_STATE_HELD, "locked");
  delivery_assert_changes (f, "water held, water held");
  delivery_tell_presence (f);
  delivery_assert_changes (f, "");
}

static void
test_a_hold_longer_than_the_grace_ends_as_missed (DeliveryFixture *f, gconstpointer data)
{
  f->presence.dnd = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_offer_own (f, "water");
  delivery_run_until (f, "09:59:59");
  delivery_assert_story (f, "water due");
  delivery_run_until (f, "10:00");
  delivery_assert_story (f, "water missed");
  assert_last_reason (f, "held by do-not-disturb");
  delivery_assert_desktop (f, "");
}

static void
test_the_reason_of_a_miss_says_until_when_it_was_held (DeliveryFixture *f, gconstpointer data)
{
  f->now = delivery_day_time ("22:30");
  delivery_offer_pack (f, "walk");
  delivery_assert_wake (f, "23:30");
  delivery_run_until (f, "23:30");
  delivery_assert_story (f, "walk due, walk missed");
  assert_last_reason (f, "held by quiet hours until 7:00");
}

static void
test_a_pause_ends_by_itself (DeliveryFixture *f, gconstpointer data)
{
  f->presence.paused_until = delivery_day_time ("09:45");
  delivery_tell_presence (f);
  delivery_offer_own (f, "water");
  delivery_assert_wake (f, "09:45");
  delivery_run_until (f, "09:45");
  delivery_assert_story (f, "water due, water shown");
}

static void
test_one_that_must_be_shown_outlives_its_grace (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeRule) rule = fake_rule_new ("rent", f->now, 0, 1);

  rule->missed = NUDGE_MISSED_SHOW;
  f->presence.dnd = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_offer_rule (f, rule, "09:00");
  delivery_assert_wake (f, NULL);
  delivery_run_until (f, "17:00");
  f->presence.dnd = NUDGE_NO;
  delivery_tell_presence (f);
  delivery_assert_story (f, "rent due, rent shown");
}

static void
test_the_budget_of_an_hour_holds (DeliveryFixture *f, gconstpointer data)
{
  f->settings->room = 0;
  f->settings->min_gap = 0;
  f->settings->max_per_hour = 2;
  delivery_offer_pack (f, "a");
  delivery_offer_pack (f, "b");
  delivery_run_until (f, "09:20");
  delivery_offer_pack (f, "c");
  delivery_assert_state (f, 3, NUDGE_STATE_HELD, "hourly-budget");
  delivery_run_until (f, "10:00");
  delivery_assert_story (f, "a due, a shown, b due, b shown, c due, a missed, b missed, c shown");
}

static void
test_new_settings_are_used_at_once (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeSettings) other = nudge_settings_new_default ();

  f->presence.camera = NUDGE_YES;
  delivery_tell_presence (f);
  delivery_offer_own (f, "water");
  delivery_assert_state (f, 1, NUDGE_STATE_HELD, "camera");
  other->hold_camera = FALSE;
  nudge_delivery_set_settings (f->delivery, other, f->now);
  delivery_assert_state (f, 1, NUDGE_STATE_SHOWN, NULL);
}

static void
test_a_new_zone_is_used_at_once (DeliveryFixture *f, gconstpointer data)
{
  g_autoptr(NudgeZone) tokyo = nudge_zone_new_by_name ("Asia/Tokyo", NULL);

  f->now = delivery_day_time ("22:30");
  delivery_offer_pack (f, "walk");
  delivery_assert_state (f, 1, NUDGE_STATE_HELD, "quiet-hours");
  nudge_delivery_set_zone (f->delivery, tokyo, f->now);
  delivery_assert_state (f, 1, NUDGE_STATE_WAITING, "breakpoint");
}

static void
test_the_holds_of_now_are_listed (DeliveryFixture *f, gconstpointer data)
{
  g_auto(GStrv) holds = NULL;

  f->presence.dnd = NUDGE_YES;
  delivery_tell_presence (f);
  holds = nudge_delivery_list_holds (f->delivery, delivery_day_time ("23:00"));
  g_assert_cmpstrv (holds, ((const char *[]){ "dnd", "quiet-hours", NULL }));
  g_assert_cmpint (nudge_delivery_get_presence (f->delivery)->dnd, ==, NUDGE_YES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DELIVERY_TEST ("an-own-nudge-is-shown-at-once", test_an_own_nudge_is_shown_at_once);
  DELIVERY_TEST ("due-is-recorded-before-it-is-shown", test_due_is_recorded_before_it_is_shown);
  DELIVERY_TEST ("what-it-says-comes-from-its-rule", test_what_it_says_comes_from_its_rule);
  DELIVERY_TEST ("prompts-take-turns", test_prompts_take_turns);
  DELIVERY_TEST ("a-prompt-is-kept-over-a-snooze", test_a_prompt_is_kept_over_a_snooze);
  DELIVERY_TEST ("missed-ones-are-counted-in-the-record", test_missed_ones_are_counted_in_the_record);
  DELIVERY_TEST ("one-past-its-grace-is-dropped-with-a-reason", test_one_past_its_grace_is_dropped_with_a_reason);
  DELIVERY_TEST ("one-past-its-grace-is-shown-once-if-it-says-so",
                 test_one_past_its_grace_is_shown_once_if_it_says_so);
  DELIVERY_TEST ("the-grace-of-a-minute-is-the-least", test_the_grace_of_a_minute_is_the_least);
  DELIVERY_TEST ("one-of-a-category-that-is-off-is-dropped", test_one_of_a_category_that_is_off_is_dropped);
  DELIVERY_TEST ("one-fired-by-hand-is-shown-whatever-holds", test_one_fired_by_hand_is_shown_whatever_holds);
  DELIVERY_TEST ("a-pack-waits-in-its-room", test_a_pack_waits_in_its_room);
  DELIVERY_TEST ("a-breakpoint-ends-the-wait", test_a_breakpoint_ends_the_wait);
  DELIVERY_TEST ("a-breakpoint-shows-all-one-after-the-other", test_a_breakpoint_shows_all_one_after_the_other);
  DELIVERY_TEST ("the-gap-keeps-those-of-packs-apart", test_the_gap_keeps_those_of_packs_apart);
  DELIVERY_TEST ("neither-a-snooze-nor-one-fired-by-hand-counts-for-the-gap",
                 test_neither_a_snooze_nor_one_fired_by_hand_counts_for_the_gap);
  DELIVERY_TEST ("a-return-to-the-desk-ends-the-wait", test_a_return_to_the_desk_ends_the_wait);
  DELIVERY_TEST ("the-end-of-a-hold-is-not-always-a-breakpoint", test_the_end_of_a_hold_is_not_always_a_breakpoint);
  DELIVERY_TEST ("a-held-one-is-shown-at-the-first-good-moment", test_a_held_one_is_shown_at_the_first_good_moment);
  DELIVERY_TEST ("another-reason-is-told", test_another_reason_is_told);
  DELIVERY_TEST ("a-hold-longer-than-the-grace-ends-as-missed", test_a_hold_longer_than_the_grace_ends_as_missed);
  DELIVERY_TEST ("the-reason-of-a-miss-says-until-when-it-was-held",
                 test_the_reason_of_a_miss_says_until_when_it_was_held);
  DELIVERY_TEST ("a-pause-ends-by-itself", test_a_pause_ends_by_itself);
  DELIVERY_TEST ("one-that-must-be-shown-outlives-its-grace", test_one_that_must_be_shown_outlives_its_grace);
  DELIVERY_TEST ("the-budget-of-an-hour-holds", test_the_budget_of_an_hour_holds);
  DELIVERY_TEST ("new-settings-are-used-at-once", test_new_settings_are_used_at_once);
  DELIVERY_TEST ("a-new-zone-is-used-at-once", test_a_new_zone_is_used_at_once);
  DELIVERY_TEST ("the-holds-of-now-are-listed", test_the_holds_of_now_are_listed);
  return g_test_run ();
}
