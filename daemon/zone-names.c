/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone names: which file of the system's zone table a name may reach, and which zone the desk is in. */
#include "zone-names.h"

#include "nearest.h"
#include "zone-posix.h"
#include "zone-tzif.h"
#include "zone-windows.h"

#include <gio/gio.h>

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TABLE_FOLDER "/usr/share/zoneinfo"
#define NAME_CHARS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/"
#define NAME_LENGTH_MAX 255
#define FILE_SIZE_MAX (1024 * 1024)

static NudgeZoneTable *
make_utc (void)
{
  return nudge_zone_table_new ("UTC", 0, NULL);
}

/* the folder that the C library uses as well */
static const char *
get_folder (void)
{
  const char *folder = g_getenv ("TZDIR");

  return folder != NULL && g_path_is_absolute (folder) ? folder : TABLE_FOLDER;
}

/* Reads regular files only and never waits: a FIFO or a device is not opened for reading in earnest. */
static GBytes *
read_regular_file (const char *path)
{
  g_autofree char *data = NULL;
  struct stat status;
  gssize length = -1;
  gint fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd < 0)
    return NULL;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_size <= FILE_SIZE_MAX)
    {
      data = g_malloc ((gsize) status.st_size + 1);
      length = read (fd, data, (gsize) status.st_size);
    }
  close (fd);
  return length >= 0 ? g_bytes_new_take (g_steal_pointer (&data), (gsize) length) : NULL;
}

static gboolean
is_safe_name (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && length <= NAME_LENGTH_MAX && strspn (name, NAME_CHARS) == length
         && name[0] != '/' && name[0] != '-' && name[length - 1] != '/' && strstr (name, "//") == NULL;
}

typedef struct {
  const char *start;
  gsize length;
} Span;

/* The name in a line of tzdata.zi, "Z NAME …" or "L TARGET NAME"; empty in other lines. */
static Span
read_zone_line (const char *line, const char *end)
{
  const char *name = line + 2;
  const char *space;

  if (end - line < 3 || line[1] != ' ' || (line[0] != 'Z' && line[0] != 'L'))
    return (Span) { NULL, 0 };
  space = memchr (name, ' ', (gsize) (end - name));
  if (line[0] == 'L' && space != NULL)
    name = space + 1;
  if (line[0] == 'L' || space == NULL)
    space = end;
  return (Span) { name, (gsize) (space - name) };
}

/* The name as the table spells it; where the system has no table, a safe name is as good as listed. */
static char *
find_listed_name (const char *name)
{
  g_autofree char *path = g_build_filename (get_folder (), "tzdata.zi", NULL);
  g_autoptr(GBytes) table = read_regular_file (path);
  gsize length = strlen (name);
  const char *line;
  const char *end;
  gsize size;

  if (table == NULL)
    return g_strdup (name);
  line = g_bytes_get_data (table, &size);
  for (end = line + size; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      const char *line_end = newline != NULL ? newline : end;
      Span listed = read_zone_line (line, line_end);

      if (listed.length == length && g_ascii_strncasecmp (listed.start, name, length) == 0)
        return g_strndup (listed.start, listed.length);
      line = line_end + 1;
    }
  return NULL;
}

/* All names of the system's table, %NULL-terminated. */
static GPtrArray *
list_names (void)
{
  g_autofree char *path = g_build_filename (get_folder (), "tzdata.zi", NULL);
  g_autoptr(GBytes) table = read_regular_file (path);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gsize size = 0;
  const char *line = table != NULL ? g_bytes_get_data (table, &size) : NULL;
  const char *end = line + size;

  while (line < end)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      const char *line_end = newline != NULL ? newline : end;
      Span listed = read_zone_line (line, line_end);

      if (listed.length > 0)
        g_ptr_array_add (names, g_strndup (listed.start, listed.length));
      line = line_end + 1;
    }
  g_ptr_array_add (names, NULL);
  return names;
}

char *
nudge_zone_names_find_nearest (const char *name)
{
  g_autoptr(GPtrArray) names = list_names ();

  for (guint i = 0; i + 1 < names->len; i++)
    {
      const char *city = strrchr (g_ptr_array_index (names, i), '/');

      if (city != NULL && g_ascii_strcasecmp (city + 1, name) == 0)
        return g_strdup (g_ptr_array_index (names, i));
    }
  return g_strdup (nudge_nearest ((const char *const *) names->pdata, name));
}

static NudgeZoneTable *
load_file (const char *path, const char *name)
{
  g_autoptr(GBytes) bytes = read_regular_file (path);
  const guint8 *data;
  gsize length;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  return nudge_tzif_parse (name, data, length);
}

static NudgeZoneTable *
load_listed (const char *name)
{
  g_autofree char *listed = is_safe_name (name) ? find_listed_name (name) : NULL;
  g_autofree char *path = NULL;

  if (listed == NULL)
    return NULL;
  path = g_build_filename (get_folder (), listed, NULL);
  return load_file (path, listed);
}

/* "/vendor/version/Europe/Berlin": the longest end of it that the table lists */
static NudgeZoneTable *
load_behind_prefix (const char *name)
{
  const char *slash = name[0] == '/' ? name : NULL;

  while (slash != NULL)
    {
      NudgeZoneTable *zone = load_listed (slash + 1);

      if (zone != NULL)
        return zone;
      slash = strchr (slash + 1, '/');
    }
  return NULL;
}

static NudgeZoneTable *
load_by_any_name (const char *name)
{
  const char *iana = nudge_windows_zone_to_iana (name);
  NudgeZoneTable *zone;

  if (g_ascii_strcasecmp (name, "UTC") == 0)
    return make_utc ();
  if (iana != NULL)
    return load_listed (iana);
  zone = load_listed (name);
  return zone != NULL ? zone : load_behind_prefix (name);
}

NudgeZoneTable *
nudge_zone_names_load (const char *name)
{
  return strlen (name) <= NAME_LENGTH_MAX ? load_by_any_name (name) : NULL;
}

static NudgeZoneTable *
load_posix_text (const char *text)
{
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (NudgeZoneChange));
  gint offset;

  if (!nudge_posix_zone_expand (text, G_MININT64, &offset, changes))
    return NULL;
  return nudge_zone_table_new (text, offset, changes);
}

/* TZ as in tzset(3): a name or an absolute path, perhaps behind a colon, else a POSIX text */
static NudgeZoneTable *
load_from_environment (const char *tz)
{
  const char *name = tz[0] == ':' ? tz + 1 : tz;
  NudgeZoneTable *zone;

  if (*name == '\0')
    return make_utc ();
  if (g_path_is_absolute (name))
    return load_file (name, name);
  zone = load_listed (name);
  return zone != NULL ? zone : load_posix_text (name);
}

/* Debian's copy of the name beside a /etc/localtime that is no link */
static char *
read_timezone_file (void)
{
  g_autoptr(GBytes) bytes = read_regular_file ("/etc/timezone");
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return g_strdup (g_strstrip (text));
}

/* The name behind the link; what the link holds decides, so a change is seen at once. */
static char *
find_local_name (void)
{
  g_autofree char *target = g_file_read_link ("/etc/localtime", NULL);
  const char *in_table = target != NULL ? strstr (target, "zoneinfo/") : NULL;

  return in_table != NULL ? g_strdup (in_table + strlen ("zoneinfo/")) : read_timezone_file ();
}

static NudgeZoneTable *
load_system_zone (void)
{
  g_autofree char *name = find_local_name ();
  g_autoptr(NudgeZoneTable) named = name != NULL ? load_listed (name) : NULL;
  g_autoptr(NudgeZoneTable) zone = NULL;

  zone = load_file ("/etc/localtime", named != NULL ? named->name : "localtime");
  if (zone != NULL && named != NULL && !nudge_zone_table_equal (zone, named))
    return load_file ("/etc/localtime", "localtime");
  return g_steal_pointer (&zone);
}

NudgeZoneTable *
nudge_zone_names_load_local (void)
{
  const char *tz = g_getenv ("TZ");

  return tz != NULL ? load_from_environment (tz) : load_system_zone ();
}
