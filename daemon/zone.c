/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone: from the wall clock of a place to an instant and back. */
#include "zone.h"

#include "nudge-error.h"
#include "zone-names.h"

#include <string.h>

#define SHOWN_BYTES_MAX 80

struct _NudgeZone {
  NudgeZoneTable *table;
};

static void
zone_clear (NudgeZone *zone)
{
  nudge_zone_table_free (zone->table);
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

NudgeZone *
nudge_zone_new_from_table (NudgeZoneTable *table)
{
  NudgeZone *zone = g_atomic_rc_box_new0 (NudgeZone);

  zone->table = table;
  return zone;
}

NudgeZone *
nudge_zone_new_utc (void)
{
  return nudge_zone_new_from_table (nudge_zone_table_new ("UTC", 0, NULL));
}

NudgeZone *
nudge_zone_new_by_name (const char *name, GError **error)
{
  NudgeZoneTable *table = nudge_zone_names_load (name);
  g_autofree char *shown = NULL;

  if (table != NULL)
    return nudge_zone_new_from_table (table);
  shown = g_utf8_make_valid (name, (gssize) strnlen (name, SHOWN_BYTES_MAX));
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
               "“%s” is not the name of a time zone; names look like “Europe/Berlin” or “UTC”", shown);
  return NULL;
}

NudgeZone *
nudge_zone_new_local (void)
{
  NudgeZoneTable *table = nudge_zone_names_load_local ();

  return table != NULL ? nudge_zone_new_from_table (table) : nudge_zone_new_utc ();
}

const char *
nudge_zone_get_name (NudgeZone *zone)
{
  return zone->table->name;
}

const NudgeZoneTable *
nudge_zone_get_table (NudgeZone *zone)
{
  return zone->table;
}

gboolean
nudge_zone_equal (NudgeZone *a, NudgeZone *b)
{
  return a == b || nudge_zone_table_equal (a->table, b->table);
}

gint64
nudge_zone_to_utc (NudgeZone *zone, gint64 local)
{
  return local - nudge_zone_table_get_offset (zone->table, nudge_zone_table_find_wall (zone->table, local));
}

gint64
nudge_zone_to_local (NudgeZone *zone, gint64 utc)
{
  return utc + nudge_zone_table_get_offset (zone->table, nudge_zone_table_find (zone->table, utc));
}

NudgeTime
nudge_wall_time_to_time (const NudgeWallTime *wall, NudgeZone *desk)
{
  NudgeZone *zone = wall->zone != NULL && !wall->is_date ? wall->zone : desk;

  return nudge_zone_to_utc (zone, wall->local) * G_TIME_SPAN_SECOND;
}
