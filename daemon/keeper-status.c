/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeper, status: how things stand, gathered from all that the keeper holds. */
#include "keeper.h"

#include "gate-hours.h"

static const char *
name_state (const NudgeStatus *status)
{
  if (status->paused_until != 0)
    return "paused";
  return status->held_by[0] != NULL ? "held" : "active";
}

static NudgeLive *
first_snoozed (GPtrArray *pending)
{
  NudgeLive *first = NULL;

  for (guint i = 0; i < pending->len; i++)
    {
      NudgeLive *live = g_ptr_array_index (pending, i);

      if (live->state == NUDGE_STATE_SNOOZED && (first == NULL || live->snoozed_until < first->snoozed_until))
        first = live;
    }
  return first;
}

static void
set_next (NudgeKeeper *self, NudgeStatus *status)
{
  NudgeOccurrence *next = nudge_scheduler_peek (nudge_engine_get_scheduler (nudge_keeper_get_engine (self)));
  NudgeLive *snoozed = first_snoozed (status->pending);

  if (snoozed != NULL && (next == NULL || snoozed->snoozed_until < next->due))
    status->next_snoozed = nudge_live_ref (snoozed);
  else if (next != NULL)
    status->next = nudge_occurrence_ref (next);
}

NudgeStatus *
nudge_keeper_get_status (NudgeKeeper *self)
{
  NudgeStatus *status = g_new0 (NudgeStatus, 1);
  NudgeDelivery *delivery = nudge_engine_get_delivery (nudge_keeper_get_engine (self));
  const NudgePresence *presence = nudge_delivery_get_presence (delivery);
  NudgeTime now = nudge_keeper_now (self);
  NudgeTime midnight;
  NudgeTime next_midnight;

  status->held_by = nudge_delivery_list_holds (delivery, now);
  status->paused_until = presence->paused_until > now ? presence->paused_until : 0;
  status->state = name_state (status);
  status->pending = nudge_delivery_list (delivery);
  set_next (self, status);
  nudge_day_of (nudge_keeper_get_zone (self), now, &midnight, &next_midnight);
  status->today = nudge_journal_count_outcomes (nudge_keeper_get_journal (self), midnight, NUDGE_NEVER);
  status->n_rules = nudge_library_list_rules (nudge_keeper_get_library (self))->len;
  status->n_problems = nudge_keeper_count_problems (self);
  return status;
}
