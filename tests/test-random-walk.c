/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random walks by seed: no nudge is lost, doubled or left open, whatever happens in whatever order. */
#include "walk.h"

#include <stdlib.h>

#define N_STEPS 300

static guint
walk_with_seed (guint seed)
{
  Walk walk;

  walk_init (&walk, seed);
  walk_go (&walk, N_STEPS);
  return walk_finish (&walk);
}

static void
test_walks_by_seed (gconstpointer data)
{
  guint first = GPOINTER_TO_UINT (data);
  guint n_records = 0;

  silence ();
  for (guint seed = first; seed < first + 10; seed++)
    n_records += walk_with_seed (seed);
  g_test_message ("%u records", n_records);
  g_assert_cmpuint (n_records, >, 1000);
}

/* WALK_SEED=7 repeats one walk. */
int
main (int argc, char **argv)
{
  const char *seed = g_getenv ("WALK_SEED");

  g_test_init (&argc, &argv, NULL);
  if (seed != NULL)
    return walk_with_seed ((guint) atoi (seed)) == 0;
  for (guint first = 0; first < 60; first += 10)
    {
      g_autofree char *path = g_strdup_printf ("/random-walk/seeds-%u-to-%u", first, first + 9);

      g_test_add_data_func (path, GUINT_TO_POINTER (first), test_walks_by_seed);
    }
  return g_test_run ();
}
