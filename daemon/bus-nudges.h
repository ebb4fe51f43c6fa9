/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus nudges: an object on the bus for each live nudge, under org.freedesktop.DBus.ObjectManager. */
#pragma once

#include "keeper.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_BUS_NUDGES (nudge_bus_nudges_get_type ())
G_DECLARE_FINAL_TYPE (NudgeBusNudges, nudge_bus_nudges, NUDGE, BUS_NUDGES, GObject)

/** NudgeBusNudges::appeared: @path: (type utf8): object path of a nudge that became due */

/** nudge_bus_nudges_new: Returns: (transfer full): follows the delivery of @keeper and exports on @connection */
NudgeBusNudges *nudge_bus_nudges_new (GDBusConnection *connection, NudgeKeeper *keeper);

G_END_DECLS
