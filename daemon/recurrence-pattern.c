/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pattern: a rule with all that its start adds, and which days and times of day it then has. */
#include "recurrence-pattern.h"

#define BIT(number) (G_GUINT64_CONSTANT (1) << (number))

NudgeDay
nudge_day_init (gint64 number)
{
  NudgeDay day = { .number = number };
  gint64 new_year;

  nudge_civil_from_days (number, &day.year, &day.month, &day.day);
  new_year = nudge_days_from_civil (day.year, 1, 1);
  day.weekday = nudge_weekday (number);
  day.month_length = nudge_days_in_month (day.year, day.month);
  day.year_day = (gint) (number - new_year) + 1;
  day.year_length = nudge_days_in_month (day.year, 2) == 29 ? 366 : 365;
  return day;
}

void
nudge_day_step (NudgeDay *day)
{
  if (day->day == day->month_length)
    {
      *day = nudge_day_init (day->number + 1);
      return;
    }
  day->number++;
  day->day++;
  day->year_day++;
  day->weekday = day->weekday == 6 ? 0 : day->weekday + 1;
}

/* What a yearly rule leaves open: "the day and the month are those of DTSTART" (RFC 5545, 3.3.10). */
static void
complete_yearly (NudgePattern *pattern, const NudgeDay *start)
{
  NudgeRrule *parts = &pattern->parts;
  gboolean has_month_days = (parts->month_days | parts->month_days_back) != 0;
  gboolean has_weekdays = parts->weekdays != 0 || parts->has_nth;

  if (pattern->has_year_days)
    return;
  if (pattern->has_weeks)
    {
      if (!has_month_days && !has_weekdays)
        parts->weekdays = BIT (start->weekday);
      return;
    }
  if (parts->months == 0 && (has_month_days || !has_weekdays))
    parts->months = BIT (start->month);
  if (!has_month_days && !has_weekdays)
    parts->month_days = BIT (start->day);
}

static void
complete (NudgePattern *pattern, const NudgeDay *start)
{
  NudgeRrule *parts = &pattern->parts;

  switch (parts->frequency)
    {
    case NUDGE_FREQUENCY_SECONDLY:
    case NUDGE_FREQUENCY_MINUTELY:
    case NUDGE_FREQUENCY_HOURLY:
    case NUDGE_FREQUENCY_DAILY:
    case NUDGE_N_FREQUENCIES:
      break;
    case NUDGE_FREQUENCY_WEEKLY:
      if (parts->weekdays == 0)
        parts->weekdays = BIT (start->weekday);
      break;
    case NUDGE_FREQUENCY_MONTHLY:
      if ((parts->month_days | parts->month_days_back | parts->weekdays) == 0 && !parts->has_nth)
        parts->month_days = BIT (start->day);
      break;
    case NUDGE_FREQUENCY_YEARLY:
      complete_yearly (pattern, start);
      break;
    }
}

void
nudge_pattern_init (NudgePattern *pattern, const NudgeRrule *rule, gint64 start, gboolean is_date)
{
  NudgeDay start_day = nudge_day_init (nudge_floor_div (start, NUDGE_DAY_SECONDS));

  pattern->parts = *rule;
  pattern->start = start;
  pattern->is_date = is_date;
  pattern->nth_in_year = rule->frequency == NUDGE_FREQUENCY_YEARLY && rule->months == 0;
  pattern->has_weeks = (rule->weeks | rule->weeks_back) != 0;
  pattern->has_year_days = !nudge_rrule_is_empty (rule->year_days) || !nudge_rrule_is_empty (rule->year_days_back);
  pattern->has_positions = !nudge_rrule_is_empty (rule->positions) || !nudge_rrule_is_empty (rule->positions_back);
  complete (pattern, &start_day);
  pattern->has_day_parts = pattern->parts.months != 0 || pattern->parts.weekdays != 0 || pattern->parts.has_nth
                           || (pattern->parts.month_days | pattern->parts.month_days_back) != 0 || pattern->has_weeks
                           || pattern->has_year_days;
}

static gboolean
has_nth_weekday (const NudgePattern *pattern, const NudgeDay *day)
{
  gint position = pattern->nth_in_year ? day->year_day : day->day;
  gint length = pattern->nth_in_year ? day->year_length : day->month_length;
  gint nth = (position - 1) / 7 + 1;
  gint nth_back = (length - position) / 7 + 1;

  return (pattern->parts.nth[day->weekday] & BIT (nth)) != 0
         || (pattern->parts.nth_back[day->weekday] & BIT (nth_back)) != 0;
}

/* the first day of week 1 of @year: the week with at least four days in it (RFC 5545, BYWEEKNO) */
static gint64
first_week (gint64 year, gint week_start)
{
  gint64 fourth = nudge_days_from_civil (year, 1, 4);

  return fourth - (nudge_weekday (fourth) - week_start + 7) % 7;
}

static gboolean
has_week (const NudgePattern *pattern, const NudgeDay *day)
{
  gint week_start = pattern->parts.week_start;
  gint64 year = day->year;
  gint64 first = first_week (year, week_start);
  gint64 next;
  gint week;
  gint week_back;

  if (day->number < first)
    first = first_week (--year, week_start);
  next = first_week (year + 1, week_start);
  if (day->number >= next)
    {
      first = next;
      next = first_week (year + 2, week_start);
    }
  week = (gint) (day->number - first) / 7 + 1;
  week_back = (gint) (next - 1 - day->number) / 7 + 1;
  return (pattern->parts.weeks & BIT (week)) != 0 || (pattern->parts.weeks_back & BIT (week_back)) != 0;
}

gboolean
nudge_pattern_has_day (const NudgePattern *pattern, const NudgeDay *day)
{
  const NudgeRrule *parts = &pattern->parts;

  if (parts->months != 0 && (parts->months & BIT (day->month)) == 0)
    return FALSE;
  if ((parts->month_days | parts->month_days_back) != 0 && (parts->month_days & BIT (day->day)) == 0
      && (parts->month_days_back & BIT (day->month_length - day->day + 1)) == 0)
    return FALSE;
  if ((parts->weekdays != 0 || parts->has_nth) && (parts->weekdays & BIT (day->weekday)) == 0
      && !(parts->has_nth && has_nth_weekday (pattern, day)))
    return FALSE;
  if (pattern->has_year_days && !nudge_rrule_bit (parts->year_days, day->year_day)
      && !nudge_rrule_bit (parts->year_days_back, day->year_length - day->year_day + 1))
    return FALSE;
  return !pattern->has_weeks || has_week (pattern, day);
}

/* moves @day on to the first day from itself to @limit that the pattern has; whole months are passed over */
static gboolean
seek_day (const NudgePattern *pattern, NudgeDay *day, gint64 limit)
{
  while (day->number <= limit)
    {
      if (pattern->parts.months != 0 && (pattern->parts.months & BIT (day->month)) == 0)
        *day = nudge_day_init (day->number + day->month_length - day->day + 1);
      else if (nudge_pattern_has_day (pattern, day))
        return TRUE;
      else
        nudge_day_step (day);
    }
  return FALSE;
}

gint64
nudge_pattern_find_day (const NudgePattern *pattern, gint64 from, gint64 limit)
{
  NudgeDay day;

  if (from > limit)
    return limit + 1;
  if (!pattern->has_day_parts)
    return from;
  day = nudge_day_init (from);
  return seek_day (pattern, &day, limit) ? day.number : limit + 1;
}

gint
nudge_pattern_collect_days (const NudgePattern *pattern, gint64 from, gint64 limit, gint64 *days)
{
  gint n_days = 0;

  if (!pattern->has_day_parts)
    {
      while (from + n_days <= limit)
        {
          days[n_days] = from + n_days;
          n_days++;
        }
      return n_days;
    }
  for (NudgeDay day = nudge_day_init (from); seek_day (pattern, &day, limit); nudge_day_step (&day))
    days[n_days++] = day.number;
  return n_days;
}

gint
nudge_pattern_choose (const NudgePattern *pattern, gint64 n_all, gint64 *chosen)
{
  const NudgeRrule *parts = &pattern->parts;
  gint64 reach = MIN (n_all, 366);
  gint64 back = reach; /* the positions -366 to -1 in order */
  gint n_chosen = 0;

  for (gint64 position = 1; position <= reach || back > 0;)
    {
      gint64 from_start = position <= reach ? position - 1 : G_MAXINT64;
      gint64 from_end = back > 0 ? n_all - back : G_MAXINT64;
      gboolean is_chosen = (from_start <= from_end && nudge_rrule_bit (parts->positions, (gint) position))
                           || (from_end <= from_start && nudge_rrule_bit (parts->positions_back, (gint) back));

      if (is_chosen)
        chosen[n_chosen++] = MIN (from_start, from_end);
      position += from_start <= from_end ? 1 : 0;
      back -= from_end <= from_start ? 1 : 0;
    }
  return n_chosen;
}

NudgeTimes
nudge_pattern_times (const NudgePattern *pattern)
{
  const NudgeRrule *parts = &pattern->parts;
  gint64 start = nudge_floor_mod (pattern->start, NUDGE_DAY_SECONDS);
  NudgeTimes times = { BIT (start / 3600), BIT (start / 60 % 60), BIT (start % 60) };

  if (pattern->is_date)
    return times;
  if (parts->hours != 0)
    times.hours = parts->hours;
  if (parts->minutes != 0)
    times.minutes = parts->minutes;
  if (parts->seconds != 0)
    times.seconds = parts->seconds;
  return times;
}

static gint64
count_bits (guint64 bits)
{
  return __builtin_popcountll (bits);
}

static gint64
nth_bit (guint64 bits, gint64 index)
{
  for (; index > 0; index--)
    bits &= bits - 1;
  return __builtin_ctzll (bits);
}

gint64
nudge_times_count (const NudgeTimes *times)
{
  return count_bits (times->hours) * count_bits (times->minutes) * count_bits (times->seconds);
}

gint64
nudge_times_at (const NudgeTimes *times, gint64 index)
{
  gint64 n_seconds = count_bits (times->seconds);
  gint64 n_minutes = count_bits (times->minutes);

  return nth_bit (times->hours, index / n_seconds / n_minutes) * 3600
         + nth_bit (times->minutes, index / n_seconds % n_minutes) * 60
         + nth_bit (times->seconds, index % n_seconds);
}
