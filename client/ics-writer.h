/* SPDX-License-Identifier: GPL-3.0-or-later */
/* iCalendar writer: content lines as RFC 5545 wants them, folded and escaped. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_ics_line:
 *
 * appends `name:value` with CRLF, folded at 75 octets without cutting a character (RFC 5545, 3.1). @value is taken
 * as it is.
 */
void nudge_ics_line (GString *out, const char *name, const char *value);

/**
 * nudge_ics_text:
 *
 * the same with @text escaped (RFC 5545, 3.3.11); control characters but newline and tab are left out.
 */
void nudge_ics_text (GString *out, const char *name, const char *text);

/** nudge_ics_date_time: the same of wall-clock seconds; with `Z` at the end when @is_utc (RFC 5545, 3.3.5). */
void nudge_ics_date_time (GString *out, const char *name, gint64 seconds, gboolean is_utc);

/** nudge_ics_duration: the same of a span of whole seconds, not negative (RFC 5545, 3.3.6). */
void nudge_ics_duration (GString *out, const char *name, GTimeSpan span);

G_END_DECLS
