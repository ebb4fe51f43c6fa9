/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone rules: a VTIMEZONE (RFC 5545, 3.6.5) turned into a table of changes, up to the end of the calendar. */
#include "nudge-error.h"
#include "recurrence.h"
#include "zone.h"

#define ONSETS_MAX 1000

static NudgeZone *
refuse (const char *name, const char *what, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (name, -1);

  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE, "VTIMEZONE “%.80s”: %s", shown, what);
  return NULL;
}

static gboolean
check_offsets (const NudgeZoneRule *rule)
{
  return ABS (rule->offset_from) <= NUDGE_ZONE_OFFSET_MAX && ABS (rule->offset_to) <= NUDGE_ZONE_OFFSET_MAX;
}

/* Some programs write 1601 for "always"; what matters begins in our calendar. */
static gint64
move_into_calendar (gint64 onset)
{
  NudgeCivil civil = nudge_civil_from_seconds (onset);

  if (civil.year >= NUDGE_YEAR_MIN)
    return onset;
  civil.year = NUDGE_YEAR_MIN;
  civil.day = MIN (civil.day, nudge_days_in_month (civil.year, civil.month));
  return nudge_civil_to_seconds (&civil);
}

static NudgeRecurrence *
new_recurrence (const NudgeZoneRule *rule, NudgeZone *before, GError **error)
{
  g_autofree NudgeWallTime *rdates = g_new0 (NudgeWallTime, rule->n_rdates);
  const char *rrules[] = { rule->rrule, NULL };
  NudgeRecurrenceParts parts = { .start = { move_into_calendar (rule->onset), before, FALSE }, .rrules = rrules,
                                 .rdates = rdates, .n_rdates = rule->n_rdates };

  for (gsize i = 0; i < rule->n_rdates; i++)
    {
      rdates[i].local = rule->rdates[i];
      rdates[i].zone = before;
    }
  return nudge_recurrence_new (&parts, error);
}

/* onsets are read on the clock that goes before them, so a zone of that one offset evaluates the rule */
static gboolean
append_onsets (const char *name, const NudgeZoneRule *rule, GArray *changes, GError **error)
{
  g_autoptr(NudgeZone) before = nudge_zone_new_from_table (nudge_zone_table_new (name, rule->offset_from, NULL));
  g_autoptr(NudgeRecurrence) recurrence = new_recurrence (rule, before, error);
  NudgeTime after = G_MININT64;
  NudgeInstance instance;

  if (recurrence == NULL)
    return FALSE;
  for (gsize n = 0; nudge_recurrence_next (recurrence, before, after, &instance); n++)
    {
      NudgeZoneChange change = { instance.time / G_TIME_SPAN_SECOND, 0, rule->offset_to };

      if (n == ONSETS_MAX)
        {
          refuse (name, "its rules change the clock more often than real zones do; FREQ=YEARLY is usual", error);
          return FALSE;
        }
      g_array_append_val (changes, change);
      after = instance.time;
    }
  return TRUE;
}

static gint
find_first_offset (const NudgeZoneRule *rules, gsize n_rules)
{
  const NudgeZoneRule *first = &rules[0];

  for (gsize i = 1; i < n_rules; i++)
    if (rules[i].onset - rules[i].offset_from < first->onset - first->offset_from)
      first = &rules[i];
  return first->offset_from;
}

NudgeZone *
nudge_zone_new_from_rules (const char *name, const NudgeZoneRule *rules, gsize n_rules, GError **error)
{
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (NudgeZoneChange));

  if (n_rules == 0)
    return refuse (name, "it has neither STANDARD nor DAYLIGHT", error);
  for (gsize i = 0; i < n_rules; i++)
    {
      if (!check_offsets (&rules[i]))
        return refuse (name, "an offset is larger than a day; offsets look like +0100", error);
      if (!append_onsets (name, &rules[i], changes, error))
        return NULL;
    }
  return nudge_zone_new_from_table (nudge_zone_table_new (name, find_first_offset (rules, n_rules), changes));
}
