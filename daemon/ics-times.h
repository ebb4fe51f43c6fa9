/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of a component: DATE and DATE-TIME values with the zone they are in. */
#pragma once

#include "ics-line.h"
#include "ics-report.h"
#include "ics-values.h"
#include "ics-zones.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_ICS_MAX_DATES: RDATE an item, and EXDATE an item. */
#define NUDGE_ICS_MAX_DATES 5000

/**
 * NudgeIcsReader: what reading a component needs. The zones of the times that were read are @zones' and @utc.
 * @zones: zones of the file
 * @utc: the zone UTC
 * @report: where problems go
 */
typedef struct {
  NudgeIcsZones *zones;
  NudgeZone *utc;
  NudgeIcsReport *report;
} NudgeIcsReader;

/**
 * nudge_ics_time_from_line:
 * @line: such as `DTSTART;TZID=Europe/Berlin:20260302T090000`
 *
 * Returns: whether it is a time (what is wrong is reported); only then @time is set, its zone is borrowed
 */
gboolean nudge_ics_time_from_line (NudgeIcsReader *reader, const NudgeIcsLine *line, NudgeWallTime *time);

/**
 * nudge_ics_times_from_line:
 * @line: RDATE or EXDATE with any number of values; of a PERIOD the start is taken
 * @times: (element-type NudgeWallTime): what is read is added
 */
void nudge_ics_times_from_line (NudgeIcsReader *reader, const NudgeIcsLine *line, GArray *times);

/** nudge_ics_instant_from_line: as nudge_ics_time_from_line(), for values that are UTC; without Z they are taken so */
gboolean nudge_ics_instant_from_line (NudgeIcsReader *reader, const NudgeIcsLine *line, NudgeTime *time);

/** nudge_ics_span_from_line: Returns: whether it is a duration (what is wrong is reported); only then @span is set */
gboolean nudge_ics_span_from_line (NudgeIcsReader *reader, const NudgeIcsLine *line, NudgeIcsSpan *span);

G_END_DECLS
