/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for days: which days a pattern has, in plain English. */
#pragma once

#include "recurrence-pattern.h"

#include <glib.h>

G_BEGIN_DECLS

/** nudge_words_join: Returns: (transfer full): "a", "a and b", "a, b and c", with @last in the place of "and" */
char *nudge_words_join (GPtrArray *words, const char *last);

/** nudge_words_of_date: Returns: (transfer full): "2 Mar" */
char *nudge_words_of_date (gint month, gint day);

/**
 * nudge_words_of_days: of DAILY to YEARLY.
 *
 * Returns: (transfer full): "every weekday", "on the last Friday of every month"
 */
char *nudge_words_of_days (const NudgePattern *pattern);

/**
 * nudge_words_choose_times:
 * @chosen: (out caller-allocates) (array fixed-size=732): indexes of the times of day that BYSETPOS leaves of a
 *   DAILY rule
 *
 * Returns: how many it leaves; 0 where BYSETPOS chooses something else, or nothing
 */
gint nudge_words_choose_times (const NudgePattern *pattern, gint64 *chosen);

/** nudge_words_of_limits: Returns: (transfer full): what nudge_words_of_days() leaves out: " in March", or "" */
char *nudge_words_of_limits (const NudgePattern *pattern);

G_END_DECLS
