/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus: the connection to the daemon; every call ends soon, with an answer or with what to do. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_BUS_NAME "org.nudged.Nudged1"
#define NUDGE_BUS_PATH "/org/nudged/Nudged1"
#define NUDGE_BUS_NUDGES NUDGE_BUS_PATH "/nudge/"
#define NUDGE_BUS_DAEMON NUDGE_BUS_NAME
#define NUDGE_BUS_NUDGE NUDGE_BUS_NAME ".Nudge"
#define NUDGE_BUS_JOURNAL NUDGE_BUS_NAME ".Journal"
#define NUDGE_BUS_PROPERTIES "org.freedesktop.DBus.Properties"
#define NUDGE_BUS_MANAGER "org.freedesktop.DBus.ObjectManager"

/** NUDGE_BUS_PATIENCE_MS: how long a daemon that runs may take to answer. */
#define NUDGE_BUS_PATIENCE_MS 1600

/** NUDGE_BUS_START_MS: how long the session bus may take to start it. */
#define NUDGE_BUS_START_MS 10000

/**
 * NudgeCall: a method call of a batch.
 * @path: object
 * @interface: of the method
 * @method: its name
 * @arguments: (nullable): a tuple; a floating reference is taken
 * @reply: (out): its answer, a tuple, owned by the caller; %NULL unless the whole batch succeeded
 */
typedef struct {
  const char *path;
  const char *interface;
  const char *method;
  GVariant *arguments;
  GVariant *reply;
} NudgeCall;

/**
 * nudge_bus_connect:
 *
 * Returns: (transfer full): a connection to the session bus, or %NULL with %NUDGE_EXIT_UNREACHABLE
 */
GDBusConnection *nudge_bus_connect (GError **error);

/**
 * nudge_bus_call_all:
 * @patience_ms: how long a daemon that runs may take
 *
 * Sends all calls at once and waits for all answers. A daemon that does not run is started by the bus where it can.
 *
 * Returns: whether all succeeded; else the first error: of the daemon (%NUDGE_ERROR, %G_DBUS_ERROR) or
 *   %NUDGE_EXIT_UNREACHABLE that says what to do
 */
gboolean nudge_bus_call_all (GDBusConnection *bus, NudgeCall *calls, guint n_calls, guint patience_ms, GError **error);

/**
 * nudge_bus_explain:
 *
 * (transfer full) @error: Returns: (transfer full): it, or a better one when the daemon is not there
 */
GError *nudge_bus_explain (GError *error);

/** nudge_bus_is_gone: Returns: whether @error says that the object is not there any more */
gboolean nudge_bus_is_gone (const GError *error);

G_END_DECLS
