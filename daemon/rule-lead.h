/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lead: the way from the start of an instance to the time at which it is due. */
#pragma once

#include "civil-time.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeLead: the way from the start of an instance to a due time.
 * @wall: seconds on the wall clock first: weeks and days, which may be 23 or 25 hours long
 * @exact: then elapsed seconds
 * @at_all_day: the time of day for all-day items is added on the wall clock
 * @kind: a NudgeDueKind
 * @delay: the part of @exact by which a repetition is later than its alarm, seconds
 * @acknowledged: the alarm is done for instances whose alarm (without @delay) is not later than this
 */
typedef struct {
  gint64 wall;
  gint64 exact;
  gboolean at_all_day;
  guint kind;
  gint64 delay;
  NudgeTime acknowledged;
} NudgeLead;

/** NUDGE_NOT_ACKNOWLEDGED: earlier than every instant */
#define NUDGE_NOT_ACKNOWLEDGED G_MININT64

/**
 * NudgeDue: one due time.
 * @due: when
 * @start: start of its instance
 * @kind: a NudgeDueKind
 * @summary: (nullable): title of the instance where it has its own
 */
typedef struct {
  NudgeTime due;
  NudgeTime start;
  guint kind;
  const char *summary;
} NudgeDue;

G_END_DECLS
