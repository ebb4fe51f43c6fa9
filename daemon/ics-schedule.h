/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedule of an item: its master, overrides and alarms as phases, moments and leads. */
#pragma once

#include "ics-item.h"
#include "rule-schedule.h"

#include <glib.h>

G_BEGIN_DECLS

/** nudge_ics_item_is_due_at_start: Returns: whether its start itself is a due time */
gboolean nudge_ics_item_is_due_at_start (const NudgeIcsItem *item, NudgeIcsAlarms mode);

/** nudge_ics_item_uses_alarms: Returns: whether its alarms are due times */
gboolean nudge_ics_item_uses_alarms (const NudgeIcsItem *item, NudgeIcsAlarms mode);

/**
 * nudge_ics_schedule_new:
 * @master: with a start
 * @overrides: (element-type NudgeIcsItem): of the same UID
 * @recurrence: of @master without the instances of @overrides
 *
 * Returns: (transfer full): the sealed schedule
 */
NudgeSchedule *nudge_ics_schedule_new (NudgeIcsReader *reader, const NudgeIcsItem *master, GPtrArray *overrides,
                                       NudgeRecurrence *recurrence, NudgeIcsAlarms mode);

G_END_DECLS
