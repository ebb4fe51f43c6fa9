/* SPDX-License-Identifier: GPL-3.0-or-later */
/* App: builds all parts, connects and owns them. No logic. */
#define G_LOG_DOMAIN "nudged"

#include "app.h"

#include "breakpoint-file.h"
#include "bus-service.h"
#include "config-watch.h"
#include "config.h"
#include "desktop-presenter.h"
#include "either-presenter.h"
#include "journal.h"
#include "keeper.h"
#include "presence-dbus.h"
#include "presence-helper.h"
#include "presence-logind.h"
#include "presence-mutter.h"
#include "status-file.h"
#include "system-clock.h"
#include "terminal-presenter.h"

/* Under this name the journal keeps which notification of which server shows which nudge. */
#define MEMORY_KEY "desktop-notifications"

struct _NudgeApp {
  GObject parent;
  NudgeJournal *journal;
  NudgeDesktopPresenter *desktop;
  NudgeKeeper *keeper;
  NudgeBusService *service;
  NudgeStatusFile *status_file;
  NudgeBreakpointFile *breakpoint_file;
  NudgeConfigWatch *config_watch;
  guint status_id;
};

enum { SIGNAL_SETTINGS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeApp, nudge_app, G_TYPE_OBJECT)

/* --- connections ---------------------------------------------------------------------------------------- */

static gboolean
on_status_idle (gpointer data)
{
  NudgeApp *self = data;
  g_autoptr(NudgeStatus) status = nudge_keeper_get_status (self->keeper);
  g_autofree char *line = nudge_status_to_line (status);
  g_autofree char *json = nudge_status_to_json (status, nudge_keeper_get_zone (self->keeper));

  self->status_id = 0;
  nudge_status_file_write (self->status_file, line, json);
  return G_SOURCE_REMOVE;
}

static void
on_keeper_changed (NudgeApp *self)
{
  NudgeDelivery *delivery = nudge_engine_get_delivery (nudge_keeper_get_engine (self->keeper));

  nudge_desktop_presenter_set_locked (self->desktop, nudge_delivery_get_presence (delivery)->locked == NUDGE_YES);
  if (self->status_id == 0)
    self->status_id = g_idle_add (on_status_idle, self);
}

static void
on_settings_changed (NudgeApp *self)
{
  const NudgeDesktopOptions options = nudge_desktop_options_new (nudge_keeper_get_settings (self->keeper));

  nudge_desktop_presenter_set_options (self->desktop, &options);
  g_signal_emit (self, signals[SIGNAL_SETTINGS_CHANGED], 0);
}

static void
save_memory (const char *text, gpointer data)
{
  NudgeApp *self = data;
  g_autoptr(GError) error = NULL;

  if (!nudge_journal_set_value (self->journal, MEMORY_KEY, text, &error))
    g_debug ("the places of notifications are not kept: %s", error->message);
}

static gboolean
has_desktop (gpointer data)
{
  return nudge_desktop_presenter_get_server (data, NULL) != NUDGE_SERVER_ABSENT;
}

/* What Diagnose says of the notification server. */
static void
describe_server (NudgeServerFacts *facts, gpointer data)
{
  NudgeDesktopPresenter *desktop = data;
  const char *name = NULL;
  NudgeDesktopServerState state = nudge_desktop_presenter_get_server (desktop, &name);

  facts->state = nudge_desktop_server_state_to_string (state);
  facts->name = name;
  facts->capabilities = nudge_desktop_profile_list (nudge_desktop_presenter_get_profile (desktop));
}

/* --- building --------------------------------------------------------------------------------------------- */

static void
build_desktop (NudgeApp *self, GDBusConnection *connection)
{
  g_autoptr(NudgeSettings) settings = nudge_settings_new_default ();
  const NudgeDesktopOptions options = nudge_desktop_options_new (settings);
  g_autofree char *memory = nudge_journal_get_value (self->journal, MEMORY_KEY);

  self->desktop = nudge_desktop_presenter_new (connection, &options);
  nudge_desktop_presenter_set_memory (self->desktop, memory, save_memory, self);
}

static NudgePresenter *
build_presenter (NudgeApp *self, int terminal)
{
  g_autoptr(NudgeTerminalPresenter) printer = NULL;

  if (terminal < 0)
    return g_object_ref (NUDGE_PRESENTER (self->desktop));
  printer = nudge_terminal_presenter_new (terminal);
  return NUDGE_PRESENTER (nudge_either_presenter_new (NUDGE_PRESENTER (self->desktop), NUDGE_PRESENTER (printer),
                                                      has_desktop, self->desktop));
}

static void
add_sources (NudgePresenceHub *hub, GPtrArray *sources)
{
  for (guint i = 0; i < sources->len; i++)
    nudge_presence_hub_add (hub, g_ptr_array_index (sources, i));
}

/* $NUDGED_HELPERS_DIR is for a build that is not installed. */
static void
add_helper (NudgePresenceHub *hub, const char *name, const char *program, const char *needs)
{
  const char *folder = g_getenv ("NUDGED_HELPERS_DIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : NUDGED_HELPERS_DIR, program, NULL);
  g_autoptr(NudgePresenceHelper) helper = nudge_presence_helper_new (name, path, needs);

  nudge_presence_hub_add (hub, NUDGE_PRESENCE_SOURCE (helper));
}

static void
build_presence (NudgeApp *self, GDBusConnection *connection)
{
  NudgePresenceHub *hub = nudge_keeper_get_hub (self->keeper);
  g_autoptr(NudgePresenceMutter) mutter = nudge_presence_mutter_new (connection);
  g_autoptr(NudgePresenceLogind) logind = nudge_presence_logind_new (NULL);
  g_autoptr(GPtrArray) services = nudge_presence_dbus_list (connection);

  nudge_presence_hub_add (hub, NUDGE_PRESENCE_SOURCE (mutter));
  add_helper (hub, "X11", "presence-x11", "DISPLAY");
  nudge_presence_hub_add (hub, NUDGE_PRESENCE_SOURCE (logind));
  add_sources (hub, services);
}

NudgeApp *
nudge_app_new (GDBusConnection *connection, const NudgePaths *paths, int terminal, GError **error)
{
  g_autoptr(NudgeApp) self = g_object_new (NUDGE_TYPE_APP, NULL);
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  g_autoptr(NudgeSystemClock) clock = nudge_system_clock_new ();
  g_autoptr(NudgePresenter) presenter = NULL;
  NudgeServerProbe probe;

  self->journal = nudge_journal_open (paths->journal, problems);
  build_desktop (self, connection);
  presenter = build_presenter (self, terminal);
  self->status_file = nudge_status_file_new (paths->runtime);
  self->keeper = nudge_keeper_new (paths, NUDGE_CLOCK (clock), presenter, self->journal, problems);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_keeper_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "settings-changed", G_CALLBACK (on_settings_changed), self,
                           G_CONNECT_SWAPPED);
  build_presence (self, connection);
  self->config_watch
      = nudge_config_watch_new ((const char *const *) paths->config_files, paths->config_dropins);
  g_signal_connect_object (self->config_watch, "changed", G_CALLBACK (nudge_app_reload), self, G_CONNECT_SWAPPED);
  self->breakpoint_file = nudge_breakpoint_file_new (paths->runtime);
  g_signal_connect_object (self->breakpoint_file, "touched", G_CALLBACK (nudge_keeper_command_ended), self->keeper,
                           G_CONNECT_SWAPPED);
  probe = (NudgeServerProbe) { describe_server, self->desktop };
  self->service = nudge_bus_service_new (connection, self->keeper, NUDGED_VERSION, &probe, error);
  return self->service != NULL ? g_steal_pointer (&self) : NULL;
}

/* --- life ------------------------------------------------------------------------------------------------- */

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GTask) task = data;

  nudge_keeper_reload_finish (NUDGE_KEEPER (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

void
nudge_app_load_async (NudgeApp *self, GAsyncReadyCallback callback, gpointer user_data)
{
  nudge_keeper_reload_async (self->keeper, on_reloaded, g_task_new (self, NULL, callback, user_data));
}

void
nudge_app_load_finish (NudgeApp *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

void
nudge_app_begin (NudgeApp *self)
{
  nudge_keeper_begin (self->keeper);
  nudge_desktop_presenter_close_rest (self->desktop);
}

void
nudge_app_reload (NudgeApp *self)
{
  nudge_keeper_reload_async (self->keeper, NULL, NULL);
}

GLogLevelFlags
nudge_app_get_log_level (NudgeApp *self)
{
  return nudge_keeper_get_settings (self->keeper)->log_level;
}

/* What writes goes before what is written to. */
static void
nudge_app_dispose (GObject *object)
{
  NudgeApp *self = NUDGE_APP (object);

  g_clear_handle_id (&self->status_id, g_source_remove);
  g_clear_object (&self->config_watch);
  g_clear_object (&self->breakpoint_file);
  g_clear_object (&self->service);
  g_clear_object (&self->keeper);
  g_clear_object (&self->desktop);
  g_clear_object (&self->status_file);
  g_clear_object (&self->journal);
  G_OBJECT_CLASS (nudge_app_parent_class)->dispose (object);
}

static void
nudge_app_class_init (NudgeAppClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_app_dispose;
  signals[SIGNAL_SETTINGS_CHANGED] = g_signal_new ("settings-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nudge_app_init (NudgeApp *self)
{
}
