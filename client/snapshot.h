/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Snapshot: what the daemon and its live nudges say of themselves, kept true by their signals. */
#pragma once

#include "civil-time.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeSnapshot: a picture of the daemon; empty means that it is away. */
typedef struct _NudgeStatus NudgeSnapshot;

/** nudge_snapshot_new: Returns: (transfer full): the picture of a daemon that is away */
NudgeSnapshot *nudge_snapshot_new (void);
void nudge_snapshot_free (NudgeSnapshot *snapshot);

/** nudge_snapshot_clear: the daemon is away. */
void nudge_snapshot_clear (NudgeSnapshot *snapshot);

/** nudge_snapshot_merge_daemon: @properties (a{sv}) of the daemon have these values now. */
void nudge_snapshot_merge_daemon (NudgeSnapshot *snapshot, GVariant *properties);

/** nudge_snapshot_set_objects: @objects (a{oa{sa{sv}}}) is all there is. */
void nudge_snapshot_set_objects (NudgeSnapshot *snapshot, GVariant *objects);

/** nudge_snapshot_add_object: the object at @path has @interfaces (a{sa{sv}}). */
void nudge_snapshot_add_object (NudgeSnapshot *snapshot, const char *path, GVariant *interfaces);

/** nudge_snapshot_merge_nudge: @properties (a{sv}) of the nudge at @path changed; of an unknown one nothing is kept. */
void nudge_snapshot_merge_nudge (NudgeSnapshot *snapshot, const char *path, GVariant *properties);

/** nudge_snapshot_remove_nudge: the nudge at @path is gone. */
void nudge_snapshot_remove_nudge (NudgeSnapshot *snapshot, const char *path);

/** nudge_snapshot_is_online: Returns: whether the daemon is there */
gboolean nudge_snapshot_is_online (NudgeSnapshot *snapshot);

/** nudge_snapshot_daemon: Returns: (transfer none) (nullable): properties of the daemon (a{sv}) */
GVariant *nudge_snapshot_daemon (NudgeSnapshot *snapshot);

/** nudge_snapshot_state: Returns: (transfer none): `active`, `held`, `paused` or `offline` */
const char *nudge_snapshot_state (NudgeSnapshot *snapshot);

/** nudge_snapshot_next: Returns: (transfer full) (nullable): the agenda record of what is next */
GVariant *nudge_snapshot_next (NudgeSnapshot *snapshot);

/**
 * nudge_snapshot_pending:
 *
 * Those that are shown come before those that wait, those that are snoozed come last; the newest first.
 *
 * Returns: (transfer container) (element-type GVariant): properties (a{sv}) of each live nudge
 */
GPtrArray *nudge_snapshot_pending (NudgeSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeSnapshot, nudge_snapshot_free)

G_END_DECLS
