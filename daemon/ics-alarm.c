/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alarm: what a VALARM says of when (RFC 5545, 3.6.6; RFC 9074), and whether it is one for us at all. */
#include "ics-alarm.h"

#include "rule-lead.h"

#include <string.h>

/* Apple writes this instant where an alarm is to have no time. */
#define APPLE_NO_TIME "19760401T005545Z"

static const char *const actions[] = { "AUDIO", "DISPLAY", "EMAIL", "NONE", "PROCEDURE", NULL };

static gboolean
report_left_out (NudgeIcsReader *reader, guint line, const char *why)
{
  nudge_ics_report_add (reader->report, line, NUDGE_SEVERITY_WARNING, "this alarm is left out: %s", why);
  return FALSE;
}

static gboolean
report_unknown_action (NudgeIcsReader *reader, const NudgeIcsLine *line, const char *action)
{
  g_autofree char *quote = nudge_ics_quote (action);
  const char *nearest = nudge_ics_report_nearest (reader->report, action, actions);

  nudge_ics_report_add (reader->report, line->line, NUDGE_SEVERITY_WARNING,
                        "this alarm is left out: its ACTION “%s” is unknown; %s would be right", quote,
                        nearest != NULL ? nearest : "DISPLAY");
  return FALSE;
}

/* Whether the action is one that shows or sounds. Nothing is ever run or sent for a file. */
static gboolean
accept_action (NudgeIcsReader *reader, const NudgeIcsPart *part)
{
  const NudgeIcsLine *line = nudge_ics_part_find (part, NUDGE_ICS_ACTION);
  g_autofree char *action = line == NULL ? NULL : g_strstrip (g_strdup (line->value));

  if (action == NULL || g_ascii_strcasecmp (action, "DISPLAY") == 0 || g_ascii_strcasecmp (action, "AUDIO") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (action, "NONE") == 0)
    return FALSE;
  if (g_ascii_strcasecmp (action, "EMAIL") == 0)
    return report_left_out (reader, line->line,
                            "its ACTION is EMAIL, and no mail is ever sent; DISPLAY would be shown");
  if (g_ascii_strcasecmp (action, "PROCEDURE") == 0)
    return report_left_out (reader, line->line,
                            "its ACTION is PROCEDURE, and no program is ever run for a file; DISPLAY would be shown");
  return report_unknown_action (reader, line, action);
}

/* An alarm by place has a TRIGGER that means nothing (RFC 9074, 8.1). */
static gboolean
is_by_place (const NudgeIcsPart *part)
{
  return nudge_ics_part_find (part, NUDGE_ICS_PROXIMITY) != NULL
         || nudge_ics_part_find (part, NUDGE_ICS_X_APPLE_PROXIMITY) != NULL;
}

static gboolean
read_trigger (NudgeIcsReader *reader, const NudgeIcsLine *line, NudgeIcsAlarm *alarm)
{
  /* The value itself says which it is, also where VALUE is wrong or missing. */
  if (g_ascii_isdigit (*line->value))
    {
      alarm->is_absolute = TRUE;
      return nudge_ics_time_from_line (reader, line, &alarm->at);
    }
  alarm->from_end = nudge_ics_line_param_is (line, "RELATED", "END");
  return nudge_ics_span_from_line (reader, line, &alarm->trigger);
}

static void
read_repeat (NudgeIcsReader *reader, const NudgeIcsPart *part, NudgeIcsAlarm *alarm)
{
  const NudgeIcsLine *repeat = nudge_ics_part_find (part, NUDGE_ICS_REPEAT);
  const NudgeIcsLine *every = nudge_ics_part_find (part, NUDGE_ICS_DURATION);
  guint64 n = 0;

  if (repeat == NULL)
    return;
  if (!g_ascii_string_to_unsigned (repeat->value, 10, 0, G_MAXINT, &n, NULL))
    nudge_ics_report_add (reader->report, repeat->line, NUDGE_SEVERITY_WARNING,
                          "REPEAT is ignored: it is no number; REPEAT:3 would be right");
  else if (n > 0 && every == NULL)
    nudge_ics_report_add (reader->report, repeat->line, NUDGE_SEVERITY_WARNING,
                          "REPEAT is ignored: it needs a DURATION such as DURATION:PT5M");
  else if (n > 0 && nudge_ics_span_from_line (reader, every, &alarm->every)
           && alarm->every.nominal + alarm->every.exact > 0)
    alarm->n_repeats = (guint) MIN (n, NUDGE_ICS_MAX_REPEAT);
  if (alarm->n_repeats > 0 && n > NUDGE_ICS_MAX_REPEAT)
    nudge_ics_report_add (reader->report, repeat->line, NUDGE_SEVERITY_WARNING,
                          "REPEAT is read as %d: an alarm is repeated no more often", NUDGE_ICS_MAX_REPEAT);
}

static void
read_state (NudgeIcsReader *reader, const NudgeIcsPart *part, NudgeIcsAlarm *alarm)
{
  for (guint i = 0; i < part->lines->len; i++)
    {
      const NudgeIcsLine *line = &g_array_index (part->lines, NudgeIcsLine, i);

      if (line->name == NUDGE_ICS_RELATED_TO && nudge_ics_line_param_is (line, "RELTYPE", "SNOOZE"))
        alarm->is_snooze = TRUE;
      else if (line->name == NUDGE_ICS_ACKNOWLEDGED)
        nudge_ics_instant_from_line (reader, line, &alarm->acknowledged);
    }
}

gboolean
nudge_ics_alarm_read (NudgeIcsReader *reader, const NudgeIcsPart *part, NudgeIcsAlarm *alarm)
{
  const NudgeIcsLine *trigger = nudge_ics_part_find (part, NUDGE_ICS_TRIGGER);
  NudgeIcsAlarm read = { .acknowledged = NUDGE_NOT_ACKNOWLEDGED };

  if (!accept_action (reader, part))
    return FALSE;
  if (is_by_place (part))
    return report_left_out (reader, part->line, "it is for a place, and places are not known here");
  if (trigger == NULL)
    return report_left_out (reader, part->line, "it has no TRIGGER; TRIGGER:-PT15M is 15 minutes before the start");
  if (g_str_equal (trigger->value, APPLE_NO_TIME) || !read_trigger (reader, trigger, &read))
    return FALSE;
  read_repeat (reader, part, &read);
  read_state (reader, part, &read);
  *alarm = read;
  return TRUE;
}
