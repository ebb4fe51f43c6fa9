/* SPDX-License-Identifier: GPL-3.0-or-later */
/* iCalendar parser: bytes of a file in, rules and problems out (RFC 5545, RFC 9074), with limits that hold. */
#pragma once

#include "ics-context.h"
#include "problem.h"
#include "rule.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeIcsResult: what a file gives.
 * @name: (nullable): NAME or X-WR-CALNAME of the calendar
 * @rules: (element-type NudgeRule): in the order of the file
 * @problems: (element-type NudgeProblem): in the order of lines
 * @is_whole: the text is a complete calendar; %FALSE for a file that ends in the middle
 *   (half-written: keep what was read before)
 */
typedef struct {
  char *name;
  GPtrArray *rules;
  GPtrArray *problems;
  gboolean is_whole;
} NudgeIcsResult;

/**
 * nudge_ics_parse:
 *
 * Never fails as a whole: what is wrong is in the problems and costs only its own item.
 * May be called from any thread.
 *
 * Returns: (transfer full): the result
 */
NudgeIcsResult *nudge_ics_parse (const char *data, gsize length, const NudgeIcsContext *context);

/** nudge_ics_result_free: drops the result with its references on rules and problems. */
void nudge_ics_result_free (NudgeIcsResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeIcsResult, nudge_ics_result_free)

G_END_DECLS
