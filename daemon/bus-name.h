/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus name: who of several daemons is the one. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The well-known name of the daemon and the path of its object. */
#define NUDGE_BUS_NAME "org.nudged.Nudged1"
#define NUDGE_BUS_PATH "/org/nudged/Nudged1"

/**
 * nudge_bus_name_check:
 * @name: a well-known name
 *
 * An owner that is just ending does not count: this waits up to 250 ms for its end, and then up to a second more for
 * the bus to hear of it.
 *
 * Returns: the process id of its owner; 0 when nobody owns it; -1 when the owner cannot be told
 */
gint64 nudge_bus_name_check (GDBusConnection *connection, const char *name);

/**
 * nudge_bus_name_take:
 * @replace: take it from a running daemon, which then ends in order; waits until it has, at most five seconds
 *
 * Returns: whether the name is ours; else a #GError that says who has it
 */
gboolean nudge_bus_name_take (GDBusConnection *connection, const char *name, gboolean replace, GError **error);

G_END_DECLS
