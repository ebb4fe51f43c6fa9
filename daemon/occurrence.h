/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Occurrence: one due time of one rule. */
#pragma once

#include "civil-time.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NudgeRule NudgeRule;

/**
 * NudgeDueKind: why it is due at that time.
 * @NUDGE_DUE_START: the start of an item without alarm
 * @NUDGE_DUE_ALARM: a VALARM
 * @NUDGE_DUE_REPEAT: a repetition of a VALARM (REPEAT and DURATION)
 * @NUDGE_DUE_SNOOZE: a VALARM with RELATED-TO;RELTYPE=SNOOZE (RFC 9074)
 */
typedef enum {
  NUDGE_DUE_START,
  NUDGE_DUE_ALARM,
  NUDGE_DUE_REPEAT,
  NUDGE_DUE_SNOOZE,
} NudgeDueKind;

/**
 * NudgeOccurrence: immutable and reference-counted.
 * @rule: whose
 * @due: when the nudge is due
 * @start: start of the instance it belongs to (another time than @due for an alarm before the start)
 * @kind: why it is due at @due
 * @summary: title of this instance (an override may have its own)
 *
 * An occurrence is known by (@rule->uid, @due).
 */
typedef struct {
  NudgeRule *rule;
  NudgeTime due;
  NudgeTime start;
  NudgeDueKind kind;
  char *summary;
} NudgeOccurrence;

/** nudge_occurrence_new: Returns: (transfer full): takes a reference on @rule; @summary %NULL means the rule's */
NudgeOccurrence *nudge_occurrence_new (NudgeRule *rule, NudgeTime due, NudgeTime start, NudgeDueKind kind,
                                       const char *summary);

NudgeOccurrence *nudge_occurrence_ref (NudgeOccurrence *occurrence);
void nudge_occurrence_unref (NudgeOccurrence *occurrence);

/** nudge_occurrence_compare: by due time, then UID. Returns: negative, 0 or positive */
gint nudge_occurrence_compare (const NudgeOccurrence *a, const NudgeOccurrence *b);

/** nudge_due_kind_to_string: Returns: `start`, `alarm`, `repeat` or `snooze` */
const char *nudge_due_kind_to_string (NudgeDueKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeOccurrence, nudge_occurrence_unref)

G_END_DECLS
