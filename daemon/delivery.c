/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery: one small state machine per live nudge, from due to its end. Owns no clock. */
#define G_LOG_DOMAIN "nudged-delivery"

#include "delivery.h"

#include "delivery-action.h"
#include "delivery-build.h"
#include "delivery-courier.h"
#include "delivery-credit.h"
#include "delivery-lately.h"
#include "delivery-text.h"
#include "nudge-error.h"

#define MAX_SNOOZE (366 * G_TIME_SPAN_DAY)

struct _NudgeDelivery {
  GObject parent_instance;

  NudgeCourier courier;
};

G_DEFINE_FINAL_TYPE (NudgeDelivery, nudge_delivery, G_TYPE_OBJECT)

static void
parcel_free (NudgeParcel *parcel)
{
  nudge_live_unref (parcel->live);
  g_free (parcel);
}

static void
nudge_delivery_finalize (GObject *object)
{
  NudgeDelivery *self = NUDGE_DELIVERY (object);

  g_clear_object (&self->courier.presenter);
  g_clear_object (&self->courier.ledger);
  g_clear_pointer (&self->courier.settings, nudge_settings_unref);
  g_clear_pointer (&self->courier.zone, nudge_zone_unref);
  g_clear_pointer (&self->courier.parcels, g_hash_table_unref);
  g_clear_pointer (&self->courier.by_rule, g_hash_table_unref);
  g_clear_pointer (&self->courier.lately, g_array_unref);
  G_OBJECT_CLASS (nudge_delivery_parent_class)->finalize (object);
}

static void
nudge_delivery_class_init (NudgeDeliveryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nudge_delivery_finalize;
  g_signal_new ("changed", NUDGE_TYPE_DELIVERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_POINTER);
  g_signal_new ("ended", NUDGE_TYPE_DELIVERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER,
                G_TYPE_INT);
}

static void
nudge_delivery_init (NudgeDelivery *self)
{
  self->courier.parcels = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) parcel_free);
  self->courier.by_rule = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->courier.lately = nudge_lately_new ();
  self->courier.owner = G_OBJECT (self);
}

NudgeDelivery *
nudge_delivery_new (NudgePresenter *presenter, NudgeLedger *ledger, NudgeSettings *settings, NudgeZone *zone)
{
  NudgeDelivery *self = g_object_new (NUDGE_TYPE_DELIVERY, NULL);

  self->courier.presenter = g_object_ref (presenter);
  self->courier.ledger = g_object_ref (ledger);
  self->courier.settings = nudge_settings_ref (settings);
  self->courier.zone = nudge_zone_ref (zone);
  return self;
}

GPtrArray *
nudge_delivery_list (NudgeDelivery *self)
{
  return nudge_parcel_list (&self->courier, NUDGE_NEVER);
}

NudgeLive *
nudge_delivery_lookup (NudgeDelivery *self, guint64 id)
{
  const NudgeParcel *parcel = nudge_parcel_find (&self->courier, id);

  return parcel != NULL ? parcel->live : NULL;
}

gboolean
nudge_delivery_get_verdict (NudgeDelivery *self, guint64 id, NudgeVerdict *verdict)
{
  const NudgeParcel *parcel = nudge_parcel_find (&self->courier, id);

  if (parcel != NULL)
    *verdict = parcel->verdict;
  return parcel != NULL;
}

const NudgePresence *
nudge_delivery_get_presence (NudgeDelivery *self)
{
  return &self->courier.presence;
}

char **
nudge_delivery_list_holds (NudgeDelivery *self, NudgeTime now)
{
  const NudgeMoment moment = {
    .presence = &self->courier.presence,
    .settings = self->courier.settings,
    .zone = self->courier.zone,
    .now = now,
  };

  return nudge_gate_list_holds (&moment);
}

/* Time passes, circumstances change */

void
nudge_delivery_advance (NudgeDelivery *self, NudgeTime now)
{
  g_autoptr(GPtrArray) lives = nudge_parcel_list (&self->courier, now);

  for (guint i = 0; i < lives->len; i++)
    {
      const NudgeLive *live = g_ptr_array_index (lives, i);
      NudgeParcel *parcel = nudge_parcel_find (&self->courier, live->id);

      if (parcel != NULL && parcel->wake <= now)
        nudge_parcel_wake_up (&self->courier, parcel, now);
    }
}

NudgeTime
nudge_delivery_next_wake (NudgeDelivery *self)
{
  NudgeTime wake = NUDGE_NEVER;
  GHashTableIter iter;
  const NudgeParcel *parcel;

  g_hash_table_iter_init (&iter, self->courier.parcels);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &parcel))
    wake = MIN (wake, parcel->wake);
  return wake;
}

static void
judge_all (NudgeDelivery *self, NudgeTime now)
{
  g_autoptr(GPtrArray) lives = nudge_delivery_list (self);

  for (guint i = 0; i < lives->len; i++)
    {
      const NudgeLive *live = g_ptr_array_index (lives, i);
      NudgeParcel *parcel = nudge_parcel_find (&self->courier, live->id);

      if (parcel != NULL)
        nudge_parcel_judge (&self->courier, parcel, now);
    }
}

/* From here on only the gap keeps one that waits, or is held inside its room, from being shown. */
static void
end_rooms (NudgeDelivery *self)
{
  g_autoptr(GPtrArray) lives = nudge_delivery_list (self);

  for (guint i = 0; i < lives->len; i++)
    {
      const NudgeLive *live = g_ptr_array_index (lives, i);
      NudgeLive *roomless;

      if (live->room == 0 || (live->state != NUDGE_STATE_WAITING && live->state != NUDGE_STATE_HELD))
        continue;
      roomless = nudge_live_copy (live);
      roomless->room = 0;
      nudge_parcel_replace (&self->courier, nudge_parcel_find (&self->courier, live->id), roomless);
    }
}

void
nudge_delivery_breakpoint (NudgeDelivery *self, NudgeTime now)
{
  end_rooms (self);
  judge_all (self, now);
}

static void
load_lately (NudgeDelivery *self, NudgeTime now)
{
  g_clear_pointer (&self->courier.lately, g_array_unref);
  self->courier.lately
      = nudge_ledger_load_shown (self->courier.ledger, now - NUDGE_LATELY_SPAN, self->courier.settings->hold);
}

void
nudge_delivery_set_settings (NudgeDelivery *self, NudgeSettings *settings, NudgeTime now)
{
  NudgeSettings *old = self->courier.settings;

  self->courier.settings = nudge_settings_ref (settings);
  nudge_settings_unref (old);
  load_lately (self, now);
  judge_all (self, now);
}

void
nudge_delivery_set_zone (NudgeDelivery *self, NudgeZone *zone, NudgeTime now)
{
  NudgeZone *old = self->courier.zone;

  self->courier.zone = nudge_zone_ref (zone);
  nudge_zone_unref (old);
  judge_all (self, now);
}

void
nudge_delivery_set_presence (NudgeDelivery *self, const NudgePresence *presence, NudgeTime now)
{
  const NudgePresence before = self->courier.presence;

  self->courier.presence = *presence;
  nudge_parcel_credit_return (&self->courier, &before, now);
  if (nudge_gate_is_breakpoint (&before, presence, self->courier.settings))
    end_rooms (self);
  judge_all (self, now);
}

void
nudge_delivery_replan (NudgeDelivery *self, NudgeTime before, NudgeTime now)
{
  g_autoptr(GPtrArray) lives = nudge_delivery_list (self);

  for (guint i = 0; i < lives->len && now < before; i++)
    {
      const NudgeLive *live = g_ptr_array_index (lives, i);

      nudge_parcel_pull_back (&self->courier, nudge_parcel_find (&self->courier, live->id), before - now, now);
    }
  judge_all (self, now);
}

/* Nudges come */

static void
restore_one (NudgeDelivery *self, NudgeLive *live, NudgeTime now)
{
  NudgeParcel *parcel = nudge_parcel_add (&self->courier, live, now);

  nudge_parcel_pull_back (&self->courier, parcel, 0, now);
  if (parcel->live->state == NUDGE_STATE_SHOWN && parcel->live->until > now)
    nudge_presenter_show (self->courier.presenter, parcel->live, TRUE);
  parcel = nudge_parcel_find (&self->courier, live->id);
  if (parcel != NULL)
    nudge_parcel_announce (&self->courier, parcel);
}

void
nudge_delivery_restore (NudgeDelivery *self, NudgeTime now)
{
  g_autoptr(GPtrArray) lives = nudge_ledger_load_live (self->courier.ledger);

  load_lately (self, now);
  for (guint i = 0; i < lives->len; i++)
    restore_one (self, g_ptr_array_index (lives, i), now);
}

/* The older nudges of a rule end when a new one comes; one that the user put off is a promise and stays. */
static void
supersede (NudgeDelivery *self, const char *uid, NudgeTime now)
{
  g_autoptr(GPtrArray) lives = nudge_parcel_list_of_rule (&self->courier, uid);

  for (guint i = 0; i < lives->len; i++)
    {
      const NudgeLive *live = g_ptr_array_index (lives, i);
      NudgeParcel *parcel = nudge_parcel_find (&self->courier, live->id);

      if (parcel != NULL && live->state != NUDGE_STATE_SNOOZED)
        nudge_parcel_end_missed (&self->courier, parcel, now);
    }
}

static void
set_first_state (NudgeLive *live, const NudgeVerdict *verdict)
{
  if (verdict->kind == NUDGE_VERDICT_HOLD)
    live->state = NUDGE_STATE_HELD;
  if (verdict->kind == NUDGE_VERDICT_HOLD || verdict->kind == NUDGE_VERDICT_WAIT)
    nudge_live_set_reason (live, nudge_reason_to_word (verdict->reason));
}

guint64
nudge_delivery_offer (NudgeDelivery *self, NudgeOccurrence *occurrence, guint n_missed, gboolean by_request,
                      NudgeTime now)
{
  g_autofree char *coalesced = nudge_text_of_coalesced (n_missed);
  g_autoptr(NudgeLive) live = NULL;
  NudgeVerdict verdict;

  supersede (self, occurrence->rule->uid, now);
  live = nudge_live_from_occurrence (occurrence, self->courier.ledger, self->courier.settings, by_request);
  verdict = nudge_parcel_decide (&self->courier, live, now);
  set_first_state (live, &verdict);
  nudge_parcel_record (&self->courier, live, NUDGE_OUTCOME_DUE, coalesced, now);
  nudge_parcel_follow (&self->courier, nudge_parcel_add (&self->courier, live, now), &verdict, now);
  return live->id;
}

/* Nudges go */

static NudgeParcel *
find_for_answer (NudgeDelivery *self, guint64 id, GError **error)
{
  NudgeParcel *parcel = nudge_parcel_find (&self->courier, id);

  if (parcel == NULL)
    g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_NOT_FOUND,
                 "There is no pending nudge with the number %" G_GUINT64_FORMAT, id);
  return parcel;
}

gboolean
nudge_delivery_finish (NudgeDelivery *self, guint64 id, const NudgeAnswer *answer, NudgeTime now, GError **error)
{
  NudgeParcel *parcel = find_for_answer (self, id, error);
  NudgeRecord fact
      = { .outcome = answer->outcome, .time = now, .value = answer->value, .note = answer->note };

  g_return_val_if_fail (nudge_outcome_is_end (answer->outcome), FALSE);
  return parcel != NULL && nudge_parcel_end (&self->courier, parcel, &fact, error);
}

static gboolean
check_snooze (NudgeTime until, NudgeTime now, GError **error)
{
  if (until > now && until - now <= MAX_SNOOZE)
    return TRUE;
  g_set_error_literal (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
                       until <= now ? "A snooze has to end in the future" : "A snooze can last 366 days at most");
  return FALSE;
}

gboolean
nudge_delivery_snooze (NudgeDelivery *self, guint64 id, NudgeTime until, NudgeTime now, GError **error)
{
  NudgeParcel *parcel = find_for_answer (self, id, error);
  g_autoptr(NudgeLive) live = NULL;
  NudgeRecord fact = { .outcome = NUDGE_OUTCOME_SNOOZED, .time = now };
  gboolean was_shown, is_kept;

  if (parcel == NULL || !check_snooze (until, now, error))
    return FALSE;
  was_shown = parcel->live->state == NUDGE_STATE_SHOWN;
  live = nudge_live_copy (parcel->live);
  live->state = NUDGE_STATE_SNOOZED;
  live->snoozed_until = until;
  live->snoozes++;
  live->until = nudge_live_until (live, until);
  nudge_live_set_reason (live, NULL);

  fact.live = live;
  is_kept = nudge_ledger_record (self->courier.ledger, &fact, error);
  parcel->wake = until;
  parcel->verdict = (NudgeVerdict){ .reason = NUDGE_REASON_NONE };
  nudge_parcel_replace (&self->courier, parcel, nudge_live_ref (live));
  if (was_shown)
    nudge_presenter_withdraw (self->courier.presenter, id);
  parcel = nudge_parcel_find (&self->courier, id);
  if (parcel != NULL)
    nudge_parcel_announce (&self->courier, parcel);
  return is_kept;
}

void
nudge_delivery_answer (NudgeDelivery *self, guint64 id, const char *action, const char *text, NudgeTime now)
{
  NudgeAction meant = nudge_action_parse (action);
  const char *note = text != NULL && *text != '\0' ? text : NULL;
  const NudgeAnswer done = { .outcome = NUDGE_OUTCOME_DONE, .value = meant.value, .note = note };
  const NudgeAnswer skipped = { .outcome = NUDGE_OUTCOME_SKIPPED, .note = note };
  GTimeSpan span = meant.span > 0 ? meant.span : g_array_index (self->courier.settings->snooze, GTimeSpan, 0);
  g_autoptr(GError) error = NULL;

  switch (meant.kind)
    {
    case NUDGE_ACTION_DONE:
      nudge_delivery_finish (self, id, &done, now, &error);
      break;
    case NUDGE_ACTION_SKIP:
      nudge_delivery_finish (self, id, &skipped, now, &error);
      break;
    case NUDGE_ACTION_SNOOZE:
      nudge_delivery_snooze (self, id, now + span, now, &error);
      break;
    case NUDGE_ACTION_UNKNOWN:
      g_info ("A notification server sent an action that nobody offered");
      break;
    }
  if (error != NULL)
    g_info ("An answer from the desktop: %s", error->message);
}

void
nudge_delivery_closed (NudgeDelivery *self, guint64 id, NudgeClosedHow how, NudgeTime now)
{
  const NudgeAnswer closed = { .outcome = NUDGE_OUTCOME_CLOSED };
  const NudgeLive *live = nudge_delivery_lookup (self, id);
  g_autoptr(GError) error = NULL;

  if (live == NULL || live->state != NUDGE_STATE_SHOWN || how != NUDGE_CLOSED_BY_USER)
    return;
  if (!nudge_delivery_finish (self, id, &closed, now, &error))
    g_debug ("A notification was closed: %s", error->message);
}

void
nudge_delivery_withdraw_rule (NudgeDelivery *self, const char *uid, NudgeTime now)
{
  g_autoptr(GPtrArray) lives = nudge_parcel_list_of_rule (&self->courier, uid);

  for (guint i = 0; i < lives->len; i++)
    {
      const NudgeLive *live = g_ptr_array_index (lives, i);
      NudgeParcel *parcel = nudge_parcel_find (&self->courier, live->id);
      NudgeRecord fact = { .outcome = NUDGE_OUTCOME_CLOSED, .time = now, .reason = "its rule was removed" };

      if (parcel != NULL)
        nudge_parcel_end (&self->courier, parcel, &fact, NULL);
    }
}

guint
nudge_delivery_satisfy (NudgeDelivery *self, const char *category, NudgeTime now)
{
  g_autoptr(GPtrArray) lives = nudge_delivery_list (self);
  guint n_satisfied = 0;

  for (guint i = 0; i < lives->len; i++)
    {
      const NudgeLive *live = g_ptr_array_index (lives, i);
      NudgeParcel *parcel = nudge_parcel_find (&self->courier, live->id);
      NudgeRecord fact = { .outcome = NUDGE_OUTCOME_CREDITED, .time = now, .reason = "you logged it" };

      if (parcel == NULL || live->state == NUDGE_STATE_SNOOZED || !g_str_equal (live->category, category))
        continue;
      nudge_parcel_end (&self->courier, parcel, &fact, NULL);
      n_satisfied++;
    }
  return n_satisfied;
}
