/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods: instances of rules from DAILY to YEARLY on the wall clock, period by period, found by division. */
#include "recurrence-periods.h"

#define DAYS_MAX 366

/* One period with the days it has; its instances are all times of all days, or those that BYSETPOS chooses. */
typedef struct {
  NudgeTimes times;
  gint64 n_times;
  gint n_days;
  gint64 days[DAYS_MAX];
  gboolean has_positions;
  gint64 n_all;
  gint64 n_instances;
  gint64 chosen[NUDGE_POSITIONS_MAX];
} Period;

/* the number of the period that has @day, counted so that the next one is one more */
static gint64
find_index (const NudgePattern *pattern, gint64 day)
{
  gint64 year;
  gint month;

  switch (pattern->parts.frequency)
    {
    case NUDGE_FREQUENCY_WEEKLY:
      return nudge_floor_div (day + 3 - pattern->parts.week_start, 7);
    case NUDGE_FREQUENCY_MONTHLY:
      nudge_civil_from_days (day, &year, &month, NULL);
      return year * 12 + month - 1;
    case NUDGE_FREQUENCY_YEARLY:
      nudge_civil_from_days (day, &year, NULL, NULL);
      return year;
    case NUDGE_FREQUENCY_SECONDLY:
    case NUDGE_FREQUENCY_MINUTELY:
    case NUDGE_FREQUENCY_HOURLY:
    case NUDGE_FREQUENCY_DAILY:
    case NUDGE_N_FREQUENCIES:
      break;
    }
  return day;
}

static gint64
first_day (const NudgePattern *pattern, gint64 index)
{
  switch (pattern->parts.frequency)
    {
    case NUDGE_FREQUENCY_WEEKLY:
      return index * 7 - 3 + pattern->parts.week_start;
    case NUDGE_FREQUENCY_MONTHLY:
      return nudge_days_from_civil (nudge_floor_div (index, 12), (gint) nudge_floor_mod (index, 12) + 1, 1);
    case NUDGE_FREQUENCY_YEARLY:
      return nudge_days_from_civil (index, 1, 1);
    case NUDGE_FREQUENCY_SECONDLY:
    case NUDGE_FREQUENCY_MINUTELY:
    case NUDGE_FREQUENCY_HOURLY:
    case NUDGE_FREQUENCY_DAILY:
    case NUDGE_N_FREQUENCIES:
      break;
    }
  return index;
}

static void
period_init (Period *period, const NudgePattern *pattern)
{
  period->times = nudge_pattern_times (pattern);
  period->n_times = nudge_times_count (&period->times);
  period->has_positions = pattern->has_positions;
  period->n_all = -1;
}

static void
period_fill (Period *period, const NudgePattern *pattern, gint64 index)
{
  gint64 n_all;

  period->n_days = nudge_pattern_collect_days (pattern, first_day (pattern, index), first_day (pattern, index + 1) - 1,
                                               period->days);
  n_all = period->n_days * period->n_times;
  if (n_all == period->n_all)
    return; /* as many as in the period before: the same ones are chosen */
  period->n_all = n_all;
  period->n_instances = period->has_positions ? nudge_pattern_choose (pattern, n_all, period->chosen) : n_all;
}

static gint64
period_at (const Period *period, gint64 instance)
{
  gint64 index = period->has_positions ? period->chosen[instance] : instance;

  return period->days[index / period->n_times] * NUDGE_DAY_SECONDS
         + nudge_times_at (&period->times, index % period->n_times);
}

/* how many of its instances are not later than @after */
static gint64
period_count_until (const Period *period, gint64 after)
{
  gint64 low = 0;
  gint64 high = period->n_instances;

  while (low < high)
    {
      gint64 middle = (low + high) / 2;

      if (period_at (period, middle) <= after)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gint64
end_of_time (void)
{
  return nudge_days_from_civil (NUDGE_YEAR_MAX + 1, 1, 1) * NUDGE_DAY_SECONDS - 1;
}

/* The next period to look at. Days whose month is out of the question are not visited one by one. */
static gint64
next_index (const NudgePattern *pattern, gint64 index, gint64 base, gint64 last_day)
{
  gint64 at_least = index + 1;

  if (pattern->parts.frequency == NUDGE_FREQUENCY_DAILY && pattern->parts.months != 0)
    at_least = nudge_pattern_find_day (pattern, index + 1, last_day);
  return nudge_align (at_least, base, pattern->parts.interval);
}

gint64
nudge_periods_next (const NudgePattern *pattern, gint64 after, gint64 limit)
{
  gint64 last = MIN (limit, end_of_time ());
  gint64 last_day = nudge_floor_div (last, NUDGE_DAY_SECONDS);
  gint64 from = MAX (after, pattern->start);
  gint64 base = find_index (pattern, nudge_floor_div (pattern->start, NUDGE_DAY_SECONDS));
  gint64 index = nudge_align (find_index (pattern, nudge_floor_div (from, NUDGE_DAY_SECONDS)), base,
                              pattern->parts.interval);
  Period period;

  period_init (&period, pattern);
  for (; from < last && first_day (pattern, index) <= last_day; index = next_index (pattern, index, base, last_day))
    {
      gint64 n_past;

      period_fill (&period, pattern, index);
      n_past = period_count_until (&period, from);
      if (n_past < period.n_instances)
        {
          gint64 found = period_at (&period, n_past);

          return found <= last ? found : NUDGE_NEVER;
        }
    }
  return NUDGE_NEVER;
}

gint64
nudge_periods_nth (const NudgePattern *pattern, gint64 n)
{
  gint64 last = end_of_time ();
  gint64 last_day = nudge_floor_div (last, NUDGE_DAY_SECONDS);
  gint64 base = find_index (pattern, nudge_floor_div (pattern->start, NUDGE_DAY_SECONDS));
  gint64 left = n;
  Period period;

  period_init (&period, pattern);
  for (gint64 index = base; first_day (pattern, index) <= last_day;
       index = next_index (pattern, index, base, last_day))
    {
      gint64 n_past;

      period_fill (&period, pattern, index);
      n_past = index == base ? period_count_until (&period, pattern->start) : 0;
      if (left <= period.n_instances - n_past)
        return period_at (&period, n_past + left - 1);
      left -= period.n_instances - n_past;
    }
  return NUDGE_NEVER;
}
