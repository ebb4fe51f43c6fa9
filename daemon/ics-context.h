/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Context of a calendar: where its bytes come from, and what makes its items due. */
#pragma once

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

G_END_DECLS
