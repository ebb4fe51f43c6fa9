/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Twin ledger: asks a real and a fake ledger the same, and ends the test when they disagree. */
#include "twin-ledger.h"

struct _TwinLedger {
  GObject parent_instance;

  NudgeLedger *real;
  NudgeLedger *fake;
  guint n_questions;
};

static void twin_ledger_iface_init (NudgeLedgerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TwinLedger, twin_ledger, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_LEDGER, twin_ledger_iface_init))

static gboolean
twin_ledger_record (NudgeLedger *ledger, const NudgeRecord *record, GError **error)
{
  TwinLedger *self = TWIN_LEDGER (ledger);

  nudge_ledger_record (self->fake, record, NULL);
  return nudge_ledger_record (self->real, record, error);
}

static gboolean
twin_ledger_is_handled (NudgeLedger *ledger, const char *uid, NudgeTime due)
{
  TwinLedger *self = TWIN_LEDGER (ledger);
  gboolean is_handled = nudge_ledger_is_handled (self->real, uid, due);

  self->n_questions++;
  g_assert_cmpint (is_handled, ==, nudge_ledger_is_handled (self->fake, uid, due));
  return is_handled;
}

static guint
twin_ledger_count_shown (NudgeLedger *ledger, const char *uid)
{
  TwinLedger *self = TWIN_LEDGER (ledger);
  guint n_shown = nudge_ledger_count_shown (self->real, uid);

  self->n_questions++;
  g_assert_cmpuint (n_shown, ==, nudge_ledger_count_shown (self->fake, uid));
  return n_shown;
}

static GArray *
twin_ledger_load_shown (NudgeLedger *ledger, NudgeTime since, NudgeHoldWhom whom)
{
  TwinLedger *self = TWIN_LEDGER (ledger);
  GArray *real = nudge_ledger_load_shown (self->real, since, whom);
  g_autoptr(GArray) fake = nudge_ledger_load_shown (self->fake, since, whom);

  self->n_questions++;
  g_assert_cmpmem (real->data, real->len * sizeof (NudgeTime), fake->data, fake->len * sizeof (NudgeTime));
  return real;
}

static guint64
twin_ledger_take_id (NudgeLedger *ledger)
{
  return nudge_ledger_take_id (TWIN_LEDGER (ledger)->real);
}

static void
assert_same_live (const NudgeLive *a, const NudgeLive *b)
{
  g_assert_cmpuint (a->id, ==, b->id);
  g_assert_cmpstr (a->uid, ==, b->uid);
  g_assert_cmpstr (a->summary, ==, b->summary);
  g_assert_cmpstr (a->body, ==, b->body);
  g_assert_cmpstr (a->why, ==, b->why);
  g_assert_cmpstr (a->category, ==, b->category);
  g_assert_cmpstr (a->source, ==, b->source);
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_cmpint (a->origin, ==, b->origin);
  g_assert_cmpint (a->ask, ==, b->ask);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->missed, ==, b->missed);
  g_assert_cmpint (a->due, ==, b->due);
  g_assert_cmpint (a->room, ==, b->room);
  g_assert_cmpint (a->grace, ==, b->grace);
  g_assert_cmpint (a->state, ==, b->state);
  g_assert_cmpint (a->shown_at, ==, b->shown_at);
  g_assert_cmpint (a->snoozed_until, ==, b->snoozed_until);
  g_assert_cmpint (a->until, ==, b->until);
  g_assert_cmpuint (a->snoozes, ==, b->snoozes);
  g_assert_cmpint (a->by_request, ==, b->by_request);
  g_assert_cmpint (a->is_private, ==, b->is_private);
}

static gint
compare_ids (NudgeLive **a, NudgeLive **b)
{
  return (*a)->id < (*b)->id ? -1 : (*a)->id > (*b)->id;
}

static GPtrArray *
twin_ledger_load_live (NudgeLedger *ledger)
{
  TwinLedger *self = TWIN_LEDGER (ledger);
  GPtrArray *real = nudge_ledger_load_live (self->real);
  g_autoptr(GPtrArray) fake = nudge_ledger_load_live (self->fake);

  self->n_questions++;
  g_assert_cmpuint (real->len, ==, fake->len);
  g_ptr_array_sort (real, (GCompareFunc) compare_ids);
  g_ptr_array_sort (fake, (GCompareFunc) compare_ids);
  for (guint i = 0; i < real->len; i++)
    assert_same_live (g_ptr_array_index (real, i), g_ptr_array_index (fake, i));
  return real;
}

static NudgeTime
twin_ledger_get_handled_until (NudgeLedger *ledger)
{
  TwinLedger *self = TWIN_LEDGER (ledger);
  NudgeTime time = nudge_ledger_get_handled_until (self->real);

  self->n_questions++;
  g_assert_cmpint (time, ==, nudge_ledger_get_handled_until (self->fake));
  return time;
}

static void
twin_ledger_set_handled_until (NudgeLedger *ledger, NudgeTime time)
{
  TwinLedger *self = TWIN_LEDGER (ledger);

  nudge_ledger_set_handled_until (self->fake, time);
  nudge_ledger_set_handled_until (self->real, time);
}

static void
twin_ledger_iface_init (NudgeLedgerInterface *iface)
{
  iface->record = twin_ledger_record;
  iface->is_handled = twin_ledger_is_handled;
  iface->count_shown = twin_ledger_count_shown;
  iface->load_shown = twin_ledger_load_shown;
  iface->take_id = twin_ledger_take_id;
  iface->load_live = twin_ledger_load_live;
  iface->get_handled_until = twin_ledger_get_handled_until;
  iface->set_handled_until = twin_ledger_set_handled_until;
}

static void
twin_ledger_finalize (GObject *object)
{
  TwinLedger *self = TWIN_LEDGER (object);

  g_clear_object (&self->real);
  g_clear_object (&self->fake);
  G_OBJECT_CLASS (twin_ledger_parent_class)->finalize (object);
}

static void
twin_ledger_class_init (TwinLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = twin_ledger_finalize;
}

static void
twin_ledger_init (TwinLedger *self)
{
}

TwinLedger *
twin_ledger_new (NudgeLedger *real, FakeLedger *fake)
{
  TwinLedger *self = g_object_new (TWIN_TYPE_LEDGER, NULL);

  self->real = g_object_ref (real);
  self->fake = NUDGE_LEDGER (g_object_ref (fake));
  return self;
}

guint
twin_ledger_count_questions (TwinLedger *self)
{
  return self->n_questions;
}
