/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile calendars, made when the test runs: each is read, with its due times, in bounded time and memory. */
#include "ics-tool.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MEBIBYTE (1024 * 1024)
#define FULL (16 * MEBIBYTE - 4096) /* bytes: as large as a file can be */
#define MAX_SECONDS 2.0
#define MAX_MEMORY (64 * MEBIBYTE)
#define MAX_QUESTION 0.020 /* seconds for one due time */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define TAIL "END:VCALENDAR\r\n"
#define EVENT_HEAD "BEGIN:VEVENT\r\nUID:u\r\nDTSTART:20260101T080000Z\r\n"
#define EVENT_TAIL "END:VEVENT\r\n"
#define ZONE_HEAD                                                                                                     \
  "BEGIN:VTIMEZONE\r\nTZID:Evil\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n"               \
  "TZOFFSETTO:+0100\r\n"
#define ZONE_TAIL                                                                                                     \
  "END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=Evil:20260101T080000\r\nEND:VEVENT\r\n"

/*
 * A file: @head once, @body until @size bytes are full (`#` becomes a counter of
 * six digits), @tail once. @wraps: HEAD and TAIL of a calendar around all.
 */
typedef struct {
  const char *name;
  gboolean wraps;
  const char *head;
  const char *body;
  const char *tail;
  gsize size;
} Hostile;

static const Hostile files[] = {
  /* size and shape */
  { "giant-line", TRUE, EVENT_HEAD "SUMMARY:", "A", "\r\n" EVENT_TAIL, FULL },
  { "giant-line-without-end", FALSE, "BEGIN:VCALENDAR\r\n", "X", "", FULL },
  { "giant-folded-line", TRUE, EVENT_HEAD "SUMMARY:", "BBBBBBBBBBBBBBBBBBBBBBBBB\r\n ", "\r\n" EVENT_TAIL, FULL },
  { "folds-of-one-letter", TRUE, EVENT_HEAD "SUMMARY:", "C\r\n ", "\r\n" EVENT_TAIL, FULL },
  { "folds-of-nothing", TRUE, EVENT_HEAD "SUMMARY:", "\r\n ", "\r\n" EVENT_TAIL, FULL },
  { "nested-forever", FALSE, "", "BEGIN:VEVENT\r\n", "", FULL },
  { "nested-alarms", TRUE, EVENT_HEAD, "BEGIN:VALARM\r\n", "", FULL },
  { "nested-unknown", TRUE, EVENT_HEAD, "BEGIN:X\r\n", "", FULL },
  { "ends-only", TRUE, "", "END:VEVENT\r\n", "", FULL },
  { "begin-and-end-crossed", TRUE, "", "BEGIN:VEVENT\r\nEND:VTODO\r\n", "", FULL },
  { "events", TRUE, "", "BEGIN:VEVENT\r\nUID:#\r\nDTSTART:20260101T080000Z\r\nRRULE:FREQ=DAILY\r\nSUMMARY:s\r\n"
    "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n", "", FULL / 4 },
  { "empty-events", TRUE, "", "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "", FULL },
  { "events-of-one-uid", TRUE, "", EVENT_HEAD EVENT_TAIL, "", FULL / 4 },
  { "calendars", FALSE, "", HEAD EVENT_HEAD EVENT_TAIL TAIL, "", FULL / 4 },
  { "properties", TRUE, EVENT_HEAD, "COMMENT:x\r\n", EVENT_TAIL, FULL },
  { "summaries", TRUE, EVENT_HEAD, "SUMMARY:x\r\n", EVENT_TAIL, FULL },
  { "unknown-properties", TRUE, EVENT_HEAD, "SUMARY#:x\r\n", EVENT_TAIL, FULL },
  { "no-properties", TRUE, "", "not a line at all #\r\n", "", FULL },
  { "properties-of-the-calendar", TRUE, "", "X-WR-CALNAME:#\r\n", "", FULL },
  { "parameters", TRUE, EVENT_HEAD "DTEND", ";X-A=b", ":20260101T090000Z\r\n" EVENT_TAIL, 60000 },
  { "quotes", TRUE, EVENT_HEAD "DTEND", ";CN=\"", ":x\r\n" EVENT_TAIL, 60000 },
  { "categories", TRUE, EVENT_HEAD "CATEGORIES:c", ",c", "\r\n" EVENT_TAIL, 60000 },
  { "bad-dates", TRUE, EVENT_HEAD, "DTEND:garbage\r\n", EVENT_TAIL, FULL },
  { "bad-dates-under-every-limit", TRUE, "", EVENT_HEAD "DTSTART:x\r\nEXDATE:x,x,x,x,x,x,x,x,x\r\nDTEND:x\r\n"
    "RRULE:x\r\nTRIGGER:x\r\nX-NUDGED-ROOM:x\r\n" EVENT_TAIL, "", FULL / 4 },
  { "digits", TRUE, EVENT_HEAD "DURATION:P", "9", "D\r\n" EVENT_TAIL, 60000 },
  { "backslashes", TRUE, EVENT_HEAD "SUMMARY:", "\\", "\r\n" EVENT_TAIL, 60000 },
  { "newlines-in-text", TRUE, EVENT_HEAD "DESCRIPTION:", "line\\n", "\r\n" EVENT_TAIL, 60000 },
  { "only-newlines", FALSE, "BEGIN:VEVENT", "\r\n", "", FULL },
  { "only-carriage-returns", FALSE, "BEGIN:VEVENT", "\r", "", FULL },
  { "only-spaces", FALSE, "BEGIN:VEVENT\r\n", " ", "", FULL },
  { "lines-of-one-colon", TRUE, EVENT_HEAD, ":\r\n", EVENT_TAIL, FULL },
  { "lines-of-one-letter", TRUE, EVENT_HEAD, "D:\r\n", EVENT_TAIL, FULL },
  { "tags", TRUE, EVENT_HEAD "DESCRIPTION:<br>", "<", "\r\n" EVENT_TAIL, 60000 },
  { "ampersands", TRUE, "", "BEGIN:VEVENT\r\nUID:#\r\nDTSTART:20260101T080000Z\r\nDESCRIPTION:<br>"
    "&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\r\n"
    EVENT_TAIL, "", FULL / 4 },
  { "bad-utf8", TRUE, EVENT_HEAD "SUMMARY:", "\xff\xc0\x80\xed\xa0\x80\xf8\xe2\x82", "\r\n" EVENT_TAIL, 60000 },

  /* alarms */
  { "alarms", TRUE, EVENT_HEAD, "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n", EVENT_TAIL, FULL },
  { "repeats", TRUE, EVENT_HEAD "RRULE:FREQ=MINUTELY\r\n", "BEGIN:VALARM\r\nTRIGGER:-P#D\r\nREPEAT:2147483647\r\n"
    "DURATION:PT1S\r\nEND:VALARM\r\n", EVENT_TAIL, 2000 },
  { "days-before-every-second", TRUE, "BEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=Europe/Berlin:20000101T000000\r\n"
    "RRULE:FREQ=SECONDLY\r\n", "BEGIN:VALARM\r\nTRIGGER:-P3D\r\nEND:VALARM\r\n", EVENT_TAIL, 1000 },
  { "two-hundred-days-before-every-second", TRUE, "BEGIN:VEVENT\r\nUID:u\r\n"
    "DTSTART;TZID=Europe/Berlin:20000101T000000\r\nRRULE:FREQ=SECONDLY\r\n", "BEGIN:VALARM\r\nTRIGGER:-P3DT#S\r\n"
    "REPEAT:10\r\nDURATION:P1D\r\nEND:VALARM\r\n", EVENT_TAIL, 1400 },
  { "a-window-every-second", TRUE, EVENT_HEAD "RRULE:FREQ=SECONDLY\r\nX-NUDGED-WINDOW:P1D\r\n", "", EVENT_TAIL, 0 },

  /* recurrence */
  { "rules", TRUE, EVENT_HEAD, "RRULE:FREQ=SECONDLY\r\n", EVENT_TAIL, FULL },
  { "rules-that-never-match", TRUE, "", "BEGIN:VEVENT\r\nUID:#\r\nDTSTART:20260101T080000Z\r\n"
    "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n", "", FULL / 2 },
  { "second-of-every-hour-of-february-30", TRUE, EVENT_HEAD
    "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=1,2,3\r\n", "", EVENT_TAIL, 0 },
  { "exceptions", TRUE, EVENT_HEAD "RRULE:FREQ=SECONDLY\r\n", "EXDATE:20260101T08#Z\r\n", EVENT_TAIL, FULL },
  { "exceptions-in-a-row", TRUE, EVENT_HEAD "RRULE:FREQ=DAILY\r\nEXDATE:20260101T080000Z",
    ",20260102T080000Z,20260103T080000Z", "\r\n" EVENT_TAIL, 64000 },
  { "extra-dates", TRUE, EVENT_HEAD "RDATE:20260101T080000Z", ",20260102T080000Z,20260103T080000Z", "\r\n" EVENT_TAIL,
    64000 },
  { "overrides", TRUE, EVENT_HEAD "RRULE:FREQ=DAILY\r\n" EVENT_TAIL,
    "BEGIN:VEVENT\r\nUID:u\r\nRECURRENCE-ID:20260101T080000Z\r\nEND:VEVENT\r\n", "", FULL / 4 },
  { "futures", TRUE, EVENT_HEAD "RRULE:FREQ=MINUTELY\r\n" EVENT_TAIL,
    "BEGIN:VEVENT\r\nUID:u\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260101T080000Z\r\nDTSTART:20260102T080000Z\r\n"
    "BEGIN:VALARM\r\nTRIGGER:-P1D\r\nREPEAT:10\r\nDURATION:P1D\r\nEND:VALARM\r\nEND:VEVENT\r\n", "", FULL / 8 },

  /* zones */
  { "zones", TRUE, "", "BEGIN:VTIMEZONE\r\nTZID:Z#\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n", EVENT_HEAD EVENT_TAIL, FULL },
  { "zone-of-every-second", TRUE, ZONE_HEAD "RRULE:FREQ=SECONDLY\r\n", "", ZONE_TAIL, 0 },
  { "zone-of-every-minute", TRUE, ZONE_HEAD "RRULE:FREQ=MINUTELY\r\n", "", ZONE_TAIL, 0 },
  { "zone-of-every-day", TRUE, ZONE_HEAD "RRULE:FREQ=DAILY\r\n", "", ZONE_TAIL, 0 },
  { "zone-that-never-changes", TRUE, ZONE_HEAD "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n", "", ZONE_TAIL, 0 },
  { "zone-of-many-onsets", TRUE, ZONE_HEAD, "RDATE:19700101T#\r\n", ZONE_TAIL, FULL },
  { "zone-of-many-rules", TRUE, "BEGIN:VTIMEZONE\r\nTZID:Evil\r\n", "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY\r\nEND:STANDARD\r\n", "END:VTIMEZONE\r\n", FULL },
  { "unknown-zones", TRUE, "", "BEGIN:VEVENT\r\nUID:#\r\nDTSTART;TZID=No/#:20260101T080000\r\nEND:VEVENT\r\n", "",
    FULL / 4 },
};

static char *
make_file (const Hostile *file, gsize *length)
{
  gsize size = file->size > MEBIBYTE && SANITIZED ? file->size / 8 : file->size;
  GString *text = g_string_sized_new (size + 4096);
  guint counter = 100000;

  g_string_append (text, file->wraps ? HEAD : "");
  g_string_append (text, file->head);
  while (text->len + strlen (file->body) < size)
    {
      counter = counter == 999999 ? 100000 : counter + 1;
      for (const char *p = file->body; *p != '\0'; p++)
        if (*p == '#')
          g_string_append_printf (text, "%u", counter);
        else
          g_string_append_c (text, *p);
    }
  g_string_append (text, file->tail);
  g_string_append (text, file->wraps ? TAIL : "");
  *length = text->len;
  return g_string_free (text, FALSE);
}

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Asks some of the rules for due times, at both ends of the list. Returns the seconds of the slowest answer. */
static double
ask_rules (NudgeIcsResult *result)
{
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name ("Europe/Berlin", NULL);
  NudgeDesk desk = { zone, 9 * G_TIME_SPAN_HOUR };
  double slowest = 0;

  for (guint i = 0; i < result->rules->len; i = i == 20 && result->rules->len > 40 ? result->rules->len - 20 : i + 1)
    {
      NudgeTime after = ics_at ("2026-03-28 12:00", "Europe/Berlin");

      for (guint j = 0; j < 3; j++)
        {
          double begin = cpu_seconds ();
          g_autoptr(NudgeOccurrence) due = nudge_rule_next_after (g_ptr_array_index (result->rules, i), &desk, after);

          slowest = MAX (slowest, cpu_seconds () - begin);
          if (due == NULL)
            break;
          g_assert_cmpint (due->due, >, after);
          after = due->due;
        }
    }
  return slowest;
}

/* What one process found out for the other. */
typedef struct {
  double parse;
  double slowest;
  long memory;
} Measured;

static long
peak_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024;
}

static Measured
measure (const char *data, gsize length)
{
  NudgeIcsContext context = { .file = "hostile.ics", .source = "", .origin = NUDGE_ORIGIN_SOURCE };
  Measured measured = { .memory = -peak_memory () };
  double begin = cpu_seconds ();
  g_autoptr(NudgeIcsResult) result = nudge_ics_parse (data, length, &context);

  measured.parse = cpu_seconds () - begin;
  measured.memory += peak_memory ();
  for (guint i = 0; i < result->problems->len; i++)
    g_assert_true (g_utf8_validate (((NudgeProblem *) g_ptr_array_index (result->problems, i))->text, -1, NULL));
  measured.slowest = ask_rules (result);
  return measured;
}

/* In a process of its own, so that its peak of memory is its own, on a stack so small that recursion would show. */
static Measured
measure_apart (const char *data, gsize length)
{
  struct rlimit stack = { 256 * 1024, RLIM_INFINITY };
  Measured measured = { 0 };
  int ends[2];
  int status = 0;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      if (!SANITIZED)
        setrlimit (RLIMIT_STACK, &stack);
      measured = measure (data, length);
      _exit (write (ends[1], &measured, sizeof measured) == sizeof measured ? 0 : 1);
    }
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &measured, sizeof measured), ==, sizeof measured);
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  return measured;
}

static void
test_file (gconstpointer data)
{
  const Hostile *file = data;
  gsize length;
  g_autofree char *text = make_file (file, &length);
  Measured measured = measure_apart (text, length);

  g_test_message ("%.3f s, slowest due time %.2f ms, %.1f MiB beside the %.1f MiB of the file", measured.parse,
                  measured.slowest * 1000, (double) measured.memory / MEBIBYTE, (double) length / MEBIBYTE);
  g_assert_cmpfloat (measured.parse, <, MAX_SECONDS * (SANITIZED ? 4 : 1));
  g_assert_cmpfloat (measured.slowest, <, MAX_QUESTION * (SANITIZED ? 10 : 1));
  if (!SANITIZED)
    g_assert_cmpint (measured.memory, <, MAX_MEMORY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/ics-hostile/", files[i].name, NULL);

      g_test_add_data_func (path, &files[i], test_file);
    }
  return g_test_run ();
}
