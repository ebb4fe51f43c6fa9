/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery: one small state machine per live nudge, from due to its end. Owns no clock. */
#pragma once

#include "gate.h"
#include "ledger.h"
#include "presence.h"
#include "presenter.h"
#include "settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_DELIVERY (nudge_delivery_get_type ())
G_DECLARE_FINAL_TYPE (NudgeDelivery, nudge_delivery, NUDGE, DELIVERY, GObject)

/**
 * NudgeDelivery::changed:
 * @live: (type NudgeLive): the nudge as it is now
 *
 * A nudge is new or has another state. One that is dropped at once only ends.
 */
/**
 * NudgeDelivery::ended:
 * @live: the nudge as it was last
 * @outcome: (type NudgeOutcome): its end
 */

/** nudge_delivery_new: Returns: (transfer full): a delivery without nudges */
NudgeDelivery *nudge_delivery_new (NudgePresenter *presenter, NudgeLedger *ledger, NudgeSettings *settings,
                                   NudgeZone *zone);

/** nudge_delivery_set_settings, _set_zone, _set_presence: what the gate looks at; judges all nudges anew at @now. */
void nudge_delivery_set_settings (NudgeDelivery *self, NudgeSettings *settings, NudgeTime now);
void nudge_delivery_set_zone (NudgeDelivery *self, NudgeZone *zone, NudgeTime now);
void nudge_delivery_set_presence (NudgeDelivery *self, const NudgePresence *presence, NudgeTime now);

/** nudge_delivery_list_holds: Returns: (transfer full): see nudge_gate_list_holds() */
char **nudge_delivery_list_holds (NudgeDelivery *self, NudgeTime now);

/** nudge_delivery_get_presence: Returns: (transfer none): the snapshot in force */
const NudgePresence *nudge_delivery_get_presence (NudgeDelivery *self);

/** nudge_delivery_restore: takes over the nudges that lived when the daemon ended; what was shown is shown again
 * in the place of the old notification; the others are judged at the next nudge_delivery_advance(). `changed` is
 * emitted for each. */
void nudge_delivery_restore (NudgeDelivery *self, NudgeTime now);

/**
 * nudge_delivery_offer:
 * @n_missed: earlier occurrences that coalesced into this one: kept in the reason of its record
 * @by_request: fired by hand
 *
 * Records it as due, then shows, waits, holds or drops it as the gate says. An unanswered nudge of the same
 * rule is ended as missed first.
 *
 * Returns: its id
 */
guint64 nudge_delivery_offer (NudgeDelivery *self, NudgeOccurrence *occurrence, guint n_missed, gboolean by_request,
                              NudgeTime now);

/** nudge_delivery_advance: does what is due by @now: ends of snoozes, of rooms, of holds, of graces. */
void nudge_delivery_advance (NudgeDelivery *self, NudgeTime now);

/** nudge_delivery_next_wake: Returns: when nudge_delivery_advance() has something to do, or %NUDGE_NEVER */
NudgeTime nudge_delivery_next_wake (NudgeDelivery *self);

/** nudge_delivery_breakpoint: a natural pause: all that wait in their room are shown, one after the other by gap. */
void nudge_delivery_breakpoint (NudgeDelivery *self, NudgeTime now);

/**
 * NudgeAnswer: how a nudge ends.
 * @outcome: %NUDGE_OUTCOME_DONE, _SKIPPED, _CLOSED or _CREDITED
 * @value: (nullable): such as a mood `1` to `5`
 * @note: (nullable): the user's words
 */
typedef struct {
  NudgeOutcome outcome;
  const char *value;
  const char *note;
} NudgeAnswer;

/**
 * nudge_delivery_finish:
 *
 * Returns: %FALSE with %NUDGE_ERROR_NOT_FOUND when no live nudge has that id; with %NUDGE_ERROR_STORAGE when
 *   it took effect but is not on the disk yet
 */
gboolean nudge_delivery_finish (NudgeDelivery *self, guint64 id, const NudgeAnswer *answer, NudgeTime now,
                                GError **error);

/** nudge_delivery_snooze: @until later than @now, at most 366 days ahead, else %NUDGE_ERROR_INVALID_ARGUMENT;
 * other errors as nudge_delivery_finish() */
gboolean nudge_delivery_snooze (NudgeDelivery *self, guint64 id, NudgeTime until, NudgeTime now, GError **error);

/**
 * nudge_delivery_answer:
 * @action: as the signal `answered` of #NudgePresenter gives it; an unknown one does nothing
 * @text: (nullable): the user's words
 *
 * What was chosen on the desktop. `snooze` without a time is the first one of the settings; `default` is `done`.
 * Nobody waits for an error here: it is logged.
 */
void nudge_delivery_answer (NudgeDelivery *self, guint64 id, const char *action, const char *text, NudgeTime now);

/** nudge_delivery_closed: a notification went away: closed by the user it ends, else the nudge stays pending. */
void nudge_delivery_closed (NudgeDelivery *self, guint64 id, NudgeClosedHow how, NudgeTime now);

/** nudge_delivery_replan: the clock was set from @before to @now: no nudge may wait for times now years away. */
void nudge_delivery_replan (NudgeDelivery *self, NudgeTime before, NudgeTime now);

/** nudge_delivery_withdraw_rule: ends the live nudges of @uid as closed, because the user removed the rule. */
void nudge_delivery_withdraw_rule (NudgeDelivery *self, const char *uid, NudgeTime now);

/** nudge_delivery_satisfy: a log entry of @category counts: ends its shown, waiting and held nudges as credited.
 * Returns: how many */
guint nudge_delivery_satisfy (NudgeDelivery *self, const char *category, NudgeTime now);

/** nudge_delivery_list: Returns: (transfer container) (element-type NudgeLive): all live nudges, newest due last */
GPtrArray *nudge_delivery_list (NudgeDelivery *self);

/** nudge_delivery_get_verdict: Returns: whether the nudge @id is live; @verdict is then the last one that put it off */
gboolean nudge_delivery_get_verdict (NudgeDelivery *self, guint64 id, NudgeVerdict *verdict);

/** nudge_delivery_lookup: Returns: (transfer none) (nullable): the live nudge with that id */
NudgeLive *nudge_delivery_lookup (NudgeDelivery *self, guint64 id);

G_END_DECLS
