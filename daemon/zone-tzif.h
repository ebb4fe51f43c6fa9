/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TZif: the binary format of the system's time zones (RFC 8536), read with every length checked. */
#pragma once

#include "zone-table.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_tzif_parse:
 * @name: name of the zone
 *
 * Returns: (transfer full) (nullable): the zone, or %NULL where @data is not a whole and valid TZif file
 */
NudgeZoneTable *nudge_tzif_parse (const char *name, const guint8 *data, gsize length);

G_END_DECLS
