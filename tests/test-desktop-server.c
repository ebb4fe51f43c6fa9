/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether there is a notification server: asked, started by the bus, gone, broken. */
#include "desktop-server.h"

#include "mock-notification-server.h"
#include "wait-until.h"

#include <glib/gstdio.h>

typedef struct {
  GTestDBus *bus;
  char *services;       /* folder of what the bus can start */
  GDBusConnection *connection;
  NudgeDesktopServer *server;
  guint n_ready;
  guint n_lost;
  gboolean is_late;
} Fixture;

static void
on_ready (gpointer data, gboolean is_late)
{
  Fixture *f = data;

  f->n_ready++;
  f->is_late = is_late;
}

static void
on_lost (gpointer data)
{
  ((Fixture *) data)->n_lost++;
}

static void
write_service (Fixture *f, const char *program)
{
  g_autofree char *path = g_build_filename (f->services, "notifications.service", NULL);
  g_autofree char *text = g_strdup_printf ("[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=%s\n", program);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* @program: what the bus starts as notification server; a relative path is in the folder of the build. */
static void
set_up (Fixture *f, gconstpointer program)
{
  static const NudgeDesktopServerEvents events = { .ready = on_ready, .lost = on_lost };
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  f->services = g_dir_make_tmp ("nudged-services-XXXXXX", &error);
  g_assert_no_error (error);
  if (program != NULL)
    {
      path = g_path_is_absolute (program) ? g_strdup (program) : g_test_build_filename (G_TEST_BUILT, program, NULL);
      write_service (f, path);
    }
  f->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_add_service_dir (f->bus, f->services);
  g_test_dbus_up (f->bus);
  f->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (f->connection, FALSE);
  f->server = nudge_desktop_server_new (f->connection, &events, f);
  nudge_desktop_server_set_patience (f->server, 15000);
}

static void
tear_down (Fixture *f, gconstpointer program)
{
  g_autofree char *service = g_build_filename (f->services, "notifications.service", NULL);

  nudge_desktop_server_free (f->server);
  run_what_is_ready ();
  g_object_unref (f->connection);
  g_test_dbus_down (f->bus);
  g_object_unref (f->bus);
  g_remove (service);
  g_rmdir (f->services);
  g_free (f->services);
}

static gboolean
is_absent (gpointer data)
{
  return nudge_desktop_server_get_state (((Fixture *) data)->server) == NUDGE_SERVER_ABSENT;
}

static gboolean
is_silent (gpointer data)
{
  return nudge_desktop_server_get_state (((Fixture *) data)->server) == NUDGE_SERVER_SILENT;
}

static gboolean
is_present (gpointer data)
{
  return nudge_desktop_server_get_state (((Fixture *) data)->server) == NUDGE_SERVER_PRESENT;
}

static gboolean
is_ready (gpointer data)
{
  return ((Fixture *) data)->n_ready > 0;
}

static gboolean
is_lost (gpointer data)
{
  return ((Fixture *) data)->n_lost > 0;
}

static void
test_unknown_until_it_was_looked (Fixture *f, gconstpointer program)
{
  g_assert_cmpint (nudge_desktop_server_get_state (f->server), ==, NUDGE_SERVER_UNKNOWN);
  g_assert_true (wait_until (is_absent, f));
}

static void
test_bus_starts_it (Fixture *f, gconstpointer program)
{
  nudge_desktop_server_ask (f->server);
  g_assert_true (wait_until (is_ready, f));
  g_assert_cmpint (nudge_desktop_server_get_state (f->server), ==, NUDGE_SERVER_PRESENT);
  g_assert_cmpstr (nudge_desktop_server_get_name (f->server), ==, "dunst");
  g_assert_true (nudge_desktop_server_get_profile (f->server)->actions);
  g_assert_cmpuint (f->n_ready, ==, 1);
  g_assert_false (f->is_late);
}

static void
test_startable_is_not_absent (Fixture *f, gconstpointer program)
{
  for (guint i = 0; i < 100; i++)
    run_what_is_ready ();
  g_assert_cmpint (nudge_desktop_server_get_state (f->server), ==, NUDGE_SERVER_UNKNOWN);
}

static void
test_broken_one_is_absent (Fixture *f, gconstpointer program)
{
  MockServer *mock;

  nudge_desktop_server_ask (f->server);
  g_assert_true (wait_until (is_absent, f));
  g_assert_cmpuint (f->n_ready, ==, 0);
  mock = mock_server_new (mock_profile ("mako"));
  g_assert_true (wait_until (is_ready, f));
  g_assert_cmpstr (nudge_desktop_server_get_name (f->server), ==, "mako");
  g_assert_true (f->is_late);
  mock_server_free (mock);
}

static void
test_lost_and_found (Fixture *f, gconstpointer program)
{
  MockServer *mock = mock_server_new (mock_profile ("Plasma"));

  nudge_desktop_server_ask (f->server);
  g_assert_true (wait_until (is_ready, f));
  g_assert_true (nudge_desktop_server_get_profile (f->server)->inline_reply);
  mock_server_free (mock);
  g_assert_true (wait_until (is_lost, f));
  g_assert_null (nudge_desktop_server_get_owner (f->server));
  g_assert_null (nudge_desktop_server_get_name (f->server));
  g_assert_false (nudge_desktop_server_get_profile (f->server)->inline_reply);
  f->n_ready = 0;
  nudge_desktop_server_ask (f->server);
  mock = mock_server_new (mock_profile ("dunst"));
  g_assert_true (wait_until (is_ready, f));
  g_assert_cmpstr (nudge_desktop_server_get_name (f->server), ==, "dunst");
  mock_server_free (mock);
}

static void
test_silent_until_it_wakes_up (Fixture *f, gconstpointer program)
{
  MockServer *mock = mock_server_new (mock_profile ("dunst"));

  nudge_desktop_server_set_patience (f->server, 50);
  mock_server_set_hanging (mock, TRUE);
  nudge_desktop_server_ask (f->server);
  g_assert_true (wait_until (is_silent, f));
  g_assert_cmpuint (f->n_ready, ==, 0);
  mock_server_set_hanging (mock, FALSE);
  g_assert_true (wait_until (is_ready, f));
  g_assert_true (is_present (f));
  g_assert_true (f->is_late);
  mock_server_free (mock);
}

static void
test_no_event_after_it_is_freed (Fixture *f, gconstpointer program)
{
  static const NudgeDesktopServerEvents events = { .ready = on_ready, .lost = on_lost };
  MockServer *mock = mock_server_new (mock_profile ("dunst"));
  NudgeDesktopServer *second = nudge_desktop_server_new (f->connection, &events, f);

  nudge_desktop_server_ask (second);
  run_what_is_ready ();
  nudge_desktop_server_free (second);
  mock_server_free (mock);
  g_assert_true (wait_until (is_absent, f));
  g_assert_cmpuint (f->n_ready, <=, 1);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    const char *program;
    void (*test) (Fixture *f, gconstpointer program);
  } tests[] = {
    { "unknown-until-it-was-looked", NULL, test_unknown_until_it_was_looked },
    { "bus-starts-it", "mock-server", test_bus_starts_it },
    { "startable-is-not-absent", "mock-server", test_startable_is_not_absent },
    { "broken-one-is-absent", "/bin/false", test_broken_one_is_absent },
    { "lost-and-found", NULL, test_lost_and_found },
    { "silent-until-it-wakes-up", NULL, test_silent_until_it_wakes_up },
    { "no-event-after-it-is-freed", NULL, test_no_event_after_it_is_freed },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *name = g_strdup_printf ("/desktop-server/%s", tests[i].name);

      g_test_add (name, Fixture, tests[i].program, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
