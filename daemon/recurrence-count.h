/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Count: where COUNT ends a rule from SECONDLY to HOURLY, counted by days and hours instead of one by one. */
#pragma once

#include "recurrence-clock.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeCounter: what was counted before; for one pattern, at any number of offsets from UTC. */
typedef struct _NudgeCounter NudgeCounter;

/** nudge_counter_new: @left: instances to pass over, at least 1. Returns: (transfer full): a counter */
NudgeCounter *nudge_counter_new (const NudgePattern *pattern, gint64 left);

/** nudge_counter_free: frees what nudge_counter_new() made. */
void nudge_counter_free (NudgeCounter *counter);

/**
 * nudge_counter_pass:
 * @clock: a clock of the pattern
 *
 * Each instance later than @after and than the start and not later than @limit takes one off what is left.
 *
 * Returns: wall-clock seconds of the one that takes it to 0, or %NUDGE_NEVER
 */
gint64 nudge_counter_pass (NudgeCounter *counter, const NudgeClock *clock, gint64 after, gint64 limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeCounter, nudge_counter_free)

G_END_DECLS
