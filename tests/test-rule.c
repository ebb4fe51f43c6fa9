/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: when they are due, with alarms, moved instances, windows and whole days, in tables. */
#include "ics-tool.h"

#define BERLIN "Europe/Berlin"
#define DAILY "DTSTART;TZID=Europe/Berlin:20260302T090000|RRULE:FREQ=DAILY|"
#define ALARM(lines) "BEGIN:VALARM|ACTION:DISPLAY|DESCRIPTION:x|" lines "|END:VALARM"

/* Lines of a VEVENT, and when it is due from @from on, on a desk in Berlin. */
typedef struct {
  const char *name;
  const char *lines;
  NudgeIcsAlarms mode;
  const char *from;
  const char *due; /* as many as there are here; "" means never */
} DueRow;

static const DueRow due_rows[] = {
  /* what makes it due */
  { "start", DAILY "CLASS:PUBLIC", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00",
    "2026-03-02 09:00 start; 2026-03-03 09:00 start" },
  { "alarm-instead-of-start", DAILY ALARM ("TRIGGER:-PT15M"), NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00",
    "2026-03-02 08:45 alarm; 2026-03-03 08:45 alarm" },
  { "own-alarms-only", DAILY "CLASS:PUBLIC", NUDGE_ICS_ALARMS_OWN, "2026-03-02 00:00", "" },
  { "start-whatever-alarms", DAILY ALARM ("TRIGGER:-PT15M"), NUDGE_ICS_ALARMS_START, "2026-03-02 00:00",
    "2026-03-02 09:00 start; 2026-03-03 09:00 start" },
  { "once", "DTSTART:20260302T080000Z", NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00", "2026-03-02 09:00 start" },
  { "over", "DTSTART:20260302T080000Z", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 09:01", "" },
  { "floating", "DTSTART:20260302T090000", NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00", "2026-03-02 09:00 start" },
  { "other-zone", "DTSTART;TZID=America/New_York:20260302T090000", NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00",
    "2026-03-02 15:00 start" },

  /* alarms */
  { "after-the-start", DAILY ALARM ("TRIGGER:PT5M"), NUDGE_ICS_ALARMS_AUTO, "2026-03-02 09:05",
    "2026-03-02 09:05 alarm; 2026-03-03 09:05 alarm" },
  { "of-the-end", DAILY "DURATION:PT45M|" ALARM ("TRIGGER;RELATED=END:-PT5M"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-02 09:40 alarm; 2026-03-03 09:40 alarm" },
  { "of-dtend", DAILY "DTEND;TZID=Europe/London:20260302T084500|" ALARM ("TRIGGER;RELATED=END:PT0S"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "2026-03-02 09:45 alarm; 2026-03-03 09:45 alarm" },
  { "two-alarms-in-order", DAILY ALARM ("TRIGGER:-PT5M") "|" ALARM ("TRIGGER:-PT1H"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-02 08:00 alarm; 2026-03-02 08:55 alarm; 2026-03-03 08:00 alarm" },
  { "same-instant-once", DAILY ALARM ("TRIGGER:-PT60M") "|" ALARM ("TRIGGER:-PT1H"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-02 08:00 alarm; 2026-03-03 08:00 alarm" },
  { "repeats", DAILY ALARM ("TRIGGER:PT0S|REPEAT:2|DURATION:PT5M"), NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00",
    "2026-03-02 09:00 alarm; 2026-03-02 09:05 repeat; 2026-03-02 09:10 repeat; 2026-03-03 09:00 alarm" },
  { "absolute-does-not-recur", DAILY ALARM ("TRIGGER;VALUE=DATE-TIME:20260303T060000Z"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-03 07:00 alarm" },
  { "absolute-with-repeats", DAILY ALARM ("TRIGGER;VALUE=DATE-TIME:20260303T060000Z|REPEAT:1|DURATION:PT10M"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "2026-03-03 07:00 alarm; 2026-03-03 07:10 repeat" },
  { "the-value-says-what-a-trigger-is", DAILY ALARM ("TRIGGER;VALUE=DATE-TIME:-PT15M") "|"
    ALARM ("TRIGGER:20260303T060000Z"), NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00",
    "2026-03-02 08:45 alarm; 2026-03-03 07:00 alarm; 2026-03-03 08:45 alarm" },
  { "absolute-without-z-is-local", DAILY ALARM ("TRIGGER;VALUE=DATE-TIME:20260303T060000"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-03 06:00 alarm" },

  /* over a change of offset: summer time begins on 2026-03-29 at 02:00 */
  { "a-day-before-is-a-calendar-day", "DTSTART;TZID=Europe/Berlin:20260329T090000|" ALARM ("TRIGGER:-P1D"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00", "2026-03-28 09:00 alarm" },
  { "24-hours-before-is-24-hours", "DTSTART;TZID=Europe/Berlin:20260329T090000|" ALARM ("TRIGGER:-PT24H"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00", "2026-03-28 08:00 alarm" },
  { "a-week-before-in-autumn", "DTSTART;TZID=Europe/Berlin:20261026T090000|" ALARM ("TRIGGER:-P1W"),
    NUDGE_ICS_ALARMS_AUTO, "2026-10-01 00:00", "2026-10-19 09:00 alarm" },
  { "an-hour-before-in-the-gap", "DTSTART;TZID=Europe/Berlin:20260329T033000|" ALARM ("TRIGGER:-PT1H"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00", "2026-03-29 01:30 alarm" },
  { "a-day-before-falls-into-the-gap", "DTSTART;TZID=Europe/Berlin:20260330T023000|" ALARM ("TRIGGER:-P1D"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00", "2026-03-29 03:30 alarm" },
  { "daily-day-before-around-the-gap",
    "DTSTART;TZID=Europe/Berlin:20260328T023000|RRULE:FREQ=DAILY;COUNT=4|" ALARM ("TRIGGER:-P1D"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00",
    "2026-03-27 02:30 alarm; 2026-03-28 03:30 alarm; 2026-03-29 03:30 alarm; 2026-03-30 02:30 alarm" },

  /* whole days: a desk in Berlin, all-day items at 9:00 */
  { "all-day", "DTSTART;VALUE=DATE:20260302", NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00", "2026-03-02 09:00 start" },
  { "all-day-alarm-from-midnight", "DTSTART;VALUE=DATE:20260302|" ALARM ("TRIGGER:-PT15H"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-01 00:00", "2026-03-01 09:00 alarm" },
  { "all-day-alarm-of-the-end", "DTSTART;VALUE=DATE:20260302|DTEND;VALUE=DATE:20260304|"
    ALARM ("TRIGGER;RELATED=END:-PT1H"), NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00", "2026-03-03 23:00 alarm" },
  { "all-day-without-end-lasts-a-day", "DTSTART;VALUE=DATE:20260302|" ALARM ("TRIGGER;RELATED=END:PT0S"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-01 00:00", "2026-03-03 00:00 alarm" },
  { "all-day-over-the-gap", "DTSTART;VALUE=DATE:20260328|RRULE:FREQ=DAILY;COUNT=3", NUDGE_ICS_ALARMS_AUTO,
    "2026-03-01 00:00", "2026-03-28 09:00 start; 2026-03-29 09:00 start; 2026-03-30 09:00 start" },

  /* RFC 9074 */
  { "acknowledged", DAILY ALARM ("TRIGGER:-PT15M|ACKNOWLEDGED:20260303T080000Z"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-04 08:45 alarm; 2026-03-05 08:45 alarm" },
  { "acknowledged-at-the-very-instant", DAILY ALARM ("TRIGGER:-PT15M|ACKNOWLEDGED:20260303T074500Z"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "2026-03-04 08:45 alarm; 2026-03-05 08:45 alarm" },
  { "acknowledged-just-before", DAILY ALARM ("TRIGGER:-PT15M|ACKNOWLEDGED:20260303T074459Z"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-03 08:45 alarm; 2026-03-04 08:45 alarm" },
  { "acknowledged-ends-its-repeats",
    DAILY ALARM ("TRIGGER:PT0S|REPEAT:2|DURATION:PT5M|ACKNOWLEDGED:20260302T080100Z"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-03 09:00 alarm; 2026-03-03 09:05 repeat; 2026-03-03 09:10 repeat" },
  { "acknowledged-absolute", DAILY ALARM ("TRIGGER;VALUE=DATE-TIME:20260303T060000Z|ACKNOWLEDGED:20260303T060005Z"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "" },
  { "snooze",
    "DTSTART:20260302T080000Z|" ALARM ("UID:a1|TRIGGER:-PT15M|ACKNOWLEDGED:20260302T074600Z") "|" ALARM (
        "UID:a2|TRIGGER;VALUE=DATE-TIME:20260302T075500Z|RELATED-TO;RELTYPE=SNOOZE:a1"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "2026-03-02 08:55 snooze" },
  { "a-relation-of-another-type-is-no-snooze",
    "DTSTART:20260302T080000Z|" ALARM ("UID:a2|TRIGGER:-PT5M|RELATED-TO:a1"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-02 08:55 alarm" },
  { "proximity-is-not-by-time",
    DAILY ALARM ("TRIGGER;VALUE=DATE-TIME:20260303T060000Z|PROXIMITY:ARRIVE") "|" ALARM ("TRIGGER:-PT5M"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "2026-03-02 08:55 alarm; 2026-03-03 08:55 alarm" },

  /* habits of others */
  { "apple-none-is-no-alarm",
    DAILY "BEGIN:VALARM|ACTION:NONE|TRIGGER;VALUE=DATE-TIME:19760401T005545Z|X-APPLE-DEFAULT-ALARM:TRUE|END:VALARM",
    NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "2026-03-02 09:00 start; 2026-03-03 09:00 start" },
  { "thunderbird-lastack", DAILY "X-MOZ-LASTACK:20260303T080000Z|" ALARM ("TRIGGER:-PT15M"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-04 08:45 alarm" },
  { "thunderbird-snooze",
    DAILY "X-MOZ-LASTACK:20260302T074500Z|X-MOZ-SNOOZE-TIME-1772438400000000:20260302T075500Z|"
    ALARM ("TRIGGER:-PT15M"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "2026-03-02 08:55 snooze; 2026-03-03 08:45 alarm" },
  { "nothing-is-run-or-sent", DAILY "BEGIN:VALARM|ACTION:EMAIL|TRIGGER:-PT5M|END:VALARM|BEGIN:VALARM|"
    "ACTION:PROCEDURE|TRIGGER:-PT6M|ATTACH:file:///bin/sh|END:VALARM", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00",
    "2026-03-02 09:00 start; 2026-03-03 09:00 start" },

  /* exceptions and extra dates */
  { "exdate", DAILY "EXDATE;TZID=Europe/Berlin:20260303T090000", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00",
    "2026-03-02 09:00 start; 2026-03-04 09:00 start" },
  { "exdate-as-date", DAILY "EXDATE;VALUE=DATE:20260303", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00",
    "2026-03-02 09:00 start; 2026-03-04 09:00 start" },
  { "exdate-takes-its-alarm", DAILY "EXDATE:20260303T080000Z|" ALARM ("TRIGGER:-PT15M"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-02 08:45 alarm; 2026-03-04 08:45 alarm" },
  { "rdate", "DTSTART:20260302T080000Z|RDATE:20260305T080000Z,20260304T080000Z", NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-02 09:00 start; 2026-03-04 09:00 start; 2026-03-05 09:00 start" },
  { "rdate-period", "DTSTART:20260302T080000Z|RDATE;VALUE=PERIOD:20260304T080000Z/PT1H", NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-02 09:00 start; 2026-03-04 09:00 start" },
  { "cancelled", DAILY "STATUS:CANCELLED", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", NULL },
};

static guint
count_items (const char *list)
{
  guint n = *list == '\0' ? 0 : 1;

  for (const char *p = list; *p != '\0'; p++)
    n += *p == ';';
  return n;
}

static void
test_due (gconstpointer data)
{
  const DueRow *row = data;
  g_autofree char *event = ics_event (row->lines);
  g_autoptr(NudgeIcsResult) result = ics_parse_as (event, row->mode);
  g_autofree char *due = NULL;

  if (row->due == NULL)
    {
      g_assert_cmpuint (result->rules->len, ==, 0);
      return;
    }
  due = ics_due_list (ics_rule (result), BERLIN, row->from, MAX (count_items (row->due), 1));
  g_assert_cmpstr (due, ==, row->due);
}

/* A master and what is written beside it. */
typedef struct {
  const char *name;
  const char *body;
  const char *due; /* titles, from 2026-03-02 on, on a desk in Berlin */
} OverrideRow;

#define MASTER "BEGIN:VEVENT|UID:u|SUMMARY:Master|" DAILY "END:VEVENT|"
#define OVERRIDE(lines) "BEGIN:VEVENT|UID:u|" lines "|END:VEVENT"

static const OverrideRow override_rows[] = {
  { "moved", MASTER OVERRIDE ("RECURRENCE-ID:20260303T080000Z|DTSTART:20260303T140000Z|SUMMARY:Late"),
    "2026-03-02 09:00 Master; 2026-03-03 15:00 Late; 2026-03-04 09:00 Master" },
  { "moved-past-the-next", MASTER OVERRIDE ("RECURRENCE-ID:20260303T080000Z|DTSTART:20260304T140000Z|SUMMARY:Late"),
    "2026-03-02 09:00 Master; 2026-03-04 09:00 Master; 2026-03-04 15:00 Late; 2026-03-05 09:00 Master" },
  { "moved-onto-another", MASTER OVERRIDE ("RECURRENCE-ID:20260303T080000Z|DTSTART:20260304T080000Z|SUMMARY:Late"),
    "2026-03-02 09:00 Master; 2026-03-04 09:00 Late; 2026-03-05 09:00 Master" },
  { "before-its-master", OVERRIDE ("RECURRENCE-ID:20260303T080000Z|DTSTART:20260303T140000Z|SUMMARY:Late") "|" MASTER
    "BEGIN:VTODO|UID:x|END:VTODO", "2026-03-02 09:00 Master; 2026-03-03 15:00 Late; 2026-03-04 09:00 Master" },
  { "title-only", MASTER OVERRIDE ("RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000|"
    "DTSTART;TZID=Europe/Berlin:20260303T090000|SUMMARY:Other"),
    "2026-03-02 09:00 Master; 2026-03-03 09:00 Other; 2026-03-04 09:00 Master" },
  { "no-title-keeps-that-of-the-master", MASTER OVERRIDE ("RECURRENCE-ID:20260303T080000Z|DTSTART:20260303T140000Z"),
    "2026-03-02 09:00 Master; 2026-03-03 15:00 Master; 2026-03-04 09:00 Master" },
  { "cancelled", MASTER OVERRIDE ("RECURRENCE-ID:20260303T080000Z|DTSTART:20260303T080000Z|STATUS:CANCELLED"),
    "2026-03-02 09:00 Master; 2026-03-04 09:00 Master" },
  { "outside-of-the-rule-is-one-more",
    MASTER OVERRIDE ("RECURRENCE-ID:20260303T120000Z|DTSTART:20260303T130000Z|SUMMARY:Extra"),
    "2026-03-02 09:00 Master; 2026-03-03 09:00 Master; 2026-03-03 14:00 Extra; 2026-03-04 09:00 Master" },
  { "own-alarm", MASTER OVERRIDE ("RECURRENCE-ID:20260303T080000Z|DTSTART:20260303T140000Z|SUMMARY:Late|" ALARM (
        "TRIGGER:-PT30M")),
    "2026-03-02 09:00 Master; 2026-03-03 14:30 Late; 2026-03-04 09:00 Master" },
  { "this-and-future", MASTER OVERRIDE ("RECURRENCE-ID;RANGE=THISANDFUTURE:20260304T080000Z|"
    "DTSTART;TZID=Europe/Berlin:20260304T103000|SUMMARY:Later"),
    "2026-03-02 09:00 Master; 2026-03-03 09:00 Master; 2026-03-04 10:30 Later; 2026-03-05 10:30 Later" },
  { "this-and-future-cancelled", MASTER OVERRIDE ("RECURRENCE-ID;RANGE=THISANDFUTURE:20260304T080000Z|"
    "DTSTART;TZID=Europe/Berlin:20260304T090000|STATUS:CANCELLED"),
    "2026-03-02 09:00 Master; 2026-03-03 09:00 Master" },
  { "two-futures", MASTER OVERRIDE ("RECURRENCE-ID;RANGE=THISANDFUTURE:20260305T080000Z|"
    "DTSTART;TZID=Europe/Berlin:20260305T120000|SUMMARY:Third") "|" OVERRIDE (
    "RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T080000Z|DTSTART;TZID=Europe/Berlin:20260303T100000|SUMMARY:Second"),
    "2026-03-02 09:00 Master; 2026-03-03 10:00 Second; 2026-03-04 10:00 Second; 2026-03-05 12:00 Third" },
  { "one-inside-a-future", MASTER OVERRIDE ("RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T080000Z|"
    "DTSTART;TZID=Europe/Berlin:20260303T100000|SUMMARY:Second") "|" OVERRIDE (
    "RECURRENCE-ID:20260304T080000Z|DTSTART:20260304T160000Z|SUMMARY:Odd"),
    "2026-03-02 09:00 Master; 2026-03-03 10:00 Second; 2026-03-04 17:00 Odd; 2026-03-05 10:00 Second" },
  { "without-master", OVERRIDE ("RECURRENCE-ID:20260303T080000Z|DTSTART:20260303T140000Z|SUMMARY:A") "|" OVERRIDE (
    "RECURRENCE-ID:20260304T080000Z|DTSTART:20260304T140000Z|SUMMARY:B"), "2026-03-03 15:00 A; 2026-03-04 15:00 B" },
  { "floating", "BEGIN:VEVENT|UID:u|SUMMARY:Master|DTSTART:20260302T090000|RRULE:FREQ=DAILY|END:VEVENT|" OVERRIDE (
    "RECURRENCE-ID:20260303T090000|DTSTART:20260303T150000|SUMMARY:Late"),
    "2026-03-02 09:00 Master; 2026-03-03 15:00 Late; 2026-03-04 09:00 Master" },
  { "all-day", "BEGIN:VEVENT|UID:u|SUMMARY:Master|DTSTART;VALUE=DATE:20260302|RRULE:FREQ=DAILY|END:VEVENT|" OVERRIDE (
    "RECURRENCE-ID;VALUE=DATE:20260303|DTSTART;VALUE=DATE:20260305|SUMMARY:Late"),
    "2026-03-02 09:00 Master; 2026-03-04 09:00 Master; 2026-03-05 09:00 Late; 2026-03-06 09:00 Master" },
};

static void
test_override (gconstpointer data)
{
  const OverrideRow *row = data;
  g_autoptr(NudgeIcsResult) result = ics_parse (row->body);
  guint n = MAX (count_items (row->due), 1);
  g_autofree char *due = ics_due_titles (ics_rule (result), BERLIN, "2026-03-02 00:00", n);

  g_assert_cmpstr (due, ==, row->due);
}

/* A VTODO and when it is due. */
static const DueRow todo_rows[] = {
  { "by-start", "DTSTART:20260302T080000Z|DUE:20260303T080000Z", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00",
    "2026-03-02 09:00 start" },
  { "by-due", "DUE:20260303T080000Z", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "2026-03-03 09:00 start" },
  { "by-due-date", "DUE;VALUE=DATE:20260303", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "2026-03-03 09:00 start" },
  { "recurs-by-due", "DUE:20260303T080000Z|RRULE:FREQ=DAILY", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00",
    "2026-03-03 09:00 start; 2026-03-04 09:00 start" },
  { "alarm-before-due", "DTSTART:20260302T080000Z|DUE:20260303T080000Z|" ALARM ("TRIGGER;RELATED=END:-PT1H"),
    NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", "2026-03-03 08:00 alarm" },
  { "alarm-of-a-start-that-is-missing", "DUE:20260303T080000Z|" ALARM ("TRIGGER:-PT1H"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-03 08:00 alarm" },
  { "only-a-fixed-time", ALARM ("TRIGGER;VALUE=DATE-TIME:20260303T060000Z"), NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", "2026-03-03 07:00 alarm" },
  { "completed", "DUE:20260303T080000Z|STATUS:COMPLETED", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", NULL },
  { "completed-by-date", "DUE:20260303T080000Z|COMPLETED:20260302T080000Z", NUDGE_ICS_ALARMS_AUTO,
    "2026-03-02 00:00", NULL },
  { "cancelled", "DUE:20260303T080000Z|STATUS:CANCELLED", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", NULL },
  { "never", "CLASS:PUBLIC", NUDGE_ICS_ALARMS_AUTO, "2026-03-02 00:00", NULL },
};

static void
test_todo (gconstpointer data)
{
  const DueRow *row = data;
  g_autofree char *todo = g_strconcat ("BEGIN:VTODO|UID:t|SUMMARY:Task|", row->lines, "|END:VTODO", NULL);
  g_autoptr(NudgeIcsResult) result = ics_parse_as (todo, row->mode);
  g_autofree char *due = NULL;

  if (row->due == NULL)
    {
      g_assert_cmpuint (result->rules->len, ==, 0);
      return;
    }
  due = ics_due_list (ics_rule (result), BERLIN, row->from, MAX (count_items (row->due), 1));
  g_assert_cmpstr (due, ==, row->due);
}

static void
test_floating_times_follow_the_desk (void)
{
  g_autoptr(NudgeIcsResult) result = ics_parse ("BEGIN:VEVENT|UID:f|DTSTART:20260302T090000|END:VEVENT");
  g_autofree char *berlin = ics_due_list (ics_rule (result), BERLIN, "2026-03-01 00:00", 1);
  g_autofree char *tokyo = ics_due_list (ics_rule (result), "Asia/Tokyo", "2026-03-01 00:00", 1);

  g_assert_cmpstr (berlin, ==, "2026-03-02 09:00 start");
  g_assert_cmpstr (tokyo, ==, "2026-03-02 09:00 start");
}

static void
test_whole_days_follow_the_desk_and_its_setting (void)
{
  g_autoptr(NudgeIcsResult) result = ics_parse ("BEGIN:VEVENT|UID:f|DTSTART;VALUE=DATE:20260302|END:VEVENT");
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name ("Asia/Kathmandu", NULL);
  NudgeDesk desk = { zone, 7 * G_TIME_SPAN_HOUR + 30 * G_TIME_SPAN_MINUTE };
  g_autoptr(NudgeOccurrence) due = nudge_rule_next_after (ics_rule (result), &desk, 0);

  g_assert_cmpint (due->due, ==, ics_at ("2026-03-02 07:30", "Asia/Kathmandu"));
  g_assert_cmpint (due->start, ==, ics_at ("2026-03-02 00:00", "Asia/Kathmandu"));
}

static void
test_occurrences_know_their_start (void)
{
  g_autofree char *event = ics_event (DAILY ALARM ("TRIGGER:-P1D"));
  g_autoptr(NudgeIcsResult) result = ics_parse (event);
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name (BERLIN, NULL);
  NudgeDesk desk = { zone, 0 };
  g_autoptr(NudgeOccurrence) due
      = nudge_rule_next_after (ics_rule (result), &desk, ics_at ("2026-03-28 12:00", BERLIN));

  g_assert_cmpint (due->due, ==, ics_at ("2026-03-29 09:00", BERLIN));
  g_assert_cmpint (due->start, ==, ics_at ("2026-03-30 09:00", BERLIN));
}

#define WINDOW "BEGIN:VEVENT|UID:%s|DTSTART:20260302T090000|RRULE:FREQ=%s|X-NUDGED-WINDOW:%s|END:VEVENT"

static void
test_a_window_gives_one_moment_a_day_inside_it (void)
{
  g_autofree char *body = g_strdup_printf (WINDOW, "w", "DAILY", "PT2H");
  g_autoptr(NudgeIcsResult) result = ics_parse (body);
  NudgeDesk desk = { nudge_zone_new_utc (), 0 };
  NudgeTime day = ics_at ("2026-03-02 09:00", "UTC");
  NudgeTime after = day - 1;
  guint n_same = 0;
  GTimeSpan last = -1;

  for (guint i = 0; i < 60; i++, day += G_TIME_SPAN_DAY)
    {
      g_autoptr(NudgeOccurrence) due = nudge_rule_next_after (ics_rule (result), &desk, after);

      g_assert_cmpint (due->start, ==, day);
      g_assert_cmpint (due->due, >=, day);
      g_assert_cmpint (due->due, <, day + 2 * G_TIME_SPAN_HOUR);
      n_same += due->due - day == last;
      last = due->due - day;
      after = due->due;
    }
  g_assert_cmpuint (n_same, <, 3);
  nudge_zone_unref (desk.zone);
}

static void
test_a_window_is_the_same_for_the_same_uid_and_another_for_another (void)
{
  g_autofree char *one = g_strdup_printf (WINDOW, "one", "DAILY", "PT8H");
  g_autofree char *two = g_strdup_printf (WINDOW, "two", "DAILY", "PT8H");
  g_autoptr(NudgeIcsResult) first = ics_parse (one);
  g_autoptr(NudgeIcsResult) again = ics_parse (one);
  g_autoptr(NudgeIcsResult) other = ics_parse (two);
  g_autofree char *first_due = ics_due_list (ics_rule (first), BERLIN, "2026-03-02 00:00", 5);
  g_autofree char *again_due = ics_due_list (ics_rule (again), BERLIN, "2026-03-02 00:00", 5);
  g_autofree char *other_due = ics_due_list (ics_rule (other), BERLIN, "2026-03-02 00:00", 5);

  g_assert_cmpstr (first_due, ==, again_due);
  g_assert_cmpstr (first_due, !=, other_due);
}

/* What next_after() gives one by one must be all there is, wherever the questions begin. */
static void
test_a_window_loses_nothing_wherever_one_asks (void)
{
  const char *const freqs[] = { "DAILY", "HOURLY", "HOURLY;INTERVAL=5", "MINUTELY;INTERVAL=45" };

  for (gsize i = 0; i < G_N_ELEMENTS (freqs); i++)
    {
      g_autofree char *body = g_strdup_printf (WINDOW, "w", freqs[i], "P1D");
      g_autoptr(NudgeIcsResult) result = ics_parse (body);
      g_autoptr(NudgeZone) zone = nudge_zone_new_by_name (BERLIN, NULL);
      NudgeDesk desk = { zone, 0 };
      NudgeTime after = ics_at ("2026-03-28 00:00", BERLIN);
      NudgeTime last = after;

      while (last < ics_at ("2026-04-01 00:00", BERLIN))
        {
          g_autoptr(NudgeOccurrence) due = nudge_rule_next_after (ics_rule (result), &desk, last);
          g_autoptr(NudgeOccurrence) halfway
              = nudge_rule_next_after (ics_rule (result), &desk, last + (due->due - last) / 2);
          g_autoptr(NudgeOccurrence) just = nudge_rule_next_after (ics_rule (result), &desk, due->due - 1);

          g_assert_cmpint (halfway->due, ==, due->due);
          g_assert_cmpint (just->due, ==, due->due);
          last = due->due;
        }
    }
}

static void
test_last_before_is_the_last_of_many (void)
{
  g_autoptr(NudgeIcsResult) result
      = ics_parse ("BEGIN:VEVENT|UID:m|DTSTART:20000101T000000Z|RRULE:FREQ=MINUTELY|END:VEVENT");
  g_autoptr(NudgeZone) zone = nudge_zone_new_utc ();
  NudgeDesk desk = { zone, 0 };
  NudgeTime after = ics_at ("2026-03-02 09:00", "UTC");
  NudgeTime until = ics_at ("2026-03-05 09:00:30", "UTC");
  guint n_due = 0;
  g_autoptr(NudgeOccurrence) last = nudge_rule_last_before (ics_rule (result), &desk, after, until, &n_due);

  g_assert_cmpint (last->due, ==, ics_at ("2026-03-05 09:00", "UTC"));
  g_assert_cmpuint (n_due, ==, 1000);
}

static void
test_last_before_counts_and_knows_its_limits (void)
{
  g_autofree char *event = ics_event (DAILY "CLASS:PUBLIC");
  g_autoptr(NudgeIcsResult) result = ics_parse (event);
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name (BERLIN, NULL);
  NudgeDesk desk = { zone, 0 };
  NudgeTime second = ics_at ("2026-03-02 09:00", BERLIN);
  NudgeTime fifth = ics_at ("2026-03-05 09:00", BERLIN);
  guint n_due = 7;
  g_autoptr(NudgeOccurrence) last = nudge_rule_last_before (ics_rule (result), &desk, second, fifth, &n_due);

  g_assert_cmpint (last->due, ==, fifth);
  g_assert_cmpuint (n_due, ==, 3);
  g_assert_null (nudge_rule_last_before (ics_rule (result), &desk, second, second + 1, &n_due));
  g_assert_cmpuint (n_due, ==, 0);
}

static void
test_any_instant_can_be_asked_for (void)
{
  g_autofree char *event = ics_event (DAILY ALARM ("TRIGGER:-P1D"));
  g_autoptr(NudgeIcsResult) result = ics_parse (event);
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name (BERLIN, NULL);
  NudgeDesk desk = { zone, 0 };
  g_autoptr(NudgeOccurrence) first = nudge_rule_next_after (ics_rule (result), &desk, G_MININT64);

  g_assert_cmpint (first->due, ==, ics_at ("2026-03-01 09:00", BERLIN));
  g_assert_null (nudge_rule_next_after (ics_rule (result), &desk, NUDGE_NEVER));
}

static void
test_words_for_asks_and_origins (void)
{
  NudgeAsk ask = NUDGE_ASK_NONE;

  g_assert_true (nudge_ask_from_string ("Mood", &ask));
  g_assert_cmpint (ask, ==, NUDGE_ASK_MOOD);
  g_assert_false (nudge_ask_from_string ("moody", &ask));
  g_assert_cmpint (ask, ==, NUDGE_ASK_MOOD);
  g_assert_cmpstr (nudge_ask_to_string (NUDGE_ASK_REFLECT), ==, "reflect");
  g_assert_cmpstr (nudge_origin_to_string (NUDGE_ORIGIN_SOURCE), ==, "source");
}

#define ADD_ROWS(prefix, rows, test)                                                                                   \
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)                                                                      \
    {                                                                                                                  \
      g_autofree char *path = g_strconcat ("/rule/" prefix "/", rows[i].name, NULL);                                   \
                                                                                                                       \
      g_test_add_data_func (path, &rows[i], test);                                                                     \
    }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("due", due_rows, test_due);
  ADD_ROWS ("override", override_rows, test_override);
  ADD_ROWS ("todo", todo_rows, test_todo);
  g_test_add_func ("/rule/floating-times-follow-the-desk", test_floating_times_follow_the_desk);
  g_test_add_func ("/rule/whole-days-follow-the-desk-and-its-setting", test_whole_days_follow_the_desk_and_its_setting);
  g_test_add_func ("/rule/occurrences-know-their-start", test_occurrences_know_their_start);
  g_test_add_func ("/rule/window/one-moment-a-day-inside-it", test_a_window_gives_one_moment_a_day_inside_it);
  g_test_add_func ("/rule/window/same-for-the-same-uid",
                   test_a_window_is_the_same_for_the_same_uid_and_another_for_another);
  g_test_add_func ("/rule/window/loses-nothing-wherever-one-asks", test_a_window_loses_nothing_wherever_one_asks);
  g_test_add_func ("/rule/last-before/is-the-last-of-many", test_last_before_is_the_last_of_many);
  g_test_add_func ("/rule/last-before/counts-and-knows-its-limits", test_last_before_counts_and_knows_its_limits);
  g_test_add_func ("/rule/any-instant-can-be-asked-for", test_any_instant_can_be_asked_for);
  g_test_add_func ("/rule/words-for-asks-and-origins", test_words_for_asks_and_origins);
  return g_test_run ();
}
