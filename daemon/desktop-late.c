/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop late: learns the number of a notification whose server answered after the call had given up. */
#include "desktop-late.h"

/* Answers that are still owed; more than these are not waited for. */
#define MAX_OWED 20

/* What the filter works with, in the thread of the connection. */
typedef struct {
  GMutex mutex;
  gboolean is_calling;
  guint64 key;          /* while calling */
  GHashTable *owed;     /* serial of a Notify -> guint64 key */
  NudgeDesktopLateFunc late;
  gpointer data;
  GDestroyNotify destroy;
} Watch;

struct _NudgeDesktopLate {
  GDBusConnection *connection;
  guint filter_id;
  Watch *watch;         /* owned by the filter */
};

static void
watch_free (Watch *watch)
{
  if (watch->destroy != NULL)
    watch->destroy (watch->data);
  g_hash_table_unref (watch->owed);
  g_mutex_clear (&watch->mutex);
  g_free (watch);
}

static gboolean
is_notify (GDBusMessage *message)
{
  return g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL
         && g_strcmp0 (g_dbus_message_get_member (message), "Notify") == 0
         && g_strcmp0 (g_dbus_message_get_interface (message), "org.freedesktop.Notifications") == 0;
}

static void
note_call (Watch *watch, GDBusMessage *message)
{
  g_mutex_lock (&watch->mutex);
  if (watch->is_calling && g_hash_table_size (watch->owed) < MAX_OWED)
    g_hash_table_replace (watch->owed, GUINT_TO_POINTER (g_dbus_message_get_serial (message)),
                          g_memdup2 (&watch->key, sizeof watch->key));
  g_mutex_unlock (&watch->mutex);
}

/* Returns: whether @message answers a call that has given up; then @key is set */
static gboolean
take_owed (Watch *watch, GDBusMessage *message, guint64 *key)
{
  gpointer serial = GUINT_TO_POINTER (g_dbus_message_get_reply_serial (message));
  const guint64 *owed;
  gboolean is_late;

  g_mutex_lock (&watch->mutex);
  owed = g_hash_table_lookup (watch->owed, serial);
  is_late = owed != NULL && !watch->is_calling;
  if (is_late)
    *key = *owed;
  g_hash_table_remove (watch->owed, serial);
  g_mutex_unlock (&watch->mutex);
  return is_late;
}

static GDBusMessage *
on_message (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer data)
{
  Watch *watch = data;
  GVariant *body;
  guint64 key;
  guint32 id;

  if (!incoming && is_notify (message))
    note_call (watch, message);
  if (!incoming || g_dbus_message_get_reply_serial (message) == 0 || !take_owed (watch, message, &key))
    return message;
  body = g_dbus_message_get_body (message);
  if (g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_RETURN && body != NULL
      && g_variant_is_of_type (body, G_VARIANT_TYPE ("(u)")))
    {
      g_variant_get (body, "(u)", &id);
      watch->late (key, id, watch->data);
    }
  return message;
}

NudgeDesktopLate *
nudge_desktop_late_new (GDBusConnection *connection, NudgeDesktopLateFunc late, gpointer data, GDestroyNotify destroy)
{
  NudgeDesktopLate *self = g_new0 (NudgeDesktopLate, 1);
  Watch *watch = g_new0 (Watch, 1);

  g_mutex_init (&watch->mutex);
  watch->owed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  watch->late = late;
  watch->data = data;
  watch->destroy = destroy;
  self->watch = watch;
  self->connection = g_object_ref (connection);
  self->filter_id = g_dbus_connection_add_filter (connection, on_message, watch, (GDestroyNotify) watch_free);
  return self;
}

void
nudge_desktop_late_free (NudgeDesktopLate *self)
{
  g_dbus_connection_remove_filter (self->connection, self->filter_id);
  g_object_unref (self->connection);
  g_free (self);
}

void
nudge_desktop_late_begin (NudgeDesktopLate *self, guint64 key)
{
  g_mutex_lock (&self->watch->mutex);
  self->watch->is_calling = TRUE;
  self->watch->key = key;
  g_mutex_unlock (&self->watch->mutex);
}

void
nudge_desktop_late_end (NudgeDesktopLate *self)
{
  g_mutex_lock (&self->watch->mutex);
  self->watch->is_calling = FALSE;
  g_mutex_unlock (&self->watch->mutex);
}
