/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal as the ledger of random walks: it gives the answers that the core was tested with. */
#include "journal.h"
#include "twin-ledger.h"
#include "walk.h"

#include <glib/gstdio.h>

#define N_STEPS 60

/* The journal of a walk, in a folder of its own. */
typedef struct {
  Walk walk; /* first, so that its fixture leads here */
  char *folder;
  char *path;
  guint n_questions;
} JournalWalk;

static void
open_journal (JournalWalk *w)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  g_autoptr(NudgeJournal) journal = nudge_journal_open (w->path, problems);
  g_autoptr(TwinLedger) twin = twin_ledger_new (NUDGE_LEDGER (journal), w->walk.f.ledger);

  g_assert_cmpuint (problems->len, ==, 0);
  engine_watch (&w->walk.f, NUDGE_LEDGER (twin));
}

/* The daemon ends, the journal is closed and opened again. */
static void
end_and_start (EngineFixture *f)
{
  JournalWalk *w = (JournalWalk *) f;

  w->n_questions += twin_ledger_count_questions (TWIN_LEDGER (f->watched));
  g_clear_object (&f->engine);
  g_clear_object (&f->watched);
  open_journal (w);
  engine_restart (f);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_a_walk_with_a_journal (gconstpointer data)
{
  JournalWalk w = { 0 };
  g_autoptr(GError) error = NULL;
  guint n_records;

  silence ();
  w.folder = g_dir_make_tmp ("nudged-walk-XXXXXX", &error);
  g_assert_no_error (error);
  w.path = g_build_filename (w.folder, "journal.db", NULL);
  walk_init (&w.walk, GPOINTER_TO_UINT (data));
  w.walk.end_and_start = end_and_start;
  open_journal (&w);
  walk_go (&w.walk, N_STEPS);
  n_records = walk_finish (&w.walk);
  g_test_message ("%u records, %u questions before the last start", n_records, w.n_questions);
  g_assert_cmpuint (w.n_questions, >, 0);
  remove_folder (w.folder);
  g_free (w.folder);
  g_free (w.path);
}

int
main (int argc, char **argv)
{
  static const guint seeds[] = { 1001, 1002, 1003, 1004 };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/journal-walk/seed-%u", seeds[i]);

      g_test_add_data_func (path, GUINT_TO_POINTER (seeds[i]), test_a_walk_with_a_journal);
    }
  return g_test_run ();
}
