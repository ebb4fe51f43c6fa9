/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes and states: the words for what becomes of a nudge, as they stand in the journal and on the bus. */
#include "outcome.h"

static const char *const states[] = { "waiting", "held", "shown", "snoozed" };

static const char *const outcomes[]
    = { "due", "shown", "snoozed", "done", "skipped", "closed", "missed", "credited" };

G_STATIC_ASSERT (G_N_ELEMENTS (states) == NUDGE_N_STATES);
G_STATIC_ASSERT (G_N_ELEMENTS (outcomes) == NUDGE_N_OUTCOMES);

static gboolean
find_word (const char *const *words, gsize n_words, const char *text, gsize *index)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i], text))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

const char *
nudge_state_to_string (NudgeState state)
{
  g_return_val_if_fail ((gsize) state < NUDGE_N_STATES, "");
  return states[state];
}

gboolean
nudge_state_from_string (const char *text, NudgeState *state)
{
  gsize index;

  if (!find_word (states, G_N_ELEMENTS (states), text, &index))
    return FALSE;
  *state = (NudgeState) index;
  return TRUE;
}

const char *
nudge_outcome_to_string (NudgeOutcome outcome)
{
  g_return_val_if_fail ((gsize) outcome < NUDGE_N_OUTCOMES, "");
  return outcomes[outcome];
}

gboolean
nudge_outcome_from_string (const char *text, NudgeOutcome *outcome)
{
  gsize index;

  if (!find_word (outcomes, G_N_ELEMENTS (outcomes), text, &index))
    return FALSE;
  *outcome = (NudgeOutcome) index;
  return TRUE;
}

gboolean
nudge_outcome_is_end (NudgeOutcome outcome)
{
  return outcome >= NUDGE_OUTCOME_DONE;
}
