/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON text: strings as RFC 8259 wants them. Also linked by the client. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_json_append_string:
 * @text: (nullable): invalid UTF-8 becomes U+FFFD; %NULL becomes `null`
 *
 * Appends @text as a JSON string with its quotes. Quotes, backslashes and all control characters (C0, DEL, C1) are
 * escaped, and U+2028 and U+2029, so that the result is one line everywhere.
 */
void nudge_json_append_string (GString *json, const char *text);

G_END_DECLS
