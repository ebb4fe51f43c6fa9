/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Present one: a desktop presenter on a line, for tests with real servers: orders come in, events go out. */
#include "desktop-presenter.h"

#include "pulse.h"

#include <stdio.h>
#include <unistd.h>

typedef struct {
  GMainLoop *loop;
  NudgeDesktopPresenter *presenter;
  Pulse pulse;
} Driver;

static void
on_answered (NudgePresenter *presenter, guint64 id, const char *action, const char *text, gpointer data)
{
  g_print ("answered %" G_GUINT64_FORMAT " %s%s%s\n", id, action, text != NULL ? " " : "", text != NULL ? text : "");
}

static void
on_closed (NudgePresenter *presenter, guint64 id, gint how, gpointer data)
{
  g_print ("closed %" G_GUINT64_FORMAT " %s\n", id, how == NUDGE_CLOSED_BY_USER ? "user" : "server");
}

static void
on_shown (NudgePresenter *presenter, guint64 id, gpointer data)
{
  g_print ("shown %" G_GUINT64_FORMAT "\n", id);
}

static void
show (Driver *driver, const char *id, const char *text, gboolean again)
{
  g_autoptr(NudgeLive) live = nudge_live_new ();
  g_auto(GStrv) parts = g_strsplit (text, "|", 2);

  live->id = g_ascii_strtoull (id, NULL, 10);
  live->summary = g_strdup (parts[0]);
  live->body = g_strdup (parts[0] != NULL && parts[1] != NULL ? parts[1] : "");
  live->category = g_strdup ("food");
  nudge_presenter_show (NUDGE_PRESENTER (driver->presenter), live, again);
}

static void
tell_server (Driver *driver)
{
  static const char *const states[] = { "unknown", "absent", "present", "silent" };
  const char *name;
  NudgeDesktopServerState state = nudge_desktop_presenter_get_server (driver->presenter, &name);

  g_print ("server %s %s\n", states[state], name != NULL ? name : "-");
}

static void
tell_longest_turn (Driver *driver)
{
  g_print ("longest turn %.1f ms\n", driver->pulse.longest / 1000.0);
  driver->pulse.longest = 0;
}

/* `show ID TITLE|BODY`, `again ID TITLE|BODY`, `withdraw ID`, `server`, `turn`. */
static void
obey (Driver *driver, const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 3);
  guint n = g_strv_length (words);

  if (n == 3 && g_str_equal (words[0], "show"))
    show (driver, words[1], words[2], FALSE);
  else if (n == 3 && g_str_equal (words[0], "again"))
    show (driver, words[1], words[2], TRUE);
  else if (n == 2 && g_str_equal (words[0], "withdraw"))
    nudge_presenter_withdraw (NUDGE_PRESENTER (driver->presenter), g_ascii_strtoull (words[1], NULL, 10));
  else if (n == 1 && g_str_equal (words[0], "server"))
    tell_server (driver);
  else if (n == 1 && g_str_equal (words[0], "turn"))
    tell_longest_turn (driver);
  else
    g_printerr ("not understood: %s\n", line);
}

static gboolean
on_input (GIOChannel *channel, GIOCondition condition, gpointer data)
{
  Driver *driver = data;
  g_autofree char *line = NULL;
  gsize end;

  if (g_io_channel_read_line (channel, &line, NULL, &end, NULL) != G_IO_STATUS_NORMAL)
    {
      g_main_loop_quit (driver->loop);
      return G_SOURCE_REMOVE;
    }
  line[end] = '\0';
  obey (driver, line);
  return G_SOURCE_CONTINUE;
}

static void
on_save (const char *text, gpointer path)
{
  if (path != NULL)
    g_file_set_contents (path, text, -1, NULL);
}

/* With an argument: the file that keeps the memory of the presenter between two runs. */
int
main (int argc, char **argv)
{
  NudgeDesktopOptions options = { .urgency = NUDGE_URGENCY_NORMAL, .persist = TRUE, .snooze = 10 * G_TIME_SPAN_MINUTE };
  g_autoptr(GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr(GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *memory = NULL;
  Driver driver = { .loop = loop };

  setvbuf (stdout, NULL, _IOLBF, 0);
  driver.presenter = nudge_desktop_presenter_new (connection, &options);
  if (argc > 1)
    g_file_get_contents (argv[1], &memory, NULL, NULL);
  nudge_desktop_presenter_set_memory (driver.presenter, memory, on_save, argc > 1 ? argv[1] : NULL);
  g_signal_connect (driver.presenter, "answered", G_CALLBACK (on_answered), NULL);
  g_signal_connect (driver.presenter, "closed", G_CALLBACK (on_closed), NULL);
  g_signal_connect (driver.presenter, "shown", G_CALLBACK (on_shown), NULL);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, on_input, &driver);
  g_timeout_add (1, pulse_beat, &driver.pulse);
  g_main_loop_run (loop);
  g_object_unref (driver.presenter);
  return 0;
}
