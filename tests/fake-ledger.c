/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake ledger: keeps the records in memory, can lose its disk, and can be copied as it stands at a crash. */
#include "fake-ledger.h"

#include "gate.h"
#include "nudge-error.h"

struct _FakeLedger {
  GObject parent_instance;

  GPtrArray *records;     /* of FakeRecord */
  GHashTable *handled;    /* set of "UID due" */
  GHashTable *n_shown;    /* UID to number */
  GHashTable *lives;      /* id to NudgeLive */
  guint64 last_id;
  NudgeTime handled_until;
  NudgeTime handled_on_disk;
  guint n_told;           /* records that were in a story */
  gboolean is_full;
};

static void fake_ledger_iface_init (NudgeLedgerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeLedger, fake_ledger, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_LEDGER, fake_ledger_iface_init))

static void
fake_record_free (FakeRecord *record)
{
  nudge_live_unref (record->live);
  g_free (record->reason);
  g_free (record->value);
  g_free (record->note);
  g_free (record);
}

static char *
identity (const char *uid, NudgeTime due)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, uid, due);
}

static void
keep (FakeLedger *self, const NudgeRecord *record)
{
  FakeRecord *kept = g_new0 (FakeRecord, 1);

  kept->outcome = record->outcome;
  kept->time = record->time;
  kept->live = nudge_live_ref (record->live);
  kept->reason = g_strdup (record->reason);
  kept->value = g_strdup (record->value);
  kept->note = g_strdup (record->note);
  g_ptr_array_add (self->records, kept);
}

static void
count_show (FakeLedger *self, const char *uid)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_shown, uid));

  g_hash_table_insert (self->n_shown, g_strdup (uid), GUINT_TO_POINTER (n + 1));
}

static void
apply (FakeLedger *self, const NudgeRecord *record)
{
  NudgeLive *live = record->live;

  keep (self, record);
  g_hash_table_add (self->handled, identity (live->uid, live->due));
  if (record->outcome == NUDGE_OUTCOME_SHOWN && live->snoozes == 0)
    count_show (self, live->uid);
  if (nudge_outcome_is_end (record->outcome))
    g_hash_table_remove (self->lives, &live->id);
  else
    g_hash_table_replace (self->lives, &live->id, nudge_live_ref (live));
  self->handled_on_disk = self->handled_until;
}

static gboolean
fake_ledger_record (NudgeLedger *ledger, const NudgeRecord *record, GError **error)
{
  FakeLedger *self = FAKE_LEDGER (ledger);

  apply (self, record);
  if (self->is_full)
    g_set_error_literal (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE, "The disk is full");
  return !self->is_full;
}

static gboolean
fake_ledger_is_handled (NudgeLedger *ledger, const char *uid, NudgeTime due)
{
  g_autofree char *key = identity (uid, due);

  return g_hash_table_contains (FAKE_LEDGER (ledger)->handled, key);
}

static guint
fake_ledger_count_shown (NudgeLedger *ledger, const char *uid)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (FAKE_LEDGER (ledger)->n_shown, uid));
}

static gint
compare_times (const NudgeTime *a, const NudgeTime *b)
{
  return *a < *b ? -1 : *a > *b;
}

static GArray *
fake_ledger_load_shown (NudgeLedger *ledger, NudgeTime since, NudgeHoldWhom whom)
{
  FakeLedger *self = FAKE_LEDGER (ledger);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (NudgeTime));

  for (guint i = 0; i < self->records->len; i++)
    {
      const FakeRecord *record = g_ptr_array_index (self->records, i);
      const NudgeLive *live = record->live;

      if (record->outcome == NUDGE_OUTCOME_SHOWN && record->time >= since && live->snoozes == 0 && !live->by_request
          && (whom & nudge_hold_whom (live->origin)) != 0)
        g_array_append_val (times, record->time);
    }
  g_array_sort (times, (GCompareFunc) compare_times);
  return times;
}

static guint64
fake_ledger_take_id (NudgeLedger *ledger)
{
  return ++FAKE_LEDGER (ledger)->last_id;
}

static GPtrArray *
fake_ledger_load_live (NudgeLedger *ledger)
{
  GPtrArray *lives = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_live_unref);
  GHashTableIter iter;
  NudgeLive *live;

  g_hash_table_iter_init (&iter, FAKE_LEDGER (ledger)->lives);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &live))
    g_ptr_array_add (lives, nudge_live_ref (live));
  return lives;
}

static NudgeTime
fake_ledger_get_handled_until (NudgeLedger *ledger)
{
  return FAKE_LEDGER (ledger)->handled_until;
}

static void
fake_ledger_set_handled_until (NudgeLedger *ledger, NudgeTime time)
{
  FakeLedger *self = FAKE_LEDGER (ledger);

  if (self->handled_until == 0 || time < self->handled_until)
    self->handled_on_disk = time;
  self->handled_until = time;
}

static void
fake_ledger_iface_init (NudgeLedgerInterface *iface)
{
  iface->record = fake_ledger_record;
  iface->is_handled = fake_ledger_is_handled;
  iface->count_shown = fake_ledger_count_shown;
  iface->load_shown = fake_ledger_load_shown;
  iface->take_id = fake_ledger_take_id;
  iface->load_live = fake_ledger_load_live;
  iface->get_handled_until = fake_ledger_get_handled_until;
  iface->set_handled_until = fake_ledger_set_handled_until;
}

static void
fake_ledger_finalize (GObject *object)
{
  FakeLedger *self = FAKE_LEDGER (object);

  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->handled, g_hash_table_unref);
  g_clear_pointer (&self->n_shown, g_hash_table_unref);
  g_clear_pointer (&self->lives, g_hash_table_unref);
  G_OBJECT_CLASS (fake_ledger_parent_class)->finalize (object);
}

static void
fake_ledger_class_init (FakeLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_ledger_finalize;
}

static void
fake_ledger_init (FakeLedger *self)
{
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) fake_record_free);
  self->handled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lives = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) nudge_live_unref);
}

FakeLedger *
fake_ledger_new (void)
{
  return g_object_new (FAKE_TYPE_LEDGER, NULL);
}

FakeLedger *
fake_ledger_copy (FakeLedger *self)
{
  FakeLedger *copy = fake_ledger_new ();

  for (guint i = 0; i < self->records->len; i++)
    {
      const FakeRecord *kept = g_ptr_array_index (self->records, i);
      const NudgeRecord record = { .outcome = kept->outcome, .time = kept->time, .live = kept->live,
                                   .reason = kept->reason, .value = kept->value, .note = kept->note };

      apply (copy, &record);
    }
  copy->last_id = self->last_id;
  copy->handled_until = self->handled_on_disk;
  copy->handled_on_disk = self->handled_on_disk;
  return copy;
}

GPtrArray *
fake_ledger_get_records (FakeLedger *self)
{
  return self->records;
}

const FakeRecord *
fake_ledger_get_last (FakeLedger *self)
{
  g_assert_cmpuint (self->records->len, >, 0);
  return g_ptr_array_index (self->records, self->records->len - 1);
}

char *
fake_ledger_take_story (FakeLedger *self)
{
  g_autoptr(GString) story = g_string_new (NULL);

  for (; self->n_told < self->records->len; self->n_told++)
    {
      const FakeRecord *record = g_ptr_array_index (self->records, self->n_told);

      g_string_append_printf (story, "%s%s %s", story->len > 0 ? ", " : "", record->live->uid,
                              nudge_outcome_to_string (record->outcome));
    }
  return g_strdup (story->str);
}

guint
fake_ledger_count (FakeLedger *self, NudgeOutcome outcome)
{
  guint n = 0;

  for (guint i = 0; i < self->records->len; i++)
    if (((const FakeRecord *) g_ptr_array_index (self->records, i))->outcome == outcome)
      n++;
  return n;
}

void
fake_ledger_set_full (FakeLedger *self, gboolean is_full)
{
  self->is_full = is_full;
}
