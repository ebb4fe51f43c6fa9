/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl status: one picture of now. */
#include "commands.h"

#include "clean.h"
#include "follow.h"
#include "live.h"
#include "status-text.h"
#include "suggest.h"

static gboolean
choose_format (NudgeCli *cli, NudgeStatusFormat *format, GError **error)
{
  const char *name = nudge_args_get (cli->args, "format");
  g_autofree char *shown = NULL;
  g_autofree char *hint = NULL;

  *format = nudge_args_has (cli->args, "follow") ? NUDGE_STATUS_PLAIN : NUDGE_STATUS_PEOPLE;
  if (cli->json && name != NULL)
    return nudge_cli_fail_usage (error, "--json and --format exclude each other");
  if (cli->json)
    *format = NUDGE_STATUS_JSON;
  if (name == NULL || nudge_status_format_from_string (name, format))
    return TRUE;
  shown = nudge_clean (name);
  hint = nudge_suggest_text (name, nudge_status_format_names ());
  return nudge_cli_fail_usage (
      error, "There is no format “%s”; there are waybar, polybar, i3blocks, i3status-rs and plain.%s", shown, hint);
}

gboolean
nudge_run_status (NudgeCli *cli, GError **error)
{
  NudgeStatusFormat format;
  g_autoptr(NudgeSnapshot) snapshot = NULL;
  NudgeStatusView view;

  if (!choose_format (cli, &format, error))
    return FALSE;
  if (nudge_args_has (cli->args, "follow"))
    return nudge_follow (cli, format, error);
  snapshot = nudge_live_fetch_all (cli, error);
  if (snapshot == NULL)
    return FALSE;
  view = (NudgeStatusView) { nudge_cli_zone (cli), cli->now, &cli->terminal };
  nudge_status_print (snapshot, format, &view, cli->out);
  return TRUE;
}
