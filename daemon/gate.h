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
 * @until: when the verdict may change by the passing of time alone; %NUDGE_NEVER otherwise
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

/** nudge_gate_decide: @zone is the desk's. A snooze that ran out and a nudge fired by hand are never held by hours,
 * budget, gap or room. Returns: the verdict on @live at @now */
NudgeVerdict nudge_gate_decide (const NudgeLive *live, const NudgePresence *presence, const NudgeSettings *settings,
                                const NudgeShownLately *lately, NudgeZone *zone, NudgeTime now);

/**
 * nudge_gate_list_holds:
 *
 * Returns: (transfer full): the words of everything that would hold a pack's nudge at @now, %NULL-terminated, for
 *   the property HeldBy
 */
char **nudge_gate_list_holds (const NudgePresence *presence, const NudgeSettings *settings, NudgeZone *zone,
                              NudgeTime now);

/** nudge_reason_to_word: Returns: `paused`, `quiet-hours`, `outside-hours`, `idle`, … */
const char *nudge_reason_to_word (NudgeReason reason);

/** nudge_reason_to_sentence: Returns: such as "You paused nudged" */
const char *nudge_reason_to_sentence (NudgeReason reason);

G_END_DECLS
