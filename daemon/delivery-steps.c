/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, steps: what a verdict of the gate does to a parcel: shown, put off, or dropped. */
#define G_LOG_DOMAIN "nudged-delivery"

#include "delivery-build.h"
#include "delivery-courier.h"
#include "delivery-lately.h"
#include "delivery-text.h"

void
nudge_live_set_reason (NudgeLive *live, const char *word)
{
  g_clear_pointer (&live->reason, g_free);
  live->reason = g_strdup (word);
}

void
nudge_parcel_end_missed (NudgeCourier *self, NudgeParcel *parcel, NudgeTime now)
{
  g_autofree char *reason = nudge_text_of_miss (parcel->live, &parcel->verdict, self->zone, now);
  NudgeRecord fact = { .outcome = NUDGE_OUTCOME_MISSED, .time = now, .reason = reason };
  g_autoptr(GError) error = NULL;

  if (!nudge_parcel_end (self, parcel, &fact, &error))
    g_debug ("A miss is not on the disk yet: %s", error->message);
}

static void
put_off (NudgeCourier *self, NudgeParcel *parcel, NudgeState state, const NudgeVerdict *verdict)
{
  const char *word = nudge_reason_to_word (verdict->reason);
  gboolean is_news = parcel->live->state != state || g_strcmp0 (parcel->live->reason, word) != 0;

  parcel->verdict = *verdict;
  parcel->wake = verdict->until;
  if (parcel->live->missed == NUDGE_MISSED_DROP)
    parcel->wake = MIN (parcel->wake, parcel->live->until);
  if (is_news)
    {
      NudgeLive *live = nudge_live_copy (parcel->live);

      live->state = state;
      live->snoozed_until = 0;
      nudge_live_set_reason (live, word);
      nudge_parcel_replace (self, parcel, live);
    }
  if (is_news || !parcel->is_announced)
    nudge_parcel_announce (self, parcel);
}

static void
note_shown (NudgeCourier *self, const NudgeLive *live, NudgeTime now)
{
  gboolean counts = (self->settings->hold & nudge_hold_whom (live->origin)) != 0;

  if (counts && !live->by_request && live->shown_at == 0)
    nudge_lately_add (self->lately, now);
}

static NudgeLive *
copy_as_shown (const NudgeLive *live, NudgeTime now)
{
  NudgeLive *shown = nudge_live_copy (live);

  shown->state = NUDGE_STATE_SHOWN;
  nudge_live_set_reason (shown, NULL);
  shown->shown_at = now;
  shown->snoozed_until = 0;
  shown->until = MAX (live->until, nudge_live_until (live, now));
  return shown;
}

/* On the desktop first, on the disk then: a crash in between shows it twice at most and never loses it. */
static void
show (NudgeCourier *self, NudgeParcel *parcel, NudgeTime now)
{
  g_autoptr(NudgeLive) live = copy_as_shown (parcel->live, now);

  note_shown (self, parcel->live, now);
  parcel->wake = live->until;
  parcel->verdict = (NudgeVerdict){ .reason = NUDGE_REASON_NONE };
  nudge_parcel_replace (self, parcel, nudge_live_ref (live));

  nudge_presenter_show (self->presenter, live, FALSE);
  parcel = nudge_parcel_find (self, live->id);
  if (parcel == NULL || parcel->live != live)
    return; /* answered within the call */
  nudge_parcel_record (self, live, NUDGE_OUTCOME_SHOWN, NULL, now);
  nudge_parcel_announce (self, parcel);
}

NudgeVerdict
nudge_parcel_decide (NudgeCourier *self, const NudgeLive *live, NudgeTime now)
{
  const NudgeMoment moment = {
    .presence = &self->presence,
    .settings = self->settings,
    .lately = nudge_lately_view (self->lately),
    .zone = self->zone,
    .now = now,
  };

  return nudge_gate_decide (live, &moment);
}

/* Too late is what follows from the last verdict; any other reason to drop it is the reason. */
static void
drop (NudgeCourier *self, NudgeParcel *parcel, const NudgeVerdict *verdict, NudgeTime now)
{
  if (verdict->reason != NUDGE_REASON_TOO_LATE)
    parcel->verdict = *verdict;
  nudge_parcel_end_missed (self, parcel, now);
}

void
nudge_parcel_follow (NudgeCourier *self, NudgeParcel *parcel, const NudgeVerdict *verdict, NudgeTime now)
{
  g_debug ("Nudge %" G_GUINT64_FORMAT ": %s", parcel->live->id, nudge_reason_to_sentence (verdict->reason));
  switch (verdict->kind)
    {
    case NUDGE_VERDICT_SHOW:
      show (self, parcel, now);
      break;
    case NUDGE_VERDICT_WAIT:
      put_off (self, parcel, NUDGE_STATE_WAITING, verdict);
      break;
    case NUDGE_VERDICT_HOLD:
      put_off (self, parcel, NUDGE_STATE_HELD, verdict);
      break;
    case NUDGE_VERDICT_DROP:
      drop (self, parcel, verdict, now);
      break;
    }
}

static void
ask_and_follow (NudgeCourier *self, NudgeParcel *parcel, NudgeTime now)
{
  NudgeVerdict verdict = nudge_parcel_decide (self, parcel->live, now);

  nudge_parcel_follow (self, parcel, &verdict, now);
}

void
nudge_parcel_judge (NudgeCourier *self, NudgeParcel *parcel, NudgeTime now)
{
  switch (parcel->live->state)
    {
    case NUDGE_STATE_WAITING:
    case NUDGE_STATE_HELD:
      ask_and_follow (self, parcel, now);
      break;
    case NUDGE_STATE_SHOWN:
    case NUDGE_STATE_SNOOZED:
    case NUDGE_N_STATES:
      break;
    }
}

void
nudge_parcel_wake_up (NudgeCourier *self, NudgeParcel *parcel, NudgeTime now)
{
  if (parcel->live->state == NUDGE_STATE_SHOWN)
    nudge_parcel_end_missed (self, parcel, now);
  else
    ask_and_follow (self, parcel, now);
}

void
nudge_parcel_pull_back (NudgeCourier *self, NudgeParcel *parcel, GTimeSpan back, NudgeTime now)
{
  NudgeLive *live = nudge_live_copy (parcel->live);

  switch (live->state)
    {
    case NUDGE_STATE_SHOWN:
      if (live->shown_at > now)
        {
          live->shown_at = now;
          live->until = nudge_live_until (live, now);
        }
      parcel->wake = live->until;
      break;
    case NUDGE_STATE_SNOOZED:
      if (back > G_TIME_SPAN_DAY)
        live->snoozed_until = MAX (live->snoozed_until - back, now);
      live->until = nudge_live_until (live, live->snoozed_until);
      parcel->wake = live->snoozed_until;
      break;
    case NUDGE_STATE_WAITING:
    case NUDGE_STATE_HELD:
      if (live->due > now + G_TIME_SPAN_MINUTE)
        {
          live->room = 0;
          live->until = nudge_live_until (live, now);
        }
      break;
    case NUDGE_N_STATES:
      g_warn_if_reached ();
      break;
    }
  nudge_parcel_replace (self, parcel, live);
}
