/* SPDX-License-Identifier: GPL-3.0-or-later */
/* App: builds all parts, connects and owns them. No logic. */
#pragma once

#include "paths.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_APP (nudge_app_get_type ())
G_DECLARE_FINAL_TYPE (NudgeApp, nudge_app, NUDGE, APP, GObject)

/**
 * nudge_app_new:
 * @connection: to the session bus
 * @terminal: file descriptor of a terminal to print nudges on when no notification server is there; -1 for none
 *
 * Returns: (transfer full): an app at rest, or %NULL with a #GError of GDBus
 */
NudgeApp *nudge_app_new (GDBusConnection *connection, const NudgePaths *paths, int terminal, GError **error);

/** nudge_app_load_async: reads configuration and rules for the first time. */
void nudge_app_load_async (NudgeApp *self, GAsyncReadyCallback callback, gpointer user_data);
void nudge_app_load_finish (NudgeApp *self, GAsyncResult *result);

/** nudge_app_begin: from now on nudges come. */
void nudge_app_begin (NudgeApp *self);

/** NudgeApp::settings-changed: the configuration was read. */

/** nudge_app_get_log_level: Returns: what the configuration says */
GLogLevelFlags nudge_app_get_log_level (NudgeApp *self);

/** nudge_app_reload: reads configuration and rules anew. */
void nudge_app_reload (NudgeApp *self);

G_END_DECLS
