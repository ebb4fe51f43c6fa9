/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live nudge: a snapshot of one nudge between due and its end. */
#pragma once

#include "civil-time.h"
#include "outcome.h"
#include "rule.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeLive: immutable and reference-counted. It stands alone: the rule it came from may be gone.
 * @id: number of the journal, unique for ever; as text it is the Id on the bus and in nudgectl
 * @due: when it was due; together with @uid the identity of the occurrence
 * @body: what is shown below the summary; "" where there is nothing
 * @reason: (nullable): why it waits or is held, one word of `HeldBy` such as `paused`
 * @shown_at: when it was last shown; 0 before
 * @snoozed_until: 0 unless snoozed
 * @until: when it is no longer worth showing (due or last snooze + grace)
 * @by_request: fired by hand: shown whatever holds
 */
typedef struct {
  guint64 id;
  char *uid;
  char *summary;
  char *body;
  char *why;        /* (nullable) */
  char *category;
  char *source;
  NudgeOrigin origin;
  NudgeAsk ask;
  NudgeDueKind kind;
  NudgeMissed missed;
  NudgeTime due;
  GTimeSpan room;   /* resolved against the settings */
  GTimeSpan grace;  /* resolved against the settings */
  GTimeSpan credit; /* an absence of so long counts as done; not positive: none does */
  NudgeState state;
  char *reason;
  NudgeTime shown_at;
  NudgeTime snoozed_until;
  NudgeTime until;
  guint snoozes;
  gboolean by_request;
  gboolean is_private;
} NudgeLive;

/** nudge_live_copy: Returns: (transfer full): a deep copy to change before it is handed out */
NudgeLive *nudge_live_copy (const NudgeLive *live);

/** nudge_live_new: Returns: (transfer full): an empty one to fill before it is handed out */
NudgeLive *nudge_live_new (void);
NudgeLive *nudge_live_ref (NudgeLive *live);
void nudge_live_unref (NudgeLive *live);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeLive, nudge_live_unref)

G_END_DECLS
