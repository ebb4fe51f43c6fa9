/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone table: the changes of offset of a place in order of time; every source of zones fills one. */
#pragma once

#include "civil-time.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_ZONE_OFFSET_MAX: no offset from UTC is larger, in seconds; keeps arithmetic far from its limits. */
#define NUDGE_ZONE_OFFSET_MAX (26 * 3600)

/**
 * NudgeZoneChange: from the instant @at on, clocks are @offset seconds east of UTC.
 * @at: seconds since the epoch
 * @offset: seconds east of UTC
 * @wall: filled by nudge_zone_table_new(): the wall-clock seconds from which on local times are read
 *   with @offset; until then, in a gap too, they are read with the offset before
 */
typedef struct {
  gint64 at;
  gint64 wall;
  gint offset;
} NudgeZoneChange;

/**
 * NudgeZoneTable: immutable; read the fields, never write them.
 * @name: IANA name or TZID
 * @first_offset: seconds east of UTC before the first change
 * @changes: (array length=n_changes): in order of time, each to another offset
 */
typedef struct {
  char *name;
  gint first_offset;
  gsize n_changes;
  NudgeZoneChange *changes;
} NudgeZoneTable;

/**
 * nudge_zone_table_new:
 * @changes: (element-type NudgeZoneChange) (nullable): in any order; of two at the same instant the later one in
 *   the array holds
 *
 * Returns: (transfer full): the table
 */
NudgeZoneTable *nudge_zone_table_new (const char *name, gint first_offset, GArray *changes);

/** nudge_zone_table_free: frees a table that no zone took over. */
void nudge_zone_table_free (NudgeZoneTable *table);

/** nudge_zone_table_equal: Returns: whether both have the same name and the same offset at every instant */
gboolean nudge_zone_table_equal (const NudgeZoneTable *a, const NudgeZoneTable *b);

/** nudge_zone_table_find: Returns: how many changes are not later than the instant @utc */
gsize nudge_zone_table_find (const NudgeZoneTable *table, gint64 utc);

/** nudge_zone_table_find_wall: Returns: how many changes hold for the wall-clock seconds @local (RFC 5545, 3.3.5) */
gsize nudge_zone_table_find_wall (const NudgeZoneTable *table, gint64 local);

/** nudge_zone_table_get_offset: Returns: seconds east of UTC after @n_passed changes */
gint nudge_zone_table_get_offset (const NudgeZoneTable *table, gsize n_passed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeZoneTable, nudge_zone_table_free)

G_END_DECLS
