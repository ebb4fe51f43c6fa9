/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments: walks over the command line once. */
#include "args.h"

#include "clean.h"
#include "exit-code.h"
#include "suggest.h"

#include <string.h>

struct _NudgeArgs {
  GHashTable *values; /* name of the option -> GPtrArray of texts, NULL-terminated */
  GPtrArray *words;   /* of unowned texts */
};

void
nudge_args_free (NudgeArgs *args)
{
  g_hash_table_unref (args->values);
  g_ptr_array_unref (args->words);
  g_free (args);
}

static NudgeArgs *
args_new (void)
{
  NudgeArgs *args = g_new0 (NudgeArgs, 1);

  args->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  args->words = g_ptr_array_new ();
  return args;
}

static const NudgeOption *
find_long (const NudgeOption *options, const char *name, gsize length)
{
  for (; options->name != NULL; options++)
    if (strlen (options->name) == length && strncmp (options->name, name, length) == 0)
      return options;
  return NULL;
}

static const NudgeOption *
find_letter (const NudgeOption *options, char letter)
{
  for (; options->name != NULL; options++)
    if (options->letter == letter)
      return options;
  return NULL;
}

static void
add_value (NudgeArgs *args, const NudgeOption *option, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (args->values, option->name);

  if (values == NULL)
    {
      values = g_ptr_array_new ();
      g_hash_table_insert (args->values, (gpointer) option->name, values);
    }
  else
    g_ptr_array_set_size (values, (gint) values->len - 1);
  g_ptr_array_add (values, (gpointer) value);
  g_ptr_array_add (values, NULL);
}

static gboolean
fail_unknown (const NudgeOption *options, const char *text, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *typed = g_strndup (text, strcspn (text, "="));
  g_autofree char *shown = nudge_clean (typed);
  g_autofree char *hint = NULL;

  for (; options->name != NULL; options++)
    g_ptr_array_add (names, g_strconcat ("--", options->name, NULL));
  g_ptr_array_add (names, g_strdup ("--help"));
  g_ptr_array_add (names, NULL);
  hint = nudge_suggest_text (typed, (const char *const *) names->pdata);
  g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE, "There is no option “%s” here.%s", shown, hint);
  return FALSE;
}

/* Takes the value of @option from @attached or from the next argument; @next moves over what was used. */
static gboolean
take_option (NudgeArgs *args, const NudgeOption *option, const char *attached, const char *const **next, GError **error)
{
  if (option->value == NULL && attached != NULL)
    {
      g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE, "The option --%s takes no value", option->name);
      return FALSE;
    }
  if (option->value != NULL && attached == NULL && **next == NULL)
    {
      g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE, "The option --%s needs a value: --%s %s", option->name,
                   option->name, option->value);
      return FALSE;
    }
  if (option->value != NULL && attached == NULL)
    attached = *(*next)++;
  add_value (args, option, attached);
  return TRUE;
}

static gboolean
take_long (NudgeArgs *args, const NudgeOption *options, const char *text, const char *const **next, GError **error)
{
  const char *equals = strchr (text, '=');
  gsize length = equals == NULL ? strlen (text) : (gsize) (equals - text);
  const NudgeOption *option = find_long (options, text + 2, length - 2);

  if (option == NULL)
    return fail_unknown (options, text, error);
  return take_option (args, option, equals == NULL ? NULL : equals + 1, next, error);
}

static gboolean
take_letters (NudgeArgs *args, const NudgeOption *options, const char *text, const char *const **next, GError **error)
{
  for (const char *p = text + 1; *p != '\0'; p++)
    {
      const NudgeOption *option = find_letter (options, *p);

      if (option == NULL)
        return fail_unknown (options, text, error);
      if (option->value != NULL)
        return take_option (args, option, p[1] == '\0' ? NULL : p + 1, next, error);
      add_value (args, option, NULL);
    }
  return TRUE;
}

NudgeArgs *
nudge_args_parse (const char *const *argv, const NudgeOption *options, GError **error)
{
  g_autoptr(NudgeArgs) args = args_new ();
  gboolean only_words = FALSE;

  while (*argv != NULL)
    {
      const char *text = *argv++;
      gboolean taken = TRUE;

      if (only_words || text[0] != '-' || text[1] == '\0')
        g_ptr_array_add (args->words, (gpointer) text);
      else if (strcmp (text, "--") == 0)
        only_words = TRUE;
      else if (text[1] == '-')
        taken = take_long (args, options, text, &argv, error);
      else
        taken = take_letters (args, options, text, &argv, error);
      if (!taken)
        return NULL;
    }
  return g_steal_pointer (&args);
}

gboolean
nudge_args_has (NudgeArgs *args, const char *name)
{
  return g_hash_table_contains (args->values, name);
}

const char *
nudge_args_get (NudgeArgs *args, const char *name)
{
  GPtrArray *values = g_hash_table_lookup (args->values, name);

  return values == NULL ? NULL : g_ptr_array_index (values, values->len - 2);
}

const char *const *
nudge_args_get_all (NudgeArgs *args, const char *name)
{
  GPtrArray *values = g_hash_table_lookup (args->values, name);

  return values == NULL ? NULL : (const char *const *) values->pdata;
}

guint
nudge_args_n_words (NudgeArgs *args)
{
  return args->words->len;
}

const char *
nudge_args_word (NudgeArgs *args, guint index)
{
  return index < args->words->len ? g_ptr_array_index (args->words, index) : NULL;
}

char *
nudge_args_join (NudgeArgs *args, guint first)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = first; i < args->words->len; i++)
    {
      if (i > first)
        g_string_append_c (text, ' ');
      g_string_append (text, g_ptr_array_index (args->words, i));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
all_utf8 (GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      if (text != NULL && !g_utf8_validate (text, -1, NULL))
        return FALSE;
    }
  return TRUE;
}

gboolean
nudge_args_is_utf8 (NudgeArgs *args)
{
  GHashTableIter iter;
  gpointer values;

  g_hash_table_iter_init (&iter, args->values);
  while (g_hash_table_iter_next (&iter, NULL, &values))
    if (!all_utf8 (values))
      return FALSE;
  return all_utf8 (args->words);
}
