/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breakpoint file: shells write into it when a command has ended, by a builtin, without starting a process. */
#define G_LOG_DOMAIN "nudged-breakpoint"

#include "breakpoint-file.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* More digits than a year of seconds has; the rest of the file is not read. */
#define MAX_TEXT 15

struct _NudgeBreakpointFile {
  GObject parent;
  char *path;
  GFileMonitor *monitor;
};

enum { SIGNAL_TOUCHED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeBreakpointFile, nudge_breakpoint_file, G_TYPE_OBJECT)

static guint
read_seconds (const char *path)
{
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
  char text[MAX_TEXT + 1] = "";
  guint64 seconds;

  if (fd < 0)
    return 0;
  if (read (fd, text, MAX_TEXT) < 0)
    g_debug ("%s cannot be read: %s", path, g_strerror (errno));
  close (fd);
  seconds = g_ascii_strtoull (text, NULL, 10);
  return (guint) MIN (seconds, G_MAXUINT);
}

/* A write is a change and then the hint that it is done; only the hint counts, so each write counts once. */
static void
on_monitor_changed (NudgeBreakpointFile *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  g_autofree char *path = g_file_get_path (file);

  if (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT && g_strcmp0 (path, self->path) == 0)
    g_signal_emit (self, signals[SIGNAL_TOUCHED], 0, read_seconds (self->path));
}

static void
nudge_breakpoint_file_dispose (GObject *object)
{
  NudgeBreakpointFile *self = NUDGE_BREAKPOINT_FILE (object);

  if (self->monitor != NULL)
    {
      g_file_monitor_cancel (self->monitor);
      g_unlink (self->path);
    }
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (nudge_breakpoint_file_parent_class)->dispose (object);
}

static void
nudge_breakpoint_file_class_init (NudgeBreakpointFileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_breakpoint_file_dispose;
  signals[SIGNAL_TOUCHED] = g_signal_new ("touched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
nudge_breakpoint_file_init (NudgeBreakpointFile *self)
{
}

/* The file is there before a shell writes: so it is ours, and private. What is no file of ours is replaced. */
static gboolean
make_file (const char *folder, const char *path)
{
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return FALSE;
  g_unlink (path);
  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  return fd >= 0 && close (fd) == 0;
}

NudgeBreakpointFile *
nudge_breakpoint_file_new (const char *folder)
{
  NudgeBreakpointFile *self = g_object_new (NUDGE_TYPE_BREAKPOINT_FILE, NULL);
  g_autoptr(GFile) file = NULL;
  g_autoptr(GError) error = NULL;

  self->path = g_build_filename (folder, "breakpoint", NULL);
  file = g_file_new_for_path (self->path);
  if (make_file (folder, self->path))
    self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL)
    {
      g_warning ("%s cannot be watched: %s", self->path, error != NULL ? error->message : g_strerror (errno));
      return self;
    }
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_monitor_changed), self, G_CONNECT_SWAPPED);
  return self;
}
