/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by Mutter and by logind: stand-ins for both on a bus of their own, driven as the real ones behave. */
#include "presence-logind.h"
#include "presence-mutter.h"

#include "bus-stage.h"
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
  BusStage stage;
  NudgePresenceSource *source;
  guint32 last_watch;
  guint64 idle_ms; /* of the last AddIdleWatch */
  guint n_active;  /* calls of AddUserActiveWatch */
  guint n_removed; /* calls of RemoveWatch */
  gboolean fires_early; /* a watch fires before its number is told */
  gboolean locked;
} Fixture;

static void
fire (Fixture *f, guint32 watch)
{
  bus_stage_tell (&f->stage, IDLE_PATH, "org.gnome.Mutter.IdleMonitor", "WatchFired", g_variant_new ("(u)", watch));
}

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
      if (f->fires_early)
        fire (f, f->last_watch + 1);
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

static void
set_up (Fixture *f, gconstpointer data)
{
  bus_stage_set_up (&f->stage, data, XML, &vtable, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->source);
  bus_stage_tear_down (&f->stage);
}

static void
expect (Fixture *f, NudgeFact fact, NudgeTruth wanted)
{
  expect_truth (f->source, fact, wanted);
}

static gboolean
has_active_watch (gpointer data)
{
  return ((Fixture *) data)->n_active > 0;
}

static void
start_mutter (Fixture *f)
{
  f->source = NUDGE_PRESENCE_SOURCE (nudge_presence_mutter_new (f->stage.client));
  nudge_presence_source_set_idle_span (f->source, 90 * G_TIME_SPAN_SECOND);
  nudge_presence_source_start (f->source);
  bus_stage_serve (&f->stage, IDLE_PATH, "org.gnome.Mutter.IdleMonitor");
  bus_stage_own (&f->stage, "org.gnome.Mutter.IdleMonitor");
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
      g_assert_true (g_dbus_connection_flush_sync (f->stage.service, NULL, NULL));
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
test_a_watch_that_fires_at_once_is_not_lost (Fixture *f, gconstpointer data)
{
  f->source = NUDGE_PRESENCE_SOURCE (nudge_presence_mutter_new (f->stage.client));
  f->fires_early = TRUE;
  nudge_presence_source_set_idle_span (f->source, G_TIME_SPAN_SECOND);
  bus_stage_serve (&f->stage, IDLE_PATH, "org.gnome.Mutter.IdleMonitor");
  bus_stage_own (&f->stage, "org.gnome.Mutter.IdleMonitor");
  nudge_presence_source_start (f->source);
  g_assert_true (wait_until (has_active_watch, f));
  expect (f, NUDGE_FACT_IDLE, NUDGE_NO);
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
  bus_stage_leave (&f->stage);
  expect (f, NUDGE_FACT_IDLE, NUDGE_UNKNOWN);
}

static void
start_logind (Fixture *f)
{
  f->source = NUDGE_PRESENCE_SOURCE (nudge_presence_logind_new (f->stage.client));
  nudge_presence_source_start (f->source);
  bus_stage_serve (&f->stage, "/org/freedesktop/login1", "org.freedesktop.login1.Manager");
  bus_stage_serve (&f->stage, "/org/freedesktop/login1/user/me", "org.freedesktop.login1.User");
  bus_stage_serve (&f->stage, SESSION_PATH, "org.freedesktop.login1.Session");
  bus_stage_own (&f->stage, "org.freedesktop.login1");
}

static void
tell_hint (Fixture *f, const char *name, gboolean hint)
{
  GVariantBuilder changed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sv}"));

  g_variant_builder_add (&changed, "{sv}", name, g_variant_new_boolean (hint));
  bus_stage_tell (&f->stage, SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
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
  bus_stage_tell (&f->stage, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
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
  bus_stage_leave (&f->stage);
  expect (f, NUDGE_FACT_LOCKED, NUDGE_UNKNOWN);
}

#define ADD(path, test) g_test_add (path, Fixture, address, set_up, test, tear_down)

static void
add_tests (const char *address)
{
  ADD ("/presence-session/mutter-tells-of-absence-and-return", test_mutter_tells_of_absence_and_return);
  ADD ("/presence-session/watches-of-others-are-nothing-to-us", test_watches_of_others_are_nothing_to_us);
  ADD ("/presence-session/a-watch-that-fires-at-once-is-not-lost", test_a_watch_that_fires_at_once_is_not_lost);
  ADD ("/presence-session/another-span-is-another-watch", test_another_span_is_another_watch);
  ADD ("/presence-session/without-mutter-nothing-is-known", test_without_mutter_nothing_is_known);
  ADD ("/presence-session/the-session-by-its-id", test_the_session_by_its_id);
  ADD ("/presence-session/the-session-of-the-desktop", test_the_session_of_the_desktop);
  ADD ("/presence-session/sleep-holds-like-a-lock", test_sleep_holds_like_a_lock);
}

int
main (int argc, char **argv)
{
  return bus_stage_run (argc, argv, add_tests);
}
