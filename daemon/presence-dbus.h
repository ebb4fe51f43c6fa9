/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by D-Bus: one fact that one service of the session bus tells; a table says which services there are. */
#pragma once

#include "presence-source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_PRESENCE_DBUS (nudge_presence_dbus_get_type ())
/** NudgePresenceDbus: implements NudgePresenceSource. Never starts a service; a service that hangs stays unknown. */
G_DECLARE_FINAL_TYPE (NudgePresenceDbus, nudge_presence_dbus, NUDGE, PRESENCE_DBUS, GObject)

/**
 * nudge_presence_dbus_list:
 * @connection: the session bus
 *
 * Lock screens (`org.freedesktop.ScreenSaver`, GNOME, MATE, Cinnamon, Xfce), do-not-disturb of notification servers
 * (the property `Inhibited`, dunst, mako, swaync, Xfce), and idle inhibitors of the GNOME session.
 *
 * Returns: (transfer full) (element-type NudgePresenceDbus): a source for each service that is known, not started
 */
GPtrArray *nudge_presence_dbus_list (GDBusConnection *connection);

G_END_DECLS
