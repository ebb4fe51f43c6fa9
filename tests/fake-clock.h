/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake clock: a NudgeClock that moves only when a test says so. */
#pragma once

#include "clock.h"

G_BEGIN_DECLS

#define FAKE_TYPE_CLOCK (fake_clock_get_type ())
G_DECLARE_FINAL_TYPE (FakeClock, fake_clock, FAKE, CLOCK, GObject)

/** at: Returns: the instant of a text such as `2026-03-02 09:00` or `2026-03-02 09:00:30`, read as UTC */
NudgeTime at (const char *text);

/** silence: drops debug and info messages of the core from here on: thousands of them tell a reader nothing. */
void silence (void);

/** fake_clock_new: Returns: (transfer full): a clock that stands at @now, its desk in @zone */
FakeClock *fake_clock_new (NudgeTime now, NudgeZone *zone);

/** fake_clock_advance_to: time passes until @time; the alarm rings whenever it is reached. */
void fake_clock_advance_to (FakeClock *self, NudgeTime time);

/** fake_clock_jump: the clock is set to @time, or the machine slept until then; then the alarm rings if it is due. */
void fake_clock_jump (FakeClock *self, NudgeTime time);

/** fake_clock_set_back_silently: the clock is set to @time and nobody is told. */
void fake_clock_set_back_silently (FakeClock *self, NudgeTime time);

/** fake_clock_set_zone: the desk moves. */
void fake_clock_set_zone (FakeClock *self, NudgeZone *zone);

/** fake_clock_get_alarm: Returns: what was set; %NUDGE_NEVER when it is unset */
NudgeTime fake_clock_get_alarm (FakeClock *self);

/** fake_clock_count_alarms: Returns: how often it rang */
guint fake_clock_count_alarms (FakeClock *self);

G_END_DECLS
