/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings values: from the text of a value to the field of its key. */
#pragma once

#include "settings-schema.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * nudge_key_apply:
 * @target: the NudgeSettings, NudgeCategorySettings or NudgeSourceSettings that @key belongs to
 * @value: as written, without blanks around it
 *
 * Returns: whether it was taken; else the field is as before and %NUDGE_ERROR_INVALID_ARGUMENT says what would be right
 */
gboolean nudge_key_apply (const NudgeKey *key, gpointer target, const char *value, GError **error);

/** nudge_key_apply_fallbacks: sets all fields of @section that have a default. */
void nudge_key_apply_fallbacks (const char *section, gpointer target);

/**
 * nudge_hours_parse:
 * @text: `mon-fri 09:00-12:30, 13:30-18:00`, `mon-thu 09:00-17:00, fri 09:00-14:00`, `22:00-07:00`; "" is no time
 *
 * Ranges without days before them are meant for every day.
 *
 * Returns: (transfer full) (element-type NudgeHours): the ranges, or %NULL with %NUDGE_ERROR_INVALID_ARGUMENT
 */
GArray *nudge_hours_parse (const char *text, GError **error);

G_END_DECLS
