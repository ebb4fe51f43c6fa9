/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Explanation: why a nudge, a rule or the daemon is as it is: what decided, since when, what comes next. */
#include "explanation.h"

#include "time-text.h"

static void
step_free (NudgeStep *step)
{
  g_free (step->text);
  g_free (step);
}

NudgeExplanation *
nudge_explanation_new (void)
{
  NudgeExplanation *explanation = g_new0 (NudgeExplanation, 1);

  explanation->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  return explanation;
}

void
nudge_explanation_free (NudgeExplanation *explanation)
{
  g_free (explanation->uid);
  g_free (explanation->summary);
  g_free (explanation->category);
  g_free (explanation->state);
  g_free (explanation->reason);
  g_free (explanation->sentence);
  g_free (explanation->next);
  g_ptr_array_unref (explanation->steps);
  g_free (explanation);
}

void
nudge_explanation_add_step (NudgeExplanation *explanation, NudgeTime time, char *text)
{
  NudgeStep *step = g_new0 (NudgeStep, 1);

  step->time = time;
  step->text = text;
  g_ptr_array_add (explanation->steps, step);
}

static char *
next_of_waiting (const NudgeVerdict *verdict, NudgeZone *zone, NudgeTime now)
{
  g_autofree char *at = NULL;

  if (verdict->until == NUDGE_NEVER)
    return g_strdup ("It comes at the next natural pause");
  at = nudge_time_format_short (verdict->until, zone, now);
  return g_strdup_printf ("It comes at the next natural pause, at the latest at %s", at);
}

static char *
next_of_held (const NudgeLive *live, const NudgeVerdict *verdict, NudgeZone *zone, NudgeTime now)
{
  g_autofree char *end = nudge_time_format_short (live->until, zone, now);
  g_autofree char *at = NULL;

  if (verdict->until == NUDGE_NEVER || verdict->until >= live->until)
    return g_strdup_printf (live->missed == NUDGE_MISSED_SHOW
                                ? "It comes as soon as that is over, also after %s"
                                : "It comes as soon as that is over; at %s it is given up",
                            end);
  at = nudge_time_format_short (verdict->until, zone, now);
  return g_strdup_printf ("That is over at %s; then it comes, if nothing else holds it", at);
}

static char *
next_of_live (const NudgeLive *live, const NudgeVerdict *verdict, NudgeZone *zone, NudgeTime now)
{
  g_autofree char *until = nudge_time_format_short (live->until, zone, now);
  g_autofree char *snoozed = nudge_time_format_short (live->snoozed_until, zone, now);

  switch (live->state)
    {
    case NUDGE_STATE_WAITING:
      return next_of_waiting (verdict, zone, now);
    case NUDGE_STATE_HELD:
      return next_of_held (live, verdict, zone, now);
    case NUDGE_STATE_SHOWN:
      return g_strdup_printf ("It waits for an answer until %s and then goes by itself", until);
    case NUDGE_STATE_SNOOZED:
      return g_strdup_printf ("It comes back at %s", snoozed);
    case NUDGE_N_STATES:
      break;
    }
  g_return_val_if_reached (NULL);
}

static const char *
sentence_of_live (const NudgeLive *live, const NudgeVerdict *verdict)
{
  switch (live->state)
    {
    case NUDGE_STATE_WAITING:
    case NUDGE_STATE_HELD:
      return nudge_reason_to_sentence (verdict->reason);
    case NUDGE_STATE_SHOWN:
      return live->by_request ? "You asked for it, so it was shown at once" : "It was due and nothing held it";
    case NUDGE_STATE_SNOOZED:
      return "You put it off";
    case NUDGE_N_STATES:
      break;
    }
  g_return_val_if_reached (NULL);
}

NudgeExplanation *
nudge_explanation_of_live (const NudgeLive *live, const NudgeVerdict *verdict, NudgeZone *zone, NudgeTime now)
{
  NudgeExplanation *explanation = nudge_explanation_new ();
  gboolean is_put_off = live->state == NUDGE_STATE_WAITING || live->state == NUDGE_STATE_HELD;

  explanation->id = live->id;
  explanation->uid = g_strdup (live->uid);
  explanation->summary = g_strdup (live->summary);
  explanation->category = g_strdup (live->category);
  explanation->state = g_strdup (nudge_state_to_string (live->state));
  explanation->reason = is_put_off ? g_strdup (nudge_reason_to_word (verdict->reason)) : NULL;
  explanation->sentence = g_strdup (sentence_of_live (live, verdict));
  explanation->next = next_of_live (live, verdict, zone, now);
  explanation->due = live->due;
  explanation->until = live->state == NUDGE_STATE_SNOOZED ? live->snoozed_until : live->until;
  return explanation;
}

static char *
next_of_rule (gboolean is_enabled, const NudgeOccurrence *next, NudgeZone *zone, NudgeTime now)
{
  g_autofree char *at = NULL;

  if (!is_enabled)
    return g_strdup ("Nothing, until “nudgectl enable” switches it on");
  if (next == NULL)
    return g_strdup ("Nothing: it has no more due times");
  at = nudge_time_format_short (next->due, zone, now);
  return g_strdup_printf ("It is due at %s", at);
}

NudgeExplanation *
nudge_explanation_of_rule (const NudgeRule *rule, gboolean is_enabled, const NudgeOccurrence *next, NudgeZone *zone,
                           NudgeTime now)
{
  NudgeExplanation *explanation = nudge_explanation_new ();

  explanation->uid = g_strdup (rule->uid);
  explanation->summary = g_strdup (rule->summary);
  explanation->category = g_strdup (rule->category);
  explanation->state = g_strdup (!is_enabled ? "disabled" : next != NULL ? "scheduled" : "ended");
  explanation->sentence = is_enabled ? g_strdup_printf ("Its times: %s", rule->words)
                                     : g_strdup ("You switched it off");
  explanation->next = next_of_rule (is_enabled, next, zone, now);
  explanation->due = is_enabled && next != NULL ? next->due : 0;
  return explanation;
}
