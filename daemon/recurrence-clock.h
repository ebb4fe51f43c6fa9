/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clock: instances of rules from SECONDLY to HOURLY while the offset from UTC stays the same, found by jumps. */
#pragma once

#include "recurrence-pattern.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_CLOCK_INNER_MAX: so many instances one hour can have before BYSETPOS. */
#define NUDGE_CLOCK_INNER_MAX 3600

/**
 * NudgeClockPhases: which phases of the step have an instance on a day that the pattern has.
 *
 * A day begins some units after a multiple of INTERVAL; that rest decides whether BYHOUR, BYMINUTE and
 * BYSECOND are ever hit on it. Without it a rule that never hits would be tried second by second.
 */
typedef struct _NudgeClockPhases NudgeClockPhases;

/** nudge_clock_phases_new: Returns: (transfer full) (nullable): %NULL where every phase has an instance */
NudgeClockPhases *nudge_clock_phases_new (const NudgePattern *pattern);

/** nudge_clock_phases_free: @phases may not be %NULL. */
void nudge_clock_phases_free (NudgeClockPhases *phases);

/**
 * NudgeClock: a pattern seen at one offset from UTC. A unit is a second, a minute or an hour, as FREQ says.
 * @pattern: not owned
 * @phases: (nullable): not owned
 * @unit: seconds in a unit
 * @day_units: units in a day
 * @base: the unit of the start; every @pattern->parts.interval-th from it counts
 * @start: wall-clock seconds of the start at this offset
 * @inner: the times inside a unit, as times of the hour 0
 * @n_inner: how many instances a unit has
 * @chosen: of BYSETPOS: their indexes in @inner
 */
typedef struct {
  const NudgePattern *pattern;
  const NudgeClockPhases *phases;
  gint64 unit;
  gint64 day_units;
  gint64 base;
  gint64 start;
  NudgeTimes inner;
  gint64 n_inner;
  gint64 chosen[NUDGE_POSITIONS_MAX];
} NudgeClock;

/** nudge_clock_init: @start: wall-clock seconds of the start at the offset that counts now */
void nudge_clock_init (NudgeClock *clock, const NudgePattern *pattern, const NudgeClockPhases *phases, gint64 start);

/**
 * nudge_clock_next:
 *
 * Returns: wall-clock seconds of the first instance later than @after and than the start, not later than @limit,
 *   or %NUDGE_NEVER
 */
gint64 nudge_clock_next (const NudgeClock *clock, gint64 after, gint64 limit);

/** nudge_clock_at: Returns: wall-clock seconds of the instance @index, from 0 to n_inner - 1, of the unit @unit */
gint64 nudge_clock_at (const NudgeClock *clock, gint64 unit, gint64 index);

/** nudge_clock_find_unit: Returns: the first unit with instances from @unit to @limit, or %NUDGE_NEVER */
gint64 nudge_clock_find_unit (const NudgeClock *clock, gint64 unit, gint64 limit);

/**
 * nudge_clock_find_time:
 * @unit: units after midnight
 *
 * Returns: the same where BYHOUR, BYMINUTE and BYSECOND have it; else a later one before which there is none
 */
gint64 nudge_clock_find_time (const NudgePattern *pattern, gint64 unit);

/** nudge_clock_unit_seconds: Returns: 1, 60 or 3600, the seconds in a unit of @pattern */
gint64 nudge_clock_unit_seconds (const NudgePattern *pattern);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeClockPhases, nudge_clock_phases_free)

G_END_DECLS
