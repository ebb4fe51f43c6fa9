/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions: the word that was probably meant, as a question. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_suggest_text:
 * @word: what was typed
 * @candidates: (array zero-terminated=1): what exists
 *
 * Returns: (transfer full): ` Did you mean “x”?` with a leading space, or an empty text when nothing is near
 */
char *nudge_suggest_text (const char *word, const char *const *candidates);

G_END_DECLS
