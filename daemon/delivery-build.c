/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, build: from an occurrence to the nudge that will be shown: its texts, its room, its grace. */
#include "delivery-build.h"

#define MIN_GRACE G_TIME_SPAN_MINUTE
#define MAX_GRACE (3660 * G_TIME_SPAN_DAY)

/* Prompts take turns: the next one after each time that a nudge of the rule was shown. */
static const char *
choose_body (const NudgeRule *rule, NudgeLedger *ledger)
{
  guint n_prompts = rule->prompts != NULL ? g_strv_length (rule->prompts) : 0;

  if (n_prompts > 0)
    return rule->prompts[nudge_ledger_count_shown (ledger, rule->uid) % n_prompts];
  return rule->description != NULL ? rule->description : "";
}

NudgeTime
nudge_live_until (const NudgeLive *live, NudgeTime since)
{
  return since + CLAMP (live->grace, MIN_GRACE, MAX_GRACE);
}

NudgeLive *
nudge_live_from_occurrence (NudgeOccurrence *occurrence, NudgeLedger *ledger, const NudgeSettings *settings,
                            gboolean by_request)
{
  const NudgeRule *rule = occurrence->rule;
  NudgeLive *live = nudge_live_new ();

  live->id = nudge_ledger_take_id (ledger);
  live->uid = g_strdup (rule->uid);
  live->summary = g_strdup (occurrence->summary);
  live->body = g_strdup (choose_body (rule, ledger));
  live->why = g_strdup (rule->why);
  live->category = g_strdup (rule->category);
  live->source = g_strdup (rule->source);
  live->origin = rule->origin;
  live->ask = rule->ask;
  live->kind = occurrence->kind;
  live->missed = nudge_settings_resolve_missed (settings, rule);
  live->due = occurrence->due;
  live->room = nudge_settings_resolve_room (settings, rule);
  live->grace = nudge_settings_resolve_grace (settings, rule);
  live->credit = rule->credit;
  live->state = NUDGE_STATE_WAITING;
  live->until = nudge_live_until (live, live->due);
  live->by_request = by_request;
  live->is_private = rule->is_private;
  return live;
}
