/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presenter text: makes text of files and programs harmless and readable before a person sees it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NUDGE_TEXT_TITLE_CHARS, _BODY_CHARS, _BODY_LINES, _WORD_CHARS:
 * what a notification takes. One server was measured to lay out a word of 4,000 letters for six seconds, and
 * a text with blanks of the same length in none, so that words are broken too.
 */
#define NUDGE_TEXT_TITLE_CHARS 200
#define NUDGE_TEXT_BODY_CHARS 1000
#define NUDGE_TEXT_BODY_LINES 20
#define NUDGE_TEXT_WORD_CHARS 80

/**
 * nudge_text_clean_title:
 * @text: any bytes
 * @max_chars: at most so many characters; what is cut off is an “…”, which counts
 *
 * One line: valid UTF-8, without control characters, bidirectional overrides and piles of accents; every run of white
 * space is one blank. Long words are broken.
 *
 * Returns: (transfer full): the text, maybe empty
 */
char *nudge_text_clean_title (const char *text, gsize max_chars);

/**
 * nudge_text_clean_body:
 *
 * As nudge_text_clean_title(), but line breaks stay: never two blank lines in a row, at most
 * %NUDGE_TEXT_BODY_LINES lines.
 *
 * Returns: (transfer full): the text, maybe empty
 */
char *nudge_text_clean_body (const char *text, gsize max_chars);

/**
 * nudge_text_wrap:
 * @text: clean text
 * @columns: of a terminal, at least 1; East Asian wide characters take two
 *
 * Breaks at blanks, and inside a word only where it alone is too long.
 *
 * Returns: (transfer full): the lines, %NULL-terminated; none for an empty text
 */
char **nudge_text_wrap (const char *text, guint columns);

G_END_DECLS
