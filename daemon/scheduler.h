/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scheduler: knows the rules and hands out each occurrence when it is due. Pure but for its signal; owns no clock. */
#pragma once

#include "ledger.h"
#include "rule.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_SCHEDULER (nudge_scheduler_get_type ())
G_DECLARE_FINAL_TYPE (NudgeScheduler, nudge_scheduler, NUDGE, SCHEDULER, GObject)

/**
 * NudgeScheduler::due:
 * @occurrence: (type NudgeOccurrence): what is due
 * @n_missed: earlier occurrences of the same rule that coalesced into it
 */

/** nudge_scheduler_new: Returns: (transfer full): a scheduler without rules; @ledger says what was handled before */
NudgeScheduler *nudge_scheduler_new (NudgeLedger *ledger);

/**
 * nudge_scheduler_set_rules:
 * @rules: (element-type NudgeRule): all rules, each UID once; disabled ones left out
 * @now: a rule that is new or changed looks back one minute from here, so that one due in this very second is not lost;
 *   unchanged rules (by fingerprint) keep their place
 */
void nudge_scheduler_set_rules (NudgeScheduler *self, GPtrArray *rules, const NudgeDesk *desk, NudgeTime now);

/** nudge_scheduler_start: catches up from the time the ledger knows (at the first start: from @now) and begins. */
void nudge_scheduler_start (NudgeScheduler *self, const NudgeDesk *desk, NudgeTime now);

/** nudge_scheduler_replan: after a jump of the clock or a new zone: computes all anew from MIN (handled, @now). */
void nudge_scheduler_replan (NudgeScheduler *self, const NudgeDesk *desk, NudgeTime now);

/** nudge_scheduler_next_wake: Returns: when nudge_scheduler_advance() has something to do, or %NUDGE_NEVER */
NudgeTime nudge_scheduler_next_wake (NudgeScheduler *self);

/** nudge_scheduler_advance: emits `due` for all that is due by @now, soonest first, at most once per rule. */
void nudge_scheduler_advance (NudgeScheduler *self, NudgeTime now);

/**
 * nudge_scheduler_list:
 *
 * Returns: (transfer full) (element-type NudgeOccurrence): occurrences in (@from, @to] by time, at most @limit
 */
GPtrArray *nudge_scheduler_list (NudgeScheduler *self, NudgeTime from, NudgeTime to, guint limit);

/** nudge_scheduler_peek: Returns: (transfer none) (nullable): the next occurrence of all */
NudgeOccurrence *nudge_scheduler_peek (NudgeScheduler *self);

G_END_DECLS
