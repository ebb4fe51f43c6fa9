/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: escapes as RFC 8259 says, and also what would break a line or a terminal. */
#include "json.h"

#include "time-text.h"

#include <gio/gio.h>

static void
separate (NudgeJson *json)
{
  if (json->needs_comma)
    g_string_append_c (json->out, ',');
  json->needs_comma = TRUE;
}

void
nudge_json_open (NudgeJson *json, char bracket)
{
  separate (json);
  g_string_append_c (json->out, bracket);
  json->needs_comma = FALSE;
}

void
nudge_json_close (NudgeJson *json, char bracket)
{
  g_string_append_c (json->out, bracket);
  json->needs_comma = TRUE;
}

/* What would turn the direction of a line on a terminal, break it, or not be seen. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0x061c || c == 0xfeff || c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x206f);
}

static void
append_escaped_char (GString *out, const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (c == '"' || c == '\\')
    g_string_append_c (out, '\\');
  if (c == '\n' || c == '\r' || c == '\t')
    g_string_append (out, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
  else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || is_invisible (c))
    g_string_append_printf (out, "\\u%04x", c);
  else
    g_string_append_len (out, p, g_utf8_skip[*(const guchar *) p]);
}

static void
append_text (NudgeJson *json, const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);

  g_string_append_c (json->out, '"');
  for (const char *p = valid == NULL ? text : valid; *p != '\0'; p = g_utf8_next_char (p))
    append_escaped_char (json->out, p);
  g_string_append_c (json->out, '"');
}

void
nudge_json_key (NudgeJson *json, const char *key)
{
  separate (json);
  append_text (json, key);
  g_string_append_c (json->out, ':');
  json->needs_comma = FALSE;
}

void
nudge_json_string (NudgeJson *json, const char *text)
{
  separate (json);
  if (text == NULL)
    g_string_append (json->out, "null");
  else
    append_text (json, text);
}

void
nudge_json_number (NudgeJson *json, gint64 number)
{
  separate (json);
  g_string_append_printf (json->out, "%" G_GINT64_FORMAT, number);
}

void
nudge_json_boolean (NudgeJson *json, gboolean value)
{
  separate (json);
  g_string_append (json->out, value ? "true" : "false");
}

void
nudge_json_time (NudgeJson *json, NudgeTime time)
{
  g_autofree char *text = NULL;

  if (time != 0 && time != NUDGE_NEVER)
    text = nudge_time_format (time, json->zone);
  nudge_json_string (json, text);
}

static void
append_entries (NudgeJson *json, GVariant *dictionary)
{
  GVariantIter iter;
  GVariant *entry;

  nudge_json_open (json, '{');
  g_variant_iter_init (&iter, dictionary);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr(GVariant) owned = entry;
      g_autoptr(GVariant) key = g_variant_get_child_value (owned, 0);
      g_autoptr(GVariant) value = g_variant_get_child_value (owned, 1);

      nudge_json_key (json, g_variant_get_string (key, NULL));
      nudge_json_variant (json, value);
    }
  nudge_json_close (json, '}');
}

static void
append_children (NudgeJson *json, GVariant *container)
{
  gsize n = g_variant_n_children (container);

  nudge_json_open (json, '[');
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) child = g_variant_get_child_value (container, i);

      nudge_json_variant (json, child);
    }
  nudge_json_close (json, ']');
}

static gboolean
is_dictionary (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE ("a{s*}"));
}

static void
append_double (NudgeJson *json, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  separate (json);
  g_string_append (json->out, g_ascii_formatd (buffer, sizeof buffer, "%.17g", number));
}

static void
append_basic (NudgeJson *json, GVariant *value)
{
  switch ((char) g_variant_classify (value))
    {
    case 'b':
      nudge_json_boolean (json, g_variant_get_boolean (value));
      break;
    case 'x':
      nudge_json_time (json, g_variant_get_int64 (value));
      break;
    case 't':
      nudge_json_number (json, (gint64) MIN (g_variant_get_uint64 (value), (guint64) G_MAXINT64));
      break;
    case 'u':
      nudge_json_number (json, g_variant_get_uint32 (value));
      break;
    case 'i':
      nudge_json_number (json, g_variant_get_int32 (value));
      break;
    case 'd':
      append_double (json, g_variant_get_double (value));
      break;
    default:
      nudge_json_string (json, NULL);
      break;
    }
}

void
nudge_json_variant (NudgeJson *json, GVariant *value)
{
  if (value == NULL)
    nudge_json_string (json, NULL);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
    {
      g_autoptr(GVariant) inner = g_variant_get_variant (value);

      nudge_json_variant (json, inner);
    }
  else if (is_dictionary (value))
    append_entries (json, value);
  else if (g_variant_is_container (value))
    append_children (json, value);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ||
           g_variant_is_of_type (value, G_VARIANT_TYPE_OBJECT_PATH))
    nudge_json_string (json, g_variant_get_string (value, NULL));
  else
    append_basic (json, value);
}

void
nudge_json_member (NudgeJson *json, const char *key, const char *text)
{
  nudge_json_key (json, key);
  nudge_json_string (json, text);
}

void
nudge_json_end_line (NudgeJson *json)
{
  g_string_append_c (json->out, '\n');
  json->needs_comma = FALSE;
}
