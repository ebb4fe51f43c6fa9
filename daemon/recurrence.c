/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence: which instances a start, its rules, extra dates and exceptions give. The only door to them. */
#include "recurrence.h"

#include "nudge-error.h"
#include "recurrence-set.h"
#include "recurrence-view.h"
#include "recurrence-warning.h"
#include "recurrence-words.h"
#include "rrule-text.h"

/* RFC 5545, 3.8.5.3: "SHOULD NOT occur more than once"; each adds to what one call may cost at worst. */
#define RRULES_MAX 6

/* The view depends on the desk and is replaced when the desk moves; all else never changes. */
struct _NudgeRecurrence {
  NudgeRecurrenceSet set;
  char *warning;
  GMutex lock;
  NudgeRecurrenceView *view;
};

static void
recurrence_clear (NudgeRecurrence *recurrence)
{
  nudge_recurrence_set_clear (&recurrence->set);
  g_clear_pointer (&recurrence->view, nudge_recurrence_view_unref);
  g_mutex_clear (&recurrence->lock);
  g_free (recurrence->warning);
}

NudgeRecurrence *
nudge_recurrence_ref (NudgeRecurrence *recurrence)
{
  return g_atomic_rc_box_acquire (recurrence);
}

void
nudge_recurrence_unref (NudgeRecurrence *recurrence)
{
  g_atomic_rc_box_release_full (recurrence, (GDestroyNotify) recurrence_clear);
}

static gboolean
check_start (const NudgeWallTime *start, GError **error)
{
  NudgeCivil civil = nudge_civil_from_seconds (start->local);

  if (nudge_civil_is_valid (&civil))
    return TRUE;
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE, "The start must be in the years %d to %d", NUDGE_YEAR_MIN,
               NUDGE_YEAR_MAX);
  return FALSE;
}

static gboolean
add_rule (NudgeRecurrenceSet *set, const char *text, GError **error)
{
  NudgeRrule parts;

  if (!nudge_rrule_parse (text, &parts, error))
    return FALSE;
  if (set->start.is_date && parts.frequency < NUDGE_FREQUENCY_DAILY)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE,
                   "RRULE: FREQ=%s needs a start with a time of day, and DTSTART is a date; write it as "
                   "DTSTART:20260302T090000", nudge_frequency_to_string (parts.frequency));
      return FALSE;
    }
  nudge_recurrence_set_add_rule (set, &parts);
  return TRUE;
}

static gboolean
add_rules (NudgeRecurrenceSet *set, const char *const *texts, GError **error)
{
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      if (i == RRULES_MAX)
        {
          g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE,
                       "More than %d RRULEs in one item; split it into several", RRULES_MAX);
          return FALSE;
        }
      if (!add_rule (set, texts[i], error))
        return FALSE;
    }
  return TRUE;
}

NudgeRecurrence *
nudge_recurrence_new (const NudgeRecurrenceParts *parts, GError **error)
{
  g_autoptr(NudgeRecurrence) recurrence = g_atomic_rc_box_new0 (NudgeRecurrence);

  g_mutex_init (&recurrence->lock);
  nudge_recurrence_set_init (&recurrence->set, &parts->start);
  nudge_recurrence_set_add_dates (recurrence->set.rdates, parts->rdates, parts->n_rdates);
  nudge_recurrence_set_add_dates (recurrence->set.exdates, parts->exdates, parts->n_exdates);
  if (!check_start (&parts->start, error) || !add_rules (&recurrence->set, parts->rrules, error))
    return NULL;
  recurrence->warning = nudge_recurrence_find_warning (&recurrence->set);
  return g_steal_pointer (&recurrence);
}

static NudgeRecurrenceView *
get_view (NudgeRecurrence *recurrence, NudgeZone *desk)
{
  NudgeRecurrenceView *view;

  g_mutex_lock (&recurrence->lock);
  if (recurrence->view == NULL || !nudge_recurrence_view_is_of (recurrence->view, desk))
    {
      g_clear_pointer (&recurrence->view, nudge_recurrence_view_unref);
      recurrence->view = nudge_recurrence_view_new (&recurrence->set, desk);
    }
  view = nudge_recurrence_view_ref (recurrence->view);
  g_mutex_unlock (&recurrence->lock);
  return view;
}

gboolean
nudge_recurrence_next (NudgeRecurrence *recurrence, NudgeZone *desk, NudgeTime after, NudgeInstance *instance)
{
  g_autoptr(NudgeRecurrenceView) view = get_view (recurrence, desk);
  gint64 found = nudge_recurrence_view_next (view, nudge_floor_div (after, G_TIME_SPAN_SECOND));

  if (found == NUDGE_NEVER)
    return FALSE;
  instance->time = found * G_TIME_SPAN_SECOND;
  instance->local = nudge_zone_to_local (nudge_recurrence_view_get_zone (view), found);
  return TRUE;
}

const char *
nudge_recurrence_get_warning (NudgeRecurrence *recurrence)
{
  return recurrence->warning;
}

char *
nudge_recurrence_to_words (NudgeRecurrence *recurrence)
{
  return nudge_recurrence_set_to_words (&recurrence->set);
}
