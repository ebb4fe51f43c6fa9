/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake presenter: a desktop that remembers what it was told, and whose user is the test. */
#include "fake-presenter.h"

struct _FakePresenter {
  GObject parent_instance;

  GHashTable *lives; /* id to NudgeLive */
  GString *log;
  char *instant_action;
};

static void fake_presenter_iface_init (NudgePresenterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakePresenter, fake_presenter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_PRESENTER, fake_presenter_iface_init))

static void
note (FakePresenter *self, const char *what, guint64 id)
{
  g_string_append_printf (self->log, "%s%s %" G_GUINT64_FORMAT, self->log->len > 0 ? ", " : "", what, id);
  g_signal_emit_by_name (self, "told", what, id);
}

static void
fake_presenter_show (NudgePresenter *presenter, NudgeLive *live, gboolean again)
{
  FakePresenter *self = FAKE_PRESENTER (presenter);

  g_assert_cmpint (live->state, ==, NUDGE_STATE_SHOWN);
  g_hash_table_replace (self->lives, &live->id, nudge_live_ref (live));
  note (self, again ? "again" : "show", live->id);
  nudge_presenter_emit_shown (presenter, live->id);
  if (self->instant_action != NULL)
    nudge_presenter_emit_answered (presenter, live->id, self->instant_action, NULL);
}

static void
fake_presenter_withdraw (NudgePresenter *presenter, guint64 id)
{
  FakePresenter *self = FAKE_PRESENTER (presenter);

  g_hash_table_remove (self->lives, &id);
  note (self, "withdraw", id);
}

static void
fake_presenter_iface_init (NudgePresenterInterface *iface)
{
  iface->show = fake_presenter_show;
  iface->withdraw = fake_presenter_withdraw;
}

static void
fake_presenter_finalize (GObject *object)
{
  FakePresenter *self = FAKE_PRESENTER (object);

  g_clear_pointer (&self->lives, g_hash_table_unref);
  g_clear_pointer (&self->instant_action, g_free);
  g_string_free (self->log, TRUE);
  G_OBJECT_CLASS (fake_presenter_parent_class)->finalize (object);
}

static void
fake_presenter_class_init (FakePresenterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_presenter_finalize;
  g_signal_new ("told", FAKE_TYPE_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                G_TYPE_UINT64);
}

static void
fake_presenter_init (FakePresenter *self)
{
  self->lives = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) nudge_live_unref);
  self->log = g_string_new (NULL);
}

FakePresenter *
fake_presenter_new (void)
{
  return g_object_new (FAKE_TYPE_PRESENTER, NULL);
}

char *
fake_presenter_take_log (FakePresenter *self)
{
  char *log = g_strdup (self->log->str);

  g_string_truncate (self->log, 0);
  return log;
}

NudgeLive *
fake_presenter_get (FakePresenter *self, guint64 id)
{
  return g_hash_table_lookup (self->lives, &id);
}

NudgeLive *
fake_presenter_get_newest (FakePresenter *self)
{
  NudgeLive *newest = NULL;
  GHashTableIter iter;
  NudgeLive *live;

  g_hash_table_iter_init (&iter, self->lives);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &live))
    if (newest == NULL || live->id > newest->id)
      newest = live;
  return newest;
}

guint
fake_presenter_count (FakePresenter *self)
{
  return g_hash_table_size (self->lives);
}

void
fake_presenter_answer (FakePresenter *self, guint64 id, const char *action, const char *text)
{
  nudge_presenter_emit_answered (NUDGE_PRESENTER (self), id, action, text);
}

void
fake_presenter_close (FakePresenter *self, guint64 id, NudgeClosedHow how)
{
  g_hash_table_remove (self->lives, &id);
  nudge_presenter_emit_closed (NUDGE_PRESENTER (self), id, how);
}

void
fake_presenter_forget (FakePresenter *self)
{
  g_hash_table_remove_all (self->lives);
}

void
fake_presenter_answer_at_once (FakePresenter *self, const char *action)
{
  g_clear_pointer (&self->instant_action, g_free);
  self->instant_action = g_strdup (action);
}
