/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths: the XDG folders, the overrides of the command line, and the order of configuration files. */
#include "paths.h"

#include <glib.h>
#include <glib/gstdio.h>

/* GLib reads the XDG variables once: main() sets them before anything else. */
static const char *base;

static char *
below (const char *path)
{
  return g_build_filename (base, path, NULL);
}

static void
assert_below (const char *path, const char *expected)
{
  g_autofree char *full = below (expected);

  g_assert_cmpstr (path, ==, full);
}

static void
test_xdg_folders (void)
{
  const NudgePathsOverrides none = { 0 };
  g_autoptr(NudgePaths) paths = nudge_paths_new (&none);

  g_assert_cmpuint (g_strv_length (paths->config_files), ==, 3);
  assert_below (paths->config_files[0], "etc2/nudged/nudged.conf");
  assert_below (paths->config_files[1], "etc1/nudged/nudged.conf");
  assert_below (paths->config_files[2], "config/nudged/nudged.conf");
  assert_below (paths->own_nudges, "config/nudged/nudges");
  assert_below (paths->started_plans, "data/nudged/plans");
  assert_below (paths->journal, "data/nudged/journal.db");
  assert_below (paths->runtime, "run/nudged");
}

static void
test_overrides_take_their_place (void)
{
  g_autofree char *config = below ("mine/other.conf");
  const NudgePathsOverrides overrides
      = { .config_file = config, .data_dir = "/d", .runtime_dir = "/r/", .packs_dir = "/p/../q" };
  g_autoptr(NudgePaths) paths = nudge_paths_new (&overrides);

  g_assert_cmpuint (g_strv_length (paths->config_files), ==, 1);
  assert_below (paths->config_files[0], "mine/other.conf");
  assert_below (paths->config_dropins, "mine/nudged.conf.d");
  assert_below (paths->own_nudges, "mine/nudges");
  g_assert_cmpstr (paths->journal, ==, "/d/journal.db");
  g_assert_cmpstr (paths->runtime, ==, "/r");
  g_assert_cmpstr (paths->packs, ==, "/q");
}

static void
test_dropins_come_last_by_name (void)
{
  const char *const names[] = { "20-b.conf", "10-a.conf", "note.txt", ".hidden.conf" };
  const NudgePathsOverrides none = { 0 };
  g_autoptr(NudgePaths) paths = nudge_paths_new (&none);
  g_auto(GStrv) files = NULL;

  g_assert_cmpint (g_mkdir_with_parents (paths->config_dropins, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (paths->config_dropins, names[i], NULL);

      g_assert_true (g_file_set_contents (file, "", 0, NULL));
    }
  files = nudge_paths_list_config (paths);
  g_assert_cmpuint (g_strv_length (files), ==, 5);
  assert_below (files[3], "config/nudged/nudged.conf.d/10-a.conf");
  assert_below (files[4], "config/nudged/nudged.conf.d/20-b.conf");
}

static void
set_variable (const char *name, const char *folder)
{
  g_autofree char *path = below (folder);

  g_setenv (name, path, TRUE);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("nudged-paths-XXXXXX", NULL);
  g_autofree char *system_dirs = g_strdup_printf ("%s/etc1:%s/etc2", folder, folder);
  g_autofree char *cleanup = g_strdup_printf ("rm -rf '%s'", folder);
  int status;

  base = folder;
  g_setenv ("XDG_CONFIG_DIRS", system_dirs, TRUE);
  set_variable ("XDG_CONFIG_HOME", "config");
  set_variable ("XDG_DATA_HOME", "data");
  set_variable ("XDG_RUNTIME_DIR", "run");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paths/xdg-folders", test_xdg_folders);
  g_test_add_func ("/paths/overrides-take-their-place", test_overrides_take_their_place);
  g_test_add_func ("/paths/dropins-come-last-by-name", test_dropins_come_last_by_name);
  status = g_test_run ();
  return system (cleanup) == 0 ? status : 1;
}
