/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence view: a recurrence set as one desk sees it, with every date an instant and every end found. */
#pragma once

#include "recurrence-set.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeRecurrenceView: immutable and reference-counted; safe to share between threads. */
typedef struct _NudgeRecurrenceView NudgeRecurrenceView;

/**
 * nudge_recurrence_view_new:
 * @set: not owned; must outlive the view
 * @desk: zone of floating values and dates
 *
 * Returns: (transfer full): the view
 */
NudgeRecurrenceView *nudge_recurrence_view_new (const NudgeRecurrenceSet *set, NudgeZone *desk);

NudgeRecurrenceView *nudge_recurrence_view_ref (NudgeRecurrenceView *view);
void nudge_recurrence_view_unref (NudgeRecurrenceView *view);

/** nudge_recurrence_view_is_of: Returns: whether it is the view of a desk in @desk */
gboolean nudge_recurrence_view_is_of (const NudgeRecurrenceView *view, NudgeZone *desk);

/** nudge_recurrence_view_get_zone: Returns: (transfer none): the zone of the start */
NudgeZone *nudge_recurrence_view_get_zone (const NudgeRecurrenceView *view);

/** nudge_recurrence_view_next: Returns: the first instance later than @after, in seconds, or %NUDGE_NEVER */
gint64 nudge_recurrence_view_next (const NudgeRecurrenceView *view, gint64 after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeRecurrenceView, nudge_recurrence_view_unref)

G_END_DECLS
