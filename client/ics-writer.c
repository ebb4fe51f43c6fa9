/* SPDX-License-Identifier: GPL-3.0-or-later */
/* iCalendar writer: one content line at a time. */
#include "ics-writer.h"

#include "civil-time.h"

#define FOLD_AT 75

void
nudge_ics_line (GString *out, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  guint used = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint bytes = (guint) (g_utf8_next_char (p) - p);

      if (used + bytes > FOLD_AT)
        {
          g_string_append (out, "\r\n ");
          used = 1;
        }
      g_string_append_len (out, p, bytes);
      used += bytes;
    }
  g_string_append (out, "\r\n");
}

void
nudge_ics_text (GString *out, const char *name, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr(GString) value = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '\\' || *p == ';' || *p == ',')
        g_string_append_c (value, '\\');
      if (*p == '\n')
        g_string_append (value, "\\n");
      else if (*p == '\t' || ((guchar) *p >= 0x20 && *p != 0x7f))
        g_string_append_c (value, *p);
    }
  nudge_ics_line (out, name, value->str);
}

void
nudge_ics_date_time (GString *out, const char *name, gint64 seconds, gboolean is_utc)
{
  NudgeCivil civil = nudge_civil_from_seconds (seconds);
  g_autofree char *value = g_strdup_printf ("%04d%02d%02dT%02d%02d%02d%s", civil.year, civil.month, civil.day,
                                            civil.hour, civil.minute, civil.second, is_utc ? "Z" : "");

  nudge_ics_line (out, name, value);
}

static void
append_part (GString *value, gint64 number, char unit)
{
  if (number > 0)
    g_string_append_printf (value, "%" G_GINT64_FORMAT "%c", number, unit);
}

void
nudge_ics_duration (GString *out, const char *name, GTimeSpan span)
{
  g_autoptr(GString) value = g_string_new ("P");
  gint64 seconds = span / G_TIME_SPAN_SECOND;

  append_part (value, seconds / 86400, 'D');
  if (seconds % 86400 != 0)
    g_string_append_c (value, 'T');
  append_part (value, seconds / 3600 % 24, 'H');
  append_part (value, seconds / 60 % 60, 'M');
  append_part (value, seconds % 60, 'S');
  nudge_ics_line (out, name, value->len == 1 ? "PT0S" : value->str);
}
