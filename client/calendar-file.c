/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar file: regular files are passed as they are, everything else is copied or refused. */
#include "calendar-file.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef int AutoFd;

static void
close_fd (int fd)
{
  if (fd >= 0)
    close (fd);
}

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (AutoFd, close_fd, -1)

static int
fail (GError **error, int number, const char *text)
{
  g_set_error_literal (error, G_FILE_ERROR, (gint) g_file_error_from_errno (number), text);
  return -1;
}

static const char *
describe (mode_t mode)
{
  if (S_ISDIR (mode))
    return "it is a folder, not a file";
  if (S_ISFIFO (mode))
    return "it is a pipe, not a file; “-” reads standard input";
  return "it is not a regular file";
}

static int
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return errno;
      text += n;
      length -= (gsize) n;
    }
  return 0;
}

int
nudge_calendar_from_text (const char *text, gsize length, GError **error)
{
  g_auto(AutoFd) fd = memfd_create ("nudgectl", MFD_CLOEXEC);
  int number = fd < 0 ? errno : write_all (fd, text, length);

  if (number == 0 && lseek (fd, 0, SEEK_SET) != 0)
    number = errno;
  if (number != 0)
    return fail (error, number, g_strerror (number));
  return g_steal_fd (&fd);
}

/* One byte more than allowed is kept, so that the daemon can say that it is too much. */
static int
copy_standard_input (GError **error)
{
  g_autoptr(GByteArray) text = g_byte_array_new ();
  guint8 buffer[65536];
  gssize n = 1;

  while (n != 0 && text->len <= NUDGE_CALENDAR_MAX)
    {
      n = read (STDIN_FILENO, buffer, sizeof buffer);
      if (n < 0 && errno != EINTR)
        return fail (error, errno, g_strerror (errno));
      if (n > 0)
        g_byte_array_append (text, buffer, (guint) n);
    }
  return nudge_calendar_from_text ((const char *) text->data, text->len, error);
}

int
nudge_calendar_open (const char *name, GError **error)
{
  g_auto(AutoFd) fd = -1;
  struct stat info;

  if (g_str_equal (name, "-"))
    return copy_standard_input (error);
  fd = open (name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0 || fstat (fd, &info) < 0)
    return fail (error, errno, errno == ENOENT ? "there is no such file" : g_strerror (errno));
  if (!S_ISREG (info.st_mode))
    return fail (error, EINVAL, describe (info.st_mode));
  return g_steal_fd (&fd);
}
