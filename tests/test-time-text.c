/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time text: what people write is read, what is wrong is refused with advice, what is printed is read back. */
#include "time-text.h"

#include "nudge-error.h"

#include <glib.h>

static void
test_durations_are_read (void)
{
  static const struct {
    const char *text;
    GTimeSpan span;
  } rows[] = {
    { "90s", 90 * G_TIME_SPAN_SECOND },
    { "5m", 5 * G_TIME_SPAN_MINUTE },
    { "1h30m", 90 * G_TIME_SPAN_MINUTE },
    { "1h 30m", 90 * G_TIME_SPAN_MINUTE },
    { " 20 min ", 20 * G_TIME_SPAN_MINUTE },
    { "2d", 2 * G_TIME_SPAN_DAY },
    { "1w", 7 * G_TIME_SPAN_DAY },
    { "1w2d3h4m5s", 9 * G_TIME_SPAN_DAY + 3 * G_TIME_SPAN_HOUR + 245 * G_TIME_SPAN_SECOND },
    { "3 hours", 3 * G_TIME_SPAN_HOUR },
    { "0", 0 },
    { "0s", 0 },
    { "3660d", 3660 * G_TIME_SPAN_DAY },
    { "PT15M", 15 * G_TIME_SPAN_MINUTE },
    { "P1DT2H", 26 * G_TIME_SPAN_HOUR },
    { "P2W", 14 * G_TIME_SPAN_DAY },
    { "pt90s", 90 * G_TIME_SPAN_SECOND },
    { "PT0S", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      GTimeSpan span = -1;

      g_test_message ("%s", rows[i].text);
      g_assert_true (nudge_duration_parse (rows[i].text, &span, &error));
      g_assert_no_error (error);
      g_assert_cmpint (span, ==, rows[i].span);
    }
}

static void
test_wrong_durations_are_refused_with_advice (void)
{
  static const char *const rows[] = {
    "",         " ",      "5",       "m",        "5x",     "-5m",  "1.5h", "30m1h",  "1m30m",  "3661d",
    "87841h",   "P",      "PT",      "P1H",      "PT1D",   "P1DT", "PT5",  "-PT5M",  "5m,",    "1h30",
    "9999999999999999999999s", "999999999w", "522w7d", "five minutes", "5mm", "T5M", "PTT5M", "P1D1W", NULL,
  };

  for (gsize i = 0; rows[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      GTimeSpan span = -7;

      g_test_message ("“%s”", rows[i]);
      g_assert_false (nudge_duration_parse (rows[i], &span, &error));
      g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (strstr (error->message, "1h30m"));
      g_assert_cmpint (span, ==, -7);
    }
}

static void
test_durations_are_printed_as_they_are_read (void)
{
  static const struct {
    GTimeSpan span;
    const char *text;
  } rows[] = {
    { 0, "0" },
    { 90 * G_TIME_SPAN_SECOND, "1m30s" },
    { 90 * G_TIME_SPAN_MINUTE, "1h30m" },
    { 26 * G_TIME_SPAN_HOUR, "1d2h" },
    { 14 * G_TIME_SPAN_DAY, "2w" },
    { 8 * G_TIME_SPAN_DAY, "8d" },
    { G_TIME_SPAN_SECOND / 2, "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = nudge_duration_format (rows[i].span);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_any_duration_survives_the_round_trip (void)
{
  for (gint i = 0; i < 2000; i++)
    {
      GTimeSpan span = g_test_rand_int_range (0, 3660 * 86400) * G_TIME_SPAN_SECOND;
      g_autofree char *text = nudge_duration_format (span);
      GTimeSpan back = -1;

      g_assert_true (nudge_duration_parse (text, &back, NULL));
      g_assert_cmpint (back, ==, span);
    }
}

static void
test_times_of_day_are_read (void)
{
  static const struct {
    const char *text;
    gint seconds;
  } rows[] = {
    { "9", 9 * 3600 },     { "09:00", 9 * 3600 },  { "9:30", 34200 },    { "0:00", 0 },
    { "24:00", 86400 },    { "23:59:59", 86399 },  { " 7:05 ", 25500 },  { "24", 86400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint seconds = -1;

      g_test_message ("%s", rows[i].text);
      g_assert_true (nudge_time_of_day_parse (rows[i].text, &seconds, NULL));
      g_assert_cmpint (seconds, ==, rows[i].seconds);
    }
}

static void
test_wrong_times_of_day_are_refused (void)
{
  static const char *const rows[] = { "", ":", "25", "24:01", "9:60", "9:5", "009:00", "9:", "9:00:", "9:00:60",
                                      "-1", "9h", "9:00 am", "24:00:01", "٩:٠٠", NULL };

  for (gsize i = 0; rows[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      gint seconds = -7;

      g_test_message ("“%s”", rows[i]);
      g_assert_false (nudge_time_of_day_parse (rows[i], &seconds, &error));
      g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT);
      g_assert_cmpint (seconds, ==, -7);
    }
}

static NudgeZone *
berlin (void)
{
  g_autoptr(GError) error = NULL;
  NudgeZone *zone = nudge_zone_new_by_name ("Europe/Berlin", &error);

  g_assert_no_error (error);
  return zone;
}

/* Monday, 2 March 2026, 10:00 in Berlin. */
#define MONDAY_AT_TEN (G_GINT64_CONSTANT (1772442000) * G_TIME_SPAN_SECOND)

static void
test_instants_are_read_in_the_zone_of_the_desk (void)
{
  static const struct {
    const char *text;
    const char *expected;
  } rows[] = {
    { "now", "2026-03-02T10:00:00+01:00" },
    { "+20m", "2026-03-02T10:20:00+01:00" },
    { "-2h", "2026-03-02T08:00:00+01:00" },
    { "15:00", "2026-03-02T15:00:00+01:00" },
    { "10:00", "2026-03-03T10:00:00+01:00" },
    { "9", "2026-03-03T09:00:00+01:00" },
    { "24:00", "2026-03-03T00:00:00+01:00" },
    { "today 8:15", "2026-03-02T08:15:00+01:00" },
    { "tomorrow 9:00", "2026-03-03T09:00:00+01:00" },
    { "Tomorrow", "2026-03-03T00:00:00+01:00" },
    { "yesterday 9:00", "2026-03-01T09:00:00+01:00" },
    { "2026-03-05", "2026-03-05T00:00:00+01:00" },
    { "2026-07-05 9:30", "2026-07-05T09:30:00+02:00" },
    { "2026-07-05T09:30", "2026-07-05T09:30:00+02:00" },
    { "2026-07-05T09:30:15", "2026-07-05T09:30:15+02:00" },
    { "2026-07-05T09:30:00Z", "2026-07-05T11:30:00+02:00" },
    { "2026-07-05T09:30:00.250Z", "2026-07-05T11:30:00+02:00" },
    { "2026-07-05t09:30:00-08:00", "2026-07-05T19:30:00+02:00" },
    { "2026-07-05T09:30:00+0530", "2026-07-05T06:00:00+02:00" },
    { "2026-07-05 09:30+02", "2026-07-05T09:30:00+02:00" },
    { "2026-07-05T24:00", "2026-07-06T00:00:00+02:00" },
    { "2026-03-29 02:30", "2026-03-29T03:30:00+02:00" }, /* in the gap: the offset before it */
    { "2026-10-25 02:30", "2026-10-25T02:30:00+02:00" }, /* twice: the first */
    { "1900-01-01", "1900-01-01T00:00:00+01:00" },
    { "2200-12-31 12:00", "2200-12-31T12:00:00+01:00" },
  };
  g_autoptr(NudgeZone) zone = berlin ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *found = NULL;
      NudgeTime time;

      nudge_time_parse (rows[i].text, zone, MONDAY_AT_TEN, &time, &error);
      g_assert_no_error (error);
      found = nudge_time_format (time, zone);
      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

static void
test_wrong_instants_are_refused_with_advice (void)
{
  static const char *const rows[] = {
    "", "soon", "+", "+5", "25:00", "tomorrow9:00", "tomorrow at 9", "tomorrow 25:00", "2026-02-30", "2026-13-01",
    "2026-3-2", "1899-12-31", "2201-01-01", "2026-03-02T", "2026-03-02T9", "2026-03-02T09:00:00+25:00",
    "2026-03-02T09:00:00+01:60", "2026-03-02T09:00:00 CET", "2026-03-02T09:00:00.", "2026-03-02X09:00", "20260302",
    "2026-03-02T09:00:00+1", "never", NULL,
  };
  g_autoptr(NudgeZone) zone = berlin ();

  for (gsize i = 0; rows[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      NudgeTime time = -7;

      g_test_message ("%s", rows[i]);
      g_assert_false (nudge_time_parse (rows[i], zone, MONDAY_AT_TEN, &time, &error));
      g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (strstr (error->message, "tomorrow 9:00"));
      g_assert_cmpint (time, ==, -7);
    }
}

static void
test_any_instant_survives_the_round_trip (void)
{
  static const char *const names[] = { "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe",
                                       "Pacific/Apia", "Africa/Monrovia", NULL };

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr(NudgeZone) zone = nudge_zone_new_by_name (names[i], NULL);

      for (gint round = 0; round < 500; round++)
        {
          gint64 seconds = (gint64) g_test_rand_double_range (-2.2e9, 7.2e9);
          g_autofree char *text = nudge_time_format (seconds * G_TIME_SPAN_SECOND, zone);
          NudgeTime back;

          g_assert_true (nudge_time_parse (text, zone, 0, &back, NULL));
          g_assert_cmpint (back, ==, seconds * G_TIME_SPAN_SECOND);
        }
    }
}

static void
test_people_read_short_times (void)
{
  static const struct {
    const char *text;
    const char *expected;
  } rows[] = {
    { "2026-03-02 15:00", "15:00" },         { "2026-03-02 00:05", "0:05" },
    { "2026-03-03 09:00", "tomorrow 9:00" }, { "2026-03-01 23:59", "yesterday 23:59" },
    { "2026-03-09 09:00", "Mon 9 Mar 9:00" }, { "2026-12-31 09:00", "Thu 31 Dec 9:00" },
    { "2027-01-01 09:00", "Fri 1 Jan 2027 9:00" }, { "2025-12-31 09:00", "Wed 31 Dec 2025 9:00" },
  };
  g_autoptr(NudgeZone) zone = berlin ();
  g_autofree char *never = nudge_time_format_short (NUDGE_NEVER, zone, MONDAY_AT_TEN);

  g_assert_cmpstr (never, ==, "never");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = NULL;
      NudgeTime time;

      g_assert_true (nudge_time_parse (rows[i].text, zone, MONDAY_AT_TEN, &time, NULL));
      found = nudge_time_format_short (time, zone, MONDAY_AT_TEN);
      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-text/durations-are-read", test_durations_are_read);
  g_test_add_func ("/time-text/wrong-durations-are-refused-with-advice", test_wrong_durations_are_refused_with_advice);
  g_test_add_func ("/time-text/durations-are-printed-as-they-are-read", test_durations_are_printed_as_they_are_read);
  g_test_add_func ("/time-text/any-duration-survives-the-round-trip", test_any_duration_survives_the_round_trip);
  g_test_add_func ("/time-text/times-of-day-are-read", test_times_of_day_are_read);
  g_test_add_func ("/time-text/wrong-times-of-day-are-refused", test_wrong_times_of_day_are_refused);
  g_test_add_func ("/time-text/instants-are-read-in-the-zone-of-the-desk",
                   test_instants_are_read_in_the_zone_of_the_desk);
  g_test_add_func ("/time-text/wrong-instants-are-refused-with-advice", test_wrong_instants_are_refused_with_advice);
  g_test_add_func ("/time-text/any-instant-survives-the-round-trip", test_any_instant_survives_the_round_trip);
  g_test_add_func ("/time-text/people-read-short-times", test_people_read_short_times);
  return g_test_run ();
}
