/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus conversion: values to the records of the bus, and options of the bus to checked values. */
#pragma once

#include "explanation.h"
#include "live-nudge.h"
#include "occurrence.h"
#include "problem.h"
#include "rule.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** nudge_bus_agenda_record: Returns: (transfer floating): an agenda record, a{sv} */
GVariant *nudge_bus_agenda_record (const NudgeOccurrence *occurrence);

/** nudge_bus_snooze_record: Returns: (transfer floating): the agenda record of a snoozed nudge, a{sv} */
GVariant *nudge_bus_snooze_record (const NudgeLive *live);

/**
 * nudge_bus_rule_record:
 * @next: when it is due next; %NUDGE_NEVER when not
 *
 * Returns: (transfer floating): a rule record, a{sv}
 */
GVariant *nudge_bus_rule_record (const NudgeRule *rule, gboolean enabled, NudgeTime next);

/** nudge_bus_problem_record: Returns: (transfer floating): a problem record, a{sv} */
GVariant *nudge_bus_problem_record (const NudgeProblem *problem);

/** nudge_bus_explanation_record: Returns: (transfer floating): what Why() answers, a{sv} */
GVariant *nudge_bus_explanation_record (const NudgeExplanation *explanation);

/** NudgeBusOption: one known option: its name and its type string. The table ends with a %NULL name. */
typedef struct {
  const char *name;
  const char *type;
} NudgeBusOption;

/**
 * nudge_bus_check_options:
 * @options: a{sv} as a caller gave it
 * @known: what the method takes
 *
 * Returns: whether every key is known and has its type; else %NUDGE_ERROR_INVALID_ARGUMENT that names the key
 */
gboolean nudge_bus_check_options (GVariant *options, const NudgeBusOption *known, GError **error);

/** nudge_bus_check_text: Returns: whether @text has at most @max bytes, else %NUDGE_ERROR_TOO_LARGE that names @what */
gboolean nudge_bus_check_text (const char *text, gsize max, const char *what, GError **error);

/** nudge_bus_nudge_path: Returns: (transfer full): the object path of the nudge @id */
char *nudge_bus_nudge_path (guint64 id);

G_END_DECLS
