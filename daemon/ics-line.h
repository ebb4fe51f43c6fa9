/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Content line: name, parameters and value of one unfolded line (RFC 5545, 3.1). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NudgeIcsName: the names that are read; every other property is passed over. */
typedef enum {
  NUDGE_ICS_ACKNOWLEDGED,
  NUDGE_ICS_ACTION,
  NUDGE_ICS_BEGIN,
  NUDGE_ICS_CATEGORIES,
  NUDGE_ICS_CLASS,
  NUDGE_ICS_COMPLETED,
  NUDGE_ICS_DESCRIPTION,
  NUDGE_ICS_DTEND,
  NUDGE_ICS_DTSTART,
  NUDGE_ICS_DUE,
  NUDGE_ICS_DURATION,
  NUDGE_ICS_END,
  NUDGE_ICS_EXDATE,
  NUDGE_ICS_EXRULE,
  NUDGE_ICS_NAME,
  NUDGE_ICS_PROXIMITY,
  NUDGE_ICS_RDATE,
  NUDGE_ICS_RECURRENCE_ID,
  NUDGE_ICS_RELATED_TO,
  NUDGE_ICS_REPEAT,
  NUDGE_ICS_RRULE,
  NUDGE_ICS_SEQUENCE,
  NUDGE_ICS_STATUS,
  NUDGE_ICS_SUMMARY,
  NUDGE_ICS_TRIGGER,
  NUDGE_ICS_TZID,
  NUDGE_ICS_TZOFFSETFROM,
  NUDGE_ICS_TZOFFSETTO,
  NUDGE_ICS_UID,
  NUDGE_ICS_X_APPLE_PROXIMITY,
  NUDGE_ICS_X_LIC_LOCATION,
  NUDGE_ICS_X_MOZ_LASTACK,
  NUDGE_ICS_X_MOZ_SNOOZE_TIME,
  NUDGE_ICS_X_NUDGED_ASK,
  NUDGE_ICS_X_NUDGED_CREDIT,
  NUDGE_ICS_X_NUDGED_DAY,
  NUDGE_ICS_X_NUDGED_GRACE,
  NUDGE_ICS_X_NUDGED_MISSED,
  NUDGE_ICS_X_NUDGED_PROMPT,
  NUDGE_ICS_X_NUDGED_ROOM,
  NUDGE_ICS_X_NUDGED_WHY,
  NUDGE_ICS_X_NUDGED_WINDOW,
  NUDGE_ICS_X_WR_CALNAME,
  NUDGE_ICS_OTHER,
} NudgeIcsName;

/**
 * NudgeIcsLine: points into the text of its component.
 * @name: which property
 * @params: the parameters as they stand, beginning with `;`, or ""
 * @value: the value as it stands, escapes and all
 * @line: where it begins in the file, from 1
 */
typedef struct {
  NudgeIcsName name;
  const char *params;
  const char *value;
  guint line;
} NudgeIcsLine;

/** nudge_ics_name_from_text: any case. Returns: the name, or %NUDGE_ICS_OTHER */
NudgeIcsName nudge_ics_name_from_text (const char *text, gsize length);

/** nudge_ics_name_to_text: Returns: the name in capitals, such as `DTSTART` */
const char *nudge_ics_name_to_text (NudgeIcsName name);

/** nudge_ics_name_list: Returns: (transfer none): all names, %NULL-terminated, to find the nearest of */
const char *const *nudge_ics_name_list (void);

/** nudge_ics_name_is_passed_over: Returns: whether @text is a registered property that says nothing to a reminder */
gboolean nudge_ics_name_is_passed_over (const char *text, gsize length);

/** nudge_ics_name_length: Returns: the bytes before the first `;` or `:` of @text; @length when there is neither */
gsize nudge_ics_name_length (const char *text, gsize length);

/**
 * nudge_ics_line_split:
 * @text: an unfolded line; cut into pieces in place, and must live as long as @line
 * @line: its params and value are set
 *
 * Returns: whether it is a property: `NAME[;PARAMETER=VALUE…]:VALUE`
 */
gboolean nudge_ics_line_split (char *text, NudgeIcsLine *line);

/**
 * nudge_ics_line_dup_param:
 * @name: such as `TZID`
 *
 * Returns: (transfer full) (nullable): the value of the parameter, without quotes, RFC 6868 decoded
 */
char *nudge_ics_line_dup_param (const NudgeIcsLine *line, const char *name);

/** nudge_ics_line_param_is: Returns: whether the parameter @name is there and has @value, any case */
gboolean nudge_ics_line_param_is (const NudgeIcsLine *line, const char *name, const char *value);

G_END_DECLS
