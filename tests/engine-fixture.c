/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Engine fixture: the whole core between a fake clock, a fake desktop and a fake ledger. */
#include "engine-fixture.h"

static void
on_moved (NudgeEngine *engine, EngineFixture *f)
{
  f->n_moved++;
}

static void
begin (EngineFixture *f)
{
  NudgeLedger *ledger = f->watched != NULL ? f->watched : NUDGE_LEDGER (f->ledger);

  f->engine = nudge_engine_new (NUDGE_CLOCK (f->clock), ledger, NUDGE_PRESENTER (f->presenter), f->settings);
  g_signal_connect (f->engine, "moved", G_CALLBACK (on_moved), f);
}

void
engine_set_up (EngineFixture *f, gconstpointer data)
{
  g_autoptr(NudgeZone) utc = nudge_zone_new_utc ();

  f->clock = fake_clock_new (at ("2026-03-02 08:00"), utc);
  f->presenter = fake_presenter_new ();
  f->ledger = fake_ledger_new ();
  f->settings = nudge_settings_new_default ();
  f->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);
  begin (f);
}

void
engine_tear_down (EngineFixture *f, gconstpointer data)
{
  g_object_unref (f->engine);
  g_object_unref (f->presenter);
  g_object_unref (f->ledger);
  g_clear_object (&f->watched);
  g_object_unref (f->clock);
  nudge_settings_unref (f->settings);
  g_ptr_array_unref (f->rules);
}

void
engine_start (EngineFixture *f)
{
  nudge_engine_set_presence (f->engine, &f->presence);
  nudge_engine_set_rules (f->engine, f->rules);
  nudge_engine_start (f->engine);
}

void
engine_watch (EngineFixture *f, NudgeLedger *ledger)
{
  g_set_object (&f->watched, ledger);
  g_clear_object (&f->engine);
  begin (f);
}

void
engine_restart (EngineFixture *f)
{
  g_clear_object (&f->engine);
  nudge_clock_set_alarm (NUDGE_CLOCK (f->clock), NUDGE_NEVER);
  fake_presenter_forget (f->presenter);
  g_free (fake_presenter_take_log (f->presenter));
  begin (f);
  engine_start (f);
}

void
engine_crash (EngineFixture *f)
{
  g_autoptr(FakeLedger) old = f->ledger;

  f->ledger = fake_ledger_copy (old);
  engine_restart (f);
}

void
engine_run_until (EngineFixture *f, const char *time)
{
  fake_clock_advance_to (f->clock, at (time));
}

NudgeTime
engine_now (EngineFixture *f)
{
  return nudge_clock_now (NUDGE_CLOCK (f->clock));
}

void
engine_tell_presence (EngineFixture *f)
{
  nudge_engine_set_presence (f->engine, &f->presence);
}

void
engine_assert_story (EngineFixture *f, const char *expected)
{
  g_autofree char *story = fake_ledger_take_story (f->ledger);

  g_assert_cmpstr (story, ==, expected);
}

void
engine_assert_desktop (EngineFixture *f, const char *expected)
{
  g_autofree char *log = fake_presenter_take_log (f->presenter);

  g_assert_cmpstr (log, ==, expected);
}

void
engine_assert_alarm (EngineFixture *f, const char *time)
{
  g_assert_cmpint (fake_clock_get_alarm (f->clock), ==, time != NULL ? at (time) : NUDGE_NEVER);
}
