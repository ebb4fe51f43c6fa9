/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedule: the due times of a rule, from its instances, its alarms and the instances that were moved. */
#pragma once

#include "recurrence.h"
#include "rule-lead.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_SCHEDULE_MAX_MOMENTS: single due times a rule can have beside those of its recurrence. */
#define NUDGE_SCHEDULE_MAX_MOMENTS 20000

/** NUDGE_SCHEDULE_MAX_WINDOW: largest window, so that days cannot overtake each other by more than one. */
#define NUDGE_SCHEDULE_MAX_WINDOW G_TIME_SPAN_DAY

/** NudgeSchedule: written while a file is read, then never again; safe to share between threads. */
typedef struct _NudgeSchedule NudgeSchedule;

/**
 * nudge_schedule_new:
 * @recurrence: the instances
 * @start: what @recurrence was made with; decides the zone and whether it is all-day
 * @seed: of the random moments in the window
 * @window: each due time is put off by a random time shorter than this, the same one for the whole local day; 0: none
 *
 * Returns: (transfer full): a schedule with all instances and nothing due
 */
NudgeSchedule *nudge_schedule_new (NudgeRecurrence *recurrence, const NudgeWallTime *start, guint64 seed,
                                   GTimeSpan window);

void nudge_schedule_free (NudgeSchedule *self);

/**
 * nudge_schedule_add_phase:
 * @from: (nullable): applies to the instances from here (RANGE=THISANDFUTURE); %NULL for the first phase
 * @shift: its instances start so much later on the wall clock, seconds
 * @leads: (element-type NudgeLead): due times of each of its instances
 * @summary: (nullable): title of its instances
 *
 * Phases are added in the order of time.
 */
void nudge_schedule_add_phase (NudgeSchedule *self, const NudgeWallTime *from, gint64 shift, GArray *leads,
                               const char *summary);

/**
 * nudge_schedule_add_moment:
 * @start: start of a single instance (or an absolute alarm itself)
 * @lead: from there to the due time
 * @summary: (nullable): title of the instance
 *
 * Returns: %FALSE when there are too many, and the moment was left out
 */
gboolean nudge_schedule_add_moment (NudgeSchedule *self, const NudgeWallTime *start, const NudgeLead *lead,
                                    const char *summary);

/** nudge_schedule_seal: to be called once, after the last addition and before the first question. */
void nudge_schedule_seal (NudgeSchedule *self);

/**
 * nudge_schedule_next:
 * @desk: zone of floating times and dates
 * @all_day: time of day at which all-day items without alarm are due
 * @after: look strictly later than this
 *
 * Bounded work, however old the rule and however many its alarms and moved instances.
 *
 * Returns: whether there is a due time later than @after; only then @due is set
 */
gboolean nudge_schedule_next (NudgeSchedule *self, NudgeZone *desk, GTimeSpan all_day, NudgeTime after, NudgeDue *due);

/** nudge_schedule_hash: Returns: a number that changes when any due time changes for a reason in the file */
guint64 nudge_schedule_hash (NudgeSchedule *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeSchedule, nudge_schedule_free)

G_END_DECLS
