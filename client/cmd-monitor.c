/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl monitor: every signal of the daemon, as it comes. */
#include "commands.h"

#include "clean.h"
#include "watch.h"

#include <string.h>

typedef struct {
  NudgeWatch watch;
} Monitor;

static void
print_json (NudgeCli *cli, const char *path, const char *interface, const char *name, GVariant *parameters)
{
  NudgeJson json = NUDGE_JSON_INIT (cli->out, nudge_cli_zone (cli));

  nudge_json_open (&json, '{');
  nudge_json_key (&json, "time");
  nudge_json_time (&json, g_get_real_time ());
  nudge_json_member (&json, "signal", name);
  nudge_json_member (&json, "interface", interface);
  nudge_json_member (&json, "path", path);
  nudge_json_key (&json, "arguments");
  nudge_json_variant (&json, parameters);
  nudge_json_close (&json, '}');
  nudge_json_end_line (&json);
}

static char *
owner_text (GVariant *parameters)
{
  const char *owner = "";

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sss)")))
    g_variant_get (parameters, "(&s&s&s)", NULL, NULL, &owner);
  return g_strdup (*owner == '\0' ? "the daemon has ended" : "the daemon has started");
}

/* The arguments as JSON without the outer brackets: short, exact and safe to print. */
static char *
arguments_text (NudgeCli *cli, GVariant *parameters)
{
  g_autoptr(GString) text = g_string_new (NULL);
  NudgeJson json = NUDGE_JSON_INIT (text, nudge_cli_zone (cli));

  nudge_json_variant (&json, parameters);
  g_string_erase (text, 0, 1);
  g_string_truncate (text, text->len - 1);
  return nudge_clean (text->str);
}

static void
on_signal (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *name,
           GVariant *parameters, gpointer data)
{
  Monitor *monitor = data;
  NudgeCli *cli = monitor->watch.cli;
  gboolean is_owner = g_str_equal (name, "NameOwnerChanged");
  g_autofree char *arguments = is_owner ? owner_text (parameters) : arguments_text (cli, parameters);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *name_clean = nudge_clean (name);

  if (cli->json)
    print_json (cli, path, interface, name, parameters);
  else
    nudge_cli_say (cli, "%s  %s%s%s%s", time, is_owner ? "" : name_clean,
                   is_owner || *arguments == '\0' ? "" : "  ", arguments,
                   g_str_has_prefix (path, NUDGE_BUS_NUDGES) ? path + strlen (NUDGE_BUS_PATH) : "");
  nudge_watch_flush (&monitor->watch);
}

gboolean
nudge_run_monitor (NudgeCli *cli, GError **error)
{
  Monitor monitor = { { .cli = cli } };

  if (nudge_cli_bus (cli, error) == NULL)
    return FALSE;
  nudge_watch_subscribe (&monitor.watch, on_signal, &monitor);
  if (!nudge_cli_check_alive (cli, error))
    return FALSE;
  nudge_cli_say (cli, "Watching; Ctrl+C ends it.");
  nudge_watch_flush (&monitor.watch);
  return nudge_watch_run (&monitor.watch, error);
}
