/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scheduler: clocks that jump, zones that change, machines that sleep: none twice, none lost. */
#include "scheduler-fixture.h"

static void
test_a_clock_set_forward_hands_out_each_rule_once (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_add_rule (f, "lunch", "2026-03-02 12:00", G_TIME_SPAN_DAY, 0);
  scheduler_start (f, "2026-03-02 08:00");
  nudge_scheduler_replan (f->scheduler, &f->desk, at ("2029-03-02 08:30"));
  scheduler_advance (f, "2029-03-02 08:30");
  scheduler_assert_story (f, "lunch 12:00 (+999), water 08:00 (+999)");
  scheduler_assert_wake (f, "2029-03-02 09:00");
}

static void
test_a_clock_set_back_repeats_nothing (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-02 10:00");
  nudge_scheduler_replan (f->scheduler, &f->desk, at ("2026-03-02 08:30"));
  scheduler_assert_wake (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-02 10:00");
  scheduler_advance (f, "2026-03-02 11:00");
  scheduler_assert_story (f, "water 09:00, water 10:00, water 11:00");
}

static void
test_a_clock_that_was_years_ahead_starves_nothing (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2031-01-01 00:30");
  scheduler_advance (f, "2031-01-01 01:00");
  nudge_scheduler_replan (f->scheduler, &f->desk, at ("2026-03-02 08:30"));
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_assert_story (f, "water 01:00, water 09:00");
  scheduler_restart (f, "2026-03-02 10:20", FALSE);
  scheduler_assert_story (f, "water 10:00");
}

static void
test_a_ledger_from_the_future_starves_nothing (SchedulerFixture *f, gconstpointer data)
{
  nudge_ledger_set_handled_until (NUDGE_LEDGER (f->ledger), at ("2031-01-01"));
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_assert_story (f, "water 09:00");
}

static void
test_a_new_zone_moves_floating_times_only (SchedulerFixture *f, gconstpointer data)
{
  g_autoptr(NudgeZone) tokyo = nudge_zone_new_by_name ("Asia/Tokyo", NULL);

  g_ptr_array_add (f->rules, fake_rule_new_daily ("floating", 9 * 3600));
  scheduler_add_rule (f, "fixed", "2026-03-02 09:00", G_TIME_SPAN_DAY, 0);
  scheduler_start (f, "2026-03-02 06:00");
  scheduler_assert_wake (f, "2026-03-02 09:00");
  nudge_zone_unref (f->desk.zone);
  f->desk.zone = nudge_zone_ref (tokyo);
  nudge_scheduler_replan (f->scheduler, &f->desk, at ("2026-03-02 06:30"));
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-03 00:00");
  scheduler_assert_story (f, "fixed 09:00, floating 00:00");
}

static void
test_summer_time_moves_floating_times (SchedulerFixture *f, gconstpointer data)
{
  nudge_zone_unref (f->desk.zone);
  f->desk.zone = nudge_zone_new_by_name ("Europe/Berlin", NULL);
  g_ptr_array_add (f->rules, fake_rule_new_daily ("gap", 2 * 3600 + 1800));
  g_ptr_array_add (f->rules, fake_rule_new_daily ("morning", 9 * 3600));
  scheduler_start (f, "2026-03-28 12:00");
  scheduler_advance (f, "2026-03-29 01:30");
  scheduler_advance (f, "2026-03-29 07:00");
  scheduler_advance (f, "2026-03-30 00:30");
  scheduler_assert_story (f, "gap 01:30, morning 07:00, gap 00:30");
  nudge_scheduler_replan (f->scheduler, &f->desk, at ("2026-10-24 12:00"));
  scheduler_advance (f, "2026-10-24 12:00");
  g_string_truncate (f->story, 0);
  scheduler_advance (f, "2026-10-25 00:30");
  scheduler_advance (f, "2026-10-25 01:30");
  scheduler_advance (f, "2026-10-25 08:00");
  scheduler_assert_story (f, "gap 00:30, morning 08:00");
}

static void
test_suspend_for_three_days_coalesces (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 09:00");
  nudge_scheduler_replan (f->scheduler, &f->desk, at ("2026-03-05 09:05"));
  scheduler_advance (f, "2026-03-05 09:05");
  scheduler_assert_story (f, "water 09:00, water 09:00 (+71)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SCHEDULER_TEST ("clock/a-clock-set-forward-hands-out-each-rule-once",
                  test_a_clock_set_forward_hands_out_each_rule_once);
  SCHEDULER_TEST ("clock/a-clock-set-back-repeats-nothing", test_a_clock_set_back_repeats_nothing);
  SCHEDULER_TEST ("clock/a-clock-that-was-years-ahead-starves-nothing",
                  test_a_clock_that_was_years_ahead_starves_nothing);
  SCHEDULER_TEST ("clock/a-ledger-from-the-future-starves-nothing", test_a_ledger_from_the_future_starves_nothing);
  SCHEDULER_TEST ("clock/a-new-zone-moves-floating-times-only", test_a_new_zone_moves_floating_times_only);
  SCHEDULER_TEST ("clock/summer-time-moves-floating-times", test_summer_time_moves_floating_times);
  SCHEDULER_TEST ("clock/suspend-for-three-days-coalesces", test_suspend_for_three_days_coalesces);
  return g_test_run ();
}
