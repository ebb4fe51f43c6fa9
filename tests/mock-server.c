/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mock server: the mock notification server as a program, for a bus to start. */
#include "mock-notification-server.h"

#include <stdlib.h>

static gboolean
on_limit (gpointer data)
{
  exit (1);
}

/* Runs until the bus is gone: GDBus then ends the process; at most a minute. */
int
main (int argc, char **argv)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  mock_server_new (mock_profile ("dunst"));
  g_timeout_add_seconds (60, on_limit, NULL);
  g_main_loop_run (loop);
  return 0;
}
