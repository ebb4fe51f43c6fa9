/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values: texts, dates and durations of iCalendar, read by libical one at a time and behind guards. */
#pragma once

#include "civil-time.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeIcsClock: whose clock a DATE-TIME is on, as far as its own text says. */
typedef enum {
  NUDGE_ICS_CLOCK_DATE,  /* a DATE */
  NUDGE_ICS_CLOCK_LOCAL, /* a DATE-TIME of a place: its TZID, or floating */
  NUDGE_ICS_CLOCK_UTC,   /* a DATE-TIME that ends in Z */
} NudgeIcsClock;

/** NudgeIcsSpan: a duration: weeks and days by the calendar, the rest exact (RFC 5545, 3.3.6); seconds, either sign. */
typedef struct {
  gint64 nominal;
  gint64 exact;
} NudgeIcsSpan;

/** NUDGE_ICS_MAX_SPAN_DAYS: longer durations are refused. */
#define NUDGE_ICS_MAX_SPAN_DAYS 3660

/**
 * nudge_ics_civil_from_text:
 * @text: one DATE or DATE-TIME, nothing around it
 *
 * A second of 60 is read as 59. Months, days and hours out of range, and years
 * outside %NUDGE_YEAR_MIN to %NUDGE_YEAR_MAX, are refused.
 *
 * Returns: whether it is one; only then @civil and @clock are set
 */
gboolean nudge_ics_civil_from_text (const char *text, NudgeCivil *civil, NudgeIcsClock *clock);

/** nudge_ics_span_from_text: Returns: whether @text is a DURATION that is not too long; only then @span is set */
gboolean nudge_ics_span_from_text (const char *text, NudgeIcsSpan *span);

/** nudge_ics_offset_from_text: Returns: whether @text is a UTC-OFFSET of less than a day; seconds east of UTC */
gboolean nudge_ics_offset_from_text (const char *text, gint *seconds);

/**
 * nudge_ics_text_from_value:
 * @value: a TEXT with its escapes
 * @max: at most so many bytes; what is longer ends in `…`
 * @is_body: keep newlines; else the result is one line
 *
 * Returns: (transfer full): valid UTF-8 without control characters and without space at its ends
 */
char *nudge_ics_text_from_value (const char *value, gsize max, gboolean is_body);

/** nudge_ics_split_values: Returns: (transfer full): the parts of a list between commas that are not escaped */
GPtrArray *nudge_ics_split_values (const char *value);

G_END_DECLS
