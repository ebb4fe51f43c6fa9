/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real clock: alarms that are never early, jumps, and the zone of the desk. */
#include "system-clock.h"

#include "wait-until.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  NudgeClock *clock;
  guint n_alarms;
  guint n_jumps;
  guint n_zones;
  NudgeTime rung_at;
} Fixture;

static void
on_alarm (Fixture *f)
{
  f->n_alarms++;
  f->rung_at = nudge_clock_now (f->clock);
}

static void
on_count (guint *count)
{
  (*count)++;
}

static void
use_clock (Fixture *f, NudgeSystemClock *clock)
{
  f->clock = NUDGE_CLOCK (clock);
  g_signal_connect_swapped (clock, "alarm", G_CALLBACK (on_alarm), f);
  g_signal_connect_swapped (clock, "jumped", G_CALLBACK (on_count), &f->n_jumps);
  g_signal_connect_swapped (clock, "zone-changed", G_CALLBACK (on_count), &f->n_zones);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  use_clock (f, nudge_system_clock_new_for_zone_file (NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->clock);
}

static gboolean
has_one (gpointer data)
{
  return *(guint *) data >= 1;
}

static void
test_tells_the_time (Fixture *f, gconstpointer data)
{
  gint64 before = g_get_real_time ();
  NudgeTime now = nudge_clock_now (f->clock);

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time ());
}

static void
test_rings_once_and_never_early (Fixture *f, gconstpointer data)
{
  for (gint i = 0; i < 40; i++)
    {
      NudgeTime due = nudge_clock_now (f->clock) + 2000 + i * 37;

      f->n_alarms = 0;
      nudge_clock_set_alarm (f->clock, due);
      g_assert_true (wait_until (has_one, &f->n_alarms));
      run_what_is_ready ();
      g_assert_cmpint (f->rung_at, >=, due);
      g_assert_cmpuint (f->n_alarms, ==, 1);
    }
}

static const NudgeTime not_later[] = { 0, 1, -1, G_MININT64, G_TIME_SPAN_DAY };

/* Not from inside set_alarm(), where callers do not expect it, but without waiting. */
static void
test_what_is_past_rings_at_the_next_turn (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (not_later); i++)
    {
      f->n_alarms = 0;
      nudge_clock_set_alarm (f->clock, not_later[i]);
      g_assert_cmpuint (f->n_alarms, ==, 0);
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (f->n_alarms, ==, 1);
    }
}

static void
test_this_very_moment_rings_at_the_next_turn (Fixture *f, gconstpointer data)
{
  nudge_clock_set_alarm (f->clock, nudge_clock_now (f->clock));
  g_main_context_iteration (NULL, FALSE);

  g_assert_cmpuint (f->n_alarms, ==, 1);
}

static void
test_the_last_alarm_counts (Fixture *f, gconstpointer data)
{
  NudgeTime now = nudge_clock_now (f->clock);

  nudge_clock_set_alarm (f->clock, now);
  nudge_clock_set_alarm (f->clock, now + 20 * G_TIME_SPAN_MILLISECOND);
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (f->n_alarms, ==, 0);

  g_assert_true (wait_until (has_one, &f->n_alarms));
  g_assert_cmpint (f->rung_at, >=, now + 20 * G_TIME_SPAN_MILLISECOND);
}

static void
test_never_unsets_the_alarm (Fixture *f, gconstpointer data)
{
  nudge_clock_set_alarm (f->clock, nudge_clock_now (f->clock));
  nudge_clock_set_alarm (f->clock, NUDGE_NEVER);
  run_what_is_ready ();

  g_assert_cmpuint (f->n_alarms, ==, 0);
}

static void
set_again (NudgeClock *clock)
{
  nudge_clock_set_alarm (clock, nudge_clock_now (clock) + 1000);
}

static gboolean
has_five (gpointer data)
{
  return *(guint *) data >= 5;
}

static void
test_can_be_set_while_it_rings (Fixture *f, gconstpointer data)
{
  g_signal_connect (f->clock, "alarm", G_CALLBACK (set_again), NULL);
  set_again (f->clock);

  g_assert_true (wait_until (has_five, &f->n_alarms));
}

static void
test_can_go_away_while_it_rings (Fixture *f, gconstpointer data)
{
  g_signal_connect (f->clock, "alarm", G_CALLBACK (g_object_run_dispose), NULL);
  nudge_clock_set_alarm (f->clock, 1);
  g_assert_true (wait_until (has_one, &f->n_alarms));
  nudge_clock_set_alarm (f->clock, 1);
  run_what_is_ready ();

  g_assert_cmpuint (f->n_alarms, ==, 1);
}

static gboolean
on_default_source (gpointer data)
{
  Fixture *f = data;

  g_assert_cmpuint (f->n_alarms, ==, 1);
  return G_SOURCE_REMOVE;
}

/* A flood of messages on the bus must not hold up a nudge. */
static void
test_comes_before_other_sources (Fixture *f, gconstpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_default_source, f, NULL);
  nudge_clock_set_alarm (f->clock, 1);
  run_what_is_ready ();

  g_assert_cmpuint (f->n_alarms, ==, 1);
}

/* Each return of the main loop is one wake of the process. */
static void
test_wakes_once_for_an_alarm (Fixture *f, gconstpointer data)
{
  guint n_wakes = 0;

  run_what_is_ready ();
  nudge_clock_set_alarm (f->clock, nudge_clock_now (f->clock) + 300 * G_TIME_SPAN_MILLISECOND);
  while (f->n_alarms == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      n_wakes++;
    }

  g_assert_cmpuint (n_wakes, ==, 1);
}

/* Sets the clock to what it is: the kernel tells every timer, and the time goes on within a microsecond or two. */
static gboolean
set_clock_to_itself (void)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  return clock_settime (CLOCK_REALTIME, &now) == 0;
}

static gboolean
may_set_the_clock (void)
{
  if (set_clock_to_itself ())
    return TRUE;
  g_test_skip_printf ("the clock cannot be set here (%s); run as root to include this", g_strerror (errno));
  return FALSE;
}

static void
test_tells_when_the_clock_is_set (Fixture *f, gconstpointer data)
{
  if (!may_set_the_clock ())
    return;

  g_assert_true (wait_until (has_one, &f->n_jumps));
  run_what_is_ready ();
  g_assert_cmpuint (f->n_jumps, ==, 1);
  g_assert_cmpuint (f->n_alarms, ==, 0);
}

static void
test_tells_of_every_jump (Fixture *f, gconstpointer data)
{
  for (guint i = 1; i <= 5; i++)
    {
      if (!may_set_the_clock ())
        return;
      f->n_jumps = 0;
      g_assert_true (wait_until (has_one, &f->n_jumps));
    }
}

/* The kernel then answers with the jump to whoever sets the timer, and a read would wait for ever. */
static void
test_tells_of_a_jump_found_while_setting_an_alarm (Fixture *f, gconstpointer data)
{
  if (!may_set_the_clock ())
    return;
  nudge_clock_set_alarm (f->clock, nudge_clock_now (f->clock) + G_TIME_SPAN_HOUR);
  g_assert_cmpuint (f->n_jumps, ==, 0);

  g_assert_true (wait_until (has_one, &f->n_jumps));
  run_what_is_ready ();
  g_assert_cmpuint (f->n_jumps, ==, 1);
}

static void
test_a_jump_does_not_lose_the_alarm (Fixture *f, gconstpointer data)
{
  NudgeTime due = nudge_clock_now (f->clock) + 30 * G_TIME_SPAN_MILLISECOND;

  nudge_clock_set_alarm (f->clock, due);
  if (!may_set_the_clock ())
    return;

  g_assert_true (wait_until (has_one, &f->n_alarms));
  g_assert_cmpuint (f->n_jumps, ==, 1);
  g_assert_cmpint (f->rung_at, >=, due);
}

static void
test_has_the_zone_of_the_desk (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeZone) local = nudge_zone_new_local ();

  g_assert_cmpstr (nudge_zone_get_name (nudge_clock_get_zone (f->clock)), ==, nudge_zone_get_name (local));
}

static void
test_tells_a_change_of_zone (void)
{
  g_autofree char *root = g_dir_make_tmp ("nudged-clock-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (root, "localtime", NULL);
  Fixture f = { 0 };

  g_assert_true (g_file_set_contents (path, "one", -1, NULL));
  use_clock (&f, nudge_system_clock_new_for_zone_file (path));
  g_assert_true (g_file_set_contents (path, "two", -1, NULL));

  g_assert_true (wait_until (has_one, &f.n_zones));
  g_assert_nonnull (nudge_clock_get_zone (f.clock));
  g_assert_cmpuint (f.n_jumps, ==, 0);
  tear_down (&f, NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (root), ==, 0);
}

static void
test_takes_its_zone_from_tz (void)
{
  g_autofree char *before = g_strdup (g_getenv ("TZ"));
  Fixture f = { 0 };

  g_setenv ("TZ", "Asia/Kathmandu", TRUE);
  use_clock (&f, nudge_system_clock_new ());

  g_assert_cmpstr (nudge_zone_get_name (nudge_clock_get_zone (f.clock)), ==, "Asia/Kathmandu");
  tear_down (&f, NULL);
  if (before != NULL)
    g_setenv ("TZ", before, TRUE);
  else
    g_unsetenv ("TZ");
}

/* The thread-default context of the caller is the one that rings, so a test or a library can have its own. */
static void
test_rings_in_the_context_it_was_made_in (void)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  Fixture f = { 0 };

  g_main_context_push_thread_default (context);
  use_clock (&f, nudge_system_clock_new_for_zone_file (NULL));
  g_main_context_pop_thread_default (context);
  nudge_clock_set_alarm (f.clock, 1);
  run_what_is_ready ();
  g_assert_cmpuint (f.n_alarms, ==, 0);

  g_assert_true (g_main_context_iteration (context, FALSE));
  g_assert_cmpuint (f.n_alarms, ==, 1);
  tear_down (&f, NULL);
}

#define ADD(path, function) g_test_add ("/system-clock/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("tells-the-time", test_tells_the_time);
  ADD ("rings-once-and-never-early", test_rings_once_and_never_early);
  ADD ("what-is-past-rings-at-the-next-turn", test_what_is_past_rings_at_the_next_turn);
  ADD ("this-very-moment-rings-at-the-next-turn", test_this_very_moment_rings_at_the_next_turn);
  ADD ("the-last-alarm-counts", test_the_last_alarm_counts);
  ADD ("never-unsets-the-alarm", test_never_unsets_the_alarm);
  ADD ("can-be-set-while-it-rings", test_can_be_set_while_it_rings);
  ADD ("can-go-away-while-it-rings", test_can_go_away_while_it_rings);
  ADD ("comes-before-other-sources", test_comes_before_other_sources);
  ADD ("wakes-once-for-an-alarm", test_wakes_once_for_an_alarm);
  ADD ("tells-when-the-clock-is-set", test_tells_when_the_clock_is_set);
  ADD ("tells-of-every-jump", test_tells_of_every_jump);
  ADD ("tells-of-a-jump-found-while-setting-an-alarm", test_tells_of_a_jump_found_while_setting_an_alarm);
  ADD ("a-jump-does-not-lose-the-alarm", test_a_jump_does_not_lose_the_alarm);
  ADD ("has-the-zone-of-the-desk", test_has_the_zone_of_the_desk);
  g_test_add_func ("/system-clock/tells-a-change-of-zone", test_tells_a_change_of_zone);
  g_test_add_func ("/system-clock/takes-its-zone-from-tz", test_takes_its_zone_from_tz);
  g_test_add_func ("/system-clock/rings-in-the-context-it-was-made-in", test_rings_in_the_context_it_was_made_in);
  return g_test_run ();
}
