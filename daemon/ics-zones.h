/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones of a file: from a TZID to a zone of the system, else to the VTIMEZONE that the file brings. */
#pragma once

#include "ics-report.h"
#include "ics-scanner.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

#define NUDGE_ICS_MAX_ZONES 256       /* VTIMEZONE a file, and TZIDs without one */
#define NUDGE_ICS_MAX_OBSERVANCES 512 /* STANDARD and DAYLIGHT a VTIMEZONE */

/** NudgeIcsZones: what is known of the TZIDs of one file. */
typedef struct _NudgeIcsZones NudgeIcsZones;

/** nudge_ics_zones_new: @report: outlives the result. Returns: (transfer full): a table without zones */
NudgeIcsZones *nudge_ics_zones_new (NudgeIcsReport *report);

void nudge_ics_zones_free (NudgeIcsZones *self);

/** nudge_ics_zones_add: @part: a VTIMEZONE. Read only if its TZID names no zone of the system. */
void nudge_ics_zones_add (NudgeIcsZones *self, const NudgeIcsPart *part);

/**
 * nudge_ics_zones_find:
 * @line: where it is used
 *
 * A TZID that nobody knows is reported at its first use.
 *
 * Returns: (transfer none) (nullable): the zone, or %NULL: read the time as floating
 */
NudgeZone *nudge_ics_zones_find (NudgeIcsZones *self, const char *tzid, guint line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeIcsZones, nudge_ics_zones_free)

G_END_DECLS
