/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many files and many changes: nothing is lost, the main loop goes on, and a change is seen within a second. */
#include "rule-watch.h"

#include <fcntl.h>
#include <stdlib.h>

#define N_FILES 10000
#define N_FLOOD 20000
#define N_CHANGES 21

/* Turns every few milliseconds while the main loop is free, and remembers the longest time it was not. */
typedef struct {
  gint64 last;
  gint64 longest;
} Pulse;

static gboolean
on_pulse (gpointer data)
{
  Pulse *pulse = data;
  gint64 now = g_get_monotonic_time ();

  pulse->longest = MAX (pulse->longest, now - pulse->last);
  pulse->last = now;
  return G_SOURCE_CONTINUE;
}

static double
milliseconds_since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

/* Written plainly: a rename for each would cost more than all that is tested here. */
static void
fill (Fixture *f, guint n_files)
{
  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *name = g_strdup_printf ("%05u.ics", i);
      g_autofree char *path = g_build_filename (f->path, name, NULL);
      g_autofree char *text = rule_text (name);
      FILE *file = g_fopen (path, "w");

      g_assert_cmpint (fputs (text, file), >=, 0);
      g_assert_cmpint (fclose (file), ==, 0);
    }
}

static guint
count_rules (Fixture *f)
{
  g_autoptr(GPtrArray) rules = nudge_rule_folder_list_rules (f->folder);

  return rules->len;
}

static void
test_ten_thousand_files_leave_the_main_loop_free (Fixture *f, gconstpointer data)
{
  Pulse pulse = { 0 };
  gint64 begun;
  double span;
  guint id;

  fill (f, N_FILES);
  begun = pulse.last = g_get_monotonic_time ();
  id = g_timeout_add (2, on_pulse, &pulse);
  begin (f);
  span = milliseconds_since (begun);
  on_pulse (&pulse);
  g_source_remove (id);

  g_assert_cmpuint (count_rules (f), ==, N_FILES);
  assert_no_problems (f);
  g_test_message ("%d files read and parsed in %.0f ms; the main loop waited at most %.1f ms", N_FILES, span,
                  (double) pulse.longest / 1000);
  g_assert_cmpfloat ((double) pulse.longest, <, patience () * G_TIME_SPAN_SECOND);
}

static gboolean
has_one_more (gpointer data)
{
  return count_rules (data) == N_FILES + 1;
}

static guint
count_shared (GPtrArray *before, GPtrArray *after)
{
  guint n_shared = 0;

  for (guint i = 0; i < MIN (before->len, after->len); i++)
    if (g_ptr_array_index (before, i) == g_ptr_array_index (after, i))
      n_shared++;
  return n_shared;
}

static void
test_one_change_among_ten_thousand_reads_one_file (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  gint64 begun;

  fill (f, N_FILES);
  begin (f);
  before = nudge_rule_folder_list_rules (f->folder);
  begun = g_get_monotonic_time ();
  put_rule (f->path, "zzz.ics", "new");
  g_assert_true (wait_until (has_one_more, f));
  g_test_message ("one new file among %d is seen after %.0f ms", N_FILES, milliseconds_since (begun));
  after = nudge_rule_folder_list_rules (f->folder);

  g_assert_cmpuint (count_shared (before, after), ==, N_FILES);
}

/* More events than the queue of the kernel holds (16,384): those that are lost must not be missed. */
static void
test_a_flood_of_changes_ends_with_the_last_state (Fixture *f, gconstpointer data)
{
  begin (f);
  for (guint i = 0; i < N_FLOOD; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.ics", i % 50);
      g_autofree char *path = g_build_filename (f->path, name, NULL);

      if (i % 100 < 50)
        g_assert_true (g_close (g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600), NULL));
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  put_rule (f->path, "a.ics", "last");

  wait_for (f, "last");
  let_settle (f, "last");
  assert_no_problems (f);
}

static gint
compare_spans (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 two = *(const gint64 *) b;

  return (one > two) - (one < two);
}

static void
test_a_change_is_seen_within_a_second (Fixture *f, gconstpointer data)
{
  gint64 spans[N_CHANGES];

  begin (f);
  for (guint i = 0; i < N_CHANGES; i++)
    {
      g_autofree char *uid = g_strdup_printf ("change-%u", i);
      gint64 begun = g_get_monotonic_time ();

      put_rule (f->path, "a.ics", uid);
      wait_for (f, uid);
      spans[i] = g_get_monotonic_time () - begun;
    }
  qsort (spans, N_CHANGES, sizeof spans[0], compare_spans);

  g_test_message ("a change is seen after %.0f ms (median of %d; at most %.0f ms)",
                  (double) spans[N_CHANGES / 2] / 1000, N_CHANGES, (double) spans[N_CHANGES - 1] / 1000);
  g_assert_cmpfloat ((double) spans[N_CHANGES / 2], <, patience () * G_TIME_SPAN_SECOND);
}

#define ADD(path, function) g_test_add ("/rule-folder-many/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("ten-thousand-files-leave-the-main-loop-free", test_ten_thousand_files_leave_the_main_loop_free);
  ADD ("one-change-among-ten-thousand-reads-one-file", test_one_change_among_ten_thousand_reads_one_file);
  ADD ("a-flood-of-changes-ends-with-the-last-state", test_a_flood_of_changes_ends_with_the_last_state);
  ADD ("a-change-is-seen-within-a-second", test_a_change_is_seen_within_a_second);
  return g_test_run ();
}
