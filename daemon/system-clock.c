/* SPDX-License-Identifier: GPL-3.0-or-later */
/* System clock: the real clock and zone of the desk, as one timer that also sees jumps and resumes. */
#define G_LOG_DOMAIN "nudged-clock"

#include "system-clock.h"

#include "zone-watch.h"

#include <glib-unix.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* Without an alarm the timer is set to the year 2200: a timer that is not set does not see jumps. */
#define FAR_AHEAD (G_GINT64_CONSTANT (7258118400) * G_TIME_SPAN_SECOND)

struct _NudgeSystemClock {
  GObject parent_instance;

  int fd;
  GSource *source;
  GSource *jump_source; /* a jump that setting the timer has found; told at the next turn of the loop */
  NudgeTime alarm;
  NudgeZone *zone;
  NudgeZoneWatch *watch;
};

static void nudge_system_clock_iface_init (NudgeClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NudgeSystemClock, nudge_system_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_CLOCK, nudge_system_clock_iface_init))

static void
attach (NudgeSystemClock *self, GSource *source, GSourceFunc callback)
{
  g_source_set_callback (source, callback, self, NULL);
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static gboolean
on_jump_found (gpointer data)
{
  g_autoptr(NudgeSystemClock) self = g_object_ref (data);

  clear_source (&self->jump_source);
  g_signal_emit_by_name (self, "jumped");
  return G_SOURCE_REMOVE;
}

/* The kernel tells of a jump once: to a read, or to whoever sets the timer first. The timer is set all the same. */
static void
note_jump (NudgeSystemClock *self)
{
  if (self->jump_source != NULL)
    return;
  self->jump_source = g_idle_source_new ();
  attach (self, self->jump_source, on_jump_found);
}

/* Zero would unset the timer, so what is past is due since the first microsecond of the epoch. */
static void
arm (NudgeSystemClock *self)
{
  NudgeTime time = CLAMP (self->alarm, 1, FAR_AHEAD);
  struct itimerspec spec = {
    .it_value.tv_sec = time / G_TIME_SPAN_SECOND,
    .it_value.tv_nsec = time % G_TIME_SPAN_SECOND * 1000,
  };

  if (timerfd_settime (self->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, NULL) == 0)
    return;
  if (errno == ECANCELED)
    note_jump (self);
  else
    g_critical ("The timer cannot be set: %s", g_strerror (errno));
}

static void
ring (NudgeSystemClock *self)
{
  if (self->alarm <= g_get_real_time ())
    {
      self->alarm = NUDGE_NEVER;
      g_signal_emit_by_name (self, "alarm");
      if (self->alarm != NUDGE_NEVER || self->fd < 0)
        return;
    }
  arm (self);
}

static gboolean
on_timer_readable (int fd, GIOCondition condition, gpointer data)
{
  g_autoptr(NudgeSystemClock) self = g_object_ref (data);
  guint64 expirations;

  if (read (fd, &expirations, sizeof expirations) == sizeof expirations)
    ring (self);
  else if (errno == ECANCELED)
    {
      arm (self);
      g_signal_emit_by_name (self, "jumped");
    }
  return G_SOURCE_CONTINUE;
}

static NudgeTime
nudge_system_clock_now (NudgeClock *clock)
{
  return g_get_real_time ();
}

static void
nudge_system_clock_set_alarm (NudgeClock *clock, NudgeTime time)
{
  NudgeSystemClock *self = NUDGE_SYSTEM_CLOCK (clock);

  if (self->alarm == time || self->fd < 0)
    return;
  self->alarm = time;
  arm (self);
}

static NudgeZone *
nudge_system_clock_get_zone (NudgeClock *clock)
{
  return NUDGE_SYSTEM_CLOCK (clock)->zone;
}

static void
nudge_system_clock_iface_init (NudgeClockInterface *iface)
{
  iface->now = nudge_system_clock_now;
  iface->set_alarm = nudge_system_clock_set_alarm;
  iface->get_zone = nudge_system_clock_get_zone;
}

static void
on_watch_changed (NudgeSystemClock *self)
{
  g_autoptr(NudgeZone) before = g_steal_pointer (&self->zone);

  self->zone = nudge_zone_new_local ();
  g_info ("The zone of the desk is now %s", nudge_zone_get_name (self->zone));
  g_signal_emit_by_name (self, "zone-changed");
}

static void
nudge_system_clock_dispose (GObject *object)
{
  NudgeSystemClock *self = NUDGE_SYSTEM_CLOCK (object);

  clear_source (&self->source);
  clear_source (&self->jump_source);
  g_clear_object (&self->watch);
  if (self->fd >= 0)
    (void) g_close (self->fd, NULL);
  self->fd = -1;
  G_OBJECT_CLASS (nudge_system_clock_parent_class)->dispose (object);
}

static void
nudge_system_clock_finalize (GObject *object)
{
  g_clear_pointer (&NUDGE_SYSTEM_CLOCK (object)->zone, nudge_zone_unref);
  G_OBJECT_CLASS (nudge_system_clock_parent_class)->finalize (object);
}

static void
nudge_system_clock_class_init (NudgeSystemClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_system_clock_dispose;
  G_OBJECT_CLASS (klass)->finalize = nudge_system_clock_finalize;
}

static void
nudge_system_clock_init (NudgeSystemClock *self)
{
  self->alarm = NUDGE_NEVER;
  self->zone = nudge_zone_new_local ();
  self->fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->fd < 0)
    g_error ("No timer can be had, and without one no nudge would come: %s", g_strerror (errno));
  self->source = g_unix_fd_source_new (self->fd, G_IO_IN);
  attach (self, self->source, G_SOURCE_FUNC (on_timer_readable));
  arm (self);
}

NudgeSystemClock *
nudge_system_clock_new_for_zone_file (const char *localtime)
{
  NudgeSystemClock *self = g_object_new (NUDGE_TYPE_SYSTEM_CLOCK, NULL);

  if (localtime == NULL)
    return self;
  self->watch = nudge_zone_watch_new (localtime);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_watch_changed), self, G_CONNECT_SWAPPED);
  return self;
}

NudgeSystemClock *
nudge_system_clock_new (void)
{
  const char *tz = g_getenv ("TZ");

  return nudge_system_clock_new_for_zone_file (tz != NULL && *tz != '\0' ? NULL : "/etc/localtime");
}
