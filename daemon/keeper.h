/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeper: everything the daemon can be asked to do, behind one door. The bus translates to it. */
#pragma once

#include "clock.h"
#include "engine.h"
#include "explanation.h"
#include "journal.h"
#include "library.h"
#include "paths.h"
#include "presence-hub.h"
#include "presenter.h"
#include "status.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_KEEPER (nudge_keeper_get_type ())
G_DECLARE_FINAL_TYPE (NudgeKeeper, nudge_keeper, NUDGE, KEEPER, GObject)

/** NudgeKeeper::changed: nudge_keeper_get_status() may give another answer. */
/** NudgeKeeper::rules-changed: rules, their due times or the problems are other ones. */
/** NudgeKeeper::settings-changed: nudge_keeper_get_settings() gives another value. */

/**
 * nudge_keeper_new:
 * @journal_problems: (element-type NudgeProblem): what opening the journal said
 *
 * Returns: (transfer full): a keeper at rest, with default settings
 */
NudgeKeeper *nudge_keeper_new (const NudgePaths *paths, NudgeClock *clock, NudgePresenter *presenter,
                               NudgeJournal *journal, GPtrArray *journal_problems);

/** nudge_keeper_reload_async: reads configuration and rules (anew); ends when they are in force. The first call comes
 * before nudge_keeper_begin(). */
void nudge_keeper_reload_async (NudgeKeeper *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean nudge_keeper_reload_finish (NudgeKeeper *self, GAsyncResult *result, GError **error);

/** nudge_keeper_begin: catches up and lets nudges come; call once. */
void nudge_keeper_begin (NudgeKeeper *self);

/** nudge_keeper_get_engine: Returns: (transfer none): what plans and delivers */
NudgeEngine *nudge_keeper_get_engine (NudgeKeeper *self);

/** nudge_keeper_get_journal: Returns: (transfer none): what remembers */
NudgeJournal *nudge_keeper_get_journal (NudgeKeeper *self);

/** nudge_keeper_get_library: Returns: (transfer none): what knows the rules */
NudgeLibrary *nudge_keeper_get_library (NudgeKeeper *self);

/** nudge_keeper_get_settings: Returns: (transfer none): the settings in force, until `settings-changed` */
NudgeSettings *nudge_keeper_get_settings (NudgeKeeper *self);

/** nudge_keeper_get_paths: Returns: (transfer none): where its files are */
const NudgePaths *nudge_keeper_get_paths (NudgeKeeper *self);

/** nudge_keeper_get_hub: Returns: (transfer none): what knows of the person; sources are added to it */
NudgePresenceHub *nudge_keeper_get_hub (NudgeKeeper *self);

/** nudge_keeper_now: Returns: the instant by the clock */
NudgeTime nudge_keeper_now (NudgeKeeper *self);

/** nudge_keeper_get_zone: Returns: (transfer none): the zone of the desk */
NudgeZone *nudge_keeper_get_zone (NudgeKeeper *self);

/** nudge_keeper_get_status: Returns: (transfer full): how things stand */
NudgeStatus *nudge_keeper_get_status (NudgeKeeper *self);

/**
 * nudge_keeper_explain:
 * @id: of a nudge, live or ended; UID of a rule; or "" for how things stand as a whole
 *
 * Returns: (transfer full): why it is as it is, or %NULL with %NUDGE_ERROR_NOT_FOUND
 */
NudgeExplanation *nudge_keeper_explain (NudgeKeeper *self, const char *id, GError **error);

/** nudge_keeper_list_problems: Returns: (transfer container) (element-type NudgeProblem): of configuration, rules and
 * journal */
GPtrArray *nudge_keeper_list_problems (NudgeKeeper *self);

/** nudge_keeper_count_problems: Returns: how many nudge_keeper_list_problems() gives */
guint nudge_keeper_count_problems (NudgeKeeper *self);

/** nudge_keeper_is_enabled: Returns: whether the rule @uid is not switched off */
gboolean nudge_keeper_is_enabled (NudgeKeeper *self, const char *uid);

/** nudge_keeper_set_enabled: errors: %NUDGE_ERROR_NOT_FOUND, _STORAGE */
gboolean nudge_keeper_set_enabled (NudgeKeeper *self, const char *uid, gboolean enabled, GError **error);

/** nudge_keeper_fire: shows a nudge of the rule @uid now. Returns: its id, or 0 with %NUDGE_ERROR_NOT_FOUND */
guint64 nudge_keeper_fire (NudgeKeeper *self, const char *uid, GError **error);

/** nudge_keeper_forget_rule: the user removed the rule: what is pending of it is withdrawn. */
void nudge_keeper_forget_rule (NudgeKeeper *self, const char *uid);

/** nudge_keeper_pause: @until 0 or %NUDGE_NEVER: until resumed; else in the future, or %NUDGE_ERROR_INVALID_ARGUMENT;
 * %NUDGE_ERROR_STORAGE when it holds but is not on the disk */
gboolean nudge_keeper_pause (NudgeKeeper *self, NudgeTime until, GError **error);

/** nudge_keeper_resume: ends a pause; errors: %NUDGE_ERROR_STORAGE */
gboolean nudge_keeper_resume (NudgeKeeper *self, GError **error);

/** nudge_keeper_set_inhibited: whether any program asks for silence. */
void nudge_keeper_set_inhibited (NudgeKeeper *self, gboolean inhibited);

/** nudge_keeper_breakpoint: a natural pause began. */
void nudge_keeper_breakpoint (NudgeKeeper *self, const char *kind);

/** nudge_keeper_command_ended: a shell command ended after @seconds (0: not known): a breakpoint when it ran as long
 * as `shell-command` says. */
void nudge_keeper_command_ended (NudgeKeeper *self, guint seconds);

/** nudge_keeper_finish: as nudge_delivery_finish() */
gboolean nudge_keeper_finish (NudgeKeeper *self, guint64 id, const NudgeAnswer *answer, GError **error);

/** nudge_keeper_snooze: as nudge_delivery_snooze(); @until 0 means the configured default */
gboolean nudge_keeper_snooze (NudgeKeeper *self, guint64 id, NudgeTime until, GError **error);

/** nudge_keeper_log: adds @entry to the journal and lets it satisfy pending nudges; as nudge_journal_add() */
gboolean nudge_keeper_log (NudgeKeeper *self, const NudgeEntry *entry, guint64 *id, GError **error);

G_END_DECLS
