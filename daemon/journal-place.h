/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal place: the folder, the file and the lock of the journal, private to their owner. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgePlace: what stands at the path of the journal.
 * @NUDGE_PLACE_REFUSED: nothing may be written there
 * @NUDGE_PLACE_READABLE: a file of ours that may only be read
 * @NUDGE_PLACE_FOREIGN: something that is no file, to be moved aside
 * @NUDGE_PLACE_READY: a file of ours with mode 0600, perhaps empty
 */
typedef enum {
  NUDGE_PLACE_REFUSED,
  NUDGE_PLACE_READABLE,
  NUDGE_PLACE_FOREIGN,
  NUDGE_PLACE_READY,
} NudgePlace;

/**
 * nudge_place_prepare_folder:
 *
 * Makes the folder of @path, mode 0700, whatever the umask. A folder that is there keeps its mode.
 *
 * Returns: whether it is a folder of this user; else %NUDGE_ERROR_STORAGE
 */
gboolean nudge_place_prepare_folder (const char *path, GError **error);

/**
 * nudge_place_lock:
 * @path: of the journal; the lock is the file `PATH.lock` with the number of the process that has it
 * @patience: how long to wait for another daemon that is about to end
 * @is_taken: (out): whether another process has it
 *
 * Returns: a descriptor that holds the lock until it is closed, or -1 with %NUDGE_ERROR_STORAGE that says who has it
 */
gint nudge_place_lock (const char *path, GTimeSpan patience, gboolean *is_taken, GError **error);

/**
 * nudge_place_prepare_file:
 *
 * Makes the file when there is none. Links are refused: what is behind them may not be ours.
 *
 * Returns: what is there; with an error when it is %NUDGE_PLACE_REFUSED or %NUDGE_PLACE_READABLE
 */
NudgePlace nudge_place_prepare_file (const char *path, GError **error);

/**
 * nudge_place_set_aside:
 * @stamp: such as `20260302T090000`
 *
 * Renames what is at @path, and what SQLite keeps beside it, to `PATH.corrupt-STAMP`. Nothing is ever deleted.
 *
 * Returns: (transfer full): the new path, or %NULL with %NUDGE_ERROR_STORAGE
 */
char *nudge_place_set_aside (const char *path, const char *stamp, GError **error);

G_END_DECLS
