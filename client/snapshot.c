/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Snapshot: two dictionaries and the order of live nudges. */
#include "snapshot.h"

#include "bus.h"
#include "record.h"

struct _NudgeStatus {
  GVariant *daemon;   /* (nullable): its properties */
  GHashTable *nudges; /* object path -> properties */
};

NudgeSnapshot *
nudge_snapshot_new (void)
{
  NudgeSnapshot *snapshot = g_new0 (NudgeSnapshot, 1);

  snapshot->nudges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  return snapshot;
}

void
nudge_snapshot_clear (NudgeSnapshot *snapshot)
{
  g_clear_pointer (&snapshot->daemon, g_variant_unref);
  g_hash_table_remove_all (snapshot->nudges);
}

void
nudge_snapshot_free (NudgeSnapshot *snapshot)
{
  nudge_snapshot_clear (snapshot);
  g_hash_table_unref (snapshot->nudges);
  g_free (snapshot);
}

void
nudge_snapshot_merge_daemon (NudgeSnapshot *snapshot, GVariant *properties)
{
  g_autoptr(GVariant) old = g_steal_pointer (&snapshot->daemon);

  snapshot->daemon = nudge_record_merge (old, properties);
}

void
nudge_snapshot_add_object (NudgeSnapshot *snapshot, const char *path, GVariant *interfaces)
{
  g_autoptr(GVariant) properties =
      g_variant_lookup_value (interfaces, NUDGE_BUS_NUDGE, G_VARIANT_TYPE_VARDICT);

  if (properties != NULL)
    g_hash_table_insert (snapshot->nudges, g_strdup (path), g_steal_pointer (&properties));
}

void
nudge_snapshot_set_objects (NudgeSnapshot *snapshot, GVariant *objects)
{
  GVariantIter iter;
  const char *path;
  GVariant *interfaces;

  g_hash_table_remove_all (snapshot->nudges);
  g_variant_iter_init (&iter, objects);
  while (g_variant_iter_loop (&iter, "{&o@a{sa{sv}}}", &path, &interfaces))
    nudge_snapshot_add_object (snapshot, path, interfaces);
}

void
nudge_snapshot_merge_nudge (NudgeSnapshot *snapshot, const char *path, GVariant *properties)
{
  GVariant *old = g_hash_table_lookup (snapshot->nudges, path);

  if (old != NULL)
    g_hash_table_insert (snapshot->nudges, g_strdup (path), nudge_record_merge (old, properties));
}

void
nudge_snapshot_remove_nudge (NudgeSnapshot *snapshot, const char *path)
{
  g_hash_table_remove (snapshot->nudges, path);
}

gboolean
nudge_snapshot_is_online (NudgeSnapshot *snapshot)
{
  return snapshot->daemon != NULL;
}

GVariant *
nudge_snapshot_daemon (NudgeSnapshot *snapshot)
{
  return snapshot->daemon;
}

const char *
nudge_snapshot_state (NudgeSnapshot *snapshot)
{
  return snapshot->daemon == NULL ? "offline" : nudge_record_string (snapshot->daemon, "State");
}

GVariant *
nudge_snapshot_next (NudgeSnapshot *snapshot)
{
  g_autoptr(GVariant) next = NULL;

  if (snapshot->daemon != NULL)
    next = g_variant_lookup_value (snapshot->daemon, "Next", G_VARIANT_TYPE_VARDICT);
  if (next == NULL || g_variant_n_children (next) == 0)
    return NULL;
  return g_steal_pointer (&next);
}

static gint
rank (GVariant *nudge)
{
  const char *state = nudge_record_string (nudge, "State");

  if (g_str_equal (state, "shown"))
    return 0;
  return g_str_equal (state, "snoozed") ? 2 : 1;
}

static gint
compare_times (NudgeTime a, NudgeTime b)
{
  return a < b ? 1 : a > b ? -1 : 0;
}

static gint
compare_nudges (gconstpointer a, gconstpointer b)
{
  GVariant *left = *(GVariant *const *) a;
  GVariant *right = *(GVariant *const *) b;
  gint order = rank (left) - rank (right);

  if (order == 0)
    order = compare_times (MAX (nudge_record_time (left, "ShownAt"), nudge_record_time (left, "Due")),
                           MAX (nudge_record_time (right, "ShownAt"), nudge_record_time (right, "Due")));
  if (order == 0)
    order = compare_times (g_ascii_strtoll (nudge_record_string (left, "Id"), NULL, 10),
                           g_ascii_strtoll (nudge_record_string (right, "Id"), NULL, 10));
  return order;
}

GPtrArray *
nudge_snapshot_pending (NudgeSnapshot *snapshot)
{
  g_autoptr(GPtrArray) nudges = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  GHashTableIter iter;
  gpointer nudge;

  g_hash_table_iter_init (&iter, snapshot->nudges);
  while (g_hash_table_iter_next (&iter, NULL, &nudge))
    g_ptr_array_add (nudges, g_variant_ref (nudge));
  g_ptr_array_sort (nudges, compare_nudges);
  return g_steal_pointer (&nudges);
}
