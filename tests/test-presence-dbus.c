/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by D-Bus: services that appear, change their mind, hang and leave, on a bus of their own. */
#include "presence-dbus.h"

#include "bus-stage.h"
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
  BusStage stage;
  GPtrArray *sources;
  const char *answer; /* of the stand-in, as GVariant text; NULL: it hangs */
  guint n_calls;      /* that the stand-in got */
} Fixture;

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
         const char *method, GVariant *arguments, GDBusMethodInvocation *invocation, gpointer data)
{
  Fixture *f = data;

  f->n_calls++;
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

static void
set_up (Fixture *f, gconstpointer data)
{
  bus_stage_set_up (&f->stage, data, XML, &vtable, f);
  f->sources = nudge_presence_dbus_list (f->stage.client);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_ptr_array_unref (f->sources);
  bus_stage_tear_down (&f->stage);
}

static void
serve (Fixture *f, const char *name, const char *path, const char *interface)
{
  bus_stage_serve (&f->stage, path, interface);
  bus_stage_own (&f->stage, name);
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

static void
tell (Fixture *f, const char *path, const char *interface, const char *signal, const char *arguments)
{
  bus_stage_tell (&f->stage, path, interface, signal, g_variant_parse (NULL, arguments, NULL, NULL, NULL));
}

static void
test_a_screen_saver_locks_and_unlocks (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "screen saver");

  g_assert_cmpint (nudge_presence_source_get_truth (source, NUDGE_FACT_LOCKED), ==, NUDGE_UNKNOWN);
  f->answer = "(false,)";
  serve (f, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
  expect_truth (source, NUDGE_FACT_LOCKED, NUDGE_NO);
  tell (f, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "(true,)");
  expect_truth (source, NUDGE_FACT_LOCKED, NUDGE_YES);
  g_assert_cmpint (nudge_presence_source_get_truth (source, NUDGE_FACT_DND), ==, NUDGE_UNKNOWN);
  bus_stage_leave (&f->stage);
  expect_truth (source, NUDGE_FACT_LOCKED, NUDGE_UNKNOWN);
}

static void
test_dunst_is_paused (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "dunst");

  f->answer = "true";
  serve (f, "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.dunstproject.cmd0");
  expect_truth (source, NUDGE_FACT_DND, NUDGE_YES);
  tell (f, "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties", "PropertiesChanged",
        "('org.dunstproject.cmd0', {'paused': <false>}, @as [])");
  expect_truth (source, NUDGE_FACT_DND, NUDGE_NO);
  f->answer = "true";
  tell (f, "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties", "PropertiesChanged",
        "('org.dunstproject.cmd0', @a{sv} {}, ['paused'])");
  expect_truth (source, NUDGE_FACT_DND, NUDGE_YES);
}

static void
test_a_server_without_the_property_says_nothing (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "notification server");
  NudgePresenceSource *dunst = start_source (f, "dunst");
  g_autofree char *text = NULL;

  f->answer = "false";
  serve (f, "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.dunstproject.cmd0");
  expect_truth (dunst, NUDGE_FACT_DND, NUDGE_NO);
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
  expect_truth (source, NUDGE_FACT_DND, NUDGE_YES);
  tell (f, "/fr/emersion/Mako", "org.freedesktop.DBus.Properties", "PropertiesChanged",
        "('fr.emersion.Mako', {'Modes': <['default']>}, @as [])");
  expect_truth (source, NUDGE_FACT_DND, NUDGE_NO);
}

static void
test_only_the_right_property_of_xfconf_counts (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "Xfce notifications");

  f->answer = "(<true>,)";
  serve (f, "org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf");
  expect_truth (source, NUDGE_FACT_DND, NUDGE_YES);
  tell (f, "/org/xfce/Xfconf", "org.xfce.Xfconf", "PropertyChanged", "('xfwm4', '/do-not-disturb', <false>)");
  tell (f, "/org/xfce/Xfconf", "org.xfce.Xfconf", "PropertyChanged", "('xfce4-notifyd', '/theme', <'x'>)");
  tell (f, "/org/xfce/Xfconf", "org.xfce.Xfconf", "PropertyChanged",
        "('xfce4-notifyd', '/do-not-disturb', <false>)");
  expect_truth (source, NUDGE_FACT_DND, NUDGE_NO);
}

static void
test_the_idle_flag_of_gnome (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "GNOME session");

  f->answer = "uint32 12";
  serve (f, "org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager");
  expect_truth (source, NUDGE_FACT_FULLSCREEN, NUDGE_YES);
  tell (f, "/org/gnome/SessionManager", "org.freedesktop.DBus.Properties", "PropertiesChanged",
        "('org.gnome.SessionManager', {'InhibitedActions': <uint32 4>}, @as [])");
  expect_truth (source, NUDGE_FACT_FULLSCREEN, NUDGE_NO);
}

static void
test_a_value_of_another_type_is_unknown (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "screen saver");

  f->answer = "(true,)";
  serve (f, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
  expect_truth (source, NUDGE_FACT_LOCKED, NUDGE_YES);
  tell (f, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "('yes',)");
  expect_truth (source, NUDGE_FACT_LOCKED, NUDGE_UNKNOWN);
}

static gboolean
was_called (gpointer data)
{
  return ((Fixture *) data)->n_calls > 0;
}

static void
test_a_service_that_hangs_delays_nothing (Fixture *f, gconstpointer data)
{
  NudgePresenceSource *source = start_source (f, "screen saver");

  f->answer = NULL;
  serve (f, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
  g_assert_true (wait_until (was_called, f));
  g_assert_cmpint (nudge_presence_source_get_truth (source, NUDGE_FACT_LOCKED), ==, NUDGE_UNKNOWN);
  tell (f, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "(true,)");
  expect_truth (source, NUDGE_FACT_LOCKED, NUDGE_YES);
}

#define ADD(path, test) g_test_add (path, Fixture, address, set_up, test, tear_down)

static void
add_tests (const char *address)
{
  ADD ("/presence-dbus/a-screen-saver-locks-and-unlocks", test_a_screen_saver_locks_and_unlocks);
  ADD ("/presence-dbus/dunst-is-paused", test_dunst_is_paused);
  ADD ("/presence-dbus/a-server-without-the-property-says-nothing", test_a_server_without_the_property_says_nothing);
  ADD ("/presence-dbus/modes-of-mako", test_modes_of_mako);
  ADD ("/presence-dbus/only-the-right-property-of-xfconf-counts", test_only_the_right_property_of_xfconf_counts);
  ADD ("/presence-dbus/the-idle-flag-of-gnome", test_the_idle_flag_of_gnome);
  ADD ("/presence-dbus/a-value-of-another-type-is-unknown", test_a_value_of_another_type_is_unknown);
  ADD ("/presence-dbus/a-service-that-hangs-delays-nothing", test_a_service_that_hangs_delays_nothing);
}

int
main (int argc, char **argv)
{
  return bus_stage_run (argc, argv, add_tests);
}
