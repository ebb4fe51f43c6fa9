/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal place: the folder, the file and the lock of the journal, private to their owner. */
#include "journal-place.h"

#include "nudge-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_STEP (10 * G_TIME_SPAN_MILLISECOND)

G_GNUC_PRINTF (2, 3) static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE, text);
  return FALSE;
}

/* mkdir() takes bits away as the umask says, chmod() does not. */
static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_mkdir_with_parents (parent, 0700) != 0)
    return refuse (error, "The folder “%s” cannot be made: %s", parent, g_strerror (errno));
  if (g_mkdir (folder, 0700) == 0)
    return g_chmod (folder, 0700) == 0;
  if (errno == EEXIST)
    return TRUE;
  return refuse (error, "The folder “%s” cannot be made: %s", folder, g_strerror (errno));
}

/* A folder of that name is ours alone, whoever made it; another one that the command line names may serve others. */
static void
close_to_others (const char *folder, const struct stat *info)
{
  g_autofree char *name = g_path_get_basename (folder);

  if ((info->st_mode & 077) != 0 && g_str_equal (name, "nudged") && g_chmod (folder, 0700) != 0)
    g_debug ("The folder %s stays open to others: %s", folder, g_strerror (errno));
}

gboolean
nudge_place_prepare_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;

  if (!make_folder (folder, error))
    return FALSE;
  if (stat (folder, &info) != 0)
    return refuse (error, "The folder “%s” cannot be used: %s", folder, g_strerror (errno));
  if (!S_ISDIR (info.st_mode))
    return refuse (error, "“%s” is not a folder", folder);
  if (info.st_uid != geteuid ())
    return refuse (error, "The folder “%s” belongs to another user", folder);
  close_to_others (folder, &info);
  return TRUE;
}

static void
write_owner (gint fd)
{
  g_autofree char *owner = g_strdup_printf ("%-10d\n", (gint) getpid ());

  /* The number is for people only, so a full disk is no reason to do without the lock. It has a fixed width, because
   * some file systems wait for the disk when a file is cut and written anew. */
  if (pwrite (fd, owner, strlen (owner), 0) < 0)
    g_debug ("Could not note the owner of the lock: %s", g_strerror (errno));
}

static gboolean
refuse_locked (gint fd, GError **error)
{
  char owner[16] = "";

  if (read (fd, owner, sizeof owner - 1) <= 0 || atoi (owner) <= 0)
    return refuse (error, "The journal is used by another nudged");
  return refuse (error, "The journal is used by another nudged (process %d)", atoi (owner));
}

static gboolean
take_lock (gint fd, GTimeSpan patience)
{
  for (GTimeSpan waited = 0; flock (fd, LOCK_EX | LOCK_NB) != 0; waited += LOCK_STEP)
    {
      if (waited >= patience)
        return FALSE;
      g_usleep (LOCK_STEP);
    }
  return TRUE;
}

gint
nudge_place_lock (const char *path, GTimeSpan patience, gboolean *is_taken, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".lock", NULL);
  gint fd = open (name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);

  *is_taken = FALSE;
  if (fd < 0)
    {
      refuse (error, "The journal cannot be locked: “%s”: %s", name, g_strerror (errno));
      return -1;
    }
  fchmod (fd, 0600);
  if (!take_lock (fd, patience))
    {
      *is_taken = TRUE;
      refuse_locked (fd, error);
      close (fd);
      return -1;
    }
  write_owner (fd);
  return fd;
}

static NudgePlace
inspect (const char *path, GError **error)
{
  struct stat info;

  if (lstat (path, &info) != 0)
    return NUDGE_PLACE_READY;
  if (S_ISLNK (info.st_mode))
    {
      refuse (error, "The journal “%s” is a link, which is not followed; move the file itself there", path);
      return NUDGE_PLACE_REFUSED;
    }
  if (info.st_uid != geteuid ())
    {
      refuse (error, "The journal “%s” belongs to another user", path);
      return NUDGE_PLACE_REFUSED;
    }
  return S_ISREG (info.st_mode) ? NUDGE_PLACE_READY : NUDGE_PLACE_FOREIGN;
}

NudgePlace
nudge_place_prepare_file (const char *path, GError **error)
{
  NudgePlace place = inspect (path, error);
  gint fd;

  if (place != NUDGE_PLACE_READY)
    return place;
  fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
  if (fd >= 0)
    {
      fchmod (fd, 0600);
      close (fd);
      return NUDGE_PLACE_READY;
    }
  refuse (error, "The journal “%s” cannot be written: %s", path, g_strerror (errno));
  return access (path, R_OK) == 0 ? NUDGE_PLACE_READABLE : NUDGE_PLACE_REFUSED;
}

char *
nudge_place_set_aside (const char *path, const char *stamp, GError **error)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal", NULL };
  g_autofree char *aside = g_strdup_printf ("%s.corrupt-%s", path, stamp);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.corrupt-%s-%u", path, stamp, i);
    }
  if (g_rename (path, aside) != 0)
    {
      refuse (error, "The damaged journal “%s” cannot be renamed: %s", path, g_strerror (errno));
      return NULL;
    }
  for (gsize i = 0; endings[i] != NULL; i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strconcat (aside, endings[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        g_debug ("Could not rename %s: %s", from, g_strerror (errno));
    }
  return g_steal_pointer (&aside);
}
