/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours of the week: groups of days, each with ranges of the clock. */
#include "settings-values.h"

#include "nudge-error.h"
#include "time-text.h"

#include <string.h>

#define EVERY_DAY 0x7f

typedef struct {
  const char *name;
  guint8 days;
} DayName;

static const DayName day_names[] = {
  { "monday", 1 << 0 },    { "tuesday", 1 << 1 },  { "wednesday", 1 << 2 }, { "thursday", 1 << 3 },
  { "friday", 1 << 4 },    { "saturday", 1 << 5 }, { "sunday", 1 << 6 },    { "weekdays", 0x1f },
  { "workdays", 0x1f },    { "weekend", 0x60 },    { "weekends", 0x60 },    { "daily", EVERY_DAY },
};

/* A name, or at least three letters of one. */
static guint8
find_days (const char *word)
{
  for (gsize i = 0; strlen (word) >= 3 && i < G_N_ELEMENTS (day_names); i++)
    if (g_ascii_strncasecmp (day_names[i].name, word, strlen (word)) == 0)
      return day_names[i].days;
  return 0;
}

static gboolean
is_one_day (guint8 days)
{
  return days != 0 && (days & (days - 1)) == 0;
}

static guint8
list_days_between (guint8 first, guint8 last)
{
  guint8 days = first;

  for (guint8 day = first; day != last; days |= day)
    day = day == 1 << 6 ? 1 : (guint8) (day << 1);
  return days;
}

static guint8
read_days (const char *word)
{
  g_auto(GStrv) ends = g_strsplit (word, "-", -1);
  guint8 first = find_days (ends[0]);
  guint8 last;

  if (ends[1] == NULL)
    return first;
  last = find_days (ends[1]);
  if (ends[2] != NULL || !is_one_day (first) || !is_one_day (last))
    return 0;
  return list_days_between (first, last);
}

static gboolean
read_range (const char *word, NudgeHours *hours)
{
  g_auto(GStrv) ends = g_strsplit (word, "-", -1);

  return g_strv_length (ends) == 2 && nudge_time_of_day_parse (ends[0], &hours->begin, NULL)
         && nudge_time_of_day_parse (ends[1], &hours->end, NULL) && hours->begin != hours->end
         && hours->begin < 86400 && (hours->begin != 0 || hours->end != 0);
}

/* One form for what people write: en dashes as hyphens, no blanks around hyphens, commas as blanks of their own. */
static char *
simplify (const char *text)
{
  g_autoptr(GString) simple = g_string_new (text);

  g_string_replace (simple, "–", "-", 0);
  g_string_replace (simple, "\t", " ", 0);
  while (g_string_replace (simple, " -", "-", 0) + g_string_replace (simple, "- ", "-", 0) > 0)
    ;
  g_string_replace (simple, ",", " ", 0);
  return g_string_free (g_steal_pointer (&simple), FALSE);
}

/* Days that follow a range begin a new group; days that follow days join them. */
static gboolean
add_word (GArray *ranges, const char *word, guint8 *days, gboolean *is_in_ranges)
{
  NudgeHours hours = { 0 };
  guint8 more = read_days (word);

  if (more != 0)
    {
      *days = *is_in_ranges ? more : *days | more;
      *is_in_ranges = FALSE;
      return TRUE;
    }
  if (!read_range (word, &hours))
    return FALSE;
  hours.weekdays = *days != 0 ? *days : EVERY_DAY;
  *is_in_ranges = TRUE;
  g_array_append_val (ranges, hours);
  return TRUE;
}

GArray *
nudge_hours_parse (const char *text, GError **error)
{
  g_autofree char *simple = simplify (text);
  g_auto(GStrv) words = g_strsplit (simple, " ", -1);
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (NudgeHours));
  gboolean is_in_ranges = TRUE;
  guint8 days = 0;
  const char *wrong = NULL;

  for (gsize i = 0; words[i] != NULL && wrong == NULL; i++)
    if (*words[i] != '\0' && !add_word (ranges, words[i], &days, &is_in_ranges))
      wrong = words[i];
  if (wrong == NULL && is_in_ranges)
    return g_steal_pointer (&ranges);
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
               "“%s” is not understood; write days and times like “mon-fri 09:00-12:30, 13:30-18:00” "
               "(00:00-24:00 is the whole day)",
               wrong != NULL ? wrong : text);
  return NULL;
}
