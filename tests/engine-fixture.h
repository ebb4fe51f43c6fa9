/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Engine fixture: the whole core between a fake clock, a fake desktop and a fake ledger. */
#pragma once

#include "engine.h"
#include "fake-clock.h"
#include "fake-ledger.h"
#include "fake-presenter.h"

G_BEGIN_DECLS

/**
 * EngineFixture:
 * @watched: (nullable): what the engine is given as its ledger instead of @ledger
 * @rules: (element-type NudgeRule): given to each new engine
 * @presence: what engine_tell_presence() tells; told anew to each new engine
 * @n_moved: how often `moved` was emitted
 */
typedef struct {
  FakeClock *clock;
  FakePresenter *presenter;
  FakeLedger *ledger;
  NudgeLedger *watched;
  NudgeSettings *settings;
  NudgeEngine *engine;
  GPtrArray *rules;
  NudgePresence presence;
  guint n_moved;
} EngineFixture;

/** engine_set_up: Monday, 2 March 2026, 8:00 UTC; an engine that has not started, without rules. */
void engine_set_up (EngineFixture *f, gconstpointer data);
void engine_tear_down (EngineFixture *f, gconstpointer data);

/** engine_watch: a new engine at rest, with @ledger in place of the fake one. */
void engine_watch (EngineFixture *f, NudgeLedger *ledger);

/** engine_start: gives it its rules and starts it. */
void engine_start (EngineFixture *f);

/** engine_restart: the daemon ends in order and starts again; the desktop is empty then. */
void engine_restart (EngineFixture *f);

/** engine_crash: as engine_restart(), with what had reached the disk. */
void engine_crash (EngineFixture *f);

/** engine_run_until: time passes until `2026-03-02 09:00`. */
void engine_run_until (EngineFixture *f, const char *time);

/** engine_now: Returns: the instant */
NudgeTime engine_now (EngineFixture *f);

/** engine_tell_presence: gives @presence of the fixture to the engine. */
void engine_tell_presence (EngineFixture *f);

/** engine_assert_story: checks what was recorded since the last look: `walk due, walk shown`. */
void engine_assert_story (EngineFixture *f, const char *expected);

/** engine_assert_desktop: checks what the desktop was told since the last look: `show 1, withdraw 1`. */
void engine_assert_desktop (EngineFixture *f, const char *expected);

/** engine_assert_alarm: checks when the clock will ring; %NULL: never. */
void engine_assert_alarm (EngineFixture *f, const char *time);

G_END_DECLS
