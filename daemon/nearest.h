/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nearest word: what somebody who made a typing error most likely meant. Also linked by the client. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_nearest:
 * @words: %NULL-terminated; the first of equally near words wins
 * @text: what was written, any case
 *
 * Near is a third of the letters wrong, missing, too many or swapped with a neighbour, or a word that begins
 * with @text.
 *
 * Returns: (transfer none) (nullable): one of @words, or %NULL when none is near
 */
const char *nudge_nearest (const char *const *words, const char *text);

G_END_DECLS
