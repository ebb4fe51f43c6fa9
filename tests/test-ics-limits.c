/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits of calendars: what is at a limit is read, what is over it costs its own item and is told. */
#include "ics-tool.h"

#include "ics-bytes.h"
#include "ics-item.h"
#include "ics-rules.h"
#include "ics-scanner.h"
#include "ics-zones.h"
#include "rule-schedule.h"

#include <string.h>

#define BERLIN "Europe/Berlin"
#define START "DTSTART:20260302T090000"
#define GOOD "|BEGIN:VEVENT|UID:good|SUMMARY:Good|DTSTART:20260302T090000|END:VEVENT"
#define ALARM "BEGIN:VALARM|ACTION:DISPLAY|TRIGGER:-PT%uM|END:VALARM|"

/* @text, @n times */
static char *
repeat (const char *text, guint n)
{
  GString *all = g_string_sized_new (strlen (text) * n);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

/* Reads an event with @lines and a good one behind it, which must always be there. */
static NudgeIcsResult *
parse_beside_good (const char *lines)
{
  g_autofree char *body = g_strconcat ("BEGIN:VEVENT|UID:u|", START "|", lines, "|END:VEVENT" GOOD, NULL);
  NudgeIcsResult *result = ics_parse (body);

  g_assert_cmpstr (ics_find (result, "Good")->uid, ==, "good");
  g_assert_true (result->is_whole);
  return result;
}

static void
assert_taken (const char *lines)
{
  g_autoptr(NudgeIcsResult) result = parse_beside_good (lines);

  g_assert_cmpuint (result->rules->len, ==, 2);
  g_assert_cmpuint (result->problems->len, ==, 0);
}

static void
assert_left_out (const char *lines, const char *problem)
{
  g_autoptr(NudgeIcsResult) result = parse_beside_good (lines);
  g_autofree char *problems = ics_problem_list (result);

  g_assert_cmpuint (result->rules->len, ==, 1);
  g_assert_cmpstr (problems, ==, problem);
}

/* A property of @n bytes in one physical line. */
static char *
property_of (gsize n)
{
  g_autofree char *value = g_strnfill (n - strlen ("DESCRIPTION:"), 'x');

  return g_strconcat ("DESCRIPTION:", value, NULL);
}

static void
test_a_physical_line (void)
{
  g_autofree char *at = property_of (NUDGE_ICS_MAX_PHYSICAL_LINE);
  g_autofree char *over = property_of (NUDGE_ICS_MAX_PHYSICAL_LINE + 1);
  g_autofree char *not_read = g_strconcat ("ATTACH;ENCODING=BASE64;VALUE=BINARY:", over, NULL);

  assert_taken (at);
  assert_taken (not_read);
  assert_left_out (over, "4 error: VEVENT is left out: it has a line of more than 64 KiB; fold long lines");
}

static void
test_an_unfolded_line_and_a_component (void)
{
  g_autofree char *piece = g_strnfill (1023, 'x');
  g_autofree char *folded_piece = g_strconcat ("| ", piece, NULL);
  g_autofree char *some = repeat (folded_piece, 240);
  g_autofree char *many = repeat (folded_piece, 260);
  g_autofree char *at = g_strconcat ("DESCRIPTION:", some, NULL);
  g_autofree char *over = g_strconcat ("DESCRIPTION:", many, NULL);

  assert_taken (at);
  assert_left_out (over, "4 error: VEVENT is left out: its properties are larger than 256 KiB together");
}

static void
test_properties (void)
{
  g_autofree char *comments = repeat ("COMMENT:x|", NUDGE_ICS_MAX_PROPERTIES - 6);
  g_autofree char *at = g_strconcat (comments, "SUMMARY:x", NULL);
  g_autofree char *over = g_strconcat (comments, "COMMENT:x|COMMENT:x|COMMENT:x|COMMENT:x|SUMMARY:x", NULL);

  assert_taken (at);
  assert_left_out (over, "4 error: VEVENT is left out: it has more than 2,000 properties");
}

static void
test_components_of_a_file (void)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(NudgeIcsResult) result = NULL;
  g_autofree char *problems = NULL;

  for (guint i = 0; i <= NUDGE_ICS_MAX_COMPONENTS; i++)
    g_string_append_printf (body, "BEGIN:VEVENT|UID:%u|" START "|END:VEVENT|", i);
  g_string_append (body, "BEGIN:VJOURNAL|END:VJOURNAL");
  result = ics_parse (body->str);
  problems = ics_problem_list (result);
  g_assert_cmpuint (result->rules->len, ==, NUDGE_ICS_MAX_COMPONENTS);
  g_assert_cmpstr (problems, ==,
                   "200004 error: this and all later items are left out: a file can have 50000; split it");
  g_assert_true (result->is_whole);
}

#define ZONE                                                                                                          \
  "BEGIN:VTIMEZONE|TZID:Z%u|BEGIN:STANDARD|DTSTART:19700101T000000|TZOFFSETFROM:+0500|TZOFFSETTO:+0500|"              \
  "END:STANDARD|END:VTIMEZONE|"

static void
test_zones_of_a_file (void)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(NudgeIcsResult) result = NULL;
  g_autofree char *problems = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i <= NUDGE_ICS_MAX_ZONES; i++)
    g_string_append_printf (body, ZONE, i);
  g_string_append (body, "BEGIN:VEVENT|UID:a|SUMMARY:Last|DTSTART;TZID=Z255:20260302T090000|END:VEVENT|");
  g_string_append (body, "BEGIN:VEVENT|UID:b|SUMMARY:Over|DTSTART;TZID=Z256:20260302T090000|END:VEVENT");
  result = ics_parse (body->str);
  problems = ics_problem_list (result);
  last = ics_due_list (ics_find (result, "Last"), "UTC", "2026-03-01 00:00", 1);
  g_assert_cmpuint (result->rules->len, ==, 2);
  g_assert_cmpstr (last, ==, "2026-03-02 04:00 start");
  g_assert_true (g_str_has_prefix (problems, "2052 error: this and all later VTIMEZONE are left out: a file can have "
                                             "256; 2068 warning: unknown TZID “Z256”"));
}

static void
test_a_zone_that_is_too_large_is_told (void)
{
  g_autofree char *onsets = repeat ("RDATE:19700101T000000|", NUDGE_ICS_MAX_PROPERTIES);
  g_autofree char *body = g_strconcat ("BEGIN:VTIMEZONE|TZID:Big|BEGIN:STANDARD|DTSTART:19700101T000000|", onsets,
                                       "TZOFFSETFROM:+0500|TZOFFSETTO:+0500|END:STANDARD|END:VTIMEZONE" GOOD, NULL);
  g_autoptr(NudgeIcsResult) result = ics_parse (body);
  g_autofree char *problems = ics_problem_list (result);

  g_assert_cmpstr (ics_rule (result)->uid, ==, "good");
  g_assert_cmpstr (problems, ==, "4 error: VTIMEZONE is left out: it has more than 2,000 properties");
}

static void
test_alarms_of_an_item (void)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(NudgeIcsResult) result = NULL;
  g_autofree char *problems = NULL;
  g_autofree char *due = NULL;

  for (guint i = 0; i <= NUDGE_ICS_MAX_ALARMS; i++)
    g_string_append_printf (lines, ALARM, i);
  g_string_append (lines, "CLASS:PUBLIC");
  result = parse_beside_good (lines->str);
  problems = ics_problem_list (result);
  due = ics_due_list (g_ptr_array_index (result->rules, 0), BERLIN, "2026-03-01 00:00", 1);
  g_assert_cmpstr (problems, ==, "87 warning: this and all later alarms of the item are left out: it can have 20");
  g_assert_cmpstr (due, ==, "2026-03-02 08:41 alarm");
}

/* @n dates in one line, minute after minute from the start of the event on. */
static char *
dates_of (const char *name, guint n)
{
  GString *line = g_string_new (name);
  gint64 first = nudge_days_from_civil (2026, 3, 2) * 86400 + 9 * 3600;

  for (guint i = 0; i < n; i++)
    {
      NudgeCivil c = nudge_civil_from_seconds (first + (gint64) i * 60);

      g_string_append_printf (line, "%s%04d%02d%02dT%02d%02d00", i == 0 ? ":" : i % 40 == 0 ? ",| " : ",", c.year,
                              c.month, c.day, c.hour, c.minute);
    }
  return g_string_free (line, FALSE);
}

/* libical keeps 500 values of a line and says nothing of the others. */
static void
test_exceptions_of_an_item (void)
{
  g_autofree char *exdates = dates_of ("EXDATE", NUDGE_ICS_MAX_DATES + 1);
  g_autofree char *lines = g_strconcat ("RRULE:FREQ=MINUTELY|", exdates, NULL);
  g_autoptr(NudgeIcsResult) result = parse_beside_good (lines);
  g_autofree char *problems = ics_problem_list (result);
  g_autofree char *due = ics_due_list (g_ptr_array_index (result->rules, 0), BERLIN, "2026-03-02 09:00", 1);

  g_assert_cmpstr (problems, ==, "8 warning: EXDATE from here on is ignored: an item can have 5000");
  g_assert_cmpstr (due, ==, "2026-03-05 20:20 start");
}

static void
test_extra_dates_of_an_item (void)
{
  g_autofree char *rdates = dates_of ("RDATE", 700);
  g_autoptr(NudgeIcsResult) result = parse_beside_good (rdates);
  g_autofree char *due = ics_due_list (g_ptr_array_index (result->rules, 0), BERLIN, "2026-03-02 20:30", 20);

  g_assert_cmpuint (result->problems->len, ==, 0);
  g_assert_true (g_str_has_suffix (due, "2026-03-02 20:38 start; 2026-03-02 20:39 start"));
}

static void
test_moved_instances_of_an_item (void)
{
  g_autoptr(GString) body = g_string_new ("BEGIN:VEVENT|UID:u|" START "|RRULE:FREQ=MINUTELY|END:VEVENT");
  g_autoptr(NudgeIcsResult) result = NULL;
  g_autofree char *problems = NULL;
  g_autofree char *due = NULL;

  for (guint i = 0; i <= NUDGE_ICS_MAX_OVERRIDES; i++)
    {
      NudgeCivil c = nudge_civil_from_seconds (nudge_days_from_civil (2026, 3, 2) * 86400 + 9 * 3600 + i * 60);

      g_string_append_printf (body, "|BEGIN:VEVENT|UID:u|RECURRENCE-ID:2026%02d%02dT%02d%02d00", c.month, c.day, c.hour,
                              c.minute);
      g_string_append_printf (body, "|DTSTART:2027%02d%02dT%02d%02d00|END:VEVENT", c.month, c.day, c.hour, c.minute);
    }
  result = ics_parse (body->str);
  problems = ics_problem_list (result);
  due = ics_due_list (ics_rule (result), BERLIN, "2026-03-02 09:00", 1);
  g_assert_cmpstr (problems, ==,
                   "25009 warning: moved instances of this UID from here on are left out: there can be 5000");
  g_assert_cmpstr (due, ==, "2026-03-05 20:20 start");
}

static void
test_problems_of_a_file (void)
{
  g_autofree char *lines = repeat ("no property|", NUDGE_ICS_MAX_PROPERTIES / 2 + 5);
  g_autofree char *body = g_strconcat (lines, "BEGIN:VJOURNAL|END:VJOURNAL" GOOD, NULL);
  g_autoptr(NudgeIcsResult) result = ics_parse (body);
  const NudgeProblem *last = g_ptr_array_index (result->problems, result->problems->len - 1);

  g_assert_cmpuint (result->problems->len, ==, NUDGE_ICS_MAX_PROBLEMS + 1);
  g_assert_cmpstr (last->text, ==, "5 more problems are not listed; repair these first");
  g_assert_cmpstr (ics_rule (result)->uid, ==, "good");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ics-limits/a-physical-line", test_a_physical_line);
  g_test_add_func ("/ics-limits/an-unfolded-line-and-a-component", test_an_unfolded_line_and_a_component);
  g_test_add_func ("/ics-limits/properties", test_properties);
  g_test_add_func ("/ics-limits/components-of-a-file", test_components_of_a_file);
  g_test_add_func ("/ics-limits/zones-of-a-file", test_zones_of_a_file);
  g_test_add_func ("/ics-limits/a-zone-that-is-too-large-is-told", test_a_zone_that_is_too_large_is_told);
  g_test_add_func ("/ics-limits/alarms-of-an-item", test_alarms_of_an_item);
  g_test_add_func ("/ics-limits/exceptions-of-an-item", test_exceptions_of_an_item);
  g_test_add_func ("/ics-limits/extra-dates-of-an-item", test_extra_dates_of_an_item);
  g_test_add_func ("/ics-limits/moved-instances-of-an-item", test_moved_instances_of_an_item);
  g_test_add_func ("/ics-limits/problems-of-a-file", test_problems_of_a_file);
  return g_test_run ();
}
