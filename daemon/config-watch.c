/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Configuration watch: says when a configuration file is another one, was made or has gone, without polling. */
#define G_LOG_DOMAIN "nudged-config"

#include "config-watch.h"

#include <string.h>

/* Editors write in several steps; what comes within this time is one change. */
#define SETTLE_MS 200

struct _NudgeConfigWatch {
  GObject parent;
  char **files;
  char *dropins;
  GHashTable *monitors; /* path of a folder to GFileMonitor */
  guint settle_id;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeConfigWatch, nudge_config_watch, G_TYPE_OBJECT)

static void watch_all (NudgeConfigWatch *self);

/* Whether @path is @target or one of the folders that lead to it. */
static gboolean
leads_to (const char *path, const char *target)
{
  gsize length = strlen (path);

  return g_str_has_prefix (target, path) && (target[length] == '\0' || target[length] == '/');
}

static gboolean
is_dropin (NudgeConfigWatch *self, const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);

  return g_str_equal (parent, self->dropins) && g_str_has_suffix (path, ".conf");
}

static gboolean
is_ours (NudgeConfigWatch *self, const char *path)
{
  for (gsize i = 0; self->files[i] != NULL; i++)
    if (leads_to (path, self->files[i]))
      return TRUE;
  return leads_to (path, self->dropins) || is_dropin (self, path);
}

static gboolean
on_settled (gpointer data)
{
  NudgeConfigWatch *self = data;

  self->settle_id = 0;
  watch_all (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
concerns_us (NudgeConfigWatch *self, GFile *file)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  return path != NULL && is_ours (self, path);
}

static void
on_monitor_changed (NudgeConfigWatch *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (!concerns_us (self, file) && !concerns_us (self, other))
    return;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, on_settled, self);
}

/* Returns: (transfer full): @folder or its nearest parent that exists */
static char *
nearest_existing (const char *folder)
{
  g_autofree char *path = g_strdup (folder);

  while (!g_file_test (path, G_FILE_TEST_IS_DIR) && !g_str_equal (path, "/"))
    {
      char *parent = g_path_get_dirname (path);

      g_free (path);
      path = parent;
    }
  return g_steal_pointer (&path);
}

static void
watch_folder (NudgeConfigWatch *self, GHashTable *monitors, const char *folder)
{
  g_autofree char *path = nearest_existing (folder);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  GFileMonitor *monitor = g_hash_table_lookup (self->monitors, path);

  if (g_hash_table_contains (monitors, path))
    return;
  if (monitor != NULL)
    {
      g_hash_table_insert (monitors, g_steal_pointer (&path), g_object_ref (monitor));
      return;
    }
  monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (monitor == NULL)
    {
      g_warning ("Changes in %s are not noticed: %s", path, error->message);
      return;
    }
  g_signal_connect_object (monitor, "changed", G_CALLBACK (on_monitor_changed), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (monitors, g_steal_pointer (&path), monitor);
}

static GHashTable *
new_monitors (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
watch_all (NudgeConfigWatch *self)
{
  g_autoptr(GHashTable) monitors = new_monitors ();

  for (gsize i = 0; self->files[i] != NULL; i++)
    {
      g_autofree char *folder = g_path_get_dirname (self->files[i]);

      watch_folder (self, monitors, folder);
    }
  watch_folder (self, monitors, self->dropins);
  g_hash_table_unref (self->monitors);
  self->monitors = g_steal_pointer (&monitors);
}

static void
nudge_config_watch_dispose (GObject *object)
{
  NudgeConfigWatch *self = NUDGE_CONFIG_WATCH (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_pointer (&self->monitors, g_hash_table_unref);
  g_clear_pointer (&self->files, g_strfreev);
  g_clear_pointer (&self->dropins, g_free);
  G_OBJECT_CLASS (nudge_config_watch_parent_class)->dispose (object);
}

static void
nudge_config_watch_class_init (NudgeConfigWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_config_watch_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
nudge_config_watch_init (NudgeConfigWatch *self)
{
  self->monitors = new_monitors ();
}

NudgeConfigWatch *
nudge_config_watch_new (const char *const *files, const char *dropins)
{
  NudgeConfigWatch *self = g_object_new (NUDGE_TYPE_CONFIG_WATCH, NULL);

  self->files = g_strdupv ((char **) files);
  self->dropins = g_strdup (dropins);
  watch_all (self);
  return self;
}
