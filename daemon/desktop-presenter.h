/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop presenter: shows nudges as desktop notifications, whatever the server does or fails to do. */
#pragma once

#include "desktop-note.h"
#include "desktop-server.h"
#include "presenter.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_DESKTOP_PRESENTER (nudge_desktop_presenter_get_type ())
/**
 * NudgeDesktopPresenter: implements NudgePresenter.
 *
 * At most three notifications are open; what is more becomes one digest. No call of it waits for a server.
 * libnotify keeps its state in the process: there must be one such presenter at a time.
 */
G_DECLARE_FINAL_TYPE (NudgeDesktopPresenter, nudge_desktop_presenter, NUDGE, DESKTOP_PRESENTER, GObject)

/** NudgeDesktopSaveFunc: keeps @text for the next run of the program. */
typedef void (*NudgeDesktopSaveFunc) (const char *text, gpointer data);

/**
 * nudge_desktop_presenter_new:
 * @connection: the session bus
 * @options: copied
 *
 * Returns: (transfer full): a presenter that shows nothing yet
 */
NudgeDesktopPresenter *nudge_desktop_presenter_new (GDBusConnection *connection, const NudgeDesktopOptions *options);

/**
 * nudge_desktop_presenter_set_memory:
 * @text: (nullable): what @save was last given by an earlier run
 * @save: (nullable): called with one line of text whenever it is another one
 *
 * Lets a restarted program take over the notifications that it left. To be called once, before the first show.
 */
void nudge_desktop_presenter_set_memory (NudgeDesktopPresenter *self, const char *text, NudgeDesktopSaveFunc save,
                                         gpointer data);

/**
 * nudge_desktop_presenter_close_rest: closes the notifications of an earlier run that were not shown again.
 * To be called once all live nudges were handed over at the start.
 */
void nudge_desktop_presenter_close_rest (NudgeDesktopPresenter *self);

/** nudge_desktop_presenter_set_options: holds for what is shown from now on. */
void nudge_desktop_presenter_set_options (NudgeDesktopPresenter *self, const NudgeDesktopOptions *options);

/** nudge_desktop_presenter_set_locked: whether the screen is locked. What was concealed is shown in full on unlock. */
void nudge_desktop_presenter_set_locked (NudgeDesktopPresenter *self, gboolean locked);

/**
 * nudge_desktop_presenter_get_server:
 * @name: (out) (optional) (nullable) (transfer none): what the server calls itself; %NULL until it said so
 *
 * Returns: whether there is a server, as far as is known at this moment
 */
NudgeDesktopServerState nudge_desktop_presenter_get_server (NudgeDesktopPresenter *self, const char **name);

/**
 * nudge_desktop_presenter_get_profile:
 *
 * Asks a server that is there and has not said its name yet, so that a later call knows more. Starts none.
 *
 * Returns: (transfer none): what the server can do; all zero before its first answer
 */
const NudgeDesktopProfile *nudge_desktop_presenter_get_profile (NudgeDesktopPresenter *self);

/**
 * nudge_desktop_presenter_set_patience:
 * @silent_ms: a server that does not answer for so long counts as silent; 2,000 at first
 * @settle_ms: so long a server may take to close what was answered; 300 at first
 */
void nudge_desktop_presenter_set_patience (NudgeDesktopPresenter *self, guint silent_ms, guint settle_ms);

G_END_DECLS
