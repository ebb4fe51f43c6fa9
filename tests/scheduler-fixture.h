/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scheduler fixture: a scheduler with a fake ledger and fake rules, whose hand-outs are kept as text. */
#pragma once

#include "fake-clock.h"
#include "fake-ledger.h"
#include "fake-rule.h"
#include "scheduler.h"

G_BEGIN_DECLS

/** SchedulerFixture: @story: what was handed out since the last look */
typedef struct {
  FakeLedger *ledger;
  NudgeScheduler *scheduler;
  NudgeDesk desk;
  GPtrArray *rules;
  GString *story;
} SchedulerFixture;

/** scheduler_set_up: a scheduler that has not started, in UTC, with the ledger of a very first start. */
void scheduler_set_up (SchedulerFixture *f, gconstpointer data);

/** scheduler_tear_down: frees all, and checks that no rule is kept. */
void scheduler_tear_down (SchedulerFixture *f, gconstpointer data);

/** scheduler_add_rule: see fake_rule_new(). */
void scheduler_add_rule (SchedulerFixture *f, const char *uid, const char *start, GTimeSpan every, guint count);

/** scheduler_set_rules: gives it the rules added so far. */
void scheduler_set_rules (SchedulerFixture *f, const char *now);

/** scheduler_start: starts it and lets it do what is due. */
void scheduler_start (SchedulerFixture *f, const char *now);

/** scheduler_restart: the daemon ends and starts again; @is_crash: without time to say up to when all was handled. */
void scheduler_restart (SchedulerFixture *f, const char *now, gboolean is_crash);

/** scheduler_advance: time passes. */
void scheduler_advance (SchedulerFixture *f, const char *now);

/** scheduler_assert_story: checks what was handed out since the last call: `water 09:00, walk 10:00:30 (+2)`. */
void scheduler_assert_story (SchedulerFixture *f, const char *expected);

/** scheduler_assert_wake: checks when it wants to be woken. */
void scheduler_assert_wake (SchedulerFixture *f, const char *expected);

#define SCHEDULER_TEST(name, test) \
  g_test_add ("/scheduler/" name, SchedulerFixture, NULL, scheduler_set_up, test, scheduler_tear_down)

G_END_DECLS
