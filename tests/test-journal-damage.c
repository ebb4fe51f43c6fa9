/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal and damaged files: whatever stands in its place is kept, told, and never ends the daemon. */
#include "journal-fixture.h"

#include "journal-schema.h"

#include <glib/gstdio.h>

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Makes the folder of the journal with one file of @length bytes in its place. */
static void
plant (Fixture *f, const char *bytes, gsize length)
{
  g_autofree char *folder = g_path_get_dirname (f->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (f->path, bytes, (gssize) length, NULL));
}

/* Names in the folder of the journal that begin with @prefix. */
static guint
count_files (Fixture *f, const char *prefix)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    n_files += g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, "-wal") && !g_str_has_suffix (name, "-shm");
  return n_files;
}

static void
assert_begun_anew (Fixture *f)
{
  g_assert_cmpuint (f->problems->len, ==, 1);
  g_assert_true (fixture_has_problem (f, "a new one was begun"));
  g_assert_cmpuint (count_files (f, "journal.db.corrupt-20"), ==, 1);
  g_assert_true (add_note (f, "works", NULL));
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM entry WHERE note = 'works'"), ==, 1);
}

static void
test_a_text_file_is_set_aside (Fixture *f, gconstpointer data)
{
  plant (f, "Dear diary, this is no database at all, but it is precious.\n", 60);
  fixture_open (f);
  assert_begun_anew (f);
}

static void
test_a_picture_is_set_aside (Fixture *f, gconstpointer data)
{
  static const char png[64] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06";

  plant (f, png, sizeof png);
  fixture_open (f);
  assert_begun_anew (f);
}

static void
test_a_folder_is_set_aside (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (g_mkdir_with_parents (f->path, 0700), ==, 0);
  fixture_open (f);
  assert_begun_anew (f);
}

static void
test_a_fifo_is_set_aside_and_not_waited_for (Fixture *f, gconstpointer data)
{
  plant (f, "", 0);
  g_unlink (f->path);
  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
  fixture_open (f);
  assert_begun_anew (f);
}

static void
test_an_empty_file_becomes_the_journal (Fixture *f, gconstpointer data)
{
  plant (f, "", 0);
  fixture_open (f);
  g_assert_cmpuint (f->problems->len, ==, 0);
  g_assert_true (add_note (f, "works", NULL));
}

/* Runs @sql on the file through a connection of its own. */
static void
change_file (Fixture *f, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_the_database_of_another_program_is_set_aside_whole (Fixture *f, gconstpointer data)
{
  plant (f, "", 0);
  change_file (f, "CREATE TABLE photo (name TEXT); INSERT INTO photo VALUES ('cat')");
  fixture_open (f);
  assert_begun_anew (f);
}

static void
test_damage_is_told_once (Fixture *f, gconstpointer data)
{
  plant (f, "no database, no database, no database", 37);
  fixture_open (f);
  fixture_open (f);
  g_assert_cmpuint (f->problems->len, ==, 0);
  g_assert_cmpuint (count_files (f, "journal.db.corrupt-"), ==, 1);
}

/* A journal with @n entries and as many nudges, some alive, in a closed file. */
static void
fill (Fixture *f, guint n)
{
  fixture_open (f);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uid = g_strdup_printf ("rule-%u", i % 10);
      g_autoptr(NudgeLive) live = make_live (f, uid, T0 + i);

      g_assert_true (record (f, live, i % 7 == 0 ? NUDGE_OUTCOME_SHOWN : NUDGE_OUTCOME_DONE, T0 + i));
    }
  fixture_close (f);
}

/* Whatever @damage does to the file: the journal opens, takes records, and opens again. */
static void
assert_survives (Fixture *f, GString *bytes)
{
  g_autoptr(NudgeLive) live = NULL;
  g_autoptr(GPtrArray) lives = NULL;

  plant (f, bytes->str, bytes->len);
  fixture_open (f);
  lives = nudge_ledger_load_live (NUDGE_LEDGER (f->journal));
  live = make_live (f, "after", T0);
  g_assert_true (record (f, live, NUDGE_OUTCOME_SHOWN, T0));
  g_assert_true (nudge_ledger_is_handled (NUDGE_LEDGER (f->journal), "after", T0));
  fixture_open (f);
  g_assert_true (nudge_ledger_is_handled (NUDGE_LEDGER (f->journal), "after", T0));
  fixture_close (f);
}

static GString *
read_file (Fixture *f)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (f->path, &bytes, &length, NULL));
  return g_string_new_len (bytes, (gssize) length);
}

static void
test_random_damage_never_stops_it (Fixture *f, gconstpointer data)
{
  g_autoptr(GString) whole = NULL;
  guint n_noticed = 0;

  fill (f, 200);
  whole = read_file (f);
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr(GString) bytes = g_string_new_len (whole->str, (gssize) whole->len);

      for (gint i = g_test_rand_int_range (1, 200); i > 0; i--)
        bytes->str[g_test_rand_int_range (0, (gint) bytes->len)] = (char) g_test_rand_int_range (0, 256);

      /* The number of the version is as it was: a newer one is left alone, which another test looks at. */
      memcpy (bytes->str + 60, whole->str + 60, 4);
      assert_survives (f, bytes);
    }
  n_noticed = count_files (f, "journal.db.corrupt-");
  g_test_message ("%u of 40 damages were noticed", n_noticed);
  g_assert_cmpuint (n_noticed, >, 10);
}

/* A byte of the schema may change the name of a column; every page is sound then. */
static void
test_a_column_of_another_name_is_damage (Fixture *f, gconstpointer data)
{
  fill (f, 20);
  change_file (f, "ALTER TABLE entry RENAME COLUMN reason TO rexson");
  fixture_open (f);
  g_assert_true (fixture_has_problem (f, "records that could be read"));
  g_assert_cmpuint (count_kind (f, "done"), >, 10);
  g_assert_cmpuint (count_files (f, "journal.db.corrupt-"), ==, 1);
}

static void
test_a_truncated_file_never_stops_it (Fixture *f, gconstpointer data)
{
  g_autoptr(GString) whole = NULL;

  fill (f, 200);
  whole = read_file (f);
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr(GString) bytes = g_string_new_len (whole->str, g_test_rand_int_range (1, (gint) whole->len));

      assert_survives (f, bytes);
    }
}

static void
test_what_can_be_read_of_a_damaged_journal_is_taken_over (Fixture *f, gconstpointer data)
{
  g_autoptr(GString) bytes = NULL;
  guint n_done;

  fill (f, 700);
  bytes = read_file (f);

  /* One page in the middle of the file. */
  memset (bytes->str + bytes->len / 2 / 4096 * 4096, 0xff, 4096);
  plant (f, bytes->str, bytes->len);
  fixture_open (f);
  n_done = count_kind (f, "done");
  g_test_message ("%u of 600 answers were read", n_done);
  g_assert_true (fixture_has_problem (f, "records that could be read"));
  g_assert_cmpuint (n_done, >, 400);
}

/* More pages than SQLite keeps in memory, without a commit for each. */
static const char grow_sql[]
    = "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
      " INSERT INTO nudge SELECT i, 'rule-' || i, due, summary, body, why, category, source, origin, ask, kind, missed,"
      " room, grace, state, reason, shown_at, first_shown, snoozed_until, until, snoozes, by_request, is_private,"
      " outcome FROM n, (SELECT * FROM nudge WHERE id = 1)";

static void
overwrite_pages (Fixture *f, guint first)
{
  g_autofree char *noise = g_strnfill (4096, '\xff');
  FILE *file = fopen (f->path, "r+");
  gint64 n_pages = count_disk (f, "PRAGMA page_count");

  g_assert_cmpint (n_pages, >, 500);
  g_assert_cmpint (fseek (file, first * 4096, SEEK_SET), ==, 0);
  for (gint64 i = first; i < n_pages; i++)
    g_assert_cmpuint (fwrite (noise, 4096, 1, file), ==, 1);
  fclose (file);
}

static void
test_damage_while_it_runs_is_set_aside_too (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) after = NULL;

  fill (f, 1);
  change_file (f, grow_sql);
  fixture_open (f);
  g_assert_cmpuint (f->problems->len, ==, 0);
  overwrite_pages (f, 20);
  after = make_live (f, "rule-5000", T0 + 7);
  g_assert_true (record (f, after, NUDGE_OUTCOME_SHOWN, T0));
  g_assert_cmpuint (after->id, ==, 20001);
  g_assert_cmpuint (count_files (f, "journal.db.corrupt-"), ==, 1);
  fixture_open (f);
  g_assert_cmpuint (f->problems->len, ==, 0);
  g_assert_true (nudge_ledger_is_handled (NUDGE_LEDGER (f->journal), "rule-5000", T0 + 7));
}

static void
test_a_link_is_refused_and_left_alone (Fixture *f, gconstpointer data)
{
  g_autofree char *target = g_build_filename (f->folder, "target", NULL);
  g_autofree char *text = NULL;
  g_autoptr(NudgeLive) live = NULL;

  plant (f, "", 0);
  g_unlink (f->path);
  g_assert_true (g_file_set_contents (target, "precious", -1, NULL));
  g_assert_cmpint (symlink (target, f->path), ==, 0);
  fixture_open (f);
  g_assert_true (fixture_has_problem (f, "is a link"));
  live = make_live (f, "water", T0);
  g_assert_false (record (f, live, NUDGE_OUTCOME_SHOWN, T0));
  g_assert_true (nudge_ledger_is_handled (NUDGE_LEDGER (f->journal), "water", T0));
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "precious");
}

static void
test_a_folder_of_another_user_is_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (f->path);

  if (geteuid () != 0)
    {
      g_test_skip ("only root can make a folder of another user");
      return;
    }
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (chown (folder, 65534, 65534), ==, 0);
  fixture_open (f);
  g_assert_true (fixture_has_problem (f, "belongs to another user"));
  g_assert_false (add_note (f, "x", NULL));
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

static void
test_a_journal_of_a_newer_version_is_left_as_it_is (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(NudgeLive) live = NULL;

  fill (f, 3);
  change_file (f, "PRAGMA user_version = 99");
  fixture_open (f);
  g_assert_true (fixture_has_problem (f, "newer nudged"));
  g_assert_false (add_note (f, "x", &error));
  g_assert_nonnull (strstr (error->message, "newer nudged"));
  live = make_live (f, "water", T0);
  g_assert_cmpuint (live->id, >, 1000000);
  g_assert_false (record (f, live, NUDGE_OUTCOME_SHOWN, T0));
  g_assert_cmpuint (nudge_ledger_count_shown (NUDGE_LEDGER (f->journal), "water"), ==, 1);
  g_assert_false (nudge_journal_flush (f->journal, NULL));
  fixture_close (f);
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM nudge"), ==, 3);
  g_assert_cmpuint (count_files (f, "journal.db.corrupt-"), ==, 0);
}

static NudgeDb *
open_plain (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  NudgeDb *db = nudge_db_open (f->path, SQLITE_OPEN_READWRITE, &error);

  g_assert_no_error (error);
  return db;
}

static void
test_a_migration_copies_first_and_keeps_the_data (Fixture *f, gconstpointer data)
{
  const char *const steps[]
      = { nudge_journal_schema_steps ()[0], "ALTER TABLE entry ADD COLUMN place TEXT; UPDATE entry SET place = 'desk'",
          NULL };
  g_autofree char *copy = g_strconcat (f->path, ".before-v2", NULL);
  g_autoptr(GError) error = NULL;
  GStatBuf info;
  mode_t mask;

  fill (f, 5);
  mask = umask (0);
  {
    g_autoptr(NudgeDb) db = open_plain (f);

    g_assert_true (nudge_journal_schema_migrate (db, f->path, steps, &error));
    g_assert_no_error (error);
  }
  umask (mask);
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM entry WHERE place = 'desk'"), ==, 5);
  g_assert_cmpint (count_disk (f, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
  g_free (f->path);
  f->path = g_steal_pointer (&copy);
  g_assert_cmpint (count_disk (f, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM entry"), ==, 5);
}

static void
test_a_migration_that_fails_changes_nothing (Fixture *f, gconstpointer data)
{
  const char *const steps[] = { nudge_journal_schema_steps ()[0],
                                "ALTER TABLE entry ADD COLUMN place TEXT; INSERT INTO nowhere VALUES (1)", NULL };
  g_autoptr(GError) error = NULL;

  fill (f, 5);
  {
    g_autoptr(NudgeDb) db = open_plain (f);

    g_assert_false (nudge_journal_schema_migrate (db, f->path, steps, &error));
    g_assert_nonnull (error);
  }
  g_assert_cmpint (count_disk (f, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM pragma_table_info ('entry') WHERE name = 'place'"), ==, 0);
  fixture_open (f);
  g_assert_cmpuint (f->problems->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/journal-damage/a-text-file-is-set-aside", test_a_text_file_is_set_aside);
  ADD ("/journal-damage/a-picture-is-set-aside", test_a_picture_is_set_aside);
  ADD ("/journal-damage/a-folder-is-set-aside", test_a_folder_is_set_aside);
  ADD ("/journal-damage/a-fifo-is-set-aside-and-not-waited-for", test_a_fifo_is_set_aside_and_not_waited_for);
  ADD ("/journal-damage/an-empty-file-becomes-the-journal", test_an_empty_file_becomes_the_journal);
  ADD ("/journal-damage/the-database-of-another-program-is-set-aside-whole",
       test_the_database_of_another_program_is_set_aside_whole);
  ADD ("/journal-damage/damage-is-told-once", test_damage_is_told_once);
  ADD ("/journal-damage/random-damage-never-stops-it", test_random_damage_never_stops_it);
  ADD ("/journal-damage/a-column-of-another-name-is-damage", test_a_column_of_another_name_is_damage);
  ADD ("/journal-damage/a-truncated-file-never-stops-it", test_a_truncated_file_never_stops_it);
  ADD ("/journal-damage/what-can-be-read-of-a-damaged-journal-is-taken-over",
       test_what_can_be_read_of_a_damaged_journal_is_taken_over);
  ADD ("/journal-damage/damage-while-it-runs-is-set-aside-too", test_damage_while_it_runs_is_set_aside_too);
  ADD ("/journal-damage/a-link-is-refused-and-left-alone", test_a_link_is_refused_and_left_alone);
  ADD ("/journal-damage/a-folder-of-another-user-is-refused", test_a_folder_of_another_user_is_refused);
  ADD ("/journal-damage/a-journal-of-a-newer-version-is-left-as-it-is",
       test_a_journal_of_a_newer_version_is_left_as_it_is);
  ADD ("/journal-damage/a-migration-copies-first-and-keeps-the-data", test_a_migration_copies_first_and_keeps_the_data);
  ADD ("/journal-damage/a-migration-that-fails-changes-nothing", test_a_migration_that_fails_changes_nothing);
  return g_test_run ();
}
