/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by logind: the lock and idle hints of the session, and the sleep of the machine. */
#define G_LOG_DOMAIN "nudged-presence"

#include "presence-logind.h"

#include <unistd.h>

#define NAME "org.freedesktop.login1"
#define MANAGER_PATH "/org/freedesktop/login1"
#define MANAGER NAME ".Manager"
#define SESSION NAME ".Session"
#define USER NAME ".User"
#define PROPERTIES "org.freedesktop.DBus.Properties"
#define TIMEOUT_MS 2000

struct _NudgePresenceLogind {
  GObject parent;
  GDBusConnection *connection; /* (nullable): not connected yet */
  GCancellable *cancellable;
  guint name_watch_id;
  guint sleep_id;
  guint session_id;
  char *session; /* (nullable): its object path */
  gboolean is_sleeping;
  NudgeTruth locked;
  NudgeTruth idle;
};

static void source_iface_init (NudgePresenceSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NudgePresenceLogind, nudge_presence_logind, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_PRESENCE_SOURCE, source_iface_init))

static void
emit_changed (NudgePresenceLogind *self)
{
  nudge_presence_source_emit_changed (NUDGE_PRESENCE_SOURCE (self));
}

static void
call (NudgePresenceLogind *self, const char *path, const char *method, GVariant *arguments,
      GAsyncReadyCallback callback)
{
  const char *interface = g_str_equal (path, MANAGER_PATH) ? MANAGER : PROPERTIES;

  g_dbus_connection_call (self->connection, NAME, path, interface, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, TIMEOUT_MS, self->cancellable, callback,
                          g_object_ref (self));
}

/* Returns: (transfer full) (nullable): the answer, if it has @type */
static GVariant *
finish (GObject *source, GAsyncResult *result, const char *type)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE (type)))
    return g_steal_pointer (&reply);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("logind: %s", error->message);
  return NULL;
}

/* --- the session ------------------------------------------------------------------------------------------- */

static void
read_hint (GVariant *properties, const char *name, NudgeTruth *truth)
{
  gboolean hint;

  if (g_variant_lookup (properties, name, "b", &hint))
    *truth = hint ? NUDGE_YES : NUDGE_NO;
}

static void
read_hints (NudgePresenceLogind *self, GVariant *properties)
{
  read_hint (properties, "LockedHint", &self->locked);
  read_hint (properties, "IdleHint", &self->idle);
  emit_changed (self);
}

static void
on_hints (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(NudgePresenceLogind) self = data;
  g_autoptr(GVariant) reply = finish (source, result, "(a{sv})");
  g_autoptr(GVariant) properties = reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;

  if (properties != NULL)
    read_hints (self, properties);
}

static void
on_session_changed (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
                    const char *signal, GVariant *arguments, gpointer data)
{
  g_autoptr(GVariant) changed = NULL;

  if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  changed = g_variant_get_child_value (arguments, 1);
  read_hints (data, changed);
}

static void
take_session (NudgePresenceLogind *self, const char *path)
{
  g_free (self->session);
  self->session = g_strdup (path);
  self->session_id = g_dbus_connection_signal_subscribe (self->connection, NAME, PROPERTIES, "PropertiesChanged",
                                                         path, SESSION, G_DBUS_SIGNAL_FLAGS_NONE, on_session_changed,
                                                         self, NULL);
  call (self, path, "GetAll", g_variant_new ("(s)", SESSION), on_hints);
}

static void
on_session (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(NudgePresenceLogind) self = data;
  g_autoptr(GVariant) reply = finish (source, result, "(o)");
  const char *path;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(&o)", &path);
  take_session (self, path);
}

static void
on_display (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(NudgePresenceLogind) self = data;
  g_autoptr(GVariant) reply = finish (source, result, "(v)");
  g_autoptr(GVariant) value = NULL;
  const char *id;
  const char *path;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("(so)")))
    return;
  g_variant_get (value, "(&s&o)", &id, &path);
  if (id[0] != '\0')
    take_session (self, path);
}

static void
on_user (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(NudgePresenceLogind) self = data;
  g_autoptr(GVariant) reply = finish (source, result, "(o)");
  const char *path;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(&o)", &path);
  call (self, path, "Get", g_variant_new ("(ss)", USER, "Display"), on_display);
}

static void
find_session (NudgePresenceLogind *self)
{
  const char *id = g_getenv ("XDG_SESSION_ID");

  if (id != NULL && id[0] != '\0')
    call (self, MANAGER_PATH, "GetSession", g_variant_new ("(s)", id), on_session);
  else
    call (self, MANAGER_PATH, "GetUser", g_variant_new ("(u)", (guint32) getuid ()), on_user);
}

/* --- the machine --------------------------------------------------------------------------------------------- */

static void
on_prepare_for_sleep (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
                      const char *signal, GVariant *arguments, gpointer data)
{
  NudgePresenceLogind *self = data;

  if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (arguments, "(b)", &self->is_sleeping);
  emit_changed (self);
}

static void
forget_session (NudgePresenceLogind *self)
{
  if (self->session_id != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->session_id);
  self->session_id = 0;
  g_clear_pointer (&self->session, g_free);
  self->is_sleeping = FALSE;
  self->locked = NUDGE_UNKNOWN;
  self->idle = NUDGE_UNKNOWN;
}

static void
on_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  find_session (data);
}

static void
on_vanished (GDBusConnection *connection, const char *name, gpointer data)
{
  NudgePresenceLogind *self = data;

  if (connection == NULL || self->session == NULL)
    return;
  forget_session (self);
  emit_changed (self);
}

static void
listen (NudgePresenceLogind *self)
{
  self->sleep_id = g_dbus_connection_signal_subscribe (self->connection, NAME, MANAGER, "PrepareForSleep",
                                                       MANAGER_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                       on_prepare_for_sleep, self, NULL);
  self->name_watch_id = g_bus_watch_name_on_connection (self->connection, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                        on_appeared, on_vanished, self, NULL);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(NudgePresenceLogind) self = data;
  g_autoptr(GError) error = NULL;
  GDBusConnection *connection = g_bus_get_finish (result, &error);

  if (connection == NULL)
    {
      g_debug ("There is no system bus: %s", error->message);
      return;
    }
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  self->connection = connection;
  listen (self);
}

/* --- the port -------------------------------------------------------------------------------------------------- */

static void
presence_logind_start (NudgePresenceSource *source)
{
  NudgePresenceLogind *self = NUDGE_PRESENCE_LOGIND (source);

  if (self->connection != NULL)
    listen (self);
  else
    g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_connected, g_object_ref (self));
}

static const char *
presence_logind_get_name (NudgePresenceSource *source)
{
  return "logind";
}

static NudgeTruth
presence_logind_get_truth (NudgePresenceSource *source, NudgeFact fact)
{
  NudgePresenceLogind *self = NUDGE_PRESENCE_LOGIND (source);

  if (fact == NUDGE_FACT_LOCKED)
    return self->is_sleeping ? NUDGE_YES : self->locked;
  return fact == NUDGE_FACT_IDLE ? self->idle : NUDGE_UNKNOWN;
}

static char *
presence_logind_describe (NudgePresenceSource *source)
{
  NudgePresenceLogind *self = NUDGE_PRESENCE_LOGIND (source);

  if (self->connection == NULL)
    return g_strdup ("There is no system bus");
  if (self->session == NULL)
    return g_strdup (NAME " is not there, or knows no session of yours");
  return g_strdup_printf ("Follows the session %s", self->session);
}

static void
source_iface_init (NudgePresenceSourceInterface *iface)
{
  iface->start = presence_logind_start;
  iface->get_name = presence_logind_get_name;
  iface->get_truth = presence_logind_get_truth;
  iface->describe = presence_logind_describe;
}

static void
nudge_presence_logind_dispose (GObject *object)
{
  NudgePresenceLogind *self = NUDGE_PRESENCE_LOGIND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->name_watch_id, g_bus_unwatch_name);
  if (self->connection != NULL)
    {
      forget_session (self);
      g_dbus_connection_signal_unsubscribe (self->connection, self->sleep_id);
    }
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (nudge_presence_logind_parent_class)->dispose (object);
}

static void
nudge_presence_logind_class_init (NudgePresenceLogindClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_presence_logind_dispose;
}

static void
nudge_presence_logind_init (NudgePresenceLogind *self)
{
  self->cancellable = g_cancellable_new ();
}

NudgePresenceLogind *
nudge_presence_logind_new (GDBusConnection *connection)
{
  NudgePresenceLogind *self = g_object_new (NUDGE_TYPE_PRESENCE_LOGIND, NULL);

  self->connection = connection != NULL ? g_object_ref (connection) : NULL;
  return self;
}
