/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule reader: the bytes of one file, whatever stands under its name, without ever waiting for it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** NUDGE_RULE_FILE_MAX: larger files are refused without being read, in bytes. */
#define NUDGE_RULE_FILE_MAX (16 * 1024 * 1024)

/** NudgeFileIdentity: equal for two looks at a file means: the same file with the same content. */
typedef struct {
  guint64 device;
  guint64 inode;
  gint64 size;
  gint64 modified; /* nanoseconds since the epoch */
  gint64 touched;  /* of the entry itself (ctime): also a change that sets @modified back */
} NudgeFileIdentity;

/** nudge_file_identity_equal: Returns: whether both are the same in every field */
gboolean nudge_file_identity_equal (const NudgeFileIdentity *a, const NudgeFileIdentity *b);

/**
 * nudge_rule_reader_look:
 * @is_link: (out): the name is a symbolic link; it was followed
 *
 * Looks at a file without opening it.
 *
 * Returns: %TRUE for a regular file, or a link to one, of at most %NUDGE_RULE_FILE_MAX bytes; else %FALSE with
 *   %G_IO_ERROR_NOT_FOUND (there is no such name), %G_IO_ERROR_IS_DIRECTORY, %G_IO_ERROR_TOO_MANY_LINKS,
 *   %G_IO_ERROR_NOT_REGULAR_FILE (also a link that leads to nothing), %NUDGE_ERROR_TOO_LARGE, or
 *   what the system answers, such as %G_IO_ERROR_PERMISSION_DENIED. The message is for people and does not
 *   name the file.
 */
gboolean nudge_rule_reader_look (const char *path, NudgeFileIdentity *identity, gboolean *is_link, GError **error);

/**
 * nudge_rule_reader_read:
 * @identity: (out): of the file that was read
 *
 * A FIFO, a device or a socket is never opened for longer than it takes to see what it is. Any thread.
 *
 * Returns: (transfer full) (nullable): the content; or %NULL with an error of nudge_rule_reader_look(), or
 *   %G_IO_ERROR_BUSY when the file changed while it was read
 */
GBytes *nudge_rule_reader_read (const char *path, NudgeFileIdentity *identity, GError **error);

G_END_DECLS
