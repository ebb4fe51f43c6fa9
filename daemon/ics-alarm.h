/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alarm: what a VALARM says of when (RFC 5545, 3.6.6; RFC 9074), and whether it is one for us at all. */
#pragma once

#include "ics-scanner.h"
#include "ics-times.h"

#include <glib.h>

G_BEGIN_DECLS

#define NUDGE_ICS_MAX_REPEAT 10 /* repetitions of an alarm */

/**
 * NudgeIcsAlarm:
 * @is_absolute: due at @at, once; else by @trigger
 * @at: when; its zone is borrowed
 * @from_end: @trigger counts from the end of the instance, else from its start
 * @trigger: before (negative) or after
 * @n_repeats: further times, each @every later
 * @is_snooze: RELATED-TO;RELTYPE=SNOOZE
 * @acknowledged: done up to here, or %NUDGE_NOT_ACKNOWLEDGED
 */
typedef struct {
  gboolean is_absolute;
  NudgeWallTime at;
  gboolean from_end;
  NudgeIcsSpan trigger;
  guint n_repeats;
  NudgeIcsSpan every;
  gboolean is_snooze;
  NudgeTime acknowledged;
} NudgeIcsAlarm;

/**
 * nudge_ics_alarm_read:
 * @part: a VALARM
 *
 * Alarms that are by place, run programs, send mail or only say "none" are no alarms for us.
 *
 * Returns: whether it is an alarm by time to show; only then @alarm is set
 */
gboolean nudge_ics_alarm_read (NudgeIcsReader *reader, const NudgeIcsPart *part, NudgeIcsAlarm *alarm);

G_END_DECLS
