/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a file: whether they are text of a calendar at all, and in which encoding. */
#pragma once

#include "ics-report.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_ICS_MAX_FILE: larger files are refused. */
#define NUDGE_ICS_MAX_FILE (16 * 1024 * 1024)

/**
 * nudge_ics_bytes_to_text:
 * @length: (inout): of @data, then of the result
 * @converted: (out) (transfer full) (nullable): what the result points into where it is not @data
 *
 * Passes over a byte order mark, converts UTF-16 that begins with one, and refuses what is no calendar: the reason goes
 * to @report.
 *
 * Returns: (nullable): the text without NUL, not terminated; or %NULL
 */
const char *nudge_ics_bytes_to_text (const char *data, gsize *length, char **converted, NudgeIcsReport *report);

G_END_DECLS
