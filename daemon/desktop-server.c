/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop server: whether the notification server is there and answers, asked without ever waiting for it. */
#define G_LOG_DOMAIN "nudged-desktop"

#include "desktop-server.h"

#define DEFAULT_PATIENCE_MS 2000

struct _NudgeDesktopServer {
  GDBusConnection *connection;
  NudgeDesktopServerEvents events;
  gpointer data;
  guint patience_ms;
  guint watch_id;
  gboolean looked;          /* the watch has told the first state */
  gboolean startable;       /* as far as is known, the bus can start one */
  GCancellable *listing;    /* of what the bus can start */
  char *owner;              /* (nullable) */
  char *name;               /* (nullable) */
  NudgeDesktopProfile profile;
  gboolean profile_known;   /* of this owner */
  gboolean asked;           /* somebody waits for `ready` */
  gboolean late;            /* … and had to wait */
  gboolean silent;
  GCancellable *question;   /* (nullable): under way */
  guint patience_id;
};

static void
stop_patience (NudgeDesktopServer *server)
{
  g_clear_handle_id (&server->patience_id, g_source_remove);
}

static void
drop_question (NudgeDesktopServer *server)
{
  stop_patience (server);
  if (server->question != NULL)
    g_cancellable_cancel (server->question);
  g_clear_object (&server->question);
}

static gboolean
on_patience_ended (gpointer data)
{
  NudgeDesktopServer *server = data;

  server->patience_id = 0;
  if (server->owner == NULL)
    return G_SOURCE_REMOVE;
  server->silent = TRUE;
  server->late = TRUE;
  g_message ("The notification server %s%sdoes not answer; nudges wait until it does",
             server->name != NULL ? server->name : "", server->name != NULL ? " " : "");
  return G_SOURCE_REMOVE;
}

/* Sends one question without a time limit: the answer of a server that wakes up is what we wait for. */
static void
send_question (NudgeDesktopServer *server, const char *method, GAsyncReadyCallback callback)
{
  if (server->question == NULL)
    server->question = g_cancellable_new ();
  if (server->patience_id == 0 && !server->silent)
    server->patience_id = g_timeout_add (server->patience_ms, on_patience_ended, server);
  g_dbus_connection_call (server->connection, server->owner != NULL ? server->owner : NUDGE_NOTIFICATIONS_NAME,
                          NUDGE_NOTIFICATIONS_PATH, NUDGE_NOTIFICATIONS_NAME, method, NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, G_MAXINT, server->question, callback, server);
}

static void
end_question (NudgeDesktopServer *server)
{
  gboolean is_late = server->late;

  drop_question (server);
  if (server->silent)
    g_message ("The notification server answers again");
  server->silent = FALSE;
  server->asked = FALSE;
  server->late = FALSE;
  server->events.ready (server->data, is_late);
}

/* What is wrong with an answer: nothing (TRUE), or the server is gone and the watch on its name goes on from here. */
static gboolean
take_answer (NudgeDesktopServer *server, const GError *error)
{
  if (error == NULL || (server->owner != NULL && g_dbus_error_is_remote_error (error)
                        && !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
                        && !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
                        && !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)))
    return TRUE;
  g_debug ("No answer from a notification server: %s", error->message);
  server->startable &= server->owner != NULL;
  server->late = TRUE;
  drop_question (server);
  return FALSE;
}

static void
on_capabilities (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  NudgeDesktopServer *server = data;
  g_autofree const char **capabilities = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !take_answer (server, error))
    return;
  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(as)")))
    g_variant_get (reply, "(^a&s)", &capabilities);
  server->profile = nudge_desktop_profile_new (server->name, capabilities);
  server->profile_known = TRUE;
  end_question (server);
}

static void
on_name (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  NudgeDesktopServer *server = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !take_answer (server, error))
    return;
  if (server->owner == NULL)
    {
      /* It was started for us; the watch on its name is about to say so, and then it is asked again. */
      drop_question (server);
      return;
    }
  if (server->profile_known)
    {
      end_question (server);
      return;
    }
  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(ssss)")))
    {
      g_free (server->name);
      g_variant_get_child (reply, 0, "s", &server->name);
    }
  send_question (server, "GetCapabilities", on_capabilities);
}

static void
ask_name (NudgeDesktopServer *server)
{
  drop_question (server);
  send_question (server, "GetServerInformation", on_name);
}

static void
forget_owner (NudgeDesktopServer *server)
{
  drop_question (server);
  g_clear_pointer (&server->owner, g_free);
  g_clear_pointer (&server->name, g_free);
  server->profile = (NudgeDesktopProfile) { 0 };
  server->profile_known = FALSE;
  server->silent = FALSE;
}

static void
on_name_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  NudgeDesktopServer *server = data;

  forget_owner (server);
  server->looked = TRUE;
  server->owner = g_strdup (owner);
  if (server->asked)
    ask_name (server);
}

static void
on_startable_names (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  NudgeDesktopServer *server = data;
  g_autofree const char **names = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply != NULL)
    g_variant_get (reply, "(^a&s)", &names);
  server->startable = names != NULL && g_strv_contains (names, NUDGE_NOTIFICATIONS_NAME);
  server->looked = TRUE;
  if (server->asked && server->question == NULL)
    ask_name (server);
}

static void
list_startable_names (NudgeDesktopServer *server)
{
  g_dbus_connection_call (server->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "ListActivatableNames", NULL, G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          server->listing, on_startable_names, server);
}

static void
on_name_vanished (GDBusConnection *connection, const char *name, gpointer data)
{
  NudgeDesktopServer *server = data;

  if (server->owner == NULL)
    {
      if (connection != NULL)
        list_startable_names (server);
      return;
    }
  forget_owner (server);
  g_debug ("The notification server is gone");
  server->looked = FALSE;
  if (connection != NULL)
    list_startable_names (server);
  server->events.lost (server->data);
}

NudgeDesktopServer *
nudge_desktop_server_new (GDBusConnection *connection, const NudgeDesktopServerEvents *events, gpointer data)
{
  NudgeDesktopServer *server = g_new0 (NudgeDesktopServer, 1);

  server->connection = g_object_ref (connection);
  server->events = *events;
  server->data = data;
  server->patience_ms = DEFAULT_PATIENCE_MS;
  server->listing = g_cancellable_new ();
  server->watch_id = g_bus_watch_name_on_connection (connection, NUDGE_NOTIFICATIONS_NAME,
                                                     G_BUS_NAME_WATCHER_FLAGS_NONE, on_name_appeared,
                                                     on_name_vanished, server, NULL);
  return server;
}

void
nudge_desktop_server_free (NudgeDesktopServer *server)
{
  g_bus_unwatch_name (server->watch_id);
  g_cancellable_cancel (server->listing);
  g_object_unref (server->listing);
  forget_owner (server);
  g_object_unref (server->connection);
  g_free (server);
}

void
nudge_desktop_server_set_patience (NudgeDesktopServer *server, guint milliseconds)
{
  server->patience_ms = milliseconds;
}

void
nudge_desktop_server_ask (NudgeDesktopServer *server)
{
  server->asked = TRUE;
  /* A silent server may have lost the question, so that a new occasion asks again. */
  if (server->looked && (server->question == NULL || server->silent))
    ask_name (server);
}

NudgeDesktopServerState
nudge_desktop_server_get_state (NudgeDesktopServer *server)
{
  if (server->owner == NULL)
    return server->looked && !server->startable ? NUDGE_SERVER_ABSENT : NUDGE_SERVER_UNKNOWN;
  return server->silent ? NUDGE_SERVER_SILENT : NUDGE_SERVER_PRESENT;
}

const char *
nudge_desktop_server_state_to_string (NudgeDesktopServerState state)
{
  static const char *const words[] = { "unknown", "absent", "present", "silent" };

  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (words), "");
  return words[state];
}

const char *
nudge_desktop_server_get_owner (NudgeDesktopServer *server)
{
  return server->owner;
}

const char *
nudge_desktop_server_get_name (NudgeDesktopServer *server)
{
  return server->name;
}

const NudgeDesktopProfile *
nudge_desktop_server_get_profile (NudgeDesktopServer *server)
{
  return &server->profile;
}
