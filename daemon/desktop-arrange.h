/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop arrange: decides which nudges have a notification of their own and which are folded into the digest. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_DESKTOP_PLACES: so many notifications are open at most; one server closes the oldest of four. */
#define NUDGE_DESKTOP_PLACES 3

/**
 * nudge_desktop_arrange:
 * @entries: (element-type NudgeDesktopEntry)
 * @is_late: what waits was kept waiting
 * @closes: (element-type guint64): numbers of notifications that have to be closed first are added here
 *
 * The newest nudges have their own. Where more than three were kept waiting by a server that hung or was not there,
 * all of them are folded. A nudge that is left alone in the digest comes out of it.
 *
 * Returns: whether the digest is another one now
 */
gboolean nudge_desktop_arrange (GPtrArray *entries, gboolean is_late, GArray *closes);

G_END_DECLS
