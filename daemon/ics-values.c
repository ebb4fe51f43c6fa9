/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values: texts, dates and durations of iCalendar, read by libical one at a time and behind guards. */
#include "ics-values.h"

#include <libical/ical.h>
#include <string.h>

#define SECONDS_A_DAY 86400
#define MAX_TIME_TEXT 20
#define MAX_SPAN_TEXT 40

/*
 * libical builds tables at their first use without a lock, so one caller at a
 * time. It keeps no state between two calls that could mix up two files.
 */
static GMutex libical_lock;

static gboolean
has_only (const char *text, const char *characters, gsize max)
{
  gsize length = strnlen (text, max + 1);

  return length > 0 && length <= max && strspn (text, characters) == length;
}

gboolean
nudge_ics_civil_from_text (const char *text, NudgeCivil *civil, NudgeIcsClock *clock)
{
  g_autoptr(GMutexLocker) locker = NULL;
  struct icaltimetype time;
  NudgeCivil read;

  /* sscanf() inside libical takes blanks and signs for digits. */
  if (!has_only (text, "0123456789-:TZ", MAX_TIME_TEXT))
    return FALSE;
  locker = g_mutex_locker_new (&libical_lock);
  time = icaltime_from_string (text);
  if (icaltime_is_null_time (time))
    return FALSE;
  read = (NudgeCivil){ time.year, time.month, time.day, time.hour, time.minute, MIN (time.second, 59) };
  /* libical lets month 28 pass and would read beyond its tables with it; years are checked here as well. */
  if (time.second > 60 || !nudge_civil_is_valid (&read))
    return FALSE;
  *civil = read;
  *clock = time.is_date ? NUDGE_ICS_CLOCK_DATE
           : icaltime_is_utc (time) ? NUDGE_ICS_CLOCK_UTC
                                    : NUDGE_ICS_CLOCK_LOCAL;
  return TRUE;
}

gboolean
nudge_ics_span_from_text (const char *text, NudgeIcsSpan *span)
{
  g_autoptr(GMutexLocker) locker = NULL;
  struct icaldurationtype duration;
  gint64 days;
  gint64 seconds;

  /* The last thing is a unit: libical takes "-P" for zero and "P1DT5" for a day. */
  if (!has_only (text, "+-PTWDHMS0123456789", MAX_SPAN_TEXT) || strchr ("WDHMS", text[strlen (text) - 1]) == NULL)
    return FALSE;
  locker = g_mutex_locker_new (&libical_lock);
  duration = icaldurationtype_from_string (text);
  if (icaldurationtype_is_bad_duration (duration))
    return FALSE;
  days = (gint64) duration.weeks * 7 + duration.days;
  seconds = (gint64) duration.hours * 3600 + (gint64) duration.minutes * 60 + duration.seconds;
  if (days < 0 || seconds < 0 || days > NUDGE_ICS_MAX_SPAN_DAYS
      || seconds > (gint64) NUDGE_ICS_MAX_SPAN_DAYS * SECONDS_A_DAY)
    return FALSE;
  span->nominal = (duration.is_neg == 1 ? -days : days) * SECONDS_A_DAY;
  span->exact = duration.is_neg == 1 ? -seconds : seconds;
  return TRUE;
}

/* The number that two digits make. */
static gint
two_digits (const char *text)
{
  return g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1]);
}

gboolean
nudge_ics_offset_from_text (const char *text, gint *seconds)
{
  gsize n_digits = strspn (text + (*text != '\0'), "0123456789");
  gint total;

  if ((*text != '+' && *text != '-') || (n_digits != 4 && n_digits != 6) || text[1 + n_digits] != '\0')
    return FALSE;
  total = two_digits (text + 1) * 3600 + two_digits (text + 3) * 60 + (n_digits == 6 ? two_digits (text + 5) : 0);
  if (total >= SECONDS_A_DAY)
    return FALSE;
  *seconds = *text == '-' ? -total : total;
  return TRUE;
}

/*
 * An escape that RFC 5545 (3.3.11) does not know would cost a byte in libical,
 * and half a character where it stands before a letter that is not ASCII. Such
 * a backslash is a backslash.
 */
static char *
keep_unknown_escapes (const char *value)
{
  GString *text = g_string_sized_new (strlen (value) + 16);

  for (const char *p = value; *p != '\0'; p++)
    {
      gboolean escape = *p == '\\' && p[1] != '\0' && strchr ("\\;,nN", p[1]) != NULL;

      if (*p == '\\' && !escape)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
      if (escape)
        g_string_append_c (text, *++p);
    }
  return g_string_free (text, FALSE);
}

static char *
unescape (const char *value)
{
  g_autofree char *known = strchr (value, '\\') != NULL ? keep_unknown_escapes (value) : NULL;
  g_autoptr(GMutexLocker) locker = NULL;
  icalvalue *text;
  char *plain;

  if (known == NULL)
    return g_utf8_make_valid (value, -1);
  locker = g_mutex_locker_new (&libical_lock);
  text = icalvalue_new_from_string (ICAL_TEXT_VALUE, known);
  if (text == NULL)
    return g_strdup ("");
  plain = g_utf8_make_valid (icalvalue_get_text (text), -1);
  icalvalue_free (text);
  return plain;
}

/* Whether anything but printable ASCII and newlines stands in @text; most texts are spared the long way. */
static gboolean
is_plain (const char *text, gsize max)
{
  gsize n = 0;

  while (text[n] >= 0x20 && text[n] < 0x7f)
    n++;
  return text[n] == '\0' && n <= max;
}

static char *
clean (const char *text, gsize max, gboolean is_body)
{
  GString *clean = g_string_sized_new (MIN (strlen (text), max) + 8);

  for (const char *p = text; *p != '\0' && clean->len <= max; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' && is_body)
        g_string_append_c (clean, '\n');
      else if (c == '\n' || c == '\t')
        g_string_append_c (clean, ' ');
      else if (!g_unichar_iscntrl (c))
        g_string_append_unichar (clean, c);
    }
  if (clean->len > max)
    {
      const char *end = g_utf8_find_prev_char (clean->str, clean->str + max - strlen ("…") + 1);

      g_string_truncate (clean, (gsize) (end - clean->str));
      g_string_append (clean, "…");
    }
  return g_string_free (clean, FALSE);
}

char *
nudge_ics_text_from_value (const char *value, gsize max, gboolean is_body)
{
  g_autofree char *text = unescape (value);

  return g_strstrip (is_plain (text, max) ? g_steal_pointer (&text) : clean (text, max, is_body));
}

GPtrArray *
nudge_ics_split_values (const char *value)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  const char *start = value;

  for (const char *p = value;; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == ',' || *p == '\0')
        {
          g_ptr_array_add (values, g_strndup (start, (gsize) (p - start)));
          start = p + 1;
        }
      if (*p == '\0')
        return values;
    }
}
