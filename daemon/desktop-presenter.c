/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop presenter: shows nudges as desktop notifications, whatever the server does or fails to do. */
#define G_LOG_DOMAIN "nudged-desktop"

#include "desktop-presenter.h"

#include "desktop-board.h"
#include "desktop-memory.h"
#include "desktop-thread.h"
#include "presenter-text.h"

#define DEFAULT_SETTLE_MS 300
#define STOP_TIMEOUT (500 * G_TIME_SPAN_MILLISECOND)
#define REASON_BY_USER 2
#define MAX_REPLY_CHARS 2000

/* Seconds to wait after failures in a row of a server that answers questions but takes no notification. */
static const guint pauses[] = { 1, 5, 30, 300 };

struct _NudgeDesktopPresenter {
  GObject parent_instance;

  GDBusConnection *connection;
  NudgeDesktopStage stage;
  NudgeDesktopServer *server;
  NudgeDesktopBoard *board;
  NudgeDesktopThread *thread;   /* (nullable): not before the first notification */
  NudgeDesktopMemory *memory;   /* ids of what is shown, and of what an earlier run left */
  char *saved;                  /* what @save was last given */
  NudgeDesktopSaveFunc save;
  gpointer save_data;
  GHashTable *settling;         /* guint64 key -> id of a GSource */
  guint settle_ms;
  guint n_failures;             /* in a row */
  guint pause_id;
  guint reply_id;
};

static void nudge_desktop_presenter_iface_init (NudgePresenterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NudgeDesktopPresenter, nudge_desktop_presenter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_PRESENTER, nudge_desktop_presenter_iface_init))

static guint64
key_at (GArray *keys, guint i)
{
  return g_array_index (keys, guint64, i);
}

/* Asks the server, when there is something to do; the answer begins the job. */
static void
pump (NudgeDesktopPresenter *self)
{
  if (self->pause_id == 0 && nudge_desktop_board_has_work (self->board))
    nudge_desktop_server_ask (self->server);
}

static void
save_memory (NudgeDesktopPresenter *self)
{
  g_autofree char *text = nudge_desktop_memory_to_text (self->memory);

  if (self->save == NULL || g_strcmp0 (text, self->saved) == 0)
    return;
  g_free (self->saved);
  self->saved = g_steal_pointer (&text);
  self->save (self->saved, self->save_data);
}

static void
remember (NudgeDesktopPresenter *self, guint64 key, guint32 id)
{
  nudge_desktop_memory_put (self->memory, key, id);
  save_memory (self);
}

/* What the thread reports. */

static gboolean
on_pause_ended (gpointer data)
{
  NudgeDesktopPresenter *self = data;

  self->pause_id = 0;
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
pause_after_failure (NudgeDesktopPresenter *self, const char *error)
{
  guint seconds = pauses[MIN (self->n_failures, G_N_ELEMENTS (pauses) - 1)];

  if (self->n_failures == 0)
    g_warning ("A notification could not be shown and is tried again: %s", error);
  self->n_failures++;
  if (self->pause_id == 0)
    self->pause_id = g_timeout_add_seconds (seconds, on_pause_ended, self);
}

static void
on_thread_done (gpointer data, guint64 key, guint32 id, const char *error)
{
  g_autoptr(NudgeDesktopPresenter) self = g_object_ref (data);
  g_autoptr(GArray) shown = nudge_desktop_board_finish (self->board, error == NULL);

  if (error != NULL)
    pause_after_failure (self, error);
  else if (id != 0)
    {
      self->n_failures = 0;
      remember (self, key, id);
    }
  pump (self);
  for (guint i = 0; i < shown->len; i++)
    nudge_presenter_emit_shown (NUDGE_PRESENTER (self), key_at (shown, i));
}

/* It is on the desktop after all: what is shown next replaces it, and what is no longer wanted is closed. */
static void
on_thread_late (gpointer data, guint64 key, guint32 id)
{
  g_autoptr(NudgeDesktopPresenter) self = g_object_ref (data);

  remember (self, key, id);
  if (!nudge_desktop_board_knows (self->board, key))
    nudge_desktop_board_close (self->board, key);
  pump (self);
}

typedef struct {
  NudgeDesktopPresenter *self;
  guint64 key;
} Settling;

static gboolean
on_settling_ended (gpointer data)
{
  const Settling *settling = data;
  NudgeDesktopPresenter *self = settling->self;
  guint64 key = settling->key;

  g_hash_table_remove (self->settling, &key);
  nudge_desktop_board_settle (self->board, key);
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
begin_settling (NudgeDesktopPresenter *self, guint64 key)
{
  Settling *settling = g_new (Settling, 1);
  guint id;

  *settling = (Settling) { .self = self, .key = key };
  id = g_timeout_add_full (G_PRIORITY_DEFAULT, self->settle_ms, on_settling_ended, settling, g_free);
  g_hash_table_replace (self->settling, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (id));
}

static void
settling_stop (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

static void
answer (NudgeDesktopPresenter *self, guint64 key, const char *action, const char *text)
{
  g_autoptr(GArray) answered = nudge_desktop_board_answer (self->board, key);

  if (answered->len == 0)
    return;
  begin_settling (self, key);
  for (guint i = 0; i < answered->len; i++)
    nudge_presenter_emit_answered (NUDGE_PRESENTER (self), key_at (answered, i), action, text);
}

static void
on_thread_action (gpointer data, guint64 key, const char *action)
{
  g_autoptr(NudgeDesktopPresenter) self = g_object_ref (data);

  /* The words come by NotificationReplied. */
  if (!g_str_equal (action, "inline-reply"))
    answer (self, key, action, NULL);
}

static void
on_thread_closed (gpointer data, guint64 key, gint reason)
{
  g_autoptr(NudgeDesktopPresenter) self = g_object_ref (data);
  g_autoptr(GArray) closed = nudge_desktop_board_closed (self->board, key);
  /* To dismiss the digest is no word on each of its nudges. */
  gboolean by_user = reason == REASON_BY_USER && key != NUDGE_NOTE_DIGEST;

  g_hash_table_remove (self->settling, &key);
  remember (self, key, 0);
  pump (self);
  for (guint i = 0; i < closed->len; i++)
    nudge_presenter_emit_closed (NUDGE_PRESENTER (self), key_at (closed, i),
                                 by_user ? NUDGE_CLOSED_BY_USER : NUDGE_CLOSED_BY_SERVER);
}

static const NudgeDesktopThreadEvents thread_events = {
  .done = on_thread_done,
  .late = on_thread_late,
  .action = on_thread_action,
  .closed = on_thread_closed,
};

/* What the server reports. */

static gboolean
find_key (NudgeDesktopPresenter *self, guint32 id, guint64 *key)
{
  g_autoptr(GArray) keys = nudge_desktop_memory_list (self->memory);

  for (guint i = 0; i < keys->len; i++)
    if (nudge_desktop_memory_get (self->memory, key_at (keys, i)) == id)
      {
        *key = key_at (keys, i);
        return TRUE;
      }
  return FALSE;
}

static void
on_notification_replied (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
                         const char *signal, GVariant *parameters, gpointer data)
{
  g_autoptr(NudgeDesktopPresenter) self = g_object_ref (data);
  g_autofree char *words = NULL;
  const char *text;
  guint64 key;
  guint32 id;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(us)"))
      || g_strcmp0 (sender, nudge_desktop_server_get_owner (self->server)) != 0)
    return;
  g_variant_get (parameters, "(u&s)", &id, &text);
  if (!find_key (self, id, &key))
    return;
  words = nudge_text_clean_body (text, MAX_REPLY_CHARS);
  answer (self, key, "reply", words);
}

static void
listen_to_replies (NudgeDesktopPresenter *self)
{
  if (self->reply_id != 0 || !self->stage.profile.inline_reply)
    return;
  self->reply_id = g_dbus_connection_signal_subscribe (self->connection, NUDGE_NOTIFICATIONS_NAME,
                                                       NUDGE_NOTIFICATIONS_NAME, "NotificationReplied",
                                                       NUDGE_NOTIFICATIONS_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                       on_notification_replied, self, NULL);
}

static void
show_note (NudgeDesktopPresenter *self, NudgeDesktopNote *note, gboolean is_quiet)
{
  note->is_quiet |= is_quiet;
  nudge_desktop_board_set_concealed (self->board, note->key, note->is_concealed);
  nudge_desktop_thread_show (self->thread, note, nudge_desktop_memory_get (self->memory, note->key));
}

static void
close_note (NudgeDesktopPresenter *self, guint64 key)
{
  nudge_desktop_thread_close (self->thread, key, nudge_desktop_memory_get (self->memory, key));
  remember (self, key, 0);
}

static void
begin_job (NudgeDesktopPresenter *self, gboolean is_late)
{
  g_autoptr(GPtrArray) folded = NULL;
  NudgeDesktopJob job;

  if (!nudge_desktop_board_next (self->board, is_late, &job))
    return;
  if (self->thread == NULL)
    self->thread = nudge_desktop_thread_new (&thread_events, self);
  switch (job.step)
    {
    case NUDGE_STEP_SHOW:
      show_note (self, nudge_desktop_note_new (job.live, &self->stage), job.is_quiet);
      break;
    case NUDGE_STEP_DIGEST:
      folded = nudge_desktop_board_list_folded (self->board);
      show_note (self, nudge_desktop_note_new_digest (folded, &self->stage), job.is_quiet);
      break;
    case NUDGE_STEP_CLOSE:
      close_note (self, job.key);
      break;
    }
}

static void
on_server_ready (gpointer data, gboolean is_late)
{
  NudgeDesktopPresenter *self = data;

  nudge_desktop_memory_set_server (self->memory, g_dbus_connection_get_guid (self->connection),
                                   nudge_desktop_server_get_owner (self->server));
  self->stage.profile = *nudge_desktop_server_get_profile (self->server);
  listen_to_replies (self);
  if (self->pause_id == 0)
    begin_job (self, is_late || self->n_failures > 0);
}

static void
on_server_lost (gpointer data)
{
  NudgeDesktopPresenter *self = data;

  g_hash_table_remove_all (self->settling);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->n_failures = 0;
  nudge_desktop_board_reset (self->board);
  if (self->thread != NULL)
    nudge_desktop_thread_forget (self->thread);
  pump (self);
}

static const NudgeDesktopServerEvents server_events = {
  .ready = on_server_ready,
  .lost = on_server_lost,
};

/* The port. */

static void
show (NudgePresenter *presenter, NudgeLive *live, gboolean again)
{
  NudgeDesktopPresenter *self = NUDGE_DESKTOP_PRESENTER (presenter);

  g_return_if_fail (live->id != NUDGE_NOTE_DIGEST);

  nudge_desktop_board_show (self->board, live, again);
  pump (self);
}

static void
withdraw (NudgePresenter *presenter, guint64 id)
{
  NudgeDesktopPresenter *self = NUDGE_DESKTOP_PRESENTER (presenter);

  if (!nudge_desktop_board_withdraw (self->board, id) && nudge_desktop_memory_get (self->memory, id) != 0)
    nudge_desktop_board_close (self->board, id);
  pump (self);
}

static void
nudge_desktop_presenter_iface_init (NudgePresenterInterface *iface)
{
  iface->show = show;
  iface->withdraw = withdraw;
}

static void
nudge_desktop_presenter_init (NudgeDesktopPresenter *self)
{
  self->board = nudge_desktop_board_new ();
  self->memory = nudge_desktop_memory_new (NULL);
  self->settling = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, settling_stop);
  self->settle_ms = DEFAULT_SETTLE_MS;
}

static void
nudge_desktop_presenter_dispose (GObject *object)
{
  NudgeDesktopPresenter *self = NUDGE_DESKTOP_PRESENTER (object);

  g_clear_pointer (&self->server, nudge_desktop_server_free);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_hash_table_remove_all (self->settling);
  if (self->reply_id != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->reply_id);
  self->reply_id = 0;
  if (self->thread != NULL && !nudge_desktop_thread_stop (g_steal_pointer (&self->thread), STOP_TIMEOUT))
    g_debug ("A call to the notification server is left to itself");
  g_clear_object (&self->connection);
  G_OBJECT_CLASS (nudge_desktop_presenter_parent_class)->dispose (object);
}

static void
nudge_desktop_presenter_finalize (GObject *object)
{
  NudgeDesktopPresenter *self = NUDGE_DESKTOP_PRESENTER (object);

  nudge_desktop_board_free (self->board);
  nudge_desktop_memory_free (self->memory);
  g_hash_table_unref (self->settling);
  g_free (self->saved);
  G_OBJECT_CLASS (nudge_desktop_presenter_parent_class)->finalize (object);
}

static void
nudge_desktop_presenter_class_init (NudgeDesktopPresenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nudge_desktop_presenter_dispose;
  object_class->finalize = nudge_desktop_presenter_finalize;
}

NudgeDesktopPresenter *
nudge_desktop_presenter_new (GDBusConnection *connection, const NudgeDesktopOptions *options)
{
  NudgeDesktopPresenter *self = g_object_new (NUDGE_TYPE_DESKTOP_PRESENTER, NULL);

  self->connection = g_object_ref (connection);
  self->stage.options = *options;
  self->server = nudge_desktop_server_new (connection, &server_events, self);
  return self;
}

void
nudge_desktop_presenter_set_memory (NudgeDesktopPresenter *self, const char *text, NudgeDesktopSaveFunc save,
                                    gpointer data)
{
  nudge_desktop_memory_free (self->memory);
  self->memory = nudge_desktop_memory_new (text);
  g_free (self->saved);
  self->saved = g_strdup (text);
  self->save = save;
  self->save_data = data;
}

void
nudge_desktop_presenter_close_rest (NudgeDesktopPresenter *self)
{
  g_autoptr(GArray) keys = nudge_desktop_memory_list (self->memory);

  for (guint i = 0; i < keys->len; i++)
    if (!nudge_desktop_board_knows (self->board, key_at (keys, i)))
      nudge_desktop_board_close (self->board, key_at (keys, i));
  pump (self);
}

void
nudge_desktop_presenter_set_options (NudgeDesktopPresenter *self, const NudgeDesktopOptions *options)
{
  self->stage.options = *options;
}

void
nudge_desktop_presenter_set_locked (NudgeDesktopPresenter *self, gboolean locked)
{
  if (self->stage.locked == locked)
    return;
  self->stage.locked = locked;
  if (!locked)
    nudge_desktop_board_reveal (self->board);
  pump (self);
}

NudgeDesktopServerState
nudge_desktop_presenter_get_server (NudgeDesktopPresenter *self, const char **name)
{
  if (name != NULL)
    *name = nudge_desktop_server_get_name (self->server);
  return nudge_desktop_server_get_state (self->server);
}

const NudgeDesktopProfile *
nudge_desktop_presenter_get_profile (NudgeDesktopPresenter *self)
{
  if (nudge_desktop_server_get_state (self->server) == NUDGE_SERVER_PRESENT
      && nudge_desktop_server_get_name (self->server) == NULL)
    nudge_desktop_server_ask (self->server);
  return nudge_desktop_server_get_profile (self->server);
}

void
nudge_desktop_presenter_set_patience (NudgeDesktopPresenter *self, guint silent_ms, guint settle_ms)
{
  nudge_desktop_server_set_patience (self->server, silent_ms);
  self->settle_ms = settle_ms;
}
