/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery fixture: a delivery between a fake desktop and a fake ledger, on Monday, 2 March 2026, in UTC. */
#include "delivery-fixture.h"

#include <string.h>

static void
on_changed (NudgeDelivery *delivery, NudgeLive *live, DeliveryFixture *f)
{
  g_string_append_printf (f->changes, "%s%s %s", f->changes->len > 0 ? ", " : "", live->uid,
                          nudge_state_to_string (live->state));
}

static void
on_ended (NudgeDelivery *delivery, NudgeLive *live, gint outcome, DeliveryFixture *f)
{
  g_assert_null (nudge_delivery_lookup (delivery, live->id));
  g_string_append_printf (f->changes, "%s%s ended %s", f->changes->len > 0 ? ", " : "", live->uid,
                          nudge_outcome_to_string ((NudgeOutcome) outcome));
}

/* What the engine does. */
static void
on_answered (NudgePresenter *presenter, guint64 id, const char *action, const char *text, DeliveryFixture *f)
{
  nudge_delivery_answer (f->delivery, id, action, text, f->now);
}

static void
on_closed (NudgePresenter *presenter, guint64 id, gint how, DeliveryFixture *f)
{
  nudge_delivery_closed (f->delivery, id, (NudgeClosedHow) how, f->now);
}

static void
begin (DeliveryFixture *f)
{
  f->delivery = nudge_delivery_new (NUDGE_PRESENTER (f->presenter), NUDGE_LEDGER (f->ledger), f->settings, f->zone);
  g_signal_connect (f->delivery, "changed", G_CALLBACK (on_changed), f);
  g_signal_connect (f->delivery, "ended", G_CALLBACK (on_ended), f);
}

void
delivery_set_up (DeliveryFixture *f, gconstpointer data)
{
  f->presenter = fake_presenter_new ();
  f->ledger = fake_ledger_new ();
  f->settings = nudge_settings_new_default ();
  f->zone = nudge_zone_new_utc ();
  f->changes = g_string_new (NULL);
  f->now = delivery_day_time ("09:00");
  g_signal_connect (f->presenter, "answered", G_CALLBACK (on_answered), f);
  g_signal_connect (f->presenter, "closed", G_CALLBACK (on_closed), f);
  begin (f);
}

void
delivery_tear_down (DeliveryFixture *f, gconstpointer data)
{
  g_object_unref (f->delivery);
  g_object_unref (f->presenter);
  g_object_unref (f->ledger);
  nudge_settings_unref (f->settings);
  nudge_zone_unref (f->zone);
  g_string_free (f->changes, TRUE);
  g_assert_cmpint (fake_rule_count (), ==, 0);
}

NudgeTime
delivery_day_time (const char *text)
{
  g_autofree char *full = strlen (text) > 8 ? g_strdup (text) : g_strconcat ("2026-03-02 ", text, NULL);

  return at (full);
}

void
delivery_run_until (DeliveryFixture *f, const char *time)
{
  NudgeTime end = delivery_day_time (time);

  for (NudgeTime wake = nudge_delivery_next_wake (f->delivery); wake <= end;
       wake = nudge_delivery_next_wake (f->delivery))
    {
      f->now = MAX (f->now, wake);
      nudge_delivery_advance (f->delivery, f->now);
      g_assert_cmpint (nudge_delivery_next_wake (f->delivery), >, f->now);
    }
  f->now = end;
}

static guint64
offer (DeliveryFixture *f, NudgeRule *rule, NudgeTime due)
{
  g_autoptr(NudgeOccurrence) occurrence = nudge_occurrence_new (rule, due, due, NUDGE_DUE_START, NULL);

  return nudge_delivery_offer (f->delivery, occurrence, 0, FALSE, f->now);
}

guint64
delivery_offer_rule (DeliveryFixture *f, NudgeRule *rule, const char *due)
{
  return offer (f, rule, delivery_day_time (due));
}

guint64
delivery_offer_own (DeliveryFixture *f, const char *uid)
{
  g_autoptr(NudgeRule) rule = fake_rule_new (uid, f->now, 0, 1);

  return offer (f, rule, f->now);
}

guint64
delivery_offer_pack (DeliveryFixture *f, const char *uid)
{
  g_autoptr(NudgeRule) rule = fake_rule_new (uid, f->now, 0, 1);

  fake_rule_set_pack (rule);
  return offer (f, rule, f->now);
}

void
delivery_tell_presence (DeliveryFixture *f)
{
  nudge_delivery_set_presence (f->delivery, &f->presence, f->now);
}

void
delivery_restart (DeliveryFixture *f)
{
  g_clear_object (&f->delivery);
  fake_presenter_forget (f->presenter);
  g_free (fake_presenter_take_log (f->presenter));
  begin (f);
  nudge_delivery_restore (f->delivery, f->now);
  nudge_delivery_advance (f->delivery, f->now);
}

void
delivery_restart_with (DeliveryFixture *f, FakeLedger *ledger)
{
  g_set_object (&f->ledger, ledger);
  delivery_restart (f);
}

void
delivery_assert_story (DeliveryFixture *f, const char *expected)
{
  g_autofree char *story = fake_ledger_take_story (f->ledger);

  g_assert_cmpstr (story, ==, expected);
}

void
delivery_assert_desktop (DeliveryFixture *f, const char *expected)
{
  g_autofree char *log = fake_presenter_take_log (f->presenter);

  g_assert_cmpstr (log, ==, expected);
}

void
delivery_assert_changes (DeliveryFixture *f, const char *expected)
{
  g_assert_cmpstr (f->changes->str, ==, expected);
  g_string_truncate (f->changes, 0);
}

void
delivery_assert_state (DeliveryFixture *f, guint64 id, NudgeState state, const char *reason)
{
  const NudgeLive *live = nudge_delivery_lookup (f->delivery, id);

  g_assert_nonnull (live);
  g_assert_cmpstr (nudge_state_to_string (live->state), ==, nudge_state_to_string (state));
  g_assert_cmpstr (live->reason, ==, reason);
}

void
delivery_assert_wake (DeliveryFixture *f, const char *time)
{
  g_assert_cmpint (nudge_delivery_next_wake (f->delivery), ==, time != NULL ? delivery_day_time (time) : NUDGE_NEVER);
}
