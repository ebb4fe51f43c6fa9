/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gate: may this nudge be shown now? A pure function with a reason that a person can read. */
#pragma once

#include "civil-time.h"
#include "live-nudge.h"
#include "presence.h"
#include "settings.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeVerdictKind:
 * @NUDGE_VERDICT_SHOW: now
 * @NUDGE_VERDICT_WAIT: in its room, for a breakpoint
 * @NUDGE_VERDICT_HOLD: not now; at the first good moment within its grace
 * @NUDGE_VERDICT_DROP: no longer worth showing: record it as missed
 */
typedef enum {
  NUDGE_VERDICT_SHOW,
  NUDGE_VERDICT_WAIT,
  NUDGE_VERDICT_HOLD,
  NUDGE_VERDICT_DROP,
} NudgeVerdictKind;

/** NudgeReason: why; each has a word (`HeldBy`) and a sentence. */
typedef enum {
  NUDGE_REASON_NONE,
  NUDGE_REASON_REQUESTED,     /* fired by hand */
  NUDGE_REASON_PAUSED,
  NUDGE_REASON_QUIET_HOURS,
  NUDGE_REASON_OUTSIDE_HOURS,
  NUDGE_REASON_IDLE,
  NUDGE_REASON_LOCKED,
  NUDGE_REASON_DND,
  NUDGE_REASON_FULLSCREEN,
  NUDGE_REASON_CAMERA,
  NUDGE_REASON_MICROPHONE,
  NUDGE_REASON_BUSY,
  NUDGE_REASON_INHIBITED,
  NUDGE_REASON_MIN_GAP,
  NUDGE_REASON_HOURLY_BUDGET,
  NUDGE_REASON_DAILY_BUDGET,
  NUDGE_REASON_BREAKPOINT,    /* waits for one */
  NUDGE_REASON_TOO_LATE,      /* its grace is over */
  NUDGE_REASON_CATEGORY_OFF,  /* the category is disabled */
  NUDGE_N_REASONS,
} NudgeReason;

/**
 * NudgeVerdict:
 * @until: when what holds it, or its room, ends by the passing of time alone; %NUDGE_NEVER otherwise. Always later
 *   than the moment. That its grace may end before is not counted.
 */
typedef struct {
  NudgeVerdictKind kind;
  NudgeReason reason;
  NudgeTime until;
} NudgeVerdict;

/**
 * NudgeShownLately: what was shown in the last day, for gap and budget.
 * @times: (element-type NudgeTime): instants, ascending, of nudges that count for the budget
 */
typedef struct {
  const NudgeTime *times;
  gsize n_times;
} NudgeShownLately;

/** nudge_hold_whom: Returns: which bit of `hold` in `[hours]` concerns nudges of @origin */
NudgeHoldWhom nudge_hold_whom (NudgeOrigin origin);

/** NudgeMoment: all that the gate looks at beside the nudge itself; @zone is the desk's. Nothing is kept. */
typedef struct {
  const NudgePresence *presence;
  const NudgeSettings *settings;
  NudgeShownLately lately;
  NudgeZone *zone;
  NudgeTime now;
} NudgeMoment;

/**
 * nudge_gate_decide:
 *
 * A snooze that ran out and a nudge fired by hand are never held by hours, budget, gap or room; the latter by nothing.
 * A room never reaches into hours that hold, nor beyond the grace.
 *
 * Returns: the verdict on @live at @moment
 */
NudgeVerdict nudge_gate_decide (const NudgeLive *live, const NudgeMoment *moment);

/**
 * nudge_gate_list_holds:
 *
 * Returns: (transfer full): the words of everything that would hold a pack's nudge, %NULL-terminated, for
 *   the property HeldBy; gap and budget are left out
 */
char **nudge_gate_list_holds (const NudgeMoment *moment);

/**
 * nudge_gate_is_breakpoint:
 *
 * Returns: whether the change from @before to @after is a natural pause: the end of a call, and as the
 *   settings say the return to the desk and an unlock
 */
gboolean nudge_gate_is_breakpoint (const NudgePresence *before, const NudgePresence *after,
                                   const NudgeSettings *settings);

/** nudge_reason_to_word: Returns: `paused`, `quiet-hours`, `outside-hours`, `idle`, … */
const char *nudge_reason_to_word (NudgeReason reason);

/** nudge_reason_from_word: Returns: the reason, or %NUDGE_REASON_NONE for an unknown word */
NudgeReason nudge_reason_from_word (const char *word);

/** nudge_reason_to_sentence: Returns: for now, such as "You paused nudged" */
const char *nudge_reason_to_sentence (NudgeReason reason);

/** nudge_reason_to_past: Returns: for the history, such as "held by quiet hours" */
const char *nudge_reason_to_past (NudgeReason reason);

G_END_DECLS
