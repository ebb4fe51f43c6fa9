/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths: where configuration, data and runtime files are (XDG base directory specification). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NudgePaths: immutable after nudge_paths_new(); absolute paths in the encoding of the file system. */
typedef struct {
  char **config_files;  /* without the ones of config_dropins, least important first, NULL-terminated */
  char *config_dropins; /* folder of further *.conf, read last, in order of name */
  char *own_nudges;     /* folder of the user's own .ics */
  char *packs;          /* folder of shipped packs */
  char *started_plans;  /* folder of started plans */
  char *journal;        /* the database */
  char *runtime;        /* folder of the status files */
} NudgePaths;

/**
 * NudgePathsOverrides: what the command line says; any may be %NULL.
 * @config_file: the only configuration file; its folder takes the place of `$XDG_CONFIG_HOME/nudged`
 * @data_dir: takes the place of `$XDG_DATA_HOME/nudged`
 * @runtime_dir: takes the place of `$XDG_RUNTIME_DIR/nudged`
 * @packs_dir: takes the place of the folder of packs it was installed with
 */
typedef struct {
  const char *config_file;
  const char *data_dir;
  const char *runtime_dir;
  const char *packs_dir;
} NudgePathsOverrides;

/** nudge_paths_new: Returns: (transfer full): the places */
NudgePaths *nudge_paths_new (const NudgePathsOverrides *overrides);

/** nudge_paths_copy: Returns: (transfer full): a deep copy */
NudgePaths *nudge_paths_copy (const NudgePaths *paths);

/** nudge_paths_free: frees it. */
void nudge_paths_free (NudgePaths *paths);

/** nudge_paths_list_config: Returns: (transfer full): all configuration files that are there or could be, in the order
 * in which they are read, %NULL-terminated */
char **nudge_paths_list_config (const NudgePaths *paths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgePaths, nudge_paths_free)

G_END_DECLS
