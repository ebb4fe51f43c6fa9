/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar file: opens what a person names, and nothing that could block. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_CALENDAR_MAX: largest text in bytes that the daemon takes. */
#define NUDGE_CALENDAR_MAX (16 * 1024 * 1024)

/**
 * nudge_calendar_open:
 *
 * Returns: a file descriptor of the regular file @name (`-`: a copy of standard input), or -1 with %G_FILE_ERROR
 */
int nudge_calendar_open (const char *name, GError **error);

/** nudge_calendar_from_text: Returns: a file descriptor with @text in it, at its beginning, or -1 with %G_FILE_ERROR */
int nudge_calendar_from_text (const char *text, gsize length, GError **error);

G_END_DECLS
