/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status: how things stand now, as one value, and as the texts that prompts and programs read. */
#pragma once

#include "live-nudge.h"
#include "occurrence.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeStatus: a snapshot; owned by whoever asked for it.
 * @state: `active`, `held` or `paused`
 * @held_by: words of what holds nudges of packs now
 * @paused_until: 0 when not paused; %NUDGE_NEVER until resumed
 * @next: (nullable): what is due next
 * @next_snoozed: (nullable): set instead of @next when a snoozed nudge comes first
 * @pending: (element-type NudgeLive): all live nudges, newest due last
 * @today: kind of outcome to GUINT_TO_POINTER (count), since midnight of the desk
 */
typedef struct {
  const char *state;
  char **held_by;
  NudgeTime paused_until;
  NudgeOccurrence *next;
  NudgeLive *next_snoozed;
  GPtrArray *pending;
  GHashTable *today;
  guint n_rules;
  guint n_problems;
} NudgeStatus;

/** nudge_status_today_kinds: Returns: (transfer none): the kinds that @today always has, %NULL-terminated */
const char *const *nudge_status_today_kinds (void);

/** nudge_status_get_today: Returns: the count of @kind */
guint nudge_status_get_today (const NudgeStatus *status, const char *kind);

/** nudge_status_to_line: Returns: (transfer full): for a prompt: the summary of the newest shown nudge and how many
 * more there are; "" when none is shown */
char *nudge_status_to_line (const NudgeStatus *status);

/** nudge_status_to_json: Returns: (transfer full): one JSON object on one line, times in RFC 3339 in @zone */
char *nudge_status_to_json (const NudgeStatus *status, NudgeZone *zone);

/** nudge_status_free: frees it and what it holds. */
void nudge_status_free (NudgeStatus *status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeStatus, nudge_status_free)

G_END_DECLS
