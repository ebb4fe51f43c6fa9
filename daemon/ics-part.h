/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Part: one component of a calendar as the scanner hands it out: its lines and the components inside it. */
#pragma once

#include "ics-line.h"

#include <glib.h>

G_BEGIN_DECLS

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
 * @text: (nullable): owns what the lines of this part and of those inside it point to; in the outermost part only
 */
typedef struct {
  NudgeIcsPartKind kind;
  guint line;
  GArray *lines;
  GPtrArray *parts;
  GStringChunk *text;
} NudgeIcsPart;

/** nudge_ics_part_kind_to_text: Returns: `VEVENT` and so on; "component" for the others */
const char *nudge_ics_part_kind_to_text (NudgeIcsPartKind kind);

/** nudge_ics_part_find: Returns: (nullable): the first line of @part with that name */
const NudgeIcsLine *nudge_ics_part_find (const NudgeIcsPart *part, NudgeIcsName name);

/** nudge_ics_part_kind_from_text: @name: any case. Returns: the kind */
NudgeIcsPartKind nudge_ics_part_kind_from_text (const char *name);

/** nudge_ics_part_kind_is_item: Returns: whether it stands directly in a calendar, so never inside another item */
gboolean nudge_ics_part_kind_is_item (NudgeIcsPartKind kind);

/** nudge_ics_part_new: Returns: (transfer full): a part without lines; @has_text: make its @text */
NudgeIcsPart *nudge_ics_part_new (NudgeIcsPartKind kind, guint line, gboolean has_text);

void nudge_ics_part_free (NudgeIcsPart *part);

G_END_DECLS
