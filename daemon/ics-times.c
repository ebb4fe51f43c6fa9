/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of a component: DATE and DATE-TIME values with the zone they are in. */
#include "ics-times.h"

#include <string.h>

static NudgeZone *
zone_of (NudgeIcsReader *reader, const NudgeIcsLine *line, NudgeIcsClock clock)
{
  g_autofree char *tzid = NULL;

  if (clock == NUDGE_ICS_CLOCK_UTC)
    return reader->utc;
  if (clock == NUDGE_ICS_CLOCK_DATE || *line->params == '\0')
    return NULL;
  tzid = nudge_ics_line_dup_param (line, "TZID");
  return tzid == NULL || *tzid == '\0' ? NULL : nudge_ics_zones_find (reader->zones, tzid, line->line);
}

static gboolean
read_time (NudgeIcsReader *reader, const NudgeIcsLine *line, const char *value, NudgeWallTime *time)
{
  NudgeCivil civil;
  NudgeIcsClock clock;

  if (!nudge_ics_civil_from_text (value, &civil, &clock))
    {
      g_autofree char *quote = nudge_ics_quote (value);

      nudge_ics_report_add (reader->report, line->line, NUDGE_SEVERITY_ERROR,
                            "%s “%s” is no date or time between %d and %d; expected such as 20260302T090000, "
                            "20260302T080000Z or 20260302",
                            nudge_ics_name_to_text (line->name), quote, NUDGE_YEAR_MIN, NUDGE_YEAR_MAX);
      return FALSE;
    }
  time->local = nudge_civil_to_seconds (&civil);
  time->is_date = clock == NUDGE_ICS_CLOCK_DATE;
  time->zone = zone_of (reader, line, clock);
  return TRUE;
}

gboolean
nudge_ics_time_from_line (NudgeIcsReader *reader, const NudgeIcsLine *line, NudgeWallTime *time)
{
  g_autofree char *value = g_strstrip (g_strdup (line->value));

  return read_time (reader, line, value, time);
}

void
nudge_ics_times_from_line (NudgeIcsReader *reader, const NudgeIcsLine *line, GArray *times)
{
  g_auto(GStrv) values = g_strsplit (line->value, ",", NUDGE_ICS_MAX_DATES + 1);

  for (gsize i = 0; values[i] != NULL; i++)
    {
      char *slash = strchr (values[i], '/');
      NudgeWallTime time;

      if (times->len >= NUDGE_ICS_MAX_DATES)
        {
          nudge_ics_report_add (reader->report, line->line, NUDGE_SEVERITY_WARNING,
                                "%s from here on is ignored: an item can have %d", nudge_ics_name_to_text (line->name),
                                NUDGE_ICS_MAX_DATES);
          return;
        }
      if (slash != NULL)
        *slash = '\0';
      if (read_time (reader, line, g_strstrip (values[i]), &time))
        g_array_append_val (times, time);
    }
}

gboolean
nudge_ics_instant_from_line (NudgeIcsReader *reader, const NudgeIcsLine *line, NudgeTime *time)
{
  NudgeWallTime wall;

  if (!nudge_ics_time_from_line (reader, line, &wall))
    return FALSE;
  *time = nudge_wall_time_to_time (&wall, reader->utc);
  return TRUE;
}

gboolean
nudge_ics_span_from_line (NudgeIcsReader *reader, const NudgeIcsLine *line, NudgeIcsSpan *span)
{
  g_autofree char *value = g_strstrip (g_strdup (line->value));
  g_autofree char *quote = NULL;

  if (nudge_ics_span_from_text (value, span))
    return TRUE;
  quote = nudge_ics_quote (value);
  nudge_ics_report_add (reader->report, line->line, NUDGE_SEVERITY_ERROR,
                        "%s “%s” is no duration of at most %d days; expected such as PT15M, -PT1H or P1D",
                        nudge_ics_name_to_text (line->name), quote, NUDGE_ICS_MAX_SPAN_DAYS);
  return FALSE;
}
