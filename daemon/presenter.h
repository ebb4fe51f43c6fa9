/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presenter: the port through which nudges are shown and answered. */
#pragma once

#include "live-nudge.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_PRESENTER (nudge_presenter_get_type ())
G_DECLARE_INTERFACE (NudgePresenter, nudge_presenter, NUDGE, PRESENTER, GObject)

/**
 * NudgeClosedHow: how a notification went away; a hint only (servers differ).
 * @NUDGE_CLOSED_BY_USER: dismissed
 * @NUDGE_CLOSED_BY_SERVER: expired, evicted or unknown: the nudge stays pending
 */
typedef enum {
  NUDGE_CLOSED_BY_USER,
  NUDGE_CLOSED_BY_SERVER,
} NudgeClosedHow;

/**
 * NudgePresenterInterface:
 *
 * Signals of every implementation, emitted in the main context of its creation:
 * `answered` (guint64 id, const char *action, const char *text): the user chose an action: `done`,
 *   `skip`, `snooze` or `snooze:SECONDS`, `mood:1` to `mood:5`, `reply` (with @text, else %NULL), `default`;
 * `closed` (guint64 id, int how, a #NudgeClosedHow): it went away without an answer;
 * `shown` (guint64 id): it reached the server (or the terminal).
 */
struct _NudgePresenterInterface {
  GTypeInterface parent;

  void (*show) (NudgePresenter *self, NudgeLive *live, gboolean again);
  void (*withdraw) (NudgePresenter *self, guint64 id);
};

/**
 * nudge_presenter_show:
 * @again: it was on the desktop before (the daemon restarted): replace the old notification, make no new noise
 *
 * Never blocks. Shows @live, or replaces what is shown of the same id. A server that is absent or hangs
 * is the presenter's affair: it shows what is still wanted when one appears.
 */
void nudge_presenter_show (NudgePresenter *self, NudgeLive *live, gboolean again);

/** nudge_presenter_withdraw: takes it off the desktop; unknown ids are ignored. Never blocks. */
void nudge_presenter_withdraw (NudgePresenter *self, guint64 id);

/** For implementations only: emit the signals. */
void nudge_presenter_emit_answered (NudgePresenter *self, guint64 id, const char *action, const char *text);
void nudge_presenter_emit_closed (NudgePresenter *self, guint64 id, NudgeClosedHow how);
void nudge_presenter_emit_shown (NudgePresenter *self, guint64 id);

G_END_DECLS
