/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop fixture: a presenter before a mock server, what it says as one line of text, and ways to wait for that. */
#include "desktop-fixture.h"

static void
add_event (DesktopFixture *f, const char *format, ...)
{
  va_list args;

  if (f->events->len > 0)
    g_string_append (f->events, ", ");
  va_start (args, format);
  g_string_append_vprintf (f->events, format, args);
  va_end (args);
}

static void
on_answered (NudgePresenter *presenter, guint64 id, const char *action, const char *text, DesktopFixture *f)
{
  add_event (f, "answered %u %s%s%s", (guint) id, action, text != NULL ? " " : "", text != NULL ? text : "");
}

static void
on_closed (NudgePresenter *presenter, guint64 id, gint how, DesktopFixture *f)
{
  add_event (f, "closed %u %s", (guint) id, how == NUDGE_CLOSED_BY_USER ? "user" : "server");
}

static void
on_shown (NudgePresenter *presenter, guint64 id, DesktopFixture *f)
{
  add_event (f, "shown %u", (guint) id);
}

static void
on_save (const char *text, gpointer data)
{
  DesktopFixture *f = data;

  g_free (f->memory);
  f->memory = g_strdup (text);
}

void
desktop_start_presenter (DesktopFixture *f)
{
  g_autofree char *memory = g_strdup (f->memory);

  f->presenter = nudge_desktop_presenter_new (f->connection, &f->options);
  nudge_desktop_presenter_set_patience (f->presenter, PATIENT_MS, SETTLE_MS);
  nudge_desktop_presenter_set_memory (f->presenter, memory, on_save, f);
  g_signal_connect (f->presenter, "answered", G_CALLBACK (on_answered), f);
  g_signal_connect (f->presenter, "closed", G_CALLBACK (on_closed), f);
  g_signal_connect (f->presenter, "shown", G_CALLBACK (on_shown), f);
}

void
desktop_set_up (DesktopFixture *f, gconstpointer profile)
{
  g_autoptr(GError) error = NULL;

  f->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (f->connection, FALSE);
  f->events = g_string_new (NULL);
  f->options = (NudgeDesktopOptions) {
    .urgency = NUDGE_URGENCY_NORMAL,
    .body = NUDGE_BODY_ALWAYS,
    .persist = TRUE,
    .snooze = 5 * G_TIME_SPAN_MINUTE,
  };
  if (profile != NULL)
    f->server = mock_server_new (mock_profile (profile));
  desktop_start_presenter (f);
}

void
desktop_hang (DesktopFixture *f)
{
  nudge_desktop_presenter_set_patience (f->presenter, SILENT_MS, SETTLE_MS);
  mock_server_set_hanging (f->server, TRUE);
}

gboolean
desktop_on_turn (gpointer data)
{
  gboolean *flag = data;

  *flag = TRUE;
  return G_SOURCE_CONTINUE;
}

guint
desktop_count_open (DesktopFixture *f)
{
  return mock_server_get_notes (f->server)->len;
}

MockNote *
desktop_note_at (DesktopFixture *f, guint i)
{
  return g_ptr_array_index (mock_server_get_notes (f->server), i);
}

/* Runs the main loop for as long as anything that was begun needs. */
void
desktop_run_for (guint milliseconds)
{
  gboolean over = FALSE;
  guint id = g_timeout_add (milliseconds, desktop_on_turn, &over);

  while (!over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

void
desktop_tear_down (DesktopFixture *f, gconstpointer profile)
{
  if (f->server != NULL)
    mock_server_set_hanging (f->server, FALSE);
  g_assert_finalize_object (f->presenter);
  g_clear_pointer (&f->server, mock_server_free);
  g_string_free (f->events, TRUE);
  g_free (f->memory);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (f->connection);
}

NudgeLive *
desktop_make_live (guint64 id, const char *summary)
{
  NudgeLive *live = nudge_live_new ();

  live->id = id;
  live->summary = g_strdup (summary);
  live->body = g_strdup ("A glass of water & a breath");
  live->category = g_strdup ("food");
  live->state = NUDGE_STATE_SHOWN;
  return live;
}

void
desktop_show (DesktopFixture *f, guint64 id, const char *summary)
{
  g_autoptr(NudgeLive) live = desktop_make_live (id, summary);

  nudge_presenter_show (NUDGE_PRESENTER (f->presenter), live, FALSE);
}

void
desktop_show_and_wait (DesktopFixture *f, guint64 id, const char *summary)
{
  g_autofree char *event = g_strdup_printf ("shown %" G_GUINT64_FORMAT, id);

  desktop_show (f, id, summary);
  wait_for (saw (f, event));
}

void
desktop_withdraw (DesktopFixture *f, guint64 id)
{
  nudge_presenter_withdraw (NUDGE_PRESENTER (f->presenter), id);
}

int
desktop_run_tests (void)
{
  g_autoptr(GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  int status;

  g_test_dbus_up (bus);
  status = g_test_run ();
  g_test_dbus_down (bus);
  return status;
}
