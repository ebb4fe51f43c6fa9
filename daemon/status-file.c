/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status file: one line for a shell prompt and one JSON object for programs, in the runtime folder. */
#define G_LOG_DOMAIN "nudged-status"

#include "status-file.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What stands beside the files while they are written, and what a kill may leave behind. */
#define TEMPORARY_PREFIX ".status-"

/* One of the two files: what we put there last, and which file that was. */
typedef struct {
  const char *name;
  char *text;
  dev_t device;
  ino_t inode;
} Page;

struct _NudgeStatusFile {
  GObject parent_instance;

  char *folder;
  Page pages[2];
  gboolean is_failing;
};

enum {
  PAGE_LINE,
  PAGE_JSON,
};

G_DEFINE_FINAL_TYPE (NudgeStatusFile, nudge_status_file, G_TYPE_OBJECT)

/* Takes away what an earlier daemon left when it was killed in the middle of a write. */
static void
sweep_leftovers (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, TEMPORARY_PREFIX))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        (void) g_unlink (path);
      }
}

static gboolean
write_all (int fd, const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize written = write (fd, text, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      text += written;
      length -= (gsize) written;
    }
  return TRUE;
}

/* Fills a new file of mode 0600. Returns FALSE with errno, and leaves nothing behind. */
static gboolean
write_temporary (char *temporary, const char *text, struct stat *info)
{
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  int saved;

  if (fd < 0)
    return FALSE;
  if (write_all (fd, text) && fchmod (fd, 0600) == 0 && fstat (fd, info) == 0)
    return g_close (fd, NULL);

  saved = errno;
  (void) g_close (fd, NULL);
  (void) g_unlink (temporary);
  errno = saved;
  return FALSE;
}

static gboolean
replace_file (const char *folder, const char *name, const char *text, struct stat *info)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *temporary = g_build_filename (folder, TEMPORARY_PREFIX "XXXXXX", NULL);
  int saved;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return FALSE;
  if (!write_temporary (temporary, text, info))
    return FALSE;
  if (g_rename (temporary, path) == 0)
    return TRUE;

  saved = errno;
  (void) g_unlink (temporary);
  errno = saved;
  return FALSE;
}

static void
report_failure (NudgeStatusFile *self, int code)
{
  if (self->is_failing)
    return;
  self->is_failing = TRUE;
  g_warning ("The status cannot be written to “%s”: %s; prompts and bars that read it stay as they are",
             self->folder, g_strerror (code));
}

static gboolean
write_page (NudgeStatusFile *self, Page *page, const char *text)
{
  struct stat info;

  if (g_strcmp0 (page->text, text) == 0)
    return TRUE;
  if (!replace_file (self->folder, page->name, text, &info))
    {
      report_failure (self, errno);
      return FALSE;
    }
  g_free (page->text);
  page->text = g_strdup (text);
  page->device = info.st_dev;
  page->inode = info.st_ino;
  return TRUE;
}

/* A file that another daemon has put in the place of ours since is not ours to remove. */
static void
remove_page (NudgeStatusFile *self, Page *page)
{
  g_autofree char *path = g_build_filename (self->folder, page->name, NULL);
  struct stat info;

  if (page->text != NULL && lstat (path, &info) == 0 && info.st_dev == page->device && info.st_ino == page->inode)
    (void) g_unlink (path);
  g_clear_pointer (&page->text, g_free);
}

static gboolean
is_safe_in_a_prompt (gunichar c)
{
  if (g_unichar_iscntrl (c) || c == 0x061c || c == 0x200e || c == 0x200f)
    return FALSE;
  return !(c >= 0x2028 && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069);
}

/* One line that cannot drive a terminal: no control characters, no marks that turn the direction of text. */
static char *
clean_line (const char *line)
{
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  GString *clean = g_string_sized_new (strlen (valid) + 1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (is_safe_in_a_prompt (g_utf8_get_char (p)))
      g_string_append_unichar (clean, g_utf8_get_char (p));
  if (clean->len > 0)
    g_string_append_c (clean, '\n');
  return g_string_free (clean, FALSE);
}

void
nudge_status_file_write (NudgeStatusFile *self, const char *line, const char *json)
{
  g_autofree char *line_text = clean_line (line);
  g_autofree char *json_text = g_strconcat (json, "\n", NULL);
  gboolean is_line_written;
  gboolean is_json_written;

  g_return_if_fail (NUDGE_IS_STATUS_FILE (self));

  is_line_written = write_page (self, &self->pages[PAGE_LINE], line_text);
  is_json_written = write_page (self, &self->pages[PAGE_JSON], json_text);
  if (is_line_written && is_json_written)
    self->is_failing = FALSE;
}

static void
nudge_status_file_dispose (GObject *object)
{
  NudgeStatusFile *self = NUDGE_STATUS_FILE (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->pages); i++)
    remove_page (self, &self->pages[i]);
  G_OBJECT_CLASS (nudge_status_file_parent_class)->dispose (object);
}

static void
nudge_status_file_finalize (GObject *object)
{
  NudgeStatusFile *self = NUDGE_STATUS_FILE (object);

  g_free (self->folder);
  G_OBJECT_CLASS (nudge_status_file_parent_class)->finalize (object);
}

static void
nudge_status_file_class_init (NudgeStatusFileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_status_file_dispose;
  G_OBJECT_CLASS (klass)->finalize = nudge_status_file_finalize;
}

static void
nudge_status_file_init (NudgeStatusFile *self)
{
  self->pages[PAGE_LINE].name = "status";
  self->pages[PAGE_JSON].name = "status.json";
}

NudgeStatusFile *
nudge_status_file_new (const char *folder)
{
  NudgeStatusFile *self = g_object_new (NUDGE_TYPE_STATUS_FILE, NULL);

  self->folder = g_strdup (folder);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    report_failure (self, errno);
  sweep_leftovers (folder);
  return self;
}
