/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help: the list of commands, and the page of one. */
#pragma once

#include "cli.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_help_overview:
 *
 * Returns: (transfer full): all commands of @commands (ends with a %NULL name) that are not hidden
 */
char *nudge_help_overview (const NudgeCommand *commands, const NudgeTerminal *terminal);

/** nudge_help_page: Returns: (transfer full): usage, options, examples and exit codes of @command */
char *nudge_help_page (const NudgeCommand *command, const NudgeTerminal *terminal);

G_END_DECLS
