/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, build: from an occurrence to the nudge that will be shown: its texts, its room, its grace. */
#pragma once

#include "ledger.h"
#include "live-nudge.h"
#include "occurrence.h"
#include "settings.h"

G_BEGIN_DECLS

/**
 * nudge_live_from_occurrence:
 * @ledger: gives its number, and whose turn it is among the prompts of its rule
 * @by_request: fired by hand
 *
 * Room, grace and what happens when it is missed are resolved against @settings.
 *
 * Returns: (transfer full): the nudge, waiting; not recorded yet
 */
NudgeLive *nudge_live_from_occurrence (NudgeOccurrence *occurrence, NudgeLedger *ledger, const NudgeSettings *settings,
                                       gboolean by_request);

/** nudge_live_until: Returns: when @live is no longer worth showing that is worth it from @since on; a grace of less
 * than a minute is taken as one, because no clock is that punctual */
NudgeTime nudge_live_until (const NudgeLive *live, NudgeTime since);

G_END_DECLS
