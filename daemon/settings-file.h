/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings file: the lines of one configuration file, cleared of what inih would misread. */
#pragma once

#include "problem.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeSettingsHandler: what to do with the lines of a file; @line counts from 1. */
typedef struct {
  /** Returns: whether the keys of the section are wanted */
  gboolean (*section) (gpointer user_data, const char *name, guint line);
  void (*value) (gpointer user_data, const char *section, const char *key, const char *value, guint line);
  void (*problem) (gpointer user_data, NudgeSeverity severity, const char *text, guint line);
} NudgeSettingsHandler;

/**
 * nudge_settings_file_read:
 * @path: a file that need not exist
 * @contents: (out): its text without a byte order mark; %NULL when there is no file
 *
 * Only regular files of at most 1 MiB are read; a FIFO or device is never waited for.
 *
 * Returns: whether the file is text or missing; else an error that says what is wrong
 */
gboolean nudge_settings_file_read (const char *path, char **contents, GError **error);

/** nudge_settings_file_parse: calls @handler for each section, each key and each line that cannot be read. */
void nudge_settings_file_parse (const char *contents, const NudgeSettingsHandler *handler, gpointer user_data);

G_END_DECLS
