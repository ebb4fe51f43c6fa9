/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Count: where COUNT ends a rule from SECONDLY to HOURLY, counted by days and hours instead of one by one. */
#include "recurrence-count.h"

#define UNKNOWN (-1)

/* How many units of a day or an hour count depends on its phase alone: the rest of its first unit by the step.
 * Each phase is counted once, so all phases together cost no more than one look at each unit of a day. */
struct _NudgeCounter {
  const NudgePattern *pattern;
  gint64 left;
  gint64 step;
  gint64 day_units;
  gint64 hour_units;
  gint32 *days;  /* by phase, while the step is shorter than a day */
  gint32 *hours; /* by phase, while the step is shorter than an hour */
};

static gint32 *
new_unknowns (gint64 n)
{
  gint32 *counts = g_new (gint32, (gsize) n);

  for (gint64 i = 0; i < n; i++)
    counts[i] = UNKNOWN;
  return counts;
}

NudgeCounter *
nudge_counter_new (const NudgePattern *pattern, gint64 left)
{
  NudgeCounter *counter = g_new0 (NudgeCounter, 1);

  counter->pattern = pattern;
  counter->left = left;
  counter->step = pattern->parts.interval;
  counter->day_units = NUDGE_DAY_SECONDS / nudge_clock_unit_seconds (pattern);
  counter->hour_units = counter->day_units / 24;
  if (counter->step < counter->day_units)
    counter->days = new_unknowns (counter->step);
  if (counter->step < counter->hour_units)
    counter->hours = new_unknowns (counter->step);
  return counter;
}

void
nudge_counter_free (NudgeCounter *counter)
{
  g_free (counter->days);
  g_free (counter->hours);
  g_free (counter);
}

/* units after midnight from @first on, each a step after the other, that the parts for times of day have */
static gint32
count_steps (const NudgeCounter *counter, gint64 first, gint64 end)
{
  gint32 n = 0;

  for (gint64 unit = first; unit < end; unit += counter->step)
    n += nudge_clock_find_time (counter->pattern, unit) == unit ? 1 : 0;
  return n;
}

static gint64
first_step (const NudgeCounter *counter, gint64 phase)
{
  return (counter->step - phase) % counter->step;
}

/* an hour that BYHOUR has, so @hour is any such hour */
static gint32
count_hour (NudgeCounter *counter, gint64 phase, gint64 hour)
{
  gint64 midnight = hour * counter->hour_units;
  gint64 first = midnight + first_step (counter, phase);

  if (counter->hours == NULL)
    return count_steps (counter, first, midnight + counter->hour_units);
  if (counter->hours[phase] == UNKNOWN)
    counter->hours[phase] = count_steps (counter, first, midnight + counter->hour_units);
  return counter->hours[phase];
}

static gboolean
has_hour (const NudgeCounter *counter, gint64 hour)
{
  guint64 hours = counter->pattern->parts.hours;

  return hours == 0 || (hours >> hour & 1) != 0;
}

static gint32
count_day (NudgeCounter *counter, gint64 phase)
{
  gint32 n = 0;

  if (counter->days[phase] != UNKNOWN)
    return counter->days[phase];
  if (counter->hours == NULL)
    n = count_steps (counter, first_step (counter, phase), counter->day_units);
  else
    for (gint64 hour = 0; hour < 24; hour++)
      if (has_hour (counter, hour))
        n += count_hour (counter, (phase + hour * counter->hour_units) % counter->step, hour);
  counter->days[phase] = n;
  return n;
}

/* Takes what a stretch of whole days or hours has off what is left; not where the instance looked for is in it. */
static gboolean
take_off (NudgeCounter *counter, gint64 n)
{
  if (n >= counter->left)
    return FALSE;
  counter->left -= n;
  return TRUE;
}

static gboolean
pass_day (NudgeCounter *counter, const NudgeClock *clock, gint64 day)
{
  gint64 phase = nudge_floor_mod (day * counter->day_units - clock->base, counter->step);

  return take_off (counter, count_day (counter, phase) * clock->n_inner);
}

/* Passes days from @day on, as long as they are whole before the unit @end. Returns the day at which it stopped. */
static gint64
pass_days (NudgeCounter *counter, const NudgeClock *clock, gint64 day, gint64 end)
{
  gint64 last = nudge_floor_div (end, counter->day_units) - 1;

  if (counter->days == NULL)
    return day;
  while (day <= last && pass_day (counter, clock, day))
    day = nudge_pattern_find_day (counter->pattern, day + 1, last);
  return day;
}

static gboolean
pass_hour (NudgeCounter *counter, const NudgeClock *clock, gint64 start)
{
  gint64 phase = nudge_floor_mod (start - clock->base, counter->step);
  gint64 hour = nudge_floor_mod (start, counter->day_units) / counter->hour_units;

  return take_off (counter, count_hour (counter, phase, hour) * clock->n_inner);
}

/* @unit is the first that counts from @free on. Returns where to go on, @unit itself where only it can be passed. */
static gint64
pass_whole (NudgeCounter *counter, const NudgeClock *clock, gint64 free, gint64 unit, gint64 end)
{
  gint64 day = nudge_floor_div (unit, counter->day_units);
  gint64 hour = nudge_floor_div (unit, counter->hour_units) * counter->hour_units;
  gint64 stopped = day * counter->day_units >= free ? pass_days (counter, clock, day, end) : day;

  if (stopped > day)
    return stopped * counter->day_units;
  if (hour >= free && hour + counter->hour_units <= end && pass_hour (counter, clock, hour))
    return hour + counter->hour_units;
  return unit;
}

/* one unit that counts: the instance that takes what is left to 0, or NUDGE_NEVER */
static gint64
pass_unit (NudgeCounter *counter, const NudgeClock *clock, gint64 unit, gint64 after, gint64 limit)
{
  for (gint64 i = 0; i < clock->n_inner; i++)
    {
      gint64 at = nudge_clock_at (clock, unit, i);

      if (at > after && at <= limit && --counter->left == 0)
        return at;
    }
  return NUDGE_NEVER;
}

gint64
nudge_counter_pass (NudgeCounter *counter, const NudgeClock *clock, gint64 after, gint64 limit)
{
  gint64 from = MAX (after, clock->start);
  gint64 first = nudge_floor_div (from, clock->unit);
  gint64 last = nudge_floor_div (limit, clock->unit);
  gint64 end = nudge_floor_div (limit + 1, clock->unit); /* units before it are whole */
  gint64 unit = nudge_clock_find_unit (clock, first, last);
  gint64 free = first + 1;

  while (unit != NUDGE_NEVER && clock->n_inner > 0)
    {
      gint64 next = pass_whole (counter, clock, free, unit, end);

      if (next == unit)
        {
          gint64 found = pass_unit (counter, clock, unit, from, limit);

          if (found != NUDGE_NEVER)
            return found;
          next = unit + 1;
        }
      free = next;
      unit = nudge_clock_find_unit (clock, next, last);
    }
  return NUDGE_NEVER;
}
