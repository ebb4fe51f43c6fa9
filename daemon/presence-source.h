/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence source: the port through which one outside thing says what it knows of the person and the session. */
#pragma once

#include "presence.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** NudgeFact: what can be known; each is a hold of `[hold]` in the configuration. */
typedef enum {
  NUDGE_FACT_IDLE,       /* no input for the span of `idle` */
  NUDGE_FACT_LOCKED,     /* the screen is locked, or the machine is about to sleep */
  NUDGE_FACT_DND,        /* the notification server was told not to disturb */
  NUDGE_FACT_FULLSCREEN, /* a window fills the screen, or a program keeps the session awake for a film or a talk */
  NUDGE_FACT_CAMERA,     /* a camera is in use, or the screen is shared */
  NUDGE_FACT_MICROPHONE, /* a microphone is in use */
  NUDGE_FACT_BUSY,       /* a busy event in a calendar of `role = busy` */
  NUDGE_N_FACTS,
} NudgeFact;

#define NUDGE_TYPE_PRESENCE_SOURCE (nudge_presence_source_get_type ())
G_DECLARE_INTERFACE (NudgePresenceSource, nudge_presence_source, NUDGE, PRESENCE_SOURCE, GObject)

/**
 * NudgePresenceSourceInterface:
 *
 * Signal of every implementation: `changed`, without arguments: an answer of get_truth() or describe() is another one.
 * Everything is asynchronous and driven by events: a source begins unknown, and a service that is absent, hangs or
 * leaves makes it unknown again. Nothing polls.
 */
struct _NudgePresenceSourceInterface {
  GTypeInterface parent;

  const char *(*get_name) (NudgePresenceSource *self);
  void (*start) (NudgePresenceSource *self);
  void (*set_idle_span) (NudgePresenceSource *self, GTimeSpan span);
  NudgeTruth (*get_truth) (NudgePresenceSource *self, NudgeFact fact);
  char *(*describe) (NudgePresenceSource *self);
};

/** nudge_presence_source_get_name: Returns: a short word, such as `logind` */
const char *nudge_presence_source_get_name (NudgePresenceSource *self);

/** nudge_presence_source_start: begins to listen; call once. Returns at once, `changed` follows. */
void nudge_presence_source_start (NudgePresenceSource *self);

/** nudge_presence_source_set_idle_span: after so long without input somebody is idle; 0: do not watch. Sources that
 * know nothing of idleness ignore it. */
void nudge_presence_source_set_idle_span (NudgePresenceSource *self, GTimeSpan span);

/** nudge_presence_source_get_truth: Returns: what the source knows of @fact at this moment */
NudgeTruth nudge_presence_source_get_truth (NudgePresenceSource *self, NudgeFact fact);

/** nudge_presence_source_describe: Returns: (transfer full): one sentence for a person: what it is connected to, or
 * what is missing and what would help */
char *nudge_presence_source_describe (NudgePresenceSource *self);

/** For implementations only: emits `changed`. */
void nudge_presence_source_emit_changed (NudgePresenceSource *self);

/** nudge_fact_to_string: Returns: the key of `[hold]`: `idle`, `locked`, `dnd`, `fullscreen`, `camera`, `microphone`,
 * `busy-calendar` */
const char *nudge_fact_to_string (NudgeFact fact);

/** nudge_fact_from_string: Returns: whether @text is a fact; only then @fact is set */
gboolean nudge_fact_from_string (const char *text, NudgeFact *fact);

/** nudge_truth_to_string: Returns: `unknown`, `no` or `yes` */
const char *nudge_truth_to_string (NudgeTruth truth);

G_END_DECLS
