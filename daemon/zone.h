/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone: from the wall clock of a place to an instant and back. */
#pragma once

#include "civil-time.h"
#include "zone-table.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeZone: an immutable, reference-counted time zone; safe to share between threads. */
typedef struct _NudgeZone NudgeZone;

/** nudge_zone_new_utc: Returns: (transfer full): UTC */
NudgeZone *nudge_zone_new_utc (void);

/**
 * nudge_zone_new_by_name:
 * @name: an IANA name (`Europe/Berlin`), also behind a vendor's prefix
 *   (`/freeassociation.sourceforge.net/Europe/Berlin`, `/mozilla.org/20050126_1/Europe/Berlin`),
 *   a name that Windows uses (`W. Europe Standard Time`, by the CLDR table), or `UTC`
 *
 * Only names made of letters, digits, `_+-` and single slashes, that the system's
 * zone table lists, are looked up: a name never reaches another file.
 *
 * Returns: (transfer full): the zone, or %NULL with %NUDGE_ERROR_INVALID_ARGUMENT
 */
NudgeZone *nudge_zone_new_by_name (const char *name, GError **error);

/**
 * nudge_zone_new_local:
 *
 * The zone of the desk as `TZ`, else `/etc/localtime`, says it at this moment.
 *
 * Returns: (transfer full): the zone; UTC where neither can be read
 */
NudgeZone *nudge_zone_new_local (void);

/**
 * NudgeZoneRule: one STANDARD or DAYLIGHT part of a VTIMEZONE (RFC 5545, 3.6.5).
 * @onset: DTSTART: wall-clock seconds, read with @offset_from
 * @offset_from: TZOFFSETFROM, seconds east of UTC
 * @offset_to: TZOFFSETTO, seconds east of UTC
 * @rrule: (nullable): RRULE text, without the name of the property
 * @rdates: (nullable) (array length=n_rdates): further onsets, wall-clock seconds
 */
typedef struct {
  gint64 onset;
  gint offset_from;
  gint offset_to;
  const char *rrule;
  const gint64 *rdates;
  gsize n_rdates;
} NudgeZoneRule;

/**
 * nudge_zone_new_from_rules:
 * @name: its TZID
 *
 * A zone that a file defines itself. Prefer nudge_zone_new_by_name() whenever
 * the TZID names a zone of the system.
 *
 * Returns: (transfer full): the zone, or %NULL with %NUDGE_ERROR_INVALID_RULE
 */
NudgeZone *nudge_zone_new_from_rules (const char *name, const NudgeZoneRule *rules, gsize n_rules, GError **error);

/** nudge_zone_new_from_table: @table: (transfer full). Returns: (transfer full): a zone with these changes */
NudgeZone *nudge_zone_new_from_table (NudgeZoneTable *table);

NudgeZone *nudge_zone_ref (NudgeZone *zone);
void nudge_zone_unref (NudgeZone *zone);

/** nudge_zone_get_name: Returns: the IANA name or TZID; for the desk's zone the IANA name where it is known */
const char *nudge_zone_get_name (NudgeZone *zone);

/** nudge_zone_equal: Returns: whether both have the same name and the same offset at every instant */
gboolean nudge_zone_equal (NudgeZone *a, NudgeZone *b);

/** nudge_zone_get_table: Returns: (transfer none): its changes of offset */
const NudgeZoneTable *nudge_zone_get_table (NudgeZone *zone);

/**
 * nudge_zone_to_utc:
 * @local: wall-clock seconds
 *
 * RFC 5545, 3.3.5: a time that exists twice is the first of the two; a time in a
 * gap is read with the offset before the gap.
 *
 * Returns: seconds since the epoch
 */
gint64 nudge_zone_to_utc (NudgeZone *zone, gint64 local);

/** nudge_zone_to_local: Returns: wall-clock seconds of the instant @utc (seconds since the epoch) */
gint64 nudge_zone_to_local (NudgeZone *zone, gint64 utc);

/**
 * NudgeWallTime: a DATE or DATE-TIME value of iCalendar (RFC 5545, 3.3.4 and 3.3.5).
 * @local: wall-clock seconds; of a DATE its midnight
 * @zone: (nullable): the zone; %NULL means floating: the zone of the desk
 * @is_date: a DATE, not a DATE-TIME
 */
typedef struct {
  gint64 local;
  NudgeZone *zone;
  gboolean is_date;
} NudgeWallTime;

/** nudge_wall_time_to_time: Returns: the instant of @wall; @desk is the zone of floating values and dates */
NudgeTime nudge_wall_time_to_time (const NudgeWallTime *wall, NudgeZone *desk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeZone, nudge_zone_unref)

G_END_DECLS
