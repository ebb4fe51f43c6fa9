/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule match: the rule that a person means. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_rule_match:
 * @rules: (element-type GVariant): rule records
 * @wanted: a UID or title, or a part of one; ignoring case
 *
 * The first of these that only one rule fits: its UID, its title, the beginning of either, a part of either.
 *
 * Returns: (transfer full): its record, or %NULL with %NUDGE_EXIT_NOT_FOUND that lists the candidates or the nearest
 *   title
 */
GVariant *nudge_rule_match (GPtrArray *rules, const char *wanted, GError **error);

G_END_DECLS
