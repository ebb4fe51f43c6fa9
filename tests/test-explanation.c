/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Explanation: each state of a nudge and of a rule has a sentence that says what decided and what comes next. */
#include "explanation.h"

#include <string.h>

/* 2026-03-02T09:00:00Z, a Monday */
#define NOW (G_GINT64_CONSTANT (1772442000) * G_TIME_SPAN_SECOND)

static const struct {
  NudgeState state;
  NudgeReason reason;
  GTimeSpan until;     /* of the verdict, after NOW; -1: never */
  NudgeMissed missed;
  gboolean by_request;
  const char *sentence;
  const char *next;
} live_rows[] = {
  { NUDGE_STATE_SHOWN, NUDGE_REASON_NONE, -1, NUDGE_MISSED_DROP, FALSE, "It was due and nothing held it",
    "It waits for an answer until 10:00 and then goes by itself" },
  { NUDGE_STATE_SHOWN, NUDGE_REASON_NONE, -1, NUDGE_MISSED_DROP, TRUE, "You asked for it, so it was shown at once",
    "It waits for an answer until 10:00 and then goes by itself" },
  { NUDGE_STATE_SNOOZED, NUDGE_REASON_NONE, -1, NUDGE_MISSED_DROP, FALSE, "You put it off", "It comes back at 9:15" },
  { NUDGE_STATE_WAITING, NUDGE_REASON_BREAKPOINT, 10 * G_TIME_SPAN_MINUTE, NUDGE_MISSED_DROP, FALSE,
    "It waits for a natural pause", "It comes at the next natural pause, at the latest at 9:10" },
  { NUDGE_STATE_HELD, NUDGE_REASON_LOCKED, -1, NUDGE_MISSED_DROP, FALSE, "The screen is locked",
    "It comes as soon as that is over; at 10:00 it is given up" },
  { NUDGE_STATE_HELD, NUDGE_REASON_LOCKED, -1, NUDGE_MISSED_SHOW, FALSE, "The screen is locked",
    "It comes as soon as that is over, also after 10:00" },
  { NUDGE_STATE_HELD, NUDGE_REASON_MIN_GAP, 3 * G_TIME_SPAN_MINUTE, NUDGE_MISSED_DROP, FALSE,
    "Another nudge was shown just before", "That is over at 9:03; then it comes, if nothing else holds it" },
};

static NudgeLive *
new_live (gsize row)
{
  NudgeLive *live = nudge_live_new ();

  live->id = 17;
  live->uid = g_strdup ("water@x");
  live->summary = g_strdup ("Water");
  live->category = g_strdup ("food");
  live->state = live_rows[row].state;
  live->missed = live_rows[row].missed;
  live->by_request = live_rows[row].by_request;
  live->due = NOW;
  live->until = NOW + G_TIME_SPAN_HOUR;
  live->snoozed_until = live->state == NUDGE_STATE_SNOOZED ? NOW + 15 * G_TIME_SPAN_MINUTE : 0;
  return live;
}

static void
test_live_nudges (void)
{
  g_autoptr(NudgeZone) utc = nudge_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (live_rows); i++)
    {
      g_autoptr(NudgeLive) live = new_live (i);
      const NudgeVerdict verdict
          = { .reason = live_rows[i].reason, .until = live_rows[i].until < 0 ? NUDGE_NEVER : NOW + live_rows[i].until };
      g_autoptr(NudgeExplanation) explanation = nudge_explanation_of_live (live, &verdict, utc, NOW);

      g_assert_cmpstr (explanation->sentence, ==, live_rows[i].sentence);
      g_assert_cmpstr (explanation->next, ==, live_rows[i].next);
      g_assert_cmpstr (explanation->state, ==, nudge_state_to_string (live_rows[i].state));
      g_assert_cmpuint (explanation->id, ==, 17);
    }
}

static void
test_rules (void)
{
  NudgeRule rule = { .uid = (char *) "u", .summary = (char *) "Water", .category = (char *) "food",
                     .words = (char *) "every day at 9:30" };
  const NudgeOccurrence next = { .rule = &rule, .due = NOW + 30 * G_TIME_SPAN_MINUTE };
  g_autoptr(NudgeZone) utc = nudge_zone_new_utc ();
  g_autoptr(NudgeExplanation) on = nudge_explanation_of_rule (&rule, TRUE, &next, utc, NOW);
  g_autoptr(NudgeExplanation) off = nudge_explanation_of_rule (&rule, FALSE, &next, utc, NOW);
  g_autoptr(NudgeExplanation) over = nudge_explanation_of_rule (&rule, TRUE, NULL, utc, NOW);

  g_assert_cmpstr (on->state, ==, "scheduled");
  g_assert_cmpstr (on->sentence, ==, "Its times: every day at 9:30");
  g_assert_cmpstr (on->next, ==, "It is due at 9:30");
  g_assert_cmpint (on->due, ==, next.due);
  g_assert_cmpstr (off->state, ==, "disabled");
  g_assert_cmpint (off->due, ==, 0);
  g_assert_cmpstr (over->state, ==, "ended");
  g_assert_nonnull (strstr (over->next, "no more due times"));
}

static void
test_steps_keep_their_order (void)
{
  g_autoptr(NudgeExplanation) explanation = nudge_explanation_new ();

  nudge_explanation_add_step (explanation, NOW, g_strdup ("due"));
  nudge_explanation_add_step (explanation, NOW + 1, g_strdup ("shown"));
  g_assert_cmpuint (explanation->steps->len, ==, 2);
  g_assert_cmpstr (((NudgeStep *) g_ptr_array_index (explanation->steps, 1))->text, ==, "shown");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explanation/live-nudges", test_live_nudges);
  g_test_add_func ("/explanation/rules", test_rules);
  g_test_add_func ("/explanation/steps-keep-their-order", test_steps_keep_their_order);
  return g_test_run ();
}
