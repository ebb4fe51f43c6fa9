/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RRULE parts: a rule of RFC 5545, 3.3.10, as plain sets of numbers, and which of them must not stand together. */
#pragma once

#include "civil-time.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeFrequency: FREQ, from the shortest period to the longest. */
typedef enum {
  NUDGE_FREQUENCY_SECONDLY,
  NUDGE_FREQUENCY_MINUTELY,
  NUDGE_FREQUENCY_HOURLY,
  NUDGE_FREQUENCY_DAILY,
  NUDGE_FREQUENCY_WEEKLY,
  NUDGE_FREQUENCY_MONTHLY,
  NUDGE_FREQUENCY_YEARLY,
  NUDGE_N_FREQUENCIES,
} NudgeFrequency;

/** NUDGE_RRULE_NUMBER_MAX: larger values of INTERVAL and COUNT are taken as this one: more seconds than there are. */
#define NUDGE_RRULE_NUMBER_MAX G_GINT64_CONSTANT (100000000000)

/** NUDGE_RRULE_WORDS: words of 64 bits that hold one bit for each number up to 366. */
#define NUDGE_RRULE_WORDS 6

/**
 * NudgeRrule: one RRULE as a plain value.
 *
 * Sets have one bit for each number, counted from bit 0; of parts that are not
 * given they are empty. `_back` holds the negative numbers: bit n for -n.
 *
 * @interval: at least 1
 * @count: COUNT, or 0
 * @has_until: whether there is UNTIL
 * @until_is_date: UNTIL is a DATE
 * @until_is_utc: UNTIL ends in Z
 * @until: seconds since the epoch, on the clock of UTC or on the wall
 * @week_start: WKST, 0 for Monday
 * @weekdays: BYDAY without numbers, bit 0 for Monday
 * @nth: of each weekday, BYDAY with numbers
 * @has_nth: whether any of @nth and @nth_back is set
 */
typedef struct {
  NudgeFrequency frequency;
  gint64 interval;
  gint64 count;
  gboolean has_until;
  gboolean until_is_date;
  gboolean until_is_utc;
  gint64 until;
  gint week_start;
  gboolean has_nth;
  guint64 seconds;
  guint64 minutes;
  guint64 hours;
  guint64 weekdays;
  guint64 nth[7];
  guint64 nth_back[7];
  guint64 month_days;
  guint64 month_days_back;
  guint64 months;
  guint64 weeks;
  guint64 weeks_back;
  guint64 year_days[NUDGE_RRULE_WORDS];
  guint64 year_days_back[NUDGE_RRULE_WORDS];
  guint64 positions[NUDGE_RRULE_WORDS];
  guint64 positions_back[NUDGE_RRULE_WORDS];
} NudgeRrule;

/** nudge_rrule_bit: Returns: whether bit @number of @words is set */
static inline gboolean
nudge_rrule_bit (const guint64 *words, gint number)
{
  return (words[number / 64] >> (number % 64) & 1) != 0;
}

/** nudge_rrule_is_empty: Returns: whether no number is in the set of up to 366 numbers @words */
gboolean nudge_rrule_is_empty (const guint64 *words);

/** nudge_rrule_check: Returns: whether its parts may stand together; else %NUDGE_ERROR_INVALID_RULE says which not */
gboolean nudge_rrule_check (const NudgeRrule *rule, GError **error);

/** nudge_frequency_to_string: Returns: `SECONDLY` to `YEARLY` */
const char *nudge_frequency_to_string (NudgeFrequency frequency);

G_END_DECLS
