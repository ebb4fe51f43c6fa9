/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ledger: the port through which the core remembers: what was handled, what is live, what became of it. */
#pragma once

#include "civil-time.h"
#include "live-nudge.h"
#include "outcome.h"
#include "settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_LEDGER (nudge_ledger_get_type ())
G_DECLARE_INTERFACE (NudgeLedger, nudge_ledger, NUDGE, LEDGER, GObject)

/**
 * NudgeRecord: one fact to keep, and the state of the nudge after it, in one transaction.
 * @outcome: what happened
 * @time: when
 * @live: the nudge as it is after it
 * @reason: (nullable): why, for the outcomes nobody saw ("quiet hours until 7:00")
 * @value: (nullable): an answer's value, such as a mood `1` to `5`
 * @note: (nullable): the user's words
 */
typedef struct {
  NudgeOutcome outcome;
  NudgeTime time;
  NudgeLive *live;
  const char *reason;
  const char *value;
  const char *note;
} NudgeRecord;

struct _NudgeLedgerInterface {
  GTypeInterface parent;

  gboolean (*record) (NudgeLedger *self, const NudgeRecord *record, GError **error);
  gboolean (*is_handled) (NudgeLedger *self, const char *uid, NudgeTime due);
  guint (*count_shown) (NudgeLedger *self, const char *uid);
  GArray *(*load_shown) (NudgeLedger *self, NudgeTime since, NudgeHoldWhom whom);
  guint64 (*take_id) (NudgeLedger *self);
  GPtrArray *(*load_live) (NudgeLedger *self);
  NudgeTime (*get_handled_until) (NudgeLedger *self);
  void (*set_handled_until) (NudgeLedger *self, NudgeTime time);
};

/**
 * nudge_ledger_record:
 *
 * When it cannot be written (full disk) the ledger keeps it in memory, counts it in all its
 * answers, and writes it as soon as it can: callers go on, and pass the error to whoever asked.
 *
 * Returns: whether it is on the disk; else %NUDGE_ERROR_STORAGE
 */
gboolean nudge_ledger_record (NudgeLedger *self, const NudgeRecord *record, GError **error);

/** nudge_ledger_is_handled: Returns: whether the occurrence (@uid, @due) was recorded, with whatever outcome */
gboolean nudge_ledger_is_handled (NudgeLedger *self, const char *uid, NudgeTime due);

/** nudge_ledger_count_shown: Returns: how many nudges of the rule @uid were shown so far; decides whose turn it is
 * among its prompts */
guint nudge_ledger_count_shown (NudgeLedger *self, const char *uid);

/**
 * nudge_ledger_load_shown:
 * @since: not before this
 * @whom: whose nudges, a set of bits
 *
 * For the gap and the budget, which outlive a restart. A nudge counts once, by the first time it was shown; one fired
 * by hand does not count.
 *
 * Returns: (transfer full) (element-type NudgeTime): when they were shown, ascending
 */
GArray *nudge_ledger_load_shown (NudgeLedger *self, NudgeTime since, NudgeHoldWhom whom);

/** nudge_ledger_take_id: Returns: a number that no nudge has had */
guint64 nudge_ledger_take_id (NudgeLedger *self);

/** nudge_ledger_load_live: Returns: (transfer full) (element-type NudgeLive): the nudges that had not ended */
GPtrArray *nudge_ledger_load_live (NudgeLedger *self);

/** nudge_ledger_get_handled_until: Returns: up to when all due times were handled; 0 at the very first start */
NudgeTime nudge_ledger_get_handled_until (NudgeLedger *self);

/** nudge_ledger_set_handled_until: need not reach the disk at once, for the occurrences themselves do; but the
 * first one must, and one that is earlier than the one before because the clock was set back. */
void nudge_ledger_set_handled_until (NudgeLedger *self, NudgeTime time);

G_END_DECLS
