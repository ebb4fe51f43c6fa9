/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is on the desktop: at most three, one digest for the rest, and whatever happens nobody is lost. */
#include "desktop-board.h"

#include "desktop-arrange.h"
#include "desktop-note.h"

#include <string.h>

/* A desktop that does what the board asks for, in an instant. */
typedef struct {
  NudgeDesktopBoard *board;
  GHashTable *open;      /* guint64 keys */
  GString *events;       /* such as "show 1, close 2" */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->board = nudge_desktop_board_new ();
  f->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  f->events = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  nudge_desktop_board_free (f->board);
  g_hash_table_unref (f->open);
  g_string_free (f->events, TRUE);
}

static void
add_event (Fixture *f, const char *what, guint64 key)
{
  g_string_append_printf (f->events, "%s%s %" G_GUINT64_FORMAT, f->events->len > 0 ? ", " : "", what, key);
}

static void
show (Fixture *f, guint64 id)
{
  g_autoptr(NudgeLive) live = nudge_live_new ();

  live->id = id;
  live->summary = g_strdup ("Drink");
  live->body = g_strdup ("");
  nudge_desktop_board_show (f->board, live, FALSE);
}

static void
drop (GArray *keys)
{
  g_array_unref (keys);
}

/* Begins the next job. Returns: whether there is one */
static gboolean
begin (Fixture *f, NudgeDesktopJob *job)
{
  if (!nudge_desktop_board_next (f->board, job))
    return FALSE;
  switch (job->step)
    {
    case NUDGE_STEP_SHOW:
      add_event (f, job->is_quiet ? "quietly show" : "show", job->key);
      break;
    case NUDGE_STEP_DIGEST:
      {
        g_autoptr(GPtrArray) folded = nudge_desktop_board_list_folded (f->board);

        g_string_append_printf (f->events, "%sdigest of %u", f->events->len > 0 ? ", " : "", folded->len);
      }
      break;
    case NUDGE_STEP_CLOSE:
      add_event (f, "close", job->key);
      break;
    }
  return TRUE;
}

static void
end (Fixture *f, const NudgeDesktopJob *job)
{
  if (job->step == NUDGE_STEP_CLOSE)
    g_hash_table_remove (f->open, &job->key);
  else
    g_hash_table_add (f->open, g_memdup2 (&job->key, sizeof job->key));
  drop (nudge_desktop_board_finish (f->board, TRUE));
}

static void
work (Fixture *f)
{
  NudgeDesktopJob job;

  while (begin (f, &job))
    end (f, &job);
  g_assert_cmpuint (g_hash_table_size (f->open), <=, NUDGE_DESKTOP_PLACES);
}

static void
show_one_by_one (Fixture *f, guint64 first, guint64 last)
{
  for (guint64 id = first; id <= last; id++)
    {
      show (f, id);
      work (f);
    }
}

static void
forget_events (Fixture *f)
{
  g_string_truncate (f->events, 0);
}

#define assert_events(f, expected) g_assert_cmpstr ((f)->events->str, ==, expected)

static void
test_three_have_their_own (Fixture *f, gconstpointer data)
{
  show (f, 1);
  show (f, 2);
  show (f, 3);
  work (f);
  assert_events (f, "show 1, show 2, show 3");
}

static void
test_fourth_folds_the_oldest (Fixture *f, gconstpointer data)
{
  show_one_by_one (f, 1, 3);
  forget_events (f);
  show_one_by_one (f, 4, 5);
  assert_events (f, "close 1, close 2, digest of 2, show 4, close 3, digest of 3, show 5");
}

static void
test_flood_is_one_digest (Fixture *f, gconstpointer data)
{
  for (guint64 id = 1; id <= 4; id++)
    show (f, id);
  work (f);
  assert_events (f, "digest of 4");
}

static void
test_single_one_leaves_the_digest (Fixture *f, gconstpointer data)
{
  for (guint64 id = 1; id <= 4; id++)
    show (f, id);
  work (f);
  forget_events (f);
  nudge_desktop_board_withdraw (f->board, 1);
  work (f);
  nudge_desktop_board_withdraw (f->board, 2);
  work (f);
  nudge_desktop_board_withdraw (f->board, 3);
  work (f);
  assert_events (f, "digest of 3, digest of 2, close 0, quietly show 4");
}

static void
test_empty_digest_is_closed (Fixture *f, gconstpointer data)
{
  for (guint64 id = 1; id <= 4; id++)
    show (f, id);
  work (f);
  forget_events (f);
  for (guint64 id = 1; id <= 4; id++)
    nudge_desktop_board_withdraw (f->board, id);
  work (f);
  assert_events (f, "close 0");
  g_assert_false (nudge_desktop_board_has_work (f->board));
}

static void
test_failure_is_tried_again (Fixture *f, gconstpointer data)
{
  NudgeDesktopJob job;

  show (f, 1);
  g_assert_true (begin (f, &job));
  drop (nudge_desktop_board_finish (f->board, FALSE));
  g_assert_true (nudge_desktop_board_has_work (f->board));
  work (f);
  assert_events (f, "show 1, show 1");
}

static void
test_failed_digest_is_tried_again (Fixture *f, gconstpointer data)
{
  NudgeDesktopJob job;

  for (guint64 id = 1; id <= 4; id++)
    show (f, id);
  g_assert_true (begin (f, &job));
  drop (nudge_desktop_board_finish (f->board, FALSE));
  work (f);
  assert_events (f, "digest of 4, digest of 4");
}

static void
test_shown_is_reported_once (Fixture *f, gconstpointer data)
{
  g_autoptr(GArray) first = NULL;
  g_autoptr(GArray) second = NULL;
  NudgeDesktopJob job;

  show (f, 1);
  g_assert_true (begin (f, &job));
  first = nudge_desktop_board_finish (f->board, TRUE);
  g_assert_cmpuint (first->len, ==, 1);
  nudge_desktop_board_reset (f->board);
  g_assert_true (begin (f, &job));
  g_assert_true (job.is_quiet);
  second = nudge_desktop_board_finish (f->board, TRUE);
  g_assert_cmpuint (second->len, ==, 0);
}

static void
test_withdrawn_on_its_way_is_closed (Fixture *f, gconstpointer data)
{
  NudgeDesktopJob job;

  show (f, 1);
  g_assert_true (begin (f, &job));
  g_assert_true (nudge_desktop_board_withdraw (f->board, 1));
  end (f, &job);
  work (f);
  assert_events (f, "show 1, close 1");
}

static void
test_shown_anew_on_its_way_is_replaced (Fixture *f, gconstpointer data)
{
  NudgeDesktopJob job;

  show (f, 1);
  g_assert_true (begin (f, &job));
  show (f, 1);
  end (f, &job);
  work (f);
  assert_events (f, "show 1, show 1");
  g_assert_cmpuint (g_hash_table_size (f->open), ==, 1);
}

static void
test_withdrawn_and_shown_again_closes_first (Fixture *f, gconstpointer data)
{
  show_one_by_one (f, 1, 1);
  forget_events (f);
  nudge_desktop_board_withdraw (f->board, 1);
  show (f, 1);
  work (f);
  assert_events (f, "close 1, show 1");
}

static void
test_answer_waits_for_the_server (Fixture *f, gconstpointer data)
{
  g_autoptr(GArray) answered = NULL;

  show_one_by_one (f, 1, 1);
  forget_events (f);
  answered = nudge_desktop_board_answer (f->board, 1);
  g_assert_cmpuint (answered->len, ==, 1);
  nudge_desktop_board_withdraw (f->board, 1);
  work (f);
  assert_events (f, "");
  nudge_desktop_board_settle (f->board, 1);
  work (f);
  assert_events (f, "close 1");
}

static void
test_answer_counts_once (Fixture *f, gconstpointer data)
{
  g_autoptr(GArray) second = NULL;
  g_autoptr(GArray) closed = NULL;

  show_one_by_one (f, 1, 1);
  drop (nudge_desktop_board_answer (f->board, 1));
  second = nudge_desktop_board_answer (f->board, 1);
  g_assert_cmpuint (second->len, ==, 0);
  closed = nudge_desktop_board_closed (f->board, 1);
  g_assert_cmpuint (closed->len, ==, 0);
  nudge_desktop_board_settle (f->board, 1);
  forget_events (f);
  work (f);
  assert_events (f, "");
}

static void
test_answered_and_shown_again_waits_its_turn (Fixture *f, gconstpointer data)
{
  show_one_by_one (f, 1, 1);
  drop (nudge_desktop_board_answer (f->board, 1));
  forget_events (f);
  show (f, 1);
  work (f);
  assert_events (f, "");
  nudge_desktop_board_settle (f->board, 1);
  work (f);
  assert_events (f, "close 1, show 1");
}

static void
test_reset_shows_all_again (Fixture *f, gconstpointer data)
{
  NudgeDesktopJob job;

  show_one_by_one (f, 1, 2);
  show (f, 3);
  g_assert_true (begin (f, &job));
  nudge_desktop_board_reset (f->board);
  drop (nudge_desktop_board_finish (f->board, TRUE));
  g_hash_table_remove_all (f->open);
  forget_events (f);
  work (f);
  assert_events (f, "quietly show 1, quietly show 2, show 3");
}

static void
test_digest_under_way_while_the_server_dies (Fixture *f, gconstpointer data)
{
  NudgeDesktopJob job;

  for (guint64 id = 1; id <= 4; id++)
    show (f, id);
  g_assert_true (begin (f, &job));
  nudge_desktop_board_reset (f->board);
  drop (nudge_desktop_board_finish (f->board, TRUE));
  forget_events (f);
  work (f);
  assert_events (f, "digest of 4");
}

static void
test_reveal_shows_the_concealed (Fixture *f, gconstpointer data)
{
  show_one_by_one (f, 1, 2);
  nudge_desktop_board_set_concealed (f->board, 2, TRUE);
  forget_events (f);
  nudge_desktop_board_reveal (f->board);
  work (f);
  assert_events (f, "quietly show 2");
}

static void
test_board_is_bounded (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) folded = NULL;

  for (guint64 id = 1; id <= 1000; id++)
    show (f, id);
  work (f);
  folded = nudge_desktop_board_list_folded (f->board);
  g_assert_cmpuint (folded->len, ==, NUDGE_BOARD_MAX);
  g_assert_true (nudge_desktop_board_knows (f->board, 1000));
  g_assert_false (nudge_desktop_board_knows (f->board, 1));
}

/* Random days: whatever the user and the server do, what is wanted is on the desktop in the end, and nothing else. */

static void
random_event (Fixture *f, GRand *rand, GHashTable *wanted)
{
  guint64 key = g_rand_int_range (rand, 1, 8);
  NudgeDesktopJob job;

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
test_random_days (Fixture *f, gconstpointer data)
{
  for (guint32 seed = 0; seed < 2000; seed++)
    {
      random_day (f, seed);
      tear_down (f, NULL);
      set_up (f, NULL);
    }
}

static const struct {
  const char *name;
  void (*test) (Fixture *f, gconstpointer data);
} tests[] = {
  { "three-have-their-own", test_three_have_their_own },
  { "fourth-folds-the-oldest", test_fourth_folds_the_oldest },
  { "flood-is-one-digest", test_flood_is_one_digest },
  { "single-one-leaves-the-digest", test_single_one_leaves_the_digest },
  { "empty-digest-is-closed", test_empty_digest_is_closed },
  { "failure-is-tried-again", test_failure_is_tried_again },
  { "failed-digest-is-tried-again", test_failed_digest_is_tried_again },
  { "shown-is-reported-once", test_shown_is_reported_once },
  { "withdrawn-on-its-way-is-closed", test_withdrawn_on_its_way_is_closed },
  { "shown-anew-on-its-way-is-replaced", test_shown_anew_on_its_way_is_replaced },
  { "withdrawn-and-shown-again-closes-first", test_withdrawn_and_shown_again_closes_first },
  { "answer-waits-for-the-server", test_answer_waits_for_the_server },
  { "answer-counts-once", test_answer_counts_once },
  { "answered-and-shown-again-waits-its-turn", test_answered_and_shown_again_waits_its_turn },
  { "reset-shows-all-again", test_reset_shows_all_again },
  { "digest-under-way-while-the-server-dies", test_digest_under_way_while_the_server_dies },
  { "reveal-shows-the-concealed", test_reveal_shows_the_concealed },
  { "board-is-bounded", test_board_is_bounded },
  { "random-days-end-well", test_random_days },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *name = g_strdup_printf ("/desktop-board/%s", tests[i].name);

      g_test_add (name, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
