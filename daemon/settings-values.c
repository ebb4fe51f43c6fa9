/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings values: from the text of a value to the field of its key. */
#include "settings-values.h"

#include "nudge-error.h"
#include "time-text.h"

#include <string.h>

#define LINES_MAX 100

G_GNUC_PRINTF (2, 3) static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, text);
  return FALSE;
}

static gboolean
apply_text (const NudgeKey *key, char **field, const char *value, GError **error)
{
  g_free (*field);
  *field = *value != '\0' ? g_strdup (value) : NULL;
  return TRUE;
}

static gboolean
apply_path (const NudgeKey *key, char **field, const char *value, GError **error)
{
  g_autofree char *path = NULL;

  if (g_str_has_prefix (value, "~/"))
    path = g_build_filename (g_get_home_dir (), value + 2, NULL);
  else if (g_path_is_absolute (value))
    path = g_strdup (value);
  else
    return refuse (error, "“%s” is not a full path; begin it with / or ~/", value);
  g_free (*field);
  *field = g_canonicalize_filename (path, NULL);
  return TRUE;
}

static gboolean
find_word (const char *const *words, const char *value)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], value) == 0)
      return TRUE;
  return FALSE;
}

static const char *const yes_words[] = { "yes", "true", "on", "1", NULL };
static const char *const no_words[] = { "no", "false", "off", "0", NULL };

static gboolean
apply_boolean (const NudgeKey *key, gboolean *field, const char *value, GError **error)
{
  if (find_word (yes_words, value))
    *field = TRUE;
  else if (find_word (no_words, value))
    *field = FALSE;
  else
    return refuse (error, "“%s” is neither yes nor no", value);
  return TRUE;
}

static gboolean
apply_number (const NudgeKey *key, guint *field, const char *value, GError **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (value, 10, key->min, key->max, &number, NULL))
    return refuse (error, "“%s” is not a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, value, key->min,
                   key->max);
  *field = (guint) number;
  return TRUE;
}

static gboolean
read_span (const NudgeKey *key, const char *value, GTimeSpan *span, GError **error)
{
  GTimeSpan read = 0;
  gboolean is_off = key->min == 0 && find_word (no_words, value);

  if (!is_off && !nudge_duration_parse (value, &read, error))
    return FALSE;
  if (read < key->min || read > key->max)
    {
      g_autofree char *min = nudge_duration_format (key->min);
      g_autofree char *max = nudge_duration_format (key->max);

      return refuse (error, "“%s” is out of range; give a duration from %s to %s", value, min, max);
    }
  *span = read;
  return TRUE;
}

static gboolean
apply_time_of_day (const NudgeKey *key, gint *field, const char *value, GError **error)
{
  gint seconds;

  if (!nudge_time_of_day_parse (value, &seconds, error))
    return FALSE;
  if (seconds == 86400)
    return refuse (error, "24:00 is the next day; give a time from 0:00 to 23:59");
  *field = seconds;
  return TRUE;
}

static gboolean
apply_choice (const NudgeKey *key, gint *field, const char *value, GError **error)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (gsize i = 0; key->choices[i].word != NULL; i++)
    {
      if (g_ascii_strcasecmp (key->choices[i].word, value) == 0)
        {
          *field = key->choices[i].value;
          return TRUE;
        }
      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", key->choices[i].word);
    }
  return refuse (error, "“%s” is not one of %s", value, words->str);
}

static gboolean
apply_hours (const NudgeKey *key, GArray **field, const char *value, GError **error)
{
  GArray *hours = nudge_hours_parse (value, error);

  if (hours == NULL)
    return FALSE;
  g_clear_pointer (field, g_array_unref);
  *field = hours;
  return TRUE;
}

static gboolean
apply_spans (const NudgeKey *key, GArray **field, const char *value, GError **error)
{
  g_auto(GStrv) parts = g_strsplit (value, ",", -1);
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (GTimeSpan));

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      GTimeSpan span;

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      if (!read_span (key, parts[i], &span, error))
        return FALSE;
      g_array_append_val (spans, span);
    }
  if (spans->len == 0)
    return refuse (error, "at least one duration is needed, such as 15m");
  g_clear_pointer (field, g_array_unref);
  *field = g_steal_pointer (&spans);
  return TRUE;
}

static gboolean
is_name (const char *text)
{
  return *text != '\0' && *text != '.' && strpbrk (text, "/\\ \t") == NULL;
}

static gboolean
apply_names (const NudgeKey *key, char ***field, const char *value, GError **error)
{
  g_auto(GStrv) parts = g_strsplit (value, ",", -1);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (*g_strstrip (parts[i]) == '\0')
        continue;
      if (!is_name (parts[i]))
        return refuse (error, "“%s” is not a name; separate names by commas, without paths", parts[i]);
      g_strv_builder_add (names, parts[i]);
    }
  g_strfreev (*field);
  *field = g_strv_builder_end (names);
  return TRUE;
}

static gboolean
apply_line (const NudgeKey *key, char ***field, const char *value, GError **error)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();

  if (*value != '\0')
    {
      if (*field != NULL && g_strv_length (*field) >= LINES_MAX)
        return refuse (error, "there are more than %d of these lines; keep the most important ones", LINES_MAX);
      if (*field != NULL)
        g_strv_builder_addv (lines, (const char **) *field);
      g_strv_builder_add (lines, value);
    }
  g_strfreev (*field);
  *field = g_strv_builder_end (lines);
  return TRUE;
}

gboolean
nudge_key_apply (const NudgeKey *key, gpointer target, const char *value, GError **error)
{
  gpointer field = G_STRUCT_MEMBER_P (target, key->offset);

  switch (key->type)
    {
    case NUDGE_KEY_TEXT:
      return apply_text (key, field, value, error);
    case NUDGE_KEY_PATH:
      return apply_path (key, field, value, error);
    case NUDGE_KEY_BOOLEAN:
      return apply_boolean (key, field, value, error);
    case NUDGE_KEY_NUMBER:
      return apply_number (key, field, value, error);
    case NUDGE_KEY_SPAN:
      return read_span (key, value, field, error);
    case NUDGE_KEY_TIME_OF_DAY:
      return apply_time_of_day (key, field, value, error);
    case NUDGE_KEY_CHOICE:
      return apply_choice (key, field, value, error);
    case NUDGE_KEY_HOURS:
      return apply_hours (key, field, value, error);
    case NUDGE_KEY_SPANS:
      return apply_spans (key, field, value, error);
    case NUDGE_KEY_NAMES:
      return apply_names (key, field, value, error);
    case NUDGE_KEY_LINES:
      return apply_line (key, field, value, error);
    }
  g_return_val_if_reached (FALSE);
}

void
nudge_key_apply_fallbacks (const char *section, gpointer target)
{
  gsize n_keys;
  const NudgeKey *keys = nudge_key_list (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    if (g_str_equal (keys[i].section, section) && keys[i].fallback != NULL)
      {
        g_autoptr(GError) error = NULL;

        if (!nudge_key_apply (&keys[i], target, keys[i].fallback, &error))
          g_critical ("The default of %s is wrong: %s", keys[i].name, error->message);
      }
}
