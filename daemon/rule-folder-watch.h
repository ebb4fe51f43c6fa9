/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watch of a rule folder: says which name was touched, whatever becomes of the folder, without polling. */
#pragma once

#include "rule-folder-scan.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_FOLDER_WATCH (nudge_folder_watch_get_type ())
G_DECLARE_FINAL_TYPE (NudgeFolderWatch, nudge_folder_watch, NUDGE, FOLDER_WATCH, GObject)

/**
 * NudgeFolderWatch::touched:
 * @path: (nullable): what may be different; %NULL: anything
 */

/** nudge_folder_watch_new: Returns: (transfer full): a watch that watches nothing yet */
NudgeFolderWatch *nudge_folder_watch_new (const char *path);

/**
 * nudge_folder_watch_follow:
 * @state: what the last scan found there
 *
 * Watches what @state found: the folder, or its name where it does not exist or is a link, and the files that links in
 * it lead to. A file or a folder that is not there is waited for in the folder that will have it.
 *
 * Returns: %TRUE when something is watched that was not before: what happened to it in the meantime was
 *   not seen, so scan again
 */
gboolean nudge_folder_watch_follow (NudgeFolderWatch *self, const NudgeFolderState *state);

G_END_DECLS
