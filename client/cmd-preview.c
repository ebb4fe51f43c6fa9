/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl preview, check: what files say, and what is wrong with them. */
#include "commands.h"

#include "clean.h"
#include "occurrence-table.h"
#include "preview-files.h"

#define MOST_RECORDS 100000u

/* The zone that was asked for takes the place of the caller's. */
static gboolean
choose_zone (NudgeCli *cli, const char **name, GError **error)
{
  const char *wanted = nudge_args_get (cli->args, "zone");
  NudgeZone *zone;
  GError *cause = NULL;

  if (wanted == NULL)
    {
      *name = nudge_cli_zone_name (cli);
      return TRUE;
    }
  zone = nudge_zone_new_by_name (wanted, &cause);
  if (zone == NULL)
    return nudge_cli_fail_value (error, "--zone:", cause);
  g_clear_pointer (&cli->zone, nudge_zone_unref);
  cli->zone = zone;
  *name = wanted;
  return TRUE;
}

static gboolean
read_window (NudgeCli *cli, NudgePreviewWindow *window, GError **error)
{
  if (!choose_zone (cli, &window->zone, error) ||
      !nudge_cli_time_option (cli, "from", cli->now, &window->from, error) ||
      !nudge_cli_time_option (cli, "to", window->from + 7 * G_TIME_SPAN_DAY, &window->to, error) ||
      !nudge_cli_number_option (cli, "limit", 0, MOST_RECORDS, &window->limit, error))
    return FALSE;
  return window->from <= window->to || nudge_cli_fail_usage (error, "--to is before --from");
}

static const char **
file_names (NudgeCli *cli)
{
  guint n = nudge_args_n_words (cli->args);
  const char **names = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = nudge_args_word (cli->args, i);
  return names;
}

static void
print_problems (NudgeCli *cli, GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      GVariant *problem = g_ptr_array_index (problems, i);
      g_autofree char *line = nudge_problem_line (problem);

      if (cli->json)
        nudge_cli_json (cli, problem, nudge_problem_fields);
      else
        g_string_append_printf (cli->out, "%s\n", line);
    }
}

/* The soonest @limit of all files together. */
static void
cut (NudgePreview *preview, guint limit)
{
  if (limit == 0 || preview->records->len <= limit)
    return;
  g_ptr_array_set_size (preview->records, (gint) limit);
  if (preview->problems->len == 0)
    nudge_cli_complain ("nudgectl: Only the first %u times are shown", limit);
}

gboolean
nudge_run_preview (NudgeCli *cli, GError **error)
{
  NudgePreviewWindow window = { .says_cut = TRUE };
  g_autofree const char **names = file_names (cli);
  g_autoptr(NudgePreview) preview = NULL;

  if (!read_window (cli, &window, error))
    return FALSE;
  preview = nudge_preview_files (cli, names, &window, error);
  if (preview == NULL)
    return FALSE;
  cut (preview, window.limit);
  nudge_occurrences_print_array (cli, preview->records);
  if (cli->json)
    print_problems (cli, preview->problems);
  else
    for (guint i = 0; i < preview->problems->len; i++)
      {
        g_autofree char *line = nudge_problem_line (g_ptr_array_index (preview->problems, i));

        nudge_cli_complain ("%s", line);
      }
  cli->exit_code = preview->has_error ? NUDGE_EXIT_FAILED : NUDGE_EXIT_DONE;
  return TRUE;
}

static gboolean
check_files (NudgeCli *cli, GError **error)
{
  NudgePreviewWindow window = { cli->now, cli->now + G_TIME_SPAN_DAY, 1, NULL, FALSE, FALSE };
  g_autofree const char **names = file_names (cli);
  g_autoptr(NudgePreview) preview = nudge_preview_files (cli, names, &window, error);

  if (preview == NULL)
    return FALSE;
  print_problems (cli, preview->problems);
  if (preview->problems->len == 0)
    nudge_cli_say (cli, "No problems.");
  cli->exit_code = preview->has_error ? NUDGE_EXIT_FAILED : NUDGE_EXIT_DONE;
  return TRUE;
}

static gboolean
check_daemon (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "Problems", NULL, error);
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr(GVariant) records = NULL;

  if (reply == NULL)
    return FALSE;
  records = g_variant_get_child_value (reply, 0);
  for (gsize i = 0; i < g_variant_n_children (records); i++)
    {
      GVariant *record = g_variant_get_child_value (records, i);

      g_ptr_array_add (problems, record);
      if (!g_str_equal (nudge_record_string (record, "severity"), "warning"))
        cli->exit_code = NUDGE_EXIT_FAILED;
    }
  print_problems (cli, problems);
  if (problems->len == 0)
    nudge_cli_say (cli, "No problems.");
  return TRUE;
}

gboolean
nudge_run_check (NudgeCli *cli, GError **error)
{
  return nudge_args_n_words (cli->args) == 0 ? check_daemon (cli, error) : check_files (cli, error);
}
