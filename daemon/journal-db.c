/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal database: one SQLite connection with its prepared statements, and SQLite's errors in words for people. */
#include "journal-db.h"

#include "nudge-error.h"

#include <string.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 500

/* Whether one of the texts contains the folded needle: nudge_contains (needle, text…). */
static void
sql_contains (sqlite3_context *context, gint n_values, sqlite3_value **values)
{
  const char *needle = (const char *) sqlite3_value_text (values[0]);
  gboolean is_found = FALSE;

  for (gint i = 1; i < n_values && needle != NULL && !is_found; i++)
    {
      const char *text = (const char *) sqlite3_value_text (values[i]);
      g_autofree char *folded = NULL;

      if (text == NULL || !g_utf8_validate (text, -1, NULL))
        continue;
      folded = g_utf8_casefold (text, -1);
      is_found = strstr (folded, needle) != NULL;
    }
  sqlite3_result_int (context, is_found);
}

static void
statement_free (gpointer statement)
{
  sqlite3_finalize (statement);
}

NudgeDb *
nudge_db_open (const char *uri, gint flags, GError **error)
{
  g_autoptr(NudgeDb) db = g_new0 (NudgeDb, 1);

  db->lock_fd = -1;
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_free);
  if (sqlite3_open_v2 (uri, &db->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL)
      != SQLITE_OK)
    {
      nudge_db_set_error (db, error);
      return NULL;
    }
  sqlite3_busy_timeout (db->handle, BUSY_TIMEOUT_MS);
  sqlite3_create_function (db->handle, "nudge_contains", -1,
                           SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, sql_contains, NULL, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return g_steal_pointer (&db);
}

void
nudge_db_free (NudgeDb *db)
{
  g_hash_table_unref (db->statements);
  sqlite3_close_v2 (db->handle);
  nudge_db_unlock (db);
  g_free (db);
}

void
nudge_db_unlock (NudgeDb *db)
{
  if (db->lock_fd >= 0)
    close (db->lock_fd);
  db->lock_fd = -1;
}

/* Our statements are right about our tables: what makes them logic errors is a schema that is not ours any more. */
gboolean
nudge_db_is_damage (NudgeDb *db)
{
  gint code = sqlite3_errcode (db->handle) & 0xff;

  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR;
}

static const char *
describe (sqlite3 *handle)
{
  switch (sqlite3_errcode (handle) & 0xff)
    {
    case SQLITE_FULL:
      return "the disk is full; free some space";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return "its file or folder cannot be written; look at their permissions";
    case SQLITE_IOERR:
      return "the disk failed to read or write it";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program keeps it locked";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "its file is damaged";
    default:
      return sqlite3_errstr (sqlite3_errcode (handle));
    }
}

gboolean
nudge_db_set_error (NudgeDb *db, GError **error)
{
  db->is_damaged = db->is_damaged || nudge_db_is_damage (db);
  g_debug ("SQLite: error %d", sqlite3_extended_errcode (db->handle));
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE, "The journal cannot be used: %s", describe (db->handle));
  return FALSE;
}

gboolean
nudge_db_exec (NudgeDb *db, const char *sql, GError **error)
{
  if (sqlite3_exec (db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    return nudge_db_set_error (db, error);
  return TRUE;
}

NudgeStatement *
nudge_db_prepare (NudgeDb *db, const char *sql, GError **error)
{
  NudgeStatement *statement = g_hash_table_lookup (db->statements, sql);

  if (statement != NULL)
    return statement;
  if (sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      nudge_db_set_error (db, error);
      return NULL;
    }
  g_hash_table_insert (db->statements, g_strdup (sql), statement);
  return statement;
}

gboolean
nudge_db_run (NudgeDb *db, NudgeStatement *statement, GError **error)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    return nudge_db_set_error (db, error);
  return TRUE;
}

gint64
nudge_db_read_number (NudgeDb *db, const char *sql, gint64 fallback)
{
  g_autoptr(NudgeStatement) statement = nudge_db_prepare (db, sql, NULL);

  if (statement == NULL || sqlite3_step (statement) != SQLITE_ROW || sqlite3_column_type (statement, 0) == SQLITE_NULL)
    return fallback;
  return sqlite3_column_int64 (statement, 0);
}

char *
nudge_db_read_text (NudgeDb *db, const char *sql)
{
  g_autoptr(NudgeStatement) statement = nudge_db_prepare (db, sql, NULL);

  if (statement == NULL || sqlite3_step (statement) != SQLITE_ROW)
    return NULL;
  return g_strdup (nudge_statement_get_text (statement, 0));
}

static void
roll_back (NudgeDb *db)
{
  /* Some errors have rolled back already; then there is nothing to end. */
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
nudge_db_transact (NudgeDb *db, NudgeDbWork work, gpointer user_data, GError **error)
{
  if (!nudge_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (work (db, user_data, error) && nudge_db_exec (db, "COMMIT", error))
    return TRUE;
  roll_back (db);
  return FALSE;
}

guint
nudge_db_copy_rows (NudgeDb *from, const char *select, NudgeDb *to, const char *insert)
{
  g_autoptr(NudgeStatement) reader = nudge_db_prepare (from, select, NULL);
  g_autoptr(NudgeStatement) writer = nudge_db_prepare (to, insert, NULL);
  guint n_rows = 0;

  if (reader == NULL || writer == NULL)
    return 0;
  while (sqlite3_step (reader) == SQLITE_ROW)
    {
      for (gint i = 0; i < sqlite3_column_count (reader); i++)
        sqlite3_bind_value (writer, i + 1, sqlite3_column_value (reader, i));
      if (sqlite3_step (writer) == SQLITE_DONE)
        n_rows += sqlite3_changes (to->handle);
      sqlite3_reset (writer);
    }
  return n_rows;
}

void
nudge_statement_bind_text (NudgeStatement *statement, gint index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

const char *
nudge_statement_get_text (NudgeStatement *statement, gint column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

void
nudge_statement_reset (NudgeStatement *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}
