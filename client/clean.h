/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clean text: words of others made harmless for a terminal or a bar, and measured as they are displayed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_clean:
 * @text: text of a file or another program, perhaps not UTF-8
 *
 * One line: white space becomes a space, other control characters (C0, DEL, C1) are
 * shown as `\x1b`, characters that turn the direction of writing or cannot be seen are left out.
 *
 * Returns: (transfer full): text that is safe to print
 */
char *nudge_clean (const char *text);

/** nudge_display_width: Returns: columns that @text takes on a terminal: wide characters two, combining ones none */
guint nudge_display_width (const char *text);

/**
 * nudge_ellipsize:
 * @width: at most so many columns, at least 1
 *
 * Returns: (transfer full): @text, cut with `…` where it is longer
 */
char *nudge_ellipsize (const char *text, guint width);

G_END_DECLS
