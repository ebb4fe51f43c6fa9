/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz zone: any bytes as a TZif file, any text as a POSIX zone or a zone name; conversions go there and back. */
#include "zone-posix.h"
#include "zone-tzif.h"
#include "zone.h"

#include <glib.h>

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* takes the table */
static void
convert (NudgeZoneTable *table)
{
  g_autoptr(NudgeZone) zone = nudge_zone_new_from_table (table);

  for (gint64 utc = -2208988800; utc < 7289654400; utc += 86400 * 97 + 1801)
    {
      gint64 local = nudge_zone_to_local (zone, utc);

      g_assert_cmpint (ABS (local - utc), <=, NUDGE_ZONE_OFFSET_MAX);
      g_assert_cmpint (ABS (nudge_zone_to_utc (zone, local) - local), <=, NUDGE_ZONE_OFFSET_MAX);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (NudgeZoneChange));
  NudgeZone *named = nudge_zone_new_by_name (text, NULL);
  NudgeZoneTable *table = nudge_tzif_parse ("fuzz", data, size);
  gint offset = 0;

  g_clear_pointer (&named, nudge_zone_unref);
  if (table != NULL)
    convert (table);
  if (nudge_posix_zone_expand (text, G_MININT64, &offset, changes))
    convert (nudge_zone_table_new ("fuzz", offset, changes));
  return 0;
}
