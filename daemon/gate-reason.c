/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons: the words, the sentences and the past tense of what may hold a nudge. */
#include "gate.h"

typedef struct {
  const char *word;
  const char *sentence;
  const char *past;
} ReasonText;

static const ReasonText texts[] = {
  [NUDGE_REASON_NONE] = { "", "Nothing holds it", "" },
  [NUDGE_REASON_REQUESTED] = { "requested", "You asked for it", "asked for" },
  [NUDGE_REASON_PAUSED] = { "paused", "You paused nudged", "held by a pause" },
  [NUDGE_REASON_QUIET_HOURS] = { "quiet-hours", "These are your quiet hours", "held by quiet hours" },
  [NUDGE_REASON_OUTSIDE_HOURS] = { "outside-hours", "These are not your working hours", "held outside working hours" },
  [NUDGE_REASON_IDLE] = { "idle", "You are away from the desk", "held while you were away" },
  [NUDGE_REASON_LOCKED] = { "locked", "The screen is locked", "held by the locked screen" },
  [NUDGE_REASON_DND] = { "dnd", "Do-not-disturb is on", "held by do-not-disturb" },
  [NUDGE_REASON_FULLSCREEN] = { "fullscreen", "A window fills the screen", "held by a full-screen window" },
  [NUDGE_REASON_CAMERA] = { "camera", "The camera is in use", "held while the camera was in use" },
  [NUDGE_REASON_MICROPHONE] = { "microphone", "The microphone is in use", "held while the microphone was in use" },
  [NUDGE_REASON_BUSY] = { "busy", "Your calendar says that you are busy", "held by a busy time in the calendar" },
  [NUDGE_REASON_INHIBITED] = { "inhibited", "A program asked for quiet", "held because a program asked for quiet" },
  [NUDGE_REASON_MIN_GAP] = { "min-gap", "Another nudge was shown just before", "held by the gap between two nudges" },
  [NUDGE_REASON_HOURLY_BUDGET]
  = { "hourly-budget", "There were enough nudges in this hour", "held by the limit of nudges in an hour" },
  [NUDGE_REASON_DAILY_BUDGET]
  = { "daily-budget", "There were enough nudges today", "held by the limit of nudges in a day" },
  [NUDGE_REASON_BREAKPOINT] = { "breakpoint", "It waits for a natural pause", "waited for a natural pause" },
  [NUDGE_REASON_TOO_LATE] = { "too-late", "It is too late to be worth showing", "the computer was off or asleep" },
  [NUDGE_REASON_CATEGORY_OFF]
  = { "category-off", "You switched this category off", "its category is switched off" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (texts) == NUDGE_N_REASONS);

const char *
nudge_reason_to_word (NudgeReason reason)
{
  g_return_val_if_fail ((gsize) reason < NUDGE_N_REASONS, "");
  return texts[reason].word;
}

NudgeReason
nudge_reason_from_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].word, word))
      return (NudgeReason) i;
  return NUDGE_REASON_NONE;
}

const char *
nudge_reason_to_sentence (NudgeReason reason)
{
  g_return_val_if_fail ((gsize) reason < NUDGE_N_REASONS, "");
  return texts[reason].sentence;
}

const char *
nudge_reason_to_past (NudgeReason reason)
{
  g_return_val_if_fail ((gsize) reason < NUDGE_N_REASONS, "");
  return texts[reason].past;
}
