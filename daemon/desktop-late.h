/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop late: learns the number of a notification whose server answered after the call had given up. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NudgeDesktopLateFunc: called in the thread of the connection.
 * @key: as given to nudge_desktop_late_begin()
 * @id: the notification that is on the desktop since now
 */
typedef void (*NudgeDesktopLateFunc) (guint64 key, guint32 id, gpointer data);

/**
 * NudgeDesktopLate:
 *
 * A server that hung for longer than a call waits still works the call off when it wakes up. Its answer tells the
 * number; without it, the nudge would be shown a second time, and the first one would be deaf.
 */
typedef struct _NudgeDesktopLate NudgeDesktopLate;

/**
 * nudge_desktop_late_new:
 * @destroy: (nullable): frees @data, in any thread, when no call can come any more
 *
 * Returns: (transfer full): listens to @connection
 */
NudgeDesktopLate *nudge_desktop_late_new (GDBusConnection *connection, NudgeDesktopLateFunc late, gpointer data,
                                          GDestroyNotify destroy);
void nudge_desktop_late_free (NudgeDesktopLate *self);

/** nudge_desktop_late_begin: what is sent as Notify from now on is @key. */
void nudge_desktop_late_begin (NudgeDesktopLate *self, guint64 key);

/** nudge_desktop_late_end: the call is over; what is not answered by now is late. */
void nudge_desktop_late_end (NudgeDesktopLate *self);

G_END_DECLS
