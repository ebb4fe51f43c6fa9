/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence hub: many sources, one snapshot. */
#pragma once

#include "clock.h"
#include "presence-source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_PRESENCE_HUB (nudge_presence_hub_get_type ())
G_DECLARE_FINAL_TYPE (NudgePresenceHub, nudge_presence_hub, NUDGE, PRESENCE_HUB, GObject)

/** NudgePresenceHub::changed: nudge_presence_hub_fill() gives other facts, or a source describes itself otherwise. */

/** nudge_presence_hub_new: Returns: (transfer full): a hub without sources, which knows nothing */
NudgePresenceHub *nudge_presence_hub_new (NudgeClock *clock);

/**
 * nudge_presence_hub_add:
 * @source: started here; for idleness an earlier source that knows wins over a later one
 */
void nudge_presence_hub_add (NudgePresenceHub *self, NudgePresenceSource *source);

/** nudge_presence_hub_set_idle_span: tells all sources. */
void nudge_presence_hub_set_idle_span (NudgePresenceHub *self, GTimeSpan span);

/**
 * nudge_presence_hub_fill:
 * @presence: its facts and @idle_since are set; pause and inhibitors are left as they are
 *
 * Idleness is what the first source says that knows. Any other fact is YES when one source says so, else NO when one
 * knows, else UNKNOWN.
 */
void nudge_presence_hub_fill (NudgePresenceHub *self, NudgePresence *presence);

/** nudge_presence_hub_list: Returns: (transfer none) (element-type NudgePresenceSource): all sources, in order */
GPtrArray *nudge_presence_hub_list (NudgePresenceHub *self);

G_END_DECLS
