/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl history: the journal, the newest last. */
#include "commands.h"

#include "clean.h"

#define PAGE 10000u
#define MOST 1000000u
#define FOR_PEOPLE 50u
#define FOR_PROGRAMS 1000u

typedef struct {
  guint limit;
  NudgeTime from;
  NudgeTime to;
} Range;

static void
insert_strv (GVariantDict *options, const char *key, const char *const *values)
{
  if (values != NULL)
    g_variant_dict_insert_value (options, key, g_variant_new_strv (values, -1));
}

static GVariant *
query_options (NudgeCli *cli, const Range *range, guint limit, guint64 before)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  const char *text = nudge_args_get (cli->args, "grep");

  insert_strv (&options, "kinds", nudge_args_get_all (cli->args, "kind"));
  insert_strv (&options, "categories", nudge_args_get_all (cli->args, "category"));
  if (nudge_args_has (cli->args, "from"))
    g_variant_dict_insert (&options, "from", "x", range->from);
  if (nudge_args_has (cli->args, "to"))
    g_variant_dict_insert (&options, "to", "x", range->to);
  if (text != NULL)
    g_variant_dict_insert (&options, "text", "s", text);
  if (before > 0)
    g_variant_dict_insert (&options, "before-id", "t", before);
  g_variant_dict_insert (&options, "limit", "u", limit);
  return g_variant_dict_end (&options);
}

static GVariant *
fetch_page (NudgeCli *cli, const Range *range, guint limit, guint64 before, GError **error)
{
  g_autoptr(GVariant) reply =
      nudge_cli_call (cli, NUDGE_BUS_JOURNAL, "Query",
                      g_variant_new ("(@a{sv})", query_options (cli, range, limit, before)), error);

  return reply == NULL ? NULL : g_variant_get_child_value (reply, 0);
}

/* All pages, the oldest page first. */
static GPtrArray *
fetch_pages (NudgeCli *cli, const Range *range, GError **error)
{
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  guint left = range->limit;
  guint64 before = 0;

  while (left > 0)
    {
      guint limit = MIN (left, PAGE);
      g_autoptr(GVariant) page = fetch_page (cli, range, limit, before, error);
      g_autoptr(GVariant) oldest = NULL;

      if (page == NULL)
        return NULL;
      left -= (guint) MIN (left, g_variant_n_children (page));
      if (g_variant_n_children (page) > 0)
        oldest = g_variant_get_child_value (page, 0);
      before = nudge_record_number (oldest, "id");
      if (g_variant_n_children (page) < limit || before == 0)
        left = 0;
      g_ptr_array_insert (pages, 0, g_steal_pointer (&page));
    }
  return g_steal_pointer (&pages);
}

static void
add_entry (NudgeCli *cli, NudgeTable *table, GVariant *entry)
{
  g_autofree char *when = nudge_cli_when (cli, nudge_record_time (entry, "time"));
  g_autofree char *words = nudge_record_join (entry, "words", ", ");
  const char *note = nudge_record_string (entry, "note");
  g_autofree char *text = g_strdup_printf ("%s%s%s", words, *words != '\0' && *note != '\0' ? ": " : "", note);
  const char *summary = nudge_record_string (entry, "summary");

  nudge_table_add (table, (const char *const[]) { when, nudge_record_string (entry, "kind"),
                                                  nudge_record_string (entry, "value"), summary, text,
                                                  nudge_record_string (entry, "category") });
}

static void
print_page (NudgeCli *cli, NudgeTable *table, GVariant *page)
{
  for (gsize i = 0; i < g_variant_n_children (page); i++)
    {
      g_autoptr(GVariant) entry = g_variant_get_child_value (page, i);

      if (cli->json)
        nudge_cli_json (cli, entry, nudge_entry_fields);
      else
        add_entry (cli, table, entry);
    }
}

gboolean
nudge_run_history (NudgeCli *cli, GError **error)
{
  static const NudgeStyle styles[] = { NUDGE_STYLE_TIME,  NUDGE_STYLE_STRONG, NUDGE_STYLE_PLAIN,
                                       NUDGE_STYLE_PLAIN, NUDGE_STYLE_PLAIN,  NUDGE_STYLE_FAINT };
  g_autoptr(NudgeTable) table = nudge_table_new (styles, G_N_ELEMENTS (styles), 4);
  g_autoptr(GPtrArray) pages = NULL;
  Range range;

  if (!nudge_cli_number_option (cli, "limit", cli->json ? FOR_PROGRAMS : FOR_PEOPLE, MOST, &range.limit, error) ||
      !nudge_cli_time_option (cli, "from", 0, &range.from, error) ||
      !nudge_cli_time_option (cli, "to", 0, &range.to, error))
    return FALSE;
  pages = fetch_pages (cli, &range, error);
  if (pages == NULL)
    return FALSE;
  for (guint i = 0; i < pages->len; i++)
    print_page (cli, table, g_ptr_array_index (pages, i));
  nudge_table_print (table, &cli->terminal, cli->out);
  if (cli->out->len == 0)
    nudge_cli_say (cli, "Nothing is in the journal that fits.");
  return TRUE;
}
