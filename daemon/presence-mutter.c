/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by Mutter: idleness in a GNOME session, where no Wayland protocol tells it. */
#define G_LOG_DOMAIN "nudged-presence"

#include "presence-mutter.h"

#define NAME "org.gnome.Mutter.IdleMonitor"
#define PATH "/org/gnome/Mutter/IdleMonitor/Core"
#define TIMEOUT_MS 2000

struct _NudgePresenceMutter {
  GObject parent;
  GDBusConnection *connection;
  GCancellable *cancellable;
  GTimeSpan span;
  guint name_watch_id;
  guint signal_id;
  gboolean is_there;
  guint32 idle_watch;   /* 0: none */
  guint32 active_watch; /* 0: none; fires once */
  guint32 early;        /* the last that fired before we knew its number; 0: none */
  NudgeTruth idle;
};

static void source_iface_init (NudgePresenceSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NudgePresenceMutter, nudge_presence_mutter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_PRESENCE_SOURCE, source_iface_init))

static void
set_idle (NudgePresenceMutter *self, NudgeTruth idle)
{
  if (self->idle == idle)
    return;
  self->idle = idle;
  nudge_presence_source_emit_changed (NUDGE_PRESENCE_SOURCE (self));
}

static void
call (NudgePresenceMutter *self, const char *method, GVariant *arguments, GAsyncReadyCallback callback)
{
  g_dbus_connection_call (self->connection, NAME, PATH, NAME, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, TIMEOUT_MS, self->cancellable, callback,
                          callback != NULL ? g_object_ref (self) : NULL);
}

/* Returns: the number of a watch, or 0 when there is none; then @is_ours says whether anybody still waits for it. */
static guint32
finish_watch (GObject *source, GAsyncResult *result, gboolean *is_ours)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  guint32 watch = 0;

  *is_ours = !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(u)")))
    g_variant_get (reply, "(u)", &watch);
  return watch;
}

static void take_fired (NudgePresenceMutter *self, guint32 watch);

/* A watch that fires at once may be heard of before its number is. */
static void
take_early (NudgePresenceMutter *self)
{
  guint32 early = self->early;

  self->early = 0;
  if (early != 0)
    take_fired (self, early);
}

static void
on_active_watch (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(NudgePresenceMutter) self = data;
  gboolean is_ours;
  guint32 watch = finish_watch (source, result, &is_ours);

  if (!is_ours)
    return;
  self->active_watch = watch;
  take_early (self);
}

/* Somebody who is idle already makes the watch fire at once. */
static void
on_idle_watch (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(NudgePresenceMutter) self = data;
  gboolean is_ours;
  guint32 watch = finish_watch (source, result, &is_ours);

  if (!is_ours)
    return;
  self->idle_watch = watch;
  set_idle (self, watch != 0 ? NUDGE_NO : NUDGE_UNKNOWN);
  take_early (self);
}

static void
watch_idle (NudgePresenceMutter *self)
{
  if (self->is_there && self->span > 0)
    call (self, "AddIdleWatch", g_variant_new ("(t)", (guint64) (self->span / G_TIME_SPAN_MILLISECOND)),
          on_idle_watch);
}

static void
forget (NudgePresenceMutter *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->idle_watch = 0;
  self->active_watch = 0;
  self->early = 0;
}

static void
take_fired (NudgePresenceMutter *self, guint32 watch)
{
  if (watch == self->idle_watch)
    {
      call (self, "AddUserActiveWatch", NULL, on_active_watch);
      set_idle (self, NUDGE_YES);
    }
  else if (watch == self->active_watch)
    {
      self->active_watch = 0;
      set_idle (self, NUDGE_NO);
    }
  else
    self->early = watch;
}

static void
on_watch_fired (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
                const char *signal, GVariant *arguments, gpointer data)
{
  NudgePresenceMutter *self = data;
  guint32 watch = 0;

  if (g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(u)")))
    g_variant_get (arguments, "(u)", &watch);
  if (watch != 0)
    take_fired (self, watch);
}

static void
on_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  NudgePresenceMutter *self = data;

  self->is_there = TRUE;
  watch_idle (self);
}

static void
on_vanished (GDBusConnection *connection, const char *name, gpointer data)
{
  NudgePresenceMutter *self = data;

  self->is_there = FALSE;
  forget (self);
  set_idle (self, NUDGE_UNKNOWN);
}

static void
presence_mutter_start (NudgePresenceSource *source)
{
  NudgePresenceMutter *self = NUDGE_PRESENCE_MUTTER (source);

  self->signal_id = g_dbus_connection_signal_subscribe (self->connection, NAME, NAME, "WatchFired", PATH, NULL,
                                                        G_DBUS_SIGNAL_FLAGS_NONE, on_watch_fired, self, NULL);
  self->name_watch_id = g_bus_watch_name_on_connection (self->connection, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                        on_appeared, on_vanished, self, NULL);
}

static void
presence_mutter_set_idle_span (NudgePresenceSource *source, GTimeSpan span)
{
  NudgePresenceMutter *self = NUDGE_PRESENCE_MUTTER (source);

  self->span = span;
  if (!self->is_there)
    return;
  if (self->idle_watch != 0)
    call (self, "RemoveWatch", g_variant_new ("(u)", self->idle_watch), NULL);
  forget (self);
  set_idle (self, NUDGE_UNKNOWN);
  watch_idle (self);
}

static const char *
presence_mutter_get_name (NudgePresenceSource *source)
{
  return "Mutter";
}

static NudgeTruth
presence_mutter_get_truth (NudgePresenceSource *source, NudgeFact fact)
{
  return fact == NUDGE_FACT_IDLE ? NUDGE_PRESENCE_MUTTER (source)->idle : NUDGE_UNKNOWN;
}

static char *
presence_mutter_describe (NudgePresenceSource *source)
{
  NudgePresenceMutter *self = NUDGE_PRESENCE_MUTTER (source);

  if (!self->is_there)
    return g_strdup (NAME " is not on the bus: this is no GNOME session");
  return g_strdup (self->idle != NUDGE_UNKNOWN ? NAME " tells of idleness" : NAME " is there, but does not answer");
}

static void
source_iface_init (NudgePresenceSourceInterface *iface)
{
  iface->start = presence_mutter_start;
  iface->set_idle_span = presence_mutter_set_idle_span;
  iface->get_name = presence_mutter_get_name;
  iface->get_truth = presence_mutter_get_truth;
  iface->describe = presence_mutter_describe;
}

static void
nudge_presence_mutter_dispose (GObject *object)
{
  NudgePresenceMutter *self = NUDGE_PRESENCE_MUTTER (object);

  g_clear_handle_id (&self->name_watch_id, g_bus_unwatch_name);
  if (self->signal_id != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->signal_id);
  self->signal_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  G_OBJECT_CLASS (nudge_presence_mutter_parent_class)->dispose (object);
}

static void
nudge_presence_mutter_class_init (NudgePresenceMutterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_presence_mutter_dispose;
}

static void
nudge_presence_mutter_init (NudgePresenceMutter *self)
{
  self->cancellable = g_cancellable_new ();
}

NudgePresenceMutter *
nudge_presence_mutter_new (GDBusConnection *connection)
{
  NudgePresenceMutter *self = g_object_new (NUDGE_TYPE_PRESENCE_MUTTER, NULL);

  self->connection = g_object_ref (connection);
  return self;
}
