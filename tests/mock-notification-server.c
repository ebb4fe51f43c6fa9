/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mock notification server: behaves like one of nine real ones, or worse, in the process of the test. */
#include "mock-notification-server.h"

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

static const char introspection[] =
  "<node><interface name='org.freedesktop.Notifications'>"
  "<method name='Notify'>"
  "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/>"
  "</method>"
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
  "<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>"
  "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
  "</interface></node>";

/* As nine servers were seen to behave. */
static const MockProfile profiles[] = {
  { .name = "dunst", .vendor = "knopwob",
    .capabilities = "actions body body-hyperlinks body-markup icon-static",
    .unknown = MOCK_UNKNOWN_KEEPS, .reason_action = 2, .reason_user = 2 },
  { .name = "Xfce Notify Daemon", .vendor = "Xfce",
    .capabilities = "actions body body-hyperlinks body-markup action-icons",
    .unknown = MOCK_UNKNOWN_KEEPS, .reason_action = 2, .reason_user = 2 },
  { .name = "Notification Daemon", .vendor = "GNOME",
    .capabilities = "actions body body-markup persistence sound",
    .unknown = MOCK_UNKNOWN_NEW, .close_unknown_fails = TRUE, .reason_action = 2, .reason_user = 2 },
  { .name = "MATE Notification Daemon", .vendor = "MATE",
    .capabilities = "actions body body-markup sound",
    .unknown = MOCK_UNKNOWN_NEW, .reason_action = 2, .reason_user = 1 },
  { .name = "lxqt-notificationd", .vendor = "lxqt.org",
    .capabilities = "actions body body-markup body-images persistence",
    .unknown = MOCK_UNKNOWN_KEEPS, .stays_open = TRUE, .reason_user = 2 },
  { .name = "mako", .vendor = "emersion",
    .capabilities = "actions body body-markup icon-static",
    .unknown = MOCK_UNKNOWN_NEW, .stays_open = TRUE, .reason_user = 2 },
  { .name = "SwayNotificationCenter", .vendor = "ErikReider",
    .capabilities = "actions body body-markup persistence",
    .unknown = MOCK_UNKNOWN_NEW, .closes_twice = TRUE, .close_unknown_tells = TRUE, .reason_action = 3,
    .reason_user = 2 },
  { .name = "gnome-shell", .vendor = "GNOME",
    .capabilities = "actions body body-markup icon-static persistence sound",
    .unknown = MOCK_UNKNOWN_REFUSED, .reason_action = 2, .reason_user = 2, .max_open = 3 },
  { .name = "Plasma", .vendor = "KDE",
    .capabilities = "actions body body-markup body-hyperlinks inline-reply persistence",
    .unknown = MOCK_UNKNOWN_KEEPS, .close_unknown_tells = TRUE, .reason_action = 3, .reason_user = 2 },
  { .name = "plain", .vendor = "none",
    .capabilities = "body", .unknown = MOCK_UNKNOWN_NEW, .reason_user = 2 },
  { 0 },
};

struct _MockServer {
  const MockProfile *profile;
  GDBusConnection *connection;
  GPtrArray *notes;      /* of MockNote */
  GQueue waiting;        /* of GDBusMethodInvocation */
  gboolean hanging;
  gboolean hangs_at_notify;
  gboolean refusing;
  guint last_id;
  guint n_notified;
  guint n_refused;
};

const MockProfile *
mock_profiles (void)
{
  return profiles;
}

const MockProfile *
mock_profile (const char *name)
{
  for (gsize i = 0; profiles[i].name != NULL; i++)
    if (g_str_equal (profiles[i].name, name))
      return &profiles[i];
  g_error ("no profile %s", name);
}

static void
note_free (MockNote *note)
{
  g_free (note->app);
  g_free (note->icon);
  g_free (note->summary);
  g_free (note->body);
  g_strfreev (note->actions);
  g_variant_unref (note->hints);
  g_free (note);
}

static MockNote *
find_id (MockServer *server, guint32 id)
{
  for (guint i = 0; i < server->notes->len; i++)
    if (((MockNote *) server->notes->pdata[i])->id == id)
      return server->notes->pdata[i];
  return NULL;
}

MockNote *
mock_server_find (MockServer *server, const char *summary)
{
  for (guint i = 0; i < server->notes->len; i++)
    if (g_str_equal (((MockNote *) server->notes->pdata[i])->summary, summary))
      return server->notes->pdata[i];
  return NULL;
}

static void
emit (MockServer *server, const char *signal, GVariant *parameters)
{
  g_autoptr(GError) error = NULL;

  g_dbus_connection_emit_signal (server->connection, NULL, PATH, NAME, signal, parameters, &error);
  g_assert_no_error (error);
}

void
mock_server_emit_closed (MockServer *server, guint32 id, guint reason)
{
  emit (server, "NotificationClosed", g_variant_new ("(uu)", id, reason));
}

static void
end_note (MockServer *server, guint32 id, guint reason)
{
  MockNote *note = find_id (server, id);

  if (note == NULL)
    return;
  g_ptr_array_remove (server->notes, note);
  mock_server_emit_closed (server, id, reason);
  if (server->profile->closes_twice)
    mock_server_emit_closed (server, id, 2);
}

static MockNote *
note_new (GVariant *parameters)
{
  MockNote *note = g_new0 (MockNote, 1);

  g_variant_get (parameters, "(susss^as@a{sv}i)", &note->app, &note->id, &note->icon, &note->summary, &note->body,
                 &note->actions, &note->hints, &note->expire);
  return note;
}

/* Puts it where the one it replaces was. */
static void
place_note (MockServer *server, MockNote *note, MockNote *old)
{
  guint i;

  if (old == NULL)
    {
      g_ptr_array_add (server->notes, note);
      return;
    }
  note->replaced = old->replaced + 1;
  g_assert_true (g_ptr_array_find (server->notes, old, &i));
  server->notes->pdata[i] = note;
  note_free (old);
}

static void
notify (MockServer *server, GDBusMethodInvocation *invocation)
{
  MockNote *note = note_new (g_dbus_method_invocation_get_parameters (invocation));
  MockNote *old = note->id != 0 ? find_id (server, note->id) : NULL;

  if (server->refusing || (note->id != 0 && old == NULL && server->profile->unknown == MOCK_UNKNOWN_REFUSED))
    {
      server->n_refused++;
      note_free (note);
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.DBus.Error.InvalidArgs",
                                                  "Invalid notification ID");
      return;
    }
  if (old == NULL && (note->id == 0 || server->profile->unknown == MOCK_UNKNOWN_NEW))
    note->id = ++server->last_id;
  server->n_notified++;
  place_note (server, note, old);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", note->id));
  if (server->profile->max_open > 0 && server->notes->len > server->profile->max_open)
    end_note (server, ((MockNote *) server->notes->pdata[0])->id, 1);
}

static void
close_notification (MockServer *server, GDBusMethodInvocation *invocation)
{
  gboolean known;
  guint32 id;

  g_variant_get (g_dbus_method_invocation_get_parameters (invocation), "(u)", &id);
  known = find_id (server, id) != NULL;
  if (!known && server->profile->close_unknown_fails)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.Notifications.InvalidId", "unknown");
      return;
    }
  end_note (server, id, 3);
  if (!known && server->profile->close_unknown_tells)
    mock_server_emit_closed (server, id, 3);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
work_off (MockServer *server, GDBusMethodInvocation *invocation)
{
  const char *method = g_dbus_method_invocation_get_method_name (invocation);
  g_auto(GStrv) capabilities = g_strsplit (server->profile->capabilities, " ", -1);

  if (g_str_equal (method, "Notify"))
    notify (server, invocation);
  else if (g_str_equal (method, "CloseNotification"))
    close_notification (server, invocation);
  else if (g_str_equal (method, "GetCapabilities"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", capabilities));
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(ssss)", server->profile->name,
                                                                      server->profile->vendor, "1.0", "1.2"));
}

static void
on_method_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
                const char *method, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  MockServer *server = data;

  if (server->hangs_at_notify && g_str_equal (method, "Notify"))
    server->hanging = TRUE;
  if (server->hanging)
    g_queue_push_tail (&server->waiting, invocation);
  else
    work_off (server, invocation);
}

static const GDBusInterfaceVTable vtable = { .method_call = on_method_call };

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GDBusConnection *connection;

  g_assert_no_error (error);
  connection = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                       | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                       NULL, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

MockServer *
mock_server_new (const MockProfile *profile)
{
  MockServer *server = g_new0 (MockServer, 1);
  g_autoptr(GDBusNodeInfo) node = NULL;
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  server->profile = profile;
  server->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
  server->connection = connect_to_bus ();
  node = g_dbus_node_info_new_for_xml (introspection, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (server->connection, PATH, node->interfaces[0], &vtable, server, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (server->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName", g_variant_new ("(su)", NAME, 4),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  return server;
}

void
mock_server_free (MockServer *server)
{
  GDBusMethodInvocation *invocation;

  g_dbus_connection_close_sync (server->connection, NULL, NULL);
  while ((invocation = g_queue_pop_head (&server->waiting)) != NULL)
    g_object_unref (invocation);
  g_object_unref (server->connection);
  g_ptr_array_unref (server->notes);
  g_free (server);
}

void
mock_server_set_hanging (MockServer *server, gboolean hanging)
{
  GDBusMethodInvocation *invocation;

  server->hanging = hanging;
  server->hangs_at_notify = FALSE;
  while (!hanging && (invocation = g_queue_pop_head (&server->waiting)) != NULL)
    work_off (server, invocation);
}

void
mock_server_hang_at_notify (MockServer *server)
{
  server->hangs_at_notify = TRUE;
}

void
mock_server_set_refusing (MockServer *server, gboolean refusing)
{
  server->refusing = refusing;
}

guint
mock_server_count_waiting (MockServer *server)
{
  return server->waiting.length;
}

guint
mock_server_count_notified (MockServer *server)
{
  return server->n_notified;
}

guint
mock_server_count_refused (MockServer *server)
{
  return server->n_refused;
}

GPtrArray *
mock_server_get_notes (MockServer *server)
{
  return server->notes;
}

void
mock_server_forget (MockServer *server)
{
  g_ptr_array_set_size (server->notes, 0);
}

void
mock_server_act (MockServer *server, guint32 id, const char *action)
{
  emit (server, "ActionInvoked", g_variant_new ("(us)", id, action));
  if (!server->profile->stays_open)
    end_note (server, id, server->profile->reason_action);
}

void
mock_server_reply (MockServer *server, guint32 id, const char *text)
{
  emit (server, "NotificationReplied", g_variant_new ("(us)", id, text));
  end_note (server, id, server->profile->reason_action);
}

void
mock_server_close (MockServer *server, guint32 id, gboolean by_user)
{
  end_note (server, id, by_user ? server->profile->reason_user : 1);
}
