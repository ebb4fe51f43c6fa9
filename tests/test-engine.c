/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Engine: one alarm for all, and every event of clock and desktop reaches the one it concerns. */
#include "engine-fixture.h"
#include "fake-rule.h"

static NudgeRule *
add_rule (EngineFixture *f, const char *uid, const char *start, GTimeSpan every)
{
  NudgeRule *rule = fake_rule_new (uid, at (start), every, 0);

  g_ptr_array_add (f->rules, rule);
  return rule;
}

static void
test_before_the_start_it_rests (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 07:59:30", 0);
  nudge_engine_set_rules (f->engine, f->rules);
  g_signal_emit_by_name (f->clock, "jumped");
  g_signal_emit_by_name (f->clock, "alarm");
  engine_assert_alarm (f, NULL);
  engine_assert_story (f, "");
  g_assert_cmpuint (f->n_moved, ==, 0);
}

static void
test_the_alarm_is_the_nearest_of_all (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR);
  add_rule (f, "tea", "2026-03-02 09:30", G_TIME_SPAN_DAY);
  engine_start (f);
  engine_assert_alarm (f, "2026-03-02 09:00");
  engine_run_until (f, "2026-03-02 09:00");
  engine_assert_alarm (f, "2026-03-02 09:30");
  engine_run_until (f, "2026-03-02 09:10");
  fake_presenter_answer (f->presenter, 1, "snooze", NULL);
  engine_assert_alarm (f, "2026-03-02 09:15");
  fake_presenter_answer (f->presenter, 1, "done", NULL);
  engine_assert_alarm (f, "2026-03-02 09:30");
}

static void
test_nothing_rings_between_two_due_times (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_DAY);
  engine_start (f);
  engine_run_until (f, "2026-03-02 09:00");
  fake_presenter_answer (f->presenter, 1, "done", NULL);
  g_assert_cmpuint (fake_clock_count_alarms (f->clock), ==, 1);
  engine_run_until (f, "2026-03-03 08:59");
  g_assert_cmpuint (fake_clock_count_alarms (f->clock), ==, 1);
  engine_run_until (f, "2026-03-03 09:00");
  g_assert_cmpuint (fake_clock_count_alarms (f->clock), ==, 2);
}

static void
test_without_rules_no_alarm_is_set (EngineFixture *f, gconstpointer data)
{
  engine_start (f);
  engine_assert_alarm (f, NULL);
  g_assert_cmpuint (f->n_moved, ==, 1);
}

static void
test_each_change_is_announced (EngineFixture *f, gconstpointer data)
{
  guint n_moved;

  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR);
  engine_start (f);
  n_moved = f->n_moved;
  engine_run_until (f, "2026-03-02 09:00");
  g_assert_cmpuint (f->n_moved, ==, n_moved + 1);
  fake_presenter_answer (f->presenter, 1, "done", NULL);
  g_assert_cmpuint (f->n_moved, ==, n_moved + 2);
  engine_tell_presence (f);
  g_assert_cmpuint (f->n_moved, ==, n_moved + 3);
  nudge_engine_rearm (f->engine);
  g_assert_cmpuint (f->n_moved, ==, n_moved + 4);
}

static void
test_closing_on_the_desktop_reaches_the_nudge (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_DAY);
  engine_start (f);
  engine_run_until (f, "2026-03-02 09:00");
  fake_presenter_close (f->presenter, 1, NUDGE_CLOSED_BY_SERVER);
  engine_assert_alarm (f, "2026-03-02 10:00");
  fake_presenter_close (f->presenter, 1, NUDGE_CLOSED_BY_USER);
  engine_assert_story (f, "water due, water shown, water closed");
  engine_assert_alarm (f, "2026-03-03 09:00");
}

static void
test_a_start_catches_up_within_the_grace (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", 2 * G_TIME_SPAN_HOUR);
  engine_start (f);
  fake_clock_jump (f->clock, at ("2026-03-02 08:30"));
  engine_restart (f);
  nudge_clock_set_alarm (NUDGE_CLOCK (f->clock), NUDGE_NEVER);
  engine_run_until (f, "2026-03-02 09:20");
  engine_restart (f);
  engine_assert_story (f, "water due, water shown");
}

static void
test_a_start_past_the_grace_records_a_miss (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_DAY);
  engine_start (f);
  nudge_clock_set_alarm (NUDGE_CLOCK (f->clock), NUDGE_NEVER);
  engine_run_until (f, "2026-03-05 08:00");
  engine_restart (f);
  engine_assert_story (f, "water due, water missed");
  g_assert_cmpstr (fake_ledger_get_last (f->ledger)->reason, ==, "the computer was off or asleep");
}

static void
test_a_catch_up_replaces_what_was_shown_before (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", 30 * G_TIME_SPAN_MINUTE);
  engine_start (f);
  engine_run_until (f, "2026-03-02 09:10");
  nudge_clock_set_alarm (NUDGE_CLOCK (f->clock), NUDGE_NEVER);
  engine_run_until (f, "2026-03-02 09:40");
  engine_restart (f);
  engine_assert_desktop (f, "again 1, withdraw 1, show 2");
  engine_assert_story (f, "water due, water shown, water missed, water due, water shown");
}

static void
test_a_restart_repeats_nothing (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR);
  engine_start (f);
  engine_run_until (f, "2026-03-02 09:00");
  fake_presenter_answer (f->presenter, 1, "done", NULL);
  engine_restart (f);
  engine_crash (f);
  engine_run_until (f, "2026-03-02 09:59");
  engine_assert_desktop (f, "");
  g_assert_cmpuint (fake_ledger_count (f->ledger, NUDGE_OUTCOME_SHOWN), ==, 1);
}

static void
test_suspend_is_caught_up_with (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR);
  add_rule (f, "lunch", "2026-03-02 12:30", G_TIME_SPAN_DAY);
  engine_start (f);
  fake_clock_jump (f->clock, at ("2026-03-05 13:10"));
  engine_assert_story (f, "lunch due, lunch shown, water due, water shown");
  engine_assert_alarm (f, "2026-03-05 14:00");
}

static void
test_a_clock_set_back_shows_nothing_again (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR);
  engine_start (f);
  engine_run_until (f, "2026-03-02 10:00");
  fake_presenter_answer (f->presenter, 2, "done", NULL);
  engine_assert_story (f, "water due, water shown, water missed, water due, water shown, water done");
  fake_clock_jump (f->clock, at ("2026-03-02 08:30"));
  engine_run_until (f, "2026-03-02 10:30");
  engine_assert_story (f, "");
  engine_run_until (f, "2026-03-02 11:00");
  engine_assert_story (f, "water due, water shown");
}

static void
test_a_clock_set_back_in_silence_is_noticed (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR);
  engine_start (f);
  engine_run_until (f, "2026-03-02 10:30");
  fake_clock_set_back_silently (f->clock, at ("2022-05-05 10:10"));
  engine_tell_presence (f);
  engine_run_until (f, "2022-05-05 11:10");
  g_assert_cmpuint (fake_presenter_count (f->presenter), ==, 0);
}

static void
test_a_new_zone_reaches_scheduler_and_gate (EngineFixture *f, gconstpointer data)
{
  g_autoptr(NudgeZone) tokyo = nudge_zone_new_by_name ("Asia/Tokyo", NULL);
  NudgeRule *floating = fake_rule_new_daily ("floating", 22 * 3600 + 1800);

  fake_rule_set_pack (floating);
  floating->room = 0;
  g_ptr_array_add (f->rules, floating);
  engine_start (f);
  engine_assert_alarm (f, "2026-03-02 22:30");
  fake_clock_set_zone (f->clock, tokyo);
  engine_assert_alarm (f, "2026-03-02 13:30");
  g_assert_true (nudge_engine_get_desk (f->engine).zone == tokyo);
  engine_run_until (f, "2026-03-02 14:00");
  engine_assert_story (f, "floating due");
  engine_run_until (f, "2026-03-02 15:00");
  g_assert_cmpstr (fake_ledger_get_last (f->ledger)->reason, ==, "held by quiet hours until 7:00");
}

static void
test_new_rules_are_taken_while_it_runs (EngineFixture *f, gconstpointer data)
{
  engine_start (f);
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR);
  nudge_engine_set_rules (f->engine, f->rules);
  engine_assert_alarm (f, "2026-03-02 09:00");
  g_ptr_array_set_size (f->rules, 0);
  nudge_engine_set_rules (f->engine, f->rules);
  engine_assert_alarm (f, NULL);
}

static void
test_a_rule_due_this_second_is_shown_at_once (EngineFixture *f, gconstpointer data)
{
  engine_start (f);
  engine_run_until (f, "2026-03-02 09:00");
  add_rule (f, "now", "2026-03-02 09:00", 0);
  nudge_engine_set_rules (f->engine, f->rules);
  engine_assert_story (f, "now due, now shown");
}

static void
test_new_settings_reach_the_gate (EngineFixture *f, gconstpointer data)
{
  g_autoptr(NudgeSettings) other = nudge_settings_new_default ();

  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_DAY);
  f->presence.dnd = NUDGE_YES;
  engine_start (f);
  engine_run_until (f, "2026-03-02 09:00");
  engine_assert_story (f, "water due");
  other->hold_dnd = FALSE;
  other->all_day = 10 * 3600;
  nudge_engine_set_settings (f->engine, other);
  engine_assert_story (f, "water shown");
  g_assert_cmpint (nudge_engine_get_desk (f->engine).all_day, ==, 10 * G_TIME_SPAN_HOUR);
}

static void
test_the_end_of_a_hold_shows_what_was_held (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_DAY);
  f->presence.locked = NUDGE_YES;
  engine_start (f);
  engine_run_until (f, "2026-03-02 09:20");
  engine_assert_story (f, "water due");
  f->presence.locked = NUDGE_NO;
  engine_tell_presence (f);
  engine_assert_story (f, "water shown");
  engine_assert_alarm (f, "2026-03-02 10:20");
}

static void
test_firing_by_hand_shows_it_now (EngineFixture *f, gconstpointer data)
{
  NudgeRule *rule = add_rule (f, "water", "2026-03-02 08:00", G_TIME_SPAN_HOUR);
  guint64 id;

  f->presence.paused_until = NUDGE_NEVER;
  engine_start (f);
  id = nudge_engine_fire (f->engine, rule);
  engine_assert_story (f, "water due, water shown");
  g_assert_nonnull (fake_presenter_get (f->presenter, id));
  engine_assert_alarm (f, "2026-03-02 09:00");
}

static void
test_firing_by_hand_takes_no_occurrence_away (EngineFixture *f, gconstpointer data)
{
  NudgeRule *rule = add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR);

  engine_start (f);
  fake_clock_set_back_silently (f->clock, at ("2026-03-02 09:00"));
  nudge_engine_fire (f->engine, rule);
  engine_run_until (f, "2026-03-02 09:00");
  engine_assert_story (f, "water due, water shown, water missed, water due, water shown");
}

static void
test_an_extra_wake_rings_too (EngineFixture *f, gconstpointer data)
{
  guint n_moved;

  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_DAY);
  engine_start (f);
  nudge_engine_set_extra_wake (f->engine, at ("2026-03-02 08:30"));
  engine_assert_alarm (f, "2026-03-02 08:30");
  nudge_engine_set_extra_wake (f->engine, at ("2026-03-02 09:30"));
  engine_assert_alarm (f, "2026-03-02 09:00");
  nudge_engine_set_extra_wake (f->engine, at ("2026-03-02 08:30"));
  n_moved = f->n_moved;
  g_signal_emit_by_name (f->clock, "alarm");
  g_assert_cmpuint (f->n_moved, ==, n_moved + 1);
}

static void
test_after_its_end_it_hears_nothing (EngineFixture *f, gconstpointer data)
{
  add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_DAY);
  engine_start (f);
  g_clear_object (&f->engine);
  engine_run_until (f, "2026-03-02 10:00");
  g_signal_emit_by_name (f->clock, "jumped");
  fake_presenter_answer (f->presenter, 1, "done", NULL);
  engine_assert_story (f, "");
  f->engine = nudge_engine_new (NUDGE_CLOCK (f->clock), NUDGE_LEDGER (f->ledger), NUDGE_PRESENTER (f->presenter),
                                f->settings);
}

#define ADD(name, test) g_test_add ("/engine/" name, EngineFixture, NULL, engine_set_up, test, engine_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("before-the-start-it-rests", test_before_the_start_it_rests);
  ADD ("the-alarm-is-the-nearest-of-all", test_the_alarm_is_the_nearest_of_all);
  ADD ("nothing-rings-between-two-due-times", test_nothing_rings_between_two_due_times);
  ADD ("without-rules-no-alarm-is-set", test_without_rules_no_alarm_is_set);
  ADD ("each-change-is-announced", test_each_change_is_announced);
  ADD ("closing-on-the-desktop-reaches-the-nudge", test_closing_on_the_desktop_reaches_the_nudge);
  ADD ("a-start-catches-up-within-the-grace", test_a_start_catches_up_within_the_grace);
  ADD ("a-start-past-the-grace-records-a-miss", test_a_start_past_the_grace_records_a_miss);
  ADD ("a-catch-up-replaces-what-was-shown-before", test_a_catch_up_replaces_what_was_shown_before);
  ADD ("a-restart-repeats-nothing", test_a_restart_repeats_nothing);
  ADD ("suspend-is-caught-up-with", test_suspend_is_caught_up_with);
  ADD ("a-clock-set-back-shows-nothing-again", test_a_clock_set_back_shows_nothing_again);
  ADD ("a-clock-set-back-in-silence-is-noticed", test_a_clock_set_back_in_silence_is_noticed);
  ADD ("a-new-zone-reaches-scheduler-and-gate", test_a_new_zone_reaches_scheduler_and_gate);
  ADD ("new-rules-are-taken-while-it-runs", test_new_rules_are_taken_while_it_runs);
  ADD ("a-rule-due-this-second-is-shown-at-once", test_a_rule_due_this_second_is_shown_at_once);
  ADD ("new-settings-reach-the-gate", test_new_settings_reach_the_gate);
  ADD ("the-end-of-a-hold-shows-what-was-held", test_the_end_of_a_hold_shows_what_was_held);
  ADD ("firing-by-hand-shows-it-now", test_firing_by_hand_shows_it_now);
  ADD ("firing-by-hand-takes-no-occurrence-away", test_firing_by_hand_takes_no_occurrence_away);
  ADD ("an-extra-wake-rings-too", test_an_extra_wake_rings_too);
  ADD ("after-its-end-it-hears-nothing", test_after_its_end_it_hears_nothing);
  return g_test_run ();
}
