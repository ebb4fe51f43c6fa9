/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, parcels: the table of what is on its way, and telling the world of it. */
#define G_LOG_DOMAIN "nudged-delivery"

#include "delivery-courier.h"

NudgeParcel *
nudge_parcel_find (NudgeCourier *self, guint64 id)
{
  return g_hash_table_lookup (self->parcels, &id);
}

static void
note_rule (NudgeCourier *self, const NudgeLive *live)
{
  GArray *ids = g_hash_table_lookup (self->by_rule, live->uid);

  if (ids == NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_hash_table_insert (self->by_rule, g_strdup (live->uid), ids);
    }
  g_array_append_val (ids, live->id);
}

static void
forget_rule (NudgeCourier *self, const NudgeLive *live)
{
  GArray *ids = g_hash_table_lookup (self->by_rule, live->uid);

  for (guint i = ids->len; i > 0; i--)
    if (g_array_index (ids, guint64, i - 1) == live->id)
      g_array_remove_index (ids, i - 1);
  if (ids->len == 0)
    g_hash_table_remove (self->by_rule, live->uid);
}

GPtrArray *
nudge_parcel_list_of_rule (NudgeCourier *self, const char *uid)
{
  GPtrArray *lives = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_live_unref);
  const GArray *ids = g_hash_table_lookup (self->by_rule, uid);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_ptr_array_add (lives, nudge_live_ref (nudge_parcel_find (self, g_array_index (ids, guint64, i))->live));
  return lives;
}

NudgeParcel *
nudge_parcel_add (NudgeCourier *self, NudgeLive *live, NudgeTime wake)
{
  NudgeParcel *parcel = g_new0 (NudgeParcel, 1);

  parcel->live = nudge_live_ref (live);
  parcel->wake = wake;
  parcel->verdict.reason = live->reason != NULL ? nudge_reason_from_word (live->reason) : NUDGE_REASON_NONE;
  parcel->verdict.until = NUDGE_NEVER;
  g_hash_table_insert (self->parcels, &parcel->live->id, parcel);
  note_rule (self, live);
  return parcel;
}

/* The key in the table lies in the live nudge, so the table is told of the new one. */
void
nudge_parcel_replace (NudgeCourier *self, NudgeParcel *parcel, NudgeLive *live)
{
  g_autoptr(NudgeLive) old = parcel->live;

  g_hash_table_steal (self->parcels, &old->id);
  parcel->live = live;
  g_hash_table_insert (self->parcels, &live->id, parcel);
}

static gint
compare_lives (NudgeLive **a, NudgeLive **b)
{
  if ((*a)->due != (*b)->due)
    return (*a)->due < (*b)->due ? -1 : 1;
  return (*a)->id < (*b)->id ? -1 : (*a)->id > (*b)->id;
}

GPtrArray *
nudge_parcel_list (NudgeCourier *self, NudgeTime wake)
{
  GPtrArray *lives = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_live_unref);
  GHashTableIter iter;
  const NudgeParcel *parcel;

  g_hash_table_iter_init (&iter, self->parcels);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &parcel))
    if (parcel->wake <= wake)
      g_ptr_array_add (lives, nudge_live_ref (parcel->live));
  g_ptr_array_sort (lives, (GCompareFunc) compare_lives);
  return lives;
}

void
nudge_parcel_announce (NudgeCourier *self, NudgeParcel *parcel)
{
  g_autoptr(NudgeLive) live = nudge_live_ref (parcel->live);

  parcel->is_announced = TRUE;
  g_signal_emit_by_name (self->owner, "changed", live);
}

void
nudge_parcel_record (NudgeCourier *self, NudgeLive *live, NudgeOutcome outcome, const char *reason, NudgeTime now)
{
  const NudgeRecord fact = { .outcome = outcome, .time = now, .live = live, .reason = reason };
  g_autoptr(GError) error = NULL;

  if (!nudge_ledger_record (self->ledger, &fact, &error))
    g_debug ("Nudge %" G_GUINT64_FORMAT ", %s, is not on the disk yet: %s", live->id,
             nudge_outcome_to_string (outcome), error->message);
}

gboolean
nudge_parcel_end (NudgeCourier *self, NudgeParcel *parcel, NudgeRecord *fact, GError **error)
{
  g_autoptr(NudgeLive) live = nudge_live_ref (parcel->live);
  gboolean is_kept;

  fact->live = live;
  is_kept = nudge_ledger_record (self->ledger, fact, error);
  forget_rule (self, live);
  g_hash_table_remove (self->parcels, &live->id);
  if (live->state == NUDGE_STATE_SHOWN)
    nudge_presenter_withdraw (self->presenter, live->id);
  g_debug ("Nudge %" G_GUINT64_FORMAT " ended: %s", live->id, nudge_outcome_to_string (fact->outcome));
  g_signal_emit_by_name (self->owner, "ended", live, (gint) fact->outcome);
  return is_kept;
}
