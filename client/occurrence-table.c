/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Occurrence table: time, title, category. */
#include "occurrence-table.h"

#include "clean.h"

static gboolean
is_snooze (GVariant *record)
{
  return g_str_equal (nudge_record_string (record, "kind"), "snooze");
}

/* A rule that is due every few seconds would else be a column of the same minute. A snooze ends when it ends. */
static char *
when_due (NudgeCli *cli, GVariant *record)
{
  NudgeTime time = nudge_record_time (record, "time");
  g_autofree char *when = nudge_cli_when (cli, time);
  gint64 second = nudge_zone_to_local (nudge_cli_zone (cli), time / G_TIME_SPAN_SECOND) % 60;

  if (second == 0 || is_snooze (record))
    return g_steal_pointer (&when);
  return g_strdup_printf ("%s:%02d", when, (gint) ((second + 60) % 60));
}

void
nudge_occurrences_print_array (NudgeCli *cli, GPtrArray *records)
{
  static const NudgeStyle styles[] = { NUDGE_STYLE_TIME, NUDGE_STYLE_PLAIN, NUDGE_STYLE_FAINT, NUDGE_STYLE_FAINT };
  g_autoptr(NudgeTable) table = nudge_table_new (styles, G_N_ELEMENTS (styles), 1);

  for (guint i = 0; i < records->len; i++)
    {
      GVariant *record = g_ptr_array_index (records, i);
      g_autofree char *when = NULL;

      if (cli->json)
        {
          nudge_cli_json (cli, record, nudge_agenda_fields);
          continue;
        }
      when = when_due (cli, record);
      nudge_table_add (table, (const char *const[]) { when, nudge_record_string (record, "summary"),
                                                      nudge_record_string (record, "category"),
                                                      is_snooze (record) ? "snoozed" : "" });
    }
  nudge_table_print (table, &cli->terminal, cli->out);
}

void
nudge_occurrences_print (NudgeCli *cli, GVariant *records)
{
  g_autoptr(GPtrArray) array = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  for (gsize i = 0; i < g_variant_n_children (records); i++)
    g_ptr_array_add (array, g_variant_get_child_value (records, i));
  nudge_occurrences_print_array (cli, array);
}

char *
nudge_problem_line (GVariant *record)
{
  guint64 line = nudge_record_number (record, "line");
  g_autofree char *file = nudge_cli_clean (record, "file");
  g_autofree char *text = nudge_cli_clean (record, "problem");
  const char *severity = nudge_record_string (record, "severity");
  const char *prefix = g_str_equal (severity, "warning") ? "warning: " : "";

  if (line == 0)
    return g_strdup_printf ("%s: %s%s", file, prefix, text);
  return g_strdup_printf ("%s:%" G_GUINT64_FORMAT ": %s%s", file, line, prefix, text);
}
