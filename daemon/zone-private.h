/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone, from inside: a sorted table of changes of offset that every source of zones fills. */
#pragma once

#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_ZONE_OFFSET_MAX: no offset from UTC is larger, in seconds; keeps arithmetic far from its limits. */
#define NUDGE_ZONE_OFFSET_MAX (26 * 3600)

/**
 * NudgeZoneChange: from the instant @at on, clocks are @offset seconds east of UTC.
 * @at: seconds since the epoch
 * @wall: filled by nudge_zone_new_from_changes(): the wall-clock seconds from which on local times are read
 *   with @offset; until then, in a gap too, they are read with the offset before
 */
typedef struct {
  gint64 at;
  gint64 wall;
  gint offset;
} NudgeZoneChange;

/**
 * nudge_zone_new_from_changes:
 * @name: its name
 * @first_offset: seconds east of UTC before the first change
 * @changes: (element-type NudgeZoneChange) (transfer none): in any order; of two at the same instant the later
 *   one in the array holds
 *
 * Returns: (transfer full): the zone
 */
NudgeZone *nudge_zone_new_from_changes (const char *name, gint first_offset, GArray *changes);

/** nudge_zone_get_changes: Returns: (transfer none): its changes in order of time, each to another offset */
const NudgeZoneChange *nudge_zone_get_changes (NudgeZone *zone, gsize *n_changes, gint *first_offset);

/** nudge_zone_find_change: Returns: how many changes are not later than the instant @utc */
gsize nudge_zone_find_change (NudgeZone *zone, gint64 utc);

G_END_DECLS
