/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One RRULE in a zone: from the wall clock to instants, with COUNT and UNTIL, over gaps and overlaps. */
#include "recurrence-rule.h"

#include "recurrence-count.h"
#include "recurrence-periods.h"

/* A stretch of time in which the offset from UTC stays the same. */
typedef struct {
  gint64 from; /* seconds since the epoch */
  gint64 to;   /* not in it any more */
  gint offset;
} Stretch;

static gboolean
is_clock_rule (const NudgeRecurrenceRule *rule)
{
  return rule->pattern.parts.frequency < NUDGE_FREQUENCY_DAILY;
}

gboolean
nudge_recurrence_rule_counts_instants (const NudgeRecurrenceRule *rule)
{
  return is_clock_rule (rule) && rule->pattern.parts.count > 0;
}

void
nudge_recurrence_rule_init (NudgeRecurrenceRule *rule, const NudgeRrule *parts, gint64 start, gboolean is_date)
{
  nudge_pattern_init (&rule->pattern, parts, start, is_date);
  rule->phases = is_clock_rule (rule) ? nudge_clock_phases_new (&rule->pattern) : NULL;
  rule->last_local = NUDGE_NEVER;
  if (parts->count == 1)
    rule->last_local = start;
  else if (parts->count > 1 && !is_clock_rule (rule))
    rule->last_local = nudge_periods_nth (&rule->pattern, parts->count - 1); /* the start is the first */
}

void
nudge_recurrence_rule_clear (NudgeRecurrenceRule *rule)
{
  g_clear_pointer (&rule->phases, nudge_clock_phases_free);
}

static gint64
end_of_time (void)
{
  return nudge_days_from_civil (NUDGE_YEAR_MAX + 1, 1, 1) * NUDGE_DAY_SECONDS - 1;
}

static gint64
later (gint64 seconds, gint64 by)
{
  return seconds == NUDGE_NEVER ? NUDGE_NEVER : seconds + by;
}

static Stretch
stretch_at (const NudgeZoneTable *table, gsize n_passed)
{
  Stretch stretch = { G_MININT64 / 2, G_MAXINT64 / 2, nudge_zone_table_get_offset (table, n_passed) };

  if (n_passed > 0)
    stretch.from = table->changes[n_passed - 1].at;
  if (n_passed < table->n_changes)
    stretch.to = table->changes[n_passed].at;
  return stretch;
}

/* Steps of HOURLY, MINUTELY and SECONDLY are elapsed time; within a stretch that is the wall clock, moved. */
static gint64
next_instant (const NudgeRecurrenceRule *rule, NudgeZone *zone, gint64 after, gint64 last)
{
  const NudgeZoneTable *table = nudge_zone_get_table (zone);
  gint64 start = nudge_zone_to_utc (zone, rule->pattern.start);
  gint64 from = MAX (after, start);
  gsize n_passed = nudge_zone_table_find (table, from);
  Stretch stretch;

  for (stretch = stretch_at (table, n_passed); stretch.from <= last; stretch = stretch_at (table, ++n_passed))
    {
      NudgeClock clock;
      gint64 found;

      nudge_clock_init (&clock, &rule->pattern, rule->phases, start + stretch.offset);
      found = nudge_clock_next (&clock, MAX (from, stretch.from - 1) + stretch.offset,
                                MIN (last, stretch.to - 1) + stretch.offset);
      if (found != NUDGE_NEVER)
        return found - stretch.offset;
      if (n_passed == table->n_changes)
        break;
    }
  return NUDGE_NEVER;
}

static gint64
count_instants (const NudgeRecurrenceRule *rule, NudgeZone *zone)
{
  const NudgeZoneTable *table = nudge_zone_get_table (zone);
  g_autoptr(NudgeCounter) counter = nudge_counter_new (&rule->pattern, rule->pattern.parts.count - 1);
  gint64 start = nudge_zone_to_utc (zone, rule->pattern.start);

  for (gsize n_passed = nudge_zone_table_find (table, start); n_passed <= table->n_changes; n_passed++)
    {
      Stretch stretch = stretch_at (table, n_passed);
      NudgeClock clock;
      gint64 found;

      nudge_clock_init (&clock, &rule->pattern, rule->phases, start + stretch.offset);
      found = nudge_counter_pass (counter, &clock, MAX (start, stretch.from - 1) + stretch.offset,
                                  MIN (end_of_time (), stretch.to - 1) + stretch.offset);
      if (found != NUDGE_NEVER)
        return found - stretch.offset;
    }
  return NUDGE_NEVER;
}

/* UNTIL as an instant; a DATE beside a timed start lasts to the end of that day */
static gint64
find_until (const NudgePattern *pattern, NudgeZone *zone)
{
  const NudgeRrule *parts = &pattern->parts;
  gint64 midnight = nudge_floor_div (parts->until, NUDGE_DAY_SECONDS) * NUDGE_DAY_SECONDS;

  if (pattern->is_date || parts->until_is_date)
    return nudge_zone_to_utc (zone, midnight + NUDGE_DAY_SECONDS) - 1;
  return parts->until_is_utc ? parts->until : nudge_zone_to_utc (zone, parts->until);
}

gint64
nudge_recurrence_rule_find_last (const NudgeRecurrenceRule *rule, NudgeZone *zone)
{
  if (rule->pattern.parts.has_until)
    return find_until (&rule->pattern, zone);
  if (nudge_recurrence_rule_counts_instants (rule) && rule->pattern.parts.count > 1)
    return count_instants (rule, zone);
  if (rule->pattern.parts.count == 1)
    return nudge_zone_to_utc (zone, rule->pattern.start);
  return NUDGE_NEVER; /* without end, or last_local is the end */
}

/* The first instance on the wall clock after @local, as an instant. Times in a gap are read with the offset before it,
 * so they come after times that follow them on the wall clock. */
static gint64
next_from_wall (const NudgeRecurrenceRule *rule, NudgeZone *zone, gint64 *local, gint64 limit)
{
  const NudgeZoneTable *table = nudge_zone_get_table (zone);
  gint64 found = nudge_periods_next (&rule->pattern, *local, limit);
  gint64 utc;
  gint64 behind;
  gsize n_passed;

  *local = found;
  if (found == NUDGE_NEVER)
    return NUDGE_NEVER;
  utc = nudge_zone_to_utc (zone, found);
  n_passed = nudge_zone_table_find_wall (table, found);
  if (nudge_zone_to_local (zone, utc) == found || n_passed == table->n_changes)
    return utc;
  behind = nudge_periods_next (&rule->pattern, table->changes[n_passed].wall - 1, limit);
  return behind != NUDGE_NEVER ? MIN (utc, nudge_zone_to_utc (zone, behind)) : utc;
}

/* The same where @after lies behind a change: in the hour after a gap its times are still to come, in the second hour
 * of an overlap none is. */
static gint64
next_by_wall (const NudgeRecurrenceRule *rule, NudgeZone *zone, gint64 after, gint64 limit)
{
  const NudgeZoneTable *table = nudge_zone_get_table (zone);
  gsize n_passed = nudge_zone_table_find (table, after);
  gint offset = nudge_zone_table_get_offset (table, n_passed);
  gint64 local = after + offset;
  gint64 in_gap = NUDGE_NEVER;
  gint64 found;

  if (n_passed > 0)
    {
      gint64 wall = table->changes[n_passed - 1].wall;
      gint before = nudge_zone_table_get_offset (table, n_passed - 1);

      if (before < offset && after + before < wall - 1)
        in_gap = later (nudge_periods_next (&rule->pattern, after + before, MIN (limit, wall - 1)), -before);
      local = MAX (local, before > offset ? wall - 1 : local);
    }
  do
    found = next_from_wall (rule, zone, &local, limit);
  while (found <= after);
  return MIN (found, in_gap);
}

gint64
nudge_recurrence_rule_next (const NudgeRecurrenceRule *rule, NudgeZone *zone, gint64 after, gint64 last)
{
  gint64 end = MIN (last, end_of_time ());
  gint64 limit = MIN (rule->last_local, nudge_zone_to_local (zone, end) + NUDGE_DAY_SECONDS);
  gint64 found;

  if (after >= end)
    return NUDGE_NEVER;
  if (is_clock_rule (rule))
    return next_instant (rule, zone, after, end);
  found = next_by_wall (rule, zone, after, limit);
  return found <= end ? found : NUDGE_NEVER;
}
