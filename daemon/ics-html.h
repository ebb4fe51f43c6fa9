/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML: some programs write it into DESCRIPTION, where plain text belongs; this makes plain text of it again. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** nudge_ics_html_is: Returns: whether @text has one of the tags that calendar programs write */
gboolean nudge_ics_html_is (const char *text);

/**
 * nudge_ics_html_to_text:
 * @html: valid UTF-8
 *
 * Breaks and paragraphs become line ends, other tags nothing, entities their character. Nothing is fetched.
 *
 * Returns: (transfer full): the text, without space at its ends and without more than one empty line in a row
 */
char *nudge_ics_html_to_text (const char *html);

G_END_DECLS
