/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a file: whether they are text of a calendar at all, and in which encoding. */
#include "ics-bytes.h"

#include <string.h>

#define BEGINNING "BEGIN:"

/* What files that are no calendars begin with, and what people call them. */
static const struct
{
  const char *magic;
  const char *name;
} others[] = {
  { "\x89PNG", "a picture (PNG)" },  { "\xff\xd8\xff", "a picture (JPEG)" }, { "GIF8", "a picture (GIF)" },
  { "%PDF", "a PDF document" },      { "PK\x03\x04", "a ZIP archive" },      { "\x1f\x8b", "compressed (gzip)" },
  { "SQLite format", "a database" }, { "<", "a web page or XML" },           { "{", "JSON" },
};

static guint
count_lines (const char *data, gsize length)
{
  guint line = 1;

  for (gsize i = 0; i < length; i++)
    if (data[i] == '\n' || (data[i] == '\r' && (i + 1 == length || data[i + 1] != '\n')))
      line++;
  return line;
}

/* Two bytes a character, in either order; NULL where they are no characters. */
static char *
convert_utf16 (const char *data, gsize length, glong *converted_length)
{
  gboolean is_big = (guchar) data[0] == 0xfe;
  g_autofree gunichar2 *units = g_new (gunichar2, length / 2 + 1);

  for (gsize i = 1; i < length / 2; i++)
    {
      guint first = (guchar) data[2 * i];
      guint second = (guchar) data[2 * i + 1];

      units[i - 1] = (gunichar2) (is_big ? first << 8 | second : second << 8 | first);
    }
  return g_utf16_to_utf8 (units, (glong) length / 2 - 1, NULL, converted_length, NULL);
}

static gboolean
begins_with (const char *data, gsize length, const char *start)
{
  return length >= strlen (start) && memcmp (data, start, strlen (start)) == 0;
}

static void
report_no_calendar (const char *data, gsize length, NudgeIcsReport *report)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (begins_with (data, length, others[i].magic))
      {
        nudge_ics_report_add (report, 0, NUDGE_SEVERITY_ERROR,
                              "this is no calendar but %s; a calendar begins with BEGIN:VCALENDAR", others[i].name);
        return;
      }
  nudge_ics_report_add (report, 0, NUDGE_SEVERITY_ERROR, "this is no calendar; one begins with BEGIN:VCALENDAR");
}

static gboolean
has_component (const char *data, gsize length)
{
  while (length > 0 && g_ascii_isspace (*data))
    {
      data++;
      length--;
    }
  return (length >= strlen (BEGINNING) && g_ascii_strncasecmp (data, BEGINNING, strlen (BEGINNING)) == 0)
         || memmem (data, length, "BEGIN:VCALENDAR", strlen ("BEGIN:VCALENDAR")) != NULL;
}

static gboolean
check (const char *data, gsize length, NudgeIcsReport *report)
{
  const char *nul;

  if (!has_component (data, length))
    {
      report_no_calendar (data, length, report);
      return FALSE;
    }
  nul = memchr (data, '\0', length);
  if (nul != NULL)
    nudge_ics_report_add (report, count_lines (data, (gsize) (nul - data)), NUDGE_SEVERITY_ERROR,
                          "the file is left out: it has a NUL byte here, so it is damaged or no text");
  return nul == NULL;
}

static const char *
from_utf16 (const char *data, gsize *length, char **converted, NudgeIcsReport *report)
{
  glong converted_length = 0;

  *converted = convert_utf16 (data, *length, &converted_length);
  if (*converted == NULL)
    {
      nudge_ics_report_add (report, 0, NUDGE_SEVERITY_ERROR,
                            "the file is left out: it begins as UTF-16 but is not; save it as UTF-8");
      return NULL;
    }
  nudge_ics_report_add (report, 0, NUDGE_SEVERITY_WARNING,
                        "the file is UTF-16; it is read, but other programs expect UTF-8");
  *length = (gsize) converted_length;
  return check (*converted, *length, report) ? *converted : NULL;
}

static gboolean
check_size (gsize length, NudgeIcsReport *report)
{
  if (length == 0)
    nudge_ics_report_add (report, 0, NUDGE_SEVERITY_ERROR, "the file is empty; a calendar begins with BEGIN:VCALENDAR");
  else if (length > NUDGE_ICS_MAX_FILE)
    nudge_ics_report_add (report, 0, NUDGE_SEVERITY_ERROR,
                          "the file is left out: it is larger than 16 MiB; split it, or leave old items out");
  return length > 0 && length <= NUDGE_ICS_MAX_FILE;
}

const char *
nudge_ics_bytes_to_text (const char *data, gsize *length, char **converted, NudgeIcsReport *report)
{
  *converted = NULL;
  if (!check_size (*length, report))
    return NULL;
  if (begins_with (data, *length, "\xff\xfe") || begins_with (data, *length, "\xfe\xff"))
    return from_utf16 (data, length, converted, report);
  if (begins_with (data, *length, "\xef\xbb\xbf"))
    {
      data += 3;
      *length -= 3;
    }
  return check (data, *length, report) ? data : NULL;
}
