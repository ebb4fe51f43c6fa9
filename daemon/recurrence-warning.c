/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence warning: rules that are valid but hardly meant so. */
#include "recurrence-warning.h"

#define SAMPLE 60

static gboolean
has_start (const NudgeRecurrenceRule *rule)
{
  const NudgePattern *pattern = &rule->pattern;
  NudgeDay day = nudge_day_init (nudge_floor_div (pattern->start, NUDGE_DAY_SECONDS));
  gint64 unit = nudge_floor_mod (pattern->start, NUDGE_DAY_SECONDS) / nudge_clock_unit_seconds (pattern);

  return nudge_pattern_has_day (pattern, &day)
         && (pattern->parts.frequency >= NUDGE_FREQUENCY_DAILY || nudge_clock_find_time (pattern, unit) == unit);
}

/* the end, but not counted out where that takes time and a few instances are enough to know */
static gint64
find_near_end (const NudgeRecurrenceRule *rule, NudgeZone *zone)
{
  if (nudge_recurrence_rule_counts_instants (rule) && rule->pattern.parts.count > SAMPLE)
    return NUDGE_NEVER;
  return nudge_recurrence_rule_find_last (rule, zone);
}

static const char *
find_emptiness (const NudgeRecurrenceRule *rule, NudgeZone *zone, gint64 start)
{
  NudgeRecurrenceRule endless = *rule;

  if (nudge_recurrence_rule_next (rule, zone, start, find_near_end (rule, zone)) != NUDGE_NEVER)
    return NULL;
  endless.last_local = NUDGE_NEVER;
  if (nudge_recurrence_rule_next (&endless, zone, start, NUDGE_NEVER) != NUDGE_NEVER)
    return "The rule ends before it repeats: there is nothing but its start";
  if (!has_start (rule))
    return "The rule never matches: there is nothing but its start";
  return "The rule never comes again after its start, up to the year 2200";
}

/* only lists and steps of seconds can come more than once a minute */
static gboolean
can_flood (const NudgeRrule *parts)
{
  return parts->frequency == NUDGE_FREQUENCY_SECONDLY || (parts->seconds & (parts->seconds - 1)) != 0;
}

static gboolean
floods (const NudgeRecurrenceRule *rule, NudgeZone *zone, gint64 start)
{
  gint64 last = find_near_end (rule, zone);
  gint64 before = start;

  if (!can_flood (&rule->pattern.parts))
    return FALSE;
  for (gint i = 0; i < SAMPLE; i++)
    {
      gint64 found = nudge_recurrence_rule_next (rule, zone, before, last);

      if (found == NUDGE_NEVER)
        return FALSE;
      if (found - before < 60 && i > 0)
        return TRUE;
      before = found;
    }
  return FALSE;
}

static const char *
find_oddity (const NudgeRecurrenceRule *rule, NudgeZone *zone, gint64 start)
{
  const char *emptiness = find_emptiness (rule, zone, start);

  if (emptiness != NULL)
    return emptiness;
  if (floods (rule, zone, start))
    return "The rule comes more often than once a minute";
  if (rule->pattern.has_weeks && rule->pattern.parts.interval > 1)
    return "BYWEEKNO with INTERVAL counts calendar years: a week over New Year is in both of them";
  return NULL;
}

char *
nudge_recurrence_find_warning (const NudgeRecurrenceSet *set)
{
  g_autoptr(NudgeZone) utc = nudge_zone_new_utc ();
  NudgeZone *zone = nudge_recurrence_set_get_zone (set, utc);
  gint64 start = nudge_zone_to_utc (zone, set->start.local);

  for (guint i = 0; i < set->rules->len; i++)
    {
      const char *oddity = find_oddity (&g_array_index (set->rules, NudgeRecurrenceRule, i), zone, start);

      if (oddity != NULL)
        return g_strdup (oddity);
    }
  return NULL;
}
