/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer that comes after the call gave up still tells which notification is on the desktop. */
#include "desktop-late.h"

#include "mock-notification-server.h"
#include "wait-until.h"

typedef struct {
  GDBusConnection *connection;
  MockServer *server;
  NudgeDesktopLate *late;
  gint n_late;        /* atomic */
  guint64 key;
  guint32 id;
  gboolean is_over;   /* the call */
  gboolean is_answered;
} Fixture;

static void
on_late (guint64 key, guint32 id, gpointer data)
{
  Fixture *f = data;

  f->key = key;
  f->id = id;
  g_atomic_int_inc (&f->n_late);
  g_main_context_wakeup (NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  f->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (f->connection, FALSE);
  f->server = mock_server_new (mock_profile ("dunst"));
  f->late = nudge_desktop_late_new (f->connection, on_late, f, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  nudge_desktop_late_free (f->late);
  mock_server_free (f->server);
  run_what_is_ready ();
  g_object_unref (f->connection);
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *f = data;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  f->is_answered = reply != NULL;
  f->is_over = TRUE;
}

static gboolean
is_over (gpointer data)
{
  return ((Fixture *) data)->is_over;
}

static gboolean
has_late (gpointer data)
{
  return g_atomic_int_get (&((Fixture *) data)->n_late) > 0;
}

static gboolean
has_reached_server (gpointer data)
{
  return mock_server_count_waiting (((Fixture *) data)->server) > 0;
}

static void
call (Fixture *f, guint timeout_ms)
{
  f->is_over = FALSE;
  g_dbus_connection_call (f->connection, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                          "org.freedesktop.Notifications", "Notify",
                          g_variant_new ("(susssasa{sv}i)", "test", 0, "", "Drink", "", NULL, NULL, 0),
                          G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, timeout_ms, NULL, on_called, f);
  g_assert_true (wait_until (is_over, f));
}

static void
test_late_answer_is_told (Fixture *f, gconstpointer data)
{
  mock_server_hang_at_notify (f->server);
  nudge_desktop_late_begin (f->late, 17);
  call (f, 50);
  nudge_desktop_late_end (f->late);
  g_assert_false (f->is_answered);
  g_assert_true (wait_until (has_reached_server, f));
  mock_server_set_hanging (f->server, FALSE);
  g_assert_true (wait_until (has_late, f));
  g_assert_cmpuint (f->key, ==, 17);
  g_assert_cmpuint (f->id, ==, ((MockNote *) mock_server_get_notes (f->server)->pdata[0])->id);
}

static void
test_answer_in_time_is_not_told (Fixture *f, gconstpointer data)
{
  nudge_desktop_late_begin (f->late, 17);
  call (f, 10000);
  nudge_desktop_late_end (f->late);
  g_assert_true (f->is_answered);
  run_what_is_ready ();
  g_assert_cmpint (g_atomic_int_get (&f->n_late), ==, 0);
}

static void
test_refusal_is_not_told (Fixture *f, gconstpointer data)
{
  mock_server_hang_at_notify (f->server);
  nudge_desktop_late_begin (f->late, 17);
  call (f, 50);
  nudge_desktop_late_end (f->late);
  g_assert_true (wait_until (has_reached_server, f));
  mock_server_set_refusing (f->server, TRUE);
  mock_server_set_hanging (f->server, FALSE);
  mock_server_set_refusing (f->server, FALSE);
  /* An answer that comes after it: everything before has passed. */
  nudge_desktop_late_begin (f->late, 18);
  call (f, 10000);
  nudge_desktop_late_end (f->late);
  g_assert_true (f->is_answered);
  g_assert_cmpint (g_atomic_int_get (&f->n_late), ==, 0);
}

static void
test_calls_of_others_are_not_told (Fixture *f, gconstpointer data)
{
  mock_server_hang_at_notify (f->server);
  call (f, 50);
  g_assert_true (wait_until (has_reached_server, f));
  mock_server_set_hanging (f->server, FALSE);
  nudge_desktop_late_begin (f->late, 18);
  call (f, 10000);
  nudge_desktop_late_end (f->late);
  g_assert_cmpint (g_atomic_int_get (&f->n_late), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr(GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_test_add ("/desktop-late/late-answer-is-told", Fixture, NULL, set_up, test_late_answer_is_told, tear_down);
  g_test_add ("/desktop-late/answer-in-time-is-not-told", Fixture, NULL, set_up, test_answer_in_time_is_not_told,
              tear_down);
  g_test_add ("/desktop-late/refusal-is-not-told", Fixture, NULL, set_up, test_refusal_is_not_told, tear_down);
  g_test_add ("/desktop-late/calls-of-others-are-not-told", Fixture, NULL, set_up, test_calls_of_others_are_not_told,
              tear_down);
  status = g_test_run ();
  g_test_dbus_down (bus);
  return status;
}
