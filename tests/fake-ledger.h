/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake ledger: keeps the records in memory, can lose its disk, and can be copied as it stands at a crash. */
#pragma once

#include "ledger.h"

G_BEGIN_DECLS

#define FAKE_TYPE_LEDGER (fake_ledger_get_type ())
G_DECLARE_FINAL_TYPE (FakeLedger, fake_ledger, FAKE, LEDGER, GObject)

/** FakeRecord: a NudgeRecord that owns what it says. */
typedef struct {
  NudgeOutcome outcome;
  NudgeTime time;
  NudgeLive *live;
  char *reason;
  char *value;
  char *note;
} FakeRecord;

/** fake_ledger_new: Returns: (transfer full): the ledger of a very first start */
FakeLedger *fake_ledger_new (void);

/** fake_ledger_copy: Returns: (transfer full): what a new daemon finds if this one is killed now: all records, and the
 * handled time as it was at the last record */
FakeLedger *fake_ledger_copy (FakeLedger *self);

/** fake_ledger_get_records: Returns: (transfer none) (element-type FakeRecord): in the order of writing */
GPtrArray *fake_ledger_get_records (FakeLedger *self);

/** fake_ledger_get_last: Returns: (transfer none): the newest record */
const FakeRecord *fake_ledger_get_last (FakeLedger *self);

/** fake_ledger_take_story: Returns: (transfer full): the records since the last call: `water due, water shown` */
char *fake_ledger_take_story (FakeLedger *self);

/** fake_ledger_count: Returns: how many records say @outcome */
guint fake_ledger_count (FakeLedger *self, NudgeOutcome outcome);

/** fake_ledger_set_full: whether the disk is full: records are kept, and reported as not written. */
void fake_ledger_set_full (FakeLedger *self, gboolean is_full);

G_END_DECLS
