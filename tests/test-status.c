/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status: the line for a prompt and the object for programs say what the value says. */
#include "status.h"

#include <glib.h>

/* 2026-03-02T08:00:00Z */
#define NOW (G_GINT64_CONSTANT (1772438400) * G_TIME_SPAN_SECOND)

static NudgeStatus *
new_status (void)
{
  NudgeStatus *status = g_new0 (NudgeStatus, 1);

  status->state = "active";
  status->held_by = g_new0 (char *, 1);
  status->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_live_unref);
  status->today = g_hash_table_new (g_str_hash, g_str_equal);
  return status;
}

static NudgeLive *
add_live (NudgeStatus *status, guint64 id, const char *summary, NudgeState state)
{
  NudgeLive *live = nudge_live_new ();

  live->id = id;
  live->uid = g_strdup ("u@x");
  live->summary = g_strdup (summary);
  live->category = g_strdup ("food");
  live->due = NOW;
  live->state = state;
  g_ptr_array_add (status->pending, live);
  return live;
}

static void
assert_line (const NudgeStatus *status, const char *expected)
{
  g_autofree char *line = nudge_status_to_line (status);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_the_line_names_what_is_shown (void)
{
  g_autoptr(NudgeStatus) status = new_status ();

  assert_line (status, "");
  add_live (status, 1, "Held", NUDGE_STATE_HELD);
  add_live (status, 2, "Snoozed", NUDGE_STATE_SNOOZED);
  assert_line (status, "");
  add_live (status, 3, "Water", NUDGE_STATE_SHOWN);
  assert_line (status, "Water");
  add_live (status, 4, "Walk", NUDGE_STATE_SHOWN);
  assert_line (status, "Walk (+1)");
}

static void
assert_json (const NudgeStatus *status, const char *expected)
{
  g_autoptr(NudgeZone) utc = nudge_zone_new_utc ();
  g_autofree char *json = nudge_status_to_json (status, utc);

  g_assert_cmpstr (json, ==, expected);
}

static void
test_an_empty_status (void)
{
  g_autoptr(NudgeStatus) status = new_status ();

  assert_json (status, "{\"state\":\"active\",\"held_by\":[],\"paused_until\":null,\"next\":null,\"pending\":[],"
                       "\"today\":{\"shown\":0,\"done\":0,\"snoozed\":0,\"skipped\":0,\"missed\":0,\"credited\":0},"
                       "\"rules\":0,\"problems\":0}");
}

static void
test_a_full_status (void)
{
  g_autoptr(NudgeStatus) status = new_status ();
  NudgeLive *live = add_live (status, 17, "Say \"hi\"", NUDGE_STATE_SNOOZED);

  live->snoozed_until = NOW + 15 * G_TIME_SPAN_MINUTE;
  status->next_snoozed = nudge_live_ref (live);
  status->state = "paused";
  g_strfreev (status->held_by);
  status->held_by = g_strsplit ("paused quiet-hours", " ", -1);
  status->paused_until = NUDGE_NEVER;
  status->n_rules = 9;
  status->n_problems = 2;
  g_hash_table_insert (status->today, (char *) "done", GUINT_TO_POINTER (3));
  assert_json (status,
               "{\"state\":\"paused\",\"held_by\":[\"paused\",\"quiet-hours\"],\"paused_until\":\"never\","
               "\"next\":{\"time\":\"2026-03-02T08:15:00+00:00\",\"uid\":\"u@x\",\"summary\":\"Say \\\"hi\\\"\","
               "\"category\":\"food\",\"kind\":\"snooze\",\"file\":\"\"},"
               "\"pending\":[{\"id\":\"17\",\"uid\":\"u@x\",\"summary\":\"Say \\\"hi\\\"\",\"category\":\"food\","
               "\"due\":\"2026-03-02T08:00:00+00:00\",\"state\":\"snoozed\","
               "\"snoozed_until\":\"2026-03-02T08:15:00+00:00\"}],"
               "\"today\":{\"shown\":0,\"done\":3,\"snoozed\":0,\"skipped\":0,\"missed\":0,\"credited\":0},"
               "\"rules\":9,\"problems\":2}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/status/the-line-names-what-is-shown", test_the_line_names_what_is_shown);
  g_test_add_func ("/status/an-empty-status", test_an_empty_status);
  g_test_add_func ("/status/a-full-status", test_a_full_status);
  return g_test_run ();
}
