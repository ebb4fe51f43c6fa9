/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gate, hours: whether an instant lies in the weekly ranges of `[hours]`, and when that changes. */
#include "gate-hours.h"

#define DAY_SECONDS G_GINT64_CONSTANT (86400)

/* A week from any day on has seen every range; one day more for those that reach past midnight. */
#define DAYS_AHEAD 8

typedef struct {
  NudgeTime begin;
  NudgeTime end;
} Stretch;

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

static gint64
day_number (NudgeZone *zone, NudgeTime time)
{
  return floor_div (nudge_zone_to_local (zone, floor_div (time, G_TIME_SPAN_SECOND)), DAY_SECONDS);
}

static NudgeTime
at_second_of_day (NudgeZone *zone, gint64 day, gint64 second)
{
  return nudge_zone_to_utc (zone, day * DAY_SECONDS + second) * G_TIME_SPAN_SECOND;
}

static void
append_day (GArray *stretches, const NudgeHours *hours, NudgeZone *zone, gint64 day)
{
  gint64 end = hours->end > hours->begin ? hours->end : hours->end + DAY_SECONDS;
  Stretch stretch;

  if ((hours->weekdays & (1 << nudge_weekday (day))) == 0)
    return;
  stretch.begin = at_second_of_day (zone, day, hours->begin);
  stretch.end = at_second_of_day (zone, day, end);
  g_array_append_val (stretches, stretch);
}

static GArray *
list_stretches (const GArray *hours, NudgeZone *zone, gint64 first_day, gint64 last_day)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (gint64 day = first_day; day <= last_day; day++)
    for (guint i = 0; i < hours->len; i++)
      append_day (stretches, &g_array_index (hours, NudgeHours, i), zone, day);
  return stretches;
}

/* The end of the unbroken time that @now lies in, or @now when it lies in none. */
static NudgeTime
find_end (const GArray *stretches, NudgeTime now)
{
  NudgeTime end = now;
  gboolean grew;

  do
    {
      grew = FALSE;
      for (guint i = 0; i < stretches->len; i++)
        {
          const Stretch *stretch = &g_array_index (stretches, Stretch, i);

          if (stretch->begin <= end && stretch->end > end)
            {
              end = stretch->end;
              grew = TRUE;
            }
        }
    }
  while (grew);
  return end;
}

static NudgeTime
find_next_begin (const GArray *stretches, NudgeTime now)
{
  NudgeTime next = NUDGE_NEVER;

  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);

      if (stretch->begin > now && stretch->end > stretch->begin)
        next = MIN (next, stretch->begin);
    }
  return next;
}

gboolean
nudge_hours_contain (const GArray *hours, NudgeZone *zone, NudgeTime now, NudgeTime *until)
{
  g_autoptr(GArray) stretches = NULL;
  gint64 today;
  NudgeTime end;

  *until = NUDGE_NEVER;
  if (hours == NULL || hours->len == 0)
    return FALSE;

  today = day_number (zone, now);
  stretches = list_stretches (hours, zone, today - 1, today + DAYS_AHEAD);
  end = find_end (stretches, now);
  if (end == now)
    {
      *until = find_next_begin (stretches, now);
      return FALSE;
    }
  if (end <= at_second_of_day (zone, today + DAYS_AHEAD, 0))
    *until = end;
  return TRUE;
}

void
nudge_day_of (NudgeZone *zone, NudgeTime now, NudgeTime *begin, NudgeTime *end)
{
  gint64 today = day_number (zone, now);

  *begin = at_second_of_day (zone, today, 0);
  *end = at_second_of_day (zone, today + 1, 0);
}
