/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One RRULE in a zone: from the wall clock to instants, with COUNT and UNTIL, over gaps and overlaps. */
#pragma once

#include "recurrence-clock.h"
#include "recurrence-pattern.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeRecurrenceRule: one RRULE with its start; immutable after nudge_recurrence_rule_init().
 * @last_local: of rules from DAILY to YEARLY with COUNT: wall-clock seconds of the last instance
 * @phases: (nullable): owned
 */
typedef struct {
  NudgePattern pattern;
  NudgeClockPhases *phases;
  gint64 last_local;
} NudgeRecurrenceRule;

/** nudge_recurrence_rule_init: fills @rule; nudge_recurrence_rule_clear() frees what it then owns. */
void nudge_recurrence_rule_init (NudgeRecurrenceRule *rule, const NudgeRrule *parts, gint64 start, gboolean is_date);

/** nudge_recurrence_rule_clear: frees what nudge_recurrence_rule_init() made. */
void nudge_recurrence_rule_clear (NudgeRecurrenceRule *rule);

/** nudge_recurrence_rule_counts_instants: Returns: whether its end depends on the zone: COUNT with HOURLY or shorter */
gboolean nudge_recurrence_rule_counts_instants (const NudgeRecurrenceRule *rule);

/**
 * nudge_recurrence_rule_find_last:
 * @zone: of the start
 *
 * Takes up to some milliseconds for a rule that counts instants: keep the answer.
 *
 * Returns: seconds since the epoch after which COUNT or UNTIL allow no instance; %NUDGE_NEVER where there is no end,
 *   or where @last_local is the end already
 */
gint64 nudge_recurrence_rule_find_last (const NudgeRecurrenceRule *rule, NudgeZone *zone);

/**
 * nudge_recurrence_rule_next:
 * @zone: of the start
 * @after: seconds since the epoch; look strictly later than this and than the start
 * @last: seconds since the epoch; not later than this
 *
 * Returns: seconds since the epoch of the next instance, or %NUDGE_NEVER
 */
gint64 nudge_recurrence_rule_next (const NudgeRecurrenceRule *rule, NudgeZone *zone, gint64 after, gint64 last);

G_END_DECLS
