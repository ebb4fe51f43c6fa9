/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breakpoint file: shells write into it when a command has ended, by a builtin, without starting a process. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_BREAKPOINT_FILE (nudge_breakpoint_file_get_type ())
G_DECLARE_FINAL_TYPE (NudgeBreakpointFile, nudge_breakpoint_file, NUDGE, BREAKPOINT_FILE, GObject)

/**
 * NudgeBreakpointFile::touched:
 * @seconds: (type guint): how long the command ran, as the shell wrote it; 0 when it wrote nothing
 */

/**
 * nudge_breakpoint_file_new:
 * @folder: runtime folder; created with mode 0700. The file is `breakpoint` in it, mode 0600
 *
 * A shell hook writes the number of seconds: `printf %s "$seconds" >| "$XDG_RUNTIME_DIR/nudged/breakpoint"`.
 *
 * Returns: (transfer full): a watch; removes the file when disposed
 */
NudgeBreakpointFile *nudge_breakpoint_file_new (const char *folder);

G_END_DECLS
