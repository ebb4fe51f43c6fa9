/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: any bytes become rules whose due times come in order, or problems; never anything worse. */
#include "ics-parser.h"

#include <stdint.h>

#define N_DUE 8

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Due times of the rule from @after on must be later and later, and their last one must be known as such. */
static void
ask (NudgeRule *rule, const NudgeDesk *desk, NudgeTime after)
{
  NudgeTime begin = after;
  guint n_due = 0;
  guint i;

  for (i = 0; i < N_DUE; i++)
    {
      g_autoptr(NudgeOccurrence) due = nudge_rule_next_after (rule, desk, after);

      if (due == NULL)
        break;
      g_assert_cmpint (due->due, >, after);
      after = due->due;
    }
  if (i > 0)
    {
      g_autoptr(NudgeOccurrence) last = nudge_rule_last_before (rule, desk, begin, after, &n_due);

      g_assert_cmpint (last->due, ==, after);
      g_assert_cmpuint (n_due, ==, i);
    }
}

static void
check_texts (const NudgeRule *rule)
{
  g_assert_true (g_utf8_validate (rule->uid, -1, NULL));
  g_assert_true (g_utf8_validate (rule->summary, -1, NULL) && *rule->summary != '\0');
  g_assert_true (rule->description == NULL || g_utf8_validate (rule->description, -1, NULL));
  g_assert_true (g_utf8_validate (rule->words, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  NudgeIcsContext context = { .file = "fuzz.ics", .source = "", .origin = NUDGE_ORIGIN_SOURCE, .language = "en" };
  NudgeTime march = nudge_days_from_civil (2026, 3, 28) * G_TIME_SPAN_DAY;
  g_autoptr(NudgeIcsResult) result = NULL;
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name ("Europe/Berlin", NULL);
  NudgeDesk desk = { zone, 9 * G_TIME_SPAN_HOUR };

  g_assert_nonnull (zone);
  result = nudge_ics_parse ((const char *) data, size, &context);
  for (guint i = 0; i < result->rules->len; i++)
    {
      check_texts (g_ptr_array_index (result->rules, i));
      ask (g_ptr_array_index (result->rules, i), &desk, march);
      ask (g_ptr_array_index (result->rules, i), &desk, 0);
    }
  for (guint i = 0; i < result->problems->len; i++)
    g_assert_true (g_utf8_validate (((NudgeProblem *) g_ptr_array_index (result->problems, i))->text, -1, NULL));
  return 0;
}
