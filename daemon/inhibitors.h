/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inhibitors: which programs on the bus ask for silence, until they let go or leave. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How many inhibitors one program may hold at a time. */
#define NUDGE_INHIBITORS_MAX_PER_OWNER 64

/** NudgeInhibitors: a table that changes; owned by one object. */
typedef struct _NudgeInhibitors NudgeInhibitors;

/** nudge_inhibitors_new: Returns: (transfer full): an empty table */
NudgeInhibitors *nudge_inhibitors_new (void);

/** nudge_inhibitors_free: frees it. */
void nudge_inhibitors_free (NudgeInhibitors *self);

/**
 * nudge_inhibitors_add:
 * @owner: unique name on the bus
 *
 * Returns: a cookie that is not 0, or 0 with %NUDGE_ERROR_TOO_LARGE when @owner has too many
 */
guint nudge_inhibitors_add (NudgeInhibitors *self, const char *owner, const char *app, const char *reason,
                            GError **error);

/** nudge_inhibitors_remove: Returns: whether @owner held @cookie, else %NUDGE_ERROR_NOT_FOUND */
gboolean nudge_inhibitors_remove (NudgeInhibitors *self, const char *owner, guint cookie, GError **error);

/** nudge_inhibitors_remove_owner: @owner left the bus. Returns: how many it held */
guint nudge_inhibitors_remove_owner (NudgeInhibitors *self, const char *owner);

/** nudge_inhibitors_has_owner: Returns: whether @owner holds any */
gboolean nudge_inhibitors_has_owner (NudgeInhibitors *self, const char *owner);

/** nudge_inhibitors_count: Returns: how many there are */
guint nudge_inhibitors_count (NudgeInhibitors *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeInhibitors, nudge_inhibitors_free)

G_END_DECLS
