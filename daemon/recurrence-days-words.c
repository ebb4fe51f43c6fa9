/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for days: which days a pattern has, in plain English. */
#include "recurrence-days-words.h"

#define WEEKDAYS 0x1f
#define WEEKEND 0x60
#define ALL_DAYS 0x7f

static const char *const weekday_names[]
    = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };

static const char *const month_names[] = { "January", "February", "March", "April", "May", "June", "July", "August",
                                           "September", "October", "November", "December" };

char *
nudge_words_join (GPtrArray *words, const char *last)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      if (i > 0 && i + 1 == words->len)
        g_string_append_printf (text, " %s ", last);
      else if (i > 0)
        g_string_append (text, ", ");
      g_string_append (text, words->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

char *
nudge_words_of_date (gint month, gint day)
{
  return g_strdup_printf ("%d %.3s", day, month_names[month - 1]);
}

static char *
ordinal (gint number)
{
  static const char *const endings[] = { "th", "st", "nd", "rd" };
  gboolean is_teen = number / 10 % 10 == 1;

  return g_strdup_printf ("%d%s", number, !is_teen && number % 10 < 4 ? endings[number % 10] : "th");
}

/* "first" to "fourth", then "5th"; negative: "last", "2nd to last" */
static char *
position_words (gint number)
{
  static const char *const names[] = { "first", "second", "third", "fourth" };
  g_autofree char *nth = ordinal (ABS (number));

  if (number == -1)
    return g_strdup ("last");
  if (number < 0)
    return g_strdup_printf ("%s to last", nth);
  return number <= 4 ? g_strdup (names[number - 1]) : g_steal_pointer (&nth);
}

static void
add_numbers (GPtrArray *words, const guint64 *set, gint max, gint sign, char *(*say) (gint number))
{
  for (gint i = 1; i <= max; i++)
    {
      gint number = sign > 0 ? i : max + 1 - i;

      if (nudge_rrule_bit (set, number))
        g_ptr_array_add (words, say (sign * number));
    }
}

static char *
month_day_words (gint number)
{
  g_autofree char *nth = ordinal (ABS (number));

  if (number == -1)
    return g_strdup ("last day");
  return number < 0 ? g_strdup_printf ("%s to last day", nth) : g_steal_pointer (&nth);
}

static char *
plain_number (gint number)
{
  return g_strdup_printf ("%d", number);
}

static char *
join_numbers (const guint64 *set, const guint64 *set_back, gint max, char *(*say) (gint number))
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  add_numbers (words, set, max, 1, say);
  add_numbers (words, set_back, max, -1, say);
  return nudge_words_join (words, "and");
}

static char *
join_months (guint64 months)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (gint i = 1; i <= 12; i++)
    if ((months >> i & 1) != 0)
      g_ptr_array_add (words, (char *) month_names[i - 1]);
  return nudge_words_join (words, "and");
}

/* "first Monday and last Monday": the ones that are counted of a weekday */
static void
add_counted (GPtrArray *words, const NudgeRrule *parts, gint weekday)
{
  for (gint number = -53; number <= 53; number++)
    {
      guint64 set = number < 0 ? parts->nth_back[weekday] : parts->nth[weekday];
      g_autofree char *position = number != 0 && (set >> ABS (number) & 1) != 0 ? position_words (number) : NULL;

      if (position != NULL)
        g_ptr_array_add (words, g_strdup_printf ("%s %s", position, weekday_names[weekday]));
    }
}

/* "Monday and Friday", "first Monday and last Friday" */
static char *
join_weekdays (const NudgeRrule *parts)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (gint weekday = 0; weekday < 7; weekday++)
    {
      if ((parts->weekdays >> weekday & 1) != 0)
        g_ptr_array_add (words, g_strdup (weekday_names[weekday]));
      if ((parts->nth[weekday] | parts->nth_back[weekday]) != 0)
        add_counted (words, parts, weekday);
    }
  return nudge_words_join (words, "and");
}

/* "day", "weekday", "weekend day" for whole groups, else "Monday and Friday"; @plural for "on weekdays" */
static char *
weekday_group (const NudgeRrule *parts, gboolean plural)
{
  const char *ending = plural ? "s" : "";

  if (!parts->has_nth && parts->weekdays == ALL_DAYS)
    return g_strconcat ("day", ending, NULL);
  if (!parts->has_nth && parts->weekdays == WEEKDAYS)
    return g_strconcat ("weekday", ending, NULL);
  if (!parts->has_nth && parts->weekdays == WEEKEND)
    return g_strconcat ("weekend day", ending, NULL);
  return join_weekdays (parts);
}

/* "every day", "every 2 weeks" */
static char *
every (gint64 interval, const char *unit)
{
  if (interval == 1)
    return g_strdup_printf ("every %s", unit);
  return g_strdup_printf ("every %" G_GINT64_FORMAT " %ss", interval, unit);
}

static char *
daily_words (const NudgeRrule *parts)
{
  g_autofree char *days = weekday_group (parts, FALSE);

  if (parts->interval == 1 && parts->weekdays != 0)
    return g_strdup_printf ("every %s", days);
  return every (parts->interval, "day");
}

static char *
weekly_words (const NudgeRrule *parts)
{
  g_autofree char *days = weekday_group (parts, parts->interval > 1);
  g_autofree char *weeks = every (parts->interval, "week");

  if (parts->interval == 1)
    return g_strdup_printf ("every %s", days);
  return g_strdup_printf ("%s on %s", weeks, days);
}

/* whether BYSETPOS chooses among weekdays, so that it can be said as "the first weekday" */
static gboolean
chooses_weekdays (const NudgePattern *pattern)
{
  const NudgeRrule *parts = &pattern->parts;
  NudgeTimes times = nudge_pattern_times (pattern);

  return parts->frequency >= NUDGE_FREQUENCY_MONTHLY && (parts->month_days | parts->month_days_back) == 0
         && (parts->weekdays != 0 || parts->has_nth) && nudge_times_count (&times) == 1;
}

/* the days of a month or a year: "the 1st and the last day", "the last Friday", "the first weekday", "every Friday" */
static char *
days_in_period (const NudgePattern *pattern)
{
  const NudgeRrule *parts = &pattern->parts;
  g_autofree char *weekdays = weekday_group (parts, FALSE);
  g_autofree char *month_days = join_numbers (&parts->month_days, &parts->month_days_back, 31, month_day_words);
  g_autofree char *positions = join_numbers (parts->positions, parts->positions_back, 366, position_words);
  gboolean has_month_days = (parts->month_days | parts->month_days_back) != 0;
  gboolean has_weekdays = parts->weekdays != 0 || parts->has_nth;

  if (has_month_days && has_weekdays)
    return g_strdup_printf ("the %s where it is a %s", month_days, weekdays);
  if (has_month_days)
    return g_strdup_printf ("the %s", month_days);
  if (pattern->has_positions && chooses_weekdays (pattern))
    return g_strdup_printf ("the %s %s", positions, weekdays);
  if (parts->has_nth)
    return g_strdup_printf ("the %s", weekdays);
  return g_strdup_printf ("every %s", has_weekdays ? weekdays : "day");
}

static char *
monthly_words (const NudgePattern *pattern)
{
  const NudgeRrule *parts = &pattern->parts;
  g_autofree char *days = days_in_period (pattern);
  g_autofree char *months = parts->months != 0 ? join_months (parts->months) : every (parts->interval, "month");

  if (parts->interval > 1)
    {
      g_autofree char *step = every (parts->interval, "month");

      return g_strdup_printf ("%s on %s", step, days);
    }
  return g_strdup_printf ("%s%s of %s", g_str_has_prefix (days, "every") ? "" : "on ", days, months);
}

/* "every year on 1 May" for one date, else the days and the months */
static char *
yearly_words (const NudgePattern *pattern)
{
  const NudgeRrule *parts = &pattern->parts;
  g_autofree char *years = every (parts->interval, "year");
  g_autofree char *days = days_in_period (pattern);
  g_autofree char *months = join_months (parts->months);
  gboolean is_one_date = parts->weekdays == 0 && !parts->has_nth && __builtin_popcountll (parts->month_days) == 1
                         && parts->month_days_back == 0 && __builtin_popcountll (parts->months) == 1;

  if (is_one_date && !pattern->has_weeks && !pattern->has_year_days)
    return g_strdup_printf ("%s on %d %s", years, __builtin_ctzll (parts->month_days), months);
  if (parts->months != 0)
    return g_strdup_printf ("%s on %s of %s", years, days, months);
  if (pattern->has_year_days && parts->weekdays == 0 && !parts->has_nth)
    return g_steal_pointer (&years);
  return g_strdup_printf ("%s on %s", years, days);
}

char *
nudge_words_of_days (const NudgePattern *pattern)
{
  switch (pattern->parts.frequency)
    {
    case NUDGE_FREQUENCY_WEEKLY:
      return weekly_words (&pattern->parts);
    case NUDGE_FREQUENCY_MONTHLY:
      return monthly_words (pattern);
    case NUDGE_FREQUENCY_YEARLY:
      return yearly_words (pattern);
    case NUDGE_FREQUENCY_SECONDLY:
    case NUDGE_FREQUENCY_MINUTELY:
    case NUDGE_FREQUENCY_HOURLY:
    case NUDGE_FREQUENCY_DAILY:
    case NUDGE_N_FREQUENCIES:
      break;
    }
  return daily_words (&pattern->parts);
}

/* parts that only take away from what the frequency gives, and are not said with the days */
static void
add_day_limits (const NudgePattern *pattern, GString *text)
{
  const NudgeRrule *parts = &pattern->parts;
  gboolean is_daily = parts->frequency == NUDGE_FREQUENCY_DAILY;

  if (parts->weekdays != 0 && (parts->frequency < NUDGE_FREQUENCY_DAILY || (is_daily && parts->interval > 1)))
    {
      g_autofree char *days = weekday_group (parts, TRUE);

      g_string_append_printf (text, " on %s", days);
    }
  if ((parts->month_days | parts->month_days_back) != 0 && parts->frequency <= NUDGE_FREQUENCY_DAILY)
    {
      g_autofree char *days = join_numbers (&parts->month_days, &parts->month_days_back, 31, month_day_words);

      g_string_append_printf (text, " on the %s of the month", days);
    }
  if (parts->months != 0
      && (parts->frequency < NUDGE_FREQUENCY_MONTHLY
          || (parts->frequency == NUDGE_FREQUENCY_MONTHLY && parts->interval > 1)))
    {
      g_autofree char *months = join_months (parts->months);

      g_string_append_printf (text, " in %s", months);
    }
}

gint
nudge_words_choose_times (const NudgePattern *pattern, gint64 *chosen)
{
  NudgeTimes times = nudge_pattern_times (pattern);

  if (pattern->parts.frequency != NUDGE_FREQUENCY_DAILY || !pattern->has_positions || pattern->is_date)
    return 0;
  return nudge_pattern_choose (pattern, nudge_times_count (&times), chosen);
}

/* whether the choice of BYSETPOS is said by the days or by the times already */
static gboolean
is_choice_said (const NudgePattern *pattern)
{
  gint64 chosen[NUDGE_POSITIONS_MAX];

  return chooses_weekdays (pattern) || nudge_words_choose_times (pattern, chosen) > 0;
}

char *
nudge_words_of_limits (const NudgePattern *pattern)
{
  const NudgeRrule *parts = &pattern->parts;
  GString *text = g_string_new (NULL);

  add_day_limits (pattern, text);
  if (pattern->has_weeks)
    {
      g_autofree char *weeks = join_numbers (&parts->weeks, &parts->weeks_back, 53, plain_number);

      g_string_append_printf (text, ", in week %s", weeks);
    }
  if (pattern->has_year_days)
    {
      g_autofree char *days = join_numbers (parts->year_days, parts->year_days_back, 366, plain_number);

      g_string_append_printf (text, ", on day %s of the year", days);
    }
  if (pattern->has_positions && !is_choice_said (pattern))
    {
      g_autofree char *positions = join_numbers (parts->positions, parts->positions_back, 366, position_words);

      g_string_append_printf (text, ", only the %s of these", positions);
    }
  return g_string_free (text, FALSE);
}
