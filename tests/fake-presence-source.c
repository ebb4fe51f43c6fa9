/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake presence source: says what a test told it to. */
#include "fake-presence-source.h"

struct _FakePresenceSource {
  GObject parent;
  char *name;
  NudgeTruth truths[NUDGE_N_FACTS];
  GTimeSpan idle_span;
  gboolean started;
};

static void source_iface_init (NudgePresenceSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakePresenceSource, fake_presence_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_PRESENCE_SOURCE, source_iface_init))

static const char *
get_name (NudgePresenceSource *source)
{
  return FAKE_PRESENCE_SOURCE (source)->name;
}

static void
start (NudgePresenceSource *source)
{
  FakePresenceSource *self = FAKE_PRESENCE_SOURCE (source);

  g_assert_false (self->started);
  self->started = TRUE;
}

static void
set_idle_span (NudgePresenceSource *source, GTimeSpan span)
{
  FAKE_PRESENCE_SOURCE (source)->idle_span = span;
}

static NudgeTruth
get_truth (NudgePresenceSource *source, NudgeFact fact)
{
  return FAKE_PRESENCE_SOURCE (source)->truths[fact];
}

static char *
describe (NudgePresenceSource *source)
{
  return g_strdup ("A fake");
}

static void
source_iface_init (NudgePresenceSourceInterface *iface)
{
  iface->get_name = get_name;
  iface->start = start;
  iface->set_idle_span = set_idle_span;
  iface->get_truth = get_truth;
  iface->describe = describe;
}

static void
fake_presence_source_finalize (GObject *object)
{
  g_free (FAKE_PRESENCE_SOURCE (object)->name);
  G_OBJECT_CLASS (fake_presence_source_parent_class)->finalize (object);
}

static void
fake_presence_source_class_init (FakePresenceSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_presence_source_finalize;
}

static void
fake_presence_source_init (FakePresenceSource *self)
{
  self->idle_span = -1;
}

FakePresenceSource *
fake_presence_source_new (const char *name)
{
  FakePresenceSource *self = g_object_new (FAKE_TYPE_PRESENCE_SOURCE, NULL);

  self->name = g_strdup (name);
  return self;
}

void
fake_presence_source_say (FakePresenceSource *self, NudgeFact fact, NudgeTruth truth)
{
  self->truths[fact] = truth;
  nudge_presence_source_emit_changed (NUDGE_PRESENCE_SOURCE (self));
}

GTimeSpan
fake_presence_source_get_idle_span (FakePresenceSource *self)
{
  return self->idle_span;
}

gboolean
fake_presence_source_is_started (FakePresenceSource *self)
{
  return self->started;
}
