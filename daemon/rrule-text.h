/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RRULE text: the words of RFC 5545, 3.3.10, read into sets of numbers, with errors that say what would be right. */
#pragma once

#include "rrule-parts.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_rrule_parse:
 * @text: the value of an RRULE property; any case, any order of its parts; the name `RRULE:` before it is passed over
 * @rule: (out caller-allocates): set only on success
 *
 * What RFC 5545 forbids and what cannot be meant in one way only is refused;
 * `RSCALE=GREGORIAN` and `SKIP=OMIT` (RFC 7529) are taken, they change nothing.
 *
 * Returns: whether it is a valid rule; else %NUDGE_ERROR_INVALID_RULE names the part
 */
gboolean nudge_rrule_parse (const char *text, NudgeRrule *rule, GError **error);

G_END_DECLS
