/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RRULE text: the words of RFC 5545, 3.3.10, read into sets of numbers, with errors that say what would be right. */
#include "rrule-text.h"

#include "nearest.h"
#include "nudge-error.h"

#include <string.h>

#define TEXT_MAX 8192
#define SHOWN_BYTES_MAX 60

typedef struct {
  NudgeRrule *rule;
  const char *name;  /* of the part, in capitals */
  const char *value; /* in capitals */
} PartReader;

typedef gboolean (*PartFunc) (PartReader *reader, GError **error);

static const char *const weekday_names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static const char *const frequency_names[]
    = { "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (frequency_names) == NUDGE_N_FREQUENCIES + 1);

/* A part that is a list of numbers, and where its sets are. */
typedef struct {
  const char *name;
  gint min;
  gint max;
  gssize offset;
  gssize offset_back; /* -1: negative numbers are not allowed */
} NumberPart;

#define FIELD(field) G_STRUCT_OFFSET (NudgeRrule, field)

static const NumberPart number_parts[] = {
  { "BYSECOND", 0, 60, FIELD (seconds), -1 },
  { "BYMINUTE", 0, 59, FIELD (minutes), -1 },
  { "BYHOUR", 0, 23, FIELD (hours), -1 },
  { "BYMONTH", 1, 12, FIELD (months), -1 },
  { "BYMONTHDAY", 1, 31, FIELD (month_days), FIELD (month_days_back) },
  { "BYYEARDAY", 1, 366, FIELD (year_days), FIELD (year_days_back) },
  { "BYWEEKNO", 1, 53, FIELD (weeks), FIELD (weeks_back) },
  { "BYSETPOS", 1, 366, FIELD (positions), FIELD (positions_back) },
};

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE, "RRULE: %s", text);
  return FALSE;
}

static void
set_bit (guint64 *words, gint number)
{
  words[number / 64] |= G_GUINT64_CONSTANT (1) << (number % 64);
}

/* digits only; what is too large to matter becomes @max + 1 */
static gboolean
read_digits (const char *text, gint64 max, gint64 *number)
{
  gint64 value = 0;

  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isdigit (*text))
        return FALSE;
      value = MIN (value * 10 + (*text - '0'), max + 1);
    }
  *number = value;
  return TRUE;
}

static gboolean
read_signed (const char *text, gint64 max, gint64 *number)
{
  gboolean has_sign = *text == '-' || *text == '+';

  if (!read_digits (text + has_sign, max, number))
    return FALSE;
  if (*text == '-')
    *number = -*number;
  return TRUE;
}

static gint
find_name (const char *const *names, gint n_names, const char *text)
{
  for (gint i = 0; i < n_names; i++)
    if (g_str_equal (names[i], text))
      return i;
  return -1;
}

static gboolean
read_frequency (PartReader *reader, GError **error)
{
  gint index = find_name (frequency_names, NUDGE_N_FREQUENCIES, reader->value);
  const char *nearest;

  if (index >= 0)
    {
      reader->rule->frequency = (NudgeFrequency) index;
      return TRUE;
    }
  nearest = nudge_nearest (frequency_names, reader->value);
  if (nearest != NULL)
    return refuse (error, "“FREQ=%.60s” is no frequency; did you mean “%s”?", reader->value, nearest);
  return refuse (error, "“FREQ=%.60s” is no frequency; use SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, "
                 "MONTHLY or YEARLY", reader->value);
}

static gboolean
read_positive (PartReader *reader, gint64 *number, GError **error)
{
  if (!read_digits (reader->value, NUDGE_RRULE_NUMBER_MAX, number) || *number == 0)
    return refuse (error, "“%s=%s” must be a whole number from 1 on", reader->name, reader->value);
  *number = MIN (*number, NUDGE_RRULE_NUMBER_MAX);
  return TRUE;
}

static gboolean
read_interval (PartReader *reader, GError **error)
{
  return read_positive (reader, &reader->rule->interval, error);
}

static gboolean
read_count (PartReader *reader, GError **error)
{
  return read_positive (reader, &reader->rule->count, error);
}

/* fixed-width digits at @text */
static gint
read_field (const char *text, gsize width)
{
  gint value = 0;

  for (gsize i = 0; i < width; i++)
    value = value * 10 + (text[i] - '0');
  return value;
}

/* whether @text looks like @pattern, in which every 0 stands for a digit */
static gboolean
looks_like (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++)
    if (*pattern == '0' ? !g_ascii_isdigit (*text) : *text != *pattern)
      return FALSE;
  return *text == '\0';
}

/* Years out of our calendar are valid all the same (99991231 for "no end"): they are moved to its edge. */
static gboolean
read_until_fields (const char *text, gboolean is_date, gint64 *seconds)
{
  NudgeCivil civil = { read_field (text, 4), read_field (text + 4, 2), read_field (text + 6, 2), 0, 0, 0 };
  gint year = civil.year;

  if (!is_date)
    {
      civil.hour = read_field (text + 9, 2);
      civil.minute = read_field (text + 11, 2);
      civil.second = read_field (text + 13, 2);
      if (civil.second == 60) /* a leap second is read as the second before it (RFC 5545, 3.3.12) */
        civil.second = 59;
    }
  civil.year = CLAMP (year, NUDGE_YEAR_MIN, NUDGE_YEAR_MAX);
  if (civil.year != year && civil.month == 2 && civil.day == 29)
    civil.day = 28;
  if (!nudge_civil_is_valid (&civil))
    return FALSE;
  *seconds = nudge_civil_to_seconds (&civil);
  return TRUE;
}

static gboolean
read_until (PartReader *reader, GError **error)
{
  NudgeRrule *rule = reader->rule;
  gboolean is_date = looks_like (reader->value, "00000000");
  gboolean is_utc = looks_like (reader->value, "00000000T000000Z");

  if (!is_date && !is_utc && !looks_like (reader->value, "00000000T000000"))
    return refuse (error, "“UNTIL=%.60s” is no date; write it as 20260501, 20260501T090000 or 20260501T070000Z",
                   reader->value);
  if (!read_until_fields (reader->value, is_date, &rule->until))
    return refuse (error, "“UNTIL=%.60s” is a date or time that does not exist", reader->value);
  rule->has_until = TRUE;
  rule->until_is_date = is_date;
  rule->until_is_utc = is_utc;
  return TRUE;
}

static gboolean
read_week_start (PartReader *reader, GError **error)
{
  gint index = find_name (weekday_names, 7, reader->value);

  if (index < 0)
    return refuse (error, "“WKST=%.60s” is no weekday; use MO, TU, WE, TH, FR, SA or SU", reader->value);
  reader->rule->week_start = index;
  return TRUE;
}

static gboolean
read_weekday (PartReader *reader, const char *item, GError **error)
{
  NudgeRrule *rule = reader->rule;
  gsize length = strlen (item);
  g_autofree char *prefix = g_strndup (item, length >= 2 ? length - 2 : 0);
  gint index = length >= 2 ? find_name (weekday_names, 7, item + length - 2) : -1;
  gint64 nth = 0;

  if (index < 0)
    return refuse (error, "“%.60s” in BYDAY is no weekday; use MO, TU, WE, TH, FR, SA or SU", item);
  if (*prefix == '\0')
    {
      set_bit (&rule->weekdays, index);
      return TRUE;
    }
  if (!read_signed (prefix, 53, &nth) || nth == 0 || ABS (nth) > 53)
    return refuse (error, "“%.60s” in BYDAY needs a number from 1 to 53 or -1 to -53 before the weekday", item);
  set_bit (nth > 0 ? &rule->nth[index] : &rule->nth_back[index], (gint) ABS (nth));
  rule->has_nth = TRUE;
  return TRUE;
}

/* an empty list has one item, an empty one, which is wrong everywhere */
static char **
split_list (const char *value)
{
  return g_strsplit (*value != '\0' ? value : " ", ",", -1);
}

static gboolean
read_weekdays (PartReader *reader, GError **error)
{
  g_auto(GStrv) items = split_list (reader->value);

  for (gsize i = 0; items[i] != NULL; i++)
    if (!read_weekday (reader, g_strstrip (items[i]), error))
      return FALSE;
  return TRUE;
}

static const NumberPart *
find_number_part (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (number_parts); i++)
    if (g_str_equal (number_parts[i].name, name))
      return &number_parts[i];
  return NULL;
}

static gboolean
refuse_number (const NumberPart *part, const char *item, GError **error)
{
  if (part->offset_back < 0)
    return refuse (error, "“%.60s” in %s must be a number from %d to %d", item, part->name, part->min, part->max);
  return refuse (error, "“%.60s” in %s must be a number from %d to %d, or from -%d to -%d", item, part->name, part->min,
                 part->max, part->max, part->min);
}

static gboolean
read_number (PartReader *reader, const NumberPart *part, const char *item, GError **error)
{
  gint64 number;

  if (!read_signed (item, part->max, &number) || ABS (number) < part->min || ABS (number) > part->max
      || (part->offset_back < 0 && (number < 0 || *item == '-')))
    return refuse_number (part, item, error);
  if (g_str_equal (part->name, "BYSECOND"))
    number = MIN (number, 59); /* as in UNTIL */
  set_bit (G_STRUCT_MEMBER_P (reader->rule, number > 0 || part->offset_back < 0 ? part->offset : part->offset_back),
           (gint) ABS (number));
  return TRUE;
}

static gboolean
read_numbers (PartReader *reader, GError **error)
{
  const NumberPart *part = find_number_part (reader->name);
  g_auto(GStrv) items = split_list (reader->value);

  for (gsize i = 0; items[i] != NULL; i++)
    if (!read_number (reader, part, g_strstrip (items[i]), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_scale (PartReader *reader, GError **error)
{
  if (!g_str_equal (reader->value, "GREGORIAN"))
    return refuse (error, "“RSCALE=%.60s” is a calendar that is not supported; only GREGORIAN is", reader->value);
  return TRUE;
}

static gboolean
read_skip (PartReader *reader, GError **error)
{
  if (!g_str_equal (reader->value, "OMIT"))
    return refuse (error, "“SKIP=%.60s” is not supported; only OMIT is", reader->value);
  return TRUE;
}

static const char *const part_names[]
    = { "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYSECOND", "BYMINUTE", "BYHOUR", "BYMONTH",
        "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "RSCALE", "SKIP", NULL };

static const PartFunc part_funcs[]
    = { read_frequency, read_interval, read_count, read_until, read_week_start, read_weekdays, read_numbers,
        read_numbers, read_numbers, read_numbers, read_numbers, read_numbers, read_numbers, read_numbers, read_scale,
        read_skip };

G_STATIC_ASSERT (G_N_ELEMENTS (part_names) == G_N_ELEMENTS (part_funcs) + 1);

static gboolean
refuse_name (const char *name, GError **error)
{
  const char *nearest = nudge_nearest (part_names, name);

  if (nearest != NULL)
    return refuse (error, "“%.60s” is no part of a rule; did you mean “%s”?", name, nearest);
  return refuse (error, "“%.60s” is no part of a rule; a rule looks like FREQ=WEEKLY;BYDAY=MO,WE", name);
}

static gboolean
read_part (NudgeRrule *rule, char *text, guint *seen, GError **error)
{
  char *equals = strchr (text, '=');
  PartReader reader = { rule, NULL, NULL };
  gint index;

  if (equals == NULL)
    return refuse (error, "“%.60s” has no “=”; a rule looks like FREQ=WEEKLY;BYDAY=MO,WE", text);
  *equals = '\0';
  reader.name = g_strstrip (text);
  reader.value = g_strstrip (equals + 1);
  index = find_name (part_names, G_N_ELEMENTS (part_funcs), reader.name);
  if (index < 0)
    return refuse_name (reader.name, error);
  if ((*seen & 1u << index) != 0)
    return refuse (error, "“%s” is given twice; write its values as one list", reader.name);
  *seen |= 1u << index;
  return part_funcs[index](&reader, error);
}

static gboolean
read_parts (const char *text, NudgeRrule *rule, GError **error)
{
  g_autofree char *capitals = g_ascii_strup (text, -1);
  g_auto(GStrv) parts = g_strsplit (capitals, ";", -1);
  guint seen = 0;

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' && !read_part (rule, parts[i], &seen, error))
      return FALSE;
  if ((seen & 1) == 0)
    return refuse (error, "FREQ is missing; a rule starts like FREQ=DAILY or FREQ=WEEKLY;BYDAY=MO,WE");
  return TRUE;
}

gboolean
nudge_rrule_parse (const char *text, NudgeRrule *rule, GError **error)
{
  const char *value = g_ascii_strncasecmp (text, "RRULE:", 6) == 0 ? text + 6 : text;
  NudgeRrule parsed = { .interval = 1 };
  g_autofree char *shown = NULL;

  if (strlen (value) > TEXT_MAX)
    return refuse (error, "it is longer than %d bytes", TEXT_MAX);
  if (!g_str_is_ascii (value))
    {
      shown = g_utf8_make_valid (value, (gssize) strnlen (value, SHOWN_BYTES_MAX));
      return refuse (error, "“%.60s” has letters that no rule has; a rule looks like FREQ=WEEKLY;BYDAY=MO,WE", shown);
    }
  if (!read_parts (value, &parsed, error) || !nudge_rrule_check (&parsed, error))
    return FALSE;
  *rule = parsed;
  return TRUE;
}
