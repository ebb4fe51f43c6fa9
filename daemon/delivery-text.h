/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, text: why nobody saw a nudge, in words for the history. */
#pragma once

#include "gate.h"
#include "live-nudge.h"
#include "zone.h"

G_BEGIN_DECLS

/**
 * nudge_text_of_miss:
 * @verdict: the last one that put it off; its reason is NONE when nothing did
 *
 * Returns: (transfer full): such as "held by quiet hours until 7:00"
 */
char *nudge_text_of_miss (const NudgeLive *live, const NudgeVerdict *verdict, NudgeZone *zone, NudgeTime now);

/** nudge_text_of_coalesced: Returns: (transfer full) (nullable): such as "2 earlier ones missed"; %NULL for 0 */
char *nudge_text_of_coalesced (guint n_missed);

G_END_DECLS
