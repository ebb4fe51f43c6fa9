/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence set: start, rules, extra dates and exceptions as they were given, before any desk is known. */
#include "recurrence-set.h"

static NudgeWallTime
copy_wall_time (const NudgeWallTime *wall)
{
  NudgeWallTime copy = *wall;

  if (copy.zone != NULL)
    nudge_zone_ref (copy.zone);
  return copy;
}

static void
wall_time_clear (NudgeWallTime *wall)
{
  g_clear_pointer (&wall->zone, nudge_zone_unref);
}

static GArray *
new_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, (guint) size);

  g_array_set_clear_func (array, clear);
  return array;
}

void
nudge_recurrence_set_init (NudgeRecurrenceSet *set, const NudgeWallTime *start)
{
  set->start = copy_wall_time (start);
  set->rules = new_array (sizeof (NudgeRecurrenceRule), (GDestroyNotify) nudge_recurrence_rule_clear);
  set->rdates = new_array (sizeof (NudgeWallTime), (GDestroyNotify) wall_time_clear);
  set->exdates = new_array (sizeof (NudgeWallTime), (GDestroyNotify) wall_time_clear);
}

void
nudge_recurrence_set_add_dates (GArray *list, const NudgeWallTime *dates, gsize n_dates)
{
  for (gsize i = 0; i < n_dates; i++)
    {
      NudgeWallTime copy = copy_wall_time (&dates[i]);

      g_array_append_val (list, copy);
    }
}

void
nudge_recurrence_set_add_rule (NudgeRecurrenceSet *set, const NudgeRrule *parts)
{
  NudgeRecurrenceRule rule;

  nudge_recurrence_rule_init (&rule, parts, set->start.local, set->start.is_date);
  g_array_append_val (set->rules, rule);
}

NudgeZone *
nudge_recurrence_set_get_zone (const NudgeRecurrenceSet *set, NudgeZone *desk)
{
  return set->start.zone != NULL && !set->start.is_date ? set->start.zone : desk;
}

void
nudge_recurrence_set_clear (NudgeRecurrenceSet *set)
{
  wall_time_clear (&set->start);
  g_clear_pointer (&set->rules, g_array_unref);
  g_clear_pointer (&set->rdates, g_array_unref);
  g_clear_pointer (&set->exdates, g_array_unref);
}
