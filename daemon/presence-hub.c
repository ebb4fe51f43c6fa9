/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence hub: many sources, one snapshot. */
#include "presence-hub.h"

struct _NudgePresenceHub {
  GObject parent;
  NudgeClock *clock;
  GPtrArray *sources; /* of NudgePresenceSource */
  GTimeSpan idle_span;
  NudgeTime idle_since; /* 0 while somebody is there or nothing is known */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgePresenceHub, nudge_presence_hub, G_TYPE_OBJECT)

static NudgeTruth
merge_idle (NudgePresenceHub *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      NudgeTruth truth = nudge_presence_source_get_truth (g_ptr_array_index (self->sources, i), NUDGE_FACT_IDLE);

      if (truth != NUDGE_UNKNOWN)
        return truth;
    }
  return NUDGE_UNKNOWN;
}

static NudgeTruth
merge (NudgePresenceHub *self, NudgeFact fact)
{
  NudgeTruth merged = NUDGE_UNKNOWN;

  for (guint i = 0; i < self->sources->len; i++)
    merged = MAX (merged, nudge_presence_source_get_truth (g_ptr_array_index (self->sources, i), fact));
  return merged;
}

G_STATIC_ASSERT (NUDGE_UNKNOWN < NUDGE_NO && NUDGE_NO < NUDGE_YES);

/* Who is idle now has been so for the span after which a source says so. */
static void
follow_idle (NudgePresenceHub *self)
{
  gboolean is_idle = merge_idle (self) == NUDGE_YES;

  if (is_idle && self->idle_since == 0)
    self->idle_since = nudge_clock_now (self->clock) - self->idle_span;
  else if (!is_idle)
    self->idle_since = 0;
}

static void
on_source_changed (NudgePresenceHub *self)
{
  follow_idle (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
nudge_presence_hub_add (NudgePresenceHub *self, NudgePresenceSource *source)
{
  g_ptr_array_add (self->sources, g_object_ref (source));
  g_signal_connect_object (source, "changed", G_CALLBACK (on_source_changed), self, G_CONNECT_SWAPPED);
  nudge_presence_source_set_idle_span (source, self->idle_span);
  nudge_presence_source_start (source);
}

void
nudge_presence_hub_set_idle_span (NudgePresenceHub *self, GTimeSpan span)
{
  if (self->idle_span == span)
    return;
  self->idle_span = span;
  for (guint i = 0; i < self->sources->len; i++)
    nudge_presence_source_set_idle_span (g_ptr_array_index (self->sources, i), span);
}

void
nudge_presence_hub_fill (NudgePresenceHub *self, NudgePresence *presence)
{
  presence->idle = merge_idle (self);
  presence->idle_since = self->idle_since;
  presence->locked = merge (self, NUDGE_FACT_LOCKED);
  presence->dnd = merge (self, NUDGE_FACT_DND);
  presence->fullscreen = merge (self, NUDGE_FACT_FULLSCREEN);
  presence->camera = merge (self, NUDGE_FACT_CAMERA);
  presence->microphone = merge (self, NUDGE_FACT_MICROPHONE);
  presence->busy = merge (self, NUDGE_FACT_BUSY);
}

GPtrArray *
nudge_presence_hub_list (NudgePresenceHub *self)
{
  return self->sources;
}

static void
nudge_presence_hub_dispose (GObject *object)
{
  NudgePresenceHub *self = NUDGE_PRESENCE_HUB (object);

  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (nudge_presence_hub_parent_class)->dispose (object);
}

static void
nudge_presence_hub_class_init (NudgePresenceHubClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_presence_hub_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
nudge_presence_hub_init (NudgePresenceHub *self)
{
  self->sources = g_ptr_array_new_with_free_func (g_object_unref);
}

NudgePresenceHub *
nudge_presence_hub_new (NudgeClock *clock)
{
  NudgePresenceHub *self = g_object_new (NUDGE_TYPE_PRESENCE_HUB, NULL);

  self->clock = g_object_ref (clock);
  return self;
}
