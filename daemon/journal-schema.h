/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal schema: the tables, and the steps from each version of them to the next. */
#pragma once

#include "journal-db.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_JOURNAL_ID: PRAGMA application_id of our files: “nudg”. */
#define NUDGE_JOURNAL_ID 0x6e756467

/** nudge_journal_schema_steps: Returns: (transfer none): SQL from version 0 to 1, 1 to 2, …; %NULL-terminated */
const char *const *nudge_journal_schema_steps (void);

/**
 * nudge_journal_schema_migrate:
 * @path: (nullable): of the file, for the copy `journal.db.before-v2` that is made of a database that has data
 * @steps: as nudge_journal_schema_steps()
 *
 * Each step is a transaction of its own with the new user_version.
 *
 * Returns: whether the database has the newest version; else %NUDGE_ERROR_STORAGE, and it has an older, whole one
 */
gboolean nudge_journal_schema_migrate (NudgeDb *db, const char *path, const char *const *steps, GError **error);

/** nudge_journal_schema_is_ours: Returns: whether the tables and columns are those of the version that @db names; a
 * damaged byte may have renamed one */
gboolean nudge_journal_schema_is_ours (NudgeDb *db);

/** nudge_journal_schema_prepare: for a sound database: sets what holds for the connection, and makes the tables in
 * memory for what the file does not take. Returns: whether it was done */
gboolean nudge_journal_schema_prepare (NudgeDb *db, GError **error);

G_END_DECLS
