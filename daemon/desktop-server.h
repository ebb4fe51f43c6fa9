/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop server: whether the notification server is there and answers, asked without ever waiting for it. */
#pragma once

#include "desktop-profile.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** Where the notification server of a session is found. */
#define NUDGE_NOTIFICATIONS_NAME "org.freedesktop.Notifications"
#define NUDGE_NOTIFICATIONS_PATH "/org/freedesktop/Notifications"

/**
 * NudgeDesktopServerState:
 * @NUDGE_SERVER_UNKNOWN: it was not looked yet, or there is none and the bus may be able to start one
 * @NUDGE_SERVER_ABSENT: there is none, and the bus knows none to start or failed to
 * @NUDGE_SERVER_PRESENT: there is one, and it answered when it was last asked
 * @NUDGE_SERVER_SILENT: there is one, but it owes us an answer for longer than the patience
 */
typedef enum {
  NUDGE_SERVER_UNKNOWN,
  NUDGE_SERVER_ABSENT,
  NUDGE_SERVER_PRESENT,
  NUDGE_SERVER_SILENT,
} NudgeDesktopServerState;

/**
 * NudgeDesktopServerEvents: called in the main context of nudge_desktop_server_new().
 * @ready: once after each nudge_desktop_server_ask(), as soon as the server answers, however late; @is_late: it was
 *   silent or absent in between
 * @lost: the server left the bus, and everything it showed with it
 */
typedef struct {
  void (*ready) (gpointer data, gboolean is_late);
  void (*lost) (gpointer data);
} NudgeDesktopServerEvents;

typedef struct _NudgeDesktopServer NudgeDesktopServer;

/**
 * nudge_desktop_server_new:
 * @events: (transfer none): copied
 *
 * Returns: (transfer full): a watch on the server of this bus; free with nudge_desktop_server_free(), after
 *   which no event comes
 */
NudgeDesktopServer *nudge_desktop_server_new (GDBusConnection *connection, const NudgeDesktopServerEvents *events,
                                              gpointer data);
void nudge_desktop_server_free (NudgeDesktopServer *server);

/** nudge_desktop_server_set_patience: after so many milliseconds a server counts as silent; 2,000 at first. */
void nudge_desktop_server_set_patience (NudgeDesktopServer *server, guint milliseconds);

/**
 * nudge_desktop_server_ask:
 *
 * Asks the server for its name, and a new one for its capabilities. Starts it where the bus can. An
 * absent server is asked when it appears; a hanging one answers when it wakes up.
 */
void nudge_desktop_server_ask (NudgeDesktopServer *server);

/** nudge_desktop_server_get_state: Returns: what is known at this moment */
NudgeDesktopServerState nudge_desktop_server_get_state (NudgeDesktopServer *server);

/** nudge_desktop_server_state_to_string: Returns: `unknown`, `absent`, `present` or `silent` */
const char *nudge_desktop_server_state_to_string (NudgeDesktopServerState state);

/** nudge_desktop_server_get_owner: Returns: (transfer none) (nullable): its unique name on the bus */
const char *nudge_desktop_server_get_owner (NudgeDesktopServer *server);

/** nudge_desktop_server_get_name: Returns: (transfer none) (nullable): what it calls itself, such as `dunst` */
const char *nudge_desktop_server_get_name (NudgeDesktopServer *server);

/** nudge_desktop_server_get_profile: Returns: (transfer none): what it can do; all zero before its first answer */
const NudgeDesktopProfile *nudge_desktop_server_get_profile (NudgeDesktopServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeDesktopServer, nudge_desktop_server_free)

G_END_DECLS
