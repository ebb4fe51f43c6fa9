/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone: from the wall clock of a place to an instant and back. */
#include "zone.h"

#include "zone-private.h"

#include <glib.h>

#include <string.h>

struct _NudgeZone {
  char *name;
  gint first_offset;
  gsize n_changes;
  NudgeZoneChange *changes;
};

static void
zone_clear (NudgeZone *zone)
{
  g_free (zone->name);
  g_free (zone->changes);
}

NudgeZone *
nudge_zone_ref (NudgeZone *zone)
{
  return g_atomic_rc_box_acquire (zone);
}

void
nudge_zone_unref (NudgeZone *zone)
{
  g_atomic_rc_box_release_full (zone, (GDestroyNotify) zone_clear);
}

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
find_walls (NudgeZone *zone)
{
  gint before = zone->first_offset;
  gint64 last_wall = G_MININT64;

  for (gsize i = 0; i < zone->n_changes; i++)
    {
      NudgeZoneChange *change = &zone->changes[i];

      change->wall = MAX (change->at + MAX (before, change->offset), last_wall);
      last_wall = change->wall;
      before = change->offset;
    }
}

NudgeZone *
nudge_zone_new_from_changes (const char *name, gint first_offset, GArray *changes)
{
  NudgeZone *zone = g_atomic_rc_box_new0 (NudgeZone);

  zone->name = g_strdup (name);
  zone->first_offset = first_offset;
  if (changes != NULL && changes->len > 0)
    {
      /* a stable sort: of two changes at one instant the later in the array stays the later */
      zone->changes = g_memdup2 (changes->data, changes->len * sizeof (NudgeZoneChange));
      g_qsort_with_data (zone->changes, (gint) changes->len, sizeof (NudgeZoneChange),
                         compare_changes, NULL);
      zone->n_changes = squeeze_changes (zone->changes, changes->len, first_offset);
    }
  find_walls (zone);
  return zone;
}

NudgeZone *
nudge_zone_new_utc (void)
{
  return nudge_zone_new_from_changes ("UTC", 0, NULL);
}

const char *
nudge_zone_get_name (NudgeZone *zone)
{
  return zone->name;
}

const NudgeZoneChange *
nudge_zone_get_changes (NudgeZone *zone, gsize *n_changes, gint *first_offset)
{
  *n_changes = zone->n_changes;
  *first_offset = zone->first_offset;
  return zone->changes;
}

gboolean
nudge_zone_equal (NudgeZone *a, NudgeZone *b)
{
  if (a == b)
    return TRUE;
  if (!g_str_equal (a->name, b->name) || a->first_offset != b->first_offset || a->n_changes != b->n_changes)
    return FALSE;
  for (gsize i = 0; i < a->n_changes; i++)
    if (a->changes[i].at != b->changes[i].at || a->changes[i].offset != b->changes[i].offset)
      return FALSE;
  return TRUE;
}

gsize
nudge_zone_find_change (NudgeZone *zone, gint64 utc)
{
  gsize low = 0;
  gsize high = zone->n_changes;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (zone->changes[middle].at <= utc)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gsize
find_wall (NudgeZone *zone, gint64 local)
{
  gsize low = 0;
  gsize high = zone->n_changes;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (zone->changes[middle].wall <= local)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gint
offset_after (NudgeZone *zone, gsize n_passed)
{
  return n_passed > 0 ? zone->changes[n_passed - 1].offset : zone->first_offset;
}

gint64
nudge_zone_to_utc (NudgeZone *zone, gint64 local)
{
  return local - offset_after (zone, find_wall (zone, local));
}

gint64
nudge_zone_to_local (NudgeZone *zone, gint64 utc)
{
  return utc + offset_after (zone, nudge_zone_find_change (zone, utc));
}

NudgeTime
nudge_wall_time_to_time (const NudgeWallTime *wall, NudgeZone *desk)
{
  NudgeZone *zone = wall->zone != NULL && !wall->is_date ? wall->zone : desk;

  return nudge_zone_to_utc (zone, wall->local) * G_TIME_SPAN_SECOND;
}
