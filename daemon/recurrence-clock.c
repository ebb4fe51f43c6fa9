/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clock: instances of rules from SECONDLY to HOURLY while the offset from UTC stays the same, found by jumps. */
#include "recurrence-clock.h"

struct _NudgeClockPhases {
  gint64 step;
  guint64 bits[];
};

gint64
nudge_clock_unit_seconds (const NudgePattern *pattern)
{
  switch (pattern->parts.frequency)
    {
    case NUDGE_FREQUENCY_SECONDLY:
      return 1;
    case NUDGE_FREQUENCY_MINUTELY:
      return 60;
    case NUDGE_FREQUENCY_HOURLY:
    case NUDGE_FREQUENCY_DAILY:
    case NUDGE_FREQUENCY_WEEKLY:
    case NUDGE_FREQUENCY_MONTHLY:
    case NUDGE_FREQUENCY_YEARLY:
    case NUDGE_N_FREQUENCIES:
      break;
    }
  return 3600;
}

/* the first number from @number on that is in @set, or -1; an empty set has all */
static gint
next_in_set (guint64 set, gint number)
{
  guint64 rest = set >> number;

  if (set == 0)
    return number;
  return number < 64 && rest != 0 ? number + __builtin_ctzll (rest) : -1;
}

gint64
nudge_clock_find_time (const NudgePattern *pattern, gint64 unit)
{
  const NudgeRrule *parts = &pattern->parts;
  gint64 size = nudge_clock_unit_seconds (pattern);
  gint second = (gint) (unit * size);
  gint hour = next_in_set (parts->hours, second / 3600);
  gint minute;

  if (hour < 0)
    return NUDGE_DAY_SECONDS / size;
  if (hour > second / 3600)
    second = hour * 3600;
  if (size == 3600)
    return second / size;

  minute = next_in_set (parts->minutes, second / 60 % 60);
  if (minute < 0)
    return (hour + 1) * 3600 / size;
  if (minute > second / 60 % 60)
    second = hour * 3600 + minute * 60;
  if (size == 60)
    return second / size;

  second = next_in_set (parts->seconds, second % 60);
  return second >= 0 ? hour * 3600 + minute * 60 + second : hour * 3600 + (minute + 1) * 60;
}

NudgeClockPhases *
nudge_clock_phases_new (const NudgePattern *pattern)
{
  const NudgeRrule *parts = &pattern->parts;
  gint64 day_units = NUDGE_DAY_SECONDS / nudge_clock_unit_seconds (pattern);
  gint64 step = parts->interval;
  gboolean has_times = parts->hours != 0 || (parts->minutes != 0 && parts->frequency < NUDGE_FREQUENCY_HOURLY)
                       || (parts->seconds != 0 && parts->frequency < NUDGE_FREQUENCY_MINUTELY);
  NudgeClockPhases *phases;

  if (step == 1 || step >= day_units || !has_times)
    return NULL;
  phases = g_malloc0 (sizeof *phases + (gsize) (step / 64 + 1) * sizeof phases->bits[0]);
  phases->step = step;
  for (gint64 unit = 0; unit < day_units;)
    {
      gint64 found = nudge_clock_find_time (pattern, unit);

      if (found == unit)
        {
          gint64 phase = (step - unit % step) % step;

          phases->bits[phase / 64] |= G_GUINT64_CONSTANT (1) << (phase % 64);
          unit++;
        }
      else
        unit = found;
    }
  return phases;
}

void
nudge_clock_phases_free (NudgeClockPhases *phases)
{
  g_free (phases);
}

static gboolean
has_phase (const NudgeClock *clock, gint64 day)
{
  gint64 phase;

  if (clock->phases == NULL)
    return TRUE;
  phase = nudge_floor_mod (day * clock->day_units - clock->base, clock->phases->step);
  return (clock->phases->bits[phase / 64] >> (phase % 64) & 1) != 0;
}

/* Minutes and seconds that the rule leaves open are those of the start, as the clock shows them now. */
static NudgeTimes
inner_times (const NudgePattern *pattern, gint64 start)
{
  const NudgeRrule *parts = &pattern->parts;
  gint64 second = nudge_floor_mod (start, NUDGE_DAY_SECONDS);
  NudgeTimes times = { 1, 1, 1 };

  if (parts->frequency == NUDGE_FREQUENCY_HOURLY)
    times.minutes = parts->minutes != 0 ? parts->minutes : G_GUINT64_CONSTANT (1) << (second / 60 % 60);
  if (parts->frequency != NUDGE_FREQUENCY_SECONDLY)
    times.seconds = parts->seconds != 0 ? parts->seconds : G_GUINT64_CONSTANT (1) << (second % 60);
  return times;
}

void
nudge_clock_init (NudgeClock *clock, const NudgePattern *pattern, const NudgeClockPhases *phases, gint64 start)
{
  clock->pattern = pattern;
  clock->phases = phases;
  clock->unit = nudge_clock_unit_seconds (pattern);
  clock->day_units = NUDGE_DAY_SECONDS / clock->unit;
  clock->base = nudge_floor_div (start, clock->unit);
  clock->start = start;
  clock->inner = inner_times (pattern, start);
  clock->n_inner = nudge_times_count (&clock->inner);
  if (pattern->has_positions)
    clock->n_inner = nudge_pattern_choose (pattern, clock->n_inner, clock->chosen);
}

gint64
nudge_clock_at (const NudgeClock *clock, gint64 unit, gint64 index)
{
  gint64 inner = clock->pattern->has_positions ? clock->chosen[index] : index;

  return unit * clock->unit + nudge_times_at (&clock->inner, inner);
}

/* the first day from @day on that the pattern has and on which the step hits a time of day */
static gint64
find_day (const NudgeClock *clock, gint64 day, gint64 limit)
{
  gint64 found = nudge_pattern_find_day (clock->pattern, day, limit);

  while (found <= limit && !has_phase (clock, found))
    found = nudge_pattern_find_day (clock->pattern, found + 1, limit);
  return found;
}

gint64
nudge_clock_find_unit (const NudgeClock *clock, gint64 unit, gint64 limit)
{
  gint64 step = clock->pattern->parts.interval;
  gint64 limit_day = nudge_floor_div (limit, clock->day_units);
  gint64 good_day = G_MININT64;
  gint64 at = nudge_align (unit, clock->base, step);

  while (at <= limit)
    {
      gint64 day = nudge_floor_div (at, clock->day_units);
      gint64 midnight = day * clock->day_units;
      gint64 found;

      if (day != good_day)
        good_day = find_day (clock, day, limit_day);
      if (good_day != day)
        {
          at = nudge_align (good_day * clock->day_units, clock->base, step);
          continue;
        }
      found = midnight + nudge_clock_find_time (clock->pattern, at - midnight);
      if (found == at)
        return at;
      at = nudge_align (found, clock->base, step);
    }
  return NUDGE_NEVER;
}

/* how many instances of the unit are not later than @after */
static gint64
count_until (const NudgeClock *clock, gint64 unit, gint64 after)
{
  gint64 low = 0;
  gint64 high = clock->n_inner;

  while (low < high)
    {
      gint64 middle = (low + high) / 2;

      if (nudge_clock_at (clock, unit, middle) <= after)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gint64
nudge_clock_next (const NudgeClock *clock, gint64 after, gint64 limit)
{
  gint64 from = MAX (after, clock->start);
  gint64 last = nudge_floor_div (limit, clock->unit);
  gint64 unit = nudge_clock_find_unit (clock, nudge_floor_div (from, clock->unit), last);
  gint64 n_past = 0;
  gint64 found;

  if (unit == NUDGE_NEVER || clock->n_inner == 0)
    return NUDGE_NEVER;
  n_past = count_until (clock, unit, from);
  if (n_past == clock->n_inner)
    {
      unit = nudge_clock_find_unit (clock, unit + 1, last);
      n_past = 0;
    }
  if (unit == NUDGE_NEVER)
    return NUDGE_NEVER;
  found = nudge_clock_at (clock, unit, n_past);
  return found <= limit ? found : NUDGE_NEVER;
}
