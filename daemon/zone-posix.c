/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POSIX zone: the TZ text (POSIX 8.3, RFC 8536 section 3.3.1) that says how a zone goes on for ever. */
#include "zone-posix.h"

#define SECONDS_A_DAY 86400

typedef enum {
  DATE_JULIAN,  /* Jn: day 1 to 365, 29 February never counted */
  DATE_ORDINAL, /* n: day 0 to 365 */
  DATE_WEEKDAY, /* Mm.w.d: the w-th (5: last) weekday d of month m */
} DateKind;

typedef struct {
  DateKind kind;
  gint month;
  gint week;
  gint day;
  gint time; /* seconds after midnight, may be negative or over a day */
} ChangeDate;

typedef struct {
  gint standard;
  gint summer;
  gboolean has_summer;
  ChangeDate start;
  ChangeDate end;
} PosixZone;

static gboolean
skip_char (const char **cursor, char wanted)
{
  if (**cursor != wanted)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

static gboolean
read_number (const char **cursor, gint min, gint max, gint *number)
{
  gint value = 0;

  if (!g_ascii_isdigit (**cursor))
    return FALSE;
  while (g_ascii_isdigit (**cursor) && value <= max)
    value = value * 10 + (*(*cursor)++ - '0');
  *number = value;
  return value >= min && value <= max;
}

/* a name of letters, or of anything but '>' in angle brackets */
static gboolean
skip_name (const char **cursor)
{
  const char *start = *cursor;

  if (skip_char (cursor, '<'))
    {
      while (**cursor != '\0' && **cursor != '>')
        (*cursor)++;
      return skip_char (cursor, '>');
    }
  while (g_ascii_isalpha (**cursor))
    (*cursor)++;
  return *cursor - start >= 3;
}

/* [+-]hh[:mm[:ss]] */
static gboolean
read_clock (const char **cursor, gint max_hours, gint *seconds)
{
  gint hours = 0;
  gint minutes = 0;
  gint rest = 0;
  gboolean is_negative = skip_char (cursor, '-');

  if (!is_negative)
    skip_char (cursor, '+');
  if (!read_number (cursor, 0, max_hours, &hours))
    return FALSE;
  if (skip_char (cursor, ':') && !read_number (cursor, 0, 59, &minutes))
    return FALSE;
  if (skip_char (cursor, ':') && !read_number (cursor, 0, 59, &rest))
    return FALSE;
  *seconds = (hours * 3600 + minutes * 60 + rest) * (is_negative ? -1 : 1);
  return TRUE;
}

/* POSIX counts offsets west of Greenwich */
static gboolean
read_offset (const char **cursor, gint *offset)
{
  gint west;

  if (!read_clock (cursor, 24, &west))
    return FALSE;
  *offset = -west;
  return TRUE;
}

static gboolean
read_weekday_date (const char **cursor, ChangeDate *date)
{
  date->kind = DATE_WEEKDAY;
  return read_number (cursor, 1, 12, &date->month) && skip_char (cursor, '.')
         && read_number (cursor, 1, 5, &date->week) && skip_char (cursor, '.')
         && read_number (cursor, 0, 6, &date->day);
}

static gboolean
read_date (const char **cursor, ChangeDate *date)
{
  gboolean is_good;

  if (skip_char (cursor, 'M'))
    is_good = read_weekday_date (cursor, date);
  else if (skip_char (cursor, 'J'))
    {
      date->kind = DATE_JULIAN;
      is_good = read_number (cursor, 1, 365, &date->day);
    }
  else
    {
      date->kind = DATE_ORDINAL;
      is_good = read_number (cursor, 0, 365, &date->day);
    }

  date->time = 2 * 3600;
  return is_good && (!skip_char (cursor, '/') || read_clock (cursor, 167, &date->time));
}

static gboolean
read_summer (const char **cursor, PosixZone *zone)
{
  const char *default_dates = ",M3.2.0,M11.1.0"; /* what glibc and POSIX programs assume */
  const char **dates = cursor;

  if (!skip_name (cursor))
    return FALSE;
  zone->has_summer = TRUE;
  zone->summer = zone->standard + 3600;
  if (**cursor != ',' && **cursor != '\0' && !read_offset (cursor, &zone->summer))
    return FALSE;
  if (**cursor == '\0')
    dates = &default_dates;
  return skip_char (dates, ',') && read_date (dates, &zone->start)
         && skip_char (dates, ',') && read_date (dates, &zone->end) && **dates == '\0';
}

static gboolean
read_zone (const char *text, PosixZone *zone)
{
  const char *cursor = text;

  if (!skip_name (&cursor) || !read_offset (&cursor, &zone->standard))
    return FALSE;
  return *cursor == '\0' || read_summer (&cursor, zone);
}

static gint64
find_weekday (const ChangeDate *date, gint64 year)
{
  gint64 first = nudge_days_from_civil (year, date->month, 1);
  gint wanted = (date->day + 6) % 7; /* POSIX counts from Sunday */
  gint day = (wanted - nudge_weekday (first) + 7) % 7 + 7 * (date->week - 1);

  return first + (day < nudge_days_in_month (year, date->month) ? day : day - 7);
}

/* wall-clock seconds of the change in @year */
static gint64
find_change (const ChangeDate *date, gint64 year)
{
  gint64 new_year = nudge_days_from_civil (year, 1, 1);
  gboolean is_leap = nudge_days_in_month (year, 2) == 29;
  gint64 day = 0;

  switch (date->kind)
    {
    case DATE_JULIAN:
      day = new_year + date->day - 1 + (is_leap && date->day >= 60 ? 1 : 0);
      break;
    case DATE_ORDINAL:
      day = new_year + date->day;
      break;
    case DATE_WEEKDAY:
      day = find_weekday (date, year);
      break;
    }
  return day * SECONDS_A_DAY + date->time;
}

static void
append_change (GArray *changes, gint64 at, gint64 after, gint offset)
{
  NudgeZoneChange change = { at, 0, offset };

  if (at > after)
    g_array_append_val (changes, change);
}

gboolean
nudge_posix_zone_expand (const char *text, gint64 after, gint *offset, GArray *changes)
{
  PosixZone zone = { 0 };

  if (!read_zone (text, &zone))
    return FALSE;

  *offset = zone.standard;
  for (gint64 year = NUDGE_YEAR_MIN - 1; zone.has_summer && year <= NUDGE_YEAR_MAX + 1; year++)
    {
      /* the end first: summer time for the whole year ends in the instant at which the next one starts */
      append_change (changes, find_change (&zone.end, year) - zone.summer, after, zone.standard);
      append_change (changes, find_change (&zone.start, year) - zone.standard, after, zone.summer);
    }
  return TRUE;
}
