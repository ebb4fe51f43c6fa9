/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by logind: the lock and idle hints of the session, and the sleep of the machine. */
#pragma once

#include "presence-source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_PRESENCE_LOGIND (nudge_presence_logind_get_type ())
/** NudgePresenceLogind: implements NudgePresenceSource, by org.freedesktop.login1 of the system bus. */
G_DECLARE_FINAL_TYPE (NudgePresenceLogind, nudge_presence_logind, NUDGE, PRESENCE_LOGIND, GObject)

/**
 * nudge_presence_logind_new:
 * @connection: (nullable): to the system bus; %NULL: connects by itself when it is started
 *
 * The session is the one that `XDG_SESSION_ID` names, else the one that shows the user's desktop: a service of
 * the user's manager is in no session of its own.
 *
 * Returns: (transfer full): a source, not started
 */
NudgePresenceLogind *nudge_presence_logind_new (GDBusConnection *connection);

G_END_DECLS
