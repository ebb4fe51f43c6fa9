/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus service: puts the keeper on the bus as org.nudged.Nudged1; translates, decides nothing. */
#pragma once

#include "bus-diagnosis.h"
#include "keeper.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_BUS_SERVICE (nudge_bus_service_get_type ())
G_DECLARE_FINAL_TYPE (NudgeBusService, nudge_bus_service, NUDGE, BUS_SERVICE, GObject)

/**
 * nudge_bus_service_new:
 * @version: of the daemon
 * @probe: copied; says what is known of the notification server, and lives as long as the service
 *
 * Exports all objects on @connection; owning the name is the caller's affair, and comes after this.
 *
 * Returns: (transfer full): the service, or %NULL with a #GError of GDBus
 */
NudgeBusService *nudge_bus_service_new (GDBusConnection *connection, NudgeKeeper *keeper, const char *version,
                                        const NudgeServerProbe *probe, GError **error);

G_END_DECLS
