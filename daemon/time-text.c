/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Durations and times of day as people write them in commands and settings. Instants: time-text-instant.c. */
#include "time-text.h"

#include "nudge-error.h"

#include <string.h>

#define DURATION_MAX (3660 * G_TIME_SPAN_DAY)

typedef struct {
  const char *const *names;
  GTimeSpan span;
} Unit;

static const char *const week_names[] = { "w", "week", "weeks", NULL };
static const char *const day_names[] = { "d", "day", "days", NULL };
static const char *const hour_names[] = { "h", "hr", "hour", "hours", NULL };
static const char *const minute_names[] = { "m", "min", "minute", "minutes", NULL };
static const char *const second_names[] = { "s", "sec", "second", "seconds", NULL };

/* Biggest first: a duration names them in this order, each at most once. */
static const Unit units[] = {
  { week_names, 7 * G_TIME_SPAN_DAY },
  { day_names, G_TIME_SPAN_DAY },
  { hour_names, G_TIME_SPAN_HOUR },
  { minute_names, G_TIME_SPAN_MINUTE },
  { second_names, G_TIME_SPAN_SECOND },
};

/* Reads at most nine digits, so that no sum of units can overflow. */
static gboolean
read_number (const char **cursor, gint64 *number)
{
  const char *p = *cursor;
  gint64 value = 0;

  for (; g_ascii_isdigit (*p); p++)
    {
      if (p - *cursor >= 9)
        return FALSE;
      value = value * 10 + g_ascii_digit_value (*p);
    }
  if (p == *cursor)
    return FALSE;
  *number = value;
  *cursor = p;
  return TRUE;
}

static void
skip_blanks (const char **cursor)
{
  while (g_ascii_isspace (**cursor))
    (*cursor)++;
}

/* Reads a word of letters and moves @cursor behind it; the index of its unit, or the number of units. */
static gsize
read_unit (const char **cursor)
{
  const char *start = *cursor;
  g_autofree char *word = NULL;
  gsize index = 0;

  while (g_ascii_isalpha (**cursor))
    (*cursor)++;
  word = g_ascii_strdown (start, *cursor - start);
  while (index < G_N_ELEMENTS (units) && !g_strv_contains (units[index].names, word))
    index++;
  return index;
}

static gboolean
read_plain (const char *text, GTimeSpan *span)
{
  const char *p = text;
  gsize allowed = 0;
  GTimeSpan sum = 0;

  while (*p != '\0')
    {
      gint64 number;
      gsize unit;

      if (!read_number (&p, &number))
        return FALSE;
      skip_blanks (&p);
      unit = read_unit (&p);
      if (unit < allowed || unit == G_N_ELEMENTS (units) || number > DURATION_MAX / units[unit].span)
        return FALSE;
      sum += number * units[unit].span;
      allowed = unit + 1;
      skip_blanks (&p);
    }
  *span = sum;
  return p != text;
}

/* ISO 8601 and RFC 5545, 3.3.6: weeks stand alone there, but are taken with days too. */
static gboolean
read_iso (const char *text, GTimeSpan *span)
{
  const char *p = text + 1;
  gsize allowed = 0;
  gboolean in_time = FALSE;
  GTimeSpan sum = 0;

  while (*p != '\0')
    {
      gint64 number;
      gsize unit;

      if (g_ascii_toupper (*p) == 'T' && !in_time)
        {
          in_time = TRUE;
          p++;
        }
      if (!read_number (&p, &number) || *p == '\0')
        return FALSE;
      for (unit = allowed; unit < G_N_ELEMENTS (units); unit++)
        if (units[unit].names[0][0] == g_ascii_tolower (*p) && (unit >= 2) == in_time)
          break;
      if (unit == G_N_ELEMENTS (units) || number > DURATION_MAX / units[unit].span)
        return FALSE;
      sum += number * units[unit].span;
      allowed = unit + 1;
      p++;
    }
  *span = sum;
  return allowed > 0;
}

gboolean
nudge_duration_parse (const char *text, GTimeSpan *span, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  GTimeSpan sum = 0;
  gboolean is_read;

  if (g_str_equal (stripped, "0"))
    is_read = TRUE;
  else if (g_ascii_toupper (stripped[0]) == 'P')
    is_read = read_iso (stripped, &sum);
  else
    is_read = read_plain (stripped, &sum);
  if (is_read && sum <= DURATION_MAX)
    {
      *span = sum;
      return TRUE;
    }
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
               "“%s” is not a duration of at most 3660 days; write it like 90s, 20m, 1h30m or 2d", stripped);
  return FALSE;
}

char *
nudge_duration_format (GTimeSpan span)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gsize first;

  g_return_val_if_fail (span >= 0, g_strdup ("0"));

  /* Whole weeks are named as such; else days, which people count more easily. */
  first = span % units[0].span == 0 ? 0 : 1;
  for (gsize i = first; i < G_N_ELEMENTS (units); i++)
    {
      if (span >= units[i].span)
        g_string_append_printf (text, "%" G_GINT64_FORMAT "%s", span / units[i].span, units[i].names[0]);
      span %= units[i].span;
    }
  if (text->len == 0)
    g_string_append_c (text, '0');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_clock_part (const char **cursor, gsize at_least, gint64 *number)
{
  const char *start = *cursor;
  gsize n_digits;

  if (!read_number (cursor, number))
    return FALSE;
  n_digits = *cursor - start;
  return n_digits >= at_least && n_digits <= 2;
}

gboolean
nudge_time_of_day_parse (const char *text, gint *seconds, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *p = stripped;
  gint64 hour, minute = 0, second = 0;
  gboolean is_read = read_clock_part (&p, 1, &hour);

  if (is_read && *p == ':')
    {
      p++;
      is_read = read_clock_part (&p, 2, &minute);
      if (is_read && *p == ':')
        {
          p++;
          is_read = read_clock_part (&p, 2, &second);
        }
    }
  if (is_read && *p == '\0' && minute < 60 && second < 60 && hour * 3600 + minute * 60 + second <= 86400)
    {
      *seconds = (gint) (hour * 3600 + minute * 60 + second);
      return TRUE;
    }
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
               "“%s” is not a time of day; write it like 9:00, 14:30 or 24:00", stripped);
  return FALSE;
}
