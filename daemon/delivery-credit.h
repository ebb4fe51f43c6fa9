/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, credit: a natural break counts as taken. */
#pragma once

#include "delivery-courier.h"

G_BEGIN_DECLS

/**
 * nudge_parcel_credit_return:
 * @before: what was known a moment ago
 *
 * When somebody has come back to the desk: ends the nudges, not snoozed ones, for which the absence was long enough
 * (X-NUDGED-CREDIT), as credited.
 */
void nudge_parcel_credit_return (NudgeCourier *self, const NudgePresence *before, NudgeTime now);

G_END_DECLS
