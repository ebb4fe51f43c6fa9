/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gate, hours: whether an instant lies in the weekly ranges of `[hours]`, and when that changes. */
#pragma once

#include "civil-time.h"
#include "settings.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_hours_contain:
 * @hours: (nullable) (element-type NudgeHours): the ranges; none contain nothing
 * @zone: of the desk; the ends of a range are read as RFC 5545, 3.3.5 says, so that each happens once a day
 * @until: (out): when the answer changes, later than @now; %NUDGE_NEVER when it never does
 *
 * A range begins at its begin and ends just before its end. Ranges that touch are one.
 *
 * Returns: whether @now lies in one of them
 */
gboolean nudge_hours_contain (const GArray *hours, NudgeZone *zone, NudgeTime now, NudgeTime *until);

/** nudge_day_of: @begin, @end: (out): the midnights around @now in @zone. */
void nudge_day_of (NudgeZone *zone, NudgeTime now, NudgeTime *begin, NudgeTime *end);

G_END_DECLS
