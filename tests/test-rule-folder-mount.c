/* SPDX-License-Identifier: GPL-3.0-or-later */
/* File systems that are mounted over a watched folder, and go away again: no event of the folder tells of that. */
#include "rule-watch.h"

#include <errno.h>
#include <sched.h>
#include <sys/mount.h>

/* Why nothing can be mounted here; 0 when it can. */
static gint refusal;

static gboolean
may_mount (void)
{
  if (refusal == 0)
    return TRUE;
  g_test_skip_printf ("nothing can be mounted here (%s); run as root to include this", g_strerror (refusal));
  return FALSE;
}

static void
mount_over (const char *path)
{
  g_assert_cmpint (mount ("none", path, "tmpfs", 0, "size=1m"), ==, 0);
}

static void
unmount (const char *path)
{
  g_assert_cmpint (umount2 (path, MNT_DETACH), ==, 0);
}

static void
test_what_is_mounted_over_a_folder_counts (Fixture *f, gconstpointer data)
{
  if (!may_mount ())
    return;
  put_rule (f->path, "a.ics", "below");
  begin (f);
  mount_over (f->path);
  wait_for (f, "");
  put_rule (f->path, "a.ics", "above");
  wait_for (f, "above");

  unmount (f->path);
  wait_for (f, "below");
  put_rule (f->path, "b.ics", "b");
  wait_for (f, "below b");
}

static gboolean
has_changed_twice (gpointer data)
{
  return ((Fixture *) data)->n_changed >= 2;
}

/* As a home that is unlocked, or a share of the network that comes up, after the session has begun. */
static void
test_a_folder_in_what_is_mounted_later_is_seen (Fixture *f, gconstpointer data)
{
  g_autofree char *inner = g_build_filename (f->path, "inner", NULL);

  if (!may_mount ())
    return;
  watch (f, inner, NULL);
  wait_for_problem (f, "does not exist (yet)");
  mount_over (f->path);
  nudge_rule_folder_refresh (f->folder);
  g_assert_true (wait_until (has_changed_twice, f));
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  put_rule (inner, "a.ics", "a");
  wait_for (f, "a");

  unmount (f->path);
  wait_for_problem (f, "does not exist (yet)");
}

#define ADD(path, function) g_test_add ("/rule-folder-mount/" path, Fixture, NULL, set_up, function, tear_down)

/* Mounts stay in a name space of this process, which has to leave the common one before it has threads. */
int
main (int argc, char *argv[])
{
  if (unshare (CLONE_NEWNS) != 0 || mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    refusal = errno;
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-mounted-over-a-folder-counts", test_what_is_mounted_over_a_folder_counts);
  ADD ("a-folder-in-what-is-mounted-later-is-seen", test_a_folder_in_what_is_mounted_later_is_seen);
  return g_test_run ();
}
