/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Occurrence table: agenda records as lines. */
#pragma once

#include "cli.h"

#include <glib.h>

G_BEGIN_DECLS

/** nudge_occurrences_print: appends @records (aa{sv}, agenda records), as a table or as JSON Lines. */
void nudge_occurrences_print (NudgeCli *cli, GVariant *records);

/** nudge_occurrences_print_array: the same of an array of a{sv}. */
void nudge_occurrences_print_array (NudgeCli *cli, GPtrArray *records);

/** nudge_problem_line: Returns: (transfer full): `file:line: text` of a problem record, safe to print */
char *nudge_problem_line (GVariant *record);

G_END_DECLS
