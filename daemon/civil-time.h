/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil time: instants, days and wall clocks as plain numbers of the proleptic Gregorian calendar. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NudgeTime: an instant, microseconds since 1970-01-01T00:00:00Z. Spans between two are GTimeSpan. */
typedef gint64 NudgeTime;

/** NUDGE_NEVER: later than every instant; "there is none". */
#define NUDGE_NEVER G_MAXINT64

/** Dates outside these years are refused everywhere, so arithmetic on seconds cannot overflow. */
#define NUDGE_YEAR_MIN 1900
#define NUDGE_YEAR_MAX 2200

/** NudgeCivil: a date and a time of day without a zone. @month and @day count from 1. */
typedef struct {
  gint year;
  gint month;
  gint day;
  gint hour;
  gint minute;
  gint second;
} NudgeCivil;

/**
 * nudge_days_from_civil:
 *
 * Returns: days since 1970-01-01, negative before; @month and @day must be in range
 */
gint64 nudge_days_from_civil (gint64 year, gint month, gint day);

/** nudge_civil_from_days: the inverse of nudge_days_from_civil(); any output may be %NULL. */
void nudge_civil_from_days (gint64 days, gint64 *year, gint *month, gint *day);

/** nudge_weekday: Returns: 0 for Monday to 6 for Sunday, of a day number */
gint nudge_weekday (gint64 days);

/** nudge_days_in_month: Returns: 28 to 31; @month from 1 to 12 */
gint nudge_days_in_month (gint64 year, gint month);

/** nudge_civil_is_valid: Returns: whether every field is in range; second 60 is not */
gboolean nudge_civil_is_valid (const NudgeCivil *civil);

/** nudge_civil_to_seconds: Returns: wall-clock seconds since 1970-01-01T00:00:00 on the same, unnamed, clock */
gint64 nudge_civil_to_seconds (const NudgeCivil *civil);

/** nudge_civil_from_seconds: the inverse of nudge_civil_to_seconds(). */
NudgeCivil nudge_civil_from_seconds (gint64 seconds);

G_END_DECLS
