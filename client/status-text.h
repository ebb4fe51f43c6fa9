/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status text: the status as lines for people, as JSON, and as one line for each kind of bar. */
#pragma once

#include "status-people.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeStatusFormat: how the status is written. */
typedef enum {
  NUDGE_STATUS_PEOPLE,      /* up to five lines */
  NUDGE_STATUS_PLAIN,       /* one line */
  NUDGE_STATUS_JSON,        /* the object of `status --json` */
  NUDGE_STATUS_WAYBAR,      /* JSON; text and tooltip are Pango markup */
  NUDGE_STATUS_POLYBAR,     /* plain, without formatting tags */
  NUDGE_STATUS_I3BLOCKS,    /* JSON of the i3bar protocol, markup none */
  NUDGE_STATUS_I3STATUS_RS, /* JSON of its custom block; text is Pango markup */
} NudgeStatusFormat;

/** NUDGE_STATUS_LINE_MAX: columns that the line of a bar takes at most. */
#define NUDGE_STATUS_LINE_MAX 120

/**
 * nudge_status_format_from_string:
 *
 * Returns: whether @text is the name of a format for bars or `plain`; only then @format is set
 */
gboolean nudge_status_format_from_string (const char *text, NudgeStatusFormat *format);

/** nudge_status_format_names: Returns: (transfer none): the names, %NULL-terminated */
const char *const *nudge_status_format_names (void);

/**
 * nudge_status_line:
 *
 * What matters most in one line of plain text: a pending nudge, else a pause or hold, else what is next. Its times
 * stay true when the day ends.
 *
 * Returns: (transfer full): cleaned text of at most %NUDGE_STATUS_LINE_MAX columns
 */
char *nudge_status_line (NudgeSnapshot *snapshot, NudgeZone *zone, NudgeTime now);

/** nudge_status_print: appends the status to @out, with the newline. */
void nudge_status_print (NudgeSnapshot *snapshot, NudgeStatusFormat format, const NudgeStatusView *view, GString *out);

G_END_DECLS
