/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scheduler: each occurrence is handed out once, when it is due, whatever becomes of rules and daemon. */
#include "scheduler-fixture.h"

static void
test_without_rules_there_is_nothing_to_do (SchedulerFixture *f, gconstpointer data)
{
  scheduler_start (f, "2026-03-02 08:00");
  g_assert_cmpint (nudge_scheduler_next_wake (f->scheduler), ==, NUDGE_NEVER);
  g_assert_null (nudge_scheduler_peek (f->scheduler));
  scheduler_assert_story (f, "");
}

static void
test_nothing_is_handed_out_before_the_start (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_set_rules (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 10:00");
  g_assert_cmpint (nudge_scheduler_next_wake (f->scheduler), ==, NUDGE_NEVER);
  scheduler_assert_story (f, "");
}

static void
test_each_occurrence_comes_when_it_is_due (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 3);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_assert_wake (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-02 08:59:59");
  scheduler_assert_story (f, "");
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_assert_story (f, "water 09:00");
  scheduler_assert_wake (f, "2026-03-02 10:00");
  scheduler_advance (f, "2026-03-02 10:00:01");
  scheduler_advance (f, "2026-03-02 11:00");
  scheduler_assert_story (f, "water 10:00, water 11:00");
  g_assert_cmpint (nudge_scheduler_next_wake (f->scheduler), ==, NUDGE_NEVER);
}

static void
test_several_at_once_come_in_order_of_time (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "walk", "2026-03-02 09:02", 0, 1);
  scheduler_add_rule (f, "water", "2026-03-02 09:01", 0, 1);
  scheduler_add_rule (f, "tea", "2026-03-02 09:02", 0, 1);
  scheduler_start (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-02 09:05");
  scheduler_assert_story (f, "water 09:01, tea 09:02, walk 09:02");
}

static void
test_the_very_first_start_looks_at_nothing_before_it (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-01 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2026-03-02 09:30");
  scheduler_assert_story (f, "");
  scheduler_assert_wake (f, "2026-03-02 10:00");
}

static void
test_a_start_catches_up_and_coalesces (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_add_rule (f, "lunch", "2026-03-02 12:00", G_TIME_SPAN_DAY, 0);
  scheduler_add_rule (f, "dinner", "2026-03-02 19:00", G_TIME_SPAN_DAY, 0);
  scheduler_start (f, "2026-03-02 09:30");
  scheduler_restart (f, "2026-03-02 13:10", FALSE);
  scheduler_assert_story (f, "lunch 12:00, water 13:00 (+3)");
  scheduler_assert_wake (f, "2026-03-02 14:00");
}

static void
test_a_crash_repeats_nothing_that_was_recorded (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_add_rule (f, "walk", "2026-03-02 09:00", 2 * G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-02 10:00");
  scheduler_assert_story (f, "walk 09:00, water 09:00, water 10:00");
  scheduler_restart (f, "2026-03-02 10:00:30", TRUE);
  scheduler_assert_story (f, "");
  scheduler_restart (f, "2026-03-02 11:30", TRUE);
  scheduler_assert_story (f, "walk 11:00, water 11:00");
}

static void
test_what_was_handled_is_not_counted_as_missed (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-02 10:00");
  nudge_ledger_set_handled_until (NUDGE_LEDGER (f->ledger), at ("2026-03-02 08:00"));
  scheduler_restart (f, "2026-03-02 12:10", FALSE);
  scheduler_assert_story (f, "water 09:00, water 10:00, water 12:00 (+1)");
}

static void
test_a_long_absence_is_counted_without_looking_at_each (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_MINUTE, 0);
  scheduler_start (f, "2026-03-02 08:59");
  scheduler_restart (f, "2026-03-02 12:00", FALSE);
  scheduler_assert_story (f, "water 12:00 (+180)");
}

static void
test_a_new_rule_looks_back_one_minute (SchedulerFixture *f, gconstpointer data)
{
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_add_rule (f, "now", "2026-03-02 08:59:30", 0, 1);
  scheduler_add_rule (f, "past", "2026-03-02 08:58:30", 0, 1);
  scheduler_set_rules (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_assert_story (f, "now 08:59:30");
}

static void
test_a_changed_rule_does_not_repeat_what_was_handled (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 09:00");
  g_ptr_array_set_size (f->rules, 0);
  scheduler_add_rule (f, "water", "2026-03-02 09:00", 30 * G_TIME_SPAN_MINUTE, 0);
  scheduler_set_rules (f, "2026-03-02 09:00:20");
  scheduler_advance (f, "2026-03-02 09:00:20");
  scheduler_assert_wake (f, "2026-03-02 09:30");
  scheduler_advance (f, "2026-03-02 09:30");
  scheduler_assert_story (f, "water 09:00, water 09:30");
}

static void
test_an_unchanged_rule_keeps_its_place (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2026-03-02 08:00");
  g_ptr_array_set_size (f->rules, 0);
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_set_rules (f, "2026-03-02 09:10");
  g_assert_true (nudge_scheduler_peek (f->scheduler)->rule == g_ptr_array_index (f->rules, 0));
  scheduler_advance (f, "2026-03-02 09:10");
  scheduler_assert_story (f, "water 09:00");
}

static void
test_a_removed_rule_is_forgotten (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_add_rule (f, "walk", "2026-03-02 09:30", G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2026-03-02 08:00");
  g_ptr_array_remove_index (f->rules, 0);
  scheduler_set_rules (f, "2026-03-02 08:10");
  scheduler_advance (f, "2026-03-02 10:00");
  scheduler_assert_story (f, "walk 09:30");
}

static void
test_of_two_rules_with_one_uid_the_first_counts (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", 0, 1);
  scheduler_add_rule (f, "water", "2026-03-02 08:30", 0, 1);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 10:00");
  scheduler_assert_story (f, "water 09:00");
}

static void
test_a_flood_comes_once_a_minute (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "flood", "2026-03-02 09:00", G_TIME_SPAN_SECOND, 0);
  scheduler_start (f, "2026-03-02 08:59");
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_assert_story (f, "flood 09:00");
  scheduler_assert_wake (f, "2026-03-02 09:01");
  scheduler_advance (f, "2026-03-02 09:00:40");
  scheduler_assert_story (f, "");
  scheduler_advance (f, "2026-03-02 09:01");
  scheduler_assert_story (f, "flood 09:01 (+59)");
  scheduler_assert_wake (f, "2026-03-02 09:02");
}

static void
test_after_a_late_one_the_next_is_a_minute_away (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "often", "2026-03-02 09:00", 50 * G_TIME_SPAN_SECOND, 0);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 09:30:20");
  scheduler_assert_story (f, "often 09:30 (+36)");
  scheduler_assert_wake (f, "2026-03-02 09:31:20");
}

static void
test_a_flood_that_changes_is_still_a_flood (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "flood", "2026-03-02 09:00", G_TIME_SPAN_SECOND, 0);
  scheduler_start (f, "2026-03-02 08:59");
  scheduler_advance (f, "2026-03-02 09:00");
  g_ptr_array_set_size (f->rules, 0);
  scheduler_add_rule (f, "flood", "2026-03-02 09:00", 2 * G_TIME_SPAN_SECOND, 0);
  scheduler_set_rules (f, "2026-03-02 09:00:10");
  scheduler_advance (f, "2026-03-02 09:00:10");
  scheduler_assert_story (f, "flood 09:00");
  scheduler_assert_wake (f, "2026-03-02 09:01");
}

static void
test_a_flood_does_not_drift (SchedulerFixture *f, gconstpointer data)
{
  NudgeTime now = at ("2026-03-02 09:00");

  scheduler_add_rule (f, "minutely", "2026-03-02 09:00", G_TIME_SPAN_MINUTE, 0);
  scheduler_start (f, "2026-03-02 08:59");
  for (guint i = 0; i < 600; i++)
    {
      g_assert_cmpint (nudge_scheduler_next_wake (f->scheduler), ==, now);
      nudge_scheduler_advance (f->scheduler, now + 300 * G_TIME_SPAN_MILLISECOND);
      now += G_TIME_SPAN_MINUTE;
    }
  g_assert_cmpuint (fake_ledger_count (f->ledger, NUDGE_OUTCOME_DUE), ==, 600);
}

static void
test_two_within_a_minute_are_a_minute_apart (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "alarms", "2026-03-02 09:00", 30 * G_TIME_SPAN_SECOND, 2);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-02 09:00:30");
  scheduler_assert_story (f, "alarms 09:00");
  scheduler_assert_wake (f, "2026-03-02 09:01");
  scheduler_advance (f, "2026-03-02 09:01");
  scheduler_assert_story (f, "alarms 09:00:30");
}

static void
test_a_crash_within_that_minute_loses_nothing (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "alarms", "2026-03-02 09:00", 30 * G_TIME_SPAN_SECOND, 2);
  scheduler_add_rule (f, "water", "2026-03-02 09:00:40", 0, 1);
  scheduler_start (f, "2026-03-02 08:00");
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_advance (f, "2026-03-02 09:00:40");
  scheduler_assert_story (f, "alarms 09:00, water 09:00:40");
  scheduler_restart (f, "2026-03-02 09:00:50", FALSE);
  scheduler_assert_story (f, "alarms 09:00:30");
}

static void
test_the_list_is_in_order_and_within_its_bounds (SchedulerFixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_add_rule (f, "lunch", "2026-03-02 12:00", G_TIME_SPAN_DAY, 0);
  scheduler_start (f, "2026-03-02 08:00");
  list = nudge_scheduler_list (f->scheduler, at ("2026-03-02 10:00"), at ("2026-03-02 13:00"), 100);
  for (guint i = 0; i < list->len; i++)
    {
      const NudgeOccurrence *one = g_ptr_array_index (list, i);

      g_string_append_printf (text, "%s %d, ", one->rule->uid,
                              nudge_civil_from_seconds (one->due / G_TIME_SPAN_SECOND).hour);
    }
  g_assert_cmpstr (text->str, ==, "water 11, lunch 12, water 12, water 13, ");
}

static void
test_the_list_ends_at_its_limit (SchedulerFixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) list = NULL;

  scheduler_add_rule (f, "flood", "2026-03-02 09:00", G_TIME_SPAN_SECOND, 0);
  scheduler_start (f, "2026-03-02 08:00");
  list = nudge_scheduler_list (f->scheduler, at ("2026-03-02 08:00"), NUDGE_NEVER, 1000);
  g_assert_cmpuint (list->len, ==, 1000);
}

static void
test_the_list_changes_nothing (SchedulerFixture *f, gconstpointer data)
{
  scheduler_add_rule (f, "water", "2026-03-02 09:00", G_TIME_SPAN_HOUR, 0);
  scheduler_start (f, "2026-03-02 08:00");
  g_ptr_array_unref (nudge_scheduler_list (f->scheduler, at ("2026-03-02 08:00"), at ("2026-03-09"), 1000));
  scheduler_advance (f, "2026-03-02 09:00");
  scheduler_assert_story (f, "water 09:00");
}

/* Two alarms of 5,000 rules each minute for ten minutes, and a folder that is read again after each. */
static void
test_ten_thousand_rules_are_quick (SchedulerFixture *f, gconstpointer data)
{
  enum { N_RULES = 10000, N_MINUTES = 10 };
  NudgeTime now = at ("2026-03-02 09:00");
  gint64 begin;
  gdouble seconds;

  for (guint i = 0; i < N_RULES; i++)
    {
      g_autofree char *uid = g_strdup_printf ("rule-%u", i);

      g_ptr_array_add (f->rules, fake_rule_new (uid, now + (i % 2) * G_TIME_SPAN_MINUTE, 2 * G_TIME_SPAN_MINUTE, 0));
    }
  scheduler_start (f, "2026-03-02 08:59");
  begin = g_get_monotonic_time ();
  for (guint minute = 0; minute < N_MINUTES; minute++, now += G_TIME_SPAN_MINUTE)
    {
      g_assert_cmpint (nudge_scheduler_next_wake (f->scheduler), ==, now);
      nudge_scheduler_advance (f->scheduler, now);
      nudge_scheduler_set_rules (f->scheduler, f->rules, &f->desk, now);
    }
  seconds = (gdouble) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  g_test_message ("50,000 hand-outs of 10,000 rules, read again 10 times: %.3f s", seconds);
  g_assert_cmpuint (fake_ledger_count (f->ledger, NUDGE_OUTCOME_DUE), ==, N_RULES / 2 * N_MINUTES);
  g_assert_cmpfloat (seconds, <, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SCHEDULER_TEST ("a-new-rule-looks-back-one-minute", test_a_new_rule_looks_back_one_minute);
  SCHEDULER_TEST ("a-changed-rule-does-not-repeat-what-was-handled",
                  test_a_changed_rule_does_not_repeat_what_was_handled);
  SCHEDULER_TEST ("an-unchanged-rule-keeps-its-place", test_an_unchanged_rule_keeps_its_place);
  SCHEDULER_TEST ("a-removed-rule-is-forgotten", test_a_removed_rule_is_forgotten);
  SCHEDULER_TEST ("of-two-rules-with-one-uid-the-first-counts", test_of_two_rules_with_one_uid_the_first_counts);
  SCHEDULER_TEST ("without-rules-there-is-nothing-to-do", test_without_rules_there_is_nothing_to_do);
  SCHEDULER_TEST ("nothing-is-handed-out-before-the-start", test_nothing_is_handed_out_before_the_start);
  SCHEDULER_TEST ("each-occurrence-comes-when-it-is-due", test_each_occurrence_comes_when_it_is_due);
  SCHEDULER_TEST ("several-at-once-come-in-order-of-time", test_several_at_once_come_in_order_of_time);
  SCHEDULER_TEST ("the-very-first-start-looks-at-nothing-before-it",
                  test_the_very_first_start_looks_at_nothing_before_it);
  SCHEDULER_TEST ("a-start-catches-up-and-coalesces", test_a_start_catches_up_and_coalesces);
  SCHEDULER_TEST ("a-crash-repeats-nothing-that-was-recorded", test_a_crash_repeats_nothing_that_was_recorded);
  SCHEDULER_TEST ("what-was-handled-is-not-counted-as-missed", test_what_was_handled_is_not_counted_as_missed);
  SCHEDULER_TEST ("a-long-absence-is-counted-without-looking-at-each",
                  test_a_long_absence_is_counted_without_looking_at_each);
  SCHEDULER_TEST ("a-flood-comes-once-a-minute", test_a_flood_comes_once_a_minute);
  SCHEDULER_TEST ("after-a-late-one-the-next-is-a-minute-away", test_after_a_late_one_the_next_is_a_minute_away);
  SCHEDULER_TEST ("a-flood-that-changes-is-still-a-flood", test_a_flood_that_changes_is_still_a_flood);
  SCHEDULER_TEST ("a-flood-does-not-drift", test_a_flood_does_not_drift);
  SCHEDULER_TEST ("two-within-a-minute-are-a-minute-apart", test_two_within_a_minute_are_a_minute_apart);
  SCHEDULER_TEST ("a-crash-within-that-minute-loses-nothing", test_a_crash_within_that_minute_loses_nothing);
  SCHEDULER_TEST ("the-list-is-in-order-and-within-its-bounds", test_the_list_is_in_order_and_within_its_bounds);
  SCHEDULER_TEST ("the-list-ends-at-its-limit", test_the_list_ends_at_its_limit);
  SCHEDULER_TEST ("the-list-changes-nothing", test_the_list_changes_nothing);
  SCHEDULER_TEST ("ten-thousand-rules-are-quick", test_ten_thousand_rules_are_quick);
  return g_test_run ();
}
