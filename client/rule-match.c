/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule match: four tests, from the strictest to the widest. */
#include "rule-match.h"

#include "clean.h"
#include "exit-code.h"
#include "record.h"
#include "suggest.h"

#include <string.h>

#define MOST_LISTED 10

typedef gboolean (*Test) (const char *text, const char *wanted);

static gboolean
is_equal (const char *text, const char *wanted)
{
  return g_str_equal (text, wanted);
}

static gboolean
begins_with (const char *text, const char *wanted)
{
  return g_str_has_prefix (text, wanted);
}

static gboolean
contains (const char *text, const char *wanted)
{
  return strstr (text, wanted) != NULL;
}

static char *
fold (GVariant *rule, const char *key)
{
  return g_utf8_casefold (nudge_record_string (rule, key), -1);
}

static GPtrArray *
find_all (GPtrArray *rules, const char *folded, Test test)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < rules->len; i++)
    {
      GVariant *rule = g_ptr_array_index (rules, i);
      g_autofree char *uid = fold (rule, "uid");
      g_autofree char *summary = fold (rule, "summary");

      if (test (uid, folded) || test (summary, folded))
        g_ptr_array_add (found, rule);
    }
  return g_steal_pointer (&found);
}

static void
fail_ambiguous (GPtrArray *found, const char *wanted, GError **error)
{
  g_autoptr(GString) list = g_string_new (NULL);
  g_autofree char *shown = nudge_clean (wanted);

  for (guint i = 0; i < MIN (found->len, MOST_LISTED); i++)
    {
      g_autofree char *summary = nudge_clean (nudge_record_string (g_ptr_array_index (found, i), "summary"));
      g_autofree char *uid = nudge_clean (nudge_record_string (g_ptr_array_index (found, i), "uid"));

      g_string_append_printf (list, "\n  %s  (%s)", summary, uid);
    }
  if (found->len > MOST_LISTED)
    g_string_append_printf (list, "\n  and %u more", found->len - MOST_LISTED);
  g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_NOT_FOUND, "“%s” could be %u rules. Say more of one of:%s",
               shown, found->len, list->str);
}

static void
fail_none (GPtrArray *rules, const char *wanted, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autofree char *shown = nudge_clean (wanted);
  g_autofree char *hint = NULL;

  for (guint i = 0; i < rules->len; i++)
    g_ptr_array_add (names, (gpointer) nudge_record_string (g_ptr_array_index (rules, i), "summary"));
  g_ptr_array_add (names, NULL);
  hint = nudge_suggest_text (wanted, (const char *const *) names->pdata);
  g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_NOT_FOUND, "No rule fits “%s”.%s", shown,
               *hint == '\0' ? " “nudgectl list” shows all" : hint);
}

GVariant *
nudge_rule_match (GPtrArray *rules, const char *wanted, GError **error)
{
  static const Test tests[] = { is_equal, begins_with, contains };
  g_autofree char *folded = g_utf8_casefold (wanted, -1);

  for (guint i = 0; i < rules->len; i++)
    if (g_str_equal (nudge_record_string (g_ptr_array_index (rules, i), "uid"), wanted))
      return g_variant_ref (g_ptr_array_index (rules, i));
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autoptr(GPtrArray) found = find_all (rules, folded, tests[i]);

      if (found->len == 1)
        return g_variant_ref (g_ptr_array_index (found, 0));
      if (found->len > 1)
        {
          fail_ambiguous (found, wanted, error);
          return NULL;
        }
    }
  fail_none (rules, wanted, error);
  return NULL;
}
