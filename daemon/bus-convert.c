/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus conversion: values to the records of the bus, and options of the bus to checked values. */
#include "bus-convert.h"

#include "nudge-error.h"

#include <string.h>

static void
put_string (GVariantDict *dict, const char *key, const char *text)
{
  if (text != NULL && text[0] != '\0')
    g_variant_dict_insert (dict, key, "s", text);
}

static void
put_span (GVariantDict *dict, const char *key, GTimeSpan span)
{
  if (span != NUDGE_SPAN_UNSET)
    g_variant_dict_insert (dict, key, "t", (guint64) span);
}

GVariant *
nudge_bus_agenda_record (const NudgeOccurrence *occurrence)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "time", "x", occurrence->due);
  g_variant_dict_insert (&dict, "uid", "s", occurrence->rule->uid);
  g_variant_dict_insert (&dict, "summary", "s", occurrence->summary);
  g_variant_dict_insert (&dict, "category", "s", occurrence->rule->category);
  g_variant_dict_insert (&dict, "kind", "s", nudge_due_kind_to_string (occurrence->kind));
  g_variant_dict_insert (&dict, "file", "s", occurrence->rule->file);
  g_variant_dict_insert (&dict, "start", "x", occurrence->start);
  return g_variant_dict_end (&dict);
}

GVariant *
nudge_bus_snooze_record (const NudgeLive *live)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "time", "x", live->snoozed_until);
  g_variant_dict_insert (&dict, "uid", "s", live->uid);
  g_variant_dict_insert (&dict, "summary", "s", live->summary);
  g_variant_dict_insert (&dict, "category", "s", live->category);
  g_variant_dict_insert (&dict, "kind", "s", nudge_due_kind_to_string (NUDGE_DUE_SNOOZE));
  g_variant_dict_insert (&dict, "file", "s", "");
  g_variant_dict_insert (&dict, "start", "x", live->due);
  return g_variant_dict_end (&dict);
}

GVariant *
nudge_bus_rule_record (const NudgeRule *rule, gboolean enabled, NudgeTime next)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "uid", "s", rule->uid);
  g_variant_dict_insert (&dict, "summary", "s", rule->summary);
  g_variant_dict_insert (&dict, "category", "s", rule->category);
  g_variant_dict_insert (&dict, "origin", "s", nudge_origin_to_string (rule->origin));
  g_variant_dict_insert (&dict, "source", "s", rule->source);
  g_variant_dict_insert (&dict, "file", "s", rule->file);
  g_variant_dict_insert (&dict, "line", "u", rule->line);
  g_variant_dict_insert (&dict, "enabled", "b", enabled);
  g_variant_dict_insert (&dict, "words", "s", rule->words != NULL ? rule->words : "");
  g_variant_dict_insert (&dict, "recurs", "b", rule->recurs);
  g_variant_dict_insert (&dict, "ask", "s", nudge_ask_to_string (rule->ask));
  if (next != NUDGE_NEVER)
    g_variant_dict_insert (&dict, "next", "x", next);
  put_string (&dict, "description", rule->description);
  put_string (&dict, "why", rule->why);
  if (rule->prompts != NULL && rule->prompts[0] != NULL)
    g_variant_dict_insert (&dict, "prompts", "^as", rule->prompts);
  put_span (&dict, "room", rule->room);
  put_span (&dict, "grace", rule->grace);
  return g_variant_dict_end (&dict);
}

GVariant *
nudge_bus_problem_record (const NudgeProblem *problem)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "problem", "s", problem->text);
  g_variant_dict_insert (&dict, "file", "s", problem->file);
  g_variant_dict_insert (&dict, "line", "u", problem->line);
  g_variant_dict_insert (&dict, "severity", "s", nudge_severity_to_string (problem->severity));
  return g_variant_dict_end (&dict);
}

static void
put_time (GVariantDict *dict, const char *key, NudgeTime time)
{
  if (time != 0)
    g_variant_dict_insert (dict, key, "x", time);
}

static GVariant *
steps_of (const NudgeExplanation *explanation)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; i < explanation->steps->len; i++)
    {
      const NudgeStep *step = g_ptr_array_index (explanation->steps, i);

      g_variant_builder_add_parsed (&builder, "{'time': <%x>, 'text': <%s>}", step->time, step->text);
    }
  return g_variant_builder_end (&builder);
}

GVariant *
nudge_bus_explanation_record (const NudgeExplanation *explanation)
{
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, explanation->id);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  put_string (&dict, "id", explanation->id != 0 ? id : NULL);
  put_string (&dict, "uid", explanation->uid);
  put_string (&dict, "summary", explanation->summary);
  put_string (&dict, "category", explanation->category);
  put_string (&dict, "state", explanation->state);
  put_string (&dict, "reason", explanation->reason);
  put_string (&dict, "sentence", explanation->sentence);
  put_string (&dict, "next", explanation->next);
  put_time (&dict, "due", explanation->due);
  put_time (&dict, "since", explanation->since);
  put_time (&dict, "until", explanation->until);
  g_variant_dict_insert_value (&dict, "steps", steps_of (explanation));
  return g_variant_dict_end (&dict);
}

static const NudgeBusOption *
find_option (const NudgeBusOption *known, const char *name)
{
  for (const NudgeBusOption *option = known; option->name != NULL; option++)
    if (g_str_equal (option->name, name))
      return option;
  return NULL;
}

static char *
list_options (const NudgeBusOption *known)
{
  GString *list = g_string_new (NULL);

  for (const NudgeBusOption *option = known; option->name != NULL; option++)
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", option->name);
  return g_string_free (list, FALSE);
}

gboolean
nudge_bus_check_options (GVariant *options, const NudgeBusOption *known, GError **error)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, options);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      const NudgeBusOption *option = find_option (known, name);

      if (option == NULL)
        {
          g_autofree char *list = list_options (known);

          g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, "Unknown option “%s”; known here: %s", name,
                       list[0] != '\0' ? list : "none");
        }
      else if (!g_variant_is_of_type (value, G_VARIANT_TYPE (option->type)))
        g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
                     "The option “%s” has the type “%s”; it has to have “%s”", name,
                     g_variant_get_type_string (value), option->type);
      else
        continue;
      g_variant_unref (value);
      return FALSE;
    }
  return TRUE;
}

gboolean
nudge_bus_check_text (const char *text, gsize max, const char *what, GError **error)
{
  if (text == NULL || strlen (text) <= max)
    return TRUE;
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE, "The %s has %zu bytes; it may have at most %zu", what,
               strlen (text), max);
  return FALSE;
}

char *
nudge_bus_nudge_path (guint64 id)
{
  return g_strdup_printf ("/org/nudged/Nudged1/nudge/%" G_GUINT64_FORMAT, id);
}
