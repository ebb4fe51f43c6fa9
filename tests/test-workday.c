/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workday: one Monday at a desk in Berlin, from calendar files to what was recorded; then a year of them. */
#include "engine-fixture.h"
#include "ics-parser.h"

#include <string.h>

#define WEEKDAYS "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"

static const char pack[]
    = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//nudged//test//EN\r\n"
      "BEGIN:VEVENT\r\nUID:water\r\nDTSTART:20240101T094000\r\n" WEEKDAYS ";BYHOUR=9,14;BYMINUTE=40\r\n"
      "SUMMARY:Water\r\nX-NUDGED-GRACE:PT45M\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:move\r\nDTSTART:20240101T102500\r\n" WEEKDAYS "\r\n"
      "SUMMARY:Move\r\nX-NUDGED-ROOM:PT15M\r\nX-NUDGED-GRACE:PT40M\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:lunch\r\nDTSTART:20240101T123000\r\n" WEEKDAYS "\r\n"
      "SUMMARY:Lunch\r\nX-NUDGED-ROOM:PT0S\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:check-in\r\nDTSTART:20240101T133000\r\n" WEEKDAYS "\r\n"
      "SUMMARY:How are you?\r\nX-NUDGED-ASK:MOOD\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:eyes\r\nDTSTART:20240101T161000\r\n" WEEKDAYS "\r\n"
      "SUMMARY:Eyes\r\nX-NUDGED-GRACE:PT40M\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:plan\r\nDTSTART:20240101T174500\r\n" WEEKDAYS "\r\nSUMMARY:Plan\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:late\r\nDTSTART:20240101T221500\r\n" WEEKDAYS "\r\nSUMMARY:Late\r\nEND:VEVENT\r\n"
      "END:VCALENDAR\r\n";

static const char own[]
    = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//nudged//test//EN\r\n"
      "BEGIN:VEVENT\r\nUID:meeting\r\nDTSTART;TZID=Europe/Berlin:20260302T113000\r\nSUMMARY:Team meeting\r\n"
      "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nDESCRIPTION:Soon\r\nEND:VALARM\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:call\r\nDTSTART:20260302T150000\r\nSUMMARY:Call mum\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:tablet\r\nDTSTART:20260302T223000\r\nSUMMARY:Take the tablet\r\nEND:VEVENT\r\n"
      "END:VCALENDAR\r\n";

static void
add_calendar (EngineFixture *f, const char *text, NudgeOrigin origin)
{
  const NudgeIcsContext context = { .file = "day.ics", .source = origin == NUDGE_ORIGIN_PACK ? "workday" : "",
                                    .origin = origin, .alarms = NUDGE_ICS_ALARMS_AUTO, .language = "en" };
  g_autoptr(NudgeIcsResult) result = nudge_ics_parse (text, strlen (text), &context);

  g_assert_cmpuint (result->problems->len, ==, 0);
  for (guint i = 0; i < result->rules->len; i++)
    g_ptr_array_add (f->rules, nudge_rule_ref (g_ptr_array_index (result->rules, i)));
}

static void
set_up (EngineFixture *f, gconstpointer data)
{
  g_autoptr(NudgeZone) berlin = nudge_zone_new_by_name ("Europe/Berlin", NULL);

  engine_set_up (f, data);
  g_assert_nonnull (berlin);
  fake_clock_set_zone (f->clock, berlin);
}

/* The Monday */

/* At a time of the wall clock: what happens then, and what was recorded since the row before. */
typedef struct {
  const char *time;
  const char *event;
  const char *recorded;
} Moment;

static const Moment monday[] = {
  { "09:00", "", "" },
  { "09:40", "", "water due" },
  { "09:44", "breakpoint", "water shown" },
  { "09:45", "done", "water done" },
  { "10:25", "", "move due" },
  { "10:30", "call begins", "" },
  { "10:55", "call ends", "move shown" },
  { "10:56", "snooze:600", "move snoozed" },
  { "11:06", "", "move shown" },
  { "11:07", "close", "move closed" },
  { "11:19", "", "" },
  { "11:20", "", "meeting due, meeting shown" },
  { "11:21", "done", "meeting done" },
  { "12:30", "", "lunch due, lunch shown" },
  { "12:35", "lid closes", "" },
  { "13:50", "lid opens", "check-in due, check-in shown, lunch missed" },
  { "13:52", "mood:4", "check-in done" },
  { "14:40", "", "water due" },
  { "14:49", "", "" },
  { "14:50", "", "water shown" },
  { "14:52", "crash", "" },
  { "14:55", "skip", "water skipped" },
  { "15:00", "", "call due, call shown" },
  { "15:01", "snooze", "call snoozed" },
  { "15:03", "lock", "" },
  { "15:10", "", "" },
  { "15:20", "unlock", "call shown" },
  { "15:21", "done", "call done" },
  { "16:00", "do not disturb", "" },
  { "16:10", "", "eyes due" },
  { "16:49", "", "" },
  { "16:50", "", "eyes missed" },
  { "17:00", "disturb", "" },
  { "17:30", "pause until 18:00", "" },
  { "17:45", "", "plan due" },
  { "17:59", "restart", "" },
  { "18:00", "", "plan shown" },
  { "18:05", "server closes", "" },
  { "18:59", "", "" },
  { "19:00", "", "plan missed" },
  { "22:15", "", "late due" },
  { "22:30", "", "tablet due, tablet shown" },
  { "22:31", "done", "tablet done" },
  { "23:14", "", "" },
  { "23:15", "", "late missed" },
};

static NudgeTime
berlin_time (const char *day, const char *time)
{
  g_autofree char *text = g_strdup_printf ("%s %s", day, time);

  return at (text) - G_TIME_SPAN_HOUR; /* in winter */
}

static gboolean
change_presence (EngineFixture *f, const char *event)
{
  NudgePresence *presence = &f->presence;

  if (g_str_equal (event, "call begins"))
    presence->microphone = NUDGE_YES;
  else if (g_str_equal (event, "call ends"))
    presence->microphone = NUDGE_NO;
  else if (g_str_equal (event, "lock"))
    presence->locked = NUDGE_YES;
  else if (g_str_equal (event, "unlock"))
    presence->locked = NUDGE_NO;
  else if (g_str_equal (event, "do not disturb"))
    presence->dnd = NUDGE_YES;
  else if (g_str_equal (event, "disturb"))
    presence->dnd = NUDGE_NO;
  else if (g_str_has_prefix (event, "pause until "))
    presence->paused_until = berlin_time ("2026-03-02", event + strlen ("pause until "));
  else
    return FALSE;
  engine_tell_presence (f);
  return TRUE;
}

static gboolean
change_machine (EngineFixture *f, const char *event)
{
  if (g_str_equal (event, "crash"))
    engine_crash (f);
  else if (g_str_equal (event, "restart"))
    engine_restart (f);
  else if (!g_str_equal (event, "lid closes") && !g_str_equal (event, "lid opens"))
    return FALSE;
  return TRUE;
}

static void
act (EngineFixture *f, const char *event)
{
  const NudgeLive *live = fake_presenter_get_newest (f->presenter);

  if (*event == '\0' || change_presence (f, event) || change_machine (f, event))
    return;
  if (g_str_equal (event, "breakpoint"))
    {
      nudge_delivery_breakpoint (nudge_engine_get_delivery (f->engine), engine_now (f));
      nudge_engine_rearm (f->engine);
      return;
    }
  g_assert_nonnull (live);
  if (g_str_equal (event, "close"))
    fake_presenter_close (f->presenter, live->id, NUDGE_CLOSED_BY_USER);
  else if (g_str_equal (event, "server closes"))
    fake_presenter_close (f->presenter, live->id, NUDGE_CLOSED_BY_SERVER);
  else
    fake_presenter_answer (f->presenter, live->id, event, NULL);
}

/* What was recorded after the first @n_before records. */
static char *
story_since (EngineFixture *f, guint n_before)
{
  GPtrArray *records = fake_ledger_get_records (f->ledger);
  g_autoptr(GString) story = g_string_new (NULL);

  for (guint i = n_before; i < records->len; i++)
    {
      const FakeRecord *record = g_ptr_array_index (records, i);

      g_string_append_printf (story, "%s%s %s", story->len > 0 ? ", " : "", record->live->uid,
                              nudge_outcome_to_string (record->outcome));
    }
  return g_strdup (story->str);
}

static void
test_a_monday (EngineFixture *f, gconstpointer data)
{
  add_calendar (f, pack, NUDGE_ORIGIN_PACK);
  add_calendar (f, own, NUDGE_ORIGIN_OWN);
  fake_clock_advance_to (f->clock, berlin_time ("2026-03-02", "09:00"));
  engine_start (f);
  for (gsize i = 0; i < G_N_ELEMENTS (monday); i++)
    {
      guint n_before = fake_ledger_get_records (f->ledger)->len;
      NudgeTime time = berlin_time ("2026-03-02", monday[i].time);
      g_autofree char *recorded = NULL;

      if (g_str_equal (monday[i].event, "lid opens"))
        fake_clock_jump (f->clock, time);
      else
        fake_clock_advance_to (f->clock, time);
      act (f, monday[i].event);
      recorded = story_since (f, n_before);
      if (!g_str_equal (recorded, monday[i].recorded))
        g_error ("At %s: %s, expected %s", monday[i].time, recorded, monday[i].recorded);
    }
}

static const char *
reason_of (EngineFixture *f, const char *uid, NudgeOutcome outcome)
{
  GPtrArray *records = fake_ledger_get_records (f->ledger);

  for (guint i = records->len; i > 0; i--)
    {
      const FakeRecord *record = g_ptr_array_index (records, i - 1);

      if (record->outcome == outcome && g_str_equal (record->live->uid, uid))
        return record->reason;
    }
  g_assert_not_reached ();
}

static void
test_the_history_says_why (EngineFixture *f, gconstpointer data)
{
  test_a_monday (f, data);
  g_assert_cmpstr (reason_of (f, "lunch", NUDGE_OUTCOME_MISSED), ==, "not answered");
  g_assert_cmpstr (reason_of (f, "eyes", NUDGE_OUTCOME_MISSED), ==, "held by do-not-disturb");
  g_assert_cmpstr (reason_of (f, "plan", NUDGE_OUTCOME_MISSED), ==, "not answered");
  g_assert_cmpstr (reason_of (f, "late", NUDGE_OUTCOME_MISSED), ==, "held by quiet hours until 7:00");
}

/* The year */

static void
add_shipped_pack (EngineFixture *f)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "conf", "packs", "workday.ics", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  add_calendar (f, text, NUDGE_ORIGIN_PACK);
  g_assert_cmpuint (f->rules->len, >, 3);
}

/* The body of a nudge that was shown is another one than the last time. */
static void
check_bodies (EngineFixture *f)
{
  g_autoptr(GHashTable) bodies = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *records = fake_ledger_get_records (f->ledger);

  for (guint i = 0; i < records->len; i++)
    {
      const FakeRecord *record = g_ptr_array_index (records, i);
      const char *last = g_hash_table_lookup (bodies, record->live->uid);

      if (record->outcome != NUDGE_OUTCOME_DUE)
        continue;
      if (record->live->body[0] != '\0')
        g_assert_cmpstr (record->live->body, !=, last);
      g_hash_table_insert (bodies, record->live->uid, record->live->body);
    }
}

static void
check_weekdays (EngineFixture *f)
{
  GPtrArray *records = fake_ledger_get_records (f->ledger);

  for (guint i = 0; i < records->len; i++)
    {
      const FakeRecord *record = g_ptr_array_index (records, i);
      gint64 local = nudge_zone_to_local (nudge_engine_get_desk (f->engine).zone, record->time / G_TIME_SPAN_SECOND);

      g_assert_cmpint (nudge_weekday (local / 86400), <, 5);
      g_assert_cmpint (local % 86400, >, 7 * 3600);
      g_assert_cmpint (local % 86400, <, 22 * 3600);
    }
}

static void
test_a_year (EngineFixture *f, gconstpointer data)
{
  gint64 begin;
  gdouble seconds;
  guint n_shown;

  silence ();
  add_shipped_pack (f);
  fake_presenter_answer_at_once (f->presenter, "done");
  begin = g_get_monotonic_time ();
  engine_start (f);
  engine_run_until (f, "2027-03-02 08:00");
  seconds = (gdouble) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;

  n_shown = fake_ledger_count (f->ledger, NUDGE_OUTCOME_DONE);
  g_test_message ("a year: %u nudges, %u wake-ups, %.3f s", n_shown, fake_clock_count_alarms (f->clock), seconds);
  g_assert_cmpuint (n_shown, >, 500);
  g_assert_cmpuint (fake_ledger_count (f->ledger, NUDGE_OUTCOME_MISSED), ==, 0);
  g_assert_cmpuint (fake_clock_count_alarms (f->clock), <=, 2 * n_shown);
  g_assert_cmpfloat (seconds, <, 10);
  check_weekdays (f);
}

static void
test_a_year_in_which_nobody_answers (EngineFixture *f, gconstpointer data)
{
  guint n_due;

  silence ();
  add_shipped_pack (f);
  engine_start (f);
  engine_run_until (f, "2027-03-02 03:00");
  n_due = fake_ledger_count (f->ledger, NUDGE_OUTCOME_DUE);
  g_assert_cmpuint (n_due, >, 500);
  g_assert_cmpuint (fake_ledger_count (f->ledger, NUDGE_OUTCOME_SHOWN), ==, n_due);
  g_assert_cmpuint (fake_ledger_count (f->ledger, NUDGE_OUTCOME_MISSED), ==, n_due);
  g_assert_cmpuint (fake_presenter_count (f->presenter), ==, 0);
  check_bodies (f);
}

#define ADD(name, test) g_test_add ("/workday/" name, EngineFixture, NULL, set_up, test, engine_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-monday", test_a_monday);
  ADD ("the-history-says-why", test_the_history_says_why);
  ADD ("a-year", test_a_year);
  ADD ("a-year-in-which-nobody-answers", test_a_year_in_which_nobody_answers);
  return g_test_run ();
}
