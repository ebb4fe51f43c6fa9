/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence words: rules said back in plain English. */
#include "recurrence-words.h"

#include "recurrence-days-words.h"
#include "recurrence-periods.h"

#define TIMES_SHOWN_MAX 8

static char *
time_words (gint64 seconds)
{
  gint64 in_day = nudge_floor_mod (seconds, NUDGE_DAY_SECONDS);

  if (in_day % 60 != 0)
    return g_strdup_printf ("%d:%02d:%02d", (gint) (in_day / 3600), (gint) (in_day / 60 % 60), (gint) (in_day % 60));
  return g_strdup_printf ("%d:%02d", (gint) (in_day / 3600), (gint) (in_day / 60 % 60));
}

static char *
date_words (gint64 local)
{
  static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  NudgeCivil civil = nudge_civil_from_seconds (local);
  g_autofree char *day = nudge_words_of_date (civil.month, civil.day);

  return g_strdup_printf ("%s %s %d", weekdays[nudge_weekday (nudge_floor_div (local, NUDGE_DAY_SECONDS))], day,
                          civil.year);
}

/* "every 2 hours", "every minute" */
static char *
step_words (gint64 step, const char *unit)
{
  if (step == 1)
    return g_strdup_printf ("every %s", unit);
  return g_strdup_printf ("every %" G_GINT64_FORMAT " %ss", step, unit);
}

/* The times of a day that a rule has, of all of them or of those that BYSETPOS chooses. */
typedef struct {
  NudgeTimes all;
  const gint64 *chosen; /* indices, or NULL for all */
} DayTimes;

static gint64
time_at (const DayTimes *times, gint64 index)
{
  return nudge_times_at (&times->all, times->chosen != NULL ? times->chosen[index] : index);
}

/* many times of day the same span apart: "every 2 hours from 9:00 to 17:00" */
static char *
even_times_words (const DayTimes *times, gint64 n_times)
{
  gint64 step = n_times > 1 ? time_at (times, 1) - time_at (times, 0) : 0;
  g_autofree char *first = time_words (time_at (times, 0));
  g_autofree char *last = time_words (time_at (times, n_times - 1));
  g_autofree char *every = NULL;

  if (n_times < 4 || step % 60 != 0)
    return NULL;
  for (gint64 i = 2; i < n_times; i++)
    if (time_at (times, i) - time_at (times, i - 1) != step)
      return NULL;
  every = step % 3600 == 0 ? step_words (step / 3600, "hour") : step_words (step / 60, "minute");
  return g_strdup_printf ("%s from %s to %s", every, first, last);
}

/* " at 9:00, 11:00 and 13:00" */
static char *
listed_times_words (const DayTimes *times, gint64 n_times)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  if (n_times > TIMES_SHOWN_MAX)
    {
      g_autofree char *first = time_words (time_at (times, 0));
      g_autofree char *last = time_words (time_at (times, n_times - 1));

      return g_strdup_printf (", %" G_GINT64_FORMAT " times from %s to %s", n_times, first, last);
    }
  for (gint64 i = 0; i < n_times; i++)
    g_ptr_array_add (words, time_words (time_at (times, i)));
  list = nudge_words_join (words, "and");
  return g_strdup_printf (" at %s", list);
}

/* "every weekday at 9:00", "every 2 hours from 9:00 to 17:00 on weekdays" */
static char *
period_rule_words (const NudgePattern *pattern)
{
  gint64 chosen[NUDGE_POSITIONS_MAX];
  DayTimes times = { nudge_pattern_times (pattern), NULL };
  gint64 n_chosen = nudge_words_choose_times (pattern, chosen);
  gint64 n_times = n_chosen > 0 ? n_chosen : nudge_times_count (&times.all);
  g_autofree char *days = nudge_words_of_days (pattern);
  g_autofree char *limits = nudge_words_of_limits (pattern);
  g_autofree char *even = NULL;
  g_autofree char *listed = NULL;

  times.chosen = n_chosen > 0 ? chosen : NULL;
  even = even_times_words (&times, n_times);
  listed = listed_times_words (&times, n_times);
  if (pattern->is_date)
    return g_strconcat (days, limits, NULL);
  if (even != NULL && g_str_equal (days, "every day"))
    return g_strconcat (even, limits, NULL);
  if (even != NULL && g_str_equal (days, "every weekday"))
    return g_strconcat (even, " on weekdays", limits, NULL);
  if (even != NULL)
    return g_strconcat (days, ", ", even, limits, NULL);
  return g_strconcat (days, listed, limits, NULL);
}

static char *
numbers_words (guint64 set, const char *format)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (gint i = 0; i < 64; i++)
    if ((set >> i & 1) != 0)
      g_ptr_array_add (words, g_strdup_printf ("%02d", i));
  if (words->len == 0)
    return g_strdup ("");
  if (words->len > TIMES_SHOWN_MAX)
    return g_strdup_printf (" at %u %ss", words->len, format);
  {
    g_autofree char *list = nudge_words_join (words, "and");

    return g_strdup_printf (" at %s %s", format, list);
  }
}

/* " from 9:00 to 17:00" where BYHOUR is one run of hours; HOURLY comes at the minute of the start */
static char *
hours_words (const NudgePattern *pattern)
{
  guint64 hours = pattern->parts.hours;
  gint first = hours != 0 ? __builtin_ctzll (hours) : 0;
  gint last = hours != 0 ? 63 - __builtin_clzll (hours) : 23;
  gint minute = (gint) (nudge_floor_mod (pattern->start, 3600) / 60);
  g_autofree char *listed = NULL;

  if (hours == 0)
    return g_strdup ("");
  if (last - first + 1 != __builtin_popcountll (hours))
    {
      listed = numbers_words (hours, "hour");
      return g_strdup_printf (",%s", listed);
    }
  if (pattern->parts.frequency == NUDGE_FREQUENCY_HOURLY && pattern->parts.minutes == 0)
    return g_strdup_printf (" from %d:%02d to %d:%02d", first, minute, last, minute);
  return g_strdup_printf (" between %d:00 and %d:00", first, last + 1);
}

static char *
clock_rule_words (const NudgePattern *pattern)
{
  static const char *const units[] = { "second", "minute", "hour" };
  const NudgeRrule *parts = &pattern->parts;
  g_autofree char *every = step_words (parts->interval, units[parts->frequency]);
  g_autofree char *hours = hours_words (pattern);
  g_autofree char *minutes = numbers_words (parts->minutes, "minute");
  g_autofree char *seconds = numbers_words (parts->seconds, "second");
  g_autofree char *limits = nudge_words_of_limits (pattern);

  return g_strconcat (every, hours, minutes, seconds, limits, NULL);
}

static char *
until_words (const NudgePattern *pattern, NudgeZone *zone)
{
  const NudgeRrule *parts = &pattern->parts;
  gint64 local = parts->until_is_utc && zone != NULL ? nudge_zone_to_local (zone, parts->until) : parts->until;
  NudgeCivil civil = nudge_civil_from_seconds (local);
  g_autofree char *day = nudge_words_of_date (civil.month, civil.day);

  return g_strdup_printf (" until %s %d", day, civil.year);
}

static char *
rule_words (const NudgePattern *pattern, NudgeZone *zone)
{
  g_autofree char *main_words = pattern->parts.frequency < NUDGE_FREQUENCY_DAILY ? clock_rule_words (pattern)
                                                                                 : period_rule_words (pattern);
  g_autofree char *end = NULL;

  if (pattern->parts.has_until)
    end = until_words (pattern, zone);
  else if (pattern->parts.count > 0)
    end = g_strdup_printf (", %" G_GINT64_FORMAT " time%s", pattern->parts.count, pattern->parts.count == 1 ? "" : "s");
  return g_strconcat (main_words, end, NULL);
}

static char *
once_words (const NudgeWallTime *start)
{
  g_autofree char *date = date_words (start->local);
  g_autofree char *time = time_words (start->local);

  if (start->is_date)
    return g_strdup_printf ("once, on %s", date);
  return g_strdup_printf ("once, on %s at %s", date, time);
}

static char *
rules_words (const NudgeRecurrenceSet *set)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < set->rules->len; i++)
    g_ptr_array_add (words, rule_words (&g_array_index (set->rules, NudgeRecurrenceRule, i).pattern, set->start.zone));
  if (words->len == 0 && set->rdates->len == 0)
    return once_words (&set->start);
  if (words->len == 0)
    return g_strdup_printf ("on %u dates", set->rdates->len + 1);
  if (set->rdates->len > 0)
    g_ptr_array_add (words, g_strdup_printf ("on %u further date%s", set->rdates->len,
                                             set->rdates->len == 1 ? "" : "s"));
  return nudge_words_join (words, "and");
}

char *
nudge_recurrence_set_to_words (const NudgeRecurrenceSet *set)
{
  g_autofree char *rules = rules_words (set);
  gboolean is_utc = set->start.zone != NULL && !set->start.is_date
                    && g_str_equal (nudge_zone_get_name (set->start.zone), "UTC");
  g_autofree char *except = NULL;

  if (set->exdates->len > 0)
    except = g_strdup_printf (", except on %u date%s", set->exdates->len, set->exdates->len == 1 ? "" : "s");
  return g_strconcat (rules, is_utc ? " UTC" : "", except, NULL);
}
