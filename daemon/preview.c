/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preview: every due time that a set of rules gives in a window, in order of time. */
#include "preview.h"

#include "agenda.h"

static void
put_next (NudgeAgenda *agenda, NudgeRule *rule, const NudgeDesk *desk, NudgeTime after, NudgeTime to)
{
  g_autoptr(NudgeOccurrence) next = nudge_rule_next_after (rule, desk, after);

  if (next != NULL && next->due <= to)
    nudge_agenda_put (agenda, next, 0);
}

GPtrArray *
nudge_preview_list (GPtrArray *rules, const NudgeDesk *desk, NudgeTime from, NudgeTime to, guint limit,
                    gboolean *is_cut)
{
  g_autoptr(NudgeAgenda) agenda = nudge_agenda_new ();
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_occurrence_unref);

  for (guint i = 0; i < rules->len; i++)
    put_next (agenda, g_ptr_array_index (rules, i), desk, from, to);
  while (list->len < limit && nudge_agenda_size (agenda) > 0)
    {
      NudgeOccurrence *first = nudge_agenda_pop (agenda);

      g_ptr_array_add (list, first);
      put_next (agenda, first->rule, desk, first->due, to);
    }
  if (is_cut != NULL)
    *is_cut = nudge_agenda_size (agenda) > 0;
  return list;
}
