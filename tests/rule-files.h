/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders of calendar files for tests: writes them, spoils them, and says what was read from them. */
#pragma once

#include "problem.h"
#include "rule.h"

#include <glib/gstdio.h>

#include <string.h>

/** rule_text: Returns: (transfer full): a whole calendar with one daily event of that UID */
static inline char *
rule_text (const char *uid)
{
  return g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//nudged//test//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\n"
                          "DTSTAMP:20260101T000000Z\r\nDTSTART:20260302T090000\r\nRRULE:FREQ=DAILY\r\n"
                          "SUMMARY:Test of %s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                          uid, uid);
}

/** put_text: replaces the file as most editors do, by a rename */
static inline void
put_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static inline void
put_rule (const char *folder, const char *name, const char *uid)
{
  g_autofree char *text = rule_text (uid);

  put_text (folder, name, text);
}

/** put_part: writes a calendar in place that ends after @length bytes of it; 0 leaves it empty */
static inline void
put_part (const char *folder, const char *name, const char *uid, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = rule_text (uid);
  FILE *file = g_fopen (path, "w");

  g_assert_cmpuint (length, <, strlen (text));
  g_assert_cmpuint (fwrite (text, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

static inline void
remove_name (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static inline void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_assert_cmpint (g_unlink (child), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/** uids_to_string: Returns: (transfer full): the UIDs in their order, with blanks in between */
static inline char *
uids_to_string (GPtrArray *rules)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, ((NudgeRule *) g_ptr_array_index (rules, i))->uid);
    }
  return g_string_free (text, FALSE);
}

/** problems_to_string: Returns: (transfer full): one a line */
static inline char *
problems_to_string (GPtrArray *problems)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = nudge_problem_to_string (g_ptr_array_index (problems, i));

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}
