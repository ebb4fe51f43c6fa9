/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RRULE text: what is read into which set, and the error that each wrong text gets. */
#include "nudge-error.h"
#include "rrule-text.h"

#include <glib.h>

#include <string.h>

#define BIT(number) (G_GUINT64_CONSTANT (1) << (number))

static NudgeRrule
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  NudgeRrule rule;

  g_assert_true (nudge_rrule_parse (text, &rule, &error));
  g_assert_no_error (error);
  return rule;
}

static void
test_a_bare_rule_has_the_defaults_of_the_rfc (void)
{
  NudgeRrule rule = parse ("FREQ=DAILY");

  g_assert_cmpint (rule.frequency, ==, NUDGE_FREQUENCY_DAILY);
  g_assert_cmpint (rule.interval, ==, 1);
  g_assert_cmpint (rule.count, ==, 0);
  g_assert_cmpint (rule.week_start, ==, 0);
  g_assert_false (rule.has_until);
  g_assert_cmpuint (rule.weekdays | rule.hours | rule.months, ==, 0);
}

static void
test_each_part_goes_into_its_set (void)
{
  NudgeRrule rule = parse ("FREQ=YEARLY;INTERVAL=3;COUNT=7;WKST=SU;BYSECOND=0,59;BYMINUTE=1,30;BYHOUR=9,23;"
                           "BYDAY=MO,SU;BYMONTHDAY=1,-1,31,-31;BYYEARDAY=1,366,-366;BYWEEKNO=53,-1;BYMONTH=1,12;"
                           "BYSETPOS=1,-366");

  g_assert_cmpint (rule.frequency, ==, NUDGE_FREQUENCY_YEARLY);
  g_assert_cmpint (rule.interval, ==, 3);
  g_assert_cmpint (rule.count, ==, 7);
  g_assert_cmpint (rule.week_start, ==, 6);
  g_assert_cmpuint (rule.seconds, ==, BIT (0) | BIT (59));
  g_assert_cmpuint (rule.minutes, ==, BIT (1) | BIT (30));
  g_assert_cmpuint (rule.hours, ==, BIT (9) | BIT (23));
  g_assert_cmpuint (rule.weekdays, ==, BIT (0) | BIT (6));
  g_assert_cmpuint (rule.month_days, ==, BIT (1) | BIT (31));
  g_assert_cmpuint (rule.month_days_back, ==, BIT (1) | BIT (31));
  g_assert_cmpuint (rule.weeks, ==, BIT (53));
  g_assert_cmpuint (rule.weeks_back, ==, BIT (1));
  g_assert_cmpuint (rule.months, ==, BIT (1) | BIT (12));
  g_assert_true (nudge_rrule_bit (rule.year_days, 1) && nudge_rrule_bit (rule.year_days, 366));
  g_assert_true (nudge_rrule_bit (rule.year_days_back, 366));
  g_assert_true (nudge_rrule_bit (rule.positions, 1) && nudge_rrule_bit (rule.positions_back, 366));
}

static void
test_weekdays_may_have_numbers (void)
{
  NudgeRrule rule = parse ("FREQ=MONTHLY;BYDAY=1MO,-1FR,+2TU,WE,53SU");

  g_assert_true (rule.has_nth);
  g_assert_cmpuint (rule.weekdays, ==, BIT (2));
  g_assert_cmpuint (rule.nth[0], ==, BIT (1));
  g_assert_cmpuint (rule.nth[1], ==, BIT (2));
  g_assert_cmpuint (rule.nth[6], ==, BIT (53));
  g_assert_cmpuint (rule.nth_back[4], ==, BIT (1));
}

static void
test_harmless_spellings_are_taken (void)
{
  static const char *const texts[] = {
    "FREQ=WEEKLY;BYDAY=MO,WE", "freq=weekly;byday=mo,we", "BYDAY=MO,WE;FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE;",
    "FREQ=WEEKLY;;BYDAY=MO,WE", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE", " FREQ = WEEKLY ; BYDAY = MO , WE ",
    "FREQ=WEEKLY;BYDAY=WE,MO,WE", "RSCALE=GREGORIAN;FREQ=WEEKLY;BYDAY=MO,WE;SKIP=OMIT", "FREQ=WEEKLY;BYDAY=MO,WE\r\n",
  };
  NudgeRrule first = parse (texts[0]);

  for (gsize i = 1; i < G_N_ELEMENTS (texts); i++)
    {
      NudgeRrule rule = parse (texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_cmpmem (&rule, sizeof rule, &first, sizeof first);
    }
}

static void
test_until_is_a_date_or_a_time (void)
{
  static const struct {
    const char *text;
    NudgeCivil civil;
    gboolean is_date;
    gboolean is_utc;
  } rows[] = {
    { "FREQ=DAILY;UNTIL=20260501", { 2026, 5, 1, 0, 0, 0 }, TRUE, FALSE },
    { "FREQ=DAILY;UNTIL=20260501T093015", { 2026, 5, 1, 9, 30, 15 }, FALSE, FALSE },
    { "FREQ=DAILY;UNTIL=20260501T093015Z", { 2026, 5, 1, 9, 30, 15 }, FALSE, TRUE },
    { "FREQ=DAILY;UNTIL=20260501t093015z", { 2026, 5, 1, 9, 30, 15 }, FALSE, TRUE },
    { "FREQ=DAILY;UNTIL=20161231T235960Z", { 2016, 12, 31, 23, 59, 59 }, FALSE, TRUE },
    { "FREQ=DAILY;UNTIL=99991231T235959Z", { 2200, 12, 31, 23, 59, 59 }, FALSE, TRUE },
    { "FREQ=DAILY;UNTIL=24000229", { 2200, 2, 28, 0, 0, 0 }, TRUE, FALSE },
    { "FREQ=DAILY;UNTIL=16010101T000000Z", { 1900, 1, 1, 0, 0, 0 }, FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      NudgeRrule rule = parse (rows[i].text);

      g_assert_true (rule.has_until);
      g_assert_cmpint (rule.until, ==, nudge_civil_to_seconds (&rows[i].civil));
      g_assert_cmpint (rule.until_is_date, ==, rows[i].is_date);
      g_assert_cmpint (rule.until_is_utc, ==, rows[i].is_utc);
    }
}

static void
test_large_numbers_do_not_wrap (void)
{
  static const struct {
    const char *text;
    gint64 number;
  } rows[] = {
    { "32767", 32767 },
    { "32768", 32768 },
    { "65537", 65537 },
    { "86400", 86400 },
    { "2147483648", G_GINT64_CONSTANT (2147483648) },
    { "4294967297", G_GINT64_CONSTANT (4294967297) },
    { "18446744073709551617", NUDGE_RRULE_NUMBER_MAX },
    { "99999999999999999999999999999999999999", NUDGE_RRULE_NUMBER_MAX },
    { "007", 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *interval = g_strconcat ("FREQ=SECONDLY;INTERVAL=", rows[i].text, NULL);
      g_autofree char *count = g_strconcat ("FREQ=SECONDLY;COUNT=", rows[i].text, NULL);

      g_assert_cmpint (parse (interval).interval, ==, rows[i].number);
      g_assert_cmpint (parse (count).count, ==, rows[i].number);
    }
}

static void
test_a_leap_second_is_the_second_before_it (void)
{
  g_assert_cmpuint (parse ("FREQ=MINUTELY;BYSECOND=60").seconds, ==, BIT (59));
}

static void
test_long_lists_are_taken_whole (void)
{
  g_autoptr(GString) text = g_string_new ("FREQ=YEARLY;BYDAY=MO");
  NudgeRrule rule;

  for (gint i = 1; i <= 53; i++)
    g_string_append_printf (text, ",%dMO,-%dTU,%dWE,-%dTH,%dFR,-%dSA,%dSU", i, i, i, i, i, i, i);
  rule = parse (text->str);
  g_assert_cmpuint (rule.nth[0], ==, BIT (54) - 2);
  g_assert_cmpuint (rule.nth_back[5], ==, BIT (54) - 2);
}

static const struct {
  const char *text;
  const char *hint;
} wrong_rows[] = {
  { "", "FREQ is missing" },
  { ";;", "FREQ is missing" },
  { "INTERVAL=2", "FREQ is missing" },
  { "FREQ=WEEKLYY", "“WEEKLY”" },
  { "FREQ=DALIY", "“DAILY”" },
  { "FREQ=MONTLY", "“MONTHLY”" },
  { "FREQ=FORTNIGHT", "use SECONDLY" },
  { "FREQ=", "use SECONDLY" },
  { "FREQ", "no “=”" },
  { "FREQ=DAILY;BYDAYS=MO", "“BYDAY”" },
  { "FREQ=DAILY;INTERVALL=2", "“INTERVAL”" },
  { "FREQ=DAILY;BYEASTER=0", "no part of a rule" },
  { "FREQ=DAILY;X-NAME=1", "no part of a rule" },
  { "FREQ=DAILY;FREQ=WEEKLY", "twice" },
  { "FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", "one list" },
  { "FREQ=DAILY;INTERVAL=0", "from 1 on" },
  { "FREQ=DAILY;INTERVAL=-1", "from 1 on" },
  { "FREQ=DAILY;INTERVAL=1.5", "from 1 on" },
  { "FREQ=DAILY;INTERVAL=", "from 1 on" },
  { "FREQ=DAILY;COUNT=0", "from 1 on" },
  { "FREQ=DAILY;COUNT=ten", "from 1 on" },
  { "FREQ=DAILY;COUNT=3;UNTIL=20260501", "exclude each other" },
  { "FREQ=DAILY;UNTIL=2026-05-01", "20260501" },
  { "FREQ=DAILY;UNTIL=20260230", "does not exist" },
  { "FREQ=DAILY;UNTIL=20261301T000000", "does not exist" },
  { "FREQ=DAILY;UNTIL=20260501T250000Z", "does not exist" },
  { "FREQ=DAILY;UNTIL=20260501T0930", "no date" },
  { "FREQ=DAILY;WKST=MONDAY", "use MO" },
  { "FREQ=WEEKLY;BYDAY=", "use MO" },
  { "FREQ=WEEKLY;BYDAY=MO,,TU", "use MO" },
  { "FREQ=WEEKLY;BYDAY=MON", "use MO" },
  { "FREQ=MONTHLY;BYDAY=0MO", "1 to 53" },
  { "FREQ=MONTHLY;BYDAY=54MO", "1 to 53" },
  { "FREQ=MONTHLY;BYDAY=255SU", "1 to 53" },
  { "FREQ=MONTHLY;BYDAY=1 MO", "1 to 53" },
  { "FREQ=DAILY;BYHOUR=24", "0 to 23" },
  { "FREQ=DAILY;BYHOUR=-1", "0 to 23" },
  { "FREQ=DAILY;BYHOUR=", "0 to 23" },
  { "FREQ=DAILY;BYHOUR=9,", "0 to 23" },
  { "FREQ=DAILY;BYHOUR=9:00", "0 to 23" },
  { "FREQ=DAILY;BYMINUTE=60", "0 to 59" },
  { "FREQ=DAILY;BYSECOND=61", "0 to 60" },
  { "FREQ=DAILY;BYMONTH=13", "1 to 12" },
  { "FREQ=DAILY;BYMONTH=0", "1 to 12" },
  { "FREQ=DAILY;BYMONTH=5L", "1 to 12" },
  { "FREQ=DAILY;BYMONTHDAY=0", "-31 to -1" },
  { "FREQ=DAILY;BYMONTHDAY=32", "1 to 31" },
  { "FREQ=YEARLY;BYYEARDAY=367", "1 to 366" },
  { "FREQ=YEARLY;BYWEEKNO=54", "1 to 53" },
  { "FREQ=DAILY;BYHOUR=9;BYSETPOS=0", "1 to 366" },
  { "FREQ=DAILY;BYHOUR=9;BYSETPOS=367", "1 to 366" },
  { "FREQ=DAILY;BYSETPOS=1", "BYSETPOS chooses" },
  { "FREQ=MONTHLY;BYWEEKNO=1", "FREQ=YEARLY only" },
  { "FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY does not go" },
  { "FREQ=WEEKLY;BYYEARDAY=1", "BYYEARDAY does not go" },
  { "FREQ=MONTHLY;BYYEARDAY=-1", "BYYEARDAY does not go" },
  { "FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go" },
  { "FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY and FREQ=YEARLY" },
  { "FREQ=HOURLY;BYDAY=-1MO", "FREQ=MONTHLY and FREQ=YEARLY" },
  { "FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "BYWEEKNO" },
  { "RSCALE=CHINESE;FREQ=YEARLY", "only GREGORIAN" },
  { "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD", "only OMIT" },
  { "FREQ=DÄILY", "letters that no rule has" },
  { "FREQ=\xff\xfe", "letters that no rule has" },
};

static void
test_wrong_texts_have_an_error_that_helps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong_rows); i++)
    {
      g_autoptr(GError) error = NULL;
      NudgeRrule rule = { .interval = 42 };

      g_assert_false (nudge_rrule_parse (wrong_rows[i].text, &rule, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE);
      g_assert_nonnull (strstr (error->message, wrong_rows[i].hint));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (rule.interval, ==, 42);
    }
}

static void
test_huge_texts_have_a_short_error (void)
{
  g_autofree char *letters = g_strnfill (5000000, 'A');
  g_autofree char *middle = g_strnfill (8000, 'A');
  const char *texts[] = { letters, middle };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strconcat ("FREQ=", texts[i], NULL);
      g_autoptr(GError) error = NULL;
      NudgeRrule rule;

      g_assert_false (nudge_rrule_parse (text, &rule, &error));
      g_assert_cmpuint (strlen (error->message), <, 300);
    }
}

static void
test_frequencies_have_names (void)
{
  g_assert_cmpstr (nudge_frequency_to_string (NUDGE_FREQUENCY_SECONDLY), ==, "SECONDLY");
  g_assert_cmpstr (nudge_frequency_to_string (NUDGE_FREQUENCY_YEARLY), ==, "YEARLY");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rrule-text/a-bare-rule-has-the-defaults-of-the-rfc",
                   test_a_bare_rule_has_the_defaults_of_the_rfc);
  g_test_add_func ("/rrule-text/each-part-goes-into-its-set", test_each_part_goes_into_its_set);
  g_test_add_func ("/rrule-text/weekdays-may-have-numbers", test_weekdays_may_have_numbers);
  g_test_add_func ("/rrule-text/harmless-spellings-are-taken", test_harmless_spellings_are_taken);
  g_test_add_func ("/rrule-text/until-is-a-date-or-a-time", test_until_is_a_date_or_a_time);
  g_test_add_func ("/rrule-text/large-numbers-do-not-wrap", test_large_numbers_do_not_wrap);
  g_test_add_func ("/rrule-text/a-leap-second-is-the-second-before-it", test_a_leap_second_is_the_second_before_it);
  g_test_add_func ("/rrule-text/long-lists-are-taken-whole", test_long_lists_are_taken_whole);
  g_test_add_func ("/rrule-text/wrong-texts-have-an-error-that-helps", test_wrong_texts_have_an_error_that_helps);
  g_test_add_func ("/rrule-text/huge-texts-have-a-short-error", test_huge_texts_have_a_short_error);
  g_test_add_func ("/rrule-text/frequencies-have-names", test_frequencies_have_names);
  return g_test_run ();
}
