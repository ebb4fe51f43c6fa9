/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths: where configuration, data and runtime files are (XDG base directory specification). */
#include "paths.h"

#include "config.h"

#include <string.h>

static char *
absolute (const char *path)
{
  return g_canonicalize_filename (path, NULL);
}

/* The XDG folder is asked for only where it is wanted: GLib makes one where XDG_RUNTIME_DIR is not set. */
static char *
place (const char *override, const char *(*get_xdg_dir) (void))
{
  return override != NULL ? absolute (override) : g_build_filename (get_xdg_dir (), "nudged", NULL);
}

/* The specification lists the most important folder first; a later file overrides, so it is read last. */
static char **
list_default_config (const char *config_dir)
{
  const char *const *system_dirs = g_get_system_config_dirs ();
  g_autoptr(GStrvBuilder) files = g_strv_builder_new ();
  g_autofree char *user_file = g_build_filename (config_dir, "nudged.conf", NULL);

  for (gsize i = g_strv_length ((char **) system_dirs); i > 0; i--)
    {
      g_autofree char *file = g_build_filename (system_dirs[i - 1], "nudged", "nudged.conf", NULL);

      g_strv_builder_add (files, file);
    }
  g_strv_builder_add (files, user_file);
  return g_strv_builder_end (files);
}

static char **
list_one (const char *path)
{
  char **list = g_new0 (char *, 2);

  list[0] = absolute (path);
  return list;
}

NudgePaths *
nudge_paths_new (const NudgePathsOverrides *overrides)
{
  NudgePaths *paths = g_new0 (NudgePaths, 1);
  g_autofree char *config_parent
      = overrides->config_file != NULL ? g_path_get_dirname (overrides->config_file) : NULL;
  g_autofree char *config_dir = place (config_parent, g_get_user_config_dir);
  g_autofree char *data_dir = place (overrides->data_dir, g_get_user_data_dir);

  paths->config_files = overrides->config_file != NULL ? list_one (overrides->config_file)
                                                       : list_default_config (config_dir);
  paths->config_dropins = g_build_filename (config_dir, "nudged.conf.d", NULL);
  paths->own_nudges = g_build_filename (config_dir, "nudges", NULL);
  paths->packs = absolute (overrides->packs_dir != NULL ? overrides->packs_dir : NUDGED_PACKS_DIR);
  paths->started_plans = g_build_filename (data_dir, "plans", NULL);
  paths->journal = g_build_filename (data_dir, "journal.db", NULL);
  paths->runtime = place (overrides->runtime_dir, g_get_user_runtime_dir);
  return paths;
}

NudgePaths *
nudge_paths_copy (const NudgePaths *paths)
{
  NudgePaths *copy = g_new0 (NudgePaths, 1);

  copy->config_files = g_strdupv (paths->config_files);
  copy->config_dropins = g_strdup (paths->config_dropins);
  copy->own_nudges = g_strdup (paths->own_nudges);
  copy->packs = g_strdup (paths->packs);
  copy->started_plans = g_strdup (paths->started_plans);
  copy->journal = g_strdup (paths->journal);
  copy->runtime = g_strdup (paths->runtime);
  return copy;
}

void
nudge_paths_free (NudgePaths *paths)
{
  g_strfreev (paths->config_files);
  g_free (paths->config_dropins);
  g_free (paths->own_nudges);
  g_free (paths->packs);
  g_free (paths->started_plans);
  g_free (paths->journal);
  g_free (paths->runtime);
  g_free (paths);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
nudge_paths_list_config (const NudgePaths *paths)
{
  g_autoptr(GDir) dir = g_dir_open (paths->config_dropins, 0, NULL);
  g_autoptr(GPtrArray) dropins = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GStrvBuilder) files = g_strv_builder_new ();
  const char *name;

  g_strv_builder_addv (files, (const char **) paths->config_files);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && g_str_has_suffix (name, ".conf"))
      g_ptr_array_add (dropins, g_build_filename (paths->config_dropins, name, NULL));
  g_ptr_array_sort (dropins, compare_names);
  for (guint i = 0; i < dropins->len; i++)
    g_strv_builder_add (files, g_ptr_array_index (dropins, i));
  return g_strv_builder_end (files);
}
