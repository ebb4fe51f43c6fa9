/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Explanation: why a nudge, a rule or the daemon is as it is: what decided, since when, what comes next. */
#pragma once

#include "gate.h"
#include "live-nudge.h"
#include "rule.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeStep: one thing that happened. @text: a sentence without a full stop */
typedef struct {
  NudgeTime time;
  char *text;
} NudgeStep;

/**
 * NudgeExplanation: owned by whoever asked for it. Texts are sentences without a full stop; %NULL where nothing is.
 * @id: of the nudge; 0 when it is about a rule or the daemon
 * @state: of a nudge its state or outcome; of a rule `scheduled`, `disabled` or `ended`; of the daemon its state
 * @reason: word of what decided, as in HeldBy
 * @sentence: what decided
 * @next: what would happen next
 * @due, @since, @until: 0 where there is nothing
 * @steps: (element-type NudgeStep): what happened, oldest first
 */
typedef struct {
  guint64 id;
  char *uid;
  char *summary;
  char *category;
  char *state;
  char *reason;
  char *sentence;
  char *next;
  NudgeTime due;
  NudgeTime since;
  NudgeTime until;
  GPtrArray *steps;
} NudgeExplanation;

/** nudge_explanation_new: Returns: (transfer full): an empty one; g_autoptr() frees it */
NudgeExplanation *nudge_explanation_new (void);

/** nudge_explanation_free: frees it and all that it holds. */
void nudge_explanation_free (NudgeExplanation *explanation);

/** nudge_explanation_add_step: @text: (transfer full) */
void nudge_explanation_add_step (NudgeExplanation *explanation, NudgeTime time, char *text);

/**
 * nudge_explanation_of_live:
 * @verdict: the last one that put it off
 *
 * Returns: (transfer full): all but the steps
 */
NudgeExplanation *nudge_explanation_of_live (const NudgeLive *live, const NudgeVerdict *verdict, NudgeZone *zone,
                                             NudgeTime now);

/**
 * nudge_explanation_of_rule:
 * @next: (nullable): its next occurrence
 *
 * Returns: (transfer full): all but the steps
 */
NudgeExplanation *nudge_explanation_of_rule (const NudgeRule *rule, gboolean is_enabled, const NudgeOccurrence *next,
                                             NudgeZone *zone, NudgeTime now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeExplanation, nudge_explanation_free)

G_END_DECLS
