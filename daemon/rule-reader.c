/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule reader: the bytes of one file, whatever stands under its name, without ever waiting for it. */
#include "rule-reader.h"

#include "nudge-error.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    (void) g_close (*fd, NULL);
}

#define AUTO_FD __attribute__ ((cleanup (close_fd))) int

gboolean
nudge_file_identity_equal (const NudgeFileIdentity *a, const NudgeFileIdentity *b)
{
  return a->device == b->device && a->inode == b->inode && a->size == b->size && a->modified == b->modified
         && a->touched == b->touched;
}

static gint64
to_nanoseconds (struct timespec time)
{
  return (gint64) time.tv_sec * 1000000000 + time.tv_nsec;
}

static NudgeFileIdentity
identify (const struct stat *info)
{
  return (NudgeFileIdentity){
    .device = info->st_dev,
    .inode = info->st_ino,
    .size = info->st_size,
    .modified = to_nanoseconds (info->st_mtim),
    .touched = to_nanoseconds (info->st_ctim),
  };
}

static gboolean
refuse (GError **error, int code)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "This file cannot be read: %s", g_strerror (code));
  return FALSE;
}

static gboolean
refuse_link (GError **error, int code)
{
  if (code == ENOENT || code == ENOTDIR)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                         "This link leads to nothing; remove it or put back the file it leads to");
  else if (code == ELOOP)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS,
                         "This link leads back to itself; let it lead to a file");
  else
    return refuse (error, code);
  return FALSE;
}

static const char *
name_kind (mode_t mode)
{
  if (S_ISFIFO (mode))
    return "a named pipe";
  if (S_ISSOCK (mode))
    return "a socket";
  if (S_ISCHR (mode) || S_ISBLK (mode))
    return "a device";
  return "neither a file nor a folder";
}

static gboolean
check_kind (const struct stat *info, GError **error)
{
  if (S_ISDIR (info->st_mode))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                         "This is a folder and is not looked into; put its files beside it");
  else if (!S_ISREG (info->st_mode))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "This is %s; put a regular file in its place",
                 name_kind (info->st_mode));
  else if (info->st_size > NUDGE_RULE_FILE_MAX)
    g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE,
                 "This file has %.1f MiB and was not read; at most %d MiB can be, so split it",
                 (double) info->st_size / (1024 * 1024), NUDGE_RULE_FILE_MAX / (1024 * 1024));
  else
    return TRUE;
  return FALSE;
}

gboolean
nudge_rule_reader_look (const char *path, NudgeFileIdentity *identity, gboolean *is_link, GError **error)
{
  struct stat info;

  if (lstat (path, &info) != 0)
    return refuse (error, errno);
  *is_link = S_ISLNK (info.st_mode);
  if (*is_link && stat (path, &info) != 0)
    return refuse_link (error, errno);
  if (!check_kind (&info, error))
    return FALSE;
  *identity = identify (&info);
  return TRUE;
}

/* Reads up to @size bytes. Returns how many, or -1 with errno. */
static gssize
read_up_to (int fd, guint8 *buffer, gsize size)
{
  gsize length = 0;

  while (length < size)
    {
      gssize n = read (fd, buffer + length, size - length);

      if (n == 0)
        break;
      if (n < 0 && errno != EINTR)
        return -1;
      length += (gsize) MAX (n, 0);
    }
  return (gssize) length;
}

/* One byte more than the file has is asked for, so that one that grows is found out. */
static GBytes *
read_open_file (int fd, NudgeFileIdentity *identity, GError **error)
{
  gsize room = (gsize) identity->size + 1;
  g_autofree guint8 *buffer = g_malloc (room);
  gssize length = read_up_to (fd, buffer, room);
  NudgeFileIdentity after;
  struct stat info;

  if (length < 0 || fstat (fd, &info) != 0)
    {
      refuse (error, errno);
      return NULL;
    }
  after = identify (&info);
  if (length != identity->size || !nudge_file_identity_equal (identity, &after))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "This file changed while it was read");
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&buffer), (gsize) length);
}

GBytes *
nudge_rule_reader_read (const char *path, NudgeFileIdentity *identity, GError **error)
{
  AUTO_FD fd = -1;
  gboolean is_link;
  struct stat info;

  if (!nudge_rule_reader_look (path, identity, &is_link, error))
    return NULL;
  fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (is_link ? 0 : O_NOFOLLOW));
  if (fd < 0 || fstat (fd, &info) != 0)
    {
      refuse (error, errno);
      return NULL;
    }
  if (!check_kind (&info, error))
    return NULL;
  *identity = identify (&info);
  return read_open_file (fd, identity, error);
}
