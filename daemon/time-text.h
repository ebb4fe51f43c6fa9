/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times as text: durations, times of day and instants as people and programs write them. Also linked by the client. */
#pragma once

#include "civil-time.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_duration_parse:
 * @text: `90s`, `5m`, `1h30m`, `2d`, `1w`, a bare `0`, or ISO 8601 (`PT15M`, `P1DT2H`); not negative
 *
 * Returns: whether it is a duration of at most 3,660 days; else %NUDGE_ERROR_INVALID_ARGUMENT
 */
gboolean nudge_duration_parse (const char *text, GTimeSpan *span, GError **error);

/** nudge_duration_format: Returns: (transfer full): the shortest text nudge_duration_parse() reads back: `1h30m` */
char *nudge_duration_format (GTimeSpan span);

/**
 * nudge_time_of_day_parse:
 * @text: `9`, `09:00`, `9:30`, `24:00`
 * @seconds: (out): 0 to 86400
 */
gboolean nudge_time_of_day_parse (const char *text, gint *seconds, GError **error);

/**
 * nudge_time_parse:
 * @text: RFC 3339 (`2026-03-02T09:00:00+01:00`, `…Z`), a date and time without offset
 *   (`2026-03-02T09:00`, `2026-03-02 09:00`), a date (its midnight), a time of day (the next such
 *   time after @now, as `15:00`), `tomorrow 9:00`, `now`, or `+20m`, `-2h`
 *
 * Returns: whether it could be read; else %NUDGE_ERROR_INVALID_ARGUMENT that says what would be right
 */
gboolean nudge_time_parse (const char *text, NudgeZone *zone, NudgeTime now, NudgeTime *time, GError **error);

/** nudge_time_format: Returns: (transfer full): RFC 3339 with the offset of @zone: `2026-03-02T09:00:00+01:00` */
char *nudge_time_format (NudgeTime time, NudgeZone *zone);

/** nudge_time_format_short: for people: `15:00` today, `tomorrow 9:00`, `Mon 2 Mar 9:00`. Returns: (transfer full) */
char *nudge_time_format_short (NudgeTime time, NudgeZone *zone, NudgeTime now);

G_END_DECLS
