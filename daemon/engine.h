/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Engine: joins scheduler and delivery to one clock: one alarm, the nearest of both. */
#pragma once

#include "clock.h"
#include "delivery.h"
#include "scheduler.h"
#include "settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_ENGINE (nudge_engine_get_type ())
G_DECLARE_FINAL_TYPE (NudgeEngine, nudge_engine, NUDGE, ENGINE, GObject)

/**
 * NudgeEngine::moved:
 *
 * Something may have changed what is next: the alarm was set anew. Listeners refresh what they show.
 */

/** nudge_engine_new: Returns: (transfer full): an engine at rest, with its own scheduler and delivery */
NudgeEngine *nudge_engine_new (NudgeClock *clock, NudgeLedger *ledger, NudgePresenter *presenter,
                               NudgeSettings *settings);

/** nudge_engine_start: restores what lived, catches up, and begins; call once, after the first rules are set. */
void nudge_engine_start (NudgeEngine *self);

/** nudge_engine_set_rules: (element-type NudgeRule): all enabled rules, each UID once. */
void nudge_engine_set_rules (NudgeEngine *self, GPtrArray *rules);

/** nudge_engine_set_settings, _set_presence: hands on what the gate looks at; live nudges are judged anew at once. */
void nudge_engine_set_settings (NudgeEngine *self, NudgeSettings *settings);
void nudge_engine_set_presence (NudgeEngine *self, const NudgePresence *presence);

/** nudge_engine_fire: shows a nudge of @rule now, whatever holds. Returns: its id */
guint64 nudge_engine_fire (NudgeEngine *self, NudgeRule *rule);

/** nudge_engine_rearm: after calling a method of the delivery directly: sets the alarm anew and emits `moved`. */
void nudge_engine_rearm (NudgeEngine *self);

/**
 * nudge_engine_set_extra_wake:
 * @time: %NUDGE_NEVER for none
 *
 * For what changes by the passing of time alone, such as the end of quiet hours in a status: the one alarm rings then
 * too, and `moved` follows. Emits nothing itself, so it may be called from a handler of `moved`.
 */
void nudge_engine_set_extra_wake (NudgeEngine *self, NudgeTime time);

/** nudge_engine_get_clock, _get_scheduler, _get_delivery: Returns: (transfer none): what it joins */
NudgeClock *nudge_engine_get_clock (NudgeEngine *self);
NudgeScheduler *nudge_engine_get_scheduler (NudgeEngine *self);
NudgeDelivery *nudge_engine_get_delivery (NudgeEngine *self);

/** nudge_engine_get_desk: Returns: the desk as the clock and the settings say; valid until either changes */
NudgeDesk nudge_engine_get_desk (NudgeEngine *self);

G_END_DECLS
