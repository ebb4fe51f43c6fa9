/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence: starts, ends, extra dates, exceptions and several rules, on the clock of the start. */
#include "nudge-error.h"
#include "recurrence-help.h"

#include <glib.h>

typedef struct {
  Example example;
  const char *expected;
} Row;

static void
assert_rows (const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    assert_gives (&rows[i].example, rows[i].expected);
}

static void
test_the_start_is_always_the_first_instance (void)
{
  static const Row rows[] = {
    { { NULL, "20260302T090000", NULL, NULL, NULL }, "20260302T090000" },
    { { NULL, "20260302T090000", "FREQ=WEEKLY;BYDAY=FR;COUNT=3", NULL, NULL },
      "20260302T090000 20260306T090000 20260313T090000" },
    { { NULL, "20260302T090000", "FREQ=DAILY;BYHOUR=8;COUNT=2", NULL, NULL }, "20260302T090000 20260303T080000" },
    { { NULL, "20260302T200000", "FREQ=HOURLY;BYHOUR=10,20;COUNT=3", NULL, NULL },
      "20260302T200000 20260303T100000 20260303T200000" },
    { { NULL, "20260302T090000", "FREQ=DAILY;UNTIL=20260101T000000Z", NULL, NULL }, "20260302T090000" },
    { { NULL, "20260302T090000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", NULL, NULL }, "20260302T090000" },
    { { NULL, "20260302", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", NULL, NULL },
      "20260302T000000 20260331T000000 20260430T000000" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_until_includes_its_own_time (void)
{
  static const Row rows[] = {
    { { NULL, "20260302T090000", "FREQ=DAILY;UNTIL=20260304T090000", NULL, NULL },
      "20260302T090000 20260303T090000 20260304T090000" },
    { { NULL, "20260302T090000", "FREQ=DAILY;UNTIL=20260304T085959", NULL, NULL },
      "20260302T090000 20260303T090000" },
    { { "Europe/Berlin", "20260302T090000", "FREQ=DAILY;UNTIL=20260304T080000Z", NULL, NULL },
      "20260302T090000 20260303T090000 20260304T090000" },
    { { "Europe/Berlin", "20260302T090000", "FREQ=DAILY;UNTIL=20260304T075959Z", NULL, NULL },
      "20260302T090000 20260303T090000" },
    { { "Europe/Berlin", "20260302T090000", "FREQ=DAILY;UNTIL=20260304T090000", NULL, NULL },
      "20260302T090000 20260303T090000 20260304T090000" },
    { { "Europe/Berlin", "20260302T233000", "FREQ=DAILY;UNTIL=20260303", NULL, NULL },
      "20260302T233000 20260303T233000" },
    { { NULL, "20260302", "FREQ=DAILY;UNTIL=20260304", NULL, NULL },
      "20260302T000000 20260303T000000 20260304T000000" },
    { { NULL, "20260302", "FREQ=DAILY;UNTIL=20260304T000000Z", NULL, NULL },
      "20260302T000000 20260303T000000 20260304T000000" },
    { { NULL, "20260302T090000", "FREQ=HOURLY;UNTIL=20260302T110000", NULL, NULL },
      "20260302T090000 20260302T100000 20260302T110000" },
    { { "Europe/Berlin", "20260302T090000", "FREQ=MINUTELY;INTERVAL=30;UNTIL=20260302T090000Z", NULL, NULL },
      "20260302T090000 20260302T093000 20260302T100000" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_count_counts_the_start (void)
{
  static const Row rows[] = {
    { { NULL, "20260302T090000", "FREQ=DAILY;COUNT=1", NULL, NULL }, "20260302T090000" },
    { { NULL, "20260302T090000", "FREQ=MINUTELY;COUNT=1", NULL, NULL }, "20260302T090000" },
    { { NULL, "20260302T090000", "FREQ=WEEKLY;COUNT=2", NULL, NULL }, "20260302T090000 20260309T090000" },
    { { NULL, "20260302T090000", "FREQ=DAILY;BYHOUR=9,12;COUNT=3", NULL, NULL },
      "20260302T090000 20260302T120000 20260303T090000" },
    { { NULL, "20260302T120000", "FREQ=DAILY;BYHOUR=9,12;COUNT=3", NULL, NULL },
      "20260302T120000 20260303T090000 20260303T120000" },
    { { NULL, "20260131T090000", "FREQ=MONTHLY;COUNT=3", NULL, NULL },
      "20260131T090000 20260331T090000 20260531T090000" },
    { { NULL, "20240229T090000", "FREQ=YEARLY;COUNT=3", NULL, NULL },
      "20240229T090000 20280229T090000 20320229T090000" },
    { { NULL, "20260302T090000", "FREQ=DAILY;COUNT=3", NULL, "20260303T090000" }, "20260302T090000 20260304T090000" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_extra_dates_join_the_rules (void)
{
  static const Row rows[] = {
    { { NULL, "20260302T090000", NULL, "20260305T100000 20260304T090000", NULL },
      "20260302T090000 20260304T090000 20260305T100000" },
    { { NULL, "20260302T090000", "FREQ=DAILY;COUNT=3", "20260303T090000 20260303T120000", NULL },
      "20260302T090000 20260303T090000 20260303T120000 20260304T090000" },
    { { "Europe/Berlin", "20260302T090000", NULL, "20260305T080000Z", NULL }, "20260302T090000 20260305T090000" },
    { { "Europe/Berlin", "20260302T090000", NULL, "20260305", NULL }, "20260302T090000 20260305T090000" },
    { { NULL, "20260302", "FREQ=WEEKLY;COUNT=2", "20260304 20260305T120000", NULL },
      "20260302T000000 20260304T000000 20260305T000000 20260309T000000" },
    { { NULL, "20260302T090000", NULL, "20260301T090000", NULL }, "20260301T090000 20260302T090000" },
    { { NULL, "20260302T090000", "FREQ=WEEKLY;COUNT=2\nFREQ=MONTHLY;COUNT=2", NULL, NULL },
      "20260302T090000 20260309T090000 20260402T090000" },
    { { NULL, "20260302T090000", "FREQ=DAILY;COUNT=2\nFREQ=DAILY;COUNT=3", NULL, NULL },
      "20260302T090000 20260303T090000 20260304T090000" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_exceptions_take_instances_out (void)
{
  static const Row rows[] = {
    { { NULL, "20260302T090000", "FREQ=DAILY;COUNT=4", NULL, "20260303T090000 20260305T090000" },
      "20260302T090000 20260304T090000" },
    { { NULL, "20260302T090000", "FREQ=DAILY;COUNT=2", NULL, "20260302T090000" }, "20260303T090000" },
    { { NULL, "20260302T090000", "FREQ=DAILY;COUNT=2", NULL, "20260303T090001" }, "20260302T090000 20260303T090000" },
    { { "Europe/Berlin", "20260302T090000", "FREQ=DAILY;COUNT=3", NULL, "20260303T080000Z" },
      "20260302T090000 20260304T090000" },
    { { "Europe/Berlin", "20260302T090000", "FREQ=DAILY;BYHOUR=9,18;COUNT=6", NULL, "20260303" },
      "20260302T090000 20260302T180000 20260304T090000 20260304T180000" },
    { { "Pacific/Auckland", "20260302T090000", "FREQ=DAILY;COUNT=3", NULL, "20260303" },
      "20260302T090000 20260304T090000" },
    { { NULL, "20260302", "FREQ=DAILY;COUNT=3", NULL, "20260303" }, "20260302T000000 20260304T000000" },
    { { NULL, "20260302", "FREQ=DAILY;COUNT=3", NULL, "20260303T000000" }, "20260302T000000 20260304T000000" },
    { { NULL, "20260302T090000", "FREQ=DAILY;COUNT=2", "20260310T090000", "20260310T090000" },
      "20260302T090000 20260303T090000" },
    { { NULL, "20260302T090000", "FREQ=SECONDLY;COUNT=200000", NULL, "20260302 20260303" },
      "20260304T000000 20260304T000001 ..." },
    { { NULL, "20260302T090000", NULL, NULL, "20260302T090000" }, "" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_an_exception_in_another_zone_takes_the_same_instant_out (void)
{
  g_autoptr(NudgeZone) berlin = zone_named ("Europe/Berlin");
  g_autoptr(NudgeZone) tokyo = zone_named ("Asia/Tokyo");
  const char *rules[] = { "FREQ=DAILY;COUNT=3", NULL };
  NudgeWallTime exdates[] = { { seconds_of ("2026-03-03T17:00:00"), tokyo, FALSE } };
  NudgeRecurrenceParts parts = { { seconds_of ("2026-03-02T09:00:00"), berlin, FALSE }, rules, NULL, 0, exdates, 1 };
  g_autoptr(NudgeRecurrence) recurrence = nudge_recurrence_new (&parts, NULL);
  g_autofree char *found = instances_of (recurrence, tokyo, G_MININT64, 9);

  g_assert_cmpstr (found, ==, "20260302T090000 20260304T090000");
}

static void
test_an_exception_without_a_zone_is_on_the_clock_of_the_start (void)
{
  g_autoptr(NudgeZone) berlin = zone_named ("Europe/Berlin");
  g_autoptr(NudgeZone) tokyo = zone_named ("Asia/Tokyo");
  const char *rules[] = { "FREQ=DAILY;COUNT=3", NULL };
  NudgeWallTime exdates[] = { { seconds_of ("2026-03-03T09:00:00"), NULL, FALSE } };
  NudgeRecurrenceParts parts = { { seconds_of ("2026-03-02T09:00:00"), berlin, FALSE }, rules, NULL, 0, exdates, 1 };
  g_autoptr(NudgeRecurrence) recurrence = nudge_recurrence_new (&parts, NULL);
  g_autofree char *found = instances_of (recurrence, tokyo, G_MININT64, 9);

  g_assert_cmpstr (found, ==, "20260302T090000 20260304T090000");
}

static void
test_floating_starts_follow_the_desk (void)
{
  Example example = { NULL, "20260302T090000", "FREQ=DAILY;COUNT=2", NULL, NULL };
  g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
  g_autoptr(NudgeZone) berlin = zone_named ("Europe/Berlin");
  g_autoptr(NudgeZone) tokyo = zone_named ("Asia/Tokyo");
  NudgeInstance instance;

  g_assert_true (nudge_recurrence_next (recurrence, berlin, 0, &instance));
  g_assert_cmpint (instance.time, ==, seconds_of ("2026-03-02T08:00:00") * G_TIME_SPAN_SECOND);
  g_assert_cmpint (instance.local, ==, seconds_of ("2026-03-02T09:00:00"));
  g_assert_true (nudge_recurrence_next (recurrence, tokyo, 0, &instance));
  g_assert_cmpint (instance.time, ==, seconds_of ("2026-03-02T00:00:00") * G_TIME_SPAN_SECOND);
  g_assert_true (nudge_recurrence_next (recurrence, berlin, instance.time, &instance));
  g_assert_cmpint (instance.time, ==, seconds_of ("2026-03-02T08:00:00") * G_TIME_SPAN_SECOND);
}

static void
test_next_is_strictly_later_to_the_microsecond (void)
{
  Example example = { "UTC", "20260302T090000", "FREQ=DAILY", NULL, NULL };
  g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
  g_autoptr(NudgeZone) desk = nudge_zone_new_utc ();
  NudgeTime nine = seconds_of ("2026-03-05T09:00:00") * G_TIME_SPAN_SECOND;
  NudgeInstance instance;

  g_assert_true (nudge_recurrence_next (recurrence, desk, nine - 1, &instance));
  g_assert_cmpint (instance.time, ==, nine);
  g_assert_true (nudge_recurrence_next (recurrence, desk, nine, &instance));
  g_assert_cmpint (instance.time, ==, nine + G_TIME_SPAN_DAY);
  g_assert_true (nudge_recurrence_next (recurrence, desk, nine + 1, &instance));
  g_assert_cmpint (instance.time, ==, nine + G_TIME_SPAN_DAY);
}

static void
test_time_ends_with_the_calendar (void)
{
  Example example = { NULL, "20260302T090000", "FREQ=MINUTELY", NULL, NULL };
  g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
  g_autoptr(NudgeZone) desk = zone_named ("America/New_York");
  NudgeInstance instance = { 42, 42 };
  NudgeTime last = (seconds_of ("2200-12-31T23:00:00") + 5 * 3600) * G_TIME_SPAN_SECOND;

  g_assert_true (nudge_recurrence_next (recurrence, desk, G_MININT64, &instance));
  g_assert_true (nudge_recurrence_next (recurrence, desk, last - 6 * G_TIME_SPAN_HOUR, &instance));
  instance.time = 42;
  g_assert_false (nudge_recurrence_next (recurrence, desk, last + G_TIME_SPAN_DAY, &instance));
  g_assert_false (nudge_recurrence_next (recurrence, desk, NUDGE_NEVER, &instance));
  g_assert_cmpint (instance.time, ==, 42);
}

static void
test_asking_anywhere_gives_what_walking_gives (void)
{
  static const char *const rules[] = {
    "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=150", "FREQ=MONTHLY;BYDAY=-1SU",
    "FREQ=HOURLY;INTERVAL=5", "FREQ=MINUTELY;INTERVAL=50;BYDAY=SU", "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=SU,MO",
    "FREQ=HOURLY;INTERVAL=7;COUNT=3000", "FREQ=DAILY;BYSETPOS=-1,2;BYHOUR=1,2,3;BYMINUTE=30",
  };
  g_autoptr(NudgeZone) desk = nudge_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      Example example = { "Europe/Berlin", "20230323T020000", rules[i], NULL, NULL };
      g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
      NudgeTime before = G_MININT64;
      NudgeInstance instance;

      for (gint n = 0; n < 2000 && nudge_recurrence_next (recurrence, desk, before, &instance); n++)
        {
          NudgeInstance asked = { 0 };
          NudgeTime middle = before == G_MININT64 ? instance.time - 1 : before + (instance.time - before) / 2;

          g_assert_true (nudge_recurrence_next (recurrence, desk, middle, &asked));
          g_assert_cmpint (asked.time, ==, instance.time);
          g_assert_true (nudge_recurrence_next (recurrence, desk, instance.time - 1, &asked));
          g_assert_cmpint (asked.time, ==, instance.time);
          before = instance.time;
        }
    }
}

static void
test_what_cannot_be_meant_is_an_error (void)
{
  static const struct {
    Example example;
    const char *hint;
  } rows[] = {
    { { NULL, "20260302", "FREQ=HOURLY", NULL, NULL }, "DTSTART is a date" },
    { { NULL, "20260302T090000", "FREQ=DAILY\nFREQ=WEEKLYY", NULL, NULL }, "WEEKLY" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (recurrence_of (&rows[i].example, &error));
      g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE);
      g_assert_nonnull (strstr (error->message, rows[i].hint));
    }
}

static void
test_a_start_out_of_the_calendar_is_an_error (void)
{
  static const gint years[] = { 1899, 2201, 9999 };

  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      NudgeRecurrenceParts parts = { .start.local = nudge_days_from_civil (years[i], 6, 1) * 86400 };
      g_autoptr(GError) error = NULL;

      g_assert_null (nudge_recurrence_new (&parts, &error));
      g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE);
    }
}

static void
test_too_many_rules_are_an_error (void)
{
  g_autofree const char **rules = g_new0 (const char *, 1001);
  NudgeRecurrenceParts parts = { .rrules = rules };
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < 1000; i++)
    rules[i] = "FREQ=DAILY";
  g_assert_null (nudge_recurrence_new (&parts, &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE);
}

static void
test_odd_rules_have_a_warning (void)
{
  static const struct {
    const char *rule;
    const char *hint; /* NULL: no warning */
  } rows[] = {
    { "FREQ=DAILY", NULL },
    { "FREQ=DAILY;COUNT=2", NULL },
    { "FREQ=MINUTELY", NULL },
    { "FREQ=SECONDLY;BYSECOND=0", NULL },
    { "FREQ=SECONDLY;INTERVAL=60", NULL },
    { "FREQ=MINUTELY;BYSECOND=30", NULL },
    { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", NULL },
    { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never matches" },
    { "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "never matches" },
    { "FREQ=MONTHLY;BYDAY=6MO", "never matches" },
    { "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1", "never matches" },
    { "FREQ=YEARLY;BYWEEKNO=30;BYMONTH=1", "never matches" },
    { "FREQ=DAILY;UNTIL=20260302T090000Z", "nothing but its start" },
    { "FREQ=DAILY;COUNT=1", "nothing but its start" },
    { "FREQ=MINUTELY;COUNT=1", "nothing but its start" },
    { "FREQ=YEARLY;INTERVAL=1000", "never comes again" },
    { "FREQ=SECONDLY", "once a minute" },
    { "FREQ=SECONDLY;INTERVAL=59", "once a minute" },
    { "FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0,30", "once a minute" },
    { "FREQ=SECONDLY;COUNT=100", "once a minute" },
    { "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO", "calendar years" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Example example = { NULL, "20260302T090000", rows[i].rule, NULL, NULL };
      g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
      const char *warning = nudge_recurrence_get_warning (recurrence);

      g_test_message ("%s: %s", rows[i].rule, warning);
      g_assert_cmpint (warning != NULL, ==, rows[i].hint != NULL);
      g_assert_true (warning == NULL || strstr (warning, rows[i].hint) != NULL);
    }
}

static gpointer
walk_in_a_thread (gpointer data)
{
  g_autoptr(NudgeZone) desk = zone_named ("Europe/Berlin");

  for (gint i = 0; i < 200; i++)
    {
      g_autofree char *found = instances_of (data, desk, G_MININT64, 50);

      g_assert_true (g_str_has_suffix (found, "20260303T003000"));
    }
  return NULL;
}

static void
test_threads_may_share_a_recurrence (void)
{
  Example example = { NULL, "20260302T090000", "FREQ=MINUTELY;INTERVAL=30;COUNT=32", NULL, NULL };
  g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("walk", walk_in_a_thread, recurrence);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recurrence/the-start-is-always-the-first-instance", test_the_start_is_always_the_first_instance);
  g_test_add_func ("/recurrence/until-includes-its-own-time", test_until_includes_its_own_time);
  g_test_add_func ("/recurrence/count-counts-the-start", test_count_counts_the_start);
  g_test_add_func ("/recurrence/extra-dates-join-the-rules", test_extra_dates_join_the_rules);
  g_test_add_func ("/recurrence/exceptions-take-instances-out", test_exceptions_take_instances_out);
  g_test_add_func ("/recurrence/an-exception-in-another-zone-takes-the-same-instant-out",
                   test_an_exception_in_another_zone_takes_the_same_instant_out);
  g_test_add_func ("/recurrence/an-exception-without-a-zone-is-on-the-clock-of-the-start",
                   test_an_exception_without_a_zone_is_on_the_clock_of_the_start);
  g_test_add_func ("/recurrence/floating-starts-follow-the-desk", test_floating_starts_follow_the_desk);
  g_test_add_func ("/recurrence/next-is-strictly-later-to-the-microsecond",
                   test_next_is_strictly_later_to_the_microsecond);
  g_test_add_func ("/recurrence/time-ends-with-the-calendar", test_time_ends_with_the_calendar);
  g_test_add_func ("/recurrence/asking-anywhere-gives-what-walking-gives",
                   test_asking_anywhere_gives_what_walking_gives);
  g_test_add_func ("/recurrence/what-cannot-be-meant-is-an-error", test_what_cannot_be_meant_is_an_error);
  g_test_add_func ("/recurrence/a-start-out-of-the-calendar-is-an-error",
                   test_a_start_out_of_the_calendar_is_an_error);
  g_test_add_func ("/recurrence/too-many-rules-are-an-error", test_too_many_rules_are_an_error);
  g_test_add_func ("/recurrence/odd-rules-have-a-warning", test_odd_rules_have_a_warning);
  g_test_add_func ("/recurrence/threads-may-share-a-recurrence", test_threads_may_share_a_recurrence);
  return g_test_run ();
}
