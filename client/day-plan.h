/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day plan: times of day on certain days, and the recurrence rule that says the same. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NUDGE_MINUTES_PER_DAY (24 * 60)
#define NUDGE_ALL_DAYS 0x7fu

/**
 * NudgeDayPlan: put it on the stack with zeros.
 * @minutes: (element-type guint): minutes since midnight, ascending, each once
 * @days: bit 0 is Monday, bit 6 is Sunday; 0 and %NUDGE_ALL_DAYS mean every day
 * @every_days: every so many days; 0 and 1 mean each
 * @every_weeks: every so many weeks; 0 means that weeks do not count
 */
typedef struct {
  GArray *minutes;
  guint days;
  guint every_days;
  guint every_weeks;
} NudgeDayPlan;

/** nudge_day_plan_clear: frees what @plan holds. */
void nudge_day_plan_clear (NudgeDayPlan *plan);

/**
 * nudge_days_parse:
 *
 * reads `weekdays`, `weekends`, `daily`, `mon,wed`, `mon-thu`. Returns: whether it could; else %NUDGE_EXIT_USAGE
 */
gboolean nudge_days_parse (const char *text, guint *days, GError **error);

/** nudge_day_plan_set_times: reads `9:00,13:30`. Returns: whether it could; else %NUDGE_EXIT_USAGE */
gboolean nudge_day_plan_set_times (NudgeDayPlan *plan, const char *text, GError **error);

/**
 * nudge_day_plan_set_every:
 * @span: whole minutes, shorter than a day
 * @between: (nullable): `09:00-17:00`; the end counts. %NULL is the whole day
 *
 * Returns: whether it could be read; else %NUDGE_EXIT_USAGE
 */
gboolean nudge_day_plan_set_every (NudgeDayPlan *plan, GTimeSpan span, const char *between, GError **error);

/** nudge_day_plan_first: Returns: the first time of the plan after @local, both wall-clock seconds */
gint64 nudge_day_plan_first (const NudgeDayPlan *plan, gint64 local);

/**
 * nudge_day_plan_to_rrules:
 *
 * RFC 5545, 3.3.10, for a DTSTART of nudge_day_plan_first(). One rule wherever one can say it: BYHOUR and BYMINUTE
 * where they multiply to exactly the times, else with BYSETPOS; several only where BYSETPOS does not reach.
 *
 * Returns: (transfer full): values of RRULE, %NULL-terminated
 */
char **nudge_day_plan_to_rrules (const NudgeDayPlan *plan);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NudgeDayPlan, nudge_day_plan_clear)

G_END_DECLS
