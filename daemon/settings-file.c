/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings file: the lines of one configuration file, cleared of what inih would misread. */
#include "settings-file.h"

#include "nudge-error.h"

#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX (1024 * 1024)

/* inih 55 keeps 199 bytes of a line and reads the rest as another one; of the name of a section it keeps 49. */
#define LINE_MAX_BYTES 190
#define SECTION_MAX_BYTES 48

static gboolean
refuse (const char *reason, GError **error)
{
  g_set_error_literal (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, reason);
  return FALSE;
}

static gboolean
refuse_errno (gint number, GError **error)
{
  g_autofree char *reason = g_strdup_printf ("it cannot be read: %s", g_strerror (number));

  return refuse (reason, error);
}

static gboolean
read_all (gint fd, GString *text, GError **error)
{
  char block[4096];
  gssize n;

  while ((n = read (fd, block, sizeof block)) != 0)
    {
      if (n < 0 && errno != EINTR)
        return refuse_errno (errno, error);
      if (n > 0)
        g_string_append_len (text, block, n);
      if (text->len > FILE_MAX)
        return refuse ("it is bigger than 1 MiB, which no configuration is", error);
    }
  return TRUE;
}

static gboolean
read_file (gint fd, GString *text, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return refuse_errno (errno, error);
  if (!S_ISREG (info.st_mode))
    return refuse ("it is not a regular file", error);
  if (!read_all (fd, text, error))
    return FALSE;
  if (memchr (text->str, '\0', text->len) != NULL)
    return refuse ("it is not text; a configuration is a text file in UTF-8", error);
  return TRUE;
}

gboolean
nudge_settings_file_read (const char *path, char **contents, GError **error)
{
  gint fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean is_read;

  *contents = NULL;
  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
    return TRUE;
  if (fd < 0)
    return refuse_errno (errno, error);
  is_read = read_file (fd, text, error);
  close (fd);
  if (!is_read)
    return FALSE;
  if (g_str_has_prefix (text->str, "\xef\xbb\xbf"))
    g_string_erase (text, 0, 3);
  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  *contents = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

/* What inih is fed from, one line at a time, so that the number of the line is always known. */
typedef struct {
  const NudgeSettingsHandler *handler;
  gpointer user_data;
  char **lines;
  guint line;
  gboolean has_section;
  gboolean is_wanted;
} Feed;

G_GNUC_PRINTF (2, 3) static gboolean
complain (Feed *feed, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  feed->handler->problem (feed->user_data, NUDGE_SEVERITY_ERROR, text, feed->line);
  return FALSE;
}

/* Without a good header the keys below it would fall to the section before. */
static gboolean
check_section (Feed *feed, const char *line)
{
  const char *end = strchr (line, ']');
  g_autofree char *name = NULL;

  feed->has_section = TRUE;
  feed->is_wanted = FALSE;
  if (end == NULL)
    return complain (feed, "the “]” of this section is missing; write it like [timing]");
  name = g_strstrip (g_strndup (line + 1, end - line - 1));
  if (strlen (name) > SECTION_MAX_BYTES)
    return complain (feed, "the name of this section is longer than %d bytes; choose a shorter one", SECTION_MAX_BYTES);
  feed->is_wanted = feed->handler->section (feed->user_data, name, feed->line);
  return TRUE;
}

static gboolean
check_line (Feed *feed, const char *line)
{
  if (*line == '\0' || *line == '#' || *line == ';')
    return FALSE;
  if (!g_utf8_validate (line, -1, NULL))
    return complain (feed, "this line is not UTF-8; save the file in that encoding");
  if (strlen (line) > LINE_MAX_BYTES)
    return complain (feed, "this line is longer than %d bytes and was left out; shorten it", LINE_MAX_BYTES);
  if (*line == '[')
    return check_section (feed, line);
  if (*line == '=' || *line == ':' || strpbrk (line, "=:") == NULL)
    return complain (feed, "this line is neither a [section] nor “key = value”");
  return TRUE;
}

/* An ini_reader. Lines lose their indentation: inih takes an indented line for more of the value before. */
static char *
feed_line (char *buffer, int size, void *stream)
{
  Feed *feed = stream;
  const char *line = feed->lines[feed->line];

  if (line == NULL)
    return NULL;
  feed->line++;
  while (g_ascii_isspace (*line))
    line++;
  g_strlcpy (buffer, check_line (feed, line) ? line : "", size - 1);
  return strcat (buffer, "\n");
}

static int
on_ini_value (void *user, const char *section, const char *name, const char *value)
{
  Feed *feed = user;

  if (feed->is_wanted)
    feed->handler->value (feed->user_data, section, name, value, feed->line);
  else if (!feed->has_section)
    complain (feed, "“%s” stands before the first section; begin with one like [timing]", name);
  return 1;
}

void
nudge_settings_file_parse (const char *contents, const NudgeSettingsHandler *handler, gpointer user_data)
{
  g_auto(GStrv) lines = g_strsplit (contents, "\n", -1);
  Feed feed = { .handler = handler, .user_data = user_data, .lines = lines };

  ini_parse_stream (feed_line, &feed, on_ini_value, &feed);
}
