/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl add: says a new rule back before it is taken. */
#include "commands.h"

#include "clean.h"
#include "new-rule.h"
#include "occurrence-table.h"
#include "preview-files.h"

#define FIVE_TIMES 5u
#define FAR_AHEAD (3660 * G_TIME_SPAN_DAY)

static NudgeNewRule
read_options (NudgeCli *cli, const char *summary)
{
  return (NudgeNewRule) {
    .summary = summary,
    .every = nudge_args_get (cli->args, "every"),
    .between = nudge_args_get (cli->args, "between"),
    .on = nudge_args_get (cli->args, "on"),
    .at = nudge_args_get (cli->args, "at"),
    .in = nudge_args_get (cli->args, "in"),
    .rrule = nudge_args_get (cli->args, "rrule"),
    .start = nudge_args_get (cli->args, "start"),
    .category = nudge_args_get (cli->args, "category"),
    .ask = nudge_args_get (cli->args, "ask"),
    .room = nudge_args_get (cli->args, "room"),
    .prompts = nudge_args_get_all (cli->args, "prompt"),
  };
}

static NudgePreview *
preview_rule (NudgeCli *cli, const char *ics, GError **error)
{
  NudgePreviewWindow window = { cli->now, cli->now + FAR_AHEAD, FIVE_TIMES, NULL, TRUE, FALSE };
  g_autoptr(NudgePreview) preview = nudge_preview_text (cli, "the new rule", ics, &window, error);
  g_autofree char *line = NULL;

  if (preview == NULL || (!preview->has_error && preview->records->len > 0))
    return g_steal_pointer (&preview);
  if (preview->problems->len > 0)
    line = nudge_cli_clean (g_ptr_array_index (preview->problems, 0), "problem");
  if (preview->has_error)
    nudge_cli_fail_usage (error, "That rule cannot be taken: %s", line);
  else
    nudge_cli_fail_usage (error, "That would never be due");
  return NULL;
}

static void
say_times (NudgeCli *cli, NudgePreview *preview)
{
  for (guint i = 0; i < preview->records->len; i++)
    {
      g_autofree char *when = nudge_cli_when (cli, nudge_record_time (g_ptr_array_index (preview->records, i), "time"));

      nudge_cli_say (cli, "%s%s", i == 0 ? "Next: " : "      ", when);
    }
}

static void
say_rule (NudgeCli *cli, const char *summary, NudgePreview *preview)
{
  g_autofree char *title = nudge_clean (summary);
  g_autofree char *words = NULL;

  if (preview->rules->len > 0)
    words = nudge_cli_clean (g_ptr_array_index (preview->rules, 0), "words");
  nudge_cli_say (cli, "%s%s%s", title, words == NULL ? "" : ": ", words == NULL ? "" : words);
  for (guint i = 0; i < preview->problems->len; i++)
    {
      g_autofree char *problem = nudge_cli_clean (g_ptr_array_index (preview->problems, i), "problem");

      nudge_cli_complain ("nudgectl: Note: %s", problem);
    }
  say_times (cli, preview);
}

static void
print_json (NudgeCli *cli, const char *uid, NudgePreview *preview, const char *ics)
{
  NudgeJson json = NUDGE_JSON_INIT (cli->out, nudge_cli_zone (cli));
  GVariant *rule = preview->rules->len > 0 ? g_ptr_array_index (preview->rules, 0) : NULL;

  nudge_json_open (&json, '{');
  nudge_json_member (&json, "uid", uid);
  nudge_json_member (&json, "summary", nudge_record_string (rule, "summary"));
  nudge_json_member (&json, "words", nudge_record_string (rule, "words"));
  nudge_json_key (&json, "next_times");
  nudge_json_open (&json, '[');
  for (guint i = 0; i < preview->records->len; i++)
    nudge_json_time (&json, nudge_record_time (g_ptr_array_index (preview->records, i), "time"));
  nudge_json_close (&json, ']');
  nudge_json_key (&json, "added");
  nudge_json_boolean (&json, !nudge_args_has (cli->args, "dry-run"));
  nudge_json_member (&json, "ics", ics);
  nudge_json_close (&json, '}');
  nudge_json_end_line (&json);
}

static GVariant *
send_rule (NudgeCli *cli, const char *ics, GError **error)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (NULL);

  if (nudge_args_has (cli->args, "dry-run"))
    g_variant_dict_insert (&options, "dry-run", "b", TRUE);
  return nudge_cli_call (cli, NUDGE_BUS_DAEMON, "AddRule",
                         g_variant_new ("(s@a{sv})", ics, g_variant_dict_end (&options)), error);
}

gboolean
nudge_run_add (NudgeCli *cli, GError **error)
{
  g_autofree char *summary = nudge_args_join (cli->args, 0);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *wanted_uid = g_strconcat (uuid, "@nudged", NULL);
  NudgeNewRule rule = read_options (cli, summary);
  g_autofree char *ics = nudge_new_rule_to_ics (&rule, wanted_uid, nudge_cli_zone (cli), cli->now, error);
  g_autoptr(NudgePreview) preview = ics == NULL ? NULL : preview_rule (cli, ics, error);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) failure = NULL;
  const char *uid = NULL;

  if (preview == NULL)
    return FALSE;
  say_rule (cli, summary, preview);
  reply = send_rule (cli, ics, &failure);
  if (reply == NULL)
    {
      nudge_cli_give_back (cli, ics, failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  g_variant_get (reply, "(&s)", &uid);
  nudge_cli_say (cli, nudge_args_has (cli->args, "dry-run") ? "Not added: this was a dry run."
                                                            : "Added. “nudgectl remove” takes it away again.");
  if (cli->json)
    print_json (cli, uid, preview, ics);
  return TRUE;
}
