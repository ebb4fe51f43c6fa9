/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl pause, resume, breakpoint, reload: short words to the daemon. */
#include "commands.h"

#include "bus.h"
#include "time-text.h"

#define DEFAULT_PAUSE G_TIME_SPAN_HOUR
#define RELOAD_MS 60000

static gboolean
parse_pause (NudgeCli *cli, NudgeTime *until, GError **error)
{
  const char *word = nudge_args_word (cli->args, 0);
  gboolean is_until = word != NULL && g_str_equal (word, "until");
  g_autofree char *rest = nudge_args_join (cli->args, is_until ? 1 : 0);
  GTimeSpan span = DEFAULT_PAUSE;
  GError *cause = NULL;

  *until = 0;
  if (nudge_args_has (cli->args, "indefinitely"))
    return word == NULL || nudge_cli_fail_usage (error, "--indefinitely and an end exclude each other");
  if (is_until)
    return nudge_time_parse (rest, nudge_cli_zone (cli), cli->now, until, &cause) ||
           nudge_cli_fail_value (error, "until:", cause);
  if (word != NULL && !nudge_duration_parse (rest, &span, &cause))
    return nudge_cli_fail_value (error, "How long?", cause);
  *until = cli->now + span;
  return span > 0 || nudge_cli_fail_usage (error, "A pause lasts longer than nothing; “nudgectl resume” ends one");
}

/* The answer of commands that change the state: one object, or one sentence. */
static void
say_state (NudgeCli *cli, const char *state, NudgeTime until)
{
  NudgeJson json = NUDGE_JSON_INIT (cli->out, nudge_cli_zone (cli));

  if (!cli->json)
    return;
  nudge_json_open (&json, '{');
  nudge_json_member (&json, "state", state);
  nudge_json_key (&json, "paused_until");
  nudge_json_time (&json, until);
  nudge_json_close (&json, '}');
  nudge_json_end_line (&json);
}

gboolean
nudge_run_pause (NudgeCli *cli, GError **error)
{
  NudgeTime until;
  g_autoptr(GVariant) reply = NULL;
  g_autofree char *when = NULL;

  if (!parse_pause (cli, &until, error))
    return FALSE;
  reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "Pause", g_variant_new ("(xa{sv})", until, NULL), error);
  if (reply == NULL)
    return FALSE;
  when = nudge_cli_when (cli, until);
  if (until == 0)
    nudge_cli_say (cli, "Paused until “nudgectl resume”.");
  else
    nudge_cli_say (cli, "Paused until %s.", when);
  say_state (cli, "paused", until);
  return TRUE;
}

gboolean
nudge_run_resume (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "Resume", NULL, error);
  g_autoptr(GVariant) get = NULL;
  g_autoptr(GVariant) state = NULL;

  if (reply == NULL)
    return FALSE;
  nudge_cli_say (cli, "Resumed.");
  if (!cli->json)
    return TRUE;
  get = nudge_cli_call (cli, NUDGE_BUS_PROPERTIES, "Get", g_variant_new ("(ss)", NUDGE_BUS_DAEMON, "State"), error);
  if (get == NULL)
    return FALSE;
  g_variant_get (get, "(v)", &state);
  say_state (cli, g_variant_is_of_type (state, G_VARIANT_TYPE_STRING) ? g_variant_get_string (state, NULL) : "", 0);
  return TRUE;
}

gboolean
nudge_run_breakpoint (NudgeCli *cli, GError **error)
{
  const char *kind = nudge_args_word (cli->args, 0);
  g_autoptr(GVariant) reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "Breakpoint",
                                              g_variant_new ("(s)", kind == NULL ? "command" : kind), error);
  NudgeJson json = NUDGE_JSON_INIT (cli->out, NULL);

  if (reply == NULL || !cli->json)
    return reply != NULL;
  nudge_json_open (&json, '{');
  nudge_json_member (&json, "kind", kind == NULL ? "command" : kind);
  nudge_json_close (&json, '}');
  nudge_json_end_line (&json);
  return TRUE;
}

static void
say_counts (NudgeCli *cli, GVariant *properties)
{
  guint64 rules = nudge_record_number (properties, "RuleCount");
  guint64 problems = nudge_record_number (properties, "ProblemCount");
  NudgeJson json = NUDGE_JSON_INIT (cli->out, NULL);

  nudge_cli_say (cli, "Read again: %" G_GUINT64_FORMAT " %s, %" G_GUINT64_FORMAT " %s%s", rules,
                 rules == 1 ? "rule" : "rules", problems, problems == 1 ? "problem" : "problems",
                 problems == 0 ? "." : " (see “nudgectl check”).");
  if (!cli->json)
    return;
  nudge_json_open (&json, '{');
  nudge_json_key (&json, "rules");
  nudge_json_number (&json, (gint64) rules);
  nudge_json_key (&json, "problems");
  nudge_json_number (&json, (gint64) problems);
  nudge_json_close (&json, '}');
  nudge_json_end_line (&json);
}

gboolean
nudge_run_reload (NudgeCli *cli, GError **error)
{
  NudgeCall call = { NUDGE_BUS_PATH, NUDGE_BUS_DAEMON, "Reload", NULL, NULL };
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) properties = NULL;

  if (!nudge_cli_check_alive (cli, error) || !nudge_bus_call_all (cli->bus, &call, 1, RELOAD_MS, error))
    return FALSE;
  g_variant_unref (call.reply);
  reply = nudge_cli_call (cli, NUDGE_BUS_PROPERTIES, "GetAll", g_variant_new ("(s)", NUDGE_BUS_DAEMON), error);
  if (reply == NULL)
    return FALSE;
  properties = g_variant_get_child_value (reply, 0);
  say_counts (cli, properties);
  return TRUE;
}
