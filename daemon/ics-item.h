/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Item: what one VEVENT or VTODO says, before masters and their overrides are put together. */
#pragma once

#include "ics-alarm.h"
#include "ics-context.h"
#include "ics-own.h"
#include "ics-times.h"

#include <glib.h>

G_BEGIN_DECLS

#define NUDGE_ICS_MAX_ALARMS 20   /* alarms an item */
#define NUDGE_ICS_MAX_SUMMARY 1024 /* bytes of a title */

/**
 * NudgeIcsItem: arrays are %NULL where they would be empty; zones of times are borrowed from the reader.
 * @has_start: @start is set: DTSTART, or DUE of a VTODO without one
 * @end: from start to end (DTEND, DUE, DURATION)
 * @is_override: has a RECURRENCE-ID
 * @is_future: RANGE=THISANDFUTURE
 * @is_off: cancelled, or a VTODO that is completed
 * @has_own_alarms: at least one VALARM is by time and to be shown
 * @acknowledged: of all alarms (Thunderbird)
 */
typedef struct {
  NudgeIcsPartKind kind;
  guint line;
  char *uid;
  char *summary;
  char *description;
  char *why;
  char **prompts;
  const char *category;
  gboolean has_start;
  NudgeWallTime start;
  NudgeIcsSpan end;
  gboolean is_override;
  gboolean is_future;
  NudgeWallTime recurrence_id;
  gboolean is_off;
  gboolean is_private;
  guint64 sequence;
  guint rrule_line;
  GPtrArray *rrules;
  GArray *rdates;
  GArray *exdates;
  GArray *alarms;
  NudgeTime acknowledged;
  NudgeIcsOwn own;
} NudgeIcsItem;

/**
 * nudge_ics_item_new:
 * @part: a VEVENT or VTODO
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL when something is wrong that costs the item (reported)
 */
NudgeIcsItem *nudge_ics_item_new (NudgeIcsReader *reader, const NudgeIcsPart *part, const NudgeIcsContext *context);

void nudge_ics_item_free (NudgeIcsItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeIcsItem, nudge_ics_item_free)

G_END_DECLS
