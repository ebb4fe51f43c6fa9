/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watch of a rule folder: says which name was touched, whatever becomes of the folder, without polling. */
#define G_LOG_DOMAIN "nudged-folder"

#include "rule-folder-watch.h"

#include <gio/gunixmounts.h>

/* Repeated changes of one file are told this often. */
#define RATE_LIMIT_MS 200

/* Targets of links beyond these are read but not watched: each may cost a watch of the system. */
#define MAX_LINKS 256

struct _NudgeFolderWatch {
  GObject parent_instance;

  char *path;
  GUnixMountMonitor *mounts;
  GFileMonitor *folder;     /* of the folder itself; GLib tells nothing of what is below a folder that is gone */
  guint64 device;
  guint64 inode;
  GFileMonitor *name;       /* of a name in the folder that has it */
  char *watched;
  GHashTable *links;        /* path to GFileMonitor */
};

enum {
  SIGNAL_TOUCHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeFolderWatch, nudge_folder_watch, G_TYPE_OBJECT)

static void
tell (NudgeFolderWatch *self, const char *path)
{
  g_signal_emit (self, signals[SIGNAL_TOUCHED], 0, path);
}

/* Of a folder only what may be a rule counts, and the folder itself. */
static void
on_folder_changed (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, NudgeFolderWatch *self)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_basename (file);

  if (g_strcmp0 (path, self->path) == 0)
    tell (self, NULL);
  else if (name != NULL && nudge_folder_is_rule_name (name))
    tell (self, path);
}

static void
on_name_changed (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, NudgeFolderWatch *self)
{
  g_autofree char *path = g_file_get_path (file);

  tell (self, path);
}

static GFileMonitor *
watch (NudgeFolderWatch *self, const char *path, gboolean is_folder, GCallback callback)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  GFileMonitor *monitor;

  if (is_folder)
    monitor = g_file_monitor_directory (file, G_FILE_MONITOR_NONE, NULL, &error);
  else
    monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (monitor == NULL)
    {
      g_warning ("“%s” cannot be watched: %s; after a change in it, run “nudgectl reload”", path, error->message);
      return NULL;
    }
  g_file_monitor_set_rate_limit (monitor, RATE_LIMIT_MS);
  g_signal_connect_object (monitor, "changed", callback, self, 0);
  return monitor;
}

static void
clear_monitor (GFileMonitor **monitor)
{
  if (*monitor != NULL)
    g_file_monitor_cancel (*monitor);
  g_clear_object (monitor);
}

/* A folder in the place of another has the same name and needs a new watch. */
static gboolean
follow_folder (NudgeFolderWatch *self, const NudgeFolderState *state)
{
  gboolean is_same = self->device == state->device && self->inode == state->inode;

  if (state->is_folder && self->folder != NULL && is_same)
    return FALSE;
  clear_monitor (&self->folder);
  if (!state->is_folder)
    return FALSE;
  self->device = state->device;
  self->inode = state->inode;
  self->folder = watch (self, self->path, TRUE, G_CALLBACK (on_folder_changed));
  return self->folder != NULL;
}

/* A folder says itself when it goes away. A link to one does not, nor does what is not there. */
static gboolean
follow_name (NudgeFolderWatch *self, const NudgeFolderState *state)
{
  const char *wanted = state->is_folder && !state->is_link ? NULL : state->watched;

  if (g_strcmp0 (wanted, self->watched) == 0)
    return FALSE;
  clear_monitor (&self->name);
  g_free (self->watched);
  self->watched = g_strdup (wanted);
  if (wanted != NULL)
    self->name = watch (self, wanted, FALSE, G_CALLBACK (on_name_changed));
  return self->name != NULL;
}

static void
release_monitor (GFileMonitor *monitor)
{
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

static GHashTable *
new_links (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) release_monitor);
}

static gboolean
can_be_watched (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_file_test (folder, G_FILE_TEST_IS_DIR);
}

/* Monitors of links that are still there move over to the new table; the others end with the old one. */
static gboolean
follow_links (NudgeFolderWatch *self, const NudgeFolderState *state)
{
  g_autoptr(GHashTable) before = g_steal_pointer (&self->links);
  gboolean is_new = FALSE;

  self->links = new_links ();
  for (guint i = 0; i < state->links->len && g_hash_table_size (self->links) < MAX_LINKS; i++)
    {
      const char *path = g_ptr_array_index (state->links, i);
      g_autofree char *key = NULL;
      GFileMonitor *monitor = NULL;

      if (g_hash_table_contains (self->links, path))
        continue;
      if (g_hash_table_steal_extended (before, path, (gpointer *) &key, (gpointer *) &monitor))
        g_hash_table_insert (self->links, g_steal_pointer (&key), monitor);
      else if (can_be_watched (path) && (monitor = watch (self, path, FALSE, G_CALLBACK (on_name_changed))) != NULL)
        is_new = g_hash_table_insert (self->links, g_strdup (path), monitor);
    }
  return is_new;
}

gboolean
nudge_folder_watch_follow (NudgeFolderWatch *self, const NudgeFolderState *state)
{
  gboolean is_folder_new = follow_folder (self, state);
  gboolean is_name_new = follow_name (self, state);
  gboolean are_links_new = follow_links (self, state);

  return is_folder_new || is_name_new || are_links_new;
}

/* A name may be in another file system now, and the watch still in the one that lies below. */
static void
on_mounts_changed (NudgeFolderWatch *self)
{
  clear_monitor (&self->name);
  g_clear_pointer (&self->watched, g_free);
  g_hash_table_remove_all (self->links);
  tell (self, NULL);
}

static void
nudge_folder_watch_dispose (GObject *object)
{
  NudgeFolderWatch *self = NUDGE_FOLDER_WATCH (object);

  clear_monitor (&self->folder);
  clear_monitor (&self->name);
  g_clear_object (&self->mounts);
  g_hash_table_remove_all (self->links);
  G_OBJECT_CLASS (nudge_folder_watch_parent_class)->dispose (object);
}

static void
nudge_folder_watch_finalize (GObject *object)
{
  NudgeFolderWatch *self = NUDGE_FOLDER_WATCH (object);

  g_free (self->path);
  g_free (self->watched);
  g_hash_table_unref (self->links);
  G_OBJECT_CLASS (nudge_folder_watch_parent_class)->finalize (object);
}

static void
nudge_folder_watch_class_init (NudgeFolderWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_folder_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = nudge_folder_watch_finalize;
  signals[SIGNAL_TOUCHED] = g_signal_new ("touched", NUDGE_TYPE_FOLDER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nudge_folder_watch_init (NudgeFolderWatch *self)
{
  self->links = new_links ();
  self->mounts = g_unix_mount_monitor_get ();
  g_signal_connect_object (self->mounts, "mounts-changed", G_CALLBACK (on_mounts_changed), self, G_CONNECT_SWAPPED);
}

NudgeFolderWatch *
nudge_folder_watch_new (const char *path)
{
  NudgeFolderWatch *self = g_object_new (NUDGE_TYPE_FOLDER_WATCH, NULL);

  self->path = g_strdup (path);
  return self;
}
