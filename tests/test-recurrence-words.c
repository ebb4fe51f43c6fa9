/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence words: rules as a person would say them. */
#include "recurrence-help.h"

#include <glib.h>

static const struct {
  Example example;
  const char *words;
} rows[] = {
  { { NULL, "20260302T090000", NULL, NULL, NULL }, "once, on Mon 2 Mar 2026 at 9:00" },
  { { NULL, "20260302", NULL, NULL, NULL }, "once, on Mon 2 Mar 2026" },
  { { NULL, "20260302T090000", "FREQ=DAILY", NULL, NULL }, "every day at 9:00" },
  { { NULL, "20260302T090000", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,11,13;BYMINUTE=0", NULL, NULL },
    "every weekday at 9:00, 11:00 and 13:00" },
  { { NULL, "20260302T090000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,11,13", NULL, NULL },
    "every weekday at 9:00, 11:00 and 13:00" },
  { { NULL, "20260302T090000", "FREQ=HOURLY;INTERVAL=2;BYHOUR=9,10,11,12,13,14,15,16,17;BYDAY=MO,TU,WE,TH,FR", NULL,
      NULL }, "every 2 hours from 9:00 to 17:00 on weekdays" },
  { { NULL, "20260302T090000", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,11,13,15,17", NULL, NULL },
    "every 2 hours from 9:00 to 17:00 on weekdays" },
  { { NULL, "20260302T090000", "FREQ=DAILY;BYHOUR=9,10,11,12;BYMINUTE=0,30", NULL, NULL },
    "every 30 minutes from 9:00 to 12:30" },
  { { NULL, "20260302T090000", "FREQ=WEEKLY;BYDAY=SA;BYHOUR=9,10,11,12", NULL, NULL },
    "every Saturday, every hour from 9:00 to 12:00" },
  { { NULL, "20260302T090000", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11;BYDAY=MO,WE", NULL, NULL },
    "every 20 minutes between 9:00 and 12:00 on Monday and Wednesday" },
  { { NULL, "20260302T090000", "FREQ=HOURLY", NULL, NULL }, "every hour" },
  { { NULL, "20260302T090000", "FREQ=HOURLY;BYHOUR=9,12,18", NULL, NULL }, "every hour, at hour 09, 12 and 18" },
  { { NULL, "20260302T090000", "FREQ=HOURLY;BYMINUTE=15,45", NULL, NULL }, "every hour at minute 15 and 45" },
  { { NULL, "20260302T090000", "FREQ=SECONDLY;INTERVAL=30", NULL, NULL }, "every 30 seconds" },
  { { NULL, "20260327T160000", "FREQ=MONTHLY;BYDAY=-1FR", NULL, NULL },
    "on the last Friday of every month at 16:00" },
  { { NULL, "20260302T090000", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1", NULL, NULL },
    "on the 1st, 15th and last day of every month at 9:00" },
  { { NULL, "20260302T090000", "FREQ=MONTHLY;BYMONTHDAY=-2,22,13,3", NULL, NULL },
    "on the 3rd, 13th, 22nd and 2nd to last day of every month at 9:00" },
  { { NULL, "20260302T090000", "FREQ=MONTHLY", NULL, NULL }, "on the 2nd of every month at 9:00" },
  { { NULL, "20260302T090000", "FREQ=MONTHLY;INTERVAL=3", NULL, NULL }, "every 3 months on the 2nd at 9:00" },
  { { NULL, "20260302T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", NULL, NULL },
    "on the first weekday of every month at 9:00" },
  { { NULL, "20260302T090000", "FREQ=MONTHLY;BYDAY=1MO,3MO", NULL, NULL },
    "on the first Monday and third Monday of every month at 9:00" },
  { { NULL, "20260302T090000", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", NULL, NULL },
    "on the 13th where it is a Friday of every month at 9:00" },
  { { NULL, "20260302T090000", "FREQ=MONTHLY;BYMONTH=3,9", NULL, NULL },
    "on the 2nd of March and September at 9:00" },
  { { NULL, "20260302T090000", "FREQ=WEEKLY", NULL, NULL }, "every Monday at 9:00" },
  { { NULL, "20260302T090000", "FREQ=WEEKLY;BYDAY=SA,SU", NULL, NULL }, "every weekend day at 9:00" },
  { { NULL, "20260302T090000", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", NULL, NULL },
    "every 2 weeks on Monday and Thursday at 9:00" },
  { { NULL, "20260302T090000", "FREQ=DAILY;INTERVAL=3", NULL, NULL }, "every 3 days at 9:00" },
  { { NULL, "20260302T090000", "FREQ=DAILY;BYMONTH=6,7", NULL, NULL }, "every day at 9:00 in June and July" },
  { { NULL, "20260302T091530", "FREQ=DAILY", NULL, NULL }, "every day at 9:15:30" },
  { { NULL, "20260501", "FREQ=YEARLY", NULL, NULL }, "every year on 1 May" },
  { { NULL, "20260501T090000", "FREQ=YEARLY;INTERVAL=4", NULL, NULL }, "every 4 years on 1 May at 9:00" },
  { { NULL, "20261126T090000", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", NULL, NULL },
    "every year on the fourth Thursday of November at 9:00" },
  { { NULL, "20260511T090000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", NULL, NULL },
    "every year on every Monday at 9:00, in week 20" },
  { { NULL, "20260101T090000", "FREQ=YEARLY;BYYEARDAY=1,100,-1", NULL, NULL },
    "every year at 9:00, on day 1, 100 and -1 of the year" },
  { { NULL, "20260302T090000", "FREQ=DAILY;UNTIL=20260501", NULL, NULL }, "every day at 9:00 until 1 May 2026" },
  { { "Europe/Berlin", "20260302T003000", "FREQ=DAILY;UNTIL=20260430T223000Z", NULL, NULL },
    "every day at 0:30 until 1 May 2026" },
  { { NULL, "20260302T090000", "FREQ=DAILY;COUNT=10", NULL, NULL }, "every day at 9:00, 10 times" },
  { { "UTC", "20260302T090000Z", "FREQ=DAILY", NULL, NULL }, "every day at 9:00 UTC" },
  { { NULL, "20260302T090000", "FREQ=DAILY\nFREQ=MONTHLY", NULL, NULL },
    "every day at 9:00 and on the 2nd of every month at 9:00" },
  { { NULL, "20260302T090000", NULL, "20260303T090000 20260304T090000", NULL }, "on 3 dates" },
  { { NULL, "20260302T090000", "FREQ=DAILY", "20260303T100000", "20260304T090000 20260305T090000" },
    "every day at 9:00 and on 1 further date, except on 2 dates" },
  { { NULL, "20260302T090000", "FREQ=DAILY;BYHOUR=9,10,12,13,15,16,18,19,21", NULL, NULL },
    "every day, 9 times from 9:00 to 21:00" },
  { { NULL, "20260302T090000", "FREQ=DAILY;BYHOUR=9,12,15;BYSETPOS=-1", NULL, NULL },
    "every day at 15:00" },
  { { NULL, "20260302T090000", "FREQ=DAILY;BYHOUR=9,13;BYMINUTE=0,30;BYSETPOS=1,4", NULL, NULL },
    "every day at 9:00 and 13:30" },
  { { NULL, "20260302T090000",
      "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,10,11,12;BYMINUTE=0,15,30,45;BYSETPOS=1,4,7,10,13", NULL, NULL },
    "every 45 minutes from 9:00 to 12:00 on weekdays" },
  { { NULL, "20260302T090000", "FREQ=DAILY;BYHOUR=9,12;BYSETPOS=1,-1", NULL, NULL }, "every day at 9:00 and 12:00" },
  { { NULL, "20260302T090000", "FREQ=DAILY;BYHOUR=9,12;BYSETPOS=5", NULL, NULL },
    "every day at 9:00 and 12:00, only the 5th of these" },
  { { NULL, "20260302T090000", "FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=-1", NULL, NULL },
    "every Monday and Friday at 9:00, only the last of these" },
};

static void
test_rules_are_said_back_in_plain_english (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&rows[i].example, &error);
      g_autofree char *words = NULL;

      g_assert_no_error (error);
      words = nudge_recurrence_to_words (recurrence);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recurrence-words/rules-are-said-back-in-plain-english",
                   test_rules_are_said_back_in_plain_english);
  return g_test_run ();
}
