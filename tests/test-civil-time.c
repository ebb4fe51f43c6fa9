/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil time: days, weekdays and wall clocks agree with each other and with GLib's calendar. */
#include "civil-time.h"

#include <glib.h>

static gint64
days_of (gint year, gint month, gint day)
{
  return nudge_days_from_civil (year, month, day);
}

static void
test_known_days_have_known_numbers (void)
{
  g_assert_cmpint (days_of (1970, 1, 1), ==, 0);
  g_assert_cmpint (days_of (1969, 12, 31), ==, -1);
  g_assert_cmpint (days_of (2000, 2, 29), ==, 11016);
  g_assert_cmpint (days_of (2038, 1, 19), ==, 24855);
  g_assert_cmpint (days_of (1900, 1, 1), ==, -25567);
  g_assert_cmpint (days_of (2200, 12, 31), ==, 84370);
}

static void
test_every_day_agrees_with_glib (void)
{
  GDate date;
  gint64 days = days_of (1899, 12, 30);

  g_date_clear (&date, 1);
  for (g_date_set_dmy (&date, 30, G_DATE_DECEMBER, 1899); g_date_get_year (&date) <= 2201; g_date_add_days (&date, 1))
    {
      gint64 year;
      gint month;
      gint day;

      nudge_civil_from_days (days, &year, &month, &day);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, g_date_get_month (&date));
      g_assert_cmpint (day, ==, g_date_get_day (&date));
      g_assert_cmpint (nudge_days_from_civil (year, month, day), ==, days);
      g_assert_cmpint (nudge_weekday (days), ==, (gint) g_date_get_weekday (&date) - 1);
      g_assert_cmpint (nudge_days_in_month (year, month), ==, g_date_get_days_in_month (month, year));
      days++;
    }
}

static void
test_outputs_of_a_day_may_be_left_out (void)
{
  gint64 year = 0;

  nudge_civil_from_days (-1, &year, NULL, NULL);
  g_assert_cmpint (year, ==, 1969);
  nudge_civil_from_days (0, NULL, NULL, NULL);
}

static void
test_seconds_round_trip_also_before_the_epoch (void)
{
  for (gint64 seconds = -2208988800; seconds < 7289654400; seconds += 86399 * 11)
    {
      NudgeCivil civil = nudge_civil_from_seconds (seconds);

      g_assert_true (nudge_civil_is_valid (&civil));
      g_assert_cmpint (nudge_civil_to_seconds (&civil), ==, seconds);
    }
}

static void
test_the_second_before_the_epoch_is_the_last_of_1969 (void)
{
  NudgeCivil civil = nudge_civil_from_seconds (-1);

  g_assert_cmpint (civil.year, ==, 1969);
  g_assert_cmpint (civil.month, ==, 12);
  g_assert_cmpint (civil.day, ==, 31);
  g_assert_cmpint (civil.hour, ==, 23);
  g_assert_cmpint (civil.minute, ==, 59);
  g_assert_cmpint (civil.second, ==, 59);
}

static void
test_what_is_out_of_range_is_not_valid (void)
{
  static const struct {
    NudgeCivil civil;
    gboolean is_valid;
  } rows[] = {
    { { 2024, 2, 29, 0, 0, 0 }, TRUE },
    { { 2023, 2, 29, 0, 0, 0 }, FALSE },
    { { 2100, 2, 29, 0, 0, 0 }, FALSE },
    { { 2000, 2, 29, 23, 59, 59 }, TRUE },
    { { 1899, 12, 31, 0, 0, 0 }, FALSE },
    { { 1900, 1, 1, 0, 0, 0 }, TRUE },
    { { 2200, 12, 31, 23, 59, 59 }, TRUE },
    { { 2201, 1, 1, 0, 0, 0 }, FALSE },
    { { 2026, 0, 1, 0, 0, 0 }, FALSE },
    { { 2026, 13, 1, 0, 0, 0 }, FALSE },
    { { 2026, 4, 31, 0, 0, 0 }, FALSE },
    { { 2026, 4, 0, 0, 0, 0 }, FALSE },
    { { 2026, 4, 1, 24, 0, 0 }, FALSE },
    { { 2026, 4, 1, -1, 0, 0 }, FALSE },
    { { 2026, 4, 1, 0, 60, 0 }, FALSE },
    { { 2026, 4, 1, 0, 0, 60 }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (nudge_civil_is_valid (&rows[i].civil), ==, rows[i].is_valid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/civil-time/known-days-have-known-numbers", test_known_days_have_known_numbers);
  g_test_add_func ("/civil-time/every-day-agrees-with-glib", test_every_day_agrees_with_glib);
  g_test_add_func ("/civil-time/outputs-of-a-day-may-be-left-out", test_outputs_of_a_day_may_be_left_out);
  g_test_add_func ("/civil-time/seconds-round-trip-also-before-the-epoch",
                   test_seconds_round_trip_also_before_the_epoch);
  g_test_add_func ("/civil-time/the-second-before-the-epoch-is-the-last-of-1969",
                   test_the_second_before_the_epoch_is_the_last_of_1969);
  g_test_add_func ("/civil-time/what-is-out-of-range-is-not-valid", test_what_is_out_of_range_is_not_valid);
  return g_test_run ();
}
