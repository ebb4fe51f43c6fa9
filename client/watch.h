/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watch: a main loop that ends when nobody reads any more or the session bus goes. */
#pragma once

#include "cli.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NudgeWatch: put it on the stack with zeros.
 * @reader_gone: set it to end the loop in peace
 */
typedef struct {
  NudgeCli *cli;
  gboolean reader_gone;
  gboolean bus_gone;
} NudgeWatch;

/** nudge_watch_subscribe: calls @callback for every signal of the daemon and for changes of the owner of its name. */
void nudge_watch_subscribe (NudgeWatch *watch, GDBusSignalCallback callback, gpointer data);

/** nudge_watch_run: handles events until the reader or the bus is gone. Returns: FALSE when it was the bus */
gboolean nudge_watch_run (NudgeWatch *watch, GError **error);

/** nudge_watch_flush: writes the output; when that fails the reader is gone. */
void nudge_watch_flush (NudgeWatch *watch);

G_END_DECLS
