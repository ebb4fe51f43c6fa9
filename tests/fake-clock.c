/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake clock: a NudgeClock that moves only when a test says so. */
#include "fake-clock.h"

#include <stdio.h>

/* So often in a row at one instant only an alarm that is set for ever in the past rings. */
#define MAX_RINGS_AT_ONCE 1000

struct _FakeClock {
  GObject parent_instance;

  NudgeTime now;
  NudgeTime alarm;
  NudgeZone *zone;
  guint n_alarms;
};

static void fake_clock_iface_init (NudgeClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeClock, fake_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_CLOCK, fake_clock_iface_init))

NudgeTime
at (const char *text)
{
  NudgeCivil civil = { 0 };
  gint n_fields = sscanf (text, "%d-%d-%d %d:%d:%d", &civil.year, &civil.month, &civil.day, &civil.hour,
                          &civil.minute, &civil.second);

  g_assert_cmpint (n_fields, >=, 3);
  g_assert_true (nudge_civil_is_valid (&civil));
  return nudge_civil_to_seconds (&civil) * G_TIME_SPAN_SECOND;
}

static void
drop_message (const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
}

void
silence (void)
{
  static const char *const domains[] = { "nudged-delivery", "nudged-engine", "nudged-scheduler" };

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    g_log_set_handler (domains[i], G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO, drop_message, NULL);
}

static NudgeTime
fake_clock_now (NudgeClock *clock)
{
  return FAKE_CLOCK (clock)->now;
}

static void
fake_clock_set_alarm (NudgeClock *clock, NudgeTime time)
{
  FAKE_CLOCK (clock)->alarm = time;
}

static NudgeZone *
fake_clock_get_zone (NudgeClock *clock)
{
  return FAKE_CLOCK (clock)->zone;
}

static void
fake_clock_iface_init (NudgeClockInterface *iface)
{
  iface->now = fake_clock_now;
  iface->set_alarm = fake_clock_set_alarm;
  iface->get_zone = fake_clock_get_zone;
}

static void
fake_clock_finalize (GObject *object)
{
  g_clear_pointer (&FAKE_CLOCK (object)->zone, nudge_zone_unref);
  G_OBJECT_CLASS (fake_clock_parent_class)->finalize (object);
}

static void
fake_clock_class_init (FakeClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_clock_finalize;
}

static void
fake_clock_init (FakeClock *self)
{
  self->alarm = NUDGE_NEVER;
}

FakeClock *
fake_clock_new (NudgeTime now, NudgeZone *zone)
{
  FakeClock *self = g_object_new (FAKE_TYPE_CLOCK, NULL);

  self->now = now;
  self->zone = nudge_zone_ref (zone);
  return self;
}

void
fake_clock_advance_to (FakeClock *self, NudgeTime time)
{
  guint n_at_once = 0;

  while (self->alarm <= time)
    {
      n_at_once = self->alarm > self->now ? 0 : n_at_once + 1;
      g_assert_cmpuint (n_at_once, <, MAX_RINGS_AT_ONCE);
      self->now = MAX (self->now, self->alarm);
      self->alarm = NUDGE_NEVER;
      self->n_alarms++;
      g_signal_emit_by_name (self, "alarm");
    }
  self->now = MAX (self->now, time);
}

void
fake_clock_jump (FakeClock *self, NudgeTime time)
{
  self->now = time;
  g_signal_emit_by_name (self, "jumped");
  fake_clock_advance_to (self, time);
}

void
fake_clock_set_back_silently (FakeClock *self, NudgeTime time)
{
  self->now = time;
}

void
fake_clock_set_zone (FakeClock *self, NudgeZone *zone)
{
  g_autoptr(NudgeZone) old = self->zone;

  self->zone = nudge_zone_ref (zone);
  g_signal_emit_by_name (self, "zone-changed");
  fake_clock_advance_to (self, self->now);
}

NudgeTime
fake_clock_get_alarm (FakeClock *self)
{
  return self->alarm;
}

guint
fake_clock_count_alarms (FakeClock *self)
{
  return self->n_alarms;
}
