/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedule of an item: its master, overrides and alarms as phases, moments and leads. */
#include "ics-schedule.h"

#include "occurrence.h"
#include "rule-fingerprint.h"

#define MAX_PHASES 50

/* What the parts of a schedule are made with. */
typedef struct {
  NudgeIcsReader *reader;
  NudgeSchedule *schedule;
  NudgeIcsAlarms mode;
  gboolean is_full;
} Builder;

static gboolean
has_alarm_beside_snoozes (const NudgeIcsItem *item)
{
  for (guint i = 0; item->alarms != NULL && i < item->alarms->len; i++)
    if (!g_array_index (item->alarms, NudgeIcsAlarm, i).is_snooze)
      return TRUE;
  return FALSE;
}

gboolean
nudge_ics_item_is_due_at_start (const NudgeIcsItem *item, NudgeIcsAlarms mode)
{
  switch (mode)
    {
    case NUDGE_ICS_ALARMS_START:
      return TRUE;
    case NUDGE_ICS_ALARMS_OWN:
      return FALSE;
    case NUDGE_ICS_ALARMS_AUTO:
      return !has_alarm_beside_snoozes (item);
    }
  g_return_val_if_reached (FALSE);
}

gboolean
nudge_ics_item_uses_alarms (const NudgeIcsItem *item, NudgeIcsAlarms mode)
{
  return mode != NUDGE_ICS_ALARMS_START && item->alarms != NULL;
}

static NudgeLead
lead_of_alarm (const NudgeIcsItem *item, const NudgeIcsAlarm *alarm, guint repetition)
{
  NudgeDueKind kind = repetition > 0 ? NUDGE_DUE_REPEAT : NUDGE_DUE_ALARM;
  NudgeLead lead = { .kind = alarm->is_snooze ? NUDGE_DUE_SNOOZE : kind };

  lead.wall = alarm->trigger.nominal + (alarm->from_end ? item->end.nominal : 0);
  lead.exact = alarm->trigger.exact + (alarm->from_end ? item->end.exact : 0);
  lead.delay = (alarm->every.nominal + alarm->every.exact) * repetition;
  lead.exact += lead.delay;
  lead.acknowledged = MAX (alarm->acknowledged, item->acknowledged);
  if (alarm->is_snooze) /* Thunderbird acknowledges the alarm in the same moment in which it snoozes it */
    lead.acknowledged = alarm->acknowledged;
  return lead;
}

/* Relative due times of @item. */
static GArray *
collect_leads (const NudgeIcsItem *item, NudgeIcsAlarms mode)
{
  GArray *leads = g_array_new (FALSE, TRUE, sizeof (NudgeLead));

  if (nudge_ics_item_is_due_at_start (item, mode))
    {
      NudgeLead lead = { .kind = NUDGE_DUE_START,
                         .at_all_day = item->start.is_date,
                         .acknowledged = NUDGE_NOT_ACKNOWLEDGED };

      g_array_append_val (leads, lead);
    }
  for (guint i = 0; nudge_ics_item_uses_alarms (item, mode) && i < item->alarms->len; i++)
    {
      const NudgeIcsAlarm *alarm = &g_array_index (item->alarms, NudgeIcsAlarm, i);

      for (guint j = 0; !alarm->is_absolute && j <= alarm->n_repeats; j++)
        {
          NudgeLead lead = lead_of_alarm (item, alarm, j);

          g_array_append_val (leads, lead);
        }
    }
  return leads;
}

static void
add_moment (Builder *builder, const NudgeIcsItem *item, const NudgeWallTime *start, const NudgeLead *lead,
            const char *summary)
{
  if (builder->is_full || nudge_schedule_add_moment (builder->schedule, start, lead, summary))
    return;
  builder->is_full = TRUE;
  nudge_ics_report_add (builder->reader->report, item->line, NUDGE_SEVERITY_WARNING,
                        "alarms from here on are left out: moved instances of one item can have %d together",
                        NUDGE_SCHEDULE_MAX_MOMENTS);
}

/* Where both are instants, the alarm belongs to the start of the item; else it stands for itself. */
static void
add_absolute_alarm (Builder *builder, const NudgeIcsItem *item, const NudgeIcsAlarm *alarm, const char *summary)
{
  NudgeIcsItem bare = { .acknowledged = item->acknowledged };
  gboolean is_related = item->has_start && item->start.zone != NULL && alarm->at.zone != NULL && !alarm->at.is_date;
  const NudgeWallTime *start = is_related ? &item->start : &alarm->at;

  for (guint i = 0; i <= alarm->n_repeats; i++)
    {
      NudgeLead lead = lead_of_alarm (&bare, alarm, i);

      if (is_related)
        lead.exact += nudge_zone_to_utc (alarm->at.zone, alarm->at.local)
                      - nudge_zone_to_utc (item->start.zone, item->start.local);
      add_moment (builder, item, start, &lead, summary);
    }
}

static void
add_absolute_alarms (Builder *builder, const NudgeIcsItem *item, const char *summary)
{
  for (guint i = 0; nudge_ics_item_uses_alarms (item, builder->mode) && i < item->alarms->len; i++)
    {
      const NudgeIcsAlarm *alarm = &g_array_index (item->alarms, NudgeIcsAlarm, i);

      if (alarm->is_absolute)
        add_absolute_alarm (builder, item, alarm, summary);
    }
}

static const char *
own_summary (const NudgeIcsItem *master, const NudgeIcsItem *override)
{
  return g_strcmp0 (master->summary, override->summary) == 0 ? NULL : override->summary;
}

/* An instance that was moved, or has other alarms or another title. */
static void
add_override (Builder *builder, const NudgeIcsItem *master, const NudgeIcsItem *override)
{
  g_autoptr(GArray) leads = collect_leads (override, builder->mode);
  const char *summary = own_summary (master, override);

  for (guint i = 0; i < leads->len; i++)
    add_moment (builder, override, &override->start, &g_array_index (leads, NudgeLead, i), summary);
  add_absolute_alarms (builder, override, summary);
}

static gint64
wall_seconds (const NudgeWallTime *time, NudgeZone *zone, NudgeZone *utc)
{
  if (time->zone == NULL || zone == NULL || time->is_date)
    return time->local;
  return nudge_zone_to_local (zone, nudge_wall_time_to_time (time, utc) / G_TIME_SPAN_SECOND);
}

/* All instances from here on move alike. */
static void
add_future (Builder *builder, const NudgeIcsItem *master, const NudgeIcsItem *override)
{
  g_autoptr(GArray) leads = override->is_off ? g_array_new (FALSE, FALSE, sizeof (NudgeLead))
                                              : collect_leads (override, builder->mode);
  NudgeZone *zone = master->start.zone;
  NudgeZone *utc = builder->reader->utc;
  gint64 shift = wall_seconds (&override->start, zone, utc) - wall_seconds (&override->recurrence_id, zone, utc);

  nudge_schedule_add_phase (builder->schedule, &override->recurrence_id, shift, leads, own_summary (master, override));
  if (!override->is_off)
    add_absolute_alarms (builder, override, own_summary (master, override));
}

static gint
compare_recurrence_ids (gconstpointer a, gconstpointer b)
{
  const NudgeIcsItem *const *first = a;
  const NudgeIcsItem *const *second = b;
  gint64 difference = (*first)->recurrence_id.local - (*second)->recurrence_id.local;

  return difference == 0 ? 0 : difference < 0 ? -1 : 1;
}

/* The changes that hold for all later instances, in order of time. */
static void
add_futures (Builder *builder, const NudgeIcsItem *master, GPtrArray *overrides)
{
  g_autoptr(GPtrArray) futures = g_ptr_array_new ();

  for (guint i = 0; i < overrides->len; i++)
    {
      NudgeIcsItem *override = g_ptr_array_index (overrides, i);

      if (override->is_future && futures->len < MAX_PHASES)
        g_ptr_array_add (futures, override);
    }
  g_ptr_array_sort (futures, compare_recurrence_ids);
  for (guint i = 0; i < futures->len; i++)
    add_future (builder, master, g_ptr_array_index (futures, i));
}

NudgeSchedule *
nudge_ics_schedule_new (NudgeIcsReader *reader, const NudgeIcsItem *master, GPtrArray *overrides,
                        NudgeRecurrence *recurrence, NudgeIcsAlarms mode)
{
  g_autoptr(GArray) leads = collect_leads (master, mode);
  guint64 seed = nudge_fingerprint_add_text (NUDGE_FINGERPRINT_NEW, master->uid);
  NudgeSchedule *schedule = nudge_schedule_new (recurrence, &master->start, seed, master->own.window);
  Builder builder = { reader, schedule, mode, FALSE };

  nudge_schedule_add_phase (schedule, NULL, 0, leads, NULL);
  add_absolute_alarms (&builder, master, NULL);
  add_futures (&builder, master, overrides);
  for (guint i = 0; i < overrides->len; i++)
    {
      const NudgeIcsItem *override = g_ptr_array_index (overrides, i);

      if (!override->is_future && !override->is_off)
        add_override (&builder, master, override);
    }
  nudge_schedule_seal (schedule);
  return schedule;
}
