/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence in zones: gaps, overlaps, half hours, a day that was left out, far years, and elapsed steps. */
#include "recurrence-help.h"

#include <glib.h>

typedef struct {
  const char *zone;
  const char *start;
  const char *rule;
  const char *expected; /* instants in UTC */
} Row;

static char *
instants_of (NudgeRecurrence *recurrence, NudgeZone *desk, NudgeTime after, gint limit)
{
  GString *text = g_string_new (NULL);
  NudgeInstance instance;

  for (gint i = 0; i < limit && nudge_recurrence_next (recurrence, desk, after, &instance); i++)
    {
      NudgeCivil c = nudge_civil_from_seconds (instance.time / G_TIME_SPAN_SECOND);

      g_string_append_printf (text, "%s%04d%02d%02dT%02d%02d", i == 0 ? "" : " ", c.year, c.month, c.day, c.hour,
                              c.minute);
      after = instance.time;
    }
  return g_string_free (text, FALSE);
}

static void
assert_instants (const Row *rows, gsize n_rows)
{
  g_autoptr(NudgeZone) desk = nudge_zone_new_utc ();

  for (gsize i = 0; i < n_rows; i++)
    {
      Example example = { rows[i].zone, rows[i].start, rows[i].rule, NULL, NULL };
      g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
      g_auto(GStrv) words = g_strsplit (rows[i].expected, " ", -1);
      g_autofree char *found = NULL;

      g_test_message ("%s %s %s", rows[i].zone, rows[i].start, rows[i].rule);
      found = instants_of (recurrence, desk, G_MININT64, (gint) g_strv_length (words));
      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

static void
test_the_wall_clock_stays_over_a_change (void)
{
  static const Row rows[] = {
    { "Europe/Berlin", "20260328T090000", "FREQ=DAILY", "20260328T0800 20260329T0700 20260330T0700" },
    { "Europe/Berlin", "20261024T090000", "FREQ=DAILY", "20261024T0700 20261025T0800 20261026T0800" },
    { "America/New_York", "20260307T090000", "FREQ=DAILY", "20260307T1400 20260308T1300" },
    { "Asia/Kathmandu", "20260302T090000", "FREQ=DAILY", "20260302T0315 20260303T0315" },
    { "Pacific/Chatham", "20260404T090000", "FREQ=DAILY", "20260403T1915 20260404T2015 20260405T2015" },
    { "Australia/Lord_Howe", "20260404T090000", "FREQ=DAILY", "20260403T2200 20260404T2230" },
    { "America/St_Johns", "20260307T090000", "FREQ=DAILY", "20260307T1230 20260308T1130" },
    { "Africa/Casablanca", "20260214T090000", "FREQ=DAILY", "20260214T0800 20260215T0900" },
    { "Europe/Berlin", "20380101T090000", "FREQ=MONTHLY;INTERVAL=6", "20380101T0800 20380701T0700 20390101T0800" },
    { "Europe/Berlin", "20991231T090000", "FREQ=DAILY;BYMONTH=7,12;BYMONTHDAY=31", "20991231T0800 21000731T0700" },
    { "Europe/Berlin", "20960229T120000", "FREQ=YEARLY", "20960229T1100 21040229T1100" },
  };

  assert_instants (rows, G_N_ELEMENTS (rows));
}

static void
test_a_time_in_a_gap_comes_once_an_hour_later (void)
{
  static const Row rows[] = {
    { "Europe/Berlin", "20260328T023000", "FREQ=DAILY", "20260328T0130 20260329T0130 20260330T0030" },
    { "America/New_York", "20260307T023000", "FREQ=DAILY", "20260307T0730 20260308T0730 20260309T0630" },
    { "Australia/Lord_Howe", "20261003T021500", "FREQ=DAILY", "20261002T1545 20261003T1545 20261004T1515" },
    /* both 2:30 and 3:30 are 3:30 that day */
    { "Europe/Berlin", "20260328T023000", "FREQ=DAILY;BYHOUR=2,3",
      "20260328T0130 20260328T0230 20260329T0130 20260330T0030 20260330T0130" },
    { "Europe/Berlin", "20260328T234500", "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30,45",
      "20260328T2245 20260329T0100 20260329T0130 20260329T0145 20260330T0000" },
    /* 2:30 is read with the offset before the gap, so it comes after 3:00 */
    { "Europe/Berlin", "20260328T234500", "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30;BYSETPOS=2,3",
      "20260328T2245 20260329T0100 20260329T0130 20260330T0030 20260330T0100" },
    /* a gap of half an hour: 2:10 comes after 2:35 */
    { "Australia/Lord_Howe", "20261003T120000", "FREQ=DAILY;BYHOUR=2;BYMINUTE=10,35",
      "20261003T0130 20261003T1535 20261003T1540 20261004T1510 20261004T1535" },
    /* the Samoan 30 December 2011 was left out */
    { "Pacific/Apia", "20111229T090000", "FREQ=DAILY", "20111229T1900 20111230T1900 20111231T1900" },
    { "Pacific/Apia", "20111229T090000", "FREQ=DAILY;BYHOUR=9,21", "20111229T1900 20111230T0700 20111230T1900"
      " 20111231T0700" },
  };

  assert_instants (rows, G_N_ELEMENTS (rows));
}

static void
test_a_time_in_an_overlap_is_the_first_of_the_two (void)
{
  static const Row rows[] = {
    { "Europe/Berlin", "20261024T023000", "FREQ=DAILY", "20261024T0030 20261025T0030 20261026T0130" },
    { "America/New_York", "20261031T013000", "FREQ=DAILY", "20261031T0530 20261101T0530 20261102T0630" },
    { "Australia/Lord_Howe", "20260404T014500", "FREQ=DAILY", "20260403T1445 20260404T1445 20260405T1515" },
    { "Europe/Berlin", "20261024T023000", "FREQ=DAILY;BYHOUR=2,3;COUNT=4",
      "20261024T0030 20261024T0130 20261025T0030 20261025T0230" },
  };

  assert_instants (rows, G_N_ELEMENTS (rows));
}

static void
test_steps_shorter_than_a_day_are_elapsed_time (void)
{
  static const Row rows[] = {
    { "Europe/Berlin", "20260329T000000", "FREQ=HOURLY;INTERVAL=3",
      "20260328T2300 20260329T0200 20260329T0500 20260329T0800" },
    { "Europe/Berlin", "20261025T000000", "FREQ=HOURLY", "20261024T2200 20261024T2300 20261025T0000 20261025T0100"
      " 20261025T0200" },
    { "America/New_York", "20261031T233000", "FREQ=MINUTELY;INTERVAL=90",
      "20261101T0330 20261101T0500 20261101T0630 20261101T0800" },
    { "Australia/Lord_Howe", "20260405T003000", "FREQ=HOURLY", "20260404T1330 20260404T1430 20260404T1530"
      " 20260404T1630" },
    /* every 24 hours is not every day */
    { "Europe/Berlin", "20260328T090000", "FREQ=HOURLY;INTERVAL=24", "20260328T0800 20260329T0800 20260330T0800" },
  };

  assert_instants (rows, G_N_ELEMENTS (rows));
}

static void
test_filters_of_short_steps_look_at_the_wall_clock (void)
{
  static const Row rows[] = {
    { "Europe/Berlin", "20260328T090000", "FREQ=HOURLY;BYHOUR=9,10", "20260328T0800 20260328T0900 20260329T0700"
      " 20260329T0800" },
    /* the hour from 2 to 3 does not exist that day */
    { "Europe/Berlin", "20260328T020000", "FREQ=HOURLY;BYHOUR=2", "20260328T0100 20260330T0000" },
    /* and exists twice that day */
    { "Europe/Berlin", "20261024T020000", "FREQ=HOURLY;BYHOUR=2", "20261024T0000 20261025T0000 20261025T0100"
      " 20261026T0100" },
    { "Europe/Berlin", "20260328T230000", "FREQ=MINUTELY;INTERVAL=30;BYHOUR=23;BYMINUTE=30", "20260328T2200"
      " 20260328T2230 20260329T2130" },
    { "America/New_York", "20261031T000000", "FREQ=HOURLY;INTERVAL=6;BYDAY=SU;COUNT=5",
      "20261031T0400 20261101T0400 20261101T1000 20261101T1600 20261101T2200" },
  };

  assert_instants (rows, G_N_ELEMENTS (rows));
}

static void
test_count_of_short_steps_counts_instants (void)
{
  static const struct {
    const char *rule;
    const char *last;
  } rows[] = {
    { "FREQ=HOURLY;COUNT=48", "20260330T0000" },
    { "FREQ=MINUTELY;INTERVAL=10;COUNT=289", "20260330T0100" },
    { "FREQ=SECONDLY;COUNT=172801", "20260330T0100" },
    { "FREQ=MINUTELY;BYHOUR=2;COUNT=121", "20260331T0000" },
    { "FREQ=SECONDLY;INTERVAL=7;COUNT=24687", "20260330T0100" },
  };
  g_autoptr(NudgeZone) desk = nudge_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Example example = { "Europe/Berlin", "20260328T020000", rows[i].rule, NULL, NULL };
      g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
      NudgeTime last = 0;
      NudgeInstance instance;
      g_autofree char *found = NULL;

      while (nudge_recurrence_next (recurrence, desk, last, &instance))
        last = instance.time;
      found = instants_of (recurrence, desk, last - 1, 1);
      g_test_message ("%s", rows[i].rule);
      g_assert_true (g_str_has_prefix (found, rows[i].last));
    }
}

static void
assert_count_stops_a_walk (const char *zone, const char *rule, gint count)
{
  g_autofree char *counted = g_strdup_printf ("%s;COUNT=%d", rule, count);
  Example endless_example = { zone, "20260403T230000", rule, NULL, NULL };
  Example counted_example = { zone, "20260403T230000", counted, NULL, NULL };
  g_autoptr(NudgeRecurrence) endless = recurrence_of (&endless_example, NULL);
  g_autoptr(NudgeRecurrence) ending = recurrence_of (&counted_example, NULL);
  g_autoptr(NudgeZone) desk = nudge_zone_new_utc ();
  NudgeTime last = G_MININT64;
  NudgeInstance instance;

  g_test_message ("%s %s", zone, counted);
  for (gint i = 0; i < count; i++)
    {
      g_assert_true (nudge_recurrence_next (endless, desk, last, &instance));
      last = instance.time;
    }
  g_assert_true (nudge_recurrence_next (ending, desk, last - 1, &instance));
  g_assert_cmpint (instance.time, ==, last);
  g_assert_false (nudge_recurrence_next (ending, desk, last, &instance));
}

static void
test_count_ends_where_walking_ends (void)
{
  static const char *const zones[] = { "UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York" };
  static const char *const rules[] = {
    "FREQ=HOURLY", "FREQ=HOURLY;INTERVAL=5;BYMINUTE=0,15,45", "FREQ=HOURLY;BYMINUTE=1,2,3;BYSETPOS=-1,1",
    "FREQ=MINUTELY;INTERVAL=7", "FREQ=MINUTELY;INTERVAL=11;BYHOUR=1,2,3;BYSECOND=0,30",
    "FREQ=MINUTELY;INTERVAL=1441;BYSECOND=5", "FREQ=SECONDLY;INTERVAL=997;BYDAY=SU,MO",
    "FREQ=SECONDLY;INTERVAL=7;BYMINUTE=0,30;BYHOUR=1,2,3", "FREQ=SECONDLY;INTERVAL=3607;BYMONTHDAY=1,4,5",
    "FREQ=DAILY;BYHOUR=1,4;BYMINUTE=0,30", "FREQ=WEEKLY;BYDAY=SU,SA;BYHOUR=2,14", "FREQ=MONTHLY;BYDAY=-1SU",
  };

  for (gsize zone = 0; zone < G_N_ELEMENTS (zones); zone++)
    for (gsize rule = 0; rule < G_N_ELEMENTS (rules); rule++)
      for (gint count = 2; count < 2000; count += 1 + count / 2)
        assert_count_stops_a_walk (zones[zone], rules[rule], count);
}

static void
test_all_day_starts_are_midnights_of_the_desk (void)
{
  Example example = { NULL, "20260328", "FREQ=DAILY;BYHOUR=9,17;COUNT=3", NULL, NULL };
  g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
  g_autoptr(NudgeZone) berlin = zone_named ("Europe/Berlin");
  g_autoptr(NudgeZone) new_york = zone_named ("America/New_York");
  g_autofree char *there = instants_of (recurrence, berlin, G_MININT64, 9);
  g_autofree char *here = instants_of (recurrence, new_york, G_MININT64, 9);

  g_assert_cmpstr (there, ==, "20260327T2300 20260328T2300 20260329T2200");
  g_assert_cmpstr (here, ==, "20260328T0400 20260329T0400 20260330T0400");
}

/* every minute around each change of a year: what next() gives from there is the soonest of all later instances */
static void
test_around_changes_nothing_is_lost_or_twice (void)
{
  static const char *const zones[] = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia",
                                       "Africa/Casablanca" };
  g_autoptr(NudgeZone) desk = nudge_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      Example example = { zones[i], "20110101T000000", "FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,20,40", NULL, NULL };
      g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
      g_autoptr(NudgeZone) zone = zone_named (zones[i]);
      g_autoptr(GHashTable) expected = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      NudgeTime after = G_MININT64;
      NudgeInstance instance;
      guint n_found = 0;

      for (gint64 local = seconds_of ("2011-01-01T00:00:00"); local < seconds_of ("2013-01-01T00:00:00"); local += 1200)
        if (nudge_civil_from_seconds (local).hour <= 4)
          {
            gint64 *utc = g_new (gint64, 1);

            *utc = nudge_zone_to_utc (zone, local);
            g_hash_table_add (expected, utc);
          }
      while (nudge_recurrence_next (recurrence, desk, after, &instance)
             && instance.local < seconds_of ("2013-01-01T00:00:00"))
        {
          gint64 utc = instance.time / G_TIME_SPAN_SECOND;

          g_assert_cmpint (instance.time, >, after);
          g_assert_true (g_hash_table_contains (expected, &utc));
          after = instance.time;
          n_found++;
        }
      g_assert_cmpuint (n_found, ==, g_hash_table_size (expected));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recurrence-zones/the-wall-clock-stays-over-a-change", test_the_wall_clock_stays_over_a_change);
  g_test_add_func ("/recurrence-zones/a-time-in-a-gap-comes-once-an-hour-later",
                   test_a_time_in_a_gap_comes_once_an_hour_later);
  g_test_add_func ("/recurrence-zones/a-time-in-an-overlap-is-the-first-of-the-two",
                   test_a_time_in_an_overlap_is_the_first_of_the_two);
  g_test_add_func ("/recurrence-zones/steps-shorter-than-a-day-are-elapsed-time",
                   test_steps_shorter_than_a_day_are_elapsed_time);
  g_test_add_func ("/recurrence-zones/filters-of-short-steps-look-at-the-wall-clock",
                   test_filters_of_short_steps_look_at_the_wall_clock);
  g_test_add_func ("/recurrence-zones/count-of-short-steps-counts-instants",
                   test_count_of_short_steps_counts_instants);
  g_test_add_func ("/recurrence-zones/count-ends-where-walking-ends", test_count_ends_where_walking_ends);
  g_test_add_func ("/recurrence-zones/all-day-starts-are-midnights-of-the-desk",
                   test_all_day_starts_are_midnights_of_the_desk);
  g_test_add_func ("/recurrence-zones/around-changes-nothing-is-lost-or-twice",
                   test_around_changes_nothing_is_lost_or_twice);
  return g_test_run ();
}
