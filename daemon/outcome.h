/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes and states: the words for what becomes of a nudge, as they stand in the journal and on the bus. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeState: where a live nudge stands.
 * @NUDGE_STATE_WAITING: due, waiting in its room for a breakpoint
 * @NUDGE_STATE_HELD: due, held back for a reason
 * @NUDGE_STATE_SHOWN: on the desktop (or would be, if there were a server), unanswered
 * @NUDGE_STATE_SNOOZED: put off by the user until a time
 */
typedef enum {
  NUDGE_STATE_WAITING,
  NUDGE_STATE_HELD,
  NUDGE_STATE_SHOWN,
  NUDGE_STATE_SNOOZED,
  NUDGE_N_STATES,
} NudgeState;

/**
 * NudgeOutcome: what was recorded of a nudge.
 * @NUDGE_OUTCOME_DUE: it became due (recorded before it is shown)
 * @NUDGE_OUTCOME_SHOWN: it was shown
 * @NUDGE_OUTCOME_SNOOZED: put off; not an end
 * @NUDGE_OUTCOME_DONE: answered: done
 * @NUDGE_OUTCOME_SKIPPED: answered: not this time
 * @NUDGE_OUTCOME_CLOSED: the user closed the notification without an answer
 * @NUDGE_OUTCOME_MISSED: nobody saw or answered it while it was worth showing
 * @NUDGE_OUTCOME_CREDITED: an absence or a log entry counted as done
 *
 * DONE, SKIPPED, CLOSED, MISSED and CREDITED are ends.
 */
typedef enum {
  NUDGE_OUTCOME_DUE,
  NUDGE_OUTCOME_SHOWN,
  NUDGE_OUTCOME_SNOOZED,
  NUDGE_OUTCOME_DONE,
  NUDGE_OUTCOME_SKIPPED,
  NUDGE_OUTCOME_CLOSED,
  NUDGE_OUTCOME_MISSED,
  NUDGE_OUTCOME_CREDITED,
  NUDGE_N_OUTCOMES,
} NudgeOutcome;

/** nudge_state_to_string: Returns: `waiting`, `held`, `shown` or `snoozed` */
const char *nudge_state_to_string (NudgeState state);

/** nudge_state_from_string: Returns: whether @text is a state; only then @state is set */
gboolean nudge_state_from_string (const char *text, NudgeState *state);

/** nudge_outcome_to_string: Returns: the lower-case word, such as `done` */
const char *nudge_outcome_to_string (NudgeOutcome outcome);

/** nudge_outcome_from_string: Returns: whether @text is an outcome; only then @outcome is set */
gboolean nudge_outcome_from_string (const char *text, NudgeOutcome *outcome);

/** nudge_outcome_is_end: Returns: whether nothing can follow @outcome */
gboolean nudge_outcome_is_end (NudgeOutcome outcome);

G_END_DECLS
