/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence set: start, rules, extra dates and exceptions as they were given, before any desk is known. */
#pragma once

#include "recurrence-rule.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeRecurrenceSet: owns everything in it.
 * @rules: (element-type NudgeRecurrenceRule)
 * @rdates: (element-type NudgeWallTime)
 * @exdates: (element-type NudgeWallTime)
 */
typedef struct {
  NudgeWallTime start;
  GArray *rules;
  GArray *rdates;
  GArray *exdates;
} NudgeRecurrenceSet;

/** nudge_recurrence_set_init: fills @set with the start alone; nudge_recurrence_set_clear() frees what it owns. */
void nudge_recurrence_set_init (NudgeRecurrenceSet *set, const NudgeWallTime *start);

/** nudge_recurrence_set_add_dates: appends copies of @dates to @list, one of the lists of a set. */
void nudge_recurrence_set_add_dates (GArray *list, const NudgeWallTime *dates, gsize n_dates);

/** nudge_recurrence_set_add_rule: appends a rule. */
void nudge_recurrence_set_add_rule (NudgeRecurrenceSet *set, const NudgeRrule *parts);

/** nudge_recurrence_set_get_zone: Returns: (transfer none): the zone of the start at the desk @desk */
NudgeZone *nudge_recurrence_set_get_zone (const NudgeRecurrenceSet *set, NudgeZone *desk);

/** nudge_recurrence_set_clear: frees what @set owns. */
void nudge_recurrence_set_clear (NudgeRecurrenceSet *set);

G_END_DECLS
