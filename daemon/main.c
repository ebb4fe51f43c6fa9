/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudged: the command line, the log, and the life of the process. */
#define G_LOG_DOMAIN "nudged"

#include "app.h"
#include "bus-name.h"
#include "config.h"
#include "log.h"
#include "paths.h"

#include <gio/gio.h>
#include <glib-unix.h>

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Longer than reading rules should take; after it we answer with what there is. */
#define LOAD_TIMEOUT_SECONDS 3

typedef struct {
  char *config_file;
  char *data_dir;
  char *runtime_dir;
  char *packs_dir;
  char *log_level;
  gboolean foreground;
  gboolean replace;
  gboolean version;
} Options;

typedef struct {
  const Options *options;
  NudgeLog *log;
  GMainLoop *loop;
  GDBusConnection *connection;
  NudgeApp *app;
  gboolean begun;
  guint load_timeout_id;
  int exit_status;
} Process;

/* --- the command line ------------------------------------------------------------------------------------ */

static void
options_clear (Options *options)
{
  g_free (options->config_file);
  g_free (options->data_dir);
  g_free (options->runtime_dir);
  g_free (options->packs_dir);
  g_free (options->log_level);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &options->config_file,
      "Read this configuration only; own nudges are in “nudges” beside it", "FILE" },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &options->data_dir, "Folder of the journal and of started plans",
      "DIR" },
    { "runtime-dir", 0, 0, G_OPTION_ARG_FILENAME, &options->runtime_dir, "Folder of the status files", "DIR" },
    { "packs-dir", 0, 0, G_OPTION_ARG_FILENAME, &options->packs_dir, "Folder of the shipped packs", "DIR" },
    { "foreground", 'f', 0, G_OPTION_ARG_NONE, &options->foreground,
      "Print nudges on standard output when no notification server is there (default on a terminal)", NULL },
    { "replace", 'r', 0, G_OPTION_ARG_NONE, &options->replace, "Take the place of a running daemon", NULL },
    { "log-level", 'l', 0, G_OPTION_ARG_STRING, &options->log_level,
      "error, critical, warning (default), message, info or debug", "LEVEL" },
    { "version", 'V', 0, G_OPTION_ARG_NONE, &options->version, "Print the version and exit", NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, "Shows small, kind self-care reminders at a good moment.");
  g_option_context_set_description (context,
                                    "It stays in the foreground and logs to standard error. SIGTERM and SIGINT end it, "
                                    "SIGHUP reloads.\nSee nudged(1), nudged.conf(5) and nudgectl(1).");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "Unexpected argument “%s”; nudged takes options only", (*argv)[1]);
      return FALSE;
    }
  return TRUE;
}

/* --- the life of the process ----------------------------------------------------------------------------- */

static gboolean
on_signal_end (gpointer data)
{
  Process *process = data;

  g_info ("ending");
  g_main_loop_quit (process->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_signal_reload (gpointer data)
{
  Process *process = data;

  nudge_app_reload (process->app);
  return G_SOURCE_CONTINUE;
}

static void
on_connection_closed (GDBusConnection *connection, gboolean by_peer, GError *error, gpointer data)
{
  Process *process = data;

  g_warning ("The session bus has gone: %s", error != NULL ? error->message : "closed");
  process->exit_status = EXIT_FAILURE;
  g_main_loop_quit (process->loop);
}

static void
on_name_lost (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
              const char *signal, GVariant *arguments, gpointer data)
{
  Process *process = data;
  const char *name;

  g_variant_get (arguments, "(&s)", &name);
  if (!g_str_equal (name, NUDGE_BUS_NAME))
    return;
  g_message ("Another nudged takes over");
  g_main_loop_quit (process->loop);
}

/* Rules are read: now the name says that we answer, and nudges come. */
static void
begin (Process *process)
{
  g_autoptr(GError) error = NULL;

  if (process->begun)
    return;
  process->begun = TRUE;
  if (!process->options->replace && !nudge_bus_name_take (process->connection, NUDGE_BUS_NAME, FALSE, &error))
    {
      fprintf (stderr, "nudged: %s\n", error->message);
      process->exit_status = EXIT_FAILURE;
      g_main_loop_quit (process->loop);
      return;
    }
  nudge_app_begin (process->app);
  g_info ("ready");
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Process *process = data;

  nudge_app_load_finish (NUDGE_APP (source), result);
  begin (process);
}

static gboolean
on_load_timeout (gpointer data)
{
  Process *process = data;

  process->load_timeout_id = 0;
  if (!process->begun)
    g_warning ("Reading the rules takes longer than %d seconds; going on with what there is", LOAD_TIMEOUT_SECONDS);
  begin (process);
  return G_SOURCE_REMOVE;
}

static int
choose_terminal (const Options *options)
{
  return options->foreground || isatty (STDOUT_FILENO) ? STDOUT_FILENO : -1;
}

static void
on_settings_changed (Process *process)
{
  if (process->options->log_level == NULL)
    nudge_log_set_level (process->log, nudge_app_get_log_level (process->app));
}

static void
run (Process *process)
{
  guint end_id = g_unix_signal_add (SIGTERM, on_signal_end, process);
  guint interrupt_id = g_unix_signal_add (SIGINT, on_signal_end, process);
  guint reload_id = g_unix_signal_add (SIGHUP, on_signal_reload, process);
  guint lost_id = g_dbus_connection_signal_subscribe (process->connection, "org.freedesktop.DBus",
                                                      "org.freedesktop.DBus", "NameLost", "/org/freedesktop/DBus",
                                                      NUDGE_BUS_NAME, G_DBUS_SIGNAL_FLAGS_NONE, on_name_lost, process,
                                                      NULL);
  gulong closed_id = g_signal_connect (process->connection, "closed", G_CALLBACK (on_connection_closed), process);

  g_signal_connect_swapped (process->app, "settings-changed", G_CALLBACK (on_settings_changed), process);
  process->load_timeout_id = g_timeout_add_seconds (LOAD_TIMEOUT_SECONDS, on_load_timeout, process);
  nudge_app_load_async (process->app, on_loaded, process);
  g_main_loop_run (process->loop);
  g_clear_handle_id (&process->load_timeout_id, g_source_remove);
  g_signal_handler_disconnect (process->connection, closed_id);
  g_dbus_connection_signal_unsubscribe (process->connection, lost_id);
  g_source_remove (end_id);
  g_source_remove (interrupt_id);
  g_source_remove (reload_id);
}

/* Takes the name from a running daemon first, which then lets go of the journal. Without --replace only looks. */
static gboolean
check_alone (GDBusConnection *connection, const Options *options, GError **error)
{
  gint64 owner;

  if (options->replace)
    return nudge_bus_name_take (connection, NUDGE_BUS_NAME, TRUE, error);
  owner = nudge_bus_name_check (connection, NUDGE_BUS_NAME);
  if (owner == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               "nudged is running already (process %" G_GINT64_FORMAT "); use --replace to take its place", owner);
  return FALSE;
}

static GDBusConnection *
connect_bus (GError **error)
{
  GDBusConnection *connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);

  if (connection == NULL)
    g_prefix_error (error, "There is no session bus (start one, for example by “dbus-run-session nudged”): ");
  else
    g_dbus_connection_set_exit_on_close (connection, FALSE);
  return connection;
}

static int
run_daemon (const Options *options, NudgeLog *log, GError **error)
{
  const NudgePathsOverrides overrides = { .config_file = options->config_file,
                                          .data_dir = options->data_dir,
                                          .runtime_dir = options->runtime_dir,
                                          .packs_dir = options->packs_dir };
  g_autoptr(NudgePaths) paths = nudge_paths_new (&overrides);
  g_autoptr(GDBusConnection) connection = connect_bus (error);
  g_autoptr(NudgeApp) app = NULL;
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Process process = { .options = options, .log = log, .loop = loop, .connection = connection };

  if (connection == NULL || !check_alone (connection, options, error))
    return EXIT_FAILURE;
  app = nudge_app_new (connection, paths, choose_terminal (options), error);
  if (app == NULL)
    return EXIT_FAILURE;
  process.app = app;
  run (&process);
  return process.exit_status;
}

static gboolean
set_up_log (NudgeLog *log, const Options *options, GError **error)
{
  GLogLevelFlags level = G_LOG_LEVEL_WARNING;

  if (options->log_level != NULL && !nudge_log_level_from_string (options->log_level, &level))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "Unknown log level “%s”; there are error, critical, warning, message, info and debug",
                   options->log_level);
      return FALSE;
    }
  nudge_log_install (log, level);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_auto(Options) options = { 0 };
  g_autoptr(GError) error = NULL;
  NudgeLog log = { 0 };
  int status;

  setlocale (LC_ALL, "");
  signal (SIGPIPE, SIG_IGN);
  umask (077);
  if (!parse_options (&options, &argc, &argv, &error) || !set_up_log (&log, &options, &error))
    {
      fprintf (stderr, "nudged: %s\nTry “nudged --help”.\n", error->message);
      return 2;
    }
  if (options.version)
    {
      printf ("nudged %s\n", NUDGED_VERSION);
      return EXIT_SUCCESS;
    }
  status = run_daemon (&options, &log, &error);
  if (error != NULL)
    fprintf (stderr, "nudged: %s\n", error->message);
  return status;
}
