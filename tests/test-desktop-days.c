/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random days of a desktop: whatever user and server do, in the end there is what is wanted, and nothing else. */
#include "board-desktop.h"

static void
random_event (Fixture *f, GRand *rand, GHashTable *wanted)
{
  guint64 key = g_rand_int_range (rand, 1, 8);
  NudgeDesktopJob job;

  f->is_late = g_rand_int_range (rand, 0, 4) == 0;
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
    case 1:
      show (f, key);
      g_hash_table_add (wanted, g_memdup2 (&key, sizeof key));
      break;
    case 2:
      nudge_desktop_board_withdraw (f->board, key);
      g_hash_table_remove (wanted, &key);
      break;
    case 3:
      if (!begin (f, &job))
        break;
      /* A server that does not answer in time still gets what it was told to close. */
      if (job.step == NUDGE_STEP_CLOSE)
        end (f, &job);
      else
        drop (nudge_desktop_board_finish (f->board, FALSE));
      break;
    case 4:
      {
        g_autoptr(GArray) answered = nudge_desktop_board_answer (f->board, g_rand_int_range (rand, 0, 8));

        for (guint i = 0; i < answered->len; i++)
          g_hash_table_remove (wanted, &g_array_index (answered, guint64, i));
      }
      break;
    default:
      if (g_rand_int_range (rand, 0, 5) == 0)
        {
          nudge_desktop_board_reset (f->board);
          g_hash_table_remove_all (f->open);
        }
      else
        work (f);
    }
}

static void
assert_desktop_is (Fixture *f, GHashTable *wanted)
{
  g_autoptr(GPtrArray) folded = nudge_desktop_board_list_folded (f->board);
  guint64 digest = NUDGE_NOTE_DIGEST;
  guint n_own = g_hash_table_size (f->open) - (g_hash_table_contains (f->open, &digest) ? 1 : 0);
  GHashTableIter iter;
  gpointer key;

  g_assert_cmpint (g_hash_table_contains (f->open, &digest), ==, folded->len > 0);
  g_assert_cmpuint (n_own + folded->len, ==, g_hash_table_size (wanted));
  for (guint i = 0; i < folded->len; i++)
    g_assert_true (g_hash_table_contains (wanted, &((NudgeLive *) folded->pdata[i])->id));
  g_hash_table_iter_init (&iter, f->open);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_assert_true (*(guint64 *) key == digest || g_hash_table_contains (wanted, key));
}

static void
random_day (Fixture *f, guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < 60; i++)
    random_event (f, rand, wanted);
  for (guint64 key = 0; key < 8; key++)
    nudge_desktop_board_settle (f->board, key);
  work (f);
  assert_desktop_is (f, wanted);
}

static void
test_random_days (void)
{
  for (guint32 seed = 0; seed < 2000; seed++)
    {
      Fixture f = { 0 };

      set_up (&f, NULL);
      random_day (&f, seed);
      tear_down (&f, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop-days/end-well", test_random_days);
  return g_test_run ();
}
