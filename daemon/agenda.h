/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agenda: the occurrences still to come, soonest first, one for each rule. Knows nothing of clocks. */
#pragma once

#include "civil-time.h"
#include "occurrence.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeAgenda: a binary heap of occurrences with a place for each rule, known by its UID. Not thread-safe. */
typedef struct _NudgeAgenda NudgeAgenda;

/** nudge_agenda_new: Returns: (transfer full): an empty agenda */
NudgeAgenda *nudge_agenda_new (void);
void nudge_agenda_free (NudgeAgenda *agenda);

/**
 * nudge_agenda_put:
 * @occurrence: takes the place of what the agenda had of the same rule; a reference is taken
 * @not_before: it counts as due then at the earliest; 0 for its own due time
 *
 * In O(log n).
 */
void nudge_agenda_put (NudgeAgenda *agenda, NudgeOccurrence *occurrence, NudgeTime not_before);

/** nudge_agenda_remove: takes out what it has of the rule @uid. Returns: whether there was something */
gboolean nudge_agenda_remove (NudgeAgenda *agenda, const char *uid);

/** nudge_agenda_clear: takes out everything. */
void nudge_agenda_clear (NudgeAgenda *agenda);

/** nudge_agenda_size: Returns: how many rules have an occurrence in it */
guint nudge_agenda_size (const NudgeAgenda *agenda);

/** nudge_agenda_next_time: Returns: when the first one counts as due; %NUDGE_NEVER when it is empty */
NudgeTime nudge_agenda_next_time (const NudgeAgenda *agenda);

/** nudge_agenda_lookup: Returns: (transfer none) (nullable): what it has of the rule @uid */
NudgeOccurrence *nudge_agenda_lookup (const NudgeAgenda *agenda, const char *uid);

/** nudge_agenda_peek: Returns: (transfer none) (nullable): the first one; of several at one time by UID */
NudgeOccurrence *nudge_agenda_peek (const NudgeAgenda *agenda);

/** nudge_agenda_pop: Returns: (transfer full) (nullable): the first one, taken out */
NudgeOccurrence *nudge_agenda_pop (NudgeAgenda *agenda);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeAgenda, nudge_agenda_free)

G_END_DECLS
