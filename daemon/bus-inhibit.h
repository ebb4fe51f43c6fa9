/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus inhibit: the methods Inhibit and Uninhibit; an inhibitor ends when its owner leaves the bus. */
#pragma once

#include "keeper.h"
#include "nudge-dbus.h"

G_BEGIN_DECLS

/** nudge_bus_inhibit_attach: @skeleton answers both methods from now on; what is kept for it goes with it. */
void nudge_bus_inhibit_attach (NudgeDBusDaemon *skeleton, NudgeKeeper *keeper);

G_END_DECLS
