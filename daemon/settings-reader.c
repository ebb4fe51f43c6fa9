/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings reader: begins with the defaults and lets each configuration file change them, key by key. */
#include "settings.h"

#include "category.h"
#include "nearest.h"
#include "settings-file.h"
#include "settings-schema.h"
#include "settings-values.h"

#include <string.h>

#define PROBLEMS_MAX 100 /* of one file: more would only hide the first ones */

/* The sections whose fields are those of NudgeSettings itself. */
static const char *const plain_sections[]
    = { "nudged", "hours", "timing", "hold", "breakpoint", "notify", "easing", "support", "packs", NULL };

typedef struct {
  NudgeSettings *settings;
  GPtrArray *problems;
  GHashTable *source_places; /* name of a source: NudgeProblem to report when it turns out to have no path */
  const char *file;
  guint n_problems;          /* of this file */
  GHashTable *seen;          /* "section key" of this file */
  gpointer target;           /* of the keys of the section that is being read */
  char *target_section;      /* its name in the schema */
} Reader;

static void
category_free (NudgeCategorySettings *category)
{
  g_free (category->name);
  g_free (category);
}

static void
source_free (NudgeSourceSettings *source)
{
  g_free (source->name);
  g_free (source->path);
  g_free (source);
}

NudgeSettings *
nudge_settings_new_default (void)
{
  NudgeSettings *settings = g_rc_box_new0 (NudgeSettings);

  for (gsize i = 0; plain_sections[i] != NULL; i++)
    nudge_key_apply_fallbacks (plain_sections[i], settings);
  settings->support_contacts = g_new0 (char *, 1);
  settings->categories = g_ptr_array_new_with_free_func ((GDestroyNotify) category_free);
  settings->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);
  return settings;
}

static NudgeCategorySettings *
ensure_category (NudgeSettings *settings, const char *name)
{
  NudgeCategorySettings *category = (NudgeCategorySettings *) nudge_settings_find_category (settings, name);

  if (category != NULL)
    return category;
  category = g_new0 (NudgeCategorySettings, 1);
  category->name = g_strdup (name);
  category->room = NUDGE_SPAN_UNSET;
  category->grace = NUDGE_SPAN_UNSET;
  category->missed = NUDGE_MISSED_UNSET;
  nudge_key_apply_fallbacks ("category", category);
  g_ptr_array_add (settings->categories, category);
  return category;
}

static NudgeSourceSettings *
ensure_source (NudgeSettings *settings, const char *name)
{
  NudgeSourceSettings *source;

  for (guint i = 0; i < settings->sources->len; i++)
    {
      source = g_ptr_array_index (settings->sources, i);
      if (g_str_equal (source->name, name))
        return source;
    }
  source = g_new0 (NudgeSourceSettings, 1);
  source->name = g_strdup (name);
  nudge_key_apply_fallbacks ("source", source);
  g_ptr_array_add (settings->sources, source);
  return source;
}

static void
on_file_problem (gpointer user_data, NudgeSeverity severity, const char *text, guint line)
{
  Reader *reader = user_data;

  if (++reader->n_problems < PROBLEMS_MAX)
    g_ptr_array_add (reader->problems, nudge_problem_new (reader->file, line, severity, "%s", text));
  else if (reader->n_problems == PROBLEMS_MAX)
    g_ptr_array_add (reader->problems,
                     nudge_problem_new (reader->file, line, NUDGE_SEVERITY_WARNING,
                                        "further problems of this file are not listed; mend those above first"));
}

G_GNUC_PRINTF (4, 5) static void
complain (Reader *reader, NudgeSeverity severity, guint line, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  on_file_problem (reader, severity, text, line);
}

static gpointer
find_category_target (Reader *reader, const char *name, guint line)
{
  const char *canonical = nudge_category_canonical (name);
  const char *near;

  if (canonical == NULL && g_ascii_strcasecmp (name, NUDGE_CATEGORY_OTHER) == 0)
    canonical = NUDGE_CATEGORY_OTHER;
  if (canonical != NULL)
    return ensure_category (reader->settings, canonical);
  near = nudge_nearest (nudge_category_list (), name);
  if (near != NULL)
    complain (reader, NUDGE_SEVERITY_WARNING, line, "there is no category “%s”; did you mean “%s”?", name, near);
  else
    complain (reader, NUDGE_SEVERITY_WARNING, line, "there is no category “%s”; name one like [category movement]",
              name);
  return NULL;
}

static gpointer
find_source_target (Reader *reader, const char *name, guint line)
{
  if (*name == '\0')
    {
      complain (reader, NUDGE_SEVERITY_ERROR, line, "this source has no name; write it like [source work]");
      return NULL;
    }
  if (!g_hash_table_contains (reader->source_places, name))
    g_hash_table_insert (reader->source_places, g_strdup (name),
                         nudge_problem_new (reader->file, line, NUDGE_SEVERITY_ERROR,
                                            "the source “%s” has no path; add a line like “path = ~/calendars/work”",
                                            name));
  return ensure_source (reader->settings, name);
}

static gpointer
find_plain_target (Reader *reader, const char *section, guint line)
{
  const char *near;

  if (g_strv_contains (plain_sections, section))
    return reader->settings;
  near = nudge_key_suggest_section (section);
  if (near != NULL)
    complain (reader, NUDGE_SEVERITY_WARNING, line, "there is no section “%s”; did you mean [%s]?", section, near);
  else
    complain (reader, NUDGE_SEVERITY_WARNING, line, "there is no section “%s”; its keys are left out", section);
  return NULL;
}

static gboolean
on_file_section (gpointer user_data, const char *name, guint line)
{
  Reader *reader = user_data;
  g_auto(GStrv) words = g_strsplit_set (name, " \t", 2);
  const char *kind = words[0] != NULL ? words[0] : "";
  const char *argument = words[0] != NULL && words[1] != NULL ? g_strstrip (words[1]) : "";

  g_free (reader->target_section);
  reader->target_section = g_ascii_strdown (kind, -1);
  if (g_str_equal (reader->target_section, "category"))
    reader->target = find_category_target (reader, argument, line);
  else if (g_str_equal (reader->target_section, "source"))
    reader->target = find_source_target (reader, argument, line);
  else
    reader->target = find_plain_target (reader, *argument != '\0' ? name : reader->target_section, line);
  return reader->target != NULL;
}

static void
report_unknown_key (Reader *reader, const char *name, guint line)
{
  const char *section = nudge_key_find_section_of (name);
  const char *near = nudge_key_suggest (reader->target_section, name);

  if (near != NULL)
    complain (reader, NUDGE_SEVERITY_WARNING, line, "there is no key “%s” in [%s]; did you mean “%s”?", name,
              reader->target_section, near);
  else if (section != NULL)
    complain (reader, NUDGE_SEVERITY_WARNING, line, "there is no key “%s” in [%s]; it belongs in [%s]", name,
              reader->target_section, section);
  else
    complain (reader, NUDGE_SEVERITY_WARNING, line, "there is no key “%s” in [%s]; the line is left out", name,
              reader->target_section);
}

/* Lines of one file add up; the first of a later file begins anew. */
static void
note_key (Reader *reader, const NudgeKey *key, const char *section, guint line)
{
  gboolean is_first = g_hash_table_add (reader->seen, g_strdup_printf ("%s %s", section, key->name));

  if (key->type == NUDGE_KEY_LINES && is_first)
    nudge_key_apply (key, reader->target, "", NULL);
  else if (key->type != NUDGE_KEY_LINES && !is_first)
    complain (reader, NUDGE_SEVERITY_WARNING, line, "“%s” is given twice in this file; this line counts", key->name);
}

static void
on_file_value (gpointer user_data, const char *section, const char *name, const char *value, guint line)
{
  Reader *reader = user_data;
  const NudgeKey *key = nudge_key_find (reader->target_section, name);
  g_autoptr(GError) error = NULL;

  if (key == NULL)
    {
      report_unknown_key (reader, name, line);
      return;
    }
  note_key (reader, key, section, line);
  if (!nudge_key_apply (key, reader->target, value, &error))
    complain (reader, NUDGE_SEVERITY_ERROR, line, "%s: %s", key->name, error->message);
}

static const NudgeSettingsHandler file_handler = { on_file_section, on_file_value, on_file_problem };

static gboolean
read_file (Reader *reader, const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;

  if (!nudge_settings_file_read (path, &contents, &error))
    {
      g_ptr_array_add (reader->problems,
                       nudge_problem_new (path, 0, NUDGE_SEVERITY_ERROR, "%s", error->message));
      return FALSE;
    }
  reader->file = path;
  reader->n_problems = 0;
  reader->target = NULL;
  g_hash_table_remove_all (reader->seen);
  if (contents != NULL)
    nudge_settings_file_parse (contents, &file_handler, reader);
  return TRUE;
}

static void
drop_sources_without_path (Reader *reader)
{
  for (guint i = reader->settings->sources->len; i > 0; i--)
    {
      NudgeSourceSettings *source = g_ptr_array_index (reader->settings->sources, i - 1);

      if (source->path != NULL)
        continue;
      g_ptr_array_add (reader->problems,
                       nudge_problem_ref (g_hash_table_lookup (reader->source_places, source->name)));
      g_ptr_array_remove_index (reader->settings->sources, i - 1);
    }
}

NudgeSettings *
nudge_settings_load (const char *const *files, GPtrArray *problems, gboolean *is_usable)
{
  g_autoptr(NudgeSettings) settings = nudge_settings_new_default ();
  g_autoptr(GHashTable) places
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) nudge_problem_unref);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { .settings = settings, .problems = problems, .source_places = places, .seen = seen };
  gboolean are_all_read = TRUE;

  for (gsize i = 0; files[i] != NULL; i++)
    are_all_read = read_file (&reader, files[i]) && are_all_read;
  drop_sources_without_path (&reader);
  g_clear_pointer (&reader.target_section, g_free);
  if (is_usable != NULL)
    *is_usable = are_all_read;
  return g_steal_pointer (&settings);
}
