/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clock: the port through which everything learns the time. One alarm per process. */
#pragma once

#include "civil-time.h"
#include "zone.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_CLOCK (nudge_clock_get_type ())
G_DECLARE_INTERFACE (NudgeClock, nudge_clock, NUDGE, CLOCK, GObject)

/**
 * NudgeClockInterface:
 *
 * Signals of every implementation, all without arguments:
 * `alarm` (the time set is reached; the alarm is then unset),
 * `jumped` (the real-time clock was set, or the machine slept),
 * `zone-changed` (the zone of the desk is another one).
 */
struct _NudgeClockInterface {
  GTypeInterface parent;

  NudgeTime (*now) (NudgeClock *self);
  void (*set_alarm) (NudgeClock *self, NudgeTime time);
  NudgeZone *(*get_zone) (NudgeClock *self);
};

/** nudge_clock_now: Returns: the instant */
NudgeTime nudge_clock_now (NudgeClock *self);

/** nudge_clock_set_alarm: replaces the one alarm; a time not later than now fires at the next turn of the main loop;
 * %NUDGE_NEVER unsets it. */
void nudge_clock_set_alarm (NudgeClock *self, NudgeTime time);

/** nudge_clock_get_zone: Returns: (transfer none): the zone of the desk, valid until `zone-changed` */
NudgeZone *nudge_clock_get_zone (NudgeClock *self);

G_END_DECLS
