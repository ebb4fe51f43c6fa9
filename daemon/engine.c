/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Engine: joins scheduler and delivery to one clock: one alarm, the nearest of both. */
#define G_LOG_DOMAIN "nudged-engine"

#include "engine.h"

struct _NudgeEngine {
  GObject parent_instance;

  NudgeClock *clock;
  NudgeLedger *ledger;
  NudgePresenter *presenter;
  NudgeSettings *settings;
  NudgeScheduler *scheduler;
  NudgeDelivery *delivery;
  NudgeTime last_step; /* 0 before the start */
  NudgeTime extra_wake;
};

enum {
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeEngine, nudge_engine, G_TYPE_OBJECT)

static void
nudge_engine_finalize (GObject *object)
{
  NudgeEngine *self = NUDGE_ENGINE (object);

  g_clear_object (&self->delivery);
  g_clear_object (&self->scheduler);
  g_clear_object (&self->presenter);
  g_clear_object (&self->ledger);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->settings, nudge_settings_unref);
  G_OBJECT_CLASS (nudge_engine_parent_class)->finalize (object);
}

static void
nudge_engine_class_init (NudgeEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nudge_engine_finalize;
  signals[SIGNAL_MOVED]
      = g_signal_new ("moved", NUDGE_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nudge_engine_init (NudgeEngine *self)
{
  self->extra_wake = NUDGE_NEVER;
}

static gboolean
is_started (NudgeEngine *self)
{
  return self->last_step != 0;
}

static void
set_alarm (NudgeEngine *self)
{
  NudgeTime wake = MIN (nudge_scheduler_next_wake (self->scheduler), nudge_delivery_next_wake (self->delivery));

  nudge_clock_set_alarm (self->clock, MIN (wake, self->extra_wake));
}

void
nudge_engine_set_extra_wake (NudgeEngine *self, NudgeTime time)
{
  self->extra_wake = time;
  if (is_started (self))
    set_alarm (self);
}

void
nudge_engine_rearm (NudgeEngine *self)
{
  if (!is_started (self))
    return;
  set_alarm (self);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
replan (NudgeEngine *self, NudgeTime now)
{
  const NudgeDesk desk = nudge_engine_get_desk (self);

  g_info ("The clock or its zone was changed: planning anew");
  nudge_scheduler_replan (self->scheduler, &desk, now);
  nudge_delivery_replan (self->delivery, self->last_step, now);
}

/* Does all that is due. A clock that went back unannounced is as good a reason to plan anew as one that said so. */
static void
step (NudgeEngine *self)
{
  NudgeTime now = nudge_clock_now (self->clock);

  if (now < self->last_step)
    replan (self, now);
  self->last_step = now;
  nudge_scheduler_advance (self->scheduler, now);
  nudge_delivery_advance (self->delivery, now);
  nudge_engine_rearm (self);
}

static void
on_clock_alarm (NudgeEngine *self)
{
  if (is_started (self))
    step (self);
}

static void
on_clock_jumped (NudgeEngine *self)
{
  if (!is_started (self))
    return;
  replan (self, nudge_clock_now (self->clock));
  self->last_step = nudge_clock_now (self->clock);
  step (self);
}

static void
on_clock_zone_changed (NudgeEngine *self)
{
  nudge_delivery_set_zone (self->delivery, nudge_clock_get_zone (self->clock), nudge_clock_now (self->clock));
  on_clock_jumped (self);
}

static void
on_scheduler_due (NudgeEngine *self, NudgeOccurrence *occurrence, guint n_missed)
{
  nudge_delivery_offer (self->delivery, occurrence, n_missed, FALSE, self->last_step);
}

static void
on_presenter_answered (NudgeEngine *self, guint64 id, const char *action, const char *text)
{
  nudge_delivery_answer (self->delivery, id, action, text, nudge_clock_now (self->clock));
  nudge_engine_rearm (self);
}

static void
on_presenter_closed (NudgeEngine *self, guint64 id, gint how)
{
  nudge_delivery_closed (self->delivery, id, (NudgeClosedHow) how, nudge_clock_now (self->clock));
  nudge_engine_rearm (self);
}

static void
connect_all (NudgeEngine *self)
{
  g_signal_connect_object (self->clock, "alarm", G_CALLBACK (on_clock_alarm), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clock, "jumped", G_CALLBACK (on_clock_jumped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clock, "zone-changed", G_CALLBACK (on_clock_zone_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scheduler, "due", G_CALLBACK (on_scheduler_due), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->presenter, "answered", G_CALLBACK (on_presenter_answered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->presenter, "closed", G_CALLBACK (on_presenter_closed), self, G_CONNECT_SWAPPED);
}

NudgeEngine *
nudge_engine_new (NudgeClock *clock, NudgeLedger *ledger, NudgePresenter *presenter, NudgeSettings *settings)
{
  NudgeEngine *self = g_object_new (NUDGE_TYPE_ENGINE, NULL);

  self->clock = g_object_ref (clock);
  self->ledger = g_object_ref (ledger);
  self->presenter = g_object_ref (presenter);
  self->settings = nudge_settings_ref (settings);
  self->scheduler = nudge_scheduler_new (ledger);
  self->delivery = nudge_delivery_new (presenter, ledger, settings, nudge_clock_get_zone (clock));
  connect_all (self);
  return self;
}

void
nudge_engine_start (NudgeEngine *self)
{
  NudgeTime now = nudge_clock_now (self->clock);
  const NudgeDesk desk = nudge_engine_get_desk (self);

  g_return_if_fail (!is_started (self));
  self->last_step = now;
  nudge_delivery_restore (self->delivery, now);
  nudge_scheduler_start (self->scheduler, &desk, now);
  step (self);
}

void
nudge_engine_set_rules (NudgeEngine *self, GPtrArray *rules)
{
  const NudgeDesk desk = nudge_engine_get_desk (self);

  nudge_scheduler_set_rules (self->scheduler, rules, &desk, nudge_clock_now (self->clock));
  if (is_started (self))
    step (self);
}

void
nudge_engine_set_settings (NudgeEngine *self, NudgeSettings *settings)
{
  NudgeSettings *old = self->settings;
  NudgeTime now = nudge_clock_now (self->clock);
  gboolean is_other_desk = settings->all_day != old->all_day;
  NudgeDesk desk;

  self->settings = nudge_settings_ref (settings);
  nudge_settings_unref (old);
  desk = nudge_engine_get_desk (self);
  nudge_delivery_set_settings (self->delivery, settings, now);
  if (is_other_desk)
    nudge_scheduler_replan (self->scheduler, &desk, now);
  if (is_started (self))
    step (self);
}

void
nudge_engine_set_presence (NudgeEngine *self, const NudgePresence *presence)
{
  nudge_delivery_set_presence (self->delivery, presence, nudge_clock_now (self->clock));
  if (is_started (self))
    step (self);
}

/* Due times of files are whole seconds: one fired by hand must never be taken for one of them, nor for another. */
static NudgeTime
due_of_request (NudgeEngine *self, const NudgeRule *rule, NudgeTime now)
{
  NudgeTime due = now;

  while (due % G_TIME_SPAN_SECOND == 0 || nudge_ledger_is_handled (self->ledger, rule->uid, due))
    due++;
  return due;
}

guint64
nudge_engine_fire (NudgeEngine *self, NudgeRule *rule)
{
  NudgeTime now = nudge_clock_now (self->clock);
  g_autoptr(NudgeOccurrence) occurrence
      = nudge_occurrence_new (rule, due_of_request (self, rule, now), now, NUDGE_DUE_START, NULL);
  guint64 id = nudge_delivery_offer (self->delivery, occurrence, 0, TRUE, now);

  nudge_engine_rearm (self);
  return id;
}

NudgeClock *
nudge_engine_get_clock (NudgeEngine *self)
{
  return self->clock;
}

NudgeScheduler *
nudge_engine_get_scheduler (NudgeEngine *self)
{
  return self->scheduler;
}

NudgeDelivery *
nudge_engine_get_delivery (NudgeEngine *self)
{
  return self->delivery;
}

NudgeDesk
nudge_engine_get_desk (NudgeEngine *self)
{
  return (NudgeDesk){
    .zone = nudge_clock_get_zone (self->clock),
    .all_day = self->settings->all_day * G_TIME_SPAN_SECOND,
  };
}
