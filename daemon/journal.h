/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal: the one SQLite database: live nudges, outcomes, log entries, and what the daemon must remember. */
#pragma once

#include "journal-types.h"
#include "ledger.h"
#include "problem.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_JOURNAL (nudge_journal_get_type ())
/** NudgeJournal: implements NudgeLedger. One connection, used from the thread that opened it. */
G_DECLARE_FINAL_TYPE (NudgeJournal, nudge_journal, NUDGE, JOURNAL, GObject)

/**
 * NudgeJournal::added:
 * @entry: (type GVariant): the entry as a{sv}, as Query gives it; emitted after the commit
 *
 * Emitted for entries of every origin: what the user logged and the outcomes of nudges.
 */

/**
 * nudge_journal_open:
 * @path: of the database; its folder is created with mode 0700, the file with 0600 whatever the umask
 * @problems: (element-type NudgeProblem): what had to be done: a damaged or foreign file is renamed to
 *   `journal.db.corrupt-YYYYMMDDTHHMMSS` (never deleted) and a new one begun
 *
 * WAL with synchronous=FULL, STRICT tables, trusted_schema=OFF, secure_delete=ON; migrated by user_version
 * after a copy. When nothing can be written there (read-only, full disk) the journal works in memory, says so in
 * @problems, and every write returns %NUDGE_ERROR_STORAGE until the disk takes it.
 *
 * Returns: (transfer full): the journal; never %NULL
 */
NudgeJournal *nudge_journal_open (const char *path, GPtrArray *problems);

/** nudge_journal_get_problems: Returns: (transfer container) (element-type NudgeProblem): what is wrong now */
GPtrArray *nudge_journal_get_problems (NudgeJournal *self);

/**
 * nudge_journal_add:
 * @id: (out) (optional): number of the entry
 *
 * Returns: whether it is on the disk; %NUDGE_ERROR_INVALID_ARGUMENT, %NUDGE_ERROR_TOO_LARGE, or %NUDGE_ERROR_STORAGE
 *   (then it is *not* kept: the caller still has the text)
 */
gboolean nudge_journal_add (NudgeJournal *self, const NudgeEntry *entry, guint64 *id, GError **error);

/**
 * nudge_journal_query:
 *
 * Returns: (transfer full): GVariant of type aa{sv}, oldest first; keys `id` t, `time` x, `kind` s, `category` s,
 *   `uid` s, `summary` s, `value` s, `words` as, `note` s, `nudge` t (id of the nudge, of outcomes), `reason` s;
 *   absent where there is nothing. %NULL with %NUDGE_ERROR_STORAGE
 */
GVariant *nudge_journal_query (NudgeJournal *self, const NudgeQuery *query, GError **error);

/** nudge_journal_count_outcomes: counts per kind (`shown`, `done`, `snoozed`, `skipped`, `missed`, `credited`,
 * `closed`) in [@from, @to). Returns: (transfer full): GHashTable of static string to GUINT_TO_POINTER */
GHashTable *nudge_journal_count_outcomes (NudgeJournal *self, NudgeTime from, NudgeTime to);

/** nudge_journal_get_pause: Returns: paused until; 0 when not; %NUDGE_NEVER until resumed */
NudgeTime nudge_journal_get_pause (NudgeJournal *self);

/** nudge_journal_set_pause: Returns: whether it is on the disk */
gboolean nudge_journal_set_pause (NudgeJournal *self, NudgeTime until, GError **error);

/** nudge_journal_is_disabled: Returns: whether the user switched the rule off */
gboolean nudge_journal_is_disabled (NudgeJournal *self, const char *uid);

/** nudge_journal_set_disabled: Returns: whether it is on the disk */
gboolean nudge_journal_set_disabled (NudgeJournal *self, const char *uid, gboolean disabled, GError **error);

/** nudge_journal_get_value, _set_value: small facts of the daemon by name, such as the notification ids of a server. */
char *nudge_journal_get_value (NudgeJournal *self, const char *key);
gboolean nudge_journal_set_value (NudgeJournal *self, const char *key, const char *value, GError **error);

/** nudge_journal_flush: tries to write what is only in memory. Returns: whether nothing is left */
gboolean nudge_journal_flush (NudgeJournal *self, GError **error);

G_END_DECLS
