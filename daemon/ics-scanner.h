/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scanner: one pass over the bytes of a calendar that hands out whole components, with limits that hold. */
#pragma once

#include "ics-part.h"
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

/**
 * NudgeIcsTaker: what to hand out.
 * @wanted: bits `1 << kind` of NudgeIcsPartKind
 * @is_before: another pass with the same report follows: leave what is wrong in the structure to it
 * @take: called at the END of each VEVENT, VTODO, VTIMEZONE and VCALENDAR that is wanted; the part is gone afterwards
 */
typedef struct {
  guint wanted;
  gboolean is_before;
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

G_END_DECLS
