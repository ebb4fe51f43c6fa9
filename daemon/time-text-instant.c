/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instants as people and programs write them: RFC 3339, a date, a time of day, tomorrow, in twenty minutes. */
#include "time-text.h"

#include "nudge-error.h"

#include <string.h>

#define DAY_SECONDS 86400

static const char *const weekday_names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const month_names[]
    = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* Whether the text begins with digits where @pattern has “9” and with the same characters elsewhere. */
static gboolean
has_form (const char *text, const char *pattern)
{
  for (gsize i = 0; pattern[i] != '\0'; i++)
    if (pattern[i] == '9' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
      return FALSE;
  return TRUE;
}

static gint
read_digits (const char *text, gsize n_digits)
{
  gint number = 0;

  for (gsize i = 0; i < n_digits; i++)
    number = number * 10 + g_ascii_digit_value (text[i]);
  return number;
}

/* `Z`, `+01:00`, `+0100` or `+01` to the end of the text. */
static gboolean
read_offset (const char *text, gint *seconds)
{
  gint hours, minutes = 0;
  const char *digits = text + 1;

  if (g_ascii_strcasecmp (text, "Z") == 0)
    {
      *seconds = 0;
      return TRUE;
    }
  if (*text != '+' && *text != '-')
    return FALSE;
  if (has_form (digits, "99:99") && digits[5] == '\0')
    minutes = read_digits (digits + 3, 2);
  else if (has_form (digits, "9999") && digits[4] == '\0')
    minutes = read_digits (digits + 2, 2);
  else if (!has_form (digits, "99") || digits[2] != '\0')
    return FALSE;
  hours = read_digits (digits, 2);
  *seconds = (*text == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
  return hours < 24 && minutes < 60;
}

/* The date at the beginning of @text as wall-clock seconds of its midnight. */
static gboolean
read_date (const char *text, gint64 *local)
{
  NudgeCivil civil = { 0 };

  if (!has_form (text, "9999-99-99"))
    return FALSE;
  civil.year = read_digits (text, 4);
  civil.month = read_digits (text + 5, 2);
  civil.day = read_digits (text + 8, 2);
  if (!nudge_civil_is_valid (&civil) || civil.year < NUDGE_YEAR_MIN || civil.year > NUDGE_YEAR_MAX)
    return FALSE;
  *local = nudge_civil_to_seconds (&civil);
  return TRUE;
}

/* A time behind a date, with or without an offset: `T09:00:00.5+01:00`, ` 9:30`. */
static gboolean
read_date_time (const char *text, gint64 midnight, NudgeZone *zone, NudgeTime *time)
{
  gsize clock_length = strspn (text, "0123456789:");
  g_autofree char *clock = g_strndup (text, clock_length);
  const char *rest = text + clock_length;
  gint seconds, offset;

  if (strchr (clock, ':') == NULL || !nudge_time_of_day_parse (clock, &seconds, NULL))
    return FALSE;
  if (*rest == '.' && g_ascii_isdigit (rest[1]))
    rest += 1 + strspn (rest + 1, "0123456789");
  if (*rest == '\0')
    *time = nudge_zone_to_utc (zone, midnight + seconds) * G_TIME_SPAN_SECOND;
  else if (read_offset (rest, &offset))
    *time = (midnight + seconds - offset) * G_TIME_SPAN_SECOND;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_absolute (const char *text, NudgeZone *zone, NudgeTime *time)
{
  gint64 midnight;

  if (!read_date (text, &midnight))
    return FALSE;
  if (text[10] == '\0')
    {
      *time = nudge_zone_to_utc (zone, midnight) * G_TIME_SPAN_SECOND;
      return TRUE;
    }
  if (g_ascii_toupper (text[10]) != 'T' && text[10] != ' ')
    return FALSE;
  return read_date_time (text + 11 + strspn (text + 11, " "), midnight, zone, time);
}

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* The number of the day on the clock of @zone. */
static gint64
day_of (NudgeTime time, NudgeZone *zone)
{
  return floor_div (nudge_zone_to_local (zone, floor_div (time, G_TIME_SPAN_SECOND)), DAY_SECONDS);
}

static NudgeTime
time_on_day (gint64 day, gint seconds, NudgeZone *zone)
{
  return nudge_zone_to_utc (zone, day * DAY_SECONDS + seconds) * G_TIME_SPAN_SECOND;
}

static gboolean
read_next_time_of_day (const char *text, NudgeZone *zone, NudgeTime now, NudgeTime *time)
{
  gint64 today = day_of (now, zone);
  gint seconds;

  if (!nudge_time_of_day_parse (text, &seconds, NULL))
    return FALSE;
  *time = time_on_day (today, seconds, zone);
  if (*time <= now)
    *time = time_on_day (today + 1, seconds, zone);
  return TRUE;
}

/* @word alone is the midnight at which that day begins. */
static gboolean
read_day_word (const char *text, const char *word, gint64 day, NudgeZone *zone, NudgeTime *time)
{
  gsize length = strlen (word);
  gint seconds = 0;

  if (g_ascii_strncasecmp (text, word, length) != 0)
    return FALSE;
  if (text[length] != '\0' && (text[length] != ' ' || !nudge_time_of_day_parse (text + length, &seconds, NULL)))
    return FALSE;
  *time = time_on_day (day, seconds, zone);
  return TRUE;
}

static gboolean
read_relative (const char *text, NudgeTime now, NudgeTime *time)
{
  GTimeSpan span;

  if ((*text != '+' && *text != '-') || !nudge_duration_parse (text + 1, &span, NULL))
    return FALSE;
  *time = *text == '+' ? now + span : now - span;
  return TRUE;
}

static gboolean
read_any (const char *text, NudgeZone *zone, NudgeTime now, NudgeTime *time)
{
  gint64 today = day_of (now, zone);

  if (g_ascii_strcasecmp (text, "now") == 0)
    {
      *time = now;
      return TRUE;
    }
  return read_absolute (text, zone, time) || read_next_time_of_day (text, zone, now, time)
         || read_day_word (text, "today", today, zone, time) || read_day_word (text, "tomorrow", today + 1, zone, time)
         || read_day_word (text, "yesterday", today - 1, zone, time) || read_relative (text, now, time);
}

gboolean
nudge_time_parse (const char *text, NudgeZone *zone, NudgeTime now, NudgeTime *time, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  NudgeTime read;

  if (read_any (stripped, zone, now, &read))
    {
      *time = read;
      return TRUE;
    }
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
               "“%s” is not a time; write it like 15:00, tomorrow 9:00, +20m, 2026-03-02, 2026-03-02 9:00 or "
               "2026-03-02T09:00:00+01:00",
               stripped);
  return FALSE;
}

char *
nudge_time_format (NudgeTime time, NudgeZone *zone)
{
  gint64 utc = floor_div (time, G_TIME_SPAN_SECOND);
  gint64 offset;
  NudgeCivil civil;

  if (time == NUDGE_NEVER)
    return g_strdup ("never");

  /* Before standard time offsets had seconds, which RFC 3339 cannot say: the instant is kept, not the wall clock. */
  offset = floor_div (nudge_zone_to_local (zone, utc) - utc, 60) * 60;
  civil = nudge_civil_from_seconds (utc + offset);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", civil.year, civil.month, civil.day, civil.hour,
                          civil.minute, civil.second, offset < 0 ? '-' : '+', (gint) (ABS (offset) / 3600),
                          (gint) (ABS (offset) / 60 % 60));
}

char *
nudge_time_format_short (NudgeTime time, NudgeZone *zone, NudgeTime now)
{
  gint64 day, away;
  NudgeCivil civil, today;

  if (time == NUDGE_NEVER)
    return g_strdup ("never");

  day = day_of (time, zone);
  away = day - day_of (now, zone);
  civil = nudge_civil_from_seconds (nudge_zone_to_local (zone, floor_div (time, G_TIME_SPAN_SECOND)));
  today = nudge_civil_from_seconds (nudge_zone_to_local (zone, floor_div (now, G_TIME_SPAN_SECOND)));
  if (away == 0)
    return g_strdup_printf ("%d:%02d", civil.hour, civil.minute);
  if (away == 1 || away == -1)
    return g_strdup_printf ("%s %d:%02d", away == 1 ? "tomorrow" : "yesterday", civil.hour, civil.minute);
  if (civil.year == today.year)
    return g_strdup_printf ("%s %d %s %d:%02d", weekday_names[nudge_weekday (day)], civil.day,
                            month_names[civil.month - 1], civil.hour, civil.minute);
  return g_strdup_printf ("%s %d %s %d %d:%02d", weekday_names[nudge_weekday (day)], civil.day,
                          month_names[civil.month - 1], civil.year, civil.hour, civil.minute);
}
