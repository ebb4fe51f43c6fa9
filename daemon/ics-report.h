/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Report: collects the problems of one file, with a limit on how many are told. */
#pragma once

#include "problem.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_ICS_MAX_PROBLEMS: so many are listed; the others are counted. */
#define NUDGE_ICS_MAX_PROBLEMS 1000

/** NudgeIcsReport: the problems found so far in one file. */
typedef struct _NudgeIcsReport NudgeIcsReport;

/** nudge_ics_report_new: Returns: (transfer full): a report without problems about @file */
NudgeIcsReport *nudge_ics_report_new (const char *file);

void nudge_ics_report_free (NudgeIcsReport *self);

/**
 * nudge_ics_report_add:
 * @self: (nullable): %NULL tells nobody
 * @line: first line it is about, 0 for the whole file
 * @format: as of printf(); values of the file belong through nudge_ics_quote() first
 */
void nudge_ics_report_add (NudgeIcsReport *self, guint line, NudgeSeverity severity, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/** nudge_ics_report_finish: Returns: (transfer full) (element-type NudgeProblem): all, in the order of lines */
GPtrArray *nudge_ics_report_finish (NudgeIcsReport *self);

/**
 * nudge_ics_report_nearest:
 * @words: %NULL-terminated, in the spelling to suggest
 *
 * Looks up a limited number of words a file, so that a file of nothing but typos stays cheap.
 *
 * Returns: (transfer none) (nullable): the one of @words that @word is most likely a typo of
 */
const char *nudge_ics_report_nearest (NudgeIcsReport *self, const char *word, const char *const *words);

/** nudge_ics_quote: Returns: (transfer full): @value as it can stand in a message: valid, printable, short */
char *nudge_ics_quote (const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeIcsReport, nudge_ics_report_free)

G_END_DECLS
