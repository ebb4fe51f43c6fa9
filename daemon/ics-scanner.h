/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scanner: one pass over the bytes of a calendar that hands out whole components, with limits that hold. */
#pragma once

#include "ics-line.h"
#include "ics-report.h"

#include <glib.h>

G_BEGIN_DECLS

/*
 * The limits, in one place. What is over one of the first four costs its own
 * component; the others are kept up to the limit. All are reported.
 */
#define NUDGE_ICS_MAX_PHYSICAL_LINE (64 * 1024)   /* bytes of a line as it stands in the file */
#define NUDGE_ICS_MAX_LINE (1024 * 1024)          /* bytes of an unfolded line */
#define NUDGE_ICS_MAX_COMPONENT (256 * 1024)      /* bytes of the properties of a component that are read */
#define NUDGE_ICS_MAX_PROPERTIES 2000             /* properties of a component, read or not */
#define NUDGE_ICS_MAX_DEPTH 4                     /* components inside each other, VCALENDAR among them */
#define NUDGE_ICS_MAX_COMPONENTS 50000            /* VEVENT and VTODO a file */

/** NudgeIcsPartKind: the components that are read. */
typedef enum {
  NUDGE_ICS_CALENDAR,
  NUDGE_ICS_EVENT,
  NUDGE_ICS_TODO,
  NUDGE_ICS_TIMEZONE,
  NUDGE_ICS_ALARM,
  NUDGE_ICS_STANDARD,
  NUDGE_ICS_DAYLIGHT,
  NUDGE_ICS_OTHER_ITEM, /* VJOURNAL, VFREEBUSY, VAVAILABILITY */
  NUDGE_ICS_OTHER_PART,
} NudgeIcsPartKind;

/**
 * NudgeIcsPart: a component with its own lines and the components inside it.
 * @kind: which
 * @line: of its BEGIN
 * @lines: (element-type NudgeIcsLine): its properties that are read, in order
 * @parts: (element-type NudgeIcsPart): VALARM, STANDARD and DAYLIGHT inside; empty for a calendar
 */
typedef struct {
  NudgeIcsPartKind kind;
  guint line;
  GArray *lines;
  GPtrArray *parts;
  GStringChunk *text;
} NudgeIcsPart;

/**
 * NudgeIcsTaker: what to hand out.
 * @wanted: bits `1 << kind` of NudgeIcsPartKind
 * @take: called at the END of each VEVENT, VTODO, VTIMEZONE and VCALENDAR that is wanted; the part is gone afterwards
 */
typedef struct {
  guint wanted;
  void (*take) (const NudgeIcsPart *part, gpointer data);
  gpointer data;
} NudgeIcsTaker;

/**
 * nudge_ics_scan:
 * @data: the text; any line ends; without NUL
 * @report: (nullable): where problems of the structure go
 *
 * Linear in @length whatever the bytes are; what it holds at a time is bounded by the limits above.
 *
 * Returns: whether the text is complete: at least one component began, and each that began has ended
 */
gboolean nudge_ics_scan (const char *data, gsize length, const NudgeIcsTaker *taker, NudgeIcsReport *report);

/** nudge_ics_part_kind_to_text: Returns: `VEVENT` and so on; "component" for the others */
const char *nudge_ics_part_kind_to_text (NudgeIcsPartKind kind);

/** nudge_ics_part_find: Returns: (nullable): the first line of @part with that name */
const NudgeIcsLine *nudge_ics_part_find (const NudgeIcsPart *part, NudgeIcsName name);

G_END_DECLS
