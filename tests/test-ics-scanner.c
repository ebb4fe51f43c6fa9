/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scanner: lines are unfolded and split, components handed out whole, and a file that was cut is known. */
#include "ics-scanner.h"

#include "ics-tool.h"

#include <string.h>

/* A calendar with a bit of everything, as programs write them. */
static const char rich[]
    = "BEGIN:VCALENDAR|VERSION:2.0|X-WR-CALNAME:All of it|"
      "BEGIN:VTIMEZONE|TZID:Mine|"
      "BEGIN:STANDARD|DTSTART:19701025T030000|TZOFFSETFROM:+0200|TZOFFSETTO:+0100|"
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|END:STANDARD|"
      "BEGIN:DAYLIGHT|DTSTART:19700329T020000|TZOFFSETFROM:+0100|TZOFFSETTO:+0200|"
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU|END:DAYLIGHT|END:VTIMEZONE|"
      "BEGIN:VEVENT|UID:a|SUMMARY:Größe\\, and \\é|DTSTART;TZID=Mine:20260302T090000|"
      "DTEND;TZID=Mine:20260302T100000|RRULE:FREQ=WEEKLY;BYDAY=MO,WE|EXDATE;TZID=Mine:20260304T090000|"
      "DESCRIPTION:folded|  over\\n| lines|X-NUDGED-PROMPT;LANGUAGE=\"de\":Hallo|"
      "BEGIN:VALARM|ACTION:DISPLAY|TRIGGER;RELATED=END:-PT5M|REPEAT:2|DURATION:PT5M|END:VALARM|END:VEVENT|"
      "BEGIN:VEVENT|UID:a|RECURRENCE-ID;TZID=Mine:20260309T090000|DTSTART;TZID=Mine:20260309T150000|SUMMARY:Moved|"
      "END:VEVENT|BEGIN:VTODO|UID:b|DUE;VALUE=DATE:20260303|CATEGORIES:x,food|END:VTODO|END:VCALENDAR|";

/* Writes down what is handed out: `VEVENT@4 SUMMARY@5{;LANGUAGE=de}=value (VALARM@6 TRIGGER@7=-PT5M)`. */
static void
write_part (const NudgeIcsPart *part, GString *text)
{
  g_string_append_printf (text, "%s@%u", nudge_ics_part_kind_to_text (part->kind), part->line);
  for (guint i = 0; i < part->lines->len; i++)
    {
      const NudgeIcsLine *line = &g_array_index (part->lines, NudgeIcsLine, i);

      g_string_append_printf (text, " %s@%u%s%s%s=%s", nudge_ics_name_to_text (line->name), line->line,
                              *line->params != '\0' ? "{" : "", line->params, *line->params != '\0' ? "}" : "",
                              line->value);
    }
  for (guint i = 0; i < part->parts->len; i++)
    {
      g_string_append (text, " (");
      write_part (g_ptr_array_index (part->parts, i), text);
      g_string_append (text, ")");
    }
}

static void
take (const NudgeIcsPart *part, gpointer data)
{
  GString *text = data;

  if (text->len > 0)
    g_string_append (text, "; ");
  write_part (part, text);
}

/* What scanning @text (where `|` ends a line) hands out. */
static char *
scan (const char *text, gboolean *is_whole)
{
  g_autofree char *data = ics_lines (text);
  GString *parts = g_string_new (NULL);
  NudgeIcsTaker taker = { ~0u, FALSE, take, parts };

  *is_whole = nudge_ics_scan (data, strlen (data), &taker, NULL);
  return g_string_free (parts, FALSE);
}

static const struct
{
  const char *name;
  const char *text;
  const char *parts;
  gboolean is_whole;
} rows[] = {
  { "an-event", "BEGIN:VEVENT|UID:a|END:VEVENT", "VEVENT@1 UID@2=a", TRUE },
  { "names-in-any-case", "begin:vevent|uid:a|End:VEvent", "VEVENT@1 UID@2=a", TRUE },
  { "events-before-their-calendar", "BEGIN:VCALENDAR|NAME:n|BEGIN:VEVENT|UID:a|END:VEVENT|END:VCALENDAR|",
    "VEVENT@3 UID@4=a; VCALENDAR@1 NAME@2=n", TRUE },
  { "parts-inside", "BEGIN:VEVENT|UID:a|BEGIN:VALARM|TRIGGER:-PT5M|END:VALARM|SUMMARY:s|END:VEVENT",
    "VEVENT@1 UID@2=a SUMMARY@6=s (VALARM@3 TRIGGER@4=-PT5M)", TRUE },
  { "folded", "BEGIN:VEVENT|SUMMARY:a| b|\tc|  d|UID:u|END:VEVENT", "VEVENT@1 SUMMARY@2=abc d UID@6=u", TRUE },
  { "name-folded", "BEGIN:VEVENT|SUMM| ARY:a|UID:u|END:VEVENT", "VEVENT@1 SUMMARY@2=a UID@4=u", TRUE },
  { "begin-folded", "BEGIN:VEV| ENT|UID:u|END:VEVENT", "VEVENT@1 UID@3=u", TRUE },
  { "what-is-not-read-is-not-kept", "BEGIN:VEVENT|ATTACH:x| y|UID:u|END:VEVENT", "VEVENT@1 UID@4=u", TRUE },
  { "parameters", "BEGIN:VEVENT|DTSTART;VALUE=DATE;X=\"a;b:c\":20260302|END:VEVENT",
    "VEVENT@1 DTSTART@2{;VALUE=DATE;X=\"a;b:c\"}=20260302", TRUE },
  { "a-quote-that-is-not-closed", "BEGIN:VEVENT|DTSTART;X=\"a:20260302|END:VEVENT",
    "VEVENT@1 DTSTART@2{;X=\"a}=20260302", TRUE },
  { "colons-in-the-value", "BEGIN:VEVENT|SUMMARY:a:b;c|END:VEVENT", "VEVENT@1 SUMMARY@2=a:b;c", TRUE },
  { "empty-lines", "|BEGIN:VEVENT||UID:a|||END:VEVENT||", "VEVENT@2 UID@4=a", TRUE },
  { "two-calendars", "BEGIN:VCALENDAR|END:VCALENDAR|BEGIN:VCALENDAR|END:VCALENDAR", "VCALENDAR@1; VCALENDAR@3", TRUE },
  { "end-forgotten", "BEGIN:VEVENT|UID:a|BEGIN:VEVENT|UID:b|END:VEVENT", "VEVENT@3 UID@4=b", TRUE },
  { "thunderbird-snooze", "BEGIN:VEVENT|X-MOZ-SNOOZE-TIME-1700000000000000:20260302T080000Z|END:VEVENT",
    "VEVENT@1 X-MOZ-SNOOZE-TIME@2=20260302T080000Z", TRUE },
  { "nothing", "", "", FALSE },
  { "no-component", "SUMMARY:x", "", FALSE },
  { "cut-in-an-event", "BEGIN:VCALENDAR|BEGIN:VEVENT|UID:a|END:VEVENT|BEGIN:VEVENT|UID:b", "VEVENT@2 UID@3=a", FALSE },
  { "cut-before-the-last-line", "BEGIN:VCALENDAR|BEGIN:VEVENT|UID:a|END:VEVENT|", "VEVENT@2 UID@3=a", FALSE },
  { "cut-in-the-last-line", "BEGIN:VEVENT|UID:a|END:VEVEN", "", FALSE },
};

static void
test_row (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  gboolean is_whole;
  g_autofree char *parts = scan (rows[i].text, &is_whole);

  g_assert_cmpstr (parts, ==, rows[i].parts);
  g_assert_cmpint (is_whole, ==, rows[i].is_whole);
}

static void
test_every_prefix_is_known_to_be_cut (void)
{
  g_autofree char *text = ics_lines (rich);
  gsize whole = strlen (text) - strlen (CRLF);

  for (gsize n = 0; n <= strlen (text); n++)
    {
      g_autoptr(NudgeIcsResult) result = ics_parse_bytes (text, (gssize) n, NUDGE_ICS_ALARMS_AUTO);

      g_assert_cmpint (result->is_whole, ==, n >= whole);
      g_assert_cmpuint (result->rules->len, <=, 2);
      if (n < whole)
        g_assert_cmpuint (result->problems->len, >=, 1);
    }
}

/* Neither a byte that is lost nor one that is damaged may do more than spoil what it stands in. */
static void
test_damage_is_survived (void)
{
  g_autofree char *text = ics_lines (rich);
  gsize length = strlen (text);
  g_autoptr(NudgeZone) zone = nudge_zone_new_utc ();
  NudgeDesk desk = { zone, 0 };

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *damaged = g_memdup2 (text, length);
      g_autofree char *problems = NULL;
      g_autoptr(NudgeIcsResult) result = NULL;

      damaged[i] = (char) (damaged[i] ^ (1 << i % 8));
      result = ics_parse_bytes (damaged, (gssize) length, NUDGE_ICS_ALARMS_AUTO);
      problems = ics_problem_list (result);
      g_assert_cmpuint (result->rules->len, <=, 4);
      for (guint j = 0; j < result->rules->len; j++)
        {
          g_autoptr(NudgeOccurrence) due = nudge_rule_next_after (g_ptr_array_index (result->rules, j), &desk, 0);

          g_assert_true (due == NULL || due->due > 0);
        }
    }
}

/* A parameter and its value. */
static void
test_parameters_are_decoded (void)
{
  char text[] = "DTSTART;tzid=\"Europe/Berlin\";X-A=^'q^'^^^n;Y=plain:20260302T090000";
  NudgeIcsLine line = { 0 };
  g_autofree char *tzid = NULL;
  g_autofree char *escaped = NULL;

  g_assert_true (nudge_ics_line_split (text, &line));
  tzid = nudge_ics_line_dup_param (&line, "TZID");
  escaped = nudge_ics_line_dup_param (&line, "X-A");
  g_assert_cmpstr (tzid, ==, "Europe/Berlin");
  g_assert_cmpstr (escaped, ==, "\"q\"^\n");
  g_assert_true (nudge_ics_line_param_is (&line, "y", "PLAIN"));
  g_assert_false (nudge_ics_line_param_is (&line, "PLAIN", "y"));
  g_assert_null (nudge_ics_line_dup_param (&line, "Z"));
}

static void
test_every_name_is_found (void)
{
  const char *const *names = nudge_ics_name_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *lower = g_ascii_strdown (names[i], -1);

      g_assert_cmpint (nudge_ics_name_from_text (names[i], strlen (names[i])), ==, i);
      g_assert_cmpint (nudge_ics_name_from_text (lower, strlen (lower)), ==, i);
      g_assert_false (nudge_ics_name_is_passed_over (names[i], strlen (names[i])));
    }
  g_assert_cmpint (nudge_ics_name_from_text ("DTSTARTS", 8), ==, NUDGE_ICS_OTHER);
  g_assert_cmpint (nudge_ics_name_from_text ("DTSTAR", 6), ==, NUDGE_ICS_OTHER);
  g_assert_true (nudge_ics_name_is_passed_over ("dtstamp", 7));
  g_assert_true (nudge_ics_name_is_passed_over ("ATTACH", 6));
  g_assert_true (nudge_ics_name_is_passed_over ("XML", 3));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ics-scanner/", rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/ics-scanner/every-prefix-is-known-to-be-cut", test_every_prefix_is_known_to_be_cut);
  g_test_add_func ("/ics-scanner/damage-is-survived", test_damage_is_survived);
  g_test_add_func ("/ics-scanner/parameters-are-decoded", test_parameters_are_decoded);
  g_test_add_func ("/ics-scanner/every-name-is-found", test_every_name_is_found);
  return g_test_run ();
}
