/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes and states: words and values are each other's inverse. */
#include "outcome.h"

#include <glib.h>

static void
test_outcomes_round_trip (void)
{
  for (gint i = 0; i < NUDGE_N_OUTCOMES; i++)
    {
      NudgeOutcome outcome = NUDGE_N_OUTCOMES;

      g_assert_true (nudge_outcome_from_string (nudge_outcome_to_string (i), &outcome));
      g_assert_cmpint (outcome, ==, i);
    }
}

static void
test_states_round_trip (void)
{
  for (gint i = 0; i < NUDGE_N_STATES; i++)
    {
      NudgeState state = NUDGE_N_STATES;

      g_assert_true (nudge_state_from_string (nudge_state_to_string (i), &state));
      g_assert_cmpint (state, ==, i);
    }
}

static void
test_unknown_words_are_refused (void)
{
  NudgeOutcome outcome = NUDGE_OUTCOME_DUE;
  NudgeState state = NUDGE_STATE_HELD;

  g_assert_false (nudge_outcome_from_string ("Done", &outcome));
  g_assert_cmpint (outcome, ==, NUDGE_OUTCOME_DUE);
  g_assert_false (nudge_state_from_string ("", &state));
  g_assert_cmpint (state, ==, NUDGE_STATE_HELD);
}

static void
test_only_the_last_ones_are_ends (void)
{
  g_assert_false (nudge_outcome_is_end (NUDGE_OUTCOME_DUE));
  g_assert_false (nudge_outcome_is_end (NUDGE_OUTCOME_SHOWN));
  g_assert_false (nudge_outcome_is_end (NUDGE_OUTCOME_SNOOZED));
  g_assert_true (nudge_outcome_is_end (NUDGE_OUTCOME_DONE));
  g_assert_true (nudge_outcome_is_end (NUDGE_OUTCOME_MISSED));
  g_assert_true (nudge_outcome_is_end (NUDGE_OUTCOME_CREDITED));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/outcomes-round-trip", test_outcomes_round_trip);
  g_test_add_func ("/outcome/states-round-trip", test_states_round_trip);
  g_test_add_func ("/outcome/unknown-words-are-refused", test_unknown_words_are_refused);
  g_test_add_func ("/outcome/only-the-last-ones-are-ends", test_only_the_last_ones_are_ends);
  return g_test_run ();
}
