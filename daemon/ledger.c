/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ledger: the port through which the core remembers: what was handled, what is live, what became of it. */
#include "ledger.h"

G_DEFINE_INTERFACE (NudgeLedger, nudge_ledger, G_TYPE_OBJECT)

static void
nudge_ledger_default_init (NudgeLedgerInterface *iface)
{
}

gboolean
nudge_ledger_record (NudgeLedger *self, const NudgeRecord *record, GError **error)
{
  g_return_val_if_fail (NUDGE_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (record->live != NULL, FALSE);
  return NUDGE_LEDGER_GET_IFACE (self)->record (self, record, error);
}

gboolean
nudge_ledger_is_handled (NudgeLedger *self, const char *uid, NudgeTime due)
{
  g_return_val_if_fail (NUDGE_IS_LEDGER (self), FALSE);
  return NUDGE_LEDGER_GET_IFACE (self)->is_handled (self, uid, due);
}

guint
nudge_ledger_count_shown (NudgeLedger *self, const char *uid)
{
  g_return_val_if_fail (NUDGE_IS_LEDGER (self), 0);
  return NUDGE_LEDGER_GET_IFACE (self)->count_shown (self, uid);
}

GArray *
nudge_ledger_load_shown (NudgeLedger *self, NudgeTime since, NudgeHoldWhom whom)
{
  g_return_val_if_fail (NUDGE_IS_LEDGER (self), NULL);
  return NUDGE_LEDGER_GET_IFACE (self)->load_shown (self, since, whom);
}

guint64
nudge_ledger_take_id (NudgeLedger *self)
{
  g_return_val_if_fail (NUDGE_IS_LEDGER (self), 0);
  return NUDGE_LEDGER_GET_IFACE (self)->take_id (self);
}

GPtrArray *
nudge_ledger_load_live (NudgeLedger *self)
{
  g_return_val_if_fail (NUDGE_IS_LEDGER (self), NULL);
  return NUDGE_LEDGER_GET_IFACE (self)->load_live (self);
}

NudgeTime
nudge_ledger_get_handled_until (NudgeLedger *self)
{
  g_return_val_if_fail (NUDGE_IS_LEDGER (self), 0);
  return NUDGE_LEDGER_GET_IFACE (self)->get_handled_until (self);
}

void
nudge_ledger_set_handled_until (NudgeLedger *self, NudgeTime time)
{
  g_return_if_fail (NUDGE_IS_LEDGER (self));
  NUDGE_LEDGER_GET_IFACE (self)->set_handled_until (self, time);
}
