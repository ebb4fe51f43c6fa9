/* SPDX-License-Identifier: GPL-3.0-or-later */
/* iCalendar parser: bytes of a file in, rules and problems out (RFC 5545, RFC 9074), with limits that hold. */
#pragma once

#include "problem.h"
#include "rule.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeIcsAlarms: what makes an item due, `alarms` of `[source NAME]`. */
typedef enum {
  NUDGE_ICS_ALARMS_AUTO,  /* its VALARMs; without one its start (folders of nudges) */
  NUDGE_ICS_ALARMS_OWN,   /* its VALARMs only (calendars of other programs) */
  NUDGE_ICS_ALARMS_START, /* its start only */
} NudgeIcsAlarms;

/**
 * NudgeIcsContext: where the bytes come from. Nothing is kept but copies.
 * @file: name for problems and rules
 * @source: name of the pack, plan or source; "" for own nudges
 * @origin: whose
 * @alarms: what makes an item due
 * @language: (nullable): preferred LANGUAGE of texts, such as `de`
 */
typedef struct {
  const char *file;
  const char *source;
  NudgeOrigin origin;
  NudgeIcsAlarms alarms;
  const char *language;
} NudgeIcsContext;

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
