/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words: the alarms of an item in plain English, behind those of its instances. */
#pragma once

#include "ics-item.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_ics_words:
 * @instances: such as "every Monday at 9:00"
 * @is_at_start: due at the start, whatever alarms there are
 * @has_alarms: due at the alarms of @item
 *
 * Returns: (transfer full): such as "every Monday at 9:00, 15 minutes before"
 */
char *nudge_ics_words (const char *instances, const NudgeIcsItem *item, gboolean is_at_start, gboolean has_alarms);

G_END_DECLS
