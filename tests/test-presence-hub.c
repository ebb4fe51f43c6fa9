/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence hub: how what many sources say becomes one snapshot. */
#include "presence-hub.h"

#include "fake-clock.h"
#include "fake-presence-source.h"

typedef struct {
  FakeClock *clock;
  NudgePresenceHub *hub;
  FakePresenceSource *first;
  FakePresenceSource *second;
  guint n_changed;
} Fixture;

static void
on_hub_changed (Fixture *f)
{
  f->n_changed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeZone) utc = nudge_zone_new_utc ();

  f->clock = fake_clock_new (at ("2026-03-02 09:00"), utc);
  f->hub = nudge_presence_hub_new (NUDGE_CLOCK (f->clock));
  f->first = fake_presence_source_new ("first");
  f->second = fake_presence_source_new ("second");
  nudge_presence_hub_set_idle_span (f->hub, 5 * G_TIME_SPAN_MINUTE);
  nudge_presence_hub_add (f->hub, NUDGE_PRESENCE_SOURCE (f->first));
  nudge_presence_hub_add (f->hub, NUDGE_PRESENCE_SOURCE (f->second));
  g_signal_connect_swapped (f->hub, "changed", G_CALLBACK (on_hub_changed), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->hub);
  g_clear_object (&f->first);
  g_clear_object (&f->second);
  g_clear_object (&f->clock);
}

static NudgePresence
snapshot (Fixture *f)
{
  NudgePresence presence = { .paused_until = 7, .inhibited = NUDGE_YES };

  nudge_presence_hub_fill (f->hub, &presence);
  return presence;
}

static void
test_nothing_is_known_at_first (Fixture *f, gconstpointer data)
{
  NudgePresence presence = snapshot (f);

  g_assert_cmpint (presence.idle, ==, NUDGE_UNKNOWN);
  g_assert_cmpint (presence.locked, ==, NUDGE_UNKNOWN);
  g_assert_cmpint (presence.busy, ==, NUDGE_UNKNOWN);
  g_assert_cmpint (presence.paused_until, ==, 7);
  g_assert_cmpint (presence.inhibited, ==, NUDGE_YES);
}

static void
test_any_yes_wins_then_any_no (Fixture *f, gconstpointer data)
{
  fake_presence_source_say (f->second, NUDGE_FACT_LOCKED, NUDGE_NO);
  g_assert_cmpint (snapshot (f).locked, ==, NUDGE_NO);
  fake_presence_source_say (f->first, NUDGE_FACT_LOCKED, NUDGE_YES);
  g_assert_cmpint (snapshot (f).locked, ==, NUDGE_YES);
  fake_presence_source_say (f->first, NUDGE_FACT_LOCKED, NUDGE_UNKNOWN);
  g_assert_cmpint (snapshot (f).locked, ==, NUDGE_NO);
  g_assert_cmpuint (f->n_changed, ==, 3);
}

static void
test_the_first_that_knows_decides_idleness (Fixture *f, gconstpointer data)
{
  fake_presence_source_say (f->second, NUDGE_FACT_IDLE, NUDGE_YES);
  g_assert_cmpint (snapshot (f).idle, ==, NUDGE_YES);
  fake_presence_source_say (f->first, NUDGE_FACT_IDLE, NUDGE_NO);
  g_assert_cmpint (snapshot (f).idle, ==, NUDGE_NO);
  g_assert_cmpint (snapshot (f).idle_since, ==, 0);
}

static void
test_an_absence_began_when_the_input_ended (Fixture *f, gconstpointer data)
{
  fake_presence_source_say (f->first, NUDGE_FACT_IDLE, NUDGE_YES);
  g_assert_cmpint (snapshot (f).idle_since, ==, at ("2026-03-02 08:55"));
  fake_clock_advance_to (f->clock, at ("2026-03-02 09:30"));
  fake_presence_source_say (f->second, NUDGE_FACT_LOCKED, NUDGE_YES);
  g_assert_cmpint (snapshot (f).idle_since, ==, at ("2026-03-02 08:55"));
  fake_presence_source_say (f->first, NUDGE_FACT_IDLE, NUDGE_NO);
  g_assert_cmpint (snapshot (f).idle_since, ==, 0);
}

static void
test_each_fact_has_its_own_place (Fixture *f, gconstpointer data)
{
  NudgePresence presence;

  fake_presence_source_say (f->first, NUDGE_FACT_DND, NUDGE_YES);
  fake_presence_source_say (f->first, NUDGE_FACT_CAMERA, NUDGE_NO);
  fake_presence_source_say (f->second, NUDGE_FACT_MICROPHONE, NUDGE_YES);
  fake_presence_source_say (f->second, NUDGE_FACT_BUSY, NUDGE_NO);
  presence = snapshot (f);
  g_assert_cmpint (presence.dnd, ==, NUDGE_YES);
  g_assert_cmpint (presence.camera, ==, NUDGE_NO);
  g_assert_cmpint (presence.microphone, ==, NUDGE_YES);
  g_assert_cmpint (presence.busy, ==, NUDGE_NO);
  g_assert_cmpint (presence.fullscreen, ==, NUDGE_UNKNOWN);
}

static void
test_sources_are_started_and_told_the_span (Fixture *f, gconstpointer data)
{
  g_assert_true (fake_presence_source_is_started (f->first));
  g_assert_cmpint (fake_presence_source_get_idle_span (f->second), ==, 5 * G_TIME_SPAN_MINUTE);
  nudge_presence_hub_set_idle_span (f->hub, 0);
  g_assert_cmpint (fake_presence_source_get_idle_span (f->first), ==, 0);
}

static void
test_words_of_facts_round_trip (void)
{
  for (gint i = 0; i < NUDGE_N_FACTS; i++)
    {
      NudgeFact fact = NUDGE_N_FACTS;

      g_assert_true (nudge_fact_from_string (nudge_fact_to_string (i), &fact));
      g_assert_cmpint (fact, ==, i);
    }
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/presence-hub/nothing-is-known-at-first", test_nothing_is_known_at_first);
  add ("/presence-hub/any-yes-wins-then-any-no", test_any_yes_wins_then_any_no);
  add ("/presence-hub/the-first-that-knows-decides-idleness", test_the_first_that_knows_decides_idleness);
  add ("/presence-hub/an-absence-began-when-the-input-ended", test_an_absence_began_when_the_input_ended);
  add ("/presence-hub/each-fact-has-its-own-place", test_each_fact_has_its_own_place);
  add ("/presence-hub/sources-are-started-and-told-the-span", test_sources_are_started_and_told_the_span);
  g_test_add_func ("/presence-hub/words-of-facts-round-trip", test_words_of_facts_round_trip);
  return g_test_run ();
}
