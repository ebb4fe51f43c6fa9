/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule: one item of a calendar file with all its instances and alarms; answers when it is due next. */
#include "rule.h"

#include "rule-schedule.h"

#define MAX_COUNTED 1000

static const char *const origins[] = { "own", "pack", "plan", "source" };
static const char *const asks[] = { "none", "mood", "word", "note", "reflect" };

G_STATIC_ASSERT (G_N_ELEMENTS (origins) == NUDGE_ORIGIN_SOURCE + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (asks) == NUDGE_ASK_REFLECT + 1);

NudgeRule *
nudge_rule_ref (NudgeRule *rule)
{
  return g_atomic_rc_box_acquire (rule);
}

/* Category, file and source are the same for many rules, so they are shared: one GRefString for all. */
static void
rule_clear (NudgeRule *rule)
{
  g_free (rule->uid);
  g_free (rule->summary);
  g_free (rule->description);
  g_strfreev (rule->prompts);
  g_free (rule->why);
  g_ref_string_release (rule->category);
  g_free (rule->words);
  g_ref_string_release (rule->file);
  g_ref_string_release (rule->source);
  g_clear_pointer (&rule->schedule, nudge_schedule_free);
}

void
nudge_rule_unref (NudgeRule *rule)
{
  g_atomic_rc_box_release_full (rule, (GDestroyNotify) rule_clear);
}

NudgeOccurrence *
nudge_rule_next_after (NudgeRule *rule, const NudgeDesk *desk, NudgeTime after)
{
  NudgeDue due;

  if (!nudge_schedule_next (rule->schedule, desk->zone, desk->all_day, after, &due))
    return NULL;
  return nudge_occurrence_new (rule, due.due, due.start, due.kind, due.summary);
}

/* Whether something is due in (@after, @until]. */
static gboolean
next_until (NudgeRule *rule, const NudgeDesk *desk, NudgeTime after, NudgeTime until, NudgeDue *due)
{
  return nudge_schedule_next (rule->schedule, desk->zone, desk->all_day, after, due) && due->due <= until;
}

/* Halves the time between a due time and @until until nothing is due in between: the rule may have been due a million
 * times. */
static void
find_last (NudgeRule *rule, const NudgeDesk *desk, NudgeTime until, NudgeDue *last)
{
  NudgeTime high = until;
  NudgeDue due;

  while (last->due < high)
    {
      NudgeTime middle = last->due + (high - last->due) / 2;

      if (next_until (rule, desk, middle, until, &due))
        *last = due;
      else
        high = middle;
    }
}

NudgeOccurrence *
nudge_rule_last_before (NudgeRule *rule, const NudgeDesk *desk, NudgeTime after, NudgeTime until, guint *n_due)
{
  NudgeDue last;
  NudgeDue due;
  guint n = 0;

  while (n < MAX_COUNTED && next_until (rule, desk, after, until, &due))
    {
      last = due;
      after = due.due;
      n++;
    }
  if (n == MAX_COUNTED)
    find_last (rule, desk, until, &last);
  if (n_due != NULL)
    *n_due = n;
  return n == 0 ? NULL : nudge_occurrence_new (rule, last.due, last.start, last.kind, last.summary);
}

const char *
nudge_origin_to_string (NudgeOrigin origin)
{
  g_return_val_if_fail ((gsize) origin < G_N_ELEMENTS (origins), "");
  return origins[origin];
}

const char *
nudge_ask_to_string (NudgeAsk ask)
{
  g_return_val_if_fail ((gsize) ask < G_N_ELEMENTS (asks), "");
  return asks[ask];
}

gboolean
nudge_ask_from_string (const char *text, NudgeAsk *ask)
{
  for (gsize i = 0; i < G_N_ELEMENTS (asks); i++)
    if (g_ascii_strcasecmp (asks[i], text) == 0)
      {
        *ask = (NudgeAsk) i;
        return TRUE;
      }
  return FALSE;
}
