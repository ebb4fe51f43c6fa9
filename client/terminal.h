/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terminal: what standard output is, and styles that vanish where they would be noise. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NudgeStyle: what a text is, not how it looks. */
typedef enum {
  NUDGE_STYLE_PLAIN,
  NUDGE_STYLE_STRONG,
  NUDGE_STYLE_FAINT,
  NUDGE_STYLE_TIME,
  NUDGE_STYLE_GOOD,
  NUDGE_STYLE_WARNING,
  NUDGE_STYLE_ERROR,
} NudgeStyle;

/** NudgeTerminal: @width is 0 where lines may be as long as they like. */
typedef struct {
  gboolean colour;
  guint width;
} NudgeTerminal;

/**
 * nudge_terminal_detect:
 *
 * Returns: what the file descriptor @fd is; colour only on a terminal without `NO_COLOR` or `TERM=dumb`
 */
NudgeTerminal nudge_terminal_detect (int fd);

/** nudge_terminal_append: appends @text in @style. */
void nudge_terminal_append (const NudgeTerminal *terminal, GString *out, NudgeStyle style, const char *text);

G_END_DECLS
