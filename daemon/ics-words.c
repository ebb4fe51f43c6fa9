/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words: the alarms of an item in plain English, behind those of its instances. */
#include "ics-words.h"

#define MAX_NAMED 4
#define SECONDS_A_DAY 86400

static const struct
{
  const char *name;
  gint64 seconds;
} units[] = {
  { "week", 7 * SECONDS_A_DAY }, { "day", SECONDS_A_DAY }, { "hour", 3600 }, { "minute", 60 }, { "second", 1 },
};

/* "1 hour", "90 minutes", "2 days 3 hours": the largest unit that leaves nothing, else two. */
static char *
span_in_words (gint64 seconds)
{
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (units) && seconds > 0; i++)
    {
      gint64 n = seconds / units[i].seconds;

      if (n == 0)
        continue;
      g_string_append_printf (words, "%s%" G_GINT64_FORMAT " %s%s", words->len > 0 ? " " : "", n, units[i].name,
                              n == 1 ? "" : "s");
      seconds -= n * units[i].seconds;
    }
  return g_string_free (words, FALSE);
}

/* Of an all-day item: "at 9:00 the day before". */
static char *
day_alarm_in_words (gint64 seconds)
{
  gint64 day = seconds / SECONDS_A_DAY - (seconds % SECONDS_A_DAY < 0 ? 1 : 0);
  gint64 of_day = seconds - day * SECONDS_A_DAY;
  g_autofree char *time = g_strdup_printf ("at %d:%02d", (gint) (of_day / 3600), (gint) (of_day / 60 % 60));

  if (day == 0)
    return g_steal_pointer (&time);
  if (day == -1)
    return g_strdup_printf ("%s the day before", time);
  return g_strdup_printf ("%s %d day%s %s", time, (gint) ABS (day), ABS (day) == 1 ? "" : "s",
                          day < 0 ? "before" : "after");
}

static char *
alarm_in_words (const NudgeIcsAlarm *alarm, gboolean is_date)
{
  gint64 seconds = alarm->trigger.nominal + alarm->trigger.exact;
  g_autofree char *span = span_in_words (ABS (seconds));
  const char *of_end = alarm->from_end ? " the end" : "";

  if (alarm->is_absolute)
    return g_strdup (alarm->is_snooze ? "once more where it was snoozed" : "at a time of its own");
  if (is_date && !alarm->from_end)
    return day_alarm_in_words (seconds);
  if (seconds == 0)
    return g_strdup (alarm->from_end ? "at the end" : "at the start");
  if (seconds < 0)
    return g_strconcat (span, " before", of_end, NULL);
  return g_strconcat (span, " after", alarm->from_end ? of_end : " the start", NULL);
}

static gboolean
has_text (GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (g_ptr_array_index (texts, i), text))
      return TRUE;
  return FALSE;
}

static GPtrArray *
list_alarms (const NudgeIcsItem *item)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; item->alarms != NULL && i < item->alarms->len; i++)
    {
      g_autofree char *text = alarm_in_words (&g_array_index (item->alarms, NudgeIcsAlarm, i), item->start.is_date);

      if (!has_text (texts, text))
        g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  return texts;
}

static void
append_alarms (GString *words, const NudgeIcsItem *item)
{
  g_autoptr(GPtrArray) texts = list_alarms (item);

  if (texts->len == 0)
    g_string_append (words, ", without an alarm");
  if (texts->len == 1 && g_str_equal (g_ptr_array_index (texts, 0), "at the start"))
    return;
  for (guint i = 0; i < MIN (texts->len, MAX_NAMED); i++)
    g_string_append_printf (words, "%s%s", i == 0 ? ", " : i + 1 == texts->len ? " and " : ", ",
                            (const char *) g_ptr_array_index (texts, i));
  if (texts->len > MAX_NAMED)
    g_string_append_printf (words, " and %u more", texts->len - MAX_NAMED);
}

char *
nudge_ics_words (const char *instances, const NudgeIcsItem *item, gboolean is_at_start, gboolean has_alarms)
{
  GString *words = g_string_new (instances);

  if (has_alarms)
    append_alarms (words, item);
  else if (!is_at_start)
    g_string_append (words, ", without an alarm");
  if (item->own.window > 0)
    {
      g_autofree char *span = span_in_words (item->own.window / G_TIME_SPAN_SECOND);

      g_string_append_printf (words, ", at a random moment within %s", span);
    }
  return g_string_free (words, FALSE);
}
