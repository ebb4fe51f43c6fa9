/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live: asks the daemon for its state and its live nudges. */
#pragma once

#include "cli.h"
#include "snapshot.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_live_fetch_all:
 *
 * Returns: (transfer full): properties and live nudges, asked for in one go, or %NULL with an error
 */
NudgeSnapshot *nudge_live_fetch_all (NudgeCli *cli, GError **error);

/**
 * nudge_live_fetch:
 *
 * Returns: (transfer container) (element-type GVariant): properties (a{sv}) of the live nudges, as of
 *   nudge_snapshot_pending()
 */
GPtrArray *nudge_live_fetch (NudgeCli *cli, GError **error);

/**
 * nudge_live_find:
 * @id: (nullable): its number; %NULL for the newest
 *
 * Returns: (transfer full): its properties (a{sv}), or %NULL with %NUDGE_EXIT_NOT_FOUND that says what there is
 */
GVariant *nudge_live_find (NudgeCli *cli, const char *id, GError **error);

G_END_DECLS
