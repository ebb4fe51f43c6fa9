/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by D-Bus: services that appear, change their mind, hang and leave, on a bus of their own. */
#include "presence-dbus.h"

#include "wait-until.h"

#include <string.h>

#define XML                                                                                                           \
  "<node>"                                                                                                            \
  "<interface name='org.freedesktop.ScreenSaver'><method name='GetActive'><arg type='b' direction='out'/></method>"  \
  "<signal name='ActiveChanged'><arg type='b'/></signal></interface>"                                                 \
  "<interface name='org.dunstproject.cmd0'><property name='paused' type='b' access='read'/></interface>"              \
  "<interface name='fr.emersion.Mako'><property name='Modes' type='as' access='read'/></interface>"                   \
  "<interface name='org.gnome.SessionManager'><property name='InhibitedActions' type='u' access='read'/></interface>" \
  "<interface name='org.xfce.Xfconf'><method name='GetProperty'><arg type='s' direction='in'/>"                      \
  "<arg type='s' direction='in'/><arg type='v' direction='out'/></method>"                                            \
  "<signal name='PropertyChanged'><arg type='s'/><arg type='s'/><arg type='v'/></signal></interface>"                \
  "</node>"

typedef struct {
  const char *address; /* of the bus: one for all tests, as starting several in a process with threads is a race */
  GDBusConnection *service; /* where the stand-ins live */
  GDBusConnection *client;
  GPtrArray *sources;
  const char *answer; /* of the stand-in, as GVariant text; NULL: it hangs */
  GDBusNodeInfo *node; /* lives as long as what is registered by it */
  GArray *objects;     /* of guint: registrations */
  guint name_id;
} Fixture;

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
         const char *method, GVariant *arguments, GDBusMethodInvocation *invocation, gpointer data)
{
  Fixture *f = data;

  if (f->answer != NULL)
    g_dbus_method_invocation_return_value (invocation, g_variant_parse (NULL, f->answer, NULL, NULL, NULL));
}

static GVariant *
on_get (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
        const char *property, GError **error, gpointer data)
{
  Fixture *f = data;

  return g_variant_parse (NULL, f->answer, NULL, NULL, NULL);
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
  f->sources = nudge_presence_dbus_list (f->client);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < f->objects->len; i++)
    g_dbus_connection_unregister_object (f->service, g_array_index (f->objects, guint, i));
  g_array_unref (f->objects);
  g_ptr_array_unref (f->sources);
  g_clear_handle_id (&f->name_id, g_bus_unown_name);
  g_dbus_connection_close_sync (f->client, NULL, NULL);
  g_clear_object (&f->client);
  if (f->service != NULL)
    g_dbus_connection_close_sync (f->service, NULL, NULL);
  g_clear_object (&f->service);
  g_dbus_node_info_unref (f->node);
}

static void
serve (Fixture *f, const char *name, const char *path, const char *interface)
{
  guint id = g_dbus_connection_register_object (f->service, path,
                                                g_dbus_node_info_lookup_interface (f->node, interface), &vtable, f,
                                                NULL, NULL);

  g_assert_cmpuint (id, !=, 0);
  g_array_append_val (f->objects, id);
  f->name_id = g_bus_own_name_on_connection (f->service, name, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

static NudgePresenceSource *
start_source (Fixture *f, const char *name)
{
  for (guint i = 0; i < f->sources->len; i++)
    {
      NudgePresenceSource *source = g_ptr_array_index (f->sources, i);

      if (g_str_equal (nudge_presence_source_get_name (source), name))
        {
          nudge_presence_source_start (source);
          return source;
        }
    }
  g_error ("there is no source “%s”", name);
}

/* What wait_until() asks for. */
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
expect (NudgePresenceSource *source, NudgeFact fact, NudgeTruth wanted)
{
  Wish wish = { source, fact, wanted };

  g_assert_true (wait_until (is_fulfilled, &wish));
}

static void
tell (Fixture *f, const char *path, const char *interface, const char *signal, const char *arguments)
{
  g_assert_true (g_dbus_connection_emit_signal (f->service, NULL, path, interface, signal,
                                                g_variant_parse (NULL, arguments, NULL, NULL, NULL), NULL));
}

static void
test_a_screen_saver_locks_and_unlocks (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "screen saver");

  g_assert_cmpint (nudge_presence_source_get_truth (source, NUDGE_FACT_LOCKED), ==, NUDGE_UNKNOWN);
  f->answer = "(false,)";
  serve (f, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
  expect (source, NUDGE_FACT_LOCKED, NUDGE_NO);
  tell (f, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "(true,)");
  expect (source, NUDGE_FACT_LOCKED, NUDGE_YES);
  g_assert_cmpint (nudge_presence_source_get_truth (source, NUDGE_FACT_DND), ==, NUDGE_UNKNOWN);
  g_clear_handle_id (&f->name_id, g_bus_unown_name);
  expect (source, NUDGE_FACT_LOCKED, NUDGE_UNKNOWN);
}

static void
test_dunst_is_paused (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "dunst");

  f->answer = "true";
  serve (f, "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.dunstproject.cmd0");
  expect (source, NUDGE_FACT_DND, NUDGE_YES);
  tell (f, "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties", "PropertiesChanged",
        "('org.dunstproject.cmd0', {'paused': <false>}, @as [])");
  expect (source, NUDGE_FACT_DND, NUDGE_NO);
  f->answer = "true";
  tell (f, "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties", "PropertiesChanged",
        "('org.dunstproject.cmd0', @a{sv} {}, ['paused'])");
  expect (source, NUDGE_FACT_DND, NUDGE_YES);
}

static void
test_a_server_without_the_property_says_nothing (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "notification server");
  NudgePresenceSource *dunst = start_source (f, "dunst");
  g_autofree char *text = NULL;

  f->answer = "false";
  serve (f, "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.dunstproject.cmd0");
  expect (dunst, NUDGE_FACT_DND, NUDGE_NO);
  g_assert_cmpint (nudge_presence_source_get_truth (source, NUDGE_FACT_DND), ==, NUDGE_UNKNOWN);
  text = nudge_presence_source_describe (source);
  g_assert_nonnull (strstr (text, "does not say Inhibited"));
}

static void
test_modes_of_mako (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "mako");

  f->answer = "['default', 'Do-Not-Disturb']";
  serve (f, "fr.emersion.Mako", "/fr/emersion/Mako", "fr.emersion.Mako");
  expect (source, NUDGE_FACT_DND, NUDGE_YES);
  tell (f, "/fr/emersion/Mako", "org.freedesktop.DBus.Properties", "PropertiesChanged",
        "('fr.emersion.Mako', {'Modes': <['default']>}, @as [])");
  expect (source, NUDGE_FACT_DND, NUDGE_NO);
}

static void
test_only_the_right_property_of_xfconf_counts (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "Xfce notifications");

  f->answer = "(<true>,)";
  serve (f, "org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf");
  expect (source, NUDGE_FACT_DND, NUDGE_YES);
  tell (f, "/org/xfce/Xfconf", "org.xfce.Xfconf", "PropertyChanged", "('xfwm4', '/do-not-disturb', <false>)");
  tell (f, "/org/xfce/Xfconf", "org.xfce.Xfconf", "PropertyChanged", "('xfce4-notifyd', '/theme', <'x'>)");
  tell (f, "/org/xfce/Xfconf", "org.xfce.Xfconf", "PropertyChanged",
        "('xfce4-notifyd', '/do-not-disturb', <false>)");
  expect (source, NUDGE_FACT_DND, NUDGE_NO);
}

static void
test_the_idle_flag_of_gnome (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "GNOME session");

  f->answer = "uint32 12";
  serve (f, "org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager");
  expect (source, NUDGE_FACT_FULLSCREEN, NUDGE_YES);
  tell (f, "/org/gnome/SessionManager", "org.freedesktop.DBus.Properties", "PropertiesChanged",
        "('org.gnome.SessionManager', {'InhibitedActions': <uint32 4>}, @as [])");
  expect (source, NUDGE_FACT_FULLSCREEN, NUDGE_NO);
}

static void
test_a_value_of_another_type_is_unknown (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "screen saver");

  f->answer = "(true,)";
  serve (f, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
  expect (source, NUDGE_FACT_LOCKED, NUDGE_YES);
  tell (f, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "('yes',)");
  expect (source, NUDGE_FACT_LOCKED, NUDGE_UNKNOWN);
}

static void
test_a_service_that_hangs_delays_nothing (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "screen saver");

  f->answer = NULL;
  serve (f, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
  g_assert_cmpint (nudge_presence_source_get_truth (source, NUDGE_FACT_LOCKED), ==, NUDGE_UNKNOWN);
  tell (f, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "(true,)");
  expect (source, NUDGE_FACT_LOCKED, NUDGE_YES);
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
  add (address, "/presence-dbus/a-screen-saver-locks-and-unlocks", test_a_screen_saver_locks_and_unlocks);
  add (address, "/presence-dbus/dunst-is-paused", test_dunst_is_paused);
  add (address, "/presence-dbus/a-server-without-the-property-says-nothing",
       test_a_server_without_the_property_says_nothing);
  add (address, "/presence-dbus/modes-of-mako", test_modes_of_mako);
  add (address, "/presence-dbus/only-the-right-property-of-xfconf-counts",
       test_only_the_right_property_of_xfconf_counts);
  add (address, "/presence-dbus/the-idle-flag-of-gnome", test_the_idle_flag_of_gnome);
  add (address, "/presence-dbus/a-value-of-another-type-is-unknown", test_a_value_of_another_type_is_unknown);
  add (address, "/presence-dbus/a-service-that-hangs-delays-nothing", test_a_service_that_hangs_delays_nothing);
  status = g_test_run ();
  g_test_dbus_stop (bus);
  return status;
}
