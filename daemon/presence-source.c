/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence source: the port through which one outside thing says what it knows of the person and the session. */
#include "presence-source.h"

G_DEFINE_INTERFACE (NudgePresenceSource, nudge_presence_source, G_TYPE_OBJECT)

static const char *const fact_words[]
    = { "idle", "locked", "dnd", "fullscreen", "camera", "microphone", "busy-calendar" };

static const char *const truth_words[] = { "unknown", "no", "yes" };

G_STATIC_ASSERT (G_N_ELEMENTS (fact_words) == NUDGE_N_FACTS);

static void
nudge_presence_source_default_init (NudgePresenceSourceInterface *iface)
{
  g_signal_new ("changed", NUDGE_TYPE_PRESENCE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

const char *
nudge_presence_source_get_name (NudgePresenceSource *self)
{
  return NUDGE_PRESENCE_SOURCE_GET_IFACE (self)->get_name (self);
}

void
nudge_presence_source_start (NudgePresenceSource *self)
{
  NUDGE_PRESENCE_SOURCE_GET_IFACE (self)->start (self);
}

void
nudge_presence_source_set_idle_span (NudgePresenceSource *self, GTimeSpan span)
{
  NudgePresenceSourceInterface *iface = NUDGE_PRESENCE_SOURCE_GET_IFACE (self);

  if (iface->set_idle_span != NULL)
    iface->set_idle_span (self, span);
}

NudgeTruth
nudge_presence_source_get_truth (NudgePresenceSource *self, NudgeFact fact)
{
  return NUDGE_PRESENCE_SOURCE_GET_IFACE (self)->get_truth (self, fact);
}

char *
nudge_presence_source_describe (NudgePresenceSource *self)
{
  return NUDGE_PRESENCE_SOURCE_GET_IFACE (self)->describe (self);
}

void
nudge_presence_source_emit_changed (NudgePresenceSource *self)
{
  g_signal_emit_by_name (self, "changed");
}

const char *
nudge_fact_to_string (NudgeFact fact)
{
  g_return_val_if_fail ((gsize) fact < NUDGE_N_FACTS, "");
  return fact_words[fact];
}

gboolean
nudge_fact_from_string (const char *text, NudgeFact *fact)
{
  for (gsize i = 0; i < NUDGE_N_FACTS; i++)
    if (g_str_equal (fact_words[i], text))
      {
        *fact = (NudgeFact) i;
        return TRUE;
      }
  return FALSE;
}

const char *
nudge_truth_to_string (NudgeTruth truth)
{
  return truth_words[truth];
}
