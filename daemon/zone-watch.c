/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone watch: says when the zone of the desk is another one, or has other rules, without polling. */
#define G_LOG_DOMAIN "nudged-clock"

#include "zone-watch.h"

#include <glib/gstdio.h>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* How long a change may take: the link is away for a moment while it is replaced. */
#define SETTLE_MS 200

/* The largest zone file of tzdata has 4 KiB. */
#define MAX_ZONE_BYTES (64 * 1024)

struct _NudgeZoneWatch {
  GObject parent_instance;

  char *localtime;
  char *target;          /* the file it leads to; NULL when there is none */
  char *digest;          /* of its data; NULL when there is none */
  GFileMonitor *entry;
  GFileMonitor *data;
  guint settle_id;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeZoneWatch, nudge_zone_watch, G_TYPE_OBJECT)

/* Never waits: the path may lead to anything. */
static char *
digest_file (const char *path)
{
  g_autofree guint8 *data = g_malloc (MAX_ZONE_BYTES);
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  gssize length;

  if (fd < 0)
    return NULL;
  length = read (fd, data, MAX_ZONE_BYTES);
  (void) g_close (fd, NULL);
  if (length < 0)
    return NULL;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, (gsize) length);
}

static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real);

  free (real); /* realpath() allocates with malloc() */
  return copy;
}

static GFileMonitor *watch (NudgeZoneWatch *self, const char *path);

/* Returns whether something is different from what was seen before. */
static gboolean
look (NudgeZoneWatch *self)
{
  g_autofree char *target = resolve (self->localtime);
  g_autofree char *digest = target != NULL ? digest_file (target) : NULL;
  gboolean is_elsewhere = g_strcmp0 (target, self->target) != 0;
  gboolean is_changed = is_elsewhere || g_strcmp0 (digest, self->digest) != 0;

  if (is_elsewhere)
    {
      g_clear_object (&self->data);
      if (target != NULL && !g_str_equal (target, self->localtime))
        self->data = watch (self, target);
    }
  g_free (self->target);
  g_free (self->digest);
  self->target = g_steal_pointer (&target);
  self->digest = g_steal_pointer (&digest);
  return is_changed;
}

static gboolean
on_settled (gpointer data)
{
  NudgeZoneWatch *self = data;

  self->settle_id = 0;
  if (look (self))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
on_file_changed (NudgeZoneWatch *self)
{
  if (self->settle_id == 0)
    self->settle_id = g_timeout_add (SETTLE_MS, on_settled, self);
}

static GFileMonitor *
watch (NudgeZoneWatch *self, const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  GFileMonitor *monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);

  if (monitor == NULL)
    {
      g_warning ("“%s” cannot be watched: %s; after a change of zone, reload", path, error->message);
      return NULL;
    }
  g_signal_connect_object (monitor, "changed", G_CALLBACK (on_file_changed), self, G_CONNECT_SWAPPED);
  return monitor;
}

static void
nudge_zone_watch_dispose (GObject *object)
{
  NudgeZoneWatch *self = NUDGE_ZONE_WATCH (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_object (&self->entry);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (nudge_zone_watch_parent_class)->dispose (object);
}

static void
nudge_zone_watch_finalize (GObject *object)
{
  NudgeZoneWatch *self = NUDGE_ZONE_WATCH (object);

  g_free (self->localtime);
  g_free (self->target);
  g_free (self->digest);
  G_OBJECT_CLASS (nudge_zone_watch_parent_class)->finalize (object);
}

static void
nudge_zone_watch_class_init (NudgeZoneWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_zone_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = nudge_zone_watch_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NUDGE_TYPE_ZONE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
nudge_zone_watch_init (NudgeZoneWatch *self)
{
}

NudgeZoneWatch *
nudge_zone_watch_new (const char *localtime)
{
  NudgeZoneWatch *self = g_object_new (NUDGE_TYPE_ZONE_WATCH, NULL);

  self->localtime = g_strdup (localtime);
  self->entry = watch (self, localtime);
  look (self);
  return self;
}
