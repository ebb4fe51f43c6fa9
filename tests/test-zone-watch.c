/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The watch on the zone of the desk, with real links and files in a folder of its own. */
#include "zone-watch.h"

#include "wait-until.h"

#include <glib/gstdio.h>

#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *root;
  char *entry;           /* as /etc/localtime */
  NudgeZoneWatch *watch;
  guint n_changed;
} Fixture;

static char *
path_of (Fixture *f, const char *name)
{
  return g_build_filename (f->root, name, NULL);
}

/* As package managers do it: a whole new file in the place of the old one. */
static void
put (Fixture *f, const char *name, const char *data)
{
  g_autofree char *path = path_of (f, name);

  g_assert_true (g_file_set_contents (path, data, -1, NULL));
}

/* As timedatectl does it. */
static void
link_to (Fixture *f, const char *entry, const char *target)
{
  g_autofree char *temporary = g_strconcat (entry, ".new", NULL);

  g_assert_cmpint (symlink (target, temporary), ==, 0);
  g_assert_cmpint (g_rename (temporary, entry), ==, 0);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *etc = NULL;
  g_autofree char *zones = NULL;

  f->root = g_dir_make_tmp ("nudged-zone-XXXXXX", NULL);
  etc = path_of (f, "etc");
  zones = path_of (f, "zones");
  g_assert_cmpint (g_mkdir (etc, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (zones, 0700), ==, 0);
  put (f, "zones/Berlin", "TZif Berlin");
  put (f, "zones/Lisbon", "TZif Lisbon");
  f->entry = path_of (f, "etc/localtime");
  link_to (f, f->entry, "../zones/Berlin");
}

static void
on_changed (guint *count)
{
  (*count)++;
}

static void
begin (Fixture *f)
{
  f->watch = nudge_zone_watch_new (f->entry);
  g_signal_connect_swapped (f->watch, "changed", G_CALLBACK (on_changed), &f->n_changed);
}

static void
remove_names (Fixture *f, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = path_of (f, names[i]);

      (void) g_remove (path);
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  const char *const names[] = { "etc/localtime", "etc/other",    "etc/hostname", "etc",  "zones/Berlin",
                                "zones/Lisbon",  "zones/Nowhere", "zones",        "late", "", NULL };

  g_clear_object (&f->watch);
  remove_names (f, names);
  g_free (f->entry);
  g_free (f->root);
}

static gboolean
is_one (gpointer data)
{
  return *(guint *) data >= 1;
}

static gboolean
is_two (gpointer data)
{
  return *(guint *) data >= 2;
}

/* What happened before now is settled when a change made now, to a link beside it, has been told. */
static void
let_settle (Fixture *f)
{
  g_autofree char *other = path_of (f, "etc/other");
  g_autoptr(NudgeZoneWatch) marker = NULL;
  guint n_marks = 0;

  link_to (f, other, "../zones/Berlin");
  marker = nudge_zone_watch_new (other);
  g_signal_connect_swapped (marker, "changed", G_CALLBACK (on_changed), &n_marks);
  link_to (f, other, "../zones/Lisbon");
  g_assert_true (wait_until (is_one, &n_marks));
}

static void
test_sees_a_link_replaced (Fixture *f, gconstpointer data)
{
  begin (f);
  link_to (f, f->entry, "../zones/Lisbon");

  g_assert_true (wait_until (is_one, &f->n_changed));
  let_settle (f);
  g_assert_cmpuint (f->n_changed, ==, 1);
}

static void
test_sees_the_next_one_too (Fixture *f, gconstpointer data)
{
  begin (f);
  link_to (f, f->entry, "../zones/Lisbon");
  g_assert_true (wait_until (is_one, &f->n_changed));
  link_to (f, f->entry, "../zones/Berlin");

  g_assert_true (wait_until (is_two, &f->n_changed));
}

/* `ln -sf` takes the old link away first: no moment without a zone is told. */
static void
test_takes_a_link_removed_and_made_anew_as_one (Fixture *f, gconstpointer data)
{
  begin (f);
  g_assert_cmpint (g_unlink (f->entry), ==, 0);
  g_assert_cmpint (symlink ("../zones/Lisbon", f->entry), ==, 0);

  g_assert_true (wait_until (is_one, &f->n_changed));
  let_settle (f);
  g_assert_cmpuint (f->n_changed, ==, 1);
}

static void
test_sees_new_data_of_the_same_zone (Fixture *f, gconstpointer data)
{
  begin (f);
  put (f, "zones/Berlin", "TZif Berlin, without summer time");

  g_assert_true (wait_until (is_one, &f->n_changed));
}

static void
test_follows_the_data_of_the_new_zone (Fixture *f, gconstpointer data)
{
  begin (f);
  link_to (f, f->entry, "../zones/Lisbon");
  g_assert_true (wait_until (is_one, &f->n_changed));
  put (f, "zones/Berlin", "TZif Berlin, of no concern any more");
  let_settle (f);
  g_assert_cmpuint (f->n_changed, ==, 1);
  put (f, "zones/Lisbon", "TZif Lisbon, new");

  g_assert_true (wait_until (is_two, &f->n_changed));
}

static void
test_is_silent_when_nothing_is_different (Fixture *f, gconstpointer data)
{
  begin (f);
  put (f, "zones/Berlin", "TZif Berlin");
  link_to (f, f->entry, "../zones/Berlin");
  put (f, "etc/hostname", "desk");

  let_settle (f);
  g_assert_cmpuint (f->n_changed, ==, 0);
}

static void
test_sees_a_file_in_the_place_of_a_link (Fixture *f, gconstpointer data)
{
  begin (f);
  put (f, "etc/localtime", "TZif copied");
  g_assert_true (wait_until (is_one, &f->n_changed));
  put (f, "etc/localtime", "TZif copied again");

  g_assert_true (wait_until (is_two, &f->n_changed));
}

static void
test_sees_it_appear (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (g_unlink (f->entry), ==, 0);
  begin (f);
  link_to (f, f->entry, "../zones/Lisbon");

  g_assert_true (wait_until (is_one, &f->n_changed));
}

static void
test_sees_a_link_into_nowhere_and_back (Fixture *f, gconstpointer data)
{
  begin (f);
  link_to (f, f->entry, "../zones/Nowhere");
  g_assert_true (wait_until (is_one, &f->n_changed));
  link_to (f, f->entry, "../zones/Berlin");

  g_assert_true (wait_until (is_two, &f->n_changed));
}

static void
test_never_hangs_on_a_fifo (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (g_unlink (f->entry), ==, 0);
  g_assert_cmpint (mkfifo (f->entry, 0600), ==, 0);
  begin (f);
  g_assert_cmpint (g_unlink (f->entry), ==, 0);
  link_to (f, f->entry, "../zones/Berlin");

  g_assert_true (wait_until (is_one, &f->n_changed));
}

static void
test_tells_nothing_after_its_end (Fixture *f, gconstpointer data)
{
  begin (f);
  link_to (f, f->entry, "../zones/Lisbon");
  g_object_run_dispose (G_OBJECT (f->watch));
  let_settle (f);

  g_assert_cmpuint (f->n_changed, ==, 0);
}

#define ADD(path, function) g_test_add ("/zone-watch/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sees-a-link-replaced", test_sees_a_link_replaced);
  ADD ("sees-the-next-one-too", test_sees_the_next_one_too);
  ADD ("takes-a-link-removed-and-made-anew-as-one", test_takes_a_link_removed_and_made_anew_as_one);
  ADD ("sees-new-data-of-the-same-zone", test_sees_new_data_of_the_same_zone);
  ADD ("follows-the-data-of-the-new-zone", test_follows_the_data_of_the_new_zone);
  ADD ("is-silent-when-nothing-is-different", test_is_silent_when_nothing_is_different);
  ADD ("sees-a-file-in-the-place-of-a-link", test_sees_a_file_in_the_place_of_a_link);
  ADD ("sees-it-appear", test_sees_it_appear);
  ADD ("sees-a-link-into-nowhere-and-back", test_sees_a_link_into_nowhere_and_back);
  ADD ("never-hangs-on-a-fifo", test_never_hangs_on_a_fifo);
  ADD ("tells-nothing-after-its-end", test_tells_nothing_after_its_end);
  return g_test_run ();
}
