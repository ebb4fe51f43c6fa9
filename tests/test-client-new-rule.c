/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New rules: what a person types becomes exactly these iCalendar lines. */
#include "day-plan.h"
#include "exit-code.h"
#include "ics-writer.h"
#include "new-rule.h"
#include "time-text.h"

#include <glib.h>
#include <string.h>

static NudgeTime
at (const char *text, NudgeZone *zone)
{
  NudgeTime time;
  g_autoptr(GError) error = NULL;

  nudge_time_parse (text, zone, 0, &time, &error);
  g_assert_no_error (error);
  return time;
}

/* The lines of the item that say when, joined by "|". */
static char *
timing_of (const char *ics)
{
  g_auto(GStrv) lines = g_strsplit (ics, "\r\n", -1);
  g_autoptr(GString) timing = g_string_new (NULL);
  g_autofree char *unfolded = NULL;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "DTSTART") || g_str_has_prefix (lines[i], "RRULE") ||
          g_str_has_prefix (lines[i], "X-NUDGED-MISSED"))
        g_string_append_printf (timing, "%s%s", timing->len > 0 ? "|" : "", lines[i]);
      else if (lines[i][0] == ' ')
        g_string_append (timing, lines[i] + 1);
    }
  return g_string_free (g_steal_pointer (&timing), FALSE);
}

typedef struct {
  NudgeNewRule rule;
  const char *timing;
} Row;

/* Now is Monday 2 March 2026, 10:30 in Berlin. */
static const Row rows[] = {
  { { .every = "2h", .between = "09:00-17:00", .on = "weekdays" },
    "DTSTART:20260302T110000|RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,11,13,15,17;BYMINUTE=0" },
  { { .every = "30m", .between = "9-10:30" },
    "DTSTART:20260303T090000|RRULE:FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,30" },
  { { .every = "45m", .between = "09:00-12:00" },
    "DTSTART:20260302T111500|RRULE:FREQ=DAILY;BYHOUR=9,10,11,12;BYMINUTE=0,15,30,45;BYSETPOS=1,4,7,10,13" },
  { { .every = "45m", .between = "09:00-10:30", .on = "mon,wed" },
    "DTSTART:20260304T090000|RRULE:FREQ=DAILY;BYDAY=MO,WE;BYHOUR=9,10;BYMINUTE=0,30,45;BYSETPOS=1,3,5" },
  { { .every = "7m", .between = "09:00-09:20" }, "DTSTART:20260303T090000|RRULE:FREQ=DAILY;BYHOUR=9;BYMINUTE=0,7,14" },
  { { .every = "1d" }, "DTSTART:20260303T090000|RRULE:FREQ=DAILY" },
  { { .every = "2d", .at = "18:30" }, "DTSTART:20260302T183000|RRULE:FREQ=DAILY;INTERVAL=2" },
  { { .every = "2w", .on = "fri", .at = "16:00" },
    "DTSTART:20260306T160000|RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR" },
  { { .every = "1w" }, "DTSTART:20260303T090000|RRULE:FREQ=WEEKLY" },
  { { .every = "3d", .on = "weekends" }, "DTSTART:20260307T090000|RRULE:FREQ=DAILY;INTERVAL=3;BYDAY=SA,SU" },
  { { .at = "9:00" }, "DTSTART:20260303T090000|RRULE:FREQ=DAILY" },
  { { .at = "13:30,9:00,9:00" },
    "DTSTART:20260302T133000|RRULE:FREQ=DAILY;BYHOUR=9,13;BYMINUTE=0,30;BYSETPOS=1,4" },
  { { .at = "9:00,13:00", .on = "tue-thu" },
    "DTSTART:20260303T090000|RRULE:FREQ=WEEKLY;BYDAY=TU,WE,TH;BYHOUR=9,13;BYMINUTE=0" },
  { { .on = "Weekdays" }, "DTSTART:20260303T090000|RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" },
  { { .on = "sat-mon", .at = "8" }, "DTSTART:20260307T080000|RRULE:FREQ=WEEKLY;BYDAY=MO,SA,SU" },
  { { .on = "daily", .at = "24:00" }, "DTSTART:20260303T000000|RRULE:FREQ=DAILY" },
  { { .at = "9:00", .start = "2026-04-01" }, "DTSTART:20260401T090000|RRULE:FREQ=DAILY" },
  { { .rrule = "FREQ=MONTHLY;BYDAY=-1FR", .start = "2026-03-27T16:00" },
    "DTSTART:20260327T160000|RRULE:FREQ=MONTHLY;BYDAY=-1FR" },
  { { .rrule = "RRULE:FREQ=HOURLY" }, "DTSTART:20260302T103100|RRULE:FREQ=HOURLY" },
  { { .in = "20m" }, "DTSTART:20260302T105000|X-NUDGED-MISSED:SHOW" },
  { { .at = "tomorrow 9:00" }, "DTSTART:20260303T090000|X-NUDGED-MISSED:SHOW" },
  { { .at = "2026-03-02T15:00" }, "DTSTART:20260302T150000|X-NUDGED-MISSED:SHOW" },
  { { .on = "tomorrow", .at = "7:15" }, "DTSTART:20260303T071500|X-NUDGED-MISSED:SHOW" },
  { { .on = "today", .at = "15:00" }, "DTSTART:20260302T150000|X-NUDGED-MISSED:SHOW" },
  { { .on = "2026-03-29", .at = "3:30" }, "DTSTART:20260329T033000|X-NUDGED-MISSED:SHOW" },
};

static void
test_options_become_rules (void)
{
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name ("Europe/Berlin", NULL);
  NudgeTime now = at ("2026-03-02T10:30", zone);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      NudgeNewRule rule = rows[i].rule;
      g_autoptr(GError) error = NULL;
      g_autofree char *ics = NULL;
      g_autofree char *timing = NULL;

      rule.summary = "Tea";
      ics = nudge_new_rule_to_ics (&rule, "u", zone, now, &error);
      g_assert_no_error (error);
      timing = timing_of (ics);
      g_assert_cmpstr (timing, ==, rows[i].timing);
    }
}

static void
test_a_time_that_comes_twice_is_said_in_utc (void)
{
  static const struct {
    const char *now;
    const char *timing;
  } cases[] = {
    { "2026-10-25T01:30:00+02:00", "DTSTART:20261025T023000|X-NUDGED-MISSED:SHOW" },
    { "2026-10-25T02:30:00+02:00", "DTSTART:20261025T013000Z|X-NUDGED-MISSED:SHOW" },
    { "2026-10-25T02:30:00+01:00", "DTSTART:20261025T033000|X-NUDGED-MISSED:SHOW" },
    { "2026-03-29T01:30:00+01:00", "DTSTART:20260329T033000|X-NUDGED-MISSED:SHOW" },
  };
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name ("Europe/Berlin", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NudgeNewRule rule = { .summary = "x", .in = "1h" };
      g_autofree char *ics = nudge_new_rule_to_ics (&rule, "u", zone, at (cases[i].now, zone), NULL);
      g_autofree char *timing = timing_of (ics);

      g_assert_cmpstr (timing, ==, cases[i].timing);
    }
}

static void
test_nonsense_is_refused_with_a_sentence (void)
{
  static const struct {
    NudgeNewRule rule;
    const char *message;
  } wrong[] = {
    { { .summary = "x" }, "When?*" },
    { { .summary = " ", .at = "9" }, "*title*" },
    { { .summary = "x", .every = "soon" }, "--every:*" },
    { { .summary = "x", .every = "90s" }, "*whole minutes*" },
    { { .summary = "x", .every = "25h" }, "*whole days*" },
    { { .summary = "x", .every = "1d", .between = "9-17" }, "*whole days*" },
    { { .summary = "x", .every = "2h", .between = "17-9" }, "*before it begins*" },
    { { .summary = "x", .every = "2h", .between = "9" }, "*two times*" },
    { { .summary = "x", .every = "2h", .at = "9" }, "*--between*" },
    { { .summary = "x", .between = "9-17" }, "*needs --every*" },
    { { .summary = "x", .on = "someday" }, "*is no day*" },
    { { .summary = "x", .on = "wekdays" }, "*Did you mean “weekday*" },
    { { .summary = "x", .on = "mon-weekdays" }, "*is no day*" },
    { { .summary = "x", .at = "25:00" }, "--at:*" },
    { { .summary = "x", .at = "2020-01-01T09:00" }, "*is over" },
    { { .summary = "x", .on = "today", .at = "9:00" }, "*is over" },
    { { .summary = "x", .in = "0s" }, "*at least a second" },
    { { .summary = "x", .in = "5m", .at = "9" }, "*stands alone*" },
    { { .summary = "x", .rrule = "FREQ=DAILY\r\nATTACH:x" }, "*one rule of RFC 5545*" },
    { { .summary = "x", .rrule = "FREQ=DAILY", .at = "9" }, "*goes with none*" },
    { { .summary = "x", .at = "9", .category = "foof" }, "*Did you mean “food”?" },
    { { .summary = "x", .at = "9", .ask = "mod" }, "*Did you mean “mood”?" },
    { { .summary = "x", .at = "9", .room = "wide" }, "--room:*" },
  };
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name ("Europe/Berlin", NULL);
  NudgeTime now = at ("2026-03-02T10:30", zone);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *ics = nudge_new_rule_to_ics (&wrong[i].rule, "u", zone, now, &error);

      g_assert_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE);
      g_assert_null (ics);
      if (!g_pattern_match_simple (wrong[i].message, error->message))
        g_error ("“%s” does not match “%s”", error->message, wrong[i].message);
    }
}

static void
test_the_whole_item_is_valid (void)
{
  static const char *const prompts[] = { "One, two; three\\four\nfive", "Zwei", NULL };
  NudgeNewRule rule = { .summary = "Tee trinken", .at = "9:00", .category = "FOOD", .ask = "mood", .room = "90m",
                        .prompts = prompts };
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name ("Europe/Berlin", NULL);
  g_autofree char *ics = nudge_new_rule_to_ics (&rule, "u@nudged", zone, at ("2026-03-02T10:30", zone), NULL);
  const char *end = strstr (ics, "UID:");

  g_assert_true (g_str_has_prefix (ics, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//nudged//nudgectl "));
  g_assert_cmpstr (end, ==,
                   "UID:u@nudged\r\nDTSTAMP:20260302T093000Z\r\nSUMMARY:Tee trinken\r\nDTSTART:20260303T090000\r\n"
                   "RRULE:FREQ=DAILY\r\nTRANSP:TRANSPARENT\r\nCATEGORIES:food\r\nX-NUDGED-ASK:MOOD\r\n"
                   "X-NUDGED-ROOM:PT1H30M\r\nX-NUDGED-PROMPT:One\\, two\\; three\\\\four\\nfive\r\n"
                   "X-NUDGED-PROMPT:Zwei\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

static void
test_long_lines_are_folded_between_characters (void)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GString) long_text = g_string_new (NULL);
  g_auto(GStrv) lines = NULL;

  for (gsize i = 0; i < 100; i++)
    g_string_append (long_text, "日本é");
  nudge_ics_text (out, "SUMMARY", long_text->str);
  lines = g_strsplit (out->str, "\r\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_true (i == 0 || lines[i][0] == ' ' || lines[i][0] == '\0');
    }
}

static void
test_control_characters_do_not_reach_the_file (void)
{
  g_autoptr(GString) out = g_string_new (NULL);

  nudge_ics_text (out, "SUMMARY", "a\033b\rc\nATTACH:x\td\x7f");
  g_assert_cmpstr (out->str, ==, "SUMMARY:abc\\nATTACH:x\td\r\n");
}

static void
test_durations_are_iso (void)
{
  static const struct {
    GTimeSpan span;
    const char *line;
  } spans[] = {
    { 0, "X:PT0S\r\n" },
    { 10 * G_TIME_SPAN_MINUTE, "X:PT10M\r\n" },
    { G_TIME_SPAN_DAY, "X:P1D\r\n" },
    { G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR + G_TIME_SPAN_SECOND, "X:P1DT1H1S\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);

      nudge_ics_duration (out, "X", spans[i].span);
      g_assert_cmpstr (out->str, ==, spans[i].line);
    }
}

static gboolean
is_chosen (const gboolean *positions, guint position, guint n_all, gboolean has_positions)
{
  return !has_positions || (position <= 366 && positions[position]) ||
         (n_all - position < 366 && positions[NUDGE_MINUTES_PER_DAY - (n_all - position)]);
}

/* What RFC 5545 says of FREQ=DAILY;BYHOUR;BYMINUTE;BYSETPOS, evaluated in the plainest way. */
static GArray *
expand_day (const char *rrule)
{
  g_auto(GStrv) parts = g_strsplit (rrule, ";", -1);
  gboolean sets[3][NUDGE_MINUTES_PER_DAY + 1] = { { FALSE } };
  gboolean has_positions = FALSE;
  GArray *minutes = g_array_new (FALSE, FALSE, sizeof (guint));
  guint position = 0;
  guint n_all = 0;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gsize kind = g_str_has_prefix (parts[i], "BYHOUR=") ? 0 : g_str_has_prefix (parts[i], "BYMINUTE=") ? 1 : 2;
      g_auto(GStrv) numbers = g_strsplit (strchr (parts[i], '=') + 1, ",", -1);

      has_positions |= g_str_has_prefix (parts[i], "BYSETPOS=");
      for (gsize j = 0; numbers[j] != NULL && !g_str_has_prefix (parts[i], "FREQ"); j++)
        {
          gint64 number = g_ascii_strtoll (numbers[j], NULL, 10);

          g_assert_cmpint (ABS (number), <=, 366);
          sets[kind][number < 0 ? NUDGE_MINUTES_PER_DAY + 1 + number : number] = TRUE;
        }
    }
  for (guint minute = 0; minute < NUDGE_MINUTES_PER_DAY; minute++)
    n_all += sets[0][minute / 60] && sets[1][minute % 60];
  for (guint minute = 0; minute < NUDGE_MINUTES_PER_DAY; minute++)
    if (sets[0][minute / 60] && sets[1][minute % 60] && is_chosen (sets[2], ++position, n_all, has_positions))
      g_array_append_val (minutes, minute);
  return minutes;
}

static gint
compare_minutes (gconstpointer a, gconstpointer b)
{
  return (gint) *(const guint *) a - (gint) *(const guint *) b;
}

/* The rules together give each time once; returns how many rules it took. */
static guint
check_interval (guint step, const char *between)
{
  g_auto(NudgeDayPlan) plan = { 0 };
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto(GStrv) rules = NULL;

  g_assert_true (nudge_day_plan_set_every (&plan, step * G_TIME_SPAN_MINUTE, between, NULL));
  rules = nudge_day_plan_to_rrules (&plan);
  if (plan.minutes->len == 1)
    return 1;
  for (gsize i = 0; rules[i] != NULL; i++)
    {
      g_autoptr(GArray) some = expand_day (rules[i]);

      g_array_append_vals (all, some->data, some->len);
    }
  g_array_sort (all, compare_minutes);
  g_assert_cmpmem (all->data, all->len * sizeof (guint), plan.minutes->data, plan.minutes->len * sizeof (guint));
  return g_strv_length (rules);
}

static void
test_every_interval_of_a_day_comes_out_exact (void)
{
  for (guint step = 1; step < 24 * 60; step++)
    {
      g_assert_cmpuint (check_interval (step, "8:10-17:40"), ==, 1);
      g_assert_cmpuint (check_interval (step, NULL), <=, 24);
    }
  g_assert_cmpuint (check_interval (14, NULL), ==, 1);
  g_assert_cmpuint (check_interval (7, NULL), >, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client-new-rule/options-become-rules", test_options_become_rules);
  g_test_add_func ("/client-new-rule/a-time-that-comes-twice", test_a_time_that_comes_twice_is_said_in_utc);
  g_test_add_func ("/client-new-rule/nonsense-is-refused", test_nonsense_is_refused_with_a_sentence);
  g_test_add_func ("/client-new-rule/the-whole-item-is-valid", test_the_whole_item_is_valid);
  g_test_add_func ("/client-new-rule/long-lines-are-folded", test_long_lines_are_folded_between_characters);
  g_test_add_func ("/client-new-rule/control-characters", test_control_characters_do_not_reach_the_file);
  g_test_add_func ("/client-new-rule/durations-are-iso", test_durations_are_iso);
  g_test_add_func ("/client-new-rule/every-interval-is-exact", test_every_interval_of_a_day_comes_out_exact);
  return g_test_run ();
}
