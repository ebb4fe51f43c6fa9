/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal schema: the tables, and the steps from each version of them to the next. */
#include "journal-schema.h"

#include "nudge-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* nudge: each occurrence that became due, as it stands; outcome is NULL while it lives. (uid, due) is not unique: one
 *   that was fired by hand may share the instant of another.
 * entry: what happened, only ever added to; words are separated by newlines.
 * fact: small things to remember, by name. disabled: rules that are switched off. Times are microseconds, UTC. */
static const char version_1[]
    = "CREATE TABLE nudge ("
      "  id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL, due INTEGER NOT NULL, summary TEXT NOT NULL,"
      "  body TEXT NOT NULL, why TEXT, category TEXT NOT NULL, source TEXT NOT NULL, origin TEXT NOT NULL,"
      "  ask TEXT NOT NULL, kind TEXT NOT NULL, missed TEXT NOT NULL, room INTEGER NOT NULL, grace INTEGER NOT NULL,"
      "  state TEXT NOT NULL, reason TEXT, shown_at INTEGER NOT NULL, first_shown INTEGER NOT NULL,"
      "  snoozed_until INTEGER NOT NULL, until INTEGER NOT NULL, snoozes INTEGER NOT NULL,"
      "  by_request INTEGER NOT NULL, is_private INTEGER NOT NULL, outcome TEXT) STRICT;"
      "CREATE INDEX nudge_by_rule ON nudge (uid, due, first_shown);"
      "CREATE INDEX nudge_by_shown ON nudge (first_shown);"
      "CREATE INDEX nudge_alive ON nudge (id) WHERE outcome IS NULL;"
      "CREATE TABLE entry ("
      "  id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, kind TEXT NOT NULL, category TEXT, uid TEXT,"
      "  summary TEXT, value TEXT, words TEXT, note TEXT, nudge INTEGER, reason TEXT) STRICT;"
      "CREATE INDEX entry_by_time ON entry (time, kind, nudge);"
      "CREATE INDEX entry_by_nudge ON entry (nudge) WHERE nudge IS NOT NULL;"
      "CREATE TABLE fact (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
      "CREATE TABLE disabled (uid TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;";

static const char *const steps_of_today[] = { version_1, NULL };

const char *const *
nudge_journal_schema_steps (void)
{
  return steps_of_today;
}

/* SQLite would make the copy with the permissions that the umask leaves. */
static gboolean
make_private_file (const char *path, GError **error)
{
  gint fd;

  g_unlink (path);
  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE, "The journal cannot be copied to “%s”: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  fchmod (fd, 0600);
  close (fd);
  return TRUE;
}

static gboolean
copy_before (NudgeDb *db, const char *path, guint version, GError **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.before-v%u", path, version);
  g_autoptr(NudgeStatement) statement = NULL;

  if (!make_private_file (copy, error))
    return FALSE;
  statement = nudge_db_prepare (db, "VACUUM main INTO ?1", error);
  if (statement == NULL)
    return FALSE;
  nudge_statement_bind_text (statement, 1, copy);
  return nudge_db_run (db, statement, error);
}

typedef struct {
  const char *sql;
  guint version;
} Step;

static gboolean
take_step (NudgeDb *db, gpointer user_data, GError **error)
{
  const Step *step = user_data;
  g_autofree char *mark = g_strdup_printf ("PRAGMA main.application_id = %d; PRAGMA main.user_version = %u",
                                           NUDGE_JOURNAL_ID, step->version);

  return nudge_db_exec (db, step->sql, error) && nudge_db_exec (db, mark, error);
}

gboolean
nudge_journal_schema_migrate (NudgeDb *db, const char *path, const char *const *steps, GError **error)
{
  guint version = (guint) nudge_db_read_number (db, "PRAGMA main.user_version", 0);

  for (guint i = version; i < g_strv_length ((char **) steps); i++)
    {
      Step step = { steps[i], i + 1 };

      if (i > 0 && path != NULL && !copy_before (db, path, i + 1, error))
        return FALSE;
      if (!nudge_db_transact (db, take_step, &step, error))
        return FALSE;
    }
  return TRUE;
}

/* A database in memory of the first @version steps. */
static NudgeDb *
make_example (guint version)
{
  g_autofree const char **steps = g_new0 (const char *, G_N_ELEMENTS (steps_of_today));
  g_autoptr(NudgeDb) example = nudge_db_open (":memory:", SQLITE_OPEN_READWRITE, NULL);

  g_return_val_if_fail (version < G_N_ELEMENTS (steps_of_today), NULL);
  for (guint i = 0; i < version; i++)
    steps[i] = steps_of_today[i];
  if (example == NULL || !nudge_journal_schema_migrate (example, NULL, steps, NULL))
    return NULL;
  return g_steal_pointer (&example);
}

gboolean
nudge_journal_schema_is_ours (NudgeDb *db)
{
  static const char sql[]
      = "SELECT group_concat (line, ';') FROM (SELECT t.name || ' ' || c.name || ' ' || c.type AS line"
        " FROM main.sqlite_schema AS t JOIN pragma_table_info (t.name) AS c"
        " WHERE t.type = 'table' AND t.name IN ('nudge', 'entry', 'fact', 'disabled') ORDER BY t.name, c.cid)";
  g_autoptr(NudgeDb) example = make_example ((guint) nudge_db_read_number (db, "PRAGMA main.user_version", 0));
  g_autofree char *found = nudge_db_read_text (db, sql);
  g_autofree char *expected = example != NULL ? nudge_db_read_text (example, sql) : NULL;

  return example != NULL && g_strcmp0 (found, expected) == 0;
}

gboolean
nudge_journal_schema_prepare (NudgeDb *db, GError **error)
{
  return nudge_db_exec (db,
                        "PRAGMA temp_store = MEMORY;"
                        "PRAGMA secure_delete = ON;"
                        "PRAGMA cell_size_check = ON;"
                        "PRAGMA cache_size = -1024;"
                        "CREATE TEMP TABLE nudge AS SELECT * FROM main.nudge LIMIT 0;"
                        "CREATE UNIQUE INDEX temp.pending_nudge ON nudge (id);"
                        "CREATE TEMP TABLE entry AS SELECT * FROM main.entry LIMIT 0;"
                        "CREATE UNIQUE INDEX temp.pending_entry ON entry (id);",
                        error);
}
