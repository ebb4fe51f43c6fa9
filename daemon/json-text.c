/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON text: strings as RFC 8259 wants them. Also linked by the client. */
#include "json-text.h"

static gboolean
wants_escape (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

static void
append_char (GString *json, gunichar c)
{
  if (c == '"' || c == '\\')
    g_string_append_printf (json, "\\%c", (char) c);
  else if (c == '\n')
    g_string_append (json, "\\n");
  else if (c == '\t')
    g_string_append (json, "\\t");
  else if (wants_escape (c))
    g_string_append_printf (json, "\\u%04x", c);
  else
    g_string_append_unichar (json, c);
}

void
nudge_json_append_string (GString *json, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  valid = g_utf8_make_valid (text, -1);
  g_string_append_c (json, '"');
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    append_char (json, g_utf8_get_char (c));
  g_string_append_c (json, '"');
}
