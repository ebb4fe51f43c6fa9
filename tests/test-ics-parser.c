/* SPDX-License-Identifier: GPL-3.0-or-later */
/* iCalendar parser: what is wrong is told with its line and costs only its own item; texts and properties of our own. */
#include "ics-tool.h"

#include "category.h"

#include <string.h>

#define BERLIN "Europe/Berlin"
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
    "6 warning: unknown TZID “Europe/Berlim”: times with it are read as local time of this desk", 1 },
  { "unknown-zone-is-told-once",
    EVENT ("DTSTART;TZID=Mars/Base:20260302T090000|RRULE:FREQ=DAILY|EXDATE;TZID=Mars/Base:20260303T090000"),
    "6 warning: unknown TZID “Mars/Base”", 1 },
  { "zone-is-no-path", EVENT ("DTSTART;TZID=../../../etc/passwd:20260302T090000"),
    "6 warning: unknown TZID “../../../etc/passwd”", 1 },
  { "zone-that-is-empty", EVENT ("DTSTART;TZID=:20260302T090000"), "", 1 },
  { "zone-without-tzid", "BEGIN:VTIMEZONE|END:VTIMEZONE|" EVENT (START), "4 error: VTIMEZONE is left out: it has no TZID",
    1 },
  { "zone-without-rules", "BEGIN:VTIMEZONE|TZID:Mine|END:VTIMEZONE|" EVENT (START),
    "4 error: VTIMEZONE is left out: it has no STANDARD or DAYLIGHT", 1 },

  /* alarms */
  { "no-trigger", EVENT (START "|" ALARM ("ACTION:DISPLAY")), "7 warning: this alarm is left out: it has no TRIGGER", 1 },
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
  { "missed-typo", EVENT (START "|X-NUDGED-MISSED:KEEP"), "7 warning: X-NUDGED-MISSED “KEEP” is ignored: expected SHOW, "
    "DROP", 1 },
  { "window-too-long", EVENT (START "|X-NUDGED-WINDOW:P2D"), "7 warning: X-NUDGED-WINDOW is read as one day", 1 },
  { "unknown-own", EVENT (START "|X-NUDGED-COLOUR:red"), "7 warning: “X-NUDGED-COLOUR” is no known property", 1 },
  { "plan-day-is-known", EVENT (START "|X-NUDGED-DAY:3"), "", 1 },

  /* names and structure */
  { "property-typo", EVENT (START "|SUMARY:x"), "7 warning: “SUMARY” is no known property and is ignored; did you mean "
    "SUMMARY?", 1 },
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
  g_autoptr (NudgeIcsResult) result = ics_parse (body);
  g_autofree char *problems = ics_problem_list (result);
  guint n_expected = *row->problem == '\0' ? 0 : 1;

  if (!g_str_has_prefix (problems, row->problem) || result->problems->len != n_expected)
    g_error ("expected %s\n  got %s", row->problem, problems);
  g_assert_cmpuint (result->rules->len, ==, row->n_rules + 1);
  g_assert_cmpstr (ics_find (result, "Good")->uid, ==, "good");
  g_assert_true (result->is_whole);
}

static void
assert_refused (const char *data, gssize length, const char *problem)
{
  g_autoptr (NudgeIcsResult) result = ics_parse_bytes (data, length, NUDGE_ICS_ALARMS_AUTO);
  g_autofree char *problems = ics_problem_list (result);

  if (!g_str_has_prefix (problems, problem))
    g_error ("expected %s\n  got %s", problem, problems);
  g_assert_cmpuint (result->rules->len, ==, 0);
  g_assert_cmpuint (result->problems->len, ==, 1);
  g_assert_false (result->is_whole);
}

static void
test_what_is_no_calendar_is_refused (void)
{
  const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

  assert_refused ("", 0, "0 error: the file is empty");
  assert_refused (png, sizeof png, "0 error: this is no calendar but a picture (PNG)");
  assert_refused ("<!DOCTYPE html><html>", -1, "0 error: this is no calendar but a web page");
  assert_refused ("Dear diary", -1, "0 error: this is no calendar; one begins with BEGIN:VCALENDAR");
  assert_refused ("BEGIN:VCALENDAR\r\nVER\0SION:2.0\r\nEND:VCALENDAR\r\n", 44,
                  "2 error: the file is left out: it has a NUL byte here");
}

static void
test_a_file_over_the_limit_is_refused (void)
{
  gsize length = 16 * 1024 * 1024 + 1;
  g_autofree char *data = g_malloc (length);

  memset (data, '\n', length);
  memcpy (data, "BEGIN:VCALENDAR", 15);
  assert_refused (data, (gssize) length, "0 error: the file is left out: it is larger than 16 MiB");
}

static char *
to_utf16 (const char *text, gboolean is_big, gsize *length)
{
  gsize n = strlen (text);
  char *data = g_malloc (2 * n + 2);

  memcpy (data, is_big ? "\xfe\xff" : "\xff\xfe", 2);
  for (gsize i = 0; i < n; i++)
    {
      data[2 + 2 * i + (is_big ? 1 : 0)] = text[i];
      data[2 + 2 * i + (is_big ? 0 : 1)] = '\0';
    }
  *length = 2 * n + 2;
  return data;
}

static void
test_encodings_are_understood (void)
{
  g_autofree char *text = ics_calendar (GOOD);
  g_autofree char *with_mark = g_strconcat ("\xef\xbb\xbf", text, NULL);
  g_autoptr (NudgeIcsResult) marked = ics_parse_bytes (with_mark, -1, NUDGE_ICS_ALARMS_AUTO);

  g_assert_cmpstr (ics_rule (marked)->summary, ==, "Good");
  g_assert_cmpuint (marked->problems->len, ==, 0);
  for (gint is_big = 0; is_big < 2; is_big++)
    {
      gsize length;
      g_autofree char *wide = to_utf16 (text, is_big, &length);
      g_autoptr (NudgeIcsResult) result = ics_parse_bytes (wide, (gssize) length, NUDGE_ICS_ALARMS_AUTO);
      g_autofree char *problems = ics_problem_list (result);

      g_assert_cmpstr (ics_rule (result)->summary, ==, "Good");
      g_assert_cmpstr (problems, ==, "0 warning: the file is UTF-16; it is read, but other programs expect UTF-8");
    }
}

static void
test_any_line_ends_do (void)
{
  const char *const ends[] = { "\n", "\r", "\r\n", "\r\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *text = ics_calendar (EVENT (START "|SUMMARY:Long| er|SUMARY:x"));
      g_auto (GStrv) lines = g_strsplit (text, CRLF, -1);
      g_autofree char *joined = g_strjoinv (ends[i], lines);
      g_autoptr (NudgeIcsResult) result = ics_parse_bytes (joined, -1, NUDGE_ICS_ALARMS_AUTO);

      g_assert_true (result->is_whole);
      g_assert_cmpuint (result->problems->len, ==, 1);
      if (i < 3) /* in the last one the continuation stands behind an empty line */
        {
          g_assert_cmpstr (ics_rule (result)->summary, ==, "Longer");
          g_assert_cmpuint (((NudgeProblem *) g_ptr_array_index (result->problems, 0))->line, ==, 9);
        }
    }
}

/* A value of SUMMARY and the title it gives. */
static const struct
{
  const char *value;
  const char *summary;
} texts[] = {
  { "plain", "plain" },
  { "a\\, b\\; c\\\\d", "a, b; c\\d" },
  { "two\\nlines", "two lines" },
  { "tab\there", "tab here" },
  { "  spaces  ", "spaces" },
  { "a\\é", "a\\é" },             /* libical eats half of é */
  { "C:\\path\\new", "C:\\path ew" }, /* \n is a newline whoever wrote it */
  { "ends in \\", "ends in \\" },
  { "bad \xff\xfe utf-8", "bad �� utf-8" },
  { "half \xc3", "half �" },
  { "\x1b[31mred\x07", "[31mred" },
  { "c1 \xc2\x9b" "31m", "c1 31m" },
  { "", "(no title)" },
  { "\\n", "(no title)" },
  { "grüße 🙂", "grüße 🙂" },
  { "<b>&amp;</b>", "<b>&amp;</b>" },
};

static void
test_titles_are_one_clean_line (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *event = g_strconcat ("BEGIN:VEVENT|UID:u|" START "|SUMMARY:", texts[i].value, "|END:VEVENT", NULL);
      g_autoptr (NudgeIcsResult) result = ics_parse (event);

      g_assert_cmpstr (ics_rule (result)->summary, ==, texts[i].summary);
    }
}

static void
test_long_texts_are_cut_between_characters (void)
{
  g_autofree char *many = g_strnfill (30000, 'x');
  g_autofree char *event = NULL;
  g_autoptr (NudgeIcsResult) result = NULL;

  for (gsize i = 0; i + 2 < 30000; i += 2)
    memcpy (many + i, "é", 2);
  event = g_strconcat ("BEGIN:VEVENT|UID:u|" START "|SUMMARY:a", many, "|DESCRIPTION:", many, "|END:VEVENT", NULL);
  result = ics_parse (event);
  g_assert_cmpuint (strlen (ics_rule (result)->summary), <=, 1024);
  g_assert_cmpuint (strlen (ics_rule (result)->summary), >, 1000);
  g_assert_true (g_str_has_suffix (ics_rule (result)->summary, "é…"));
  g_assert_cmpuint (strlen (ics_rule (result)->description), <=, 16 * 1024);
  g_assert_true (g_utf8_validate (ics_rule (result)->description, -1, NULL));
}

static void
test_bodies_keep_their_lines (void)
{
  g_autoptr (NudgeIcsResult) result = ics_parse (EVENT (START "|DESCRIPTION:one\\ntwo\\n\\nfour\x1b|DESCRIPTION:"));

  g_assert_null (ics_rule (result)->description);
  g_clear_pointer (&result, nudge_ics_result_free);
  result = ics_parse (EVENT (START "|DESCRIPTION:one\\ntwo\\n\\nfour\x1b"));
  g_assert_cmpstr (ics_rule (result)->description, ==, "one\ntwo\n\nfour");
}

static void
test_own_properties_are_read (void)
{
  g_autoptr (NudgeIcsResult) result = ics_parse (
      EVENT (START "|X-NUDGED-ROOM:PT20M|X-NUDGED-GRACE:2h|X-NUDGED-CREDIT:5m|X-NUDGED-MISSED:show|X-NUDGED-ASK:mood|"
                   "X-NUDGED-WHY:Because\\, measured|CLASS:PRIVATE|CATEGORIES:Work,MOVEMENT,sleep"));
  const NudgeRule *rule = ics_rule (result);

  g_assert_cmpuint (result->problems->len, ==, 0);
  g_assert_cmpint (rule->room, ==, 20 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (rule->grace, ==, 2 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (rule->credit, ==, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (rule->missed, ==, NUDGE_MISSED_SHOW);
  g_assert_cmpint (rule->ask, ==, NUDGE_ASK_MOOD);
  g_assert_cmpstr (rule->why, ==, "Because, measured");
  g_assert_cmpstr (rule->category, ==, "movement");
  g_assert_true (rule->is_private);
}

static void
test_what_is_not_said_is_unset (void)
{
  g_autoptr (NudgeIcsResult) result = ics_parse ("BEGIN:VEVENT|" START "|CATEGORIES:Work|END:VEVENT");
  const NudgeRule *rule = ics_rule (result);

  g_assert_cmpstr (rule->uid, ==, "test:4");
  g_assert_cmpstr (rule->summary, ==, "(no title)");
  g_assert_cmpstr (rule->file, ==, "test.ics");
  g_assert_cmpuint (rule->line, ==, 4);
  g_assert_cmpstr (rule->source, ==, "");
  g_assert_cmpstr (rule->category, ==, NUDGE_CATEGORY_OTHER);
  g_assert_null (rule->description);
  g_assert_null (rule->why);
  g_assert_null (rule->prompts[0]);
  g_assert_cmpint (rule->room, ==, NUDGE_SPAN_UNSET);
  g_assert_cmpint (rule->grace, ==, NUDGE_SPAN_UNSET);
  g_assert_cmpint (rule->credit, ==, NUDGE_SPAN_UNSET);
  g_assert_cmpint (rule->missed, ==, NUDGE_MISSED_UNSET);
  g_assert_cmpint (rule->ask, ==, NUDGE_ASK_NONE);
  g_assert_false (rule->recurs);
  g_assert_false (rule->is_private);
}

/* Prompts in several languages, and which of them a person gets. */
static const struct
{
  const char *language;
  const char *prompts;
} languages[] = {
  { "de", "Hallo|Servus" }, { "de_AT", "Hallo|Servus" }, { "fr", "neutral" }, { NULL, "neutral" }, { "en", "Hello" },
};

static void
test_prompts_come_in_the_language_of_the_person (void)
{
  g_autofree char *text = ics_calendar (
      EVENT (START "|X-NUDGED-PROMPT;LANGUAGE=de:Hallo|X-NUDGED-PROMPT;LANGUAGE=en-GB:Hello|X-NUDGED-PROMPT:neutral|"
                   "X-NUDGED-PROMPT;LANGUAGE=\"DE-at\":Servus"));

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      NudgeIcsContext context = { .file = "a.ics", .source = "", .language = languages[i].language };
      g_autoptr (NudgeIcsResult) result = nudge_ics_parse (text, strlen (text), &context);
      g_autofree char *prompts = g_strjoinv ("|", ics_rule (result)->prompts);

      g_assert_cmpstr (prompts, ==, languages[i].prompts);
    }
}

static void
test_the_calendar_has_a_name (void)
{
  g_autoptr (NudgeIcsResult) named = ics_parse ("X-WR-CALNAME:Old\\, name|NAME:My days|" GOOD);
  g_autoptr (NudgeIcsResult) old = ics_parse ("X-WR-CALNAME:Old\\, name|" GOOD);
  g_autoptr (NudgeIcsResult) none = ics_parse (GOOD);

  g_assert_cmpstr (named->name, ==, "My days");
  g_assert_cmpstr (old->name, ==, "Old, name");
  g_assert_null (none->name);
}

/* What a rule says of itself. */
static const struct
{
  const char *lines;
  const char *end; /* how its words end */
} words[] = {
  { START "|RRULE:FREQ=DAILY|" ALARM ("TRIGGER:-PT15M"), ", 15 minutes before" },
  { START "|RRULE:FREQ=DAILY|" ALARM ("TRIGGER:-PT90M") "|" ALARM ("TRIGGER:-P1D"),
    ", 1 hour 30 minutes before and 1 day before" },
  { START "|RRULE:FREQ=DAILY|" ALARM ("TRIGGER;RELATED=END:-PT5M"), ", 5 minutes before the end" },
  { START "|RRULE:FREQ=DAILY|" ALARM ("TRIGGER:PT5M"), ", 5 minutes after the start" },
  { "DTSTART;VALUE=DATE:20260302|" ALARM ("TRIGGER:-PT15H"), ", at 9:00 the day before" },
  { "DTSTART;VALUE=DATE:20260302|" ALARM ("TRIGGER:PT7H30M"), ", at 7:30" },
  { START "|RRULE:FREQ=DAILY|X-NUDGED-WINDOW:PT2H", ", at a random moment within 2 hours" },
};

static void
test_words_say_the_alarms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *event = ics_event (words[i].lines);
      g_autoptr (NudgeIcsResult) result = ics_parse (event);

      if (!g_str_has_suffix (ics_rule (result)->words, words[i].end))
        g_error ("“%s” does not end in “%s”", ics_rule (result)->words, words[i].end);
    }
}

static guint64
fingerprint (const char *lines)
{
  g_autofree char *event = ics_event (lines);
  g_autoptr (NudgeIcsResult) result = ics_parse (event);

  return ics_rule (result)->fingerprint;
}

static void
test_a_fingerprint_changes_with_what_is_shown_and_when (void)
{
  const char *const changes[] = {
    "DTSTART:20260302T090001",
    "DTSTART;TZID=Europe/Berlin:20260302T090000",
    "DTSTART;VALUE=DATE:20260302",
    START "|RRULE:FREQ=DAILY",
    START "|RDATE:20260303T090000",
    START "|EXDATE:20260302T090000",
    START "|" ALARM ("TRIGGER:PT0S"),
    START "|" ALARM ("TRIGGER:-PT1M"),
    START "|" ALARM ("TRIGGER;VALUE=DATE-TIME:20260303T060000Z"),
    START "|DESCRIPTION:x",
    START "|X-NUDGED-PROMPT:x",
    START "|X-NUDGED-WHY:x",
    START "|X-NUDGED-ASK:NOTE",
    START "|X-NUDGED-ROOM:1m",
    START "|X-NUDGED-GRACE:1m",
    START "|X-NUDGED-CREDIT:1m",
    START "|X-NUDGED-WINDOW:1m",
    START "|X-NUDGED-MISSED:DROP",
    START "|CATEGORIES:food",
    START "|CLASS:PRIVATE",
    START "|SUMMARY:Run",
    START "|UID:run",
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint64 plain = fingerprint (START);

  g_assert_cmpuint (plain, ==, fingerprint (START "|DTSTAMP:20260101T000000Z|LOCATION:here|SEQUENCE:4"));
  g_hash_table_add (seen, g_memdup2 (&plain, sizeof plain));
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      guint64 changed = fingerprint (changes[i]);

      if (!g_hash_table_add (seen, g_memdup2 (&changed, sizeof changed)))
        g_error ("%s changes nothing", changes[i]);
    }
}

static void
test_zones_come_from_the_system_first_then_from_the_file (void)
{
  /* A Berlin that is always at UTC+5 must not be believed; a zone that nobody else knows must. */
  const char *const names[][2] = {
    { "Europe/Berlin", "2026-03-02 08:00 start" },
    { "/freeassociation.sourceforge.net/Europe/Berlin", "2026-03-02 08:00 start" },
    { "W. Europe Standard Time", "2026-03-02 08:00 start" },
    { "(UTC+05:00) Somewhere, Elsewhere", "2026-03-02 04:00 start" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strconcat (
          "BEGIN:VTIMEZONE|TZID:", names[i][0], "|BEGIN:STANDARD|DTSTART:19700101T000000|TZOFFSETFROM:+0500|"
          "TZOFFSETTO:+0500|END:STANDARD|END:VTIMEZONE|BEGIN:VEVENT|UID:z|DTSTART;TZID=\"", names[i][0],
          "\":20260302T090000|END:VEVENT", NULL);
      g_autoptr (NudgeIcsResult) result = ics_parse (text);
      g_autofree char *due = ics_due_list (ics_rule (result), "UTC", "2026-03-01 00:00", 1);

      g_assert_cmpstr (due, ==, names[i][1]);
    }
}

static void
test_a_zone_may_stand_behind_its_use (void)
{
  g_autoptr (NudgeIcsResult) result
      = ics_parse ("BEGIN:VEVENT|UID:z|DTSTART;TZID=Mine:20260302T090000|END:VEVENT|BEGIN:VTIMEZONE|TZID:Mine|"
                   "BEGIN:STANDARD|DTSTART:16010101T000000|TZOFFSETFROM:+0500|TZOFFSETTO:+0500|END:STANDARD|"
                   "END:VTIMEZONE");
  g_autofree char *due = ics_due_list (ics_rule (result), "UTC", "2026-03-01 00:00", 1);

  g_assert_cmpuint (result->problems->len, ==, 0);
  g_assert_cmpstr (due, ==, "2026-03-02 04:00 start");
}

static void
test_a_component_alone_is_read (void)
{
  g_autoptr (NudgeIcsResult) result = ics_parse_bytes (
      "BEGIN:VEVENT\nUID:u\nDTSTART:20260302T090000\nEND:VEVENT\n", -1, NUDGE_ICS_ALARMS_AUTO);

  g_assert_cmpstr (ics_rule (result)->uid, ==, "u");
  g_assert_cmpuint (result->problems->len, ==, 0);
  g_assert_true (result->is_whole);
}

static gpointer
parse_in_thread (gpointer data)
{
  guint n = 0;

  for (gint i = 0; i < 200; i++)
    {
      g_autoptr (NudgeIcsResult) result = ics_parse (data);

      n += result->rules->len;
    }
  return GUINT_TO_POINTER (n);
}

static void
test_threads_do_not_mind_each_other (void)
{
  char *body = EVENT (START "|SUMMARY:a\\,b|" ALARM ("TRIGGER:-PT5M"));
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("parse", parse_in_thread, body);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (problem_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ics-parser/problem/", problem_rows[i].name, NULL);

      g_test_add_data_func (path, &problem_rows[i], test_problem);
    }
  g_test_add_func ("/ics-parser/what-is-no-calendar-is-refused", test_what_is_no_calendar_is_refused);
  g_test_add_func ("/ics-parser/a-file-over-the-limit-is-refused", test_a_file_over_the_limit_is_refused);
  g_test_add_func ("/ics-parser/encodings-are-understood", test_encodings_are_understood);
  g_test_add_func ("/ics-parser/any-line-ends-do", test_any_line_ends_do);
  g_test_add_func ("/ics-parser/titles-are-one-clean-line", test_titles_are_one_clean_line);
  g_test_add_func ("/ics-parser/long-texts-are-cut-between-characters", test_long_texts_are_cut_between_characters);
  g_test_add_func ("/ics-parser/bodies-keep-their-lines", test_bodies_keep_their_lines);
  g_test_add_func ("/ics-parser/own-properties-are-read", test_own_properties_are_read);
  g_test_add_func ("/ics-parser/what-is-not-said-is-unset", test_what_is_not_said_is_unset);
  g_test_add_func ("/ics-parser/prompts-in-the-language-of-the-person", test_prompts_come_in_the_language_of_the_person);
  g_test_add_func ("/ics-parser/the-calendar-has-a-name", test_the_calendar_has_a_name);
  g_test_add_func ("/ics-parser/words-say-the-alarms", test_words_say_the_alarms);
  g_test_add_func ("/ics-parser/fingerprint", test_a_fingerprint_changes_with_what_is_shown_and_when);
  g_test_add_func ("/ics-parser/zones-system-first", test_zones_come_from_the_system_first_then_from_the_file);
  g_test_add_func ("/ics-parser/a-zone-may-stand-behind-its-use", test_a_zone_may_stand_behind_its_use);
  g_test_add_func ("/ics-parser/a-component-alone-is-read", test_a_component_alone_is_read);
  g_test_add_func ("/ics-parser/threads-do-not-mind-each-other", test_threads_do_not_mind_each_other);
  return g_test_run ();
}
