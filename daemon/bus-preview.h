/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus preview: reads a file that a caller passed and lists its due times, in a worker thread. */
#pragma once

#include "keeper.h"
#include "nudge-dbus.h"

#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/** NudgeBusWindow: what Preview() was asked for; 0 in @from, @to and @limit means the default of the interface. */
typedef struct {
  NudgeTime from;
  NudgeTime to;
  guint limit;
} NudgeBusWindow;

/** nudge_bus_preview: answers @invocation (transfer full) sooner or later. */
void nudge_bus_preview (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, GVariant *file,
                        const NudgeBusWindow *window, GVariant *options);

/** NUDGE_BUS_LIMIT_MAX: the most records that one call gives. */
#define NUDGE_BUS_LIMIT_MAX 100000

/**
 * nudge_bus_window_complete:
 * @default_limit: what a limit of 0 means
 *
 * Returns: whether @window makes sense after defaults were put in, else %NUDGE_ERROR_INVALID_ARGUMENT
 */
gboolean nudge_bus_window_complete (NudgeBusWindow *window, NudgeTime now, guint default_limit, GError **error);

G_END_DECLS
