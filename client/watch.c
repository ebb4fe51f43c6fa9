/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watch: standard output is watched for its end, so that an idle reader that closes it is noticed. */
#include "watch.h"

#include <glib-unix.h>
#include <unistd.h>

void
nudge_watch_subscribe (NudgeWatch *watch, GDBusSignalCallback callback, gpointer data)
{
  g_dbus_connection_signal_subscribe (watch->cli->bus, NUDGE_BUS_NAME, NULL, NULL, NULL, NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, callback, data, NULL);
  g_dbus_connection_signal_subscribe (watch->cli->bus, "org.freedesktop.DBus", "org.freedesktop.DBus",
                                      "NameOwnerChanged", "/org/freedesktop/DBus", NUDGE_BUS_NAME,
                                      G_DBUS_SIGNAL_FLAGS_NONE, callback, data, NULL);
}

static gboolean
on_stdout_closed (gint fd, GIOCondition condition, gpointer data)
{
  NudgeWatch *watch = data;

  watch->reader_gone = TRUE;
  return G_SOURCE_REMOVE;
}

static void
on_bus_closed (GDBusConnection *bus, gboolean remote_peer_vanished, GError *cause, gpointer data)
{
  NudgeWatch *watch = data;

  watch->bus_gone = TRUE;
}

gboolean
nudge_watch_run (NudgeWatch *watch, GError **error)
{
  g_autoptr(GSource) output = g_unix_fd_source_new (STDOUT_FILENO, G_IO_ERR | G_IO_HUP | G_IO_NVAL);
  gulong closed = g_signal_connect (watch->cli->bus, "closed", G_CALLBACK (on_bus_closed), watch);

  g_source_set_callback (output, G_SOURCE_FUNC (on_stdout_closed), watch, NULL);
  g_source_attach (output, NULL);
  while (!watch->reader_gone && !watch->bus_gone)
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (output);
  g_signal_handler_disconnect (watch->cli->bus, closed);
  if (watch->reader_gone)
    return TRUE;
  g_set_error_literal (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_UNREACHABLE, "The session bus has ended");
  return FALSE;
}

void
nudge_watch_flush (NudgeWatch *watch)
{
  if (!nudge_cli_flush (watch->cli, NULL))
    watch->reader_gone = TRUE;
}
