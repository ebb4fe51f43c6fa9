/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone watch: says when the zone of the desk is another one, or has other rules, without polling. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_ZONE_WATCH (nudge_zone_watch_get_type ())
G_DECLARE_FINAL_TYPE (NudgeZoneWatch, nudge_zone_watch, NUDGE, ZONE_WATCH, GObject)

/**
 * NudgeZoneWatch::changed:
 *
 * The file names another zone, or the zone it names has other data (tzdata was updated).
 */

/**
 * nudge_zone_watch_new:
 * @localtime: the file or link to watch, `/etc/localtime`; may be missing and may be replaced
 *
 * Watches the entry itself and, where it is a link, the zone file it leads to. What is seen in the
 * 200 ms after a change counts as one: `ln -sf` takes the link away before it puts the new one there.
 *
 * Returns: (transfer full): a watch
 */
NudgeZoneWatch *nudge_zone_watch_new (const char *localtime);

G_END_DECLS
