/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedule: the due times of a rule, from its instances, its alarms and the instances that were moved. */
#include "rule-schedule.h"

#include "rule-fingerprint.h"
#include "rule-moments.h"

#define SECOND G_TIME_SPAN_SECOND
#define SECONDS_A_DAY 86400

/* Seconds: no zone changes its offset twice in so short a time. */
#define PIECE 900

/* What a question is asked with. */
typedef struct {
  NudgeZone *desk;
  NudgeZone *zone; /* of the wall clock of the instances */
  gint64 all_day;  /* seconds */
} Place;

/* Some of the instances of the recurrence, and when each of them is due. */
typedef struct {
  NudgeWallTime from; /* not used by the first phase */
  gint64 shift;
  NudgeLead *leads;
  guint n_leads;
  char *summary;
} Phase;

struct _NudgeSchedule {
  NudgeRecurrence *recurrence;
  NudgeZone *zone; /* (nullable): of the start; NULL for floating times and dates */
  GArray *phases;  /* of Phase */
  NudgeMoments *moments;
  guint64 seed;
  gint64 window; /* seconds */
};

/* One phase as a question sees it: its instances are those in [from, until). */
typedef struct {
  NudgeSchedule *schedule;
  const Phase *phase;
  const NudgeLead *lead;
  const Place *place;
  NudgeTime from;
  NudgeTime until;
} Search;

/* An instance and the due time it gives, before the window. */
typedef struct {
  NudgeInstance instance;
  NudgeTime due;
} Found;

static void
phase_clear (Phase *phase)
{
  g_clear_pointer (&phase->from.zone, nudge_zone_unref);
  g_free (phase->leads);
  g_free (phase->summary);
}

NudgeSchedule *
nudge_schedule_new (NudgeRecurrence *recurrence, const NudgeWallTime *start, guint64 seed, GTimeSpan window)
{
  NudgeSchedule *self = g_new0 (NudgeSchedule, 1);

  self->recurrence = nudge_recurrence_ref (recurrence);
  self->zone = start->zone == NULL || start->is_date ? NULL : nudge_zone_ref (start->zone);
  self->phases = g_array_sized_new (FALSE, TRUE, sizeof (Phase), 1);
  g_array_set_clear_func (self->phases, (GDestroyNotify) phase_clear);
  self->seed = seed;
  self->window = window / SECOND;
  return self;
}

void
nudge_schedule_free (NudgeSchedule *self)
{
  nudge_recurrence_unref (self->recurrence);
  g_clear_pointer (&self->zone, nudge_zone_unref);
  g_array_unref (self->phases);
  g_clear_pointer (&self->moments, nudge_moments_free);
  g_free (self);
}

void
nudge_schedule_add_phase (NudgeSchedule *self, const NudgeWallTime *from, gint64 shift, GArray *leads,
                          const char *summary)
{
  Phase phase = { .shift = shift, .n_leads = leads->len };

  if (from != NULL)
    {
      phase.from = *from;
      phase.from.zone = from->zone == NULL ? NULL : nudge_zone_ref (from->zone);
    }
  phase.leads = g_memdup2 (leads->data, leads->len * sizeof (NudgeLead));
  phase.summary = g_strdup (summary);
  g_array_append_val (self->phases, phase);
}

/* Seconds by which the due times of a local day are put off: the same for the same day and seed. */
static gint64
put_off (NudgeSchedule *self, gint64 local)
{
  gint64 day = local / SECONDS_A_DAY - (local % SECONDS_A_DAY < 0 ? 1 : 0);
  guint64 mixed = self->seed ^ ((guint64) day * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  if (self->window <= 0)
    return 0;
  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  mixed ^= mixed >> 31;
  return (gint64) (mixed % (guint64) self->window);
}

gboolean
nudge_schedule_add_moment (NudgeSchedule *self, const NudgeWallTime *start, const NudgeLead *lead, const char *summary)
{
  if (self->moments == NULL)
    self->moments = nudge_moments_new ();
  if (nudge_moments_get_count (self->moments) >= NUDGE_SCHEDULE_MAX_MOMENTS)
    return FALSE;
  nudge_moments_add (self->moments, start, lead, put_off (self, start->local), summary);
  return TRUE;
}

void
nudge_schedule_seal (NudgeSchedule *self)
{
  if (self->moments != NULL)
    nudge_moments_seal (self->moments);
}

/* Largest difference of the zone's offset around @utc: how far the order of wall clock and instants may differ. */
static gint64
slack_around (NudgeZone *zone, gint64 utc)
{
  gint64 before = utc - SECONDS_A_DAY;
  gint64 after = utc + SECONDS_A_DAY;

  return ABS ((nudge_zone_to_local (zone, after) - after) - (nudge_zone_to_local (zone, before) - before));
}

static gint64
wall_of (const Search *search)
{
  return search->phase->shift + search->lead->wall + (search->lead->at_all_day ? search->place->all_day : 0);
}

static NudgeTime
due_of (const Search *search, const NudgeInstance *instance)
{
  gint64 wall = wall_of (search);
  NudgeTime base = wall == 0 ? instance->time
                             : nudge_zone_to_utc (search->place->zone, instance->local + wall) * SECOND;

  return base + search->lead->exact * SECOND;
}

/* How many seconds after its start at @utc an instance is due, by the wall clock alone. */
static gint64
wall_delay (const Search *search, gint64 utc)
{
  NudgeZone *zone = search->place->zone;

  return nudge_zone_to_utc (zone, nudge_zone_to_local (zone, utc) + wall_of (search)) - utc;
}

/* The first second in (@low, @high] at which the delay is another than at @low; it is another at @high. */
static gint64
find_change (const Search *search, gint64 low, gint64 high)
{
  gint64 delay = wall_delay (search, low);

  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (wall_delay (search, middle) == delay)
        low = middle;
      else
        high = middle;
    }
  return high;
}

/* The first due time later than @after of the instances in [@from, @until), where all have the same @delay. */
static void
search_piece (const Search *search, NudgeTime from, NudgeTime until, NudgeTime after, Found *best)
{
  NudgeRecurrence *recurrence = search->schedule->recurrence;
  gint64 delay = wall_delay (search, from / SECOND);
  NudgeTime start = MAX (after - (delay + search->lead->exact) * SECOND, from - 1);
  NudgeInstance instance;

  start = MAX (start, search->from - 1);
  until = MIN (until, search->until);
  while (nudge_recurrence_next (recurrence, search->place->desk, start, &instance) && instance.time < until)
    {
      NudgeTime due = due_of (search, &instance);

      if (due > after)
        {
          if (due < best->due)
            *best = (Found){ instance, due };
          return;
        }
      start = instance.time;
    }
}

/*
 * The first due time of the phase later than @after, before the window, where
 * the wall clock is on the way. Around a change of offset due times need not be
 * in the order of their starts; there the starts are searched piece by piece.
 */
static gboolean
search_by_wall (const Search *search, NudgeTime after, Found *found)
{
  NudgeZone *zone = search->place->zone;
  gint64 base = after / SECOND - search->lead->exact;
  gint64 start = nudge_zone_to_utc (zone, nudge_zone_to_local (zone, base) - wall_of (search));
  gint64 slack = slack_around (zone, base) + slack_around (zone, start);
  gint64 end = start + slack;
  Found best = { .due = NUDGE_NEVER };

  start -= slack + 2;
  for (gint64 low = start; low < end; low += PIECE)
    if (wall_delay (search, low) != wall_delay (search, low + PIECE))
      {
        gint64 change = find_change (search, low, low + PIECE);

        search_piece (search, start * SECOND, change * SECOND, after, &best);
        start = change;
      }
  search_piece (search, start * SECOND, G_MAXINT64, after, &best);
  *found = best;
  return best.due != NUDGE_NEVER;
}

/* The first due time of the phase later than @after, before the window. */
static gboolean
search_due (const Search *search, NudgeTime after, Found *found)
{
  NudgeTime from = MAX (after - search->lead->exact * SECOND, search->from - 1);

  if (wall_of (search) != 0)
    return search_by_wall (search, after, found);
  if (!nudge_recurrence_next (search->schedule->recurrence, search->place->desk, from, &found->instance)
      || found->instance.time >= search->until)
    return FALSE;
  found->due = due_of (search, &found->instance);
  return TRUE;
}

/* The last due time that an instance of the local day of @instance can have, before the window. */
static NudgeTime
end_of_day (const Search *search, const NudgeInstance *instance)
{
  gint64 local = instance->local + search->phase->shift;
  gint64 day = local / SECONDS_A_DAY - (local % SECONDS_A_DAY < 0 ? 1 : 0);
  NudgeInstance midnight = { .local = (day + 1) * SECONDS_A_DAY - search->phase->shift };

  midnight.time = nudge_zone_to_utc (search->place->zone, midnight.local) * SECOND;
  return due_of (search, &midnight) - 1;
}

/*
 * Within one local day the window moves all due times alike; so at most one
 * jump inside each day that can still matter, and the window is at most a day.
 */
static gboolean
search_in_window (const Search *search, NudgeTime after, Found *best)
{
  NudgeSchedule *schedule = search->schedule;
  NudgeTime from = after - schedule->window * SECOND;
  gboolean has_best = FALSE;
  Found found;

  while (search_due (search, from, &found) && (!has_best || found.due < best->due))
    {
      NudgeTime delay = put_off (schedule, found.instance.local + search->phase->shift) * SECOND;
      NudgeTime day_end = end_of_day (search, &found.instance);
      gboolean is_later = found.due + delay > after;

      if (is_later && (!has_best || found.due + delay < best->due))
        {
          *best = (Found){ found.instance, found.due + delay };
          has_best = TRUE;
        }
      from = MAX (is_later ? day_end : MIN (after - delay, day_end), found.due);
    }
  return has_best;
}

static NudgeTime
start_of (const Search *search, const NudgeInstance *instance)
{
  if (search->phase->shift == 0)
    return instance->time;
  return nudge_zone_to_utc (search->place->zone, instance->local + search->phase->shift) * SECOND;
}

static gboolean
improve (const Search *search, NudgeTime after, NudgeDue *due, gboolean has_due)
{
  const NudgeLead *lead = search->lead;
  Found found;

  if (lead->acknowledged != NUDGE_NOT_ACKNOWLEDGED)
    after = MAX (after, lead->acknowledged + lead->delay * SECOND);
  if (search->schedule->window > 0 ? !search_in_window (search, after, &found) : !search_due (search, after, &found))
    return has_due;
  if (has_due && (found.due > due->due || (found.due == due->due && lead->kind >= due->kind)))
    return TRUE;
  *due = (NudgeDue){ found.due, start_of (search, &found.instance), lead->kind, search->phase->summary };
  return TRUE;
}

/* The instants between which the phase @index holds. */
static void
set_phase (Search *search, guint index)
{
  GArray *phases = search->schedule->phases;

  search->phase = &g_array_index (phases, Phase, index);
  search->from = index == 0 ? G_MININT64 + 1 : nudge_wall_time_to_time (&search->phase->from, search->place->desk);
  search->until = index + 1 == phases->len
                      ? G_MAXINT64
                      : nudge_wall_time_to_time (&g_array_index (phases, Phase, index + 1).from, search->place->desk);
}

static NudgeTime
clamp_time (NudgeTime time)
{
  NudgeTime low = nudge_days_from_civil (NUDGE_YEAR_MIN - 20, 1, 1) * G_TIME_SPAN_DAY;
  NudgeTime high = nudge_days_from_civil (NUDGE_YEAR_MAX + 20, 1, 1) * G_TIME_SPAN_DAY;

  return CLAMP (time, low, high);
}

gboolean
nudge_schedule_next (NudgeSchedule *self, NudgeZone *desk, GTimeSpan all_day, NudgeTime after, NudgeDue *due)
{
  Place place = { desk, self->zone != NULL ? self->zone : desk, all_day / SECOND };
  Search search = { .schedule = self, .place = &place };
  gboolean has_due = FALSE;

  after = clamp_time (after);
  if (self->moments != NULL)
    has_due = nudge_moments_next (self->moments, desk, place.all_day, after, due);
  for (guint i = 0; i < self->phases->len; i++)
    {
      set_phase (&search, i);
      for (guint j = 0; j < search.phase->n_leads; j++)
        {
          search.lead = &search.phase->leads[j];
          has_due = improve (&search, after, due, has_due);
        }
    }
  return has_due;
}

static guint64
hash_phase (const Phase *phase, guint64 hash)
{
  hash = nudge_fingerprint_add_number (hash, phase->from.local);
  hash = nudge_fingerprint_add_number (hash, phase->shift);
  hash = nudge_fingerprint_add_text (hash, phase->summary);
  for (guint i = 0; i < phase->n_leads; i++)
    {
      const NudgeLead *lead = &phase->leads[i];

      hash = nudge_fingerprint_add_number (hash, lead->wall);
      hash = nudge_fingerprint_add_number (hash, lead->exact);
      hash = nudge_fingerprint_add_number (hash, lead->acknowledged);
      hash = nudge_fingerprint_add_number (hash, lead->kind * 2 + (lead->at_all_day ? 1 : 0));
    }
  return nudge_fingerprint_add_number (hash, phase->n_leads);
}

guint64
nudge_schedule_hash (NudgeSchedule *self)
{
  guint64 hash = nudge_fingerprint_add_number (NUDGE_FINGERPRINT_NEW, self->window);

  for (guint i = 0; i < self->phases->len; i++)
    hash = hash_phase (&g_array_index (self->phases, Phase, i), hash);
  return self->moments == NULL ? hash : nudge_moments_hash (self->moments, hash);
}
