/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of our own: the X-NUDGED-… lines of a component. */
#pragma once

#include "ics-line.h"
#include "ics-report.h"
#include "rule.h"

#include <glib.h>

G_BEGIN_DECLS

#define NUDGE_ICS_MAX_BODY (16 * 1024) /* bytes of a text that is shown as a body */
#define NUDGE_ICS_MAX_PROMPTS 100      /* X-NUDGED-PROMPT an item */

/** NudgeIcsOwn: what they say; spans may be %NUDGE_SPAN_UNSET. */
typedef struct {
  NudgeAsk ask;
  NudgeMissed missed;
  GTimeSpan room;
  GTimeSpan grace;
  GTimeSpan credit;
  GTimeSpan window;
} NudgeIcsOwn;

/** NUDGE_ICS_OWN_NEW: nothing said */
#define NUDGE_ICS_OWN_NEW                                                                                              \
  {                                                                                                                    \
    NUDGE_ASK_NONE, NUDGE_MISSED_UNSET, NUDGE_SPAN_UNSET, NUDGE_SPAN_UNSET, NUDGE_SPAN_UNSET, 0                        \
  }

/** nudge_ics_own_read: takes one line into @own; a line that is none of them is left alone, a wrong one reported. */
void nudge_ics_own_read (NudgeIcsOwn *own, const NudgeIcsLine *line, NudgeIcsReport *report);

/**
 * nudge_ics_own_choose_texts:
 * @lines: (element-type NudgeIcsLine): the lines of the component
 * @name: which of them
 * @language: (nullable): preferred
 *
 * Texts in the preferred language; where there are none those that name no language, then English, then all.
 *
 * Returns: (transfer full): the texts, %NULL-terminated, possibly none
 */
char **nudge_ics_own_choose_texts (GArray *lines, NudgeIcsName name, const char *language);

G_END_DECLS
