/* SPDX-License-Identifier: GPL-3.0-or-later */
/* System clock: the real clock and zone of the desk, as one timer that also sees jumps and resumes. */
#pragma once

#include "clock.h"

G_BEGIN_DECLS

#define NUDGE_TYPE_SYSTEM_CLOCK (nudge_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (NudgeSystemClock, nudge_system_clock, NUDGE, SYSTEM_CLOCK, GObject)

/**
 * nudge_system_clock_new:
 *
 * The alarm is never early. It runs in the thread-default main context of the caller, before
 * sources of default priority, and wakes the process for nothing else than the alarm, a jump or a resume.
 * The zone is followed by a watch on `/etc/localtime`, unless `TZ` decides it.
 *
 * Returns: (transfer full): a clock without an alarm
 */
NudgeSystemClock *nudge_system_clock_new (void);

/**
 * nudge_system_clock_new_for_zone_file:
 * @localtime: (nullable): watched in the place of `/etc/localtime`; %NULL watches nothing
 *
 * Returns: (transfer full): a clock without an alarm
 */
NudgeSystemClock *nudge_system_clock_new_for_zone_file (const char *localtime);

G_END_DECLS
