/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Twin ledger: asks a real and a fake ledger the same, and ends the test when they disagree. */
#pragma once

#include "fake-ledger.h"

G_BEGIN_DECLS

#define TWIN_TYPE_LEDGER (twin_ledger_get_type ())
G_DECLARE_FINAL_TYPE (TwinLedger, twin_ledger, TWIN, LEDGER, GObject)

/** twin_ledger_new: Returns: (transfer full): a ledger that is as good as both */
TwinLedger *twin_ledger_new (NudgeLedger *real, FakeLedger *fake);

/** twin_ledger_count_questions: Returns: how often both were asked and agreed */
guint twin_ledger_count_questions (TwinLedger *self);

G_END_DECLS
