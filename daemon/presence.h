/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence: a snapshot of what is known of the person and the session, by value. */
#pragma once

#include "civil-time.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeTruth: what a source says; UNKNOWN never holds a nudge. */
typedef enum {
  NUDGE_UNKNOWN,
  NUDGE_NO,
  NUDGE_YES,
} NudgeTruth;

/**
 * NudgePresence: zero-initialised it knows nothing and holds nothing.
 * @idle_since: when the absence began, by the clock; 0 when nobody is absent or nothing is known
 * @paused_until: 0 when not paused; %NUDGE_NEVER: until resumed
 * @inhibited: a program holds an inhibitor
 */
typedef struct {
  NudgeTruth idle;
  NudgeTruth locked;
  NudgeTruth dnd;
  NudgeTruth fullscreen;
  NudgeTruth camera;
  NudgeTruth microphone;
  NudgeTruth busy;
  NudgeTruth inhibited;
  NudgeTime idle_since;
  NudgeTime paused_until;
} NudgePresence;

G_END_DECLS
