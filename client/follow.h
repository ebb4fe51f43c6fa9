/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follow: the status as a stream of lines, one on every change. */
#pragma once

#include "cli.h"
#include "status-text.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_follow:
 *
 * Prints a line at once and one whenever it changes, by signals alone. While the daemon is away it says so
 * (`offline`). Ends when standard output is closed.
 *
 * Returns: TRUE when the reader went away, or FALSE when the session bus did
 */
gboolean nudge_follow (NudgeCli *cli, NudgeStatusFormat format, GError **error);

G_END_DECLS
