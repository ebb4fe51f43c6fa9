/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scheduler fixture: a scheduler with a fake ledger and fake rules, whose hand-outs are kept as text. */
#include "scheduler-fixture.h"

/* Does to the ledger what the delivery does. */
static void
on_due (NudgeScheduler *scheduler, NudgeOccurrence *occurrence, guint n_missed, SchedulerFixture *f)
{
  NudgeCivil due = nudge_civil_from_seconds (occurrence->due / G_TIME_SPAN_SECOND);
  g_autoptr(NudgeLive) live = nudge_live_new ();
  const NudgeRecord record = { .outcome = NUDGE_OUTCOME_DUE, .time = occurrence->due, .live = live };

  live->uid = g_strdup (occurrence->rule->uid);
  live->due = occurrence->due;
  live->id = nudge_ledger_take_id (NUDGE_LEDGER (f->ledger));
  nudge_ledger_record (NUDGE_LEDGER (f->ledger), &record, NULL);
  g_string_append_printf (f->story, "%s%s %02d:%02d", f->story->len > 0 ? ", " : "", occurrence->rule->uid, due.hour,
                          due.minute);
  if (due.second != 0)
    g_string_append_printf (f->story, ":%02d", due.second);
  if (n_missed > 0)
    g_string_append_printf (f->story, " (+%u)", n_missed);
}

static void
begin (SchedulerFixture *f)
{
  f->scheduler = nudge_scheduler_new (NUDGE_LEDGER (f->ledger));
  g_signal_connect (f->scheduler, "due", G_CALLBACK (on_due), f);
}

void
scheduler_set_up (SchedulerFixture *f, gconstpointer data)
{
  f->ledger = fake_ledger_new ();
  f->desk.zone = nudge_zone_new_utc ();
  f->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);
  f->story = g_string_new (NULL);
  begin (f);
}

void
scheduler_tear_down (SchedulerFixture *f, gconstpointer data)
{
  g_object_unref (f->scheduler);
  g_object_unref (f->ledger);
  nudge_zone_unref (f->desk.zone);
  g_ptr_array_unref (f->rules);
  g_string_free (f->story, TRUE);
  g_assert_cmpint (fake_rule_count (), ==, 0);
}

void
scheduler_add_rule (SchedulerFixture *f, const char *uid, const char *start, GTimeSpan every, guint count)
{
  g_ptr_array_add (f->rules, fake_rule_new (uid, at (start), every, count));
}

void
scheduler_set_rules (SchedulerFixture *f, const char *now)
{
  nudge_scheduler_set_rules (f->scheduler, f->rules, &f->desk, at (now));
}

void
scheduler_start (SchedulerFixture *f, const char *now)
{
  scheduler_set_rules (f, now);
  nudge_scheduler_start (f->scheduler, &f->desk, at (now));
  nudge_scheduler_advance (f->scheduler, at (now));
}

void
scheduler_restart (SchedulerFixture *f, const char *now, gboolean is_crash)
{
  g_clear_object (&f->scheduler);
  if (is_crash)
    {
      g_autoptr(FakeLedger) old = f->ledger;

      f->ledger = fake_ledger_copy (old);
    }
  begin (f);
  scheduler_start (f, now);
}

void
scheduler_advance (SchedulerFixture *f, const char *now)
{
  nudge_scheduler_advance (f->scheduler, at (now));
}

void
scheduler_assert_story (SchedulerFixture *f, const char *expected)
{
  g_assert_cmpstr (f->story->str, ==, expected);
  g_string_truncate (f->story, 0);
}

void
scheduler_assert_wake (SchedulerFixture *f, const char *expected)
{
  g_assert_cmpint (nudge_scheduler_next_wake (f->scheduler), ==, at (expected));
}
