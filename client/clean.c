/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clean text: control characters shown, bidirectional controls left out, widths by columns. */
#include "clean.h"

static gboolean
is_invisible_control (gunichar c)
{
  return c == 0x061c || c == 0xfeff || c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x206f) || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

static void
append_clean (GString *out, gunichar c)
{
  if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85)
    g_string_append_c (out, ' ');
  else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
    g_string_append_printf (out, "\\x%02x", c);
  else if (!is_invisible_control (c))
    g_string_append_unichar (out, c);
}

char *
nudge_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr(GString) out = g_string_sized_new (64);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    append_clean (out, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static guint
char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

guint
nudge_display_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (g_utf8_get_char (p));
  return width;
}

char *
nudge_ellipsize (const char *text, guint width)
{
  const char *p = text;
  guint used = 0;

  if (nudge_display_width (text) <= width)
    return g_strdup (text);
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint next = char_width (g_utf8_get_char (p));

      if (used + next > width - 1)
        break;
      used += next;
    }
  return g_strdup_printf ("%.*s…", (int) (p - text), text);
}
