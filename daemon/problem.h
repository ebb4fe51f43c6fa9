/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problem: one thing wrong in a file that a person wrote, where it stands and what would be right. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeSeverity:
 * @NUDGE_SEVERITY_WARNING: taken, but perhaps not as meant
 * @NUDGE_SEVERITY_ERROR: left out
 */
typedef enum {
  NUDGE_SEVERITY_WARNING,
  NUDGE_SEVERITY_ERROR,
} NudgeSeverity;

/**
 * NudgeProblem: immutable and reference-counted.
 * @file: path or name of the file
 * @line: first line it is about, from 1; 0 means the whole file
 * @severity: how bad
 * @text: what is wrong and what would be right; one sentence without a full stop; valid UTF-8
 */
typedef struct {
  char *file;
  guint line;
  NudgeSeverity severity;
  char *text;
} NudgeProblem;

/** nudge_problem_new: Returns: (transfer full): a problem; @format as of printf(), invalid UTF-8 is made valid */
NudgeProblem *nudge_problem_new (const char *file, guint line, NudgeSeverity severity, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

NudgeProblem *nudge_problem_ref (NudgeProblem *problem);
void nudge_problem_unref (NudgeProblem *problem);

/** nudge_problem_to_string: Returns: (transfer full): `file:line: text`, without the line when it is 0 */
char *nudge_problem_to_string (const NudgeProblem *problem);

/** nudge_severity_to_string: Returns: `warning` or `error` */
const char *nudge_severity_to_string (NudgeSeverity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeProblem, nudge_problem_unref)

G_END_DECLS
