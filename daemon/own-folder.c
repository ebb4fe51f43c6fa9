/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own folder: writes and deletes the user's own nudges, one item a file, as plain text that other programs read. */
#include "own-folder.h"

#include "ics-parser.h"
#include "nudge-error.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <string.h>

#define PRODID "-//nudged//nudged 1//EN"

void
nudge_own_item_free (NudgeOwnItem *item)
{
  g_free (item->uid);
  g_free (item->text);
  g_free (item);
}

static gboolean
line_is (const char *line, const char *wanted)
{
  return g_ascii_strcasecmp (line, wanted) == 0;
}

static gboolean
line_names (const char *line, const char *property)
{
  gsize length = strlen (property);

  return g_ascii_strncasecmp (line, property, length) == 0 && (line[length] == ':' || line[length] == ';');
}

/* Lines without their ends, of text with any kind of line end; empty ones at the end are dropped. */
static GPtrArray *
split_lines (const char *ics)
{
  g_autoptr(GString) text = g_string_new (ics);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) parts = NULL;

  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  parts = g_strsplit (text->str, "\n", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_ptr_array_add (lines, g_strdup (parts[i]));
  return lines;
}

static gboolean
is_item_begin (const char *line)
{
  return line_is (line, "BEGIN:VEVENT") || line_is (line, "BEGIN:VTODO");
}

/* Whether the first item of @lines, from its BEGIN on, has @property outside its alarms. */
static gboolean
item_has (GPtrArray *lines, guint begin, const char *property)
{
  guint depth = 0;

  for (guint i = begin; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);

      if (g_ascii_strncasecmp (line, "BEGIN:", 6) == 0)
        depth++;
      else if (g_ascii_strncasecmp (line, "END:", 4) == 0 && --depth == 0)
        return FALSE;
      else if (depth == 1 && line_names (line, property))
        return TRUE;
    }
  return FALSE;
}

static void
complete_item (GPtrArray *lines, NudgeTime now)
{
  guint begin = 0;

  while (begin < lines->len && !is_item_begin (g_ptr_array_index (lines, begin)))
    begin++;
  if (begin == lines->len)
    return;
  if (!item_has (lines, begin, "DTSTAMP"))
    {
      g_autoptr(GDateTime) stamp = g_date_time_new_from_unix_utc (now / G_TIME_SPAN_SECOND);

      g_ptr_array_insert (lines, (gint) begin + 1, g_date_time_format (stamp, "DTSTAMP:%Y%m%dT%H%M%SZ"));
    }
  if (!item_has (lines, begin, "UID"))
    {
      g_autofree char *uuid = g_uuid_string_random ();

      g_ptr_array_insert (lines, (gint) begin + 1, g_strdup_printf ("UID:%s@nudged", uuid));
    }
}

static void
wrap_component (GPtrArray *lines)
{
  if (lines->len == 0 || !is_item_begin (g_ptr_array_index (lines, 0)))
    return;
  g_ptr_array_insert (lines, 0, g_strdup ("BEGIN:VCALENDAR"));
  g_ptr_array_insert (lines, 1, g_strdup ("VERSION:2.0"));
  g_ptr_array_insert (lines, 2, g_strdup ("PRODID:" PRODID));
  g_ptr_array_add (lines, g_strdup ("END:VCALENDAR"));
}

static char *
join_lines (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\r\n", (const char *) g_ptr_array_index (lines, i));
  return g_string_free (text, FALSE);
}

static NudgeProblem *
find_error (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      NudgeProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity == NUDGE_SEVERITY_ERROR)
        return problem;
    }
  return NULL;
}

/* Returns: (transfer full): the UID of the one good item in @text */
static char *
check_text (const char *text, GError **error)
{
  const NudgeIcsContext context = { .file = "text", .source = "", .origin = NUDGE_ORIGIN_OWN };
  g_autoptr(NudgeIcsResult) result = nudge_ics_parse (text, strlen (text), &context);
  NudgeProblem *problem = find_error (result->problems);

  if (problem != NULL)
    g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE, "Line %u: %s", problem->line, problem->text);
  else if (!result->is_whole)
    g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE,
                 "The text ends in the middle: its last line has to be END:VCALENDAR");
  else if (result->rules->len != 1)
    g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE,
                 "The text has %u items that can be due; it has to have exactly one VEVENT or VTODO",
                 result->rules->len);
  else
    return g_strdup (((NudgeRule *) g_ptr_array_index (result->rules, 0))->uid);
  return NULL;
}

NudgeOwnItem *
nudge_own_item_new (const char *ics, NudgeTime now, GError **error)
{
  g_autoptr(NudgeOwnItem) item = g_new0 (NudgeOwnItem, 1);
  g_autoptr(GPtrArray) lines = NULL;

  if (strlen (ics) > NUDGE_OWN_FOLDER_MAX_TEXT)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE, "The text is longer than %d KiB",
                   NUDGE_OWN_FOLDER_MAX_TEXT / 1024);
      return NULL;
    }
  lines = split_lines (ics);
  wrap_component (lines);
  complete_item (lines, now);
  item->text = join_lines (lines);
  item->uid = check_text (item->text, error);
  return item->uid != NULL ? g_steal_pointer (&item) : NULL;
}

/* A name that is safe on every file system and still shows the UID where that is plain. */
static char *
file_name_of (const char *uid)
{
  g_autofree char *digest = NULL;
  gboolean plain = uid[0] != '.' && uid[0] != '\0' && strlen (uid) <= 100;

  for (const char *c = uid; *c != '\0'; c++)
    plain = plain && (g_ascii_isalnum (*c) || strchr ("._@-", *c) != NULL);
  if (plain)
    return g_strdup_printf ("%s.ics", uid);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uid, -1);
  return g_strdup_printf ("%.32s.ics", digest);
}

char *
nudge_own_folder_save (const char *folder, const NudgeOwnItem *item, const char *file, GError **error)
{
  g_autofree char *name = file_name_of (item->uid);
  g_autofree char *path = file != NULL ? g_strdup (file) : g_build_filename (folder, name, NULL);
  g_autoptr(GError) io_error = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE, "The folder “%s” cannot be made: %s", folder,
                   g_strerror (errno));
      return NULL;
    }
  if (file == NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE, "“%s” is there already; it is not overwritten", path);
      return NULL;
    }
  if (!g_file_set_contents_full (path, item->text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600, &io_error))
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE, "“%s” cannot be written: %s", path, io_error->message);
      return NULL;
    }
  return g_steal_pointer (&path);
}

gboolean
nudge_own_folder_delete (const char *file, GError **error)
{
  if (g_unlink (file) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE, "“%s” cannot be deleted: %s", file, g_strerror (errno));
  return FALSE;
}
