/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands: the table of all, and the functions that do them. */
#pragma once

#include "cli.h"

#include <glib.h>

G_BEGIN_DECLS

/** nudge_commands: Returns: (transfer none): the table; ends with a %NULL name */
const NudgeCommand *nudge_commands (void);

/**
 * nudge_command_find:
 *
 * Returns: (transfer none) (nullable): the command, or %NULL with %NUDGE_EXIT_USAGE that names the nearest
 */
const NudgeCommand *nudge_command_find (const char *name, GError **error);

/* Each does the command of its name as the table and the manual page say. */
gboolean nudge_run_add (NudgeCli *cli, GError **error);
gboolean nudge_run_agenda (NudgeCli *cli, GError **error);
gboolean nudge_run_breakpoint (NudgeCli *cli, GError **error);
gboolean nudge_run_check (NudgeCli *cli, GError **error);
gboolean nudge_run_complete (NudgeCli *cli, GError **error);
gboolean nudge_run_disable (NudgeCli *cli, GError **error);
gboolean nudge_run_done (NudgeCli *cli, GError **error);
gboolean nudge_run_doctor (NudgeCli *cli, GError **error);
gboolean nudge_run_enable (NudgeCli *cli, GError **error);
gboolean nudge_run_feel (NudgeCli *cli, GError **error);
gboolean nudge_run_fire (NudgeCli *cli, GError **error);
gboolean nudge_run_help (NudgeCli *cli, GError **error);
gboolean nudge_run_history (NudgeCli *cli, GError **error);
gboolean nudge_run_list (NudgeCli *cli, GError **error);
gboolean nudge_run_log (NudgeCli *cli, GError **error);
gboolean nudge_run_monitor (NudgeCli *cli, GError **error);
gboolean nudge_run_next (NudgeCli *cli, GError **error);
gboolean nudge_run_pause (NudgeCli *cli, GError **error);
gboolean nudge_run_pending (NudgeCli *cli, GError **error);
gboolean nudge_run_preview (NudgeCli *cli, GError **error);
gboolean nudge_run_reload (NudgeCli *cli, GError **error);
gboolean nudge_run_remove (NudgeCli *cli, GError **error);
gboolean nudge_run_resume (NudgeCli *cli, GError **error);
gboolean nudge_run_show (NudgeCli *cli, GError **error);
gboolean nudge_run_skip (NudgeCli *cli, GError **error);
gboolean nudge_run_snooze (NudgeCli *cli, GError **error);
gboolean nudge_run_status (NudgeCli *cli, GError **error);
gboolean nudge_run_why (NudgeCli *cli, GError **error);

G_END_DECLS
