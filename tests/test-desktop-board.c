/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is on the desktop: at most three, one digest for the rest, and whatever happens nobody is lost. */
#include "board-desktop.h"

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
test_four_at_once_are_two_and_a_digest (Fixture *f, gconstpointer data)
{
  for (guint64 id = 1; id <= 4; id++)
    show (f, id);
  work (f);
  assert_events (f, "digest of 2, show 3, show 4");
}

static void
test_flood_is_one_digest (Fixture *f, gconstpointer data)
{
  f->is_late = TRUE;
  for (guint64 id = 1; id <= 4; id++)
    show (f, id);
  work (f);
  assert_events (f, "digest of 4");
}

static void
test_single_one_leaves_the_digest (Fixture *f, gconstpointer data)
{
  f->is_late = TRUE;
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
  f->is_late = TRUE;
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

  f->is_late = TRUE;
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

  f->is_late = TRUE;
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

  f->is_late = TRUE;
  for (guint64 id = 1; id <= 1000; id++)
    show (f, id);
  work (f);
  folded = nudge_desktop_board_list_folded (f->board);
  g_assert_cmpuint (folded->len, ==, NUDGE_BOARD_MAX);
  g_assert_true (nudge_desktop_board_knows (f->board, 1000));
  g_assert_false (nudge_desktop_board_knows (f->board, 1));
}

static const struct {
  const char *name;
  void (*test) (Fixture *f, gconstpointer data);
} tests[] = {
  { "three-have-their-own", test_three_have_their_own },
  { "fourth-folds-the-oldest", test_fourth_folds_the_oldest },
  { "four-at-once-are-two-and-a-digest", test_four_at_once_are_two_and_a_digest },
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
