/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of a file: puts the items of one UID together, masters and overrides, and makes a rule of each. */
#pragma once

#include "ics-item.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_ICS_MAX_OVERRIDES: RECURRENCE-ID of one UID */
#define NUDGE_ICS_MAX_OVERRIDES 5000

/** NUDGE_ICS_MAX_DUBIOUS: rules a file that never match or flood */
#define NUDGE_ICS_MAX_DUBIOUS 500

/** NudgeIcsRules: items of one file by UID, in the order of the file. */
typedef struct _NudgeIcsRules NudgeIcsRules;

/** nudge_ics_rules_new: @reader and @context outlive the result. Returns: (transfer full): no items */
NudgeIcsRules *nudge_ics_rules_new (NudgeIcsReader *reader, const NudgeIcsContext *context);

void nudge_ics_rules_free (NudgeIcsRules *self);

/** nudge_ics_rules_add: @item: (transfer full): one more, in the order of the file */
void nudge_ics_rules_add (NudgeIcsRules *self, NudgeIcsItem *item);

/**
 * nudge_ics_rules_make:
 *
 * Empties @self. Cancelled and completed items give no rule.
 *
 * Returns: (transfer full) (element-type NudgeRule): the rules in the order of the file
 */
GPtrArray *nudge_ics_rules_make (NudgeIcsRules *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeIcsRules, nudge_ics_rules_free)

G_END_DECLS
