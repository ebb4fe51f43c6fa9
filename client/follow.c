/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follow: asks once, then keeps the picture true by signals, so that ten followers cost the daemon one signal. */
#include "follow.h"

#include "watch.h"

#define FIRST_LINE_MS 1000

typedef struct {
  NudgeWatch watch;
  NudgeSnapshot *snapshot;
  NudgeStatusFormat format;
  GString *last;             /* line that was printed last */
  GCancellable *cancellable; /* of the calls under way */
  guint print_id;
  guint patience_id;
  gboolean has_daemon;
  gboolean has_objects;
} Follow;

static gboolean
on_print (gpointer data)
{
  Follow *follow = data;
  NudgeCli *cli = follow->watch.cli;
  NudgeStatusView view;

  follow->print_id = 0;
  g_clear_pointer (&cli->zone, nudge_zone_unref); /* it may have changed */
  view = (NudgeStatusView) { nudge_cli_zone (cli), g_get_real_time (), &cli->terminal };
  nudge_status_print (follow->snapshot, follow->format, &view, cli->out);
  if (g_string_equal (cli->out, follow->last))
    g_string_truncate (cli->out, 0);
  else
    g_string_assign (follow->last, cli->out->str);
  nudge_watch_flush (&follow->watch);
  return G_SOURCE_REMOVE;
}

/* One line for all that arrives together. */
static void
print_soon (Follow *follow)
{
  if (follow->print_id == 0)
    follow->print_id = g_idle_add (on_print, follow);
}

static gboolean
on_first_line_late (gpointer data)
{
  Follow *follow = data;

  follow->patience_id = 0;
  print_soon (follow);
  return G_SOURCE_REMOVE;
}

static void
on_fetched (Follow *follow)
{
  if (!follow->has_daemon || !follow->has_objects)
    return;
  g_clear_handle_id (&follow->patience_id, g_source_remove);
  print_soon (follow);
}

static void
set_offline (Follow *follow)
{
  g_cancellable_cancel (follow->cancellable);
  g_clear_handle_id (&follow->patience_id, g_source_remove);
  nudge_snapshot_clear (follow->snapshot);
  follow->has_daemon = FALSE;
  follow->has_objects = FALSE;
  print_soon (follow);
}

static GVariant *
finish (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL)
    return g_variant_get_child_value (reply, 0);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_offline (data);
  return NULL;
}

static void
on_properties_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GVariant) properties = finish (source, result, data);
  Follow *follow = data;

  if (properties == NULL)
    return;
  nudge_snapshot_merge_daemon (follow->snapshot, properties);
  follow->has_daemon = TRUE;
  on_fetched (follow);
}

static void
on_objects_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GVariant) objects = finish (source, result, data);
  Follow *follow = data;

  if (objects == NULL)
    return;
  nudge_snapshot_set_objects (follow->snapshot, objects);
  follow->has_objects = TRUE;
  on_fetched (follow);
}

static void
fetch (Follow *follow, GDBusCallFlags flags)
{
  GDBusConnection *bus = follow->watch.cli->bus;

  g_cancellable_cancel (follow->cancellable);
  g_clear_object (&follow->cancellable);
  follow->cancellable = g_cancellable_new ();
  follow->has_daemon = FALSE;
  follow->has_objects = FALSE;
  g_dbus_connection_call (bus, NUDGE_BUS_NAME, NUDGE_BUS_PATH, NUDGE_BUS_PROPERTIES, "GetAll",
                          g_variant_new ("(s)", NUDGE_BUS_DAEMON), G_VARIANT_TYPE ("(a{sv})"), flags, G_MAXINT,
                          follow->cancellable, on_properties_fetched, follow);
  g_dbus_connection_call (bus, NUDGE_BUS_NAME, NUDGE_BUS_PATH, NUDGE_BUS_MANAGER, "GetManagedObjects", NULL,
                          G_VARIANT_TYPE ("(a{oa{sa{sv}}})"), flags, G_MAXINT, follow->cancellable, on_objects_fetched,
                          follow);
}

static void
on_owner_changed (Follow *follow, GVariant *parameters)
{
  const char *owner = NULL;

  g_variant_get (parameters, "(&s&s&s)", NULL, NULL, &owner);
  if (*owner == '\0')
    set_offline (follow);
  else
    fetch (follow, G_DBUS_CALL_FLAGS_NO_AUTO_START);
}

static void
on_properties_changed (Follow *follow, const char *path, GVariant *parameters)
{
  g_autoptr(GVariant) changed = g_variant_get_child_value (parameters, 1);
  g_autoptr(GVariant) invalidated = g_variant_get_child_value (parameters, 2);
  g_autoptr(GVariant) interface = g_variant_get_child_value (parameters, 0);
  const char *name = g_variant_get_string (interface, NULL);

  if (g_variant_n_children (invalidated) > 0)
    fetch (follow, G_DBUS_CALL_FLAGS_NO_AUTO_START);
  else if (g_str_equal (name, NUDGE_BUS_DAEMON) && follow->has_daemon)
    nudge_snapshot_merge_daemon (follow->snapshot, changed);
  else if (g_str_equal (name, NUDGE_BUS_NUDGE) && follow->has_objects)
    nudge_snapshot_merge_nudge (follow->snapshot, path, changed);
  on_fetched (follow);
}

static void
on_objects_changed (Follow *follow, const char *signal_name, GVariant *parameters)
{
  g_autoptr(GVariant) interfaces = g_variant_get_child_value (parameters, 1);
  g_autoptr(GVariant) object = g_variant_get_child_value (parameters, 0);
  const char *path = g_variant_get_string (object, NULL);

  if (!follow->has_objects)
    return;
  if (g_str_equal (signal_name, "InterfacesAdded"))
    nudge_snapshot_add_object (follow->snapshot, path, interfaces);
  else
    nudge_snapshot_remove_nudge (follow->snapshot, path);
  on_fetched (follow);
}

static void
on_signal (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *name,
           GVariant *parameters, gpointer data)
{
  Follow *follow = data;

  if (g_str_equal (name, "NameOwnerChanged") && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sss)")))
    on_owner_changed (follow, parameters);
  else if (g_str_equal (interface, NUDGE_BUS_PROPERTIES) &&
           g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    on_properties_changed (follow, path, parameters);
  else if (g_str_equal (interface, NUDGE_BUS_MANAGER) &&
           (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oa{sa{sv}})")) ||
            g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oas)"))))
    on_objects_changed (follow, name, parameters);
}

static void
follow_clear (Follow *follow)
{
  g_clear_handle_id (&follow->print_id, g_source_remove);
  g_clear_handle_id (&follow->patience_id, g_source_remove);
  g_clear_object (&follow->cancellable);
  g_clear_pointer (&follow->snapshot, nudge_snapshot_free);
  g_string_free (g_steal_pointer (&follow->last), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Follow, follow_clear)

gboolean
nudge_follow (NudgeCli *cli, NudgeStatusFormat format, GError **error)
{
  g_auto(Follow) follow = { .watch = { .cli = cli }, .format = format };

  follow.snapshot = nudge_snapshot_new ();
  follow.last = g_string_new (NULL);
  if (nudge_cli_bus (cli, error) == NULL)
    return FALSE;
  nudge_watch_subscribe (&follow.watch, on_signal, &follow);
  fetch (&follow, G_DBUS_CALL_FLAGS_NONE);
  follow.patience_id = g_timeout_add (FIRST_LINE_MS, on_first_line_late, &follow);
  return nudge_watch_run (&follow.watch, error);
}
