/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal opening: from a path to a sound database, or to memory with the reason. */
#include "journal-open.h"

#include "journal-place.h"
#include "journal-schema.h"
#include "nudge-error.h"
#include "problem.h"

#include <unistd.h>

/* No nudged will ever have as many versions of its tables: such a number is damage. */
#define VERSION_MAX 1000

/* What opening passes on from step to step. */
typedef struct {
  const char *path;
  GPtrArray *problems;
  NudgeDb *db; /* (owned) */
} Opening;

static char *
make_uri (const char *path, const char *query)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  return g_strconcat ("file:", escaped, query, NULL);
}

NudgeDb *
nudge_journal_open_memory (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(NudgeDb) db = nudge_db_open (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);

  if (db == NULL || !nudge_journal_schema_migrate (db, NULL, nudge_journal_schema_steps (), &error)
      || !nudge_journal_schema_prepare (db, &error))
    g_error ("No memory for the journal: %s", error->message);
  return g_steal_pointer (&db);
}

/* A name that sorts by time; only SQLite is asked, as no other file but the clock's reads the clock. */
static char *
make_stamp (void)
{
  g_autoptr(NudgeDb) db = nudge_db_open (":memory:", SQLITE_OPEN_READWRITE, NULL);
  char *stamp = db != NULL ? nudge_db_read_text (db, "SELECT strftime ('%Y%m%dT%H%M%S', 'now', 'localtime')") : NULL;

  return stamp != NULL ? stamp : g_strdup ("unknown");
}

typedef enum {
  SOUND,
  NEWER,
  DAMAGED,
  UNREADABLE,
} Soundness;

/* The error of the statement that came last. */
static Soundness
judge_error (NudgeDb *db)
{
  return nudge_db_is_damage (db) ? DAMAGED : UNREADABLE;
}

static Soundness
judge_pages (NudgeDb *db)
{
  g_autofree char *answer = nudge_db_read_text (db, "PRAGMA main.quick_check (1)");

  if (answer == NULL)
    return judge_error (db);
  return g_str_equal (answer, "ok") ? SOUND : DAMAGED;
}

/* An empty file becomes ours; a database of another program never does. */
static Soundness
judge (NudgeDb *db)
{
  gint64 n_tables = nudge_db_read_number (db, "SELECT count (*) FROM main.sqlite_schema", -1);
  gint64 version;

  if (n_tables < 0)
    return judge_error (db);
  if (n_tables > 0 && nudge_db_read_number (db, "PRAGMA main.application_id", 0) != NUDGE_JOURNAL_ID)
    return DAMAGED;
  version = nudge_db_read_number (db, "PRAGMA main.user_version", 0);
  if (version < 0 || version > VERSION_MAX)
    return DAMAGED;
  if (version > (gint64) g_strv_length ((char **) nudge_journal_schema_steps ()))
    return NEWER;
  if (n_tables > 0 && !nudge_journal_schema_is_ours (db))
    return DAMAGED;
  return judge_pages (db);
}

/* Without shared memory (some network folders) there is no WAL; then each commit also syncs the folder. */
static gboolean
make_durable (NudgeDb *db, GError **error)
{
  g_autofree char *mode = nudge_db_read_text (db, "PRAGMA main.journal_mode = WAL");

  if (g_strcmp0 (mode, "wal") == 0)
    return nudge_db_exec (db,
                          "PRAGMA main.synchronous = FULL;"
                          "PRAGMA main.wal_autocheckpoint = 256;"
                          "PRAGMA main.journal_size_limit = 1048576;",
                          error);
  return nudge_db_exec (db, "PRAGMA main.journal_mode = TRUNCATE; PRAGMA main.synchronous = EXTRA;", error);
}

static gboolean
open_for_writing (Opening *opening, GError **error)
{
  g_autofree char *uri = make_uri (opening->path, "?mode=rw");

  g_clear_pointer (&opening->db, nudge_db_free);
  opening->db = nudge_db_open (uri, SQLITE_OPEN_READWRITE, error);
  return opening->db != NULL;
}

/* On a full disk there is no room for the shared memory beside the file. Alone with the file, SQLite does without. */
static Soundness
open_and_judge (Opening *opening, GError **error)
{
  Soundness soundness;

  if (!open_for_writing (opening, error))
    return UNREADABLE;
  soundness = judge (opening->db);
  if (soundness != UNREADABLE)
    return soundness;
  if (!open_for_writing (opening, error)
      || !nudge_db_exec (opening->db, "PRAGMA main.locking_mode = EXCLUSIVE", error))
    return UNREADABLE;
  soundness = judge (opening->db);
  if (soundness == UNREADABLE)
    nudge_db_set_error (opening->db, error);
  return soundness;
}

static gboolean
set_up (Opening *opening, GError **error)
{
  NudgeDb *db = opening->db;

  return make_durable (db, error)
         && nudge_journal_schema_migrate (db, opening->path, nudge_journal_schema_steps (), error)
         && nudge_journal_schema_prepare (db, error);
}

/* Tables in the order of their worth. A damaged one is read from both of its ends. */
static guint
salvage (const char *aside, NudgeDb *db)
{
  static const char *const steps[][2] = {
    { "SELECT * FROM entry", "INSERT OR IGNORE INTO main.entry VALUES (?,?,?,?,?,?,?,?,?,?,?)" },
    { "SELECT * FROM entry ORDER BY id DESC", "INSERT OR IGNORE INTO main.entry VALUES (?,?,?,?,?,?,?,?,?,?,?)" },
    { "SELECT * FROM nudge",
      "INSERT OR IGNORE INTO main.nudge VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)" },
    { "SELECT * FROM nudge ORDER BY id DESC",
      "INSERT OR IGNORE INTO main.nudge VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)" },
    { "SELECT * FROM fact", "INSERT OR IGNORE INTO main.fact VALUES (?,?)" },
    { "SELECT * FROM disabled", "INSERT OR IGNORE INTO main.disabled VALUES (?)" },
  };
  g_autofree char *uri = make_uri (aside, "?mode=ro");
  g_autoptr(NudgeDb) old = nudge_db_open (uri, SQLITE_OPEN_READONLY, NULL);
  guint n_rows = 0;

  if (old == NULL || nudge_db_read_number (old, "PRAGMA application_id", 0) != NUDGE_JOURNAL_ID)
    return 0;
  if (!nudge_db_exec (db, "BEGIN IMMEDIATE", NULL))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    n_rows += nudge_db_copy_rows (old, steps[i][0], db, steps[i][1]);
  return nudge_db_exec (db, "COMMIT", NULL) ? n_rows : 0;
}

static gboolean
begin_anew (Opening *opening, GError **error)
{
  g_autofree char *stamp = make_stamp ();
  g_autofree char *aside = NULL;
  guint n_rows;

  g_clear_pointer (&opening->db, nudge_db_free);
  aside = nudge_place_set_aside (opening->path, stamp, error);
  if (aside == NULL || nudge_place_prepare_file (opening->path, error) != NUDGE_PLACE_READY
      || !open_for_writing (opening, error) || !set_up (opening, error))
    return FALSE;
  n_rows = g_file_test (aside, G_FILE_TEST_IS_REGULAR) ? salvage (aside, opening->db) : 0;
  g_ptr_array_add (opening->problems,
                   nudge_problem_new (opening->path, 0, NUDGE_SEVERITY_ERROR,
                                      "the journal was damaged or not a journal; it was kept as “%s”, and a new one "
                                      "was begun with %u records that could be read",
                                      aside, n_rows));
  return TRUE;
}

static NudgeOpened
open_ready (Opening *opening, GError **error)
{
  switch (open_and_judge (opening, error))
    {
    case SOUND:
      if (set_up (opening, error))
        return NUDGE_OPENED;
      if (!nudge_db_is_damage (opening->db))
        return NUDGE_OPENED_NOT;
      g_clear_error (error);
      return begin_anew (opening, error) ? NUDGE_OPENED : NUDGE_OPENED_NOT;
    case DAMAGED:
      return begin_anew (opening, error) ? NUDGE_OPENED : NUDGE_OPENED_NOT;
    case NEWER:
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE,
                   "The journal “%s” was written by a newer nudged; it is left as it is. Update nudged", opening->path);
      return NUDGE_OPENED_NEVER;
    case UNREADABLE:
      return NUDGE_OPENED_NOT;
    }
  g_return_val_if_reached (NUDGE_OPENED_NOT);
}

/* For answers only: what was handled, what lives, what is switched off. */
static void
open_readable (Opening *opening)
{
  g_autofree char *wal = g_strconcat (opening->path, "-wal", NULL);
  gboolean has_wal = g_file_test (wal, G_FILE_TEST_EXISTS);
  g_autofree char *uri = make_uri (opening->path, has_wal ? "?mode=ro" : "?mode=ro&immutable=1");

  g_clear_pointer (&opening->db, nudge_db_free);
  opening->db = nudge_db_open (uri, SQLITE_OPEN_READONLY, NULL);
  if (opening->db == NULL)
    return;
  if (judge (opening->db) != SOUND || !nudge_journal_schema_prepare (opening->db, NULL))
    g_clear_pointer (&opening->db, nudge_db_free);
}

static NudgeOpened
open_place (Opening *opening, GError **error)
{
  NudgeOpened opened = NUDGE_OPENED_NOT;

  switch (nudge_place_prepare_file (opening->path, error))
    {
    case NUDGE_PLACE_REFUSED:
      return NUDGE_OPENED_NOT;
    case NUDGE_PLACE_READABLE:
      open_readable (opening);
      return NUDGE_OPENED_NOT;
    case NUDGE_PLACE_FOREIGN:
      opened = begin_anew (opening, error) ? NUDGE_OPENED : NUDGE_OPENED_NOT;
      break;
    case NUDGE_PLACE_READY:
      opened = open_ready (opening, error);
      break;
    }
  if (opened != NUDGE_OPENED)
    g_clear_pointer (&opening->db, nudge_db_free);
  return opened;
}

NudgeOpened
nudge_journal_open_file (const char *path, GTimeSpan patience, GPtrArray *problems, NudgeDb **db, GError **error)
{
  Opening opening = { .path = path, .problems = problems };
  NudgeOpened opened = NUDGE_OPENED_NOT;
  gboolean is_taken;
  gint lock_fd;

  *db = NULL;
  if (!nudge_place_prepare_folder (path, error))
    return NUDGE_OPENED_NOT;
  lock_fd = nudge_place_lock (path, patience, &is_taken, error);
  if (lock_fd >= 0)
    opened = open_place (&opening, error);
  else if (!is_taken)
    open_readable (&opening);

  *db = opening.db;
  if (opened == NUDGE_OPENED)
    {
      opening.db->is_writable = TRUE;
      opening.db->lock_fd = lock_fd;
    }
  else if (lock_fd >= 0)
    close (lock_fd);
  return opened;
}
