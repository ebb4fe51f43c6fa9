/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moments: due times that stand alone: absolute alarms and instances that were moved. Sorted once, then searched. */
#pragma once

#include "rule-lead.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeMoments: written first, then sealed and only read. */
typedef struct _NudgeMoments NudgeMoments;

/** nudge_moments_new: Returns: (transfer full): none */
NudgeMoments *nudge_moments_new (void);

void nudge_moments_free (NudgeMoments *self);

/**
 * nudge_moments_add:
 * @start: start of the instance
 * @lead: from there to the due time
 * @delay: seconds by which it is put off
 * @summary: (nullable): title of the instance
 */
void nudge_moments_add (NudgeMoments *self, const NudgeWallTime *start, const NudgeLead *lead, gint64 delay,
                        const char *summary);

/** nudge_moments_hash: Returns: @hash mixed with all that decides the due times */
guint64 nudge_moments_hash (NudgeMoments *self, guint64 hash);

/** nudge_moments_get_count: Returns: how many there are */
guint nudge_moments_get_count (NudgeMoments *self);

/** nudge_moments_seal: to be called once, between the last addition and the first question. */
void nudge_moments_seal (NudgeMoments *self);

/**
 * nudge_moments_next:
 * @all_day: seconds after midnight
 *
 * Returns: whether there is one later than @after; only then @due is set
 */
gboolean nudge_moments_next (NudgeMoments *self, NudgeZone *desk, gint64 all_day, NudgeTime after, NudgeDue *due);

G_END_DECLS
