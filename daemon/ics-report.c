/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Report: collects the problems of one file, with a limit on how many are told. */
#include "ics-report.h"

#include "nearest.h"

#include <string.h>

#define MAX_NEAREST 200
#define MAX_WORD 32
#define MAX_QUOTE 60

struct _NudgeIcsReport {
  char *file;
  GPtrArray *problems;
  guint n_untold;
  guint n_looked_up;
};

NudgeIcsReport *
nudge_ics_report_new (const char *file)
{
  NudgeIcsReport *self = g_new0 (NudgeIcsReport, 1);

  self->file = g_strdup (file);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  return self;
}

void
nudge_ics_report_free (NudgeIcsReport *self)
{
  g_free (self->file);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

void
nudge_ics_report_add (NudgeIcsReport *self, guint line, NudgeSeverity severity, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (self == NULL)
    return;
  if (self->problems->len >= NUDGE_ICS_MAX_PROBLEMS)
    {
      self->n_untold++;
      return;
    }
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->problems, nudge_problem_new (self->file, line, severity, "%s", text));
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  const NudgeProblem *const *first = a;
  const NudgeProblem *const *second = b;

  return (*first)->line == (*second)->line ? 0 : (*first)->line < (*second)->line ? -1 : 1;
}

GPtrArray *
nudge_ics_report_finish (NudgeIcsReport *self)
{
  g_ptr_array_sort (self->problems, compare_lines);
  if (self->n_untold > 0)
    g_ptr_array_add (self->problems,
                     nudge_problem_new (self->file, 0, NUDGE_SEVERITY_WARNING,
                                        "%u more problems are not listed; repair these first", self->n_untold));
  return g_ptr_array_ref (self->problems);
}

const char *
nudge_ics_report_nearest (NudgeIcsReport *self, const char *word, const char *const *words)
{
  if (self == NULL || self->n_looked_up >= MAX_NEAREST || strlen (word) > MAX_WORD)
    return NULL;
  self->n_looked_up++;
  return nudge_nearest (words, word);
}

char *
nudge_ics_quote (const char *value)
{
  g_autofree char *start = g_strndup (value, MAX_QUOTE * 4);
  g_autofree char *valid = g_utf8_make_valid (start, -1);
  GString *quote = g_string_new (NULL);
  gint n = 0;

  for (const char *p = valid; *p != '\0' && n < MAX_QUOTE; p = g_utf8_next_char (p), n++)
    g_string_append_unichar (quote, g_unichar_isprint (g_utf8_get_char (p)) ? g_utf8_get_char (p) : ' ');
  if (n == MAX_QUOTE)
    g_string_append (quote, "…");
  return g_string_free (quote, FALSE);
}
