/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Either presenter: shows on the desktop where there is a notification server, else on the terminal. */
#include "either-presenter.h"

struct _NudgeEitherPresenter {
  GObject parent;
  NudgePresenter *first;
  NudgePresenter *second;
  NudgeEitherChoice choice;
  gpointer choice_data;
};

static void presenter_iface_init (NudgePresenterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NudgeEitherPresenter, nudge_either_presenter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_PRESENTER, presenter_iface_init))

static void
either_presenter_show (NudgePresenter *presenter, NudgeLive *live, gboolean again)
{
  NudgeEitherPresenter *self = NUDGE_EITHER_PRESENTER (presenter);

  nudge_presenter_show (self->choice (self->choice_data) ? self->first : self->second, live, again);
}

static void
either_presenter_withdraw (NudgePresenter *presenter, guint64 id)
{
  NudgeEitherPresenter *self = NUDGE_EITHER_PRESENTER (presenter);

  nudge_presenter_withdraw (self->first, id);
  nudge_presenter_withdraw (self->second, id);
}

static void
presenter_iface_init (NudgePresenterInterface *iface)
{
  iface->show = either_presenter_show;
  iface->withdraw = either_presenter_withdraw;
}

static void
nudge_either_presenter_dispose (GObject *object)
{
  NudgeEitherPresenter *self = NUDGE_EITHER_PRESENTER (object);

  g_clear_object (&self->first);
  g_clear_object (&self->second);
  G_OBJECT_CLASS (nudge_either_presenter_parent_class)->dispose (object);
}

static void
nudge_either_presenter_class_init (NudgeEitherPresenterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_either_presenter_dispose;
}

static void
nudge_either_presenter_init (NudgeEitherPresenter *self)
{
}

static NudgePresenter *
adopt (NudgeEitherPresenter *self, NudgePresenter *presenter)
{
  g_signal_connect_object (presenter, "answered", G_CALLBACK (nudge_presenter_emit_answered), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "closed", G_CALLBACK (nudge_presenter_emit_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "shown", G_CALLBACK (nudge_presenter_emit_shown), self, G_CONNECT_SWAPPED);
  return g_object_ref (presenter);
}

NudgeEitherPresenter *
nudge_either_presenter_new (NudgePresenter *first, NudgePresenter *second, NudgeEitherChoice choice, gpointer data)
{
  NudgeEitherPresenter *self = g_object_new (NUDGE_TYPE_EITHER_PRESENTER, NULL);

  self->first = adopt (self, first);
  self->second = adopt (self, second);
  self->choice = choice;
  self->choice_data = data;
  return self;
}
