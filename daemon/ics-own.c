/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of our own: the X-NUDGED-… lines of a component. */
#include "ics-own.h"

#include "ics-values.h"
#include "rule-schedule.h"
#include "time-text.h"

#include <string.h>

static const char *const asks[] = { "NONE", "MOOD", "WORD", "NOTE", "REFLECT", NULL };
static const char *const misses[] = { "SHOW", "DROP", NULL };

static void
read_span (GTimeSpan *span, const NudgeIcsLine *line, NudgeIcsReport *report)
{
  g_autofree char *value = g_strstrip (g_strdup (line->value));
  g_autoptr(GError) error = NULL;

  if (!nudge_duration_parse (value, span, &error))
    nudge_ics_report_add (report, line->line, NUDGE_SEVERITY_WARNING, "%s is ignored: %s",
                          nudge_ics_name_to_text (line->name), error->message);
}

static void
report_word (const NudgeIcsLine *line, const char *const *words, NudgeIcsReport *report)
{
  g_autofree char *quote = nudge_ics_quote (line->value);
  g_autofree char *all = g_strjoinv (", ", (char **) words);
  const char *nearest = nudge_ics_report_nearest (report, line->value, words);

  nudge_ics_report_add (report, line->line, NUDGE_SEVERITY_WARNING, "%s “%s” is ignored: expected %s%s%s",
                        nudge_ics_name_to_text (line->name), quote, all, nearest != NULL ? "; did you mean " : "",
                        nearest != NULL ? nearest : "");
}

static void
read_missed (NudgeIcsOwn *own, const NudgeIcsLine *line, NudgeIcsReport *report)
{
  if (g_ascii_strcasecmp (line->value, "SHOW") == 0)
    own->missed = NUDGE_MISSED_SHOW;
  else if (g_ascii_strcasecmp (line->value, "DROP") == 0)
    own->missed = NUDGE_MISSED_DROP;
  else
    report_word (line, misses, report);
}

static void
read_window (NudgeIcsOwn *own, const NudgeIcsLine *line, NudgeIcsReport *report)
{
  read_span (&own->window, line, report);
  if (own->window <= NUDGE_SCHEDULE_MAX_WINDOW)
    return;
  own->window = NUDGE_SCHEDULE_MAX_WINDOW;
  nudge_ics_report_add (report, line->line, NUDGE_SEVERITY_WARNING,
                        "X-NUDGED-WINDOW is read as one day: a window is no longer than that");
}

void
nudge_ics_own_read (NudgeIcsOwn *own, const NudgeIcsLine *line, NudgeIcsReport *report)
{
  if (line->name == NUDGE_ICS_X_NUDGED_ASK && !nudge_ask_from_string (line->value, &own->ask))
    report_word (line, asks, report);
  else if (line->name == NUDGE_ICS_X_NUDGED_MISSED)
    read_missed (own, line, report);
  else if (line->name == NUDGE_ICS_X_NUDGED_ROOM)
    read_span (&own->room, line, report);
  else if (line->name == NUDGE_ICS_X_NUDGED_GRACE)
    read_span (&own->grace, line, report);
  else if (line->name == NUDGE_ICS_X_NUDGED_CREDIT)
    read_span (&own->credit, line, report);
  else if (line->name == NUDGE_ICS_X_NUDGED_WINDOW)
    read_window (own, line, report);
}

/* How well a text fits: 3 its language, 2 none named, 1 English, 0 another. */
static guint
rank_language (const NudgeIcsLine *line, const char *language)
{
  g_autofree char *own = *line->params == '\0' ? NULL : nudge_ics_line_dup_param (line, "LANGUAGE");
  gsize length = language == NULL ? 0 : strcspn (language, "-_");

  if (own == NULL || *own == '\0')
    return 2;
  if (length > 0 && strcspn (own, "-_") == length && g_ascii_strncasecmp (own, language, length) == 0)
    return 3;
  return g_ascii_strncasecmp (own, "en", strcspn (own, "-_")) == 0 ? 1 : 0;
}

char **
nudge_ics_own_choose_texts (GArray *lines, NudgeIcsName name, const char *language)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint best = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const NudgeIcsLine *line = &g_array_index (lines, NudgeIcsLine, i);
      guint rank = line->name == name ? rank_language (line, language) : 0;
      g_autofree char *text = NULL;

      if (line->name != name || rank < best)
        continue;
      if (rank > best)
        g_ptr_array_set_size (texts, 0);
      best = rank;
      text = nudge_ics_text_from_value (line->value, NUDGE_ICS_MAX_BODY, TRUE);
      if (*text != '\0' && texts->len < NUDGE_ICS_MAX_PROMPTS)
        g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_steal (texts, NULL);
}
