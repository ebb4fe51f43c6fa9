/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus daemon: the methods and properties of org.nudged.Nudged1. */
#pragma once

#include "keeper.h"
#include "nudge-dbus.h"

G_BEGIN_DECLS

/** nudge_bus_daemon_new: Returns: (transfer full): a skeleton that answers from @keeper for as long as both live */
NudgeDBusDaemon *nudge_bus_daemon_new (NudgeKeeper *keeper, const char *version);

/** nudge_bus_daemon_refresh: sets all properties anew; PropertiesChanged follows for those that differ. */
void nudge_bus_daemon_refresh (NudgeDBusDaemon *skeleton, NudgeKeeper *keeper);

G_END_DECLS
