/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus journal: the methods and signals of org.nudged.Nudged1.Journal. */
#pragma once

#include "keeper.h"
#include "nudge-dbus.h"

G_BEGIN_DECLS

/** nudge_bus_journal_new: Returns: (transfer full): a skeleton that answers from @keeper for as long as both live */
NudgeDBusJournal *nudge_bus_journal_new (NudgeKeeper *keeper);

G_END_DECLS
