/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules against brute force: alarms around changes of offset and many moved instances come in order, all of them. */
#include "ics-tool.h"

#define N_ROUNDS 150

static const char *const zones[] = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu" };
static const char *const changes[]
    = { "2026-03-27 00:00", "2026-10-23 00:00", "2026-03-06 00:00", "2026-10-30 00:00", "2026-04-03 00:00" };
static const char *const rules[] = { "DAILY",           "HOURLY",          "HOURLY;INTERVAL=5", "MINUTELY;INTERVAL=20",
                                     "MINUTELY;INTERVAL=7", "WEEKLY;BYDAY=SU", "DAILY;BYHOUR=1,2,3" };
static const char *const triggers[] = { "-P1D", "-P2DT30M", "P1D", "-P1W", "-PT24H", "P1DT1H", "-PT90M", "PT0S" };

static const char *
pick (const char *const *words, guint n)
{
  return words[g_test_rand_int_range (0, (gint32) n)];
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  const NudgeTime *first = a;
  const NudgeTime *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* What is due in order, each instant once. */
static void
sort_times (GArray *times)
{
  guint n = 0;

  g_array_sort (times, compare_times);
  for (guint i = 0; i < times->len; i++)
    if (n == 0 || g_array_index (times, NudgeTime, i) != g_array_index (times, NudgeTime, n - 1))
      g_array_index (times, NudgeTime, n++) = g_array_index (times, NudgeTime, i);
  g_array_set_size (times, n);
}

static GArray *
collect (NudgeRule *rule, const NudgeDesk *desk, NudgeTime after, NudgeTime until)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (NudgeTime));

  while (TRUE)
    {
      g_autoptr(NudgeOccurrence) due = nudge_rule_next_after (rule, desk, after);

      if (due == NULL || due->due > until)
        return times;
      g_assert_cmpint (due->due, >, after);
      after = due->due;
      g_array_append_val (times, after);
    }
}

/* The sign, the days and the seconds of one of @triggers. */
static void
read_trigger (const char *text, gint64 *days, gint64 *seconds)
{
  const struct
  {
    const char *text;
    gint64 days;
    gint64 seconds;
  } known[] = { { "-P1D", -1, 0 },      { "-P2DT30M", -2, -1800 }, { "P1D", 1, 0 },        { "-P1W", -7, 0 },
                { "-PT24H", 0, -86400 }, { "P1DT1H", 1, 3600 },     { "-PT90M", 0, -5400 }, { "PT0S", 0, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].text, text))
      {
        *days = known[i].days * 86400;
        *seconds = known[i].seconds;
        return;
      }
  g_assert_not_reached ();
}

/* What alarms at @trigger must give, from the starts alone. */
static GArray *
expect (GArray *starts, const char *trigger, NudgeZone *zone, NudgeTime after, NudgeTime until)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (NudgeTime));
  gint64 days;
  gint64 seconds;

  read_trigger (trigger, &days, &seconds);
  for (guint i = 0; i < starts->len; i++)
    {
      gint64 start = g_array_index (starts, NudgeTime, i) / G_TIME_SPAN_SECOND;
      gint64 moved = days == 0 ? start : nudge_zone_to_utc (zone, nudge_zone_to_local (zone, start) + days);
      NudgeTime due = (moved + seconds) * G_TIME_SPAN_SECOND;

      if (due > after && due <= until)
        g_array_append_val (times, due);
    }
  sort_times (times);
  return times;
}

static void
assert_same (GArray *times, GArray *expected, const char *what)
{
  for (guint i = 0; i < MAX (times->len, expected->len); i++)
    {
      NudgeTime time = i < times->len ? g_array_index (times, NudgeTime, i) : 0;
      NudgeTime right = i < expected->len ? g_array_index (expected, NudgeTime, i) : 0;

      if (time != right)
        g_error ("%s: due time %u is %" G_GINT64_FORMAT " and not %" G_GINT64_FORMAT, what, i,
                 time / G_TIME_SPAN_SECOND, right / G_TIME_SPAN_SECOND);
    }
}

static void
test_alarms_around_changes_of_offset (void)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      const char *zone_name = pick (zones, G_N_ELEMENTS (zones));
      const char *trigger = pick (triggers, G_N_ELEMENTS (triggers));
      g_autoptr(NudgeZone) zone = nudge_zone_new_by_name (zone_name, NULL);
      NudgeDesk desk = { zone, 0 };
      NudgeTime after = ics_at (pick (changes, G_N_ELEMENTS (changes)), zone_name);
      NudgeTime until = after + 4 * G_TIME_SPAN_DAY;
      g_autofree char *lines
          = g_strdup_printf ("DTSTART;TZID=%s:20260201T%02d%02d00|RRULE:FREQ=%s", zone_name,
                             g_test_rand_int_range (0, 24), g_test_rand_int_range (0, 60),
                             pick (rules, G_N_ELEMENTS (rules)));
      g_autofree char *with_alarm
          = g_strconcat (lines, "|BEGIN:VALARM|ACTION:DISPLAY|TRIGGER:", trigger, "|END:VALARM", NULL);
      g_autofree char *plain_event = ics_event (lines);
      g_autofree char *alarm_event = ics_event (with_alarm);
      g_autoptr(NudgeIcsResult) plain = ics_parse (plain_event);
      g_autoptr(NudgeIcsResult) alarm = ics_parse (alarm_event);
      g_autoptr(GArray) starts
          = collect (ics_rule (plain), &desk, after - 9 * G_TIME_SPAN_DAY, until + 9 * G_TIME_SPAN_DAY);
      g_autoptr(GArray) expected = expect (starts, trigger, zone, after, until);
      g_autoptr(GArray) times = collect (ics_rule (alarm), &desk, after, until);

      assert_same (times, expected, with_alarm);
    }
}

/* Moved instances with alarms, floating or not: what is due is the sum of all, in order. */
static void
test_many_moved_instances (gconstpointer data)
{
  const char *suffix = data;
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(GArray) expected = g_array_new (FALSE, FALSE, sizeof (NudgeTime));
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name ("Europe/Berlin", NULL);
  g_autoptr(NudgeZone) utc = nudge_zone_new_utc ();
  NudgeDesk desk = { zone, 0 };
  g_autoptr(NudgeIcsResult) result = NULL;
  g_autoptr(GArray) times = NULL;

  g_string_append_printf (body, "BEGIN:VEVENT|UID:u|DTSTART:20250101T000000%s|STATUS:CONFIRMED|END:VEVENT", suffix);
  for (guint i = 0; i < 300; i++)
    {
      gint64 local = nudge_days_from_civil (2026, 3, 25) * 86400 + g_test_rand_int_range (0, 8 * 1440) * 60;
      NudgeCivil c = nudge_civil_from_seconds (local);
      gint64 start = nudge_zone_to_utc (*suffix == 'Z' ? utc : zone, local);
      NudgeTime due = (start - 300) * G_TIME_SPAN_SECOND;

      g_array_append_val (expected, due);
      g_string_append_printf (body, "|BEGIN:VEVENT|UID:u|RECURRENCE-ID:2025%02d%02dT%02d%02d00%s", i / 28 + 1,
                              i % 28 + 1, c.hour, c.minute, suffix);
      g_string_append_printf (body, "|DTSTART:2026%02d%02dT%02d%02d00%s|BEGIN:VALARM|TRIGGER:-PT5M", c.month, c.day,
                              c.hour, c.minute, suffix);
      g_string_append (body, "|END:VALARM|END:VEVENT");
    }
  sort_times (expected);
  result = ics_parse (body->str);
  times = collect (ics_rule (result), &desk, ics_at ("2026-01-01 00:00", "UTC"), NUDGE_NEVER - 1);
  assert_same (times, expected, suffix);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule-search/alarms-around-changes-of-offset", test_alarms_around_changes_of_offset);
  g_test_add_data_func ("/rule-search/many-moved-instances", "Z", test_many_moved_instances);
  g_test_add_data_func ("/rule-search/many-moved-floating-instances", "", test_many_moved_instances);
  return g_test_run ();
}
