/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods: instances of rules from DAILY to YEARLY on the wall clock, period by period, found by division. */
#pragma once

#include "recurrence-pattern.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_periods_next:
 * @after: wall-clock seconds; look strictly later than this and than the start
 * @limit: wall-clock seconds; not later than this
 *
 * Knows neither COUNT nor UNTIL. Bounded: at most one look at each day from
 * @after to the end of %NUDGE_YEAR_MAX, and that only where nothing matches.
 *
 * Returns: wall-clock seconds of the next instance, or %NUDGE_NEVER
 */
gint64 nudge_periods_next (const NudgePattern *pattern, gint64 after, gint64 limit);

/** nudge_periods_nth: Returns: wall-clock seconds of the @n-th instance (from 1) after the start, or %NUDGE_NEVER */
gint64 nudge_periods_nth (const NudgePattern *pattern, gint64 n);

G_END_DECLS
