/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence and libical: everyday rules by seed, for which libical's iterator is a good witness. */
#include "recurrence-help.h"

#include <libical/ical.h>

#include <glib.h>

#define RULES 400
#define LIMIT 60

/* Everyday: DAILY to YEARLY, without BYSETPOS, BYWEEKNO, BYYEARDAY, lists of times, numbers from the end of a month,
 * and weeks from Monday or Sunday. There libical 3.0.16 made no error; elsewhere it is not asked, it may crash. */
static void
append_weekdays (GString *rule, GRand *random, gboolean with_numbers)
{
  static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  gint first = g_rand_int_range (random, 0, 7);
  gint n_days = g_rand_int_range (random, 1, 5);

  g_string_append (rule, ";BYDAY=");
  for (gint i = 0; i < n_days; i++)
    {
      if (with_numbers)
        g_string_append_printf (rule, "%d", g_rand_boolean (random) ? g_rand_int_range (random, 1, 5) : -1);
      g_string_append_printf (rule, "%s%s", names[(first + i) % 7], i + 1 < n_days ? "," : "");
    }
}

static char *
random_rule (GRand *random)
{
  static const char *const frequencies[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
  gint frequency = g_rand_int_range (random, 0, 4);
  GString *rule = g_string_new (NULL);

  g_string_append_printf (rule, "FREQ=%s", frequencies[frequency]);
  if (g_rand_boolean (random))
    g_string_append_printf (rule, ";INTERVAL=%d", g_rand_int_range (random, 1, 6));
  if (g_rand_int_range (random, 0, 3) == 0)
    g_string_append_printf (rule, ";BYMONTH=%d,%d", g_rand_int_range (random, 1, 6), g_rand_int_range (random, 6, 13));
  if (frequency >= 2 && g_rand_int_range (random, 0, 3) == 0)
    g_string_append_printf (rule, ";BYMONTHDAY=%d,%d", g_rand_int_range (random, 1, 15),
                            g_rand_int_range (random, 15, 29));
  else if (g_rand_boolean (random))
    append_weekdays (rule, random, frequency == 2 && g_rand_boolean (random));
  if (g_rand_int_range (random, 0, 3) == 0)
    g_string_append_printf (rule, ";WKST=%s", g_rand_boolean (random) ? "SU" : "MO");
  return g_string_free (rule, FALSE);
}

static char *
ask_libical (const char *start, const char *text)
{
  GString *found = g_string_new (NULL);
  struct icalrecurrencetype rule = icalrecurrencetype_from_string (text);
  icalrecur_iterator *iterator = icalrecur_iterator_new (rule, icaltime_from_string (start));
  struct icaltimetype at = iterator != NULL ? icalrecur_iterator_next (iterator) : icaltime_null_time ();

  for (gint n = 0; n < LIMIT && !icaltime_is_null_time (at) && at.year <= NUDGE_YEAR_MAX; n++)
    {
      g_string_append_printf (found, "%s%04d%02d%02dT%02d%02d%02d", found->len > 0 ? " " : "", at.year, at.month,
                              at.day, at.hour, at.minute, at.second);
      at = icalrecur_iterator_next (iterator);
    }
  g_clear_pointer (&iterator, icalrecur_iterator_free);
  return g_string_free (found, FALSE);
}

/* The first time that the rule itself gives from a random day on: libical moves the phase of a rule that its start does
 * not match. NULL where there is none. */
static char *
random_start (GRand *random, const char *rule)
{
  g_autofree char *start = g_strdup_printf ("20%02d%02d%02dT093000", g_rand_int_range (random, 0, 40),
                                            g_rand_int_range (random, 1, 13), g_rand_int_range (random, 1, 29));
  g_autoptr(NudgeZone) desk = nudge_zone_new_utc ();
  Example example = { NULL, start, rule, NULL, NULL };
  g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
  g_autofree char *two = instances_of (recurrence, desk, G_MININT64, 2);
  g_auto(GStrv) words = g_strsplit (two, " ", -1);

  return g_strdup (words[1]);
}

static void
assert_agrees (const char *start, const char *rule)
{
  g_autoptr(NudgeZone) desk = nudge_zone_new_utc ();
  g_autofree char *expected = ask_libical (start, rule);
  g_auto(GStrv) words = g_strsplit (expected, " ", -1);
  Example example = { NULL, start, rule, NULL, NULL };
  g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
  g_autofree char *found = instances_of (recurrence, desk, G_MININT64, (gint) g_strv_length (words));

  if (g_str_has_suffix (found, " ..."))
    found[strlen (found) - 4] = '\0';
  g_assert_cmpstr (found, ==, expected);
}

static void
test_everyday_rules_agree_with_libical (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (5545);
  gint n_asked = 0;

  for (gint i = 0; i < RULES; i++)
    {
      g_autofree char *rule = random_rule (random);
      g_autofree char *start = random_start (random, rule);

      if (start == NULL)
        continue;
      g_test_message ("%s %s", start, rule);
      assert_agrees (start, rule);
      n_asked++;
    }
  g_assert_cmpint (n_asked, >, RULES * 9 / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recurrence-libical/everyday-rules-agree-with-libical", test_everyday_rules_agree_with_libical);
  return g_test_run ();
}
