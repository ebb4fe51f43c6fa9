/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal facts: small things to remember by name, and the rules that are switched off; all kept in memory too. */
#pragma once

#include "journal-db.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeFacts: what holds, and which of it the file does not have yet. */
typedef struct _NudgeFacts NudgeFacts;

/** nudge_facts_new: Returns: (transfer full): nothing remembered, nothing switched off */
NudgeFacts *nudge_facts_new (void);
/** nudge_facts_free: forgets all, saved or not. */
void nudge_facts_free (NudgeFacts *facts);

/** nudge_facts_load: takes over what @db has; what was set since and not saved stays as it was set. */
void nudge_facts_load (NudgeFacts *facts, NudgeDb *db);

/** nudge_facts_save: within a transaction: writes what the file does not have yet. Returns: whether it was done */
gboolean nudge_facts_save (NudgeFacts *facts, NudgeDb *db, GError **error);

/** nudge_facts_note_saved: after the commit of nudge_facts_save(). */
void nudge_facts_note_saved (NudgeFacts *facts);

/** nudge_facts_is_saved: Returns: whether there is nothing to write */
gboolean nudge_facts_is_saved (NudgeFacts *facts);

/** nudge_facts_get: Returns: (transfer none) (nullable): what is remembered as @name */
const char *nudge_facts_get (NudgeFacts *facts, const char *name);

/** nudge_facts_set: @value %NULL forgets it. */
void nudge_facts_set (NudgeFacts *facts, const char *name, const char *value);

/** nudge_facts_get_time: Returns: the time remembered as @name, or 0 */
gint64 nudge_facts_get_time (NudgeFacts *facts, const char *name);

/** nudge_facts_set_time: @time 0 forgets it. */
void nudge_facts_set_time (NudgeFacts *facts, const char *name, gint64 time);

/** nudge_facts_is_disabled: Returns: whether the rule @uid is switched off */
gboolean nudge_facts_is_disabled (NudgeFacts *facts, const char *uid);

/** nudge_facts_set_disabled: switches the rule @uid off or on. */
void nudge_facts_set_disabled (NudgeFacts *facts, const char *uid, gboolean disabled);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeFacts, nudge_facts_free)

G_END_DECLS
