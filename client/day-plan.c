/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day plan: from what a person types to sets of hours and minutes. */
#include "day-plan.h"

#include "civil-time.h"
#include "clean.h"
#include "exit-code.h"
#include "suggest.h"
#include "time-text.h"

#include <string.h>

#define HOURS 24u
#define LAST_POSITION 366

/* Bit m of entry h: the plan has the time h:m. */
typedef guint64 HourTable[HOURS];

void
nudge_day_plan_clear (NudgeDayPlan *plan)
{
  g_clear_pointer (&plan->minutes, g_array_unref);
}

/* Sets “@text” between @before and @after. */
static gboolean
fail (GError **error, const char *before, const char *text, const char *after)
{
  g_autofree char *shown = nudge_clean (text);

  g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE, "%s“%s”%s", before, shown, after);
  return FALSE;
}

static const char *const day_words[] = { "monday", "tuesday",  "wednesday", "thursday", "friday",
                                         "saturday", "sunday", "weekdays",  "weekday",  "weekends",
                                         "weekend",  "everyday", "daily",   NULL };

/* Bits of one word, 0 when it is none; days also by their first two or three letters. */
static guint
days_of_word (const char *word)
{
  static const guint groups[] = { 0x1f, 0x1f, 0x60, 0x60, NUDGE_ALL_DAYS, NUDGE_ALL_DAYS };

  for (guint i = 0; i < 7; i++)
    if (strlen (word) >= 2 && g_ascii_strncasecmp (day_words[i], word, strlen (word)) == 0)
      return 1u << i;
  for (guint i = 7; day_words[i] != NULL; i++)
    if (g_ascii_strcasecmp (day_words[i], word) == 0)
      return groups[i - 7];
  return 0;
}

static guint
days_of_range (const char *first_word, const char *last_word)
{
  guint first = days_of_word (first_word);
  guint last = days_of_word (last_word);
  guint days = first;

  if (__builtin_popcount (first) != 1 || __builtin_popcount (last) != 1)
    return 0;
  while ((days & last) == 0)
    {
      first = first == 0x40 ? 1 : first << 1;
      days |= first;
    }
  return days;
}

gboolean
nudge_days_parse (const char *text, guint *days, GError **error)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);
  guint all = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) ends = g_strsplit (g_strstrip (words[i]), "-", 2);
      guint some = ends[0] == NULL ? 0 : ends[1] == NULL ? days_of_word (ends[0]) : days_of_range (ends[0], ends[1]);

      if (some == 0)
        {
          g_autofree char *hint = nudge_suggest_text (words[i], day_words);
          g_autofree char *after =
              g_strconcat (" is no day; right are weekdays, weekends, mon,wed or mon-thu.", hint, NULL);

          return fail (error, "", words[i], after);
        }
      all |= some;
    }
  *days = all;
  return all != 0 || fail (error, "", text, " names no day");
}

static gint
compare_minutes (gconstpointer a, gconstpointer b)
{
  return (gint) *(const guint *) a - (gint) *(const guint *) b;
}

static void
add_minute (NudgeDayPlan *plan, guint minute)
{
  for (guint i = 0; i < plan->minutes->len; i++)
    if (g_array_index (plan->minutes, guint, i) == minute)
      return;
  g_array_append_val (plan->minutes, minute);
}

static gboolean
parse_minute (const char *text, guint *minute, GError **error)
{
  gint seconds;

  if (!nudge_time_of_day_parse (text, &seconds, NULL))
    return fail (error, "", text, " is no time of day; right is 9:00 or 13:30");
  *minute = (guint) seconds / 60;
  return TRUE;
}

gboolean
nudge_day_plan_set_times (NudgeDayPlan *plan, const char *text, GError **error)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);

  nudge_day_plan_clear (plan);
  plan->minutes = g_array_new (FALSE, FALSE, sizeof (guint));
  for (gsize i = 0; words[i] != NULL; i++)
    {
      guint minute;

      if (!parse_minute (g_strstrip (words[i]), &minute, error))
        return FALSE;
      add_minute (plan, minute % NUDGE_MINUTES_PER_DAY);
    }
  g_array_sort (plan->minutes, compare_minutes);
  return plan->minutes->len > 0 || fail (error, "", text, " names no time");
}

static gboolean
parse_between (const char *text, guint *first, guint *last, GError **error)
{
  g_auto(GStrv) ends = g_strsplit (text, "-", 2);

  if (ends[0] == NULL || ends[1] == NULL)
    return fail (error, "--between needs two times, such as 09:00-17:00, not ", text, "");
  if (!parse_minute (g_strstrip (ends[0]), first, error) || !parse_minute (g_strstrip (ends[1]), last, error))
    return FALSE;
  return *first < *last || fail (error, "--between ends before it begins: ", text, "");
}

gboolean
nudge_day_plan_set_every (NudgeDayPlan *plan, GTimeSpan span, const char *between, GError **error)
{
  guint first = 0;
  guint last = NUDGE_MINUTES_PER_DAY - 1;
  guint step;

  if (span < G_TIME_SPAN_MINUTE || span >= G_TIME_SPAN_DAY || span % G_TIME_SPAN_MINUTE != 0)
    {
      g_set_error_literal (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE, "--every needs whole minutes or whole days");
      return FALSE;
    }
  if (between != NULL && !parse_between (between, &first, &last, error))
    return FALSE;
  step = (guint) (span / G_TIME_SPAN_MINUTE);
  nudge_day_plan_clear (plan);
  plan->minutes = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint minute = first; minute <= MIN (last, NUDGE_MINUTES_PER_DAY - 1); minute += step)
    g_array_append_val (plan->minutes, minute);
  return TRUE;
}

gint64
nudge_day_plan_first (const NudgeDayPlan *plan, gint64 local)
{
  NudgeCivil civil = nudge_civil_from_seconds (local);
  gint64 day = nudge_days_from_civil (civil.year, civil.month, civil.day);
  guint days = plan->days == 0 ? NUDGE_ALL_DAYS : plan->days;

  for (;; day++)
    for (guint i = 0; (days & (1u << nudge_weekday (day))) != 0 && i < plan->minutes->len; i++)
      {
        gint64 time = day * 86400 + (gint64) g_array_index (plan->minutes, guint, i) * 60;

        if (time > local)
          return time;
      }
}

static void
fill_table (const NudgeDayPlan *plan, HourTable table)
{
  memset (table, 0, sizeof (HourTable));
  for (guint i = 0; i < plan->minutes->len; i++)
    {
      guint minute = g_array_index (plan->minutes, guint, i);

      table[minute / 60] |= G_GUINT64_CONSTANT (1) << (minute % 60);
    }
}

static void
append_numbers (GString *rule, const char *part, guint64 set)
{
  const char *separator = "";

  g_string_append_printf (rule, ";%s=", part);
  for (guint i = 0; i < 64; i++)
    if ((set >> i & 1) != 0)
      {
        g_string_append_printf (rule, "%s%u", separator, i);
        separator = ",";
      }
}

static void
append_days (GString *rule, guint days)
{
  static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  const char *separator = ";BYDAY=";

  for (guint i = 0; days != 0 && days != NUDGE_ALL_DAYS && i < 7; i++)
    if ((days >> i & 1) != 0)
      {
        g_string_append_printf (rule, "%s%s", separator, names[i]);
        separator = ",";
      }
}

/* The frequency; @daily keeps a set of times to one day, which BYSETPOS needs. */
static GString *
begin_rule (const NudgeDayPlan *plan, gboolean daily)
{
  gboolean some_days = plan->days != 0 && plan->days != NUDGE_ALL_DAYS;
  gboolean weekly = plan->every_weeks > 0 || (some_days && plan->every_days <= 1 && !daily);
  guint interval = plan->every_weeks > 0 ? plan->every_weeks : MAX (plan->every_days, 1);
  GString *rule = g_string_new (weekly ? "FREQ=WEEKLY" : "FREQ=DAILY");

  if (interval > 1)
    g_string_append_printf (rule, ";INTERVAL=%u", interval);
  append_days (rule, plan->days);
  return rule;
}

static guint64
hours_with (HourTable table, guint64 minutes)
{
  guint64 hours = 0;

  for (guint i = 0; i < HOURS; i++)
    if (table[i] == minutes)
      hours |= G_GUINT64_CONSTANT (1) << i;
  return hours;
}

/* Takes @rule over. */
static void
add_rule (GStrvBuilder *rules, GString *rule)
{
  g_autofree char *text = g_string_free (rule, FALSE);

  g_strv_builder_add (rules, text);
}

static gboolean
is_product (HourTable table)
{
  guint64 minutes = 0;

  for (guint i = 0; i < HOURS; i++)
    if (table[i] != 0 && minutes == 0)
      minutes = table[i];
    else if (table[i] != 0 && table[i] != minutes)
      return FALSE;
  return TRUE;
}

/* Rules for each set of hours that have the same minutes. */
static void
add_products (const NudgeDayPlan *plan, HourTable table, GStrvBuilder *rules)
{
  guint64 seen = 0;

  for (guint i = 0; i < HOURS; i++)
    {
      guint64 hours = table[i] == 0 ? 0 : hours_with (table, table[i]);
      GString *rule;

      if (hours == 0 || (seen & hours) != 0)
        continue;
      seen |= hours;
      rule = begin_rule (plan, FALSE);
      append_numbers (rule, "BYHOUR", hours);
      append_numbers (rule, "BYMINUTE", table[i]);
      add_rule (rules, rule);
    }
}

/* All minutes of all hours, of which the positions pick those that are meant, from the front or from the back. */
static gboolean
add_positions (const NudgeDayPlan *plan, HourTable table, GStrvBuilder *rules)
{
  GString *rule;
  guint64 hours = 0;
  guint64 minutes = 0;
  const char *separator = ";BYSETPOS=";
  gint n_all;
  gint position = 0;

  for (guint i = 0; i < HOURS; i++)
    {
      minutes |= table[i];
      hours |= (guint64) (table[i] != 0) << i;
    }
  n_all = __builtin_popcountll (hours) * __builtin_popcountll (minutes);
  if (plan->every_weeks > 0 || n_all > 2 * LAST_POSITION)
    return FALSE;
  rule = begin_rule (plan, TRUE);
  append_numbers (rule, "BYHOUR", hours);
  append_numbers (rule, "BYMINUTE", minutes);
  for (guint time = 0; time < NUDGE_MINUTES_PER_DAY; time++)
    if ((hours >> time / 60 & 1) != 0 && (minutes >> time % 60 & 1) != 0)
      {
        position++;
        if ((table[time / 60] >> time % 60 & 1) == 0)
          continue;
        g_string_append_printf (rule, "%s%d", separator, position <= LAST_POSITION ? position : position - n_all - 1);
        separator = ",";
      }
  add_rule (rules, rule);
  return TRUE;
}

char **
nudge_day_plan_to_rrules (const NudgeDayPlan *plan)
{
  g_autoptr(GStrvBuilder) rules = g_strv_builder_new ();
  HourTable table;

  fill_table (plan, table);
  if (plan->minutes->len == 1) /* DTSTART says the time */
    add_rule (rules, begin_rule (plan, FALSE));
  else if (is_product (table) || !add_positions (plan, table, rules))
    add_products (plan, table, rules);
  return g_strv_builder_end (rules);
}
