/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Configuration watch: says when a configuration file is another one, was made or has gone, without polling. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_CONFIG_WATCH (nudge_config_watch_get_type ())
G_DECLARE_FINAL_TYPE (NudgeConfigWatch, nudge_config_watch, NUDGE, CONFIG_WATCH, GObject)

/** NudgeConfigWatch::changed: something in the files is different; once for changes that come together. */

/**
 * nudge_config_watch_new:
 * @files: (array zero-terminated=1): paths of files, which need not exist
 * @dropins: a folder of further *.conf, which need not exist
 *
 * Where a folder is missing, its nearest parent that exists is watched until it is made.
 *
 * Returns: (transfer full): a watch
 */
NudgeConfigWatch *nudge_config_watch_new (const char *const *files, const char *dropins);

G_END_DECLS
