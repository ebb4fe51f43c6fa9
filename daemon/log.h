/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Log: one line a message on standard error, or structured to the systemd journal; nothing below a level. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NudgeLog: lives as long as the process. Only @level changes, by nudge_log_set_level(). */
typedef struct {
  gint level; /* atomic; a GLogLevelFlags: messages of this level and more serious ones are written */
} NudgeLog;

/** nudge_log_install: all messages of GLib's log go through @log from now on; call once, before threads. */
void nudge_log_install (NudgeLog *log, GLogLevelFlags level);

/** nudge_log_set_level: any thread. */
void nudge_log_set_level (NudgeLog *log, GLogLevelFlags level);

/** nudge_log_level_from_string: Returns: whether @name is `error`, `critical`, `warning`, `message`, `info` or `debug`;
 * only then @level is set */
gboolean nudge_log_level_from_string (const char *name, GLogLevelFlags *level);

G_END_DECLS
