/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moments: due times that stand alone: absolute alarms and instances that were moved. Sorted once, then searched. */
#include "rule-moments.h"

#include "rule-fingerprint.h"

#define SECOND G_TIME_SPAN_SECOND
#define HOUR 3600

/* How far the order of floating moments may differ from that of their keys: a change of offset on the way. */
#define SLACK (6 * HOUR)

/*
 * One due time. Where the zone is known all is reckoned at once; what depends
 * on the desk is kept as wall-clock seconds.
 */
typedef struct {
  gint64 key;   /* due: microseconds, or wall-clock seconds */
  gint64 start; /* the same */
  gint64 wall;
  gint64 exact;
  NudgeTime later_than; /* acknowledged up to here */
  const char *summary;
  guint kind;
  gboolean at_all_day;
} Moment;

struct _NudgeMoments {
  GArray *fixed;
  GArray *floating;
  GStringChunk *texts;
};

NudgeMoments *
nudge_moments_new (void)
{
  NudgeMoments *self = g_new0 (NudgeMoments, 1);

  self->fixed = g_array_new (FALSE, FALSE, sizeof (Moment));
  self->floating = g_array_new (FALSE, FALSE, sizeof (Moment));
  self->texts = g_string_chunk_new (64);
  return self;
}

void
nudge_moments_free (NudgeMoments *self)
{
  g_array_unref (self->fixed);
  g_array_unref (self->floating);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static gboolean
is_floating (const NudgeWallTime *start)
{
  return start->is_date || start->zone == NULL;
}

void
nudge_moments_add (NudgeMoments *self, const NudgeWallTime *start, const NudgeLead *lead, gint64 delay,
                   const char *summary)
{
  Moment moment = { .start = start->local,
                    .wall = lead->wall,
                    .exact = lead->exact + delay,
                    .later_than = lead->acknowledged,
                    .kind = lead->kind,
                    .at_all_day = lead->at_all_day };

  if (lead->acknowledged != NUDGE_NOT_ACKNOWLEDGED)
    moment.later_than += (lead->delay + delay) * SECOND;
  if (summary != NULL)
    moment.summary = g_string_chunk_insert_const (self->texts, summary);
  moment.key = start->local + moment.wall + moment.exact;
  if (is_floating (start))
    {
      g_array_append_val (self->floating, moment);
      return;
    }
  moment.key = (nudge_zone_to_utc (start->zone, start->local + moment.wall) + moment.exact) * SECOND;
  moment.start = nudge_zone_to_utc (start->zone, start->local) * SECOND;
  g_array_append_val (self->fixed, moment);
}

guint
nudge_moments_get_count (NudgeMoments *self)
{
  return self->fixed->len + self->floating->len;
}

static gint
compare_moments (gconstpointer a, gconstpointer b)
{
  const Moment *first = a;
  const Moment *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  return (gint) first->kind - (gint) second->kind;
}

void
nudge_moments_seal (NudgeMoments *self)
{
  g_array_sort (self->fixed, compare_moments);
  g_array_sort (self->floating, compare_moments);
}

/* Index of the first moment whose key is larger than @key. */
static guint
first_above (GArray *moments, gint64 key)
{
  guint low = 0;
  guint high = moments->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (moments, Moment, middle).key > key)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static gboolean
next_fixed (NudgeMoments *self, NudgeTime after, NudgeDue *due)
{
  for (guint i = first_above (self->fixed, after); i < self->fixed->len; i++)
    {
      const Moment *moment = &g_array_index (self->fixed, Moment, i);

      if (moment->key > moment->later_than)
        {
          *due = (NudgeDue){ moment->key, moment->start, moment->kind, moment->summary };
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
next_floating (NudgeMoments *self, NudgeZone *desk, gint64 all_day, NudgeTime after, NudgeDue *due)
{
  gint64 local = nudge_zone_to_local (desk, after / SECOND);
  gint64 last = G_MAXINT64;
  gboolean has_due = FALSE;

  for (guint i = first_above (self->floating, local - all_day - SLACK); i < self->floating->len; i++)
    {
      const Moment *moment = &g_array_index (self->floating, Moment, i);
      gint64 wall = moment->start + moment->wall + (moment->at_all_day ? all_day : 0);
      NudgeTime time = (nudge_zone_to_utc (desk, wall) + moment->exact) * SECOND;

      if (moment->key > last)
        break;
      if (time > after && time > moment->later_than && (!has_due || time < due->due))
        {
          *due = (NudgeDue){ time, nudge_zone_to_utc (desk, moment->start) * SECOND, moment->kind, moment->summary };
          last = nudge_zone_to_local (desk, time / SECOND) + SLACK;
          has_due = TRUE;
        }
    }
  return has_due;
}

gboolean
nudge_moments_next (NudgeMoments *self, NudgeZone *desk, gint64 all_day, NudgeTime after, NudgeDue *due)
{
  NudgeDue other;
  gboolean has_due = next_fixed (self, after, due);

  if (!next_floating (self, desk, all_day, after, &other))
    return has_due;
  if (!has_due || other.due < due->due || (other.due == due->due && other.kind < due->kind))
    *due = other;
  return TRUE;
}

static guint64
hash_moments (GArray *moments, guint64 hash)
{
  for (guint i = 0; i < moments->len; i++)
    {
      const Moment *moment = &g_array_index (moments, Moment, i);

      hash = nudge_fingerprint_add_number (hash, moment->key);
      hash = nudge_fingerprint_add_number (hash, moment->start);
      hash = nudge_fingerprint_add_number (hash, moment->later_than);
      hash = nudge_fingerprint_add_number (hash, moment->kind * 2 + (moment->at_all_day ? 1 : 0));
      hash = nudge_fingerprint_add_text (hash, moment->summary);
    }
  return hash;
}

guint64
nudge_moments_hash (NudgeMoments *self, guint64 hash)
{
  return hash_moments (self->floating, hash_moments (self->fixed, hash));
}
