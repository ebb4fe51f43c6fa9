/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus journal: the methods and signals of org.nudged.Nudged1.Journal. */
#include "bus-journal.h"

#include "bus-convert.h"
#include "category.h"
#include "nudge-error.h"

#define MAX_QUERY 10000

static gboolean
check_category (const char *category, GError **error)
{
  g_autofree char *known = NULL;

  if (category == NULL || nudge_category_canonical (category) != NULL)
    return TRUE;
  known = g_strjoinv (", ", (char **) nudge_category_list ());
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, "“%s” is no category; there are %s", category, known);
  return FALSE;
}

static gboolean
on_handle_add (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, const char *kind, GVariant *options,
               NudgeDBusJournal *skeleton)
{
  static const NudgeBusOption known[]
      = { { "time", "x" }, { "value", "s" }, { "words", "as" }, { "note", "s" }, { "category", "s" }, { NULL, NULL } };
  NudgeEntry entry = { .kind = kind, .time = nudge_keeper_now (keeper) };
  g_autofree const char **words = NULL;
  guint64 id = 0;
  GError *error = NULL;

  g_variant_lookup (options, "time", "x", &entry.time);
  g_variant_lookup (options, "value", "&s", &entry.value);
  g_variant_lookup (options, "note", "&s", &entry.note);
  g_variant_lookup (options, "category", "&s", &entry.category);
  if (g_variant_lookup (options, "words", "^a&s", &words))
    entry.words = words;
  if (!nudge_bus_check_options (options, known, &error) || !check_category (entry.category, &error))
    {
      g_dbus_method_invocation_take_error (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  if (entry.category != NULL)
    entry.category = nudge_category_canonical (entry.category);
  if (!nudge_keeper_log (keeper, &entry, &id, &error))
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_journal_complete_add (skeleton, invocation, id);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_query (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, GVariant *options,
                 NudgeDBusJournal *skeleton)
{
  static const NudgeBusOption known[] = { { "kinds", "as" }, { "categories", "as" }, { "from", "x" },
                                          { "to", "x" },     { "text", "s" },        { "limit", "u" },
                                          { "before-id", "t" }, { NULL, NULL } };
  NudgeQuery query = { .to = NUDGE_NEVER };
  g_autofree const char **kinds = NULL;
  g_autofree const char **categories = NULL;
  GVariant *entries = NULL;
  GError *error = NULL;

  g_variant_lookup (options, "from", "x", &query.from);
  g_variant_lookup (options, "to", "x", &query.to);
  g_variant_lookup (options, "text", "&s", &query.text);
  g_variant_lookup (options, "limit", "u", &query.limit);
  g_variant_lookup (options, "before-id", "t", &query.before_id);
  if (g_variant_lookup (options, "kinds", "^a&s", &kinds))
    query.kinds = kinds;
  if (g_variant_lookup (options, "categories", "^a&s", &categories))
    query.categories = categories;
  query.limit = MIN (query.limit, MAX_QUERY);
  if (nudge_bus_check_options (options, known, &error))
    entries = nudge_journal_query (nudge_keeper_get_journal (keeper), &query, &error);
  if (entries == NULL)
    g_dbus_method_invocation_take_error (invocation, error);
  else
    {
      nudge_dbus_journal_complete_query (skeleton, invocation, entries);
      g_variant_unref (entries);
    }
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Everybody on the bus hears a signal: the user's words stay out of it. */
static GVariant *
without_words (GVariant *entry)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, entry);
  g_variant_dict_remove (&dict, "note");
  g_variant_dict_remove (&dict, "words");
  g_variant_dict_remove (&dict, "value");
  g_variant_dict_remove (&dict, "reason");
  return g_variant_dict_end (&dict);
}

static void
on_journal_added (NudgeDBusJournal *skeleton, GVariant *entry)
{
  nudge_dbus_journal_emit_added (skeleton, without_words (entry));
}

NudgeDBusJournal *
nudge_bus_journal_new (NudgeKeeper *keeper)
{
  NudgeDBusJournal *skeleton = nudge_dbus_journal_skeleton_new ();

  g_signal_connect_object (skeleton, "handle-add", G_CALLBACK (on_handle_add), keeper, G_CONNECT_SWAPPED);
  g_signal_connect_object (skeleton, "handle-query", G_CALLBACK (on_handle_query), keeper, G_CONNECT_SWAPPED);
  g_signal_connect_object (nudge_keeper_get_journal (keeper), "added", G_CALLBACK (on_journal_added), skeleton,
                           G_CONNECT_SWAPPED);
  return skeleton;
}
