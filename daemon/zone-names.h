/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone names: which file of the system's zone table a name may reach, and which zone the desk is in. */
#pragma once

#include "zone-table.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_zone_names_load:
 * @name: as for nudge_zone_new_by_name()
 *
 * Reads the system's files anew at each call, so an updated table is seen at once.
 *
 * Returns: (transfer full) (nullable): its table, or %NULL where no listed zone has that name
 */
NudgeZoneTable *nudge_zone_names_load (const char *name);

/**
 * nudge_zone_names_find_nearest:
 * @name: a name that is none, such as `Europe/Berlim` or `Berlin`
 *
 * Returns: (transfer full) (nullable): the listed name that was most likely meant
 */
char *nudge_zone_names_find_nearest (const char *name);

/** nudge_zone_names_load_local: Returns: (transfer full) (nullable): the zone of `TZ`, else of `/etc/localtime` */
NudgeZoneTable *nudge_zone_names_load_local (void);

G_END_DECLS
