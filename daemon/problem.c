/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problem: one thing wrong in a file that a person wrote, where it stands and what would be right. */
#include "problem.h"

static void
problem_clear (NudgeProblem *problem)
{
  g_free (problem->file);
  g_free (problem->text);
}

NudgeProblem *
nudge_problem_new (const char *file, guint line, NudgeSeverity severity, const char *format, ...)
{
  g_autofree char *text = NULL;
  NudgeProblem *problem = g_atomic_rc_box_new0 (NudgeProblem);
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  problem->file = g_utf8_make_valid (file, -1);
  problem->line = line;
  problem->severity = severity;
  problem->text = g_utf8_make_valid (text, -1);
  return problem;
}

NudgeProblem *
nudge_problem_ref (NudgeProblem *problem)
{
  return g_atomic_rc_box_acquire (problem);
}

void
nudge_problem_unref (NudgeProblem *problem)
{
  g_atomic_rc_box_release_full (problem, (GDestroyNotify) problem_clear);
}

char *
nudge_problem_to_string (const NudgeProblem *problem)
{
  if (problem->line == 0)
    return g_strdup_printf ("%s: %s", problem->file, problem->text);
  return g_strdup_printf ("%s:%u: %s", problem->file, problem->line, problem->text);
}

const char *
nudge_severity_to_string (NudgeSeverity severity)
{
  return severity == NUDGE_SEVERITY_ERROR ? "error" : "warning";
}
