/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl agenda, next: what is to come. */
#include "commands.h"

#include "clean.h"
#include "occurrence-table.h"

static gboolean
read_window (NudgeCli *cli, NudgeTime *from, NudgeTime *to, GError **error)
{
  guint days;

  if (nudge_args_has (cli->args, "days") && nudge_args_has (cli->args, "to"))
    return nudge_cli_fail_usage (error, "--days and --to exclude each other");
  if (!nudge_cli_time_option (cli, "from", cli->now, from, error) ||
      !nudge_cli_number_option (cli, "days", 7, 3660, &days, error) ||
      !nudge_cli_time_option (cli, "to", *from + days * G_TIME_SPAN_DAY, to, error))
    return FALSE;
  return *from <= *to || nudge_cli_fail_usage (error, "--to is before --from");
}

static GVariant *
fetch_agenda (NudgeCli *cli, NudgeTime from, NudgeTime to, guint limit, GError **error)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  const char *zone = nudge_cli_zone_name (cli);

  if (zone != NULL)
    g_variant_dict_insert (&options, "zone", "s", zone);
  return nudge_cli_call (cli, NUDGE_BUS_DAEMON, "Agenda",
                         g_variant_new ("(xxu@a{sv})", from, to, limit, g_variant_dict_end (&options)), error);
}

gboolean
nudge_run_agenda (NudgeCli *cli, GError **error)
{
  NudgeTime from;
  NudgeTime to;
  guint limit;
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) records = NULL;

  if (!read_window (cli, &from, &to, error) || !nudge_cli_number_option (cli, "limit", 0, 100000, &limit, error))
    return FALSE;
  reply = fetch_agenda (cli, from, to, limit, error);
  if (reply == NULL)
    return FALSE;
  records = g_variant_get_child_value (reply, 0);
  nudge_occurrences_print (cli, records);
  if (g_variant_n_children (records) == 0)
    nudge_cli_say (cli, "Nothing is planned in that time.");
  return TRUE;
}

gboolean
nudge_run_next (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) reply = nudge_cli_call (cli, NUDGE_BUS_PROPERTIES, "Get",
                                              g_variant_new ("(ss)", NUDGE_BUS_DAEMON, "Next"), error);
  g_autoptr(GVariant) next = NULL;
  g_autofree char *when = NULL;
  g_autofree char *summary = NULL;

  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(v)", &next);
  if (!g_variant_is_of_type (next, G_VARIANT_TYPE_VARDICT) || g_variant_n_children (next) == 0)
    {
      nudge_cli_say (cli, "Nothing is planned.");
      g_string_append (cli->out, cli->json ? "null\n" : "");
      return TRUE;
    }
  if (cli->json)
    nudge_cli_json (cli, next, nudge_agenda_fields);
  when = nudge_cli_when (cli, nudge_record_time (next, "time"));
  summary = nudge_cli_clean (next, "summary");
  nudge_cli_say (cli, "%s  %s", when, summary);
  return TRUE;
}
