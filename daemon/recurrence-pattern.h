/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pattern: a rule with all that its start adds, and which days and times of day it then has. */
#pragma once

#include "civil-time.h"
#include "rrule-parts.h"

#include <glib.h>

G_BEGIN_DECLS

#define NUDGE_DAY_SECONDS 86400

/** NUDGE_POSITIONS_MAX: so many BYSETPOS numbers there are, from 1 and from -1 to 366. */
#define NUDGE_POSITIONS_MAX 732

/** NudgeDay: a day number and what rules ask of it. @year_day counts from 1. */
typedef struct {
  gint64 number;
  gint64 year;
  gint month;
  gint day;
  gint weekday;
  gint month_length;
  gint year_day;
  gint year_length;
} NudgeDay;

/** NudgeTimes: the times of day that are products of three sets, bit n for n. None is empty. */
typedef struct {
  guint64 hours;
  guint64 minutes;
  guint64 seconds;
} NudgeTimes;

/**
 * NudgePattern: immutable after nudge_pattern_init().
 * @parts: the rule; what it leaves open is filled in from the start (RFC 5545, 3.3.10), except times
 * @start: wall-clock seconds
 * @is_date: the start is a DATE: parts for times of day are ignored
 * @nth_in_year: numbers of BYDAY count in the year, not in the month
 * @has_day_parts: some days may be out of the question; else every day is in it
 * @has_weeks: BYWEEKNO is given
 * @has_year_days: BYYEARDAY is given
 * @has_positions: BYSETPOS is given
 */
typedef struct {
  NudgeRrule parts;
  gint64 start;
  gboolean is_date;
  gboolean nth_in_year;
  gboolean has_day_parts;
  gboolean has_weeks;
  gboolean has_year_days;
  gboolean has_positions;
} NudgePattern;

/** nudge_pattern_init: fills @pattern from @rule and the wall-clock seconds @start of DTSTART. */
void nudge_pattern_init (NudgePattern *pattern, const NudgeRrule *rule, gint64 start, gboolean is_date);

/** nudge_pattern_has_day: Returns: whether all parts for days and months have @day */
gboolean nudge_pattern_has_day (const NudgePattern *pattern, const NudgeDay *day);

/** nudge_pattern_find_day: Returns: the first day number from @from to @limit that the pattern has, or @limit + 1 */
gint64 nudge_pattern_find_day (const NudgePattern *pattern, gint64 from, gint64 limit);

/** nudge_pattern_collect_days: all of them, in order, into @days. Returns: how many there are */
gint nudge_pattern_collect_days (const NudgePattern *pattern, gint64 from, gint64 limit, gint64 *days);

/**
 * nudge_pattern_choose:
 * @n_all: how many instances a period has before BYSETPOS
 * @chosen: (out caller-allocates) (array fixed-size=732): their indexes, from 0, in order
 *
 * Returns: how many of them BYSETPOS chooses
 */
gint nudge_pattern_choose (const NudgePattern *pattern, gint64 n_all, gint64 *chosen);

/** nudge_pattern_times: Returns: its times of day; what the rule leaves open is that of the start */
NudgeTimes nudge_pattern_times (const NudgePattern *pattern);

/** nudge_times_count: Returns: how many times there are, at least 1 */
gint64 nudge_times_count (const NudgeTimes *times);

/** nudge_times_at: Returns: seconds after midnight of the time with the index @index, in order from 0 */
gint64 nudge_times_at (const NudgeTimes *times, gint64 index);

/** nudge_day_init: Returns: what rules ask of the day number @number */
NudgeDay nudge_day_init (gint64 number);

/** nudge_day_step: moves @day to the day after it; cheaper than nudge_day_init(). */
void nudge_day_step (NudgeDay *day);

/** nudge_floor_div: Returns: the quotient rounded down; @b is positive */
static inline gint64
nudge_floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0 ? 1 : 0);
}

/** nudge_floor_mod: Returns: the rest of nudge_floor_div(), from 0 to @b - 1 */
static inline gint64
nudge_floor_mod (gint64 a, gint64 b)
{
  gint64 rest = a % b;

  return rest < 0 ? rest + b : rest;
}

/** nudge_align: Returns: the first number not below @at that is @base plus a multiple of @step */
static inline gint64
nudge_align (gint64 at, gint64 base, gint64 step)
{
  return at + nudge_floor_mod (base - at, step);
}

G_END_DECLS
