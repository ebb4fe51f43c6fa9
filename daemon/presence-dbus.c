/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by D-Bus: one fact that one service of the session bus tells; a table says which services there are. */
#define G_LOG_DOMAIN "nudged-presence"

#include "presence-dbus.h"

#include "presence-dbus-table.h"

/* A service that has not answered by then stays unknown until it says something by itself. */
#define TIMEOUT_MS 2000

#define PROPERTIES "org.freedesktop.DBus.Properties"

struct _NudgePresenceDbus {
  GObject parent;
  GDBusConnection *connection;
  const NudgeBusFact *fact;
  GCancellable *cancellable; /* of the question that is under way */
  guint watch_id;
  guint signal_id;
  gboolean is_there;
  NudgeTruth truth;
};

static void source_iface_init (NudgePresenceSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NudgePresenceDbus, nudge_presence_dbus, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_PRESENCE_SOURCE, source_iface_init))

static void
set_truth (NudgePresenceDbus *self, NudgeTruth truth)
{
  if (self->truth == truth)
    return;
  self->truth = truth;
  g_debug ("%s: %s is %s", self->fact->source, nudge_fact_to_string (self->fact->fact),
           nudge_truth_to_string (truth));
  nudge_presence_source_emit_changed (NUDGE_PRESENCE_SOURCE (self));
}

/* --- asking ------------------------------------------------------------------------------------------------ */

static NudgeTruth
read_reply (const NudgeBusFact *fact, GVariant *reply)
{
  g_autoptr(GVariant) value = NULL;

  if (fact->method != NULL)
    return fact->read (reply);
  g_variant_get (reply, "(v)", &value);
  return fact->read (value);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(NudgePresenceDbus) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply == NULL)
    g_debug ("%s does not say: %s", self->fact->source, error->message);
  set_truth (self, reply != NULL ? read_reply (self->fact, reply) : NUDGE_UNKNOWN);
}

static void
ask (NudgePresenceDbus *self)
{
  const NudgeBusFact *fact = self->fact;
  const char *interface = fact->method != NULL ? fact->interface : PROPERTIES;
  const char *method = fact->method != NULL ? fact->method : "Get";
  GVariant *arguments = NULL;

  if (fact->method == NULL)
    arguments = g_variant_new ("(ss)", fact->interface, fact->property);
  else if (fact->arguments != NULL)
    arguments = g_variant_parse (NULL, fact->arguments, NULL, NULL, NULL);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_dbus_connection_call (self->connection, fact->name, fact->path, interface, method, arguments,
                          fact->method != NULL ? NULL : G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          TIMEOUT_MS, self->cancellable, on_answered, g_object_ref (self));
}

/* --- listening --------------------------------------------------------------------------------------------- */

/* What a service says by itself is newer than the answer to any question. */
static void
take_news (NudgePresenceDbus *self, NudgeTruth truth)
{
  g_cancellable_cancel (self->cancellable);
  set_truth (self, truth);
}

static void
on_properties_changed (NudgePresenceDbus *self, GVariant *arguments)
{
  g_autoptr(GVariant) changed = NULL;
  g_autoptr(GVariant) value = NULL;
  const char *interface;

  if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  g_variant_get (arguments, "(&s@a{sv}as)", &interface, &changed, NULL);
  if (!g_str_equal (interface, self->fact->interface))
    return;
  value = g_variant_lookup_value (changed, self->fact->property, NULL);
  if (value != NULL)
    take_news (self, self->fact->read (value));
  else
    ask (self);
}

static void
on_signal (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
           const char *signal, GVariant *arguments, gpointer data)
{
  NudgePresenceDbus *self = data;

  if (self->fact->property != NULL)
    on_properties_changed (self, arguments);
  else
    take_news (self, self->fact->read_signal (arguments, self->truth));
}

static void
on_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  NudgePresenceDbus *self = data;

  self->is_there = TRUE;
  ask (self);
  nudge_presence_source_emit_changed (NUDGE_PRESENCE_SOURCE (self));
}

static void
on_vanished (GDBusConnection *connection, const char *name, gpointer data)
{
  NudgePresenceDbus *self = data;

  g_cancellable_cancel (self->cancellable);
  if (!self->is_there)
    return;
  self->is_there = FALSE;
  set_truth (self, NUDGE_UNKNOWN);
}

/* --- the port ------------------------------------------------------------------------------------------------ */

static void
presence_dbus_start (NudgePresenceSource *source)
{
  NudgePresenceDbus *self = NUDGE_PRESENCE_DBUS (source);
  const NudgeBusFact *fact = self->fact;
  gboolean is_property = fact->property != NULL;

  self->signal_id = g_dbus_connection_signal_subscribe (
      self->connection, fact->name, is_property ? PROPERTIES : fact->interface,
      is_property ? "PropertiesChanged" : fact->signal, fact->path, is_property ? fact->interface : NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_signal, self, NULL);
  self->watch_id = g_bus_watch_name_on_connection (self->connection, fact->name, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                   on_appeared, on_vanished, self, NULL);
}

static const char *
presence_dbus_get_name (NudgePresenceSource *source)
{
  return NUDGE_PRESENCE_DBUS (source)->fact->source;
}

static NudgeTruth
presence_dbus_get_truth (NudgePresenceSource *source, NudgeFact fact)
{
  NudgePresenceDbus *self = NUDGE_PRESENCE_DBUS (source);

  return fact == self->fact->fact ? self->truth : NUDGE_UNKNOWN;
}

static char *
presence_dbus_describe (NudgePresenceSource *source)
{
  NudgePresenceDbus *self = NUDGE_PRESENCE_DBUS (source);
  const NudgeBusFact *fact = self->fact;

  if (!self->is_there)
    return g_strdup_printf ("%s is not on the bus", fact->name);
  if (self->truth == NUDGE_UNKNOWN)
    return g_strdup_printf ("%s is there, but does not say %s", fact->name,
                            fact->property != NULL ? fact->property : fact->method);
  return g_strdup_printf ("%s says it (%s)", fact->name, fact->property != NULL ? fact->property : fact->method);
}

static void
source_iface_init (NudgePresenceSourceInterface *iface)
{
  iface->start = presence_dbus_start;
  iface->get_name = presence_dbus_get_name;
  iface->get_truth = presence_dbus_get_truth;
  iface->describe = presence_dbus_describe;
}

static void
nudge_presence_dbus_dispose (GObject *object)
{
  NudgePresenceDbus *self = NUDGE_PRESENCE_DBUS (object);

  if (self->signal_id != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->signal_id);
  self->signal_id = 0;
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  G_OBJECT_CLASS (nudge_presence_dbus_parent_class)->dispose (object);
}

static void
nudge_presence_dbus_class_init (NudgePresenceDbusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_presence_dbus_dispose;
}

static void
nudge_presence_dbus_init (NudgePresenceDbus *self)
{
}

GPtrArray *
nudge_presence_dbus_list (GDBusConnection *connection)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_object_unref);

  for (const NudgeBusFact *fact = nudge_bus_facts (); fact->source != NULL; fact++)
    {
      NudgePresenceDbus *self = g_object_new (NUDGE_TYPE_PRESENCE_DBUS, NULL);

      self->connection = g_object_ref (connection);
      self->fact = fact;
      g_ptr_array_add (sources, self);
    }
  return sources;
}
