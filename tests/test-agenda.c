/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agenda: the soonest first, one occurrence for each rule. */
#include "agenda.h"

#include "fake-clock.h"
#include "fake-rule.h"

typedef struct {
  NudgeAgenda *agenda;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->agenda = nudge_agenda_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  nudge_agenda_free (f->agenda);
  g_assert_cmpint (fake_rule_count (), ==, 0);
}

static NudgeOccurrence *
occurrence (const char *uid, NudgeTime due)
{
  g_autoptr(NudgeRule) rule = fake_rule_new (uid, due, 0, 1);

  return nudge_occurrence_new (rule, due, due, NUDGE_DUE_START, NULL);
}

static void
put (Fixture *f, const char *uid, NudgeTime due, NudgeTime not_before)
{
  g_autoptr(NudgeOccurrence) one = occurrence (uid, due);

  nudge_agenda_put (f->agenda, one, not_before);
}

/* What is popped until it is empty: UIDs, separated by spaces. */
static char *
drain (Fixture *f)
{
  g_autoptr(GString) uids = g_string_new (NULL);

  while (nudge_agenda_size (f->agenda) > 0)
    {
      NudgeOccurrence *peeked = nudge_agenda_peek (f->agenda);
      g_autoptr(NudgeOccurrence) first = nudge_agenda_pop (f->agenda);

      g_assert_true (peeked == first);
      g_string_append_printf (uids, "%s%s", uids->len > 0 ? " " : "", first->rule->uid);
    }
  return g_strdup (uids->str);
}

static void
assert_order (Fixture *f, const char *expected)
{
  g_autofree char *order = drain (f);

  g_assert_cmpstr (order, ==, expected);
}

static void
test_an_empty_agenda_has_nothing_next (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (nudge_agenda_size (f->agenda), ==, 0);
  g_assert_cmpint (nudge_agenda_next_time (f->agenda), ==, NUDGE_NEVER);
  g_assert_null (nudge_agenda_peek (f->agenda));
  g_assert_null (nudge_agenda_pop (f->agenda));
  g_assert_null (nudge_agenda_lookup (f->agenda, "water"));
  g_assert_false (nudge_agenda_remove (f->agenda, "water"));
}

static void
test_the_soonest_comes_first (Fixture *f, gconstpointer data)
{
  put (f, "noon", at ("2026-03-02 12:00"), 0);
  put (f, "nine", at ("2026-03-02 09:00"), 0);
  put (f, "ten", at ("2026-03-02 10:00"), 0);
  g_assert_cmpint (nudge_agenda_next_time (f->agenda), ==, at ("2026-03-02 09:00"));
  assert_order (f, "nine ten noon");
}

static void
test_at_one_time_the_order_is_that_of_the_uids (Fixture *f, gconstpointer data)
{
  put (f, "b", at ("2026-03-02 09:00"), 0);
  put (f, "c", at ("2026-03-02 09:00"), 0);
  put (f, "a", at ("2026-03-02 09:00"), 0);
  assert_order (f, "a b c");
}

static void
test_a_rule_has_one_place (Fixture *f, gconstpointer data)
{
  put (f, "water", at ("2026-03-02 09:00"), 0);
  put (f, "walk", at ("2026-03-02 10:00"), 0);
  put (f, "water", at ("2026-03-02 11:00"), 0);
  g_assert_cmpuint (nudge_agenda_size (f->agenda), ==, 2);
  g_assert_cmpint (nudge_agenda_lookup (f->agenda, "water")->due, ==, at ("2026-03-02 11:00"));
  assert_order (f, "walk water");
}

static void
test_the_same_occurrence_may_be_put_twice (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeOccurrence) one = occurrence ("water", at ("2026-03-02 09:00"));

  nudge_agenda_put (f->agenda, one, 0);
  nudge_agenda_put (f->agenda, one, at ("2026-03-02 09:30"));
  g_assert_cmpuint (nudge_agenda_size (f->agenda), ==, 1);
  g_assert_cmpint (nudge_agenda_next_time (f->agenda), ==, at ("2026-03-02 09:30"));
}

static void
test_not_before_puts_an_occurrence_later (Fixture *f, gconstpointer data)
{
  put (f, "flood", at ("2026-03-02 09:00"), at ("2026-03-02 09:30"));
  put (f, "water", at ("2026-03-02 09:10"), at ("2026-03-02 09:00"));
  g_assert_cmpint (nudge_agenda_next_time (f->agenda), ==, at ("2026-03-02 09:10"));
  assert_order (f, "water flood");
}

static void
test_removing_leaves_the_others_in_order (Fixture *f, gconstpointer data)
{
  put (f, "a", at ("2026-03-02 09:00"), 0);
  put (f, "b", at ("2026-03-02 12:00"), 0);
  put (f, "c", at ("2026-03-02 10:00"), 0);
  put (f, "d", at ("2026-03-02 13:00"), 0);
  put (f, "e", at ("2026-03-02 14:00"), 0);
  put (f, "f", at ("2026-03-02 11:00"), 0);
  g_assert_true (nudge_agenda_remove (f->agenda, "b"));
  g_assert_false (nudge_agenda_remove (f->agenda, "b"));
  g_assert_true (nudge_agenda_remove (f->agenda, "a"));
  assert_order (f, "c f d e");
}

static void
test_clearing_empties_it (Fixture *f, gconstpointer data)
{
  put (f, "a", at ("2026-03-02 09:00"), 0);
  put (f, "b", at ("2026-03-02 10:00"), 0);
  nudge_agenda_clear (f->agenda);
  g_assert_cmpuint (nudge_agenda_size (f->agenda), ==, 0);
  put (f, "b", at ("2026-03-02 11:00"), 0);
  assert_order (f, "b");
}

static void
test_what_it_has_outlives_who_put_it (Fixture *f, gconstpointer data)
{
  put (f, "water", at ("2026-03-02 09:00"), 0);
  g_assert_cmpint (fake_rule_count (), ==, 1);
  g_assert_cmpstr (nudge_agenda_peek (f->agenda)->summary, ==, "Title of water");
}

/* The soonest of a plain list, as the agenda should know it: NUDGE_NEVER where there is none. */
static guint
soonest_of (const NudgeTime *times, guint n_times)
{
  guint best = 0;

  for (guint i = 1; i < n_times; i++)
    if (times[i] < times[best])
      best = i;
  return best;
}

static void
test_random_changes_keep_the_order (Fixture *f, gconstpointer data)
{
  enum { N_RULES = 40, N_CHANGES = 5000 };
  g_autoptr(GRand) random = g_rand_new_with_seed (20260302);
  NudgeTime times[N_RULES];

  for (guint i = 0; i < N_RULES; i++)
    times[i] = NUDGE_NEVER;
  for (guint i = 0; i < N_CHANGES; i++)
    {
      guint rule = (guint) g_rand_int_range (random, 0, N_RULES);
      g_autofree char *uid = g_strdup_printf ("rule-%02u", rule);
      guint best;

      if (g_rand_int_range (random, 0, 3) == 0)
        g_assert_cmpint (nudge_agenda_remove (f->agenda, uid), ==, times[rule] != NUDGE_NEVER);
      times[rule] = NUDGE_NEVER;
      nudge_agenda_remove (f->agenda, uid);
      if (g_rand_int_range (random, 0, 3) != 0)
        {
          times[rule] = g_rand_int_range (random, 0, 1000) * G_TIME_SPAN_SECOND;
          put (f, uid, times[rule], 0);
        }
      best = soonest_of (times, N_RULES);
      g_assert_cmpint (nudge_agenda_next_time (f->agenda), ==, times[best]);
      if (times[best] != NUDGE_NEVER)
        {
          g_autofree char *best_uid = g_strdup_printf ("rule-%02u", best);

          g_assert_cmpstr (nudge_agenda_peek (f->agenda)->rule->uid, ==, best_uid);
        }
    }
}

#define ADD(name, test) g_test_add ("/agenda/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("an-empty-agenda-has-nothing-next", test_an_empty_agenda_has_nothing_next);
  ADD ("the-soonest-comes-first", test_the_soonest_comes_first);
  ADD ("at-one-time-the-order-is-that-of-the-uids", test_at_one_time_the_order_is_that_of_the_uids);
  ADD ("a-rule-has-one-place", test_a_rule_has_one_place);
  ADD ("the-same-occurrence-may-be-put-twice", test_the_same_occurrence_may_be_put_twice);
  ADD ("not-before-puts-an-occurrence-later", test_not_before_puts_an_occurrence_later);
  ADD ("removing-leaves-the-others-in-order", test_removing_leaves_the_others_in_order);
  ADD ("clearing-empties-it", test_clearing_empties_it);
  ADD ("what-it-has-outlives-who-put-it", test_what_it_has_outlives_who_put_it);
  ADD ("random-changes-keep-the-order", test_random_changes_keep_the_order);
  return g_test_run ();
}
