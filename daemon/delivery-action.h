/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, action: what the word of a button means. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NUDGE_ACTION_UNKNOWN,
  NUDGE_ACTION_DONE,
  NUDGE_ACTION_SKIP,
  NUDGE_ACTION_SNOOZE,
} NudgeActionKind;

/**
 * NudgeAction:
 * @span: of SNOOZE: for how long; 0: as configured
 * @value: of DONE: (nullable): points into the word
 */
typedef struct {
  NudgeActionKind kind;
  GTimeSpan span;
  const char *value;
} NudgeAction;

/** nudge_action_parse: @word: as the signal `answered` of #NudgePresenter gives it. Returns: what it means */
NudgeAction nudge_action_parse (const char *word);

G_END_DECLS
