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
  return g_test_run ();
}
