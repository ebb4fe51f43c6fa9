/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POSIX zone: the TZ text (POSIX 8.3, RFC 8536 section 3.3.1) that says how a zone goes on for ever. */
#pragma once

#include "zone-table.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_posix_zone_expand:
 * @text: such as `CET-1CEST,M3.5.0,M10.5.0/3`
 * @after: only changes later than this are appended
 * @offset: (out): seconds east of UTC where there is no summer time
 * @changes: (element-type NudgeZoneChange): gets the changes up to the end of %NUDGE_YEAR_MAX
 *
 * Returns: whether @text could be read; when not, nothing is changed
 */
gboolean nudge_posix_zone_expand (const char *text, gint64 after, gint *offset, GArray *changes);

G_END_DECLS
