/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every example of RFC 5545, 3.8.5.3, as the RFC prints it: a start in New York, a rule, and its days and times. */
#include "recurrence-help.h"

#include <glib.h>

/* days: "1997 Sep 2-30 Oct 1-25"; "..." at the end where the RFC prints it; times: each day has all of them */
static const struct {
  const char *start;
  const char *rule;
  const char *days;
  const char *times;
} rows[] = {
  { "19970902T090000", "FREQ=DAILY;COUNT=10", "1997 Sep 2-11", "0900" },
  { "19970902T090000", "FREQ=DAILY;UNTIL=19971224T000000Z", "1997 Sep 2-30 Oct 1-31 Nov 1-30 Dec 1-23", "0900" },
  { "19970902T090000", "FREQ=DAILY;INTERVAL=2",
    "1997 Sep 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 Oct 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30"
    " Nov 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 Dec 1 3 ...", "0900" },
  { "19970902T090000", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997 Sep 2 12 22 Oct 2 12", "0900" },
  { "19980101T090000", "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
    "1998 Jan 1-31 1999 Jan 1-31 2000 Jan 1-31", "0900" },
  { "19980101T090000", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
    "1998 Jan 1-31 1999 Jan 1-31 2000 Jan 1-31", "0900" },
  { "19970902T090000", "FREQ=WEEKLY;COUNT=10", "1997 Sep 2 9 16 23 30 Oct 7 14 21 28 Nov 4", "0900" },
  { "19970902T090000", "FREQ=WEEKLY;UNTIL=19971224T000000Z",
    "1997 Sep 2 9 16 23 30 Oct 7 14 21 28 Nov 4 11 18 25 Dec 2 9 16 23", "0900" },
  { "19970902T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
    "1997 Sep 2 16 30 Oct 14 28 Nov 11 25 Dec 9 23 1998 Jan 6 20 Feb 3 17 ...", "0900" },
  { "19970902T090000", "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
    "1997 Sep 2 4 9 11 16 18 23 25 30 Oct 2", "0900" },
  { "19970902T090000", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997 Sep 2 4 9 11 16 18 23 25 30 Oct 2", "0900" },
  { "19970901T090000", "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
    "1997 Sep 1 3 5 15 17 19 29 Oct 1 3 13 15 17 27 29 31 Nov 10 12 14 24 26 28 Dec 8 10 12 22", "0900" },
  { "19970902T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
    "1997 Sep 2 4 16 18 30 Oct 2 14 16", "0900" },
  { "19970905T090000", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
    "1997 Sep 5 Oct 3 Nov 7 Dec 5 1998 Jan 2 Feb 6 Mar 6 Apr 3 May 1 Jun 5", "0900" },
  { "19970905T090000", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997 Sep 5 Oct 3 Nov 7 Dec 5", "0900" },
  { "19970907T090000", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
    "1997 Sep 7 28 Nov 2 30 1998 Jan 4 25 Mar 1 29 May 3 31", "0900" },
  { "19970922T090000", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997 Sep 22 Oct 20 Nov 17 Dec 22 1998 Jan 19 Feb 16",
    "0900" },
  { "19970928T090000", "FREQ=MONTHLY;BYMONTHDAY=-3", "1997 Sep 28 Oct 29 Nov 28 Dec 29 1998 Jan 29 Feb 26 ...",
    "0900" },
  { "19970902T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
    "1997 Sep 2 15 Oct 2 15 Nov 2 15 Dec 2 15 1998 Jan 2 15", "0900" },
  { "19970930T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
    "1997 Sep 30 Oct 1 31 Nov 1 30 Dec 1 31 1998 Jan 1 31 Feb 1", "0900" },
  { "19970910T090000", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
    "1997 Sep 10-15 1999 Mar 10-13", "0900" },
  { "19970902T090000", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
    "1997 Sep 2 9 16 23 30 Nov 4 11 18 25 1998 Jan 6 13 20 27 Mar 3 10 17 24 31 ...", "0900" },
  { "19970610T090000", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
    "1997 Jun 10 Jul 10 1998 Jun 10 Jul 10 1999 Jun 10 Jul 10 2000 Jun 10 Jul 10 2001 Jun 10 Jul 10", "0900" },
  { "19970310T090000", "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
    "1997 Mar 10 1999 Jan 10 Feb 10 Mar 10 2001 Jan 10 Feb 10 Mar 10 2003 Jan 10 Feb 10 Mar 10", "0900" },
  { "19970101T090000", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
    "1997 Jan 1 Apr 10 Jul 19 2000 Jan 1 Apr 9 Jul 18 2003 Jan 1 Apr 10 Jul 19 2006 Jan 1", "0900" },
  { "19970519T090000", "FREQ=YEARLY;BYDAY=20MO", "1997 May 19 1998 May 18 1999 May 17 ...", "0900" },
  { "19970512T090000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997 May 12 1998 May 11 1999 May 17 ...", "0900" },
  { "19970313T090000", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
    "1997 Mar 13 20 27 1998 Mar 5 12 19 26 1999 Mar 4 11 18 25 ...", "0900" },
  { "19970605T090000", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
    "1997 Jun 5 12 19 26 Jul 3 10 17 24 31 Aug 7 14 21 28 1998 Jun 4 11 18 25 Jul 2 9 16 23 30 Aug 6 13 20 27"
    " 1999 Jun 3 10 17 24 Jul 1 8 15 22 29 Aug 5 12 19 26 ...", "0900" },
  { "19970902T090000", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "1998 Feb 13 Mar 13 Nov 13 1999 Aug 13 2000 Oct 13 ...", "0900" }, /* with EXDATE of its start */
  { "19970913T090000", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
    "1997 Sep 13 Oct 11 Nov 8 Dec 13 1998 Jan 10 Feb 7 Mar 7 Apr 11 May 9 Jun 13 ...", "0900" },
  { "19961105T090000", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
    "1996 Nov 5 2000 Nov 7 2004 Nov 2 ...", "0900" },
  { "19970904T090000", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997 Sep 4 Oct 7 Nov 6", "0900" },
  { "19970929T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
    "1997 Sep 29 Oct 30 Nov 27 Dec 30 1998 Jan 29 Feb 26 Mar 30 ...", "0900" },
  /* the RFC lists 15:00 as well, but 17:00 UTC is 13:00 in New York (reported as erratum) */
  { "19970902T090000", "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", "1997 Sep 2", "0900 1200" },
  { "19970902T090000", "FREQ=MINUTELY;INTERVAL=15;COUNT=6", "1997 Sep 2", "0900 0915 0930 0945 1000 1015" },
  { "19970902T090000", "FREQ=MINUTELY;INTERVAL=90;COUNT=4", "1997 Sep 2", "0900 1030 1200 1330" },
  { "19970902T090000", "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", "1997 Sep 2-3 ...",
    "0900 0920 0940 1000 1020 1040 1100 1120 1140 1200 1220 1240 1300 1320 1340 1400 1420 1440 1500 1520 1540"
    " 1600 1620 1640" },
  { "19970902T090000", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16", "1997 Sep 2-3 ...",
    "0900 0920 0940 1000 1020 1040 1100 1120 1140 1200 1220 1240 1300 1320 1340 1400 1420 1440 1500 1520 1540"
    " 1600 1620 1640" },
  { "19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997 Aug 5 10 19 24", "0900" },
  { "19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997 Aug 5 17 19 31", "0900" },
  { "20070115T090000", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007 Jan 15 30 Feb 15 Mar 15 30", "0900" },
};

/* what stands in the words of the days so far */
typedef struct {
  gint year;
  gint month;
  GString *text;
  char **times;
} Expectation;

static gint
month_of (const char *word)
{
  static const char *const names[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

  for (gint i = 0; i < 12; i++)
    if (g_str_equal (names[i], word))
      return i + 1;
  return 0;
}

static void
add_days (Expectation *expectation, gint first, gint last)
{
  for (gint day = first; day <= last; day++)
    for (gsize i = 0; expectation->times[i] != NULL; i++)
      g_string_append_printf (expectation->text, "%s%04d%02d%02dT%s00", expectation->text->len > 0 ? " " : "",
                              expectation->year, expectation->month, day, expectation->times[i]);
}

static void
add_word (Expectation *expectation, const char *word)
{
  gint first = 0;
  gint last = 0;
  gint n_read = sscanf (word, "%d-%d", &first, &last);

  if (g_str_equal (word, "..."))
    g_string_append (expectation->text, " ...");
  else if (month_of (word) > 0)
    expectation->month = month_of (word);
  else if (first > 31)
    expectation->year = first;
  else
    add_days (expectation, first, n_read == 2 ? last : first);
}

static char *
expand (const char *days, const char *times)
{
  g_auto(GStrv) words = g_strsplit (days, " ", -1);
  g_auto(GStrv) time_words = g_strsplit (times, " ", -1);
  Expectation expectation = { 0, 0, g_string_new (NULL), time_words };

  for (gsize i = 0; words[i] != NULL; i++)
    add_word (&expectation, words[i]);
  return g_string_free (expectation.text, FALSE);
}

static void
test_example (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Example example = { "America/New_York", rows[i].start, rows[i].rule, NULL, NULL };
  g_autofree char *expected = expand (rows[i].days, rows[i].times);

  if (g_str_has_suffix (rows[i].rule, "BYMONTHDAY=13"))
    example.exdates = rows[i].start;
  assert_gives (&example, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/recurrence-rfc/%02" G_GSIZE_FORMAT " %s", i, rows[i].rule);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_example);
    }
  return g_test_run ();
}
