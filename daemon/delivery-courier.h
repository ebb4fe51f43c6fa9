/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, courier: the parcels on their way, and the steps that move one. NudgeDelivery is its face to the world. */
#pragma once

#include "gate.h"
#include "ledger.h"
#include "live-nudge.h"
#include "presence.h"
#include "presenter.h"
#include "settings.h"
#include "zone.h"

G_BEGIN_DECLS

/**
 * NudgeParcel: a live nudge on its way.
 * @wake: when to look at it again; %NUDGE_NEVER: only when something changes
 * @verdict: the last one that put it off; its reason is NONE when nothing did
 * @is_announced: `changed` was emitted for it
 */
typedef struct {
  NudgeLive *live;
  NudgeTime wake;
  NudgeVerdict verdict;
  gboolean is_announced;
} NudgeParcel;

/**
 * NudgeCourier: the state of a #NudgeDelivery.
 * @owner: (unowned): the object that has the signals `changed` and `ended`
 */
typedef struct {
  GObject *owner;
  NudgePresenter *presenter;
  NudgeLedger *ledger;
  NudgeSettings *settings;
  NudgeZone *zone;
  NudgePresence presence;
  GHashTable *parcels; /* id, in the parcel's live, to NudgeParcel */
  GHashTable *by_rule; /* UID to GArray of the ids of its parcels */
  GArray *lately;      /* of NudgeTime, see NudgeShownLately */
} NudgeCourier;

/** nudge_parcel_find: Returns: (transfer none) (nullable): valid until it ends; any emission may end it */
NudgeParcel *nudge_parcel_find (NudgeCourier *self, guint64 id);

/** nudge_parcel_add: Returns: (transfer none): a new parcel of @live */
NudgeParcel *nudge_parcel_add (NudgeCourier *self, NudgeLive *live, NudgeTime wake);

/** nudge_parcel_replace: @live: (transfer full): the nudge as it is now, with the same id */
void nudge_parcel_replace (NudgeCourier *self, NudgeParcel *parcel, NudgeLive *live);

/** nudge_parcel_list: Returns: (transfer full) (element-type NudgeLive): those that wake by @wake, newest due last */
GPtrArray *nudge_parcel_list (NudgeCourier *self, NudgeTime wake);

/** nudge_parcel_list_of_rule: Returns: (transfer full) (element-type NudgeLive): those of the rule @uid */
GPtrArray *nudge_parcel_list_of_rule (NudgeCourier *self, const char *uid);

/** nudge_parcel_announce: emits `changed`. */
void nudge_parcel_announce (NudgeCourier *self, NudgeParcel *parcel);

/** nudge_parcel_record: writes that @outcome happened to @live; what cannot be written the ledger keeps. */
void nudge_parcel_record (NudgeCourier *self, NudgeLive *live, NudgeOutcome outcome, const char *reason,
                          NudgeTime now);

/** nudge_parcel_end: records @fact, whose live is set here, withdraws it, emits `ended`; frees @parcel. */
gboolean nudge_parcel_end (NudgeCourier *self, NudgeParcel *parcel, NudgeRecord *fact, GError **error);

/** nudge_parcel_end_missed: as nudge_parcel_end(), with the reason why nobody saw or answered it. */
void nudge_parcel_end_missed (NudgeCourier *self, NudgeParcel *parcel, NudgeTime now);

/** nudge_parcel_decide: Returns: what the gate says to @live at @now */
NudgeVerdict nudge_parcel_decide (NudgeCourier *self, const NudgeLive *live, NudgeTime now);

/** nudge_parcel_follow: does what @verdict says; may end it. */
void nudge_parcel_follow (NudgeCourier *self, NudgeParcel *parcel, const NudgeVerdict *verdict, NudgeTime now);

/** nudge_parcel_judge: asks the gate and follows, unless it is shown or snoozed. */
void nudge_parcel_judge (NudgeCourier *self, NudgeParcel *parcel, NudgeTime now);

/** nudge_parcel_wake_up: does what was due at its wake. */
void nudge_parcel_wake_up (NudgeCourier *self, NudgeParcel *parcel, NudgeTime now);

/**
 * nudge_parcel_pull_back:
 * @back: how far the clock was set back
 *
 * A clock that was ahead leaves times behind that would take years to come: they are counted from @now instead. A
 * snooze, which may mean a span or a time of day, moves only with a clock that was wrong by more than a day.
 */
void nudge_parcel_pull_back (NudgeCourier *self, NudgeParcel *parcel, GTimeSpan back, NudgeTime now);

/** nudge_live_set_reason: @live must not be handed out yet; @word (nullable) */
void nudge_live_set_reason (NudgeLive *live, const char *word);

G_END_DECLS
