/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Occurrence: one due time of one rule. */
#include "occurrence.h"

#include "rule.h"

NudgeOccurrence *
nudge_occurrence_new (NudgeRule *rule, NudgeTime due, NudgeTime start, NudgeDueKind kind, const char *summary)
{
  NudgeOccurrence *occurrence = g_atomic_rc_box_new0 (NudgeOccurrence);

  occurrence->rule = nudge_rule_ref (rule);
  occurrence->due = due;
  occurrence->start = start;
  occurrence->kind = kind;
  occurrence->summary = g_strdup (summary != NULL ? summary : rule->summary);
  return occurrence;
}

NudgeOccurrence *
nudge_occurrence_ref (NudgeOccurrence *occurrence)
{
  return g_atomic_rc_box_acquire (occurrence);
}

static void
occurrence_clear (NudgeOccurrence *occurrence)
{
  nudge_rule_unref (occurrence->rule);
  g_free (occurrence->summary);
}

void
nudge_occurrence_unref (NudgeOccurrence *occurrence)
{
  g_atomic_rc_box_release_full (occurrence, (GDestroyNotify) occurrence_clear);
}

gint
nudge_occurrence_compare (const NudgeOccurrence *a, const NudgeOccurrence *b)
{
  if (a->due != b->due)
    return a->due < b->due ? -1 : 1;
  return g_strcmp0 (a->rule->uid, b->rule->uid);
}

const char *
nudge_due_kind_to_string (NudgeDueKind kind)
{
  switch (kind)
    {
    case NUDGE_DUE_START:
      return "start";
    case NUDGE_DUE_ALARM:
      return "alarm";
    case NUDGE_DUE_REPEAT:
      return "repeat";
    case NUDGE_DUE_SNOOZE:
      return "snooze";
    }
  g_return_val_if_reached ("");
}
