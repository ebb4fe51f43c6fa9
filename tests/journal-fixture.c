/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal fixture: a folder of its own for each test, and nudges to record. */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

void
fixture_set_up (Fixture *f, gconstpointer data)
{
  /* That the journal cannot be written is a warning, and what some tests are about. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  f->folder = g_dir_make_tmp ("nudged-journal-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "data", "nudged", "journal.db", NULL);
}

void
fixture_close (Fixture *f)
{
  g_clear_object (&f->journal);
  g_clear_pointer (&f->problems, g_ptr_array_unref);
}

void
fixture_open (Fixture *f)
{
  fixture_close (f);
  f->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  f->journal = nudge_journal_open (f->path, f->problems);
  for (guint i = 0; i < f->problems->len; i++)
    g_test_message ("%s", ((NudgeProblem *) g_ptr_array_index (f->problems, i))->text);
}

void
fixture_remove_tree (const char *path)
{
  g_autoptr(GDir) dir = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
    }
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      fixture_remove_tree (child);
    }
  g_remove (path);
}

void
fixture_tear_down (Fixture *f, gconstpointer data)
{
  fixture_close (f);
  fixture_remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

gboolean
fixture_has_problem (Fixture *f, const char *text)
{
  for (guint i = 0; i < f->problems->len; i++)
    if (strstr (((NudgeProblem *) g_ptr_array_index (f->problems, i))->text, text) != NULL)
      return TRUE;
  return FALSE;
}

NudgeLive *
make_live (Fixture *f, const char *uid, NudgeTime due)
{
  NudgeLive *live = nudge_live_new ();

  live->id = nudge_ledger_take_id (NUDGE_LEDGER (f->journal));
  live->uid = g_strdup (uid);
  live->summary = g_strdup ("Drink a glass of water");
  live->body = g_strdup ("It is on the desk.");
  live->why = g_strdup ("Thirst is late.");
  live->category = g_strdup ("food");
  live->source = g_strdup ("workday");
  live->origin = NUDGE_ORIGIN_PACK;
  live->state = NUDGE_STATE_SHOWN;
  live->due = due;
  live->until = due + G_TIME_SPAN_HOUR;
  return live;
}

gboolean
record (Fixture *f, NudgeLive *live, NudgeOutcome outcome, NudgeTime time)
{
  const NudgeRecord fact = { .outcome = outcome, .time = time, .live = live };
  g_autoptr(GError) error = NULL;
  gboolean is_on_disk = nudge_ledger_record (NUDGE_LEDGER (f->journal), &fact, &error);

  g_assert_true (is_on_disk == (error == NULL));
  return is_on_disk;
}

gboolean
add_note (Fixture *f, const char *note, GError **error)
{
  const NudgeEntry entry = { .kind = "note", .time = T0, .note = note };

  return nudge_journal_add (f->journal, &entry, NULL, error);
}

guint
count_kind (Fixture *f, const char *kind)
{
  const char *const kinds[] = { kind, NULL };
  const NudgeQuery query = { .kinds = kinds, .to = NUDGE_NEVER, .limit = G_MAXINT };
  g_autoptr(GVariant) entries = nudge_journal_query (f->journal, &query, NULL);

  return (guint) g_variant_n_children (entries);
}

gint64
count_disk (Fixture *f, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 number = -1;

  if (sqlite3_open_v2 (f->path, &handle, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK
      && sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return number;
}
