/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence view: a recurrence set as one desk sees it, with every date an instant and every end found. */
#include "recurrence-view.h"

struct _NudgeRecurrenceView {
  const NudgeRecurrenceSet *set;
  NudgeZone *desk;
  NudgeZone *zone; /* of the start; belongs to the set or is the desk */
  gint64 start;
  GArray *lasts;   /* of gint64, one for each rule */
  GArray *rdates;  /* of gint64: instants in order */
  GArray *exdates; /* of gint64: instants in order */
  GArray *exdays;  /* of gint64: day numbers in order, in the zone of the start */
};

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right ? 1 : 0;
}

static gint64
day_of (gint64 local)
{
  return nudge_floor_div (local, NUDGE_DAY_SECONDS);
}

/* A DATE in RDATE beside a timed start has the start's time of day; a time beside a start that is a DATE is its day. */
static gint64
rdate_to_instant (const NudgeRecurrenceView *view, const NudgeWallTime *rdate)
{
  const NudgeWallTime *start = &view->set->start;
  gint64 midnight = day_of (rdate->local) * NUDGE_DAY_SECONDS;

  if (start->is_date)
    return nudge_zone_to_utc (view->zone, midnight);
  if (rdate->is_date)
    return nudge_zone_to_utc (view->zone, midnight + nudge_floor_mod (start->local, NUDGE_DAY_SECONDS));
  return nudge_zone_to_utc (rdate->zone != NULL ? rdate->zone : view->desk, rdate->local);
}

static void
fill_rdates (NudgeRecurrenceView *view)
{
  for (guint i = 0; i < view->set->rdates->len; i++)
    {
      gint64 instant = rdate_to_instant (view, &g_array_index (view->set->rdates, NudgeWallTime, i));

      g_array_append_val (view->rdates, instant);
    }
  g_array_sort (view->rdates, compare_numbers);
}

/* An EXDATE has the type of DTSTART (RFC 5545, 3.8.5.1), so one without a zone is on the clock of the start. */
static void
fill_exdates (NudgeRecurrenceView *view)
{
  for (guint i = 0; i < view->set->exdates->len; i++)
    {
      const NudgeWallTime *exdate = &g_array_index (view->set->exdates, NudgeWallTime, i);
      gint64 day = day_of (exdate->local);
      gint64 instant = nudge_zone_to_utc (exdate->zone != NULL ? exdate->zone : view->zone, exdate->local);

      if (exdate->is_date || (view->set->start.is_date && exdate->zone == NULL))
        g_array_append_val (view->exdays, day);
      else
        g_array_append_val (view->exdates, instant);
    }
  g_array_sort (view->exdays, compare_numbers);
  g_array_sort (view->exdates, compare_numbers);
}

static void
fill_lasts (NudgeRecurrenceView *view)
{
  for (guint i = 0; i < view->set->rules->len; i++)
    {
      const NudgeRecurrenceRule *rule = &g_array_index (view->set->rules, NudgeRecurrenceRule, i);
      gint64 last = nudge_recurrence_rule_find_last (rule, view->zone);

      if (nudge_recurrence_rule_next (rule, view->zone, view->start, last) == NUDGE_NEVER)
        last = view->start; /* found out once: it gives nothing */
      g_array_append_val (view->lasts, last);
    }
}

NudgeRecurrenceView *
nudge_recurrence_view_new (const NudgeRecurrenceSet *set, NudgeZone *desk)
{
  NudgeRecurrenceView *view = g_atomic_rc_box_new0 (NudgeRecurrenceView);

  view->set = set;
  view->desk = nudge_zone_ref (desk);
  view->zone = nudge_recurrence_set_get_zone (set, desk);
  view->start = nudge_zone_to_utc (view->zone, set->start.local);
  view->lasts = g_array_new (FALSE, FALSE, sizeof (gint64));
  view->rdates = g_array_new (FALSE, FALSE, sizeof (gint64));
  view->exdates = g_array_new (FALSE, FALSE, sizeof (gint64));
  view->exdays = g_array_new (FALSE, FALSE, sizeof (gint64));
  fill_lasts (view);
  fill_rdates (view);
  fill_exdates (view);
  return view;
}

static void
view_clear (NudgeRecurrenceView *view)
{
  nudge_zone_unref (view->desk);
  g_array_unref (view->lasts);
  g_array_unref (view->rdates);
  g_array_unref (view->exdates);
  g_array_unref (view->exdays);
}

NudgeRecurrenceView *
nudge_recurrence_view_ref (NudgeRecurrenceView *view)
{
  return g_atomic_rc_box_acquire (view);
}

void
nudge_recurrence_view_unref (NudgeRecurrenceView *view)
{
  g_atomic_rc_box_release_full (view, (GDestroyNotify) view_clear);
}

gboolean
nudge_recurrence_view_is_of (const NudgeRecurrenceView *view, NudgeZone *desk)
{
  return nudge_zone_equal (view->desk, desk);
}

NudgeZone *
nudge_recurrence_view_get_zone (const NudgeRecurrenceView *view)
{
  return view->zone;
}

/* the first number of the sorted @numbers that is later than @after */
static gint64
find_later (GArray *numbers, gint64 after)
{
  guint low = 0;
  guint high = numbers->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (numbers, gint64, middle) <= after)
        low = middle + 1;
      else
        high = middle;
    }
  return low < numbers->len ? g_array_index (numbers, gint64, low) : NUDGE_NEVER;
}

static gboolean
has_number (GArray *numbers, gint64 number)
{
  return find_later (numbers, number - 1) == number;
}

static gint64
next_of_all (const NudgeRecurrenceView *view, gint64 after)
{
  gint64 soonest = MIN (view->start > after ? view->start : NUDGE_NEVER, find_later (view->rdates, after));

  for (guint i = 0; i < view->set->rules->len; i++)
    {
      const NudgeRecurrenceRule *rule = &g_array_index (view->set->rules, NudgeRecurrenceRule, i);
      gint64 last = g_array_index (view->lasts, gint64, i);
      gint64 found = nudge_recurrence_rule_next (rule, view->zone, MAX (after, view->start), MIN (last, soonest));

      soonest = MIN (soonest, found);
    }
  return soonest;
}

gint64
nudge_recurrence_view_next (const NudgeRecurrenceView *view, gint64 after)
{
  gint64 found = next_of_all (view, after);

  while (found != NUDGE_NEVER)
    {
      gint64 day = day_of (nudge_zone_to_local (view->zone, found));
      gint64 past = found;

      if (has_number (view->exdays, day)) /* nothing else of that day either */
        past = MAX (found, nudge_zone_to_utc (view->zone, (day + 1) * NUDGE_DAY_SECONDS) - 1);
      else if (!has_number (view->exdates, found))
        return found;
      found = next_of_all (view, past);
    }
  return NUDGE_NEVER;
}
