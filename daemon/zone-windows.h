/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows zones: the names that Windows programs write as TZID, by the CLDR table (windowsZones, territory 001). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** nudge_windows_zone_to_iana: @name in any case. Returns: (nullable): the IANA name of the Windows zone @name */
const char *nudge_windows_zone_to_iana (const char *name);

G_END_DECLS
