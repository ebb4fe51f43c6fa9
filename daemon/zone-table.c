/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone table: the changes of offset of a place in order of time; every source of zones fills one. */
#include "zone-table.h"

static gint
compare_changes (gconstpointer a, gconstpointer b, gpointer data)
{
  const NudgeZoneChange *left = a;
  const NudgeZoneChange *right = b;

  return left->at < right->at ? -1 : left->at > right->at ? 1 : 0;
}

/* Keeps of several changes at one instant the last, and drops those that change nothing. */
static gsize
squeeze_changes (NudgeZoneChange *changes, gsize n_changes, gint first_offset)
{
  gsize n_kept = 0;

  for (gsize i = 0; i < n_changes; i++)
    {
      gint before = n_kept > 0 ? changes[n_kept - 1].offset : first_offset;

      if (i + 1 < n_changes && changes[i + 1].at == changes[i].at)
        continue;
      if (changes[i].offset != before)
        changes[n_kept++] = changes[i];
    }
  return n_kept;
}

/* RFC 5545, 3.3.5: of a time that exists twice the first counts, so the old offset holds to the end of the overlap;
 * a time in a gap is read with the old offset, so it holds to the end of the gap. */
static void
find_walls (NudgeZoneTable *table)
{
  gint before = table->first_offset;
  gint64 last_wall = G_MININT64;

  for (gsize i = 0; i < table->n_changes; i++)
    {
      NudgeZoneChange *change = &table->changes[i];

      change->wall = MAX (change->at + MAX (before, change->offset), last_wall);
      last_wall = change->wall;
      before = change->offset;
    }
}

NudgeZoneTable *
nudge_zone_table_new (const char *name, gint first_offset, GArray *changes)
{
  NudgeZoneTable *table = g_new0 (NudgeZoneTable, 1);

  table->name = g_strdup (name);
  table->first_offset = first_offset;
  if (changes != NULL && changes->len > 0)
    {
      /* a stable sort: of two changes at one instant the later in the array stays the later */
      table->changes = g_memdup2 (changes->data, changes->len * sizeof (NudgeZoneChange));
      g_qsort_with_data (table->changes, (gint) changes->len, sizeof (NudgeZoneChange), compare_changes, NULL);
      table->n_changes = squeeze_changes (table->changes, changes->len, first_offset);
    }
  find_walls (table);
  return table;
}

void
nudge_zone_table_free (NudgeZoneTable *table)
{
  g_free (table->name);
  g_free (table->changes);
  g_free (table);
}

gboolean
nudge_zone_table_equal (const NudgeZoneTable *a, const NudgeZoneTable *b)
{
  if (!g_str_equal (a->name, b->name) || a->first_offset != b->first_offset || a->n_changes != b->n_changes)
    return FALSE;
  for (gsize i = 0; i < a->n_changes; i++)
    if (a->changes[i].at != b->changes[i].at || a->changes[i].offset != b->changes[i].offset)
      return FALSE;
  return TRUE;
}

gsize
nudge_zone_table_find (const NudgeZoneTable *table, gint64 utc)
{
  gsize low = 0;
  gsize high = table->n_changes;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (table->changes[middle].at <= utc)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gsize
nudge_zone_table_find_wall (const NudgeZoneTable *table, gint64 local)
{
  gsize low = 0;
  gsize high = table->n_changes;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (table->changes[middle].wall <= local)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gint
nudge_zone_table_get_offset (const NudgeZoneTable *table, gsize n_passed)
{
  return n_passed > 0 ? table->changes[n_passed - 1].offset : table->first_offset;
}
