/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal and disks that fail: nothing is lost that was acknowledged, nudges go on, and all is written in the end. */
#include "journal-fixture.h"

#include "nudge-error.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files of /proc are written in place. */
static gboolean
tell_kernel (const char *path, const char *text)
{
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

/* A file system of our own, seen by this process only: as root, or as anybody where user namespaces are allowed. */
static gboolean
enter_own_mounts (void)
{
  g_autofree char *uids = g_strdup_printf ("%u %u 1", geteuid (), geteuid ());
  g_autofree char *gids = g_strdup_printf ("%u %u 1", getegid (), getegid ());

  if (geteuid () == 0)
    return unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 && tell_kernel ("/proc/self/setgroups", "deny")
         && tell_kernel ("/proc/self/uid_map", uids) && tell_kernel ("/proc/self/gid_map", gids);
}

/* Puts a small disk where the journal is to be; skips the test where that is not allowed. */
static gboolean
mount_small_disk (Fixture *f)
{
  g_autofree char *folder = g_build_filename (f->folder, "data", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  if (enter_own_mounts () && mount ("nudged-test", folder, "tmpfs", 0, "size=400k,mode=0700") == 0)
    return TRUE;
  g_test_skip ("no disk of its own may be mounted here");
  return FALSE;
}

static void
tear_down_disk (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "data", NULL);

  fixture_close (f);
  umount2 (folder, MNT_DETACH);
  fixture_tear_down (f, data);
}

/* Fills the disk to the last byte. */
static void
fill_disk (Fixture *f)
{
  g_autofree char *path = g_build_filename (f->folder, "data", "ballast", NULL);
  FILE *ballast = fopen (path, "w");
  const char block[512] = { 0 };

  while (fwrite (block, 1, sizeof block, ballast) == sizeof block && fflush (ballast) == 0)
    ;
  fclose (ballast);
}

static void
empty_disk (Fixture *f)
{
  g_autofree char *path = g_build_filename (f->folder, "data", "ballast", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static gboolean
is_handled (Fixture *f, const char *uid)
{
  return nudge_ledger_is_handled (NUDGE_LEDGER (f->journal), uid, T0);
}

static guint
count_live (Fixture *f)
{
  g_autoptr(GPtrArray) live = nudge_ledger_load_live (NUDGE_LEDGER (f->journal));

  return live->len;
}

static guint
count_shown (Fixture *f, const char *uid)
{
  return nudge_ledger_count_shown (NUDGE_LEDGER (f->journal), uid);
}

/* Records until the disk is full. Returns: the last nudge, which is in memory only */
static NudgeLive *
record_until_full (Fixture *f)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *uid = g_strdup_printf ("before-%u", i);
      g_autoptr(NudgeLive) live = make_live (f, uid, T0);

      if (!record (f, live, NUDGE_OUTCOME_SHOWN, T0))
        return g_steal_pointer (&live);
    }
  g_assert_not_reached ();
}

static void
test_a_full_disk_costs_nothing_that_was_said (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) last = NULL;
  g_autoptr(NudgeLive) next = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;
  guint n_shown;

  if (!mount_small_disk (f))
    return;
  fixture_open (f);
  fill_disk (f);
  last = record_until_full (f);
  n_shown = count_kind (f, "shown");

  /* It counts in every answer, once. */
  g_assert_true (is_handled (f, last->uid));
  g_assert_cmpuint (count_shown (f, last->uid), ==, 1);
  g_assert_false (record (f, last, NUDGE_OUTCOME_SHOWN, T0 + 1));
  g_assert_cmpuint (count_shown (f, last->uid), ==, 1);
  g_assert_cmpuint (count_kind (f, "shown"), ==, n_shown + 1);
  g_assert_false (record (f, last, NUDGE_OUTCOME_DONE, T0 + 2));
  g_assert_cmpuint (count_live (f), ==, n_shown - 1);
  g_assert_false (nudge_journal_set_pause (f->journal, T0, NULL));
  g_assert_cmpint (nudge_journal_get_pause (f->journal), ==, T0);

  /* What the user writes is not kept, and that is said. */
  g_assert_false (add_note (f, "words", &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "the disk is full"));
  g_assert_cmpuint (count_kind (f, "note"), ==, 0);
  problems = nudge_journal_get_problems (f->journal);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((NudgeProblem *) problems->pdata[0])->text, "3 records wait in memory"));

  /* With room again, the next record brings all to the disk. */
  empty_disk (f);
  next = make_live (f, "next", T0);
  g_assert_true (record (f, next, NUDGE_OUTCOME_DUE, T0 + 3));
  g_assert_cmpuint (count_kind (f, "shown"), ==, n_shown + 1);
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM entry WHERE kind = 'shown'"), ==, n_shown + 1);
  fixture_open (f);
  g_assert_cmpuint (count_live (f), ==, n_shown);
  g_assert_true (is_handled (f, last->uid));
  g_assert_cmpint (nudge_journal_get_pause (f->journal), ==, T0);
}

static void
test_a_disk_that_is_full_at_the_start_is_read_all_the_same (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) old = NULL;
  g_autoptr(NudgeLive) live = NULL;

  if (!mount_small_disk (f))
    return;
  fixture_open (f);
  old = make_live (f, "water", T0);
  g_assert_true (record (f, old, NUDGE_OUTCOME_SHOWN, T0));
  g_assert_true (nudge_journal_set_disabled (f->journal, "walk", TRUE, NULL));
  fixture_close (f);
  fill_disk (f);

  fixture_open (f);
  g_assert_cmpuint (count_live (f), ==, 1);
  g_assert_true (is_handled (f, "water"));
  g_assert_true (nudge_journal_is_disabled (f->journal, "walk"));
  live = make_live (f, "stretch", T0);
  g_assert_cmpuint (live->id, ==, old->id + 1);
  g_assert_false (record (f, live, NUDGE_OUTCOME_SHOWN, T0));
  g_assert_cmpuint (count_live (f), ==, 2);
  empty_disk (f);
  g_assert_true (nudge_journal_flush (f->journal, NULL));
  fixture_open (f);
  g_assert_cmpuint (f->problems->len, ==, 0);
  g_assert_cmpuint (count_live (f), ==, 2);
}

static void
test_the_first_start_on_a_full_disk_works_from_memory (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) live = NULL;
  g_autofree char *folder = g_path_get_dirname (f->path);

  if (!mount_small_disk (f))
    return;
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  fill_disk (f);
  fixture_open (f);
  g_assert_cmpuint (f->problems->len, ==, 1);
  live = make_live (f, "water", T0);
  g_assert_false (record (f, live, NUDGE_OUTCOME_SHOWN, T0));
  g_assert_cmpuint (count_live (f), ==, 1);
  empty_disk (f);
  g_assert_true (record (f, live, NUDGE_OUTCOME_DONE, T0));
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM entry"), ==, 2);
}

static void
test_a_read_only_disk_is_read_and_written_when_it_can_be (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "data", NULL);
  g_autoptr(NudgeLive) old = NULL;
  g_autoptr(NudgeLive) live = NULL;

  if (!mount_small_disk (f))
    return;
  fixture_open (f);
  old = make_live (f, "water", T0);
  g_assert_true (record (f, old, NUDGE_OUTCOME_SHOWN, T0));
  g_assert_true (nudge_journal_set_pause (f->journal, NUDGE_NEVER, NULL));
  g_assert_true (nudge_journal_set_disabled (f->journal, "walk", TRUE, NULL));
  fixture_close (f);
  g_assert_cmpint (mount (NULL, folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);

  fixture_open (f);
  g_assert_cmpuint (f->problems->len, ==, 1);
  g_assert_cmpuint (count_live (f), ==, 1);
  g_assert_cmpint (nudge_journal_get_pause (f->journal), ==, NUDGE_NEVER);
  g_assert_false (record (f, old, NUDGE_OUTCOME_DONE, T0));
  g_assert_cmpuint (count_live (f), ==, 0);
  live = make_live (f, "stretch", T0);
  g_assert_cmpuint (live->id, ==, old->id + 1);
  g_assert_false (record (f, live, NUDGE_OUTCOME_SHOWN, T0));
  g_assert_cmpuint (count_shown (f, "water"), ==, 1);
  g_assert_false (nudge_journal_set_pause (f->journal, 0, NULL));
  g_assert_false (nudge_journal_set_disabled (f->journal, "walk", FALSE, NULL));
  g_assert_false (nudge_journal_set_disabled (f->journal, "water", TRUE, NULL));

  /* What was said since counts more than what the file says. */
  g_assert_cmpint (mount (NULL, folder, NULL, MS_REMOUNT, NULL), ==, 0);
  g_assert_true (nudge_journal_flush (f->journal, NULL));
  g_assert_cmpint (nudge_journal_get_pause (f->journal), ==, 0);
  g_assert_false (nudge_journal_is_disabled (f->journal, "walk"));
  fixture_open (f);
  g_assert_cmpuint (count_live (f), ==, 1);
  g_assert_cmpuint (count_kind (f, "done"), ==, 1);
  g_assert_cmpint (nudge_journal_get_pause (f->journal), ==, 0);
  g_assert_false (nudge_journal_is_disabled (f->journal, "walk"));
  g_assert_true (nudge_journal_is_disabled (f->journal, "water"));
}

static void
test_a_file_that_may_not_grow_is_no_loss (Fixture *f, gconstpointer data)
{
  struct rlimit old, tight = { 4096, 0 };
  g_autoptr(NudgeLive) live = NULL;
  gboolean is_written;

  fixture_open (f);
  g_assert_true (add_note (f, "before", NULL));
  live = make_live (f, "water", T0);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  tight.rlim_max = old.rlim_max;
  setrlimit (RLIMIT_FSIZE, &tight);
  is_written = record (f, live, NUDGE_OUTCOME_SHOWN, T0);
  setrlimit (RLIMIT_FSIZE, &old);
  g_assert_false (is_written);
  g_assert_cmpuint (count_live (f), ==, 1);
  g_assert_true (nudge_journal_flush (f->journal, NULL));
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM entry"), ==, 2);
}

static void
test_a_second_daemon_works_from_memory_and_says_who_has_it (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  g_autofree char *who = g_strdup_printf ("process %d", (gint) getpid ());
  g_autoptr(NudgeJournal) first = NULL;
  g_autoptr(NudgeLive) live = NULL;
  g_autoptr(NudgeLive) of_first = NULL;

  fixture_open (f);
  of_first = make_live (f, "water", T0);
  g_assert_true (record (f, of_first, NUDGE_OUTCOME_SHOWN, T0));
  first = g_steal_pointer (&f->journal);
  f->journal = nudge_journal_open (f->path, problems);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((NudgeProblem *) problems->pdata[0])->text, who));

  /* The nudges of the other are its own, and no number is used twice. */
  g_assert_cmpuint (count_live (f), ==, 0);
  live = make_live (f, "stretch", T0);
  g_assert_cmpuint (live->id, >, 1000000);
  g_assert_false (record (f, live, NUDGE_OUTCOME_SHOWN, T0));

  g_clear_object (&first);
  g_assert_true (record (f, live, NUDGE_OUTCOME_DONE, T0));
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM nudge"), ==, 2);
}

static void
test_a_daemon_that_takes_over_waits_for_the_lock (Fixture *f, gconstpointer data)
{
  GPid child;

  fixture_open (f);
  fixture_close (f);
  child = fork ();
  if (child == 0)
    {
      fixture_open (f);
      g_usleep (200 * G_TIME_SPAN_MILLISECOND);
      _exit (0);
    }
  g_usleep (100 * G_TIME_SPAN_MILLISECOND);
  fixture_open (f);
  g_assert_cmpuint (f->problems->len, ==, 0);
}

static void
test_memory_is_bounded_and_loss_is_told (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) problems = NULL;
  g_autofree char *folder = g_path_get_dirname (f->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("/nonexistent", f->path), ==, 0);
  fixture_open (f);
  for (guint i = 0; i < 10020; i++)
    {
      g_autoptr(NudgeLive) live = make_live (f, "water", T0 + i);

      g_assert_false (record (f, live, NUDGE_OUTCOME_DONE, T0 + i));
    }
  problems = nudge_journal_get_problems (f->journal);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_nonnull (strstr (((NudgeProblem *) problems->pdata[1])->text, "20 records were lost"));
  g_assert_cmpuint (count_kind (f, "done"), ==, 10000);

  g_assert_cmpint (g_unlink (f->path), ==, 0);
  g_assert_true (nudge_journal_flush (f->journal, NULL));
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM entry"), ==, 10000);
}

#define ADD_DISK(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, tear_down_disk)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/journal-faults/a-file-that-may-not-grow-is-no-loss", test_a_file_that_may_not_grow_is_no_loss);
  ADD ("/journal-faults/a-second-daemon-works-from-memory-and-says-who-has-it",
       test_a_second_daemon_works_from_memory_and_says_who_has_it);
  ADD ("/journal-faults/a-daemon-that-takes-over-waits-for-the-lock",
       test_a_daemon_that_takes_over_waits_for_the_lock);
  ADD ("/journal-faults/memory-is-bounded-and-loss-is-told", test_memory_is_bounded_and_loss_is_told);
  ADD_DISK ("/journal-faults/a-full-disk-costs-nothing-that-was-said", test_a_full_disk_costs_nothing_that_was_said);
  ADD_DISK ("/journal-faults/a-disk-that-is-full-at-the-start-is-read-all-the-same",
            test_a_disk_that_is_full_at_the_start_is_read_all_the_same);
  ADD_DISK ("/journal-faults/the-first-start-on-a-full-disk-works-from-memory",
            test_the_first_start_on_a_full_disk_works_from_memory);
  ADD_DISK ("/journal-faults/a-read-only-disk-is-read-and-written-when-it-can-be",
            test_a_read_only_disk_is_read_and_written_when_it_can_be);
  return g_test_run ();
}
