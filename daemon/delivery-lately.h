/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, lately: when nudges were shown in the last day, for gap and budget. */
#pragma once

#include "gate.h"

G_BEGIN_DECLS

/** NUDGE_LATELY_SPAN: what is older is forgotten; a day of the desk has at most 25 hours. */
#define NUDGE_LATELY_SPAN (26 * G_TIME_SPAN_HOUR)

/** nudge_lately_new: Returns: (transfer full) (element-type NudgeTime): an empty list */
GArray *nudge_lately_new (void);

/** nudge_lately_add: keeps the order, also where a clock was set back, and forgets what is too old at @now. */
void nudge_lately_add (GArray *lately, NudgeTime now);

/** nudge_lately_view: Returns: the list for the gate; valid until it changes */
NudgeShownLately nudge_lately_view (const GArray *lately);

G_END_DECLS
