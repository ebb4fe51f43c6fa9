/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status file: one line for a shell prompt and one JSON object for programs, in the runtime folder. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_STATUS_FILE (nudge_status_file_get_type ())
G_DECLARE_FINAL_TYPE (NudgeStatusFile, nudge_status_file, NUDGE, STATUS_FILE, GObject)

/** nudge_status_file_new: makes @folder, mode 0700. Returns: (transfer full): removes both files when disposed */
NudgeStatusFile *nudge_status_file_new (const char *folder);

/**
 * nudge_status_file_write:
 * @line: for a prompt: one line without a newline, "" when nothing is pending; control characters are taken out
 * @json: one JSON object, one line
 *
 * Each file is replaced by a rename, and only when it changed. A failure is logged once.
 */
void nudge_status_file_write (NudgeStatusFile *self, const char *line, const char *json);

G_END_DECLS
