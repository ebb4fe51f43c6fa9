/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal and kill -9: nothing that was acknowledged is lost, nudges keep their state, and the next start is clean. */
#include "journal-fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 50

/* In the child: an entry, a nudge that is shown, and its answer, over and over; each step that is on the disk is
 * told to the parent by its number. */
G_GNUC_NORETURN static void
write_for_ever (Fixture *f, gint to_parent, guint round)
{
  fixture_open (f);
  for (guint i = 0;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u-%u", round, i);
      g_autoptr(NudgeLive) live = make_live (f, name, T0);

      if (!add_note (f, name, NULL) || !record (f, live, NUDGE_OUTCOME_SHOWN, T0)
          || !record (f, live, NUDGE_OUTCOME_DONE, T0))
        _exit (1);
      if (write (to_parent, &i, sizeof i) != sizeof i)
        _exit (2);
    }
}

/* Returns: how many steps the child had told of before it was killed in the middle of another */
static guint
run_and_kill (Fixture *f, guint round)
{
  guint enough = (guint) g_test_rand_int_range (1, 12);
  guint n_told = 0, step;
  gint pipe_ends[2];
  gint status;
  GPid child;

  g_assert_cmpint (pipe (pipe_ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    write_for_ever (f, pipe_ends[1], round);
  close (pipe_ends[1]);
  while (read (pipe_ends[0], &step, sizeof step) == sizeof step)
    if (++n_told == enough)
      kill (child, SIGKILL);
  close (pipe_ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return n_told;
}

/* Returns: how many of the steps are not there */
static guint
count_lost (Fixture *f, guint round, guint n_told)
{
  guint n_lost = 0;

  for (guint i = 0; i < n_told; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u-%u", round, i);
      const NudgeQuery note = { .to = NUDGE_NEVER, .text = name };
      g_autoptr(GVariant) found = nudge_journal_query (f->journal, &note, NULL);

      n_lost += g_variant_n_children (found) == 0;
      n_lost += !nudge_ledger_is_handled (NUDGE_LEDGER (f->journal), name, T0);
    }
  return n_lost;
}

static void
test_fifty_kills_lose_nothing (Fixture *f, gconstpointer data)
{
  guint n_told = 0, n_lost = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      guint n_round = run_and_kill (f, round);
      g_autoptr(GPtrArray) live = NULL;

      fixture_open (f);
      g_assert_cmpuint (f->problems->len, ==, 0);
      n_told += n_round;
      n_lost += count_lost (f, round, n_round);

      /* All that was told had ended; one at most was in the middle. It would be shown again, once. */
      live = nudge_ledger_load_live (NUDGE_LEDGER (f->journal));
      g_assert_cmpuint (live->len, <=, 1);
      if (live->len == 1)
        g_assert_true (record (f, live->pdata[0], NUDGE_OUTCOME_MISSED, T0));
      fixture_close (f);
    }
  g_test_message ("%u rounds, %u acknowledged steps of three records, %u lost", ROUNDS, n_told, n_lost);
  g_assert_cmpuint (n_lost, ==, 0);
  fixture_open (f);
  g_assert_cmpuint (count_kind (f, "note"), >=, n_told);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/journal-kill/fifty-kills-lose-nothing", test_fifty_kills_lose_nothing);
  return g_test_run ();
}
