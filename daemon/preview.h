/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preview: every due time that a set of rules gives in a window, in order of time. */
#pragma once

#include "rule.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_preview_list:
 * @rules: (element-type NudgeRule): which
 * @from: look strictly later than this
 * @to: and not later than this
 * @limit: at most so many
 * @is_cut: (out) (optional): whether there are more
 *
 * Holds and budget are not applied. Any thread. Work grows with what is listed, not with the age of the rules.
 *
 * Returns: (transfer full) (element-type NudgeOccurrence): by time, then UID
 */
GPtrArray *nudge_preview_list (GPtrArray *rules, const NudgeDesk *desk, NudgeTime from, NudgeTime to, guint limit,
                               gboolean *is_cut);

G_END_DECLS
