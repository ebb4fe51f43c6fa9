/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence defects: rules that libical 3.0.16 gets wrong, in the order of a list, and what is right. */
#include "recurrence-help.h"

#include <glib.h>

/* Each is a class that our own evaluation exists for; the expectations come from RFC 5545, 3.3.10, by a filter that
 * looks at every candidate (tests/recurrence_filter.py), and were read against the text. */
static const struct {
  const char *name;
  const char *start;
  const char *rule;
  const char *expected;
} rows[] = {
  { "D1: weeks without weekdays", "19970512T090000", "FREQ=YEARLY;BYWEEKNO=20",
    "19970512T090000 19980511T090000 19990517T090000 ..." },
  { "D1: weeks from both ends", "19920416T235900", "FREQ=YEARLY;BYWEEKNO=-16,1,23",
    "19920416T235900 19920604T235900 19920917T235900 19930107T235900 19930610T235900 ..." },
  { "D2: the last day of a month as a limit", "20260131T090000", "FREQ=DAILY;BYMONTHDAY=-1",
    "20260131T090000 20260228T090000 20260331T090000 20260430T090000 ..." },
  { "D2: negative days of the year as a limit", "20261231T120000", "FREQ=HOURLY;INTERVAL=12;BYYEARDAY=-1,-365",
    "20261231T120000 20270101T000000 20270101T120000 20271231T000000 ..." },
  { "D3: positions in a week", "20260302T090000", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1",
    "20260302T090000 20260306T090000 20260313T090000 20260320T090000 ..." },
  { "D3: positions in a day", "20260302T090000", "FREQ=DAILY;BYHOUR=9,12,15;BYSETPOS=1,-1",
    "20260302T090000 20260302T150000 20260303T090000 20260303T150000 20260304T090000 ..." },
  { "D3: positions in an hour", "20260302T090000", "FREQ=HOURLY;BYMINUTE=0,20,40;BYSETPOS=2",
    "20260302T090000 20260302T092000 20260302T102000 20260302T112000 ..." },
  { "D4: positions count instances, not days", "20260302T090000", "FREQ=MONTHLY;BYDAY=MO;BYHOUR=9,18;BYSETPOS=-1,1",
    "20260302T090000 20260330T180000 20260406T090000 20260427T180000 20260504T090000 ..." },
  { "D4: a day that two numbers name counts once", "20260210T090000",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=10,-19,20;BYSETPOS=2",
    "20260210T090000 20260220T090000 20270220T090000 ..." },
  { "D5: hours out of order", "20260302T090000", "FREQ=DAILY;BYHOUR=17,9;COUNT=4",
    "20260302T090000 20260302T170000 20260303T090000 20260303T170000" },
  { "D5: hours twice", "20260302T090000", "FREQ=DAILY;BYHOUR=9,9,17,17;COUNT=4",
    "20260302T090000 20260302T170000 20260303T090000 20260303T170000" },
  { "D6: a start that is not the first of its list", "20260302T200000", "FREQ=HOURLY;BYHOUR=10,20",
    "20260302T200000 20260303T100000 20260303T200000 20260304T100000 ..." },
  { "D7: a list of minutes and a step of minutes", "20260302T000500", "FREQ=MINUTELY;INTERVAL=7;BYMINUTE=5,19",
    "20260302T000500 20260302T001900 20260302T070500 20260302T071900 20260302T140500 ..." },
  { "D7: a list of hours and a step of hours", "20260302T090000", "FREQ=HOURLY;INTERVAL=3;BYHOUR=9,10,12,13",
    "20260302T090000 20260302T120000 20260303T090000 20260303T120000 ..." },
  { "D8: an hour later than that of the start", "20260302T005000", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=1",
    "20260302T005000 20260302T011000 20260302T013000 20260302T015000 20260303T011000 ..." },
  { "D9: a step of a day in seconds", "20260302T090000", "FREQ=SECONDLY;INTERVAL=86400",
    "20260302T090000 20260303T090000 20260304T090000 ..." },
  { "D9: a step over 16 bits", "20260302T090000", "FREQ=SECONDLY;INTERVAL=65537",
    "20260302T090000 20260303T031217 20260303T212434 ..." },
  { "D9: a step over 15 bits", "20260302T090000", "FREQ=SECONDLY;INTERVAL=40000",
    "20260302T090000 20260302T200640 20260303T071320 ..." },
  { "D10: day of the year and month", "20260115T090000", "FREQ=YEARLY;BYYEARDAY=15,100;BYMONTH=4",
    "20260115T090000 20260410T090000 20270410T090000 ..." },
  { "D10: week and month", "20260504T090000", "FREQ=YEARLY;BYWEEKNO=18,19;BYMONTH=5",
    "20260504T090000 20270503T090000 20270510T090000 20280501T090000 ..." },
  { "D10: week and day of the month", "20260511T090000", "FREQ=YEARLY;BYWEEKNO=20;BYMONTHDAY=11,12",
    "20260511T090000 20260512T090000 20310512T090000 20320511T090000 ..." },
  { "D11: days of week 53 in January", "20201228T090000", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,FR,SU",
    "20201228T090000 20210101T090000 20210103T090000 20261228T090000 20270101T090000 20270103T090000"
    " 20321227T090000 ..." },
  { "D11: the last week, weeks from Sunday", "20251221T090000", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU,SA;WKST=SU",
    "20251221T090000 20251228T090000 20260103T090000 20261227T090000 20270102T090000 ..." },
  { "D12: weeks from Friday", "20240411T090000", "FREQ=WEEKLY;INTERVAL=9;BYDAY=MO,TH;WKST=FR",
    "20240411T090000 20240610T090000 20240613T090000 20240812T090000 ..." },
  { "D14: times of day beside a date", "20260302", "FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0,30;COUNT=3",
    "20260302T000000 20260303T000000 20260304T000000" },
  { "D16: beyond 2038 and beyond 32 bits", "21060207T062816", "FREQ=YEARLY;INTERVAL=40",
    "21060207T062816 21460207T062816 21860207T062816" },
};

static void
test_defect (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Example example = { NULL, rows[i].start, rows[i].rule, NULL, NULL };

  assert_gives (&example, rows[i].expected);
}

/* D13: libical walks to the end of its time for these, up to hours in one call. The instructions of a call do not
 * depend on the machine, but its clock does: the limit leaves room for sanitizers and a busy processor. */
static const char *const endless[] = {
  "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1",
  "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=1",
  "FREQ=SECONDLY;INTERVAL=604800;BYDAY=TU", "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
};

static void
test_rules_that_never_match_end_at_once (void)
{
  g_autoptr(NudgeZone) desk = zone_named ("America/New_York");

  for (gsize i = 0; i < G_N_ELEMENTS (endless); i++)
    {
      Example example = { NULL, "20260302T090000", endless[i], NULL, NULL };
      gint64 begin = g_get_monotonic_time ();
      g_autoptr(NudgeRecurrence) recurrence = recurrence_of (&example, NULL);
      g_autofree char *found = instances_of (recurrence, desk, G_MININT64, 3);

      g_assert_cmpstr (found, ==, "20260302T090000");
      g_assert_nonnull (nudge_recurrence_get_warning (recurrence));
      g_assert_cmpint (g_get_monotonic_time () - begin, <, G_TIME_SPAN_SECOND);
    }
}

/* D15: lists longer than the arrays of libical are taken whole */
static void
test_long_lists_are_taken_whole (void)
{
  g_autoptr(GString) rule = g_string_new ("FREQ=DAILY;COUNT=70;BYSECOND=0");
  g_autoptr(NudgeRecurrence) recurrence = NULL;
  g_autoptr(NudgeZone) desk = nudge_zone_new_utc ();
  g_autofree char *found = NULL;

  for (gint i = 0; i < 120; i++)
    g_string_append_printf (rule, ",%d", i % 60);
  g_string_append (rule, ";BYMINUTE=7,8");
  {
    Example example = { NULL, "20260302T090700", rule->str, NULL, NULL };

    recurrence = recurrence_of (&example, NULL);
  }
  found = instances_of (recurrence, desk, (seconds_of ("2026-03-02T09:07:58")) * G_TIME_SPAN_SECOND, 3);
  g_assert_cmpstr (found, ==, "20260302T090759 20260302T090800 20260302T090801 ...");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/recurrence-defects/%s", rows[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_defect);
    }
  g_test_add_func ("/recurrence-defects/D13: rules that never match end at once",
                   test_rules_that_never_match_end_at_once);
  g_test_add_func ("/recurrence-defects/D15: long lists are taken whole", test_long_lists_are_taken_whole);
  return g_test_run ();
}
