/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Content line: name, parameters and value of one unfolded line (RFC 5545, 3.1). */
#include "ics-line.h"

#include <string.h>

/* In the order of NudgeIcsName, which is that of the alphabet. */
static const char *const names[] = {
  "ACKNOWLEDGED",
  "ACTION",
  "BEGIN",
  "CATEGORIES",
  "CLASS",
  "COMPLETED",
  "DESCRIPTION",
  "DTEND",
  "DTSTART",
  "DUE",
  "DURATION",
  "END",
  "EXDATE",
  "EXRULE",
  "NAME",
  "PROXIMITY",
  "RDATE",
  "RECURRENCE-ID",
  "RELATED-TO",
  "REPEAT",
  "RRULE",
  "SEQUENCE",
  "STATUS",
  "SUMMARY",
  "TRIGGER",
  "TZID",
  "TZOFFSETFROM",
  "TZOFFSETTO",
  "UID",
  "X-APPLE-PROXIMITY",
  "X-LIC-LOCATION",
  "X-MOZ-LASTACK",
  "X-MOZ-SNOOZE-TIME",
  "X-NUDGED-ASK",
  "X-NUDGED-CREDIT",
  "X-NUDGED-DAY",
  "X-NUDGED-GRACE",
  "X-NUDGED-MISSED",
  "X-NUDGED-PROMPT",
  "X-NUDGED-ROOM",
  "X-NUDGED-WHY",
  "X-NUDGED-WINDOW",
  "X-WR-CALNAME",
  NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == NUDGE_ICS_OTHER + 1);

/* Registered with IANA (RFC 5545, 7808, 7953, 7986, 9073, 9074, 9253), and what a pack says of its licence. */
static const char *const passed_over[] = {
  "ATTACH", "ATTENDEE", "BUSYTYPE", "CALENDAR-ADDRESS", "CALSCALE", "COLOR", "COMMENT", "CONCEPT", "CONFERENCE",
  "CONTACT", "CREATED", "DTSTAMP", "FREEBUSY", "GEO", "IMAGE", "LAST-MODIFIED", "LINK", "LOCATION", "LOCATION-TYPE",
  "METHOD", "ORGANIZER", "PARTICIPANT-TYPE", "PERCENT-COMPLETE", "PRIORITY", "PRODID", "REFID", "REFRESH-INTERVAL",
  "REQUEST-STATUS", "RESOURCE-TYPE", "RESOURCES", "SOURCE", "STRUCTURED-DATA", "STYLED-DESCRIPTION", "TRANSP",
  "TZID-ALIAS-OF", "TZNAME", "TZUNTIL", "TZURL", "URL", "VERSION", "X-NUDGED-LICENSE", "XML",
};

/* Thunderbird adds the instance in microseconds to the name when it snoozes one of many. */
#define SNOOZE_PREFIX "X-MOZ-SNOOZE-TIME-"

/* Nearly all calendars write capitals; compared without a call a letter, as this is done for every line. */
static gint
compare_name (const char *text, gsize length, const char *name)
{
  for (gsize i = 0; i < length; i++)
    {
      char letter = text[i] >= 'a' && text[i] <= 'z' ? (char) (text[i] - 'a' + 'A') : text[i];

      if (letter != name[i]) /* also at the end of @name */
        return (guchar) letter - (guchar) name[i];
    }
  return name[length] == '\0' ? 0 : -1;
}

/* Index of the name in a sorted table of @n names, or @n. */
static guint
find_name (const char *const *table, guint n, const char *text, gsize length)
{
  guint low = 0;
  guint high = n;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      gint difference = compare_name (text, length, table[middle]);

      if (difference == 0)
        return middle;
      if (difference < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return n;
}

NudgeIcsName
nudge_ics_name_from_text (const char *text, gsize length)
{
  NudgeIcsName name = (NudgeIcsName) find_name (names, NUDGE_ICS_OTHER, text, length);

  if (name == NUDGE_ICS_OTHER && length > strlen (SNOOZE_PREFIX)
      && g_ascii_strncasecmp (text, SNOOZE_PREFIX, strlen (SNOOZE_PREFIX)) == 0)
    return NUDGE_ICS_X_MOZ_SNOOZE_TIME;
  return name;
}

gboolean
nudge_ics_name_is_passed_over (const char *text, gsize length)
{
  return find_name (passed_over, G_N_ELEMENTS (passed_over), text, length) < G_N_ELEMENTS (passed_over);
}

const char *
nudge_ics_name_to_text (NudgeIcsName name)
{
  return name < NUDGE_ICS_OTHER ? names[name] : "";
}

const char *const *
nudge_ics_name_list (void)
{
  return names;
}

gsize
nudge_ics_name_length (const char *text, gsize length)
{
  gsize n = 0;

  while (n < length && text[n] != ':' && text[n] != ';')
    n++;
  return n;
}

/* The colon that ends the parameters: one outside of quotes. */
static char *
find_value (char *params)
{
  gboolean quoted = FALSE;

  for (char *p = params; *p != '\0'; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (*p == ':' && !quoted)
        return p;
    }
  return NULL;
}

gboolean
nudge_ics_line_split (char *text, NudgeIcsLine *line)
{
  gsize length = nudge_ics_name_length (text, strlen (text));
  char *colon = find_value (text + length);

  if (length == 0)
    return FALSE;
  if (colon == NULL && text[length] == ';') /* a quote that is not closed: take the first colon there is */
    colon = strchr (text + length, ':');
  if (colon == NULL)
    return FALSE;
  *colon = '\0';
  line->params = text + length;
  line->value = colon + 1;
  return TRUE;
}

/* The `;` after the parameter that begins at @param, or the end. */
static const char *
param_end (const char *param)
{
  gboolean quoted = FALSE;
  const char *p = param;

  for (; *p != '\0' && (quoted || *p != ';'); p++)
    if (*p == '"')
      quoted = !quoted;
  return p;
}

static char *
decode_param (const char *text, gsize length)
{
  GString *value = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      gboolean escaped = text[i] == '^' && i + 1 < length && strchr ("n'^", text[i + 1]) != NULL;

      if (escaped)
        g_string_append_c (value, text[i + 1] == 'n' ? '\n' : text[i + 1] == '\'' ? '"' : '^');
      else if (text[i] != '"')
        g_string_append_c (value, text[i]);
      i += escaped ? 1 : 0;
    }
  return g_string_free (value, FALSE);
}

/* Value of the parameter as it stands, or NULL. */
static const char *
find_param (const NudgeIcsLine *line, const char *name, gsize *length)
{
  gsize name_length = strlen (name);

  for (const char *p = line->params; *p == ';'; p = param_end (p + 1))
    if (g_ascii_strncasecmp (p + 1, name, name_length) == 0 && p[1 + name_length] == '=')
      {
        const char *value = p + 1 + name_length + 1;

        *length = (gsize) (param_end (value) - value);
        return value;
      }
  return NULL;
}

char *
nudge_ics_line_dup_param (const NudgeIcsLine *line, const char *name)
{
  gsize length = 0;
  const char *value = find_param (line, name, &length);

  return value == NULL ? NULL : decode_param (value, length);
}

gboolean
nudge_ics_line_param_is (const NudgeIcsLine *line, const char *name, const char *value)
{
  g_autofree char *text = *line->params == '\0' ? NULL : nudge_ics_line_dup_param (line, name);

  return text != NULL && g_ascii_strcasecmp (text, value) == 0;
}
