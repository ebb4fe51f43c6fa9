/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems of calendars: what is wrong is told with its line, and costs only its own item. */
#include "ics-tool.h"

#define GOOD "BEGIN:VEVENT|UID:good|SUMMARY:Good|DTSTART:20260302T090000|END:VEVENT"
#define START "DTSTART:20260302T090000"
#define ALARM(lines) "BEGIN:VALARM|" lines "|END:VALARM"

/*
 * The first three lines of the file are those of the calendar, so the first
 * line of @body is the fourth. A good item stands behind it and must survive.
 */
typedef struct {
  const char *name;
  const char *body;
  const char *problem; /* how the list of problems begins; "" for none */
  guint n_rules;       /* beside the good one */
} ProblemRow;

#define EVENT(lines) "BEGIN:VEVENT|UID:u|" lines "|END:VEVENT"

static const ProblemRow problem_rows[] = {
  { "nothing-wrong", EVENT (START), "", 1 },

  /* dates */
  { "no-start", EVENT ("SUMMARY:x"), "4 error: VEVENT is left out: it has no DTSTART; expected such as "
    "DTSTART:20260302T090000", 0 },
  { "month-39", EVENT ("DTSTART:20263901T080000Z"), "6 error: DTSTART “20263901T080000Z” is no date or time", 0 },
  { "month-0", EVENT ("DTSTART:20260001T080000Z"), "6 error: DTSTART “20260001T080000Z” is no date or time", 0 },
  { "february-30", EVENT ("DTSTART:20260230T080000Z"), "6 error: DTSTART “20260230T080000Z” is no date", 0 },
  { "hour-25", EVENT ("DTSTART:20260302T250000"), "6 error: DTSTART “20260302T250000” is no date or time", 0 },
  { "year-1", EVENT ("DTSTART:00010101T000000Z"), "6 error: DTSTART “00010101T000000Z” is no date or time between "
    "1900 and 2200", 0 },
  { "year-9999", EVENT ("DTSTART:99991231T235959Z"), "6 error: DTSTART “99991231T235959Z” is no date or time", 0 },
  { "words", EVENT ("DTSTART:tomorrow"), "6 error: DTSTART “tomorrow” is no date or time", 0 },
  { "blanks-for-digits", EVENT ("DTSTART:2026 3 2T 90000"), "6 error: DTSTART “2026 3 2T 90000” is no date", 0 },
  { "leap-second", EVENT ("DTSTART:20260630T235960Z"), "", 1 },
  { "end-before-start", EVENT (START "|DTEND:20260302T080000"), "7 warning: the end is before the start", 1 },
  { "bad-exdate-costs-only-itself", EVENT (START "|RRULE:FREQ=DAILY|EXDATE:20260303T090000,x"),
    "8 error: EXDATE “x” is no date or time", 1 },

  /* rules */
  { "rrule-typo", EVENT (START "|RRULE:FREQ=DIALY"), "7 error: the item of line 4 is left out: RRULE", 0 },
  { "rrule-never", EVENT (START "|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "7 warning: ", 1 },
  { "exrule", EVENT (START "|RRULE:FREQ=DAILY|EXRULE:FREQ=WEEKLY"), "8 warning: EXRULE is ignored", 1 },

  /* zones */
  { "unknown-zone", EVENT ("DTSTART;TZID=Europe/Berlim:20260302T090000"),
    "6 warning: unknown TZID “Europe/Berlim”: times with it are read as local time of this desk; did you mean "
    "“Europe/Berlin”?", 1 },
  { "city-as-zone", EVENT ("DTSTART;TZID=Vienna:20260302T090000"),
    "6 warning: unknown TZID “Vienna”: times with it are read as local time of this desk; did you mean "
    "“Europe/Vienna”?", 1 },
  { "unknown-zone-is-told-once",
    EVENT ("DTSTART;TZID=Mars/Base:20260302T090000|RRULE:FREQ=DAILY|EXDATE;TZID=Mars/Base:20260303T090000"),
    "6 warning: unknown TZID “Mars/Base”", 1 },
  { "zone-is-no-path", EVENT ("DTSTART;TZID=../../../etc/passwd:20260302T090000"),
    "6 warning: unknown TZID “../../../etc/passwd”", 1 },
  { "zone-that-is-empty", EVENT ("DTSTART;TZID=:20260302T090000"), "", 1 },
  { "zone-without-tzid", "BEGIN:VTIMEZONE|END:VTIMEZONE|" EVENT (START),
    "4 error: VTIMEZONE is left out: it has no TZID", 1 },
  { "zone-without-rules", "BEGIN:VTIMEZONE|TZID:Mine|END:VTIMEZONE|" EVENT (START),
    "4 error: VTIMEZONE is left out: it has no STANDARD or DAYLIGHT", 1 },

  /* alarms */
  { "no-trigger", EVENT (START "|" ALARM ("ACTION:DISPLAY")),
    "7 warning: this alarm is left out: it has no TRIGGER", 1 },
  { "trigger-typo", EVENT (START "|" ALARM ("ACTION:DISPLAY|TRIGGER:-15M")),
    "9 error: TRIGGER “-15M” is no duration", 1 },
  { "trigger-of-nothing", EVENT (START "|" ALARM ("ACTION:DISPLAY|TRIGGER:-P")),
    "9 error: TRIGGER “-P” is no duration", 1 },
  { "action-typo", EVENT (START "|" ALARM ("ACTION:DISPLY|TRIGGER:-PT5M")),
    "8 warning: this alarm is left out: its ACTION “DISPLY” is unknown; DISPLAY would be right", 1 },
  { "mail", EVENT (START "|" ALARM ("ACTION:EMAIL|TRIGGER:-PT5M")),
    "8 warning: this alarm is left out: its ACTION is EMAIL, and no mail is ever sent", 1 },
  { "program", EVENT (START "|" ALARM ("ACTION:PROCEDURE|TRIGGER:-PT5M")),
    "8 warning: this alarm is left out: its ACTION is PROCEDURE, and no program is ever run", 1 },
  { "place", EVENT (START "|" ALARM ("ACTION:DISPLAY|TRIGGER:-PT5M|PROXIMITY:ARRIVE")),
    "7 warning: this alarm is left out: it is for a place", 1 },
  { "repeat-without-duration", EVENT (START "|" ALARM ("ACTION:DISPLAY|TRIGGER:PT0S|REPEAT:2")),
    "10 warning: REPEAT is ignored: it needs a DURATION", 1 },
  { "repeat-too-often", EVENT (START "|" ALARM ("ACTION:DISPLAY|TRIGGER:PT0S|REPEAT:2147483647|DURATION:PT1M")),
    "10 warning: REPEAT is read as 10", 1 },

  /* our own */
  { "room-typo", EVENT (START "|X-NUDGED-ROOM:soon"), "7 warning: X-NUDGED-ROOM is ignored: “soon”", 1 },
  { "ask-typo", EVENT (START "|X-NUDGED-ASK:MODO"), "7 warning: X-NUDGED-ASK “MODO” is ignored: expected NONE, MOOD, "
    "WORD, NOTE, REFLECT; did you mean MOOD", 1 },
  { "category-typo", EVENT (START "|CATEGORIES:Health,movment"),
    "7 warning: CATEGORIES “movment” is none of ours; did you mean movement?", 1 },
  { "foreign-categories-are-fine", EVENT (START "|CATEGORIES:Health,Birthday"), "", 1 },
  { "missed-typo", EVENT (START "|X-NUDGED-MISSED:KEEP"),
    "7 warning: X-NUDGED-MISSED “KEEP” is ignored: expected SHOW, DROP", 1 },
  { "window-too-long", EVENT (START "|X-NUDGED-WINDOW:P2D"), "7 warning: X-NUDGED-WINDOW is read as one day", 1 },
  { "unknown-own", EVENT (START "|X-NUDGED-COLOUR:red"), "7 warning: “X-NUDGED-COLOUR” is no known property", 1 },
  { "plan-day-is-known", EVENT (START "|X-NUDGED-DAY:3"), "", 1 },

  /* names and structure */
  { "property-typo", EVENT (START "|SUMARY:x"),
    "7 warning: “SUMARY” is no known property and is ignored; did you mean SUMMARY?", 1 },
  { "foreign-properties-are-fine", EVENT (START "|LOCATION:x|X-FOO:y|COLOR:red|DTSTAMP:20260101T000000Z"), "", 1 },
  { "no-property", EVENT (START "|just some words"), "7 error: “just some words” is not a property", 1 },
  { "no-colon", EVENT (START "|SUMMARY"), "7 error: “SUMMARY” is not a property", 1 },
  { "end-forgotten", "BEGIN:VEVENT|UID:u|" START, "4 error: VEVENT is left out: its END:VEVENT is missing before "
    "BEGIN:VEVENT in line 7", 0 },
  { "end-of-alarm-forgotten", "BEGIN:VEVENT|UID:u|" START "|BEGIN:VALARM|TRIGGER:-PT5M|END:VEVENT",
    "7 error: VALARM is left out: its END:VALARM is missing before END:VEVENT in line 9", 1 },
  { "end-without-begin", EVENT (START) "|END:VTODO", "8 error: END:VTODO has no BEGIN:VTODO before it", 1 },
  { "too-deep", EVENT (START "|BEGIN:VALARM|BEGIN:A|BEGIN:B|END:B|END:A|END:VALARM"),
    "4 error: VEVENT is left out: it has components inside each other", 0 },
  { "others-are-passed-over", "BEGIN:VJOURNAL|UID:j|SUMMARY:x|END:VJOURNAL|BEGIN:VFREEBUSY|END:VFREEBUSY", "", 0 },

  /* UIDs */
  { "no-uid", "BEGIN:VEVENT|" START "|END:VEVENT", "", 1 },
  { "uid-twice", EVENT (START) "|" EVENT ("DTSTART:20260302T100000"),
    "8 warning: the UID “u” belongs to the item in line 4 already", 2 },
  { "uid-twice-revised", EVENT (START "|SEQUENCE:1") "|" EVENT ("DTSTART:20260302T100000|SEQUENCE:2"),
    "4 warning: this item is left out: line 9 has a newer SEQUENCE of the same UID “u”", 1 },
  { "todo-without-time", "BEGIN:VTODO|UID:t|SUMMARY:x|END:VTODO", "4 warning: VTODO is never due", 0 },
};

static void
test_problem (gconstpointer data)
{
  const ProblemRow *row = data;
  g_autofree char *body = g_strconcat (row->body, "|" GOOD, NULL);
  g_autoptr(NudgeIcsResult) result = ics_parse (body);
  g_autofree char *problems = ics_problem_list (result);
  guint n_expected = *row->problem == '\0' ? 0 : 1;

  if (!g_str_has_prefix (problems, row->problem) || result->problems->len != n_expected)
    g_error ("expected %s\n  got %s", row->problem, problems);
  g_assert_cmpuint (result->rules->len, ==, row->n_rules + 1);
  g_assert_cmpstr (ics_find (result, "Good")->uid, ==, "good");
  g_assert_true (result->is_whole);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (problem_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ics-problems/", problem_rows[i].name, NULL);

      g_test_add_data_func (path, &problem_rows[i], test_problem);
    }
  return g_test_run ();
}
