/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by Mutter: idleness in a GNOME session, where no Wayland protocol tells it. */
#pragma once

#include "presence-source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_PRESENCE_MUTTER (nudge_presence_mutter_get_type ())
/** NudgePresenceMutter: implements NudgePresenceSource, by org.gnome.Mutter.IdleMonitor. */
G_DECLARE_FINAL_TYPE (NudgePresenceMutter, nudge_presence_mutter, NUDGE, PRESENCE_MUTTER, GObject)

/** nudge_presence_mutter_new: Returns: (transfer full): a source on the session bus @connection, not started */
NudgePresenceMutter *nudge_presence_mutter_new (GDBusConnection *connection);

G_END_DECLS
