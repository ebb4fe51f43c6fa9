/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by Mutter and by logind: stand-ins for both on a bus of their own, driven as the real ones behave. */
#include "presence-logind.h"
#include "presence-mutter.h"

#include "wait-until.h"

#include <string.h>

#define SESSION_PATH "/org/freedesktop/login1/session/_32"
#define IDLE_PATH "/org/gnome/Mutter/IdleMonitor/Core"

#define XML                                                                                                           \
  "<node>"                                                                                                            \
  "<interface name='org.gnome.Mutter.IdleMonitor'>"                                                                   \
  "<method name='AddIdleWatch'><arg type='t' direction='in'/><arg type='u' direction='out'/></method>"               \
  "<method name='AddUserActiveWatch'><arg type='u' direction='out'/></method>"                                        \
  "<method name='RemoveWatch'><arg type='u' direction='in'/></method>"                                                \
  "<signal name='WatchFired'><arg type='u'/></signal></interface>"                                                    \
  "<interface name='org.freedesktop.login1.Manager'>"                                                                 \
  "<method name='GetSession'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>"                 \
  "<method name='GetUser'><arg type='u' direction='in'/><arg type='o' direction='out'/></method>"                    \
  "<signal name='PrepareForSleep'><arg type='b'/></signal></interface>"                                               \
  "<interface name='org.freedesktop.login1.User'><property name='Display' type='(so)' access='read'/></interface>"   \
  "<interface name='org.freedesktop.login1.Session'><property name='LockedHint' type='b' access='read'/>"            \
  "<property name='IdleHint' type='b' access='read'/></interface>"                                                    \
  "</node>"

typedef struct {
  const char *address; /* of the bus: one for all tests, as starting several in a process with threads is a race */
  GDBusConnection *service;
  GDBusConnection *client;
  NudgePresenceSource *source;
  GDBusNodeInfo *node; /* lives as long as what is registered by it */
  GArray *objects;     /* of guint: registrations */
  guint name_id;
  guint32 last_watch;
  guint64 idle_ms;  /* of the last AddIdleWatch */
  guint n_active;   /* calls of AddUserActiveWatch */
  guint n_removed;  /* calls of RemoveWatch */
  gboolean locked;
} Fixture;

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
         const char *method, GVariant *arguments, GDBusMethodInvocation *invocation, gpointer data)
{
  Fixture *f = data;

  if (g_str_equal (method, "GetSession"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", SESSION_PATH));
  else if (g_str_equal (method, "GetUser"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/org/freedesktop/login1/user/me"));
  else if (g_str_equal (method, "RemoveWatch"))
    {
      f->n_removed++;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      if (g_str_equal (method, "AddIdleWatch"))
        g_variant_get (arguments, "(t)", &f->idle_ms);
      else
        f->n_active++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", ++f->last_watch));
    }
}

static GVariant *
on_get (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
        const char *property, GError **error, gpointer data)
{
  Fixture *f = data;

  if (g_str_equal (property, "Display"))
    return g_variant_new ("(so)", "2", SESSION_PATH);
  return g_variant_new_boolean (g_str_equal (property, "LockedHint") && f->locked);
}

static const GDBusInterfaceVTable vtable = { on_call, on_get, NULL, { 0 } };

static GDBusConnection *
connect_to_bus (Fixture *f)
{
  GDBusConnectionFlags flags
      = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;

  return g_dbus_connection_new_for_address_sync (f->address, flags, NULL, NULL, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->address = data;
  f->node = g_dbus_node_info_new_for_xml (XML, NULL);
  f->objects = g_array_new (FALSE, FALSE, sizeof (guint));
  f->service = connect_to_bus (f);
  f->client = connect_to_bus (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < f->objects->len; i++)
    g_dbus_connection_unregister_object (f->service, g_array_index (f->objects, guint, i));
  g_array_unref (f->objects);
  g_clear_object (&f->source);
  g_clear_handle_id (&f->name_id, g_bus_unown_name);
  g_dbus_connection_close_sync (f->client, NULL, NULL);
  g_clear_object (&f->client);
  g_dbus_connection_close_sync (f->service, NULL, NULL);
  g_clear_object (&f->service);
  g_dbus_node_info_unref (f->node);
}

static void
serve (Fixture *f, const char *path, const char *interface)
{
  guint id = g_dbus_connection_register_object (f->service, path,
                                                g_dbus_node_info_lookup_interface (f->node, interface), &vtable, f,
                                                NULL, NULL);

  g_assert_cmpuint (id, !=, 0);
  g_array_append_val (f->objects, id);
}

static void
own (Fixture *f, const char *name)
{
  f->name_id = g_bus_own_name_on_connection (f->service, name, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

static void
tell (Fixture *f, const char *path, const char *interface, const char *signal, GVariant *arguments)
{
  g_assert_true (g_dbus_connection_emit_signal (f->service, NULL, path, interface, signal, arguments, NULL));
}

typedef struct {
  NudgePresenceSource *source;
  NudgeFact fact;
  NudgeTruth wanted;
} Wish;

static gboolean
is_fulfilled (gpointer data)
{
  const Wish *wish = data;

  return nudge_presence_source_get_truth (wish->source, wish->fact) == wish->wanted;
}

static void
expect (Fixture *f, NudgeFact fact, NudgeTruth wanted)
{
  Wish wish = { f->source, fact, wanted };

  g_assert_true (wait_until (is_fulfilled, &wish));
}

static gboolean
has_active_watch (gpointer data)
{
  return ((Fixture *) data)->n_active > 0;
}

static void
fire (Fixture *f, guint32 watch)
{
  tell (f, IDLE_PATH, "org.gnome.Mutter.IdleMonitor", "WatchFired", g_variant_new ("(u)", watch));
}

static void
start_mutter (Fixture *f)
{
  f->source = NUDGE_PRESENCE_SOURCE (nudge_presence_mutter_new (f->client));
  nudge_presence_source_set_idle_span (f->source, 90 * G_TIME_SPAN_SECOND);
  nudge_presence_source_start (f->source);
  serve (f, IDLE_PATH, "org.gnome.Mutter.IdleMonitor");
  own (f, "org.gnome.Mutter.IdleMonitor");
  expect (f, NUDGE_FACT_IDLE, NUDGE_NO);
}

static void
test_mutter_tells_of_absence_and_return (Fixture *f, gconstpointer data)
{
  guint32 idle_watch;

  start_mutter (f);
  g_assert_cmpuint (f->idle_ms, ==, 90000);
  idle_watch = f->last_watch;
  for (guint round = 0; round < 2; round++)
    {
      f->n_active = 0;
      fire (f, idle_watch);
      expect (f, NUDGE_FACT_IDLE, NUDGE_YES);
      g_assert_true (wait_until (has_active_watch, f));
      g_assert_true (g_dbus_connection_flush_sync (f->service, NULL, NULL));
      fire (f, f->last_watch);
      expect (f, NUDGE_FACT_IDLE, NUDGE_NO);
    }
}

static void
test_watches_of_others_are_nothing_to_us (Fixture *f, gconstpointer data)
{
  start_mutter (f);
  fire (f, f->last_watch + 100);
  fire (f, f->last_watch);
  expect (f, NUDGE_FACT_IDLE, NUDGE_YES);
}

static gboolean
was_asked_again (gpointer data)
{
  Fixture *f = data;

  return f->n_removed == 1 && f->idle_ms == 60000;
}

static void
test_another_span_is_another_watch (Fixture *f, gconstpointer data)
{
  start_mutter (f);
  nudge_presence_source_set_idle_span (f->source, G_TIME_SPAN_MINUTE);
  g_assert_true (wait_until (was_asked_again, f));
  expect (f, NUDGE_FACT_IDLE, NUDGE_NO);
}

static void
test_without_mutter_nothing_is_known (Fixture *f, gconstpointer data)
{
  start_mutter (f);
  g_clear_handle_id (&f->name_id, g_bus_unown_name);
  expect (f, NUDGE_FACT_IDLE, NUDGE_UNKNOWN);
}

static void
start_logind (Fixture *f)
{
  f->source = NUDGE_PRESENCE_SOURCE (nudge_presence_logind_new (f->client));
  nudge_presence_source_start (f->source);
  serve (f, "/org/freedesktop/login1", "org.freedesktop.login1.Manager");
  serve (f, "/org/freedesktop/login1/user/me", "org.freedesktop.login1.User");
  serve (f, SESSION_PATH, "org.freedesktop.login1.Session");
  own (f, "org.freedesktop.login1");
}

static void
tell_hint (Fixture *f, const char *name, gboolean hint)
{
  GVariantBuilder changed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sv}"));

  g_variant_builder_add (&changed, "{sv}", name, g_variant_new_boolean (hint));
  tell (f, SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
        g_variant_new ("(sa{sv}as)", "org.freedesktop.login1.Session", &changed, NULL));
}

static void
test_the_session_by_its_id (Fixture *f, gconstpointer data)
{
  g_setenv ("XDG_SESSION_ID", "2", TRUE);
  f->locked = TRUE;
  start_logind (f);
  expect (f, NUDGE_FACT_LOCKED, NUDGE_YES);
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_IDLE), ==, NUDGE_NO);
  tell_hint (f, "LockedHint", FALSE);
  expect (f, NUDGE_FACT_LOCKED, NUDGE_NO);
  tell_hint (f, "IdleHint", TRUE);
  expect (f, NUDGE_FACT_IDLE, NUDGE_YES);
}

static void
test_the_session_of_the_desktop (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_unsetenv ("XDG_SESSION_ID");
  start_logind (f);
  expect (f, NUDGE_FACT_LOCKED, NUDGE_NO);
  text = nudge_presence_source_describe (f->source);
  g_assert_nonnull (strstr (text, SESSION_PATH));
}

static void
tell_sleep (Fixture *f, gboolean begins)
{
  tell (f, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
        g_variant_new ("(b)", begins));
}

static void
test_sleep_holds_like_a_lock (Fixture *f, gconstpointer data)
{
  g_setenv ("XDG_SESSION_ID", "2", TRUE);
  start_logind (f);
  expect (f, NUDGE_FACT_LOCKED, NUDGE_NO);
  tell_sleep (f, TRUE);
  expect (f, NUDGE_FACT_LOCKED, NUDGE_YES);
  tell_sleep (f, FALSE);
  expect (f, NUDGE_FACT_LOCKED, NUDGE_NO);
  g_clear_handle_id (&f->name_id, g_bus_unown_name);
  expect (f, NUDGE_FACT_LOCKED, NUDGE_UNKNOWN);
}

static void
add (const char *address, const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, address, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_autoptr(GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  const char *address;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_dbus_up (bus);
  address = g_test_dbus_get_bus_address (bus);
  add (address, "/presence-session/mutter-tells-of-absence-and-return", test_mutter_tells_of_absence_and_return);
  add (address, "/presence-session/watches-of-others-are-nothing-to-us", test_watches_of_others_are_nothing_to_us);
  add (address, "/presence-session/another-span-is-another-watch", test_another_span_is_another_watch);
  add (address, "/presence-session/without-mutter-nothing-is-known", test_without_mutter_nothing_is_known);
  add (address, "/presence-session/the-session-by-its-id", test_the_session_by_its_id);
  add (address, "/presence-session/the-session-of-the-desktop", test_the_session_of_the_desktop);
  add (address, "/presence-session/sleep-holds-like-a-lock", test_sleep_holds_like_a_lock);
  status = g_test_run ();
  g_test_dbus_stop (bus);
  return status;
}
