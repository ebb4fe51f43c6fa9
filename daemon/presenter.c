/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presenter: the port through which nudges are shown and answered. */
#include "presenter.h"

G_DEFINE_INTERFACE (NudgePresenter, nudge_presenter, G_TYPE_OBJECT)

static void
nudge_presenter_default_init (NudgePresenterInterface *iface)
{
  g_signal_new ("answered", NUDGE_TYPE_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                G_TYPE_UINT64, G_TYPE_STRING, G_TYPE_STRING);
  g_signal_new ("closed", NUDGE_TYPE_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64,
                G_TYPE_INT);
  g_signal_new ("shown", NUDGE_TYPE_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
}

void
nudge_presenter_show (NudgePresenter *self, NudgeLive *live, gboolean again)
{
  g_return_if_fail (NUDGE_IS_PRESENTER (self));
  NUDGE_PRESENTER_GET_IFACE (self)->show (self, live, again);
}

void
nudge_presenter_withdraw (NudgePresenter *self, guint64 id)
{
  g_return_if_fail (NUDGE_IS_PRESENTER (self));
  NUDGE_PRESENTER_GET_IFACE (self)->withdraw (self, id);
}

void
nudge_presenter_emit_answered (NudgePresenter *self, guint64 id, const char *action, const char *text)
{
  g_return_if_fail (action != NULL);
  g_signal_emit_by_name (self, "answered", id, action, text);
}

void
nudge_presenter_emit_closed (NudgePresenter *self, guint64 id, NudgeClosedHow how)
{
  g_signal_emit_by_name (self, "closed", id, (gint) how);
}

void
nudge_presenter_emit_shown (NudgePresenter *self, guint64 id)
{
  g_signal_emit_by_name (self, "shown", id);
}
