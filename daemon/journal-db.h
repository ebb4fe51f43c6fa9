/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal database: one SQLite connection with its prepared statements, and SQLite's errors in words for people. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * NudgeDb: a connection. `main` is the file, or empty memory where there is none; `temp` has the tables of records
 * that the file did not take, always in memory.
 * @is_writable: whether `main` is a file that may be written
 * @is_damaged: whether an error has said that the file is not a sound database
 * @lock_fd: of the lock that keeps other daemons away; -1 when there is none
 */
typedef struct {
  sqlite3 *handle;
  GHashTable *statements;
  gboolean is_writable;
  gboolean is_damaged;
  gint lock_fd;
} NudgeDb;

/** NudgeStatement: belongs to its NudgeDb; leaving the scope of an autoptr resets it, so that no read stays open. */
typedef sqlite3_stmt NudgeStatement;

/**
 * nudge_db_open:
 * @uri: a `file:` URI, or `:memory:`
 * @flags: of sqlite3_open_v2()
 *
 * The file is not read yet, so this says nothing of its soundness.
 *
 * Returns: (transfer full): a connection that trusts no schema, or %NULL with %NUDGE_ERROR_STORAGE
 */
NudgeDb *nudge_db_open (const char *uri, gint flags, GError **error);

/** nudge_db_free: closes it; the last one writes the log of SQLite back into the file. */
void nudge_db_free (NudgeDb *db);

/** nudge_db_unlock: lets go of the lock; reading may go on. */
void nudge_db_unlock (NudgeDb *db);

/** nudge_db_is_damage: Returns: whether the last error of @db means that the file is not a sound database */
gboolean nudge_db_is_damage (NudgeDb *db);

/** nudge_db_set_error: sets %NUDGE_ERROR_STORAGE from the last error of @db. Returns: %FALSE */
gboolean nudge_db_set_error (NudgeDb *db, GError **error);

/** nudge_db_exec: runs statements that give no rows. Returns: whether all were done; else %NUDGE_ERROR_STORAGE */
gboolean nudge_db_exec (NudgeDb *db, const char *sql, GError **error);

/** nudge_db_prepare: Returns: (transfer none): the statement, reset and without values; %NULL with
 * %NUDGE_ERROR_STORAGE */
NudgeStatement *nudge_db_prepare (NudgeDb *db, const char *sql, GError **error);

/** nudge_db_run: for statements that give no rows. Returns: whether it was done; else %NUDGE_ERROR_STORAGE */
gboolean nudge_db_run (NudgeDb *db, NudgeStatement *statement, GError **error);

/** nudge_db_read_number: Returns: the first column of the first row of @sql, or @fallback */
gint64 nudge_db_read_number (NudgeDb *db, const char *sql, gint64 fallback);

/** nudge_db_read_text: Returns: (transfer full) (nullable): the first column of the first row of @sql */
char *nudge_db_read_text (NudgeDb *db, const char *sql);

/** NudgeDbWork: what a transaction does. Returns: whether it is to be committed */
typedef gboolean (*NudgeDbWork) (NudgeDb *db, gpointer user_data, GError **error);

/** nudge_db_transact: Returns: whether @work was done and is on the disk; else nothing of it is, and an error says
 * why */
gboolean nudge_db_transact (NudgeDb *db, NudgeDbWork work, gpointer user_data, GError **error);

/**
 * nudge_db_copy_rows:
 * @select: on @from
 * @insert: on @to, with as many values as @select has columns
 *
 * Rows that @to does not take are passed over; rows that cannot be read end it.
 *
 * Returns: how many were copied
 */
guint nudge_db_copy_rows (NudgeDb *from, const char *select, NudgeDb *to, const char *insert);

/** nudge_statement_bind_text: @text may be %NULL and must live until the statement has run. */
void nudge_statement_bind_text (NudgeStatement *statement, gint index, const char *text);

/** nudge_statement_get_text: Returns: (transfer none) (nullable): a column, counted from 0; valid until the next
 * step */
const char *nudge_statement_get_text (NudgeStatement *statement, gint column);

/** nudge_statement_reset: ends what it reads and forgets its values. */
void nudge_statement_reset (NudgeStatement *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeDb, nudge_db_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeStatement, nudge_statement_reset)

G_END_DECLS
