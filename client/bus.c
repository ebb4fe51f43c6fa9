/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus: calls without proxies and introspection, so that a command is one or two round trips. */
#include "bus.h"

#include "exit-code.h"
#include "nudge-error.h"

#include <string.h>
#include <unistd.h>

#define CONNECT_SECONDS 2

/* The bus itself hangs: nothing but a signal ends a blocking connect. */
static void
on_connect_alarm (int signal_number)
{
  static const char text[] = "nudgectl: The session bus does not answer\n";

  if (write (STDERR_FILENO, text, sizeof text - 1) < 0)
    _exit (NUDGE_EXIT_FAILED);
  _exit (NUDGE_EXIT_UNREACHABLE);
}

/* Like g_dbus_address_get_for_bus_sync(), but never starts a bus of its own. */
static char *
session_address (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;

  if (address != NULL && *address != '\0')
    return g_strdup (address);
  path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  escaped = g_dbus_address_escape_value (path);
  return g_strconcat ("unix:path=", escaped, NULL);
}

GDBusConnection *
nudge_bus_connect (GError **error)
{
  g_autofree char *address = session_address ();
  g_autoptr(GDBusConnection) bus = NULL;
  g_autoptr(GError) failure = NULL;

  (void) NUDGE_ERROR; /* registers the names of the daemon's errors */
  if (address == NULL)
    {
      g_set_error_literal (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_UNREACHABLE,
                           "There is no session bus here: DBUS_SESSION_BUS_ADDRESS is not set. Run this inside your "
                           "desktop session, or under dbus-run-session");
      return NULL;
    }
  signal (SIGALRM, on_connect_alarm);
  alarm (CONNECT_SECONDS);
  bus = g_dbus_connection_new_for_address_sync (address,
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &failure);
  alarm (0);
  if (bus == NULL)
    g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_UNREACHABLE, "The session bus cannot be reached: %s",
                 failure->message);
  return g_steal_pointer (&bus);
}

/* A batch of calls under way. */
typedef struct {
  GDBusConnection *bus;
  GCancellable *cancellable;
  GError *error;
  guint n_waiting;
  gboolean late;
} Batch;

typedef struct {
  Batch *batch;
  NudgeCall *call;
} Slot;

static void
on_call_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Slot *slot = data;
  Batch *batch = slot->batch;
  g_autoptr(GError) error = NULL;

  slot->call->reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  batch->n_waiting--;
  if (error != NULL && batch->error == NULL)
    batch->error = g_steal_pointer (&error);
}

static void
on_owner_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Batch *batch = data;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  gboolean is_owned = TRUE;

  if (reply != NULL)
    g_variant_get (reply, "(b)", &is_owned);
  batch->n_waiting--;
  batch->late = is_owned;
  if (is_owned)
    g_cancellable_cancel (batch->cancellable);
}

/* Who runs and is silent hangs; who does not run yet is being started. */
static gboolean
on_patience_over (gpointer data)
{
  Batch *batch = data;

  batch->n_waiting++;
  g_dbus_connection_call (batch->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "NameHasOwner", g_variant_new ("(s)", NUDGE_BUS_NAME), G_VARIANT_TYPE ("(b)"),
                          G_DBUS_CALL_FLAGS_NONE, 200, NULL, on_owner_answered, batch);
  return G_SOURCE_REMOVE;
}

static void
send_all (Batch *batch, NudgeCall *calls, guint n_calls, guint timeout_ms)
{
  for (guint i = 0; i < n_calls; i++)
    {
      Slot *slot = g_new (Slot, 1);

      *slot = (Slot) { batch, &calls[i] };
      batch->n_waiting++;
      g_dbus_connection_call (batch->bus, NUDGE_BUS_NAME, calls[i].path, calls[i].interface, calls[i].method,
                              calls[i].arguments, NULL, G_DBUS_CALL_FLAGS_NONE, (gint) timeout_ms, batch->cancellable,
                              on_call_answered, slot);
    }
}

static GError *
late_error (void)
{
  return g_error_new_literal (NUDGE_EXIT_ERROR, NUDGE_EXIT_UNREACHABLE,
                              "The daemon runs but does not answer. If it stays so: systemctl --user restart nudged");
}

gboolean
nudge_bus_call_all (GDBusConnection *bus, NudgeCall *calls, guint n_calls, guint patience_ms, GError **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Batch batch = { bus, cancellable, NULL, 0, FALSE };
  g_autoptr(GSource) patience = g_timeout_source_new (patience_ms);

  g_source_set_callback (patience, on_patience_over, &batch, NULL);
  g_source_attach (patience, NULL);
  send_all (&batch, calls, n_calls, patience_ms + NUDGE_BUS_START_MS);
  while (batch.n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (patience);
  if (batch.error == NULL)
    return TRUE;
  for (guint i = 0; i < n_calls; i++)
    g_clear_pointer (&calls[i].reply, g_variant_unref);
  if (batch.late)
    {
      g_clear_error (&batch.error);
      batch.error = late_error ();
    }
  g_propagate_error (error, nudge_bus_explain (batch.error));
  return FALSE;
}

static gboolean
is_absence (const GError *error)
{
  static const GDBusError absent[] = { G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER,
                                       G_DBUS_ERROR_NO_REPLY,        G_DBUS_ERROR_TIMEOUT,
                                       G_DBUS_ERROR_TIMED_OUT,       G_DBUS_ERROR_DISCONNECTED,
                                       G_DBUS_ERROR_SPAWN_FAILED,    G_DBUS_ERROR_SPAWN_EXEC_FAILED,
                                       G_DBUS_ERROR_SPAWN_FORK_FAILED, G_DBUS_ERROR_SPAWN_CHILD_EXITED,
                                       G_DBUS_ERROR_SPAWN_CHILD_SIGNALED, G_DBUS_ERROR_SPAWN_SERVICE_INVALID,
                                       G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND };

  for (gsize i = 0; i < G_N_ELEMENTS (absent); i++)
    if (g_error_matches (error, G_DBUS_ERROR, (gint) absent[i]))
      return TRUE;
  return error->domain == G_IO_ERROR; /* the connection broke or timed out */
}

GError *
nudge_bus_explain (GError *error)
{
  GError *better = NULL;

  g_dbus_error_strip_remote_error (error);
  if (!is_absence (error))
    return error;
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER))
    better = g_error_new_literal (NUDGE_EXIT_ERROR, NUDGE_EXIT_UNREACHABLE,
                                  "The daemon is not running. Start it: systemctl --user start nudged\n"
                                  "or, in a terminal of its own: nudged --foreground");
  else
    better = g_error_new (NUDGE_EXIT_ERROR, NUDGE_EXIT_UNREACHABLE,
                          "The daemon cannot be reached: %s. Look: systemctl --user status nudged", error->message);
  g_error_free (error);
  return better;
}

gboolean
nudge_bus_is_gone (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_INTERFACE);
}
