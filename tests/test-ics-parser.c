/* SPDX-License-Identifier: GPL-3.0-or-later */
/* iCalendar parser: what a calendar is, and what its texts, zones and our own properties become. */
#include "ics-tool.h"

#include "category.h"

#include <string.h>

#define GOOD "BEGIN:VEVENT|UID:good|SUMMARY:Good|DTSTART:20260302T090000|END:VEVENT"
#define START "DTSTART:20260302T090000"
#define ALARM(lines) "BEGIN:VALARM|" lines "|END:VALARM"

#define EVENT(lines) "BEGIN:VEVENT|UID:u|" lines "|END:VEVENT"

static void
assert_refused (const char *data, gssize length, const char *problem)
{
  g_autoptr(NudgeIcsResult) result = ics_parse_bytes (data, length, NUDGE_ICS_ALARMS_AUTO);
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
  g_autoptr(NudgeIcsResult) marked = ics_parse_bytes (with_mark, -1, NUDGE_ICS_ALARMS_AUTO);

  g_assert_cmpstr (ics_rule (marked)->summary, ==, "Good");
  g_assert_cmpuint (marked->problems->len, ==, 0);
  for (gint is_big = 0; is_big < 2; is_big++)
    {
      gsize length;
      g_autofree char *wide = to_utf16 (text, is_big, &length);
      g_autoptr(NudgeIcsResult) result = ics_parse_bytes (wide, (gssize) length, NUDGE_ICS_ALARMS_AUTO);
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
      g_auto(GStrv) lines = g_strsplit (text, CRLF, -1);
      g_autofree char *joined = g_strjoinv (ends[i], lines);
      g_autoptr(NudgeIcsResult) result = ics_parse_bytes (joined, -1, NUDGE_ICS_ALARMS_AUTO);

      g_assert_true (result->is_whole);
      g_assert_cmpuint (result->problems->len, ==, 1);
      g_assert_cmpstr (ics_rule (result)->summary, ==, "Longer");
      g_assert_cmpuint (((NudgeProblem *) g_ptr_array_index (result->problems, 0))->line, ==, 9);
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
      g_autofree char *event
          = g_strconcat ("BEGIN:VEVENT|UID:u|" START "|SUMMARY:", texts[i].value, "|END:VEVENT", NULL);
      g_autoptr(NudgeIcsResult) result = ics_parse (event);

      g_assert_cmpstr (ics_rule (result)->summary, ==, texts[i].summary);
    }
}

static void
test_long_texts_are_cut_between_characters (void)
{
  g_autofree char *many = g_strnfill (30000, 'x');
  g_autofree char *event = NULL;
  g_autoptr(NudgeIcsResult) result = NULL;

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
  g_autoptr(NudgeIcsResult) result = ics_parse (EVENT (START "|DESCRIPTION:one\\ntwo\\n\\nfour\x1b|DESCRIPTION:"));

  g_assert_null (ics_rule (result)->description);
  g_clear_pointer (&result, nudge_ics_result_free);
  result = ics_parse (EVENT (START "|DESCRIPTION:one\\ntwo\\n\\nfour\x1b"));
  g_assert_cmpstr (ics_rule (result)->description, ==, "one\ntwo\n\nfour");
}

static void
test_own_properties_are_read (void)
{
  g_autoptr(NudgeIcsResult) result = ics_parse (
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
  g_autoptr(NudgeIcsResult) result = ics_parse ("BEGIN:VEVENT|" START "|CATEGORIES:Work|END:VEVENT");
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
      g_autoptr(NudgeIcsResult) result = nudge_ics_parse (text, strlen (text), &context);
      g_autofree char *prompts = g_strjoinv ("|", ics_rule (result)->prompts);

      g_assert_cmpstr (prompts, ==, languages[i].prompts);
    }
}

static void
test_the_calendar_has_a_name (void)
{
  g_autoptr(NudgeIcsResult) named = ics_parse ("X-WR-CALNAME:Old\\, name|NAME:My days|" GOOD);
  g_autoptr(NudgeIcsResult) old = ics_parse ("X-WR-CALNAME:Old\\, name|" GOOD);
  g_autoptr(NudgeIcsResult) none = ics_parse (GOOD);

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
      g_autoptr(NudgeIcsResult) result = ics_parse (event);

      if (!g_str_has_suffix (ics_rule (result)->words, words[i].end))
        g_error ("“%s” does not end in “%s”", ics_rule (result)->words, words[i].end);
    }
}

static guint64
fingerprint (const char *lines)
{
  g_autofree char *event = ics_event (lines);
  g_autoptr(NudgeIcsResult) result = ics_parse (event);

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
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
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
      g_autoptr(NudgeIcsResult) result = ics_parse (text);
      g_autofree char *due = ics_due_list (ics_rule (result), "UTC", "2026-03-01 00:00", 1);

      g_assert_cmpstr (due, ==, names[i][1]);
    }
}

static void
test_a_zone_may_stand_behind_its_use (void)
{
  g_autoptr(NudgeIcsResult) result
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
  g_autoptr(NudgeIcsResult) result = ics_parse_bytes (
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
      g_autoptr(NudgeIcsResult) result = ics_parse (data);

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
  g_test_add_func ("/ics-parser/what-is-no-calendar-is-refused", test_what_is_no_calendar_is_refused);
  g_test_add_func ("/ics-parser/a-file-over-the-limit-is-refused", test_a_file_over_the_limit_is_refused);
  g_test_add_func ("/ics-parser/encodings-are-understood", test_encodings_are_understood);
  g_test_add_func ("/ics-parser/any-line-ends-do", test_any_line_ends_do);
  g_test_add_func ("/ics-parser/titles-are-one-clean-line", test_titles_are_one_clean_line);
  g_test_add_func ("/ics-parser/long-texts-are-cut-between-characters", test_long_texts_are_cut_between_characters);
  g_test_add_func ("/ics-parser/bodies-keep-their-lines", test_bodies_keep_their_lines);
  g_test_add_func ("/ics-parser/own-properties-are-read", test_own_properties_are_read);
  g_test_add_func ("/ics-parser/what-is-not-said-is-unset", test_what_is_not_said_is_unset);
  g_test_add_func ("/ics-parser/prompts-in-the-right-language", test_prompts_come_in_the_language_of_the_person);
  g_test_add_func ("/ics-parser/the-calendar-has-a-name", test_the_calendar_has_a_name);
  g_test_add_func ("/ics-parser/words-say-the-alarms", test_words_say_the_alarms);
  g_test_add_func ("/ics-parser/fingerprint", test_a_fingerprint_changes_with_what_is_shown_and_when);
  g_test_add_func ("/ics-parser/zones-system-first", test_zones_come_from_the_system_first_then_from_the_file);
  g_test_add_func ("/ics-parser/a-zone-may-stand-behind-its-use", test_a_zone_may_stand_behind_its_use);
  g_test_add_func ("/ics-parser/a-component-alone-is-read", test_a_component_alone_is_read);
  g_test_add_func ("/ics-parser/threads-do-not-mind-each-other", test_threads_do_not_mind_each_other);
  return g_test_run ();
}
