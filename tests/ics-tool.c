/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tools for tests of calendars: from text to rules, and from rules to lists of times that a person can read. */
#include "ics-tool.h"

#include <stdio.h>
#include <string.h>

#define ALL_DAY (9 * G_TIME_SPAN_HOUR)

char *
ics_lines (const char *text)
{
  GString *lines = g_string_sized_new (strlen (text) + 64);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '|')
      g_string_append (lines, CRLF);
    else
      g_string_append_c (lines, *p);
  return g_string_free (lines, FALSE);
}

char *
ics_calendar (const char *body)
{
  g_autofree char *text = ics_lines (body);

  return g_strconcat ("BEGIN:VCALENDAR" CRLF "VERSION:2.0" CRLF "PRODID:-//nudged//tests//EN" CRLF, text,
                      CRLF "END:VCALENDAR" CRLF, NULL);
}

char *
ics_event (const char *lines)
{
  return g_strconcat ("BEGIN:VEVENT|UID:walk|SUMMARY:Walk|", lines, "|END:VEVENT", NULL);
}

NudgeIcsResult *
ics_parse_bytes (const char *data, gssize length, NudgeIcsAlarms alarms)
{
  NudgeIcsContext context = { .file = "test.ics",
                              .source = "",
                              .origin = NUDGE_ORIGIN_OWN,
                              .alarms = alarms,
                              .language = "en" };
  gsize size = length < 0 ? strlen (data) : (gsize) length;
  /* Of exactly that size, so that the sanitizer sees a read beyond the end. */
  g_autofree char *copy = g_memdup2 (data, MAX (size, 1));

  return nudge_ics_parse (copy, size, &context);
}

NudgeIcsResult *
ics_parse_as (const char *body, NudgeIcsAlarms alarms)
{
  g_autofree char *text = ics_calendar (body);

  return ics_parse_bytes (text, -1, alarms);
}

NudgeIcsResult *
ics_parse (const char *body)
{
  return ics_parse_as (body, NUDGE_ICS_ALARMS_AUTO);
}

NudgeRule *
ics_rule (NudgeIcsResult *result)
{
  if (result->rules->len != 1)
    {
      g_autofree char *problems = ics_problem_list (result);

      g_error ("%u rules where one was expected; problems: %s", result->rules->len, problems);
    }
  return g_ptr_array_index (result->rules, 0);
}

NudgeTime
ics_at (const char *text, const char *zone_name)
{
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name (zone_name, NULL);
  NudgeCivil civil = { 0 };
  gint n = sscanf (text, "%d-%d-%d %d:%d:%d", &civil.year, &civil.month, &civil.day, &civil.hour, &civil.minute,
                   &civil.second);

  g_assert_cmpint (n, >=, 5);
  return nudge_zone_to_utc (zone, nudge_civil_to_seconds (&civil)) * G_TIME_SPAN_SECOND;
}

static void
append_occurrence (GString *list, const NudgeOccurrence *occurrence, NudgeZone *zone, gboolean with_title)
{
  NudgeCivil civil = nudge_civil_from_seconds (nudge_zone_to_local (zone, occurrence->due / G_TIME_SPAN_SECOND));

  g_string_append_printf (list, "%s%04d-%02d-%02d %02d:%02d", list->len > 0 ? "; " : "", civil.year, civil.month,
                          civil.day, civil.hour, civil.minute);
  if (civil.second != 0)
    g_string_append_printf (list, ":%02d", civil.second);
  g_string_append_printf (list, " %s",
                          with_title ? occurrence->summary : nudge_due_kind_to_string (occurrence->kind));
}

static char *
list_due (NudgeRule *rule, const char *zone_name, const char *from, guint n, gboolean with_title)
{
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name (zone_name, NULL);
  NudgeDesk desk = { zone, ALL_DAY };
  NudgeTime after = ics_at (from, zone_name) - 1;
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(NudgeOccurrence) occurrence = nudge_rule_next_after (rule, &desk, after);

      if (occurrence == NULL)
        break;
      g_assert_cmpint (occurrence->due, >, after);
      g_assert_true (occurrence->rule == rule);
      after = occurrence->due;
      append_occurrence (list, occurrence, zone, with_title);
    }
  return g_string_free (list, FALSE);
}

char *
ics_due_list (NudgeRule *rule, const char *zone, const char *from, guint n)
{
  return list_due (rule, zone, from, n, FALSE);
}

char *
ics_due_titles (NudgeRule *rule, const char *zone, const char *from, guint n)
{
  return list_due (rule, zone, from, n, TRUE);
}

char *
ics_problem_list (NudgeIcsResult *result)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < result->problems->len; i++)
    {
      const NudgeProblem *problem = g_ptr_array_index (result->problems, i);

      g_assert_true (g_utf8_validate (problem->text, -1, NULL));
      g_string_append_printf (list, "%s%u %s: %s", i > 0 ? "; " : "", problem->line,
                              nudge_severity_to_string (problem->severity), problem->text);
    }
  return g_string_free (list, FALSE);
}

NudgeRule *
ics_find (NudgeIcsResult *result, const char *summary)
{
  for (guint i = 0; i < result->rules->len; i++)
    {
      NudgeRule *rule = g_ptr_array_index (result->rules, i);

      if (g_str_equal (rule->summary, summary))
        return rule;
    }
  g_error ("no rule “%s”", summary);
}
