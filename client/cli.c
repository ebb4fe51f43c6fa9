/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cli: connects when it must, writes when it can, reads options that several commands share. */
#include "cli.h"

#include "clean.h"
#include "time-text.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

GDBusConnection *
nudge_cli_bus (NudgeCli *cli, GError **error)
{
  if (cli->bus == NULL)
    cli->bus = nudge_bus_connect (error);
  return cli->bus;
}

NudgeZone *
nudge_cli_zone (NudgeCli *cli)
{
  if (cli->zone == NULL)
    cli->zone = nudge_zone_new_local ();
  return cli->zone;
}

const char *
nudge_cli_zone_name (NudgeCli *cli)
{
  const char *name = nudge_zone_get_name (nudge_cli_zone (cli));
  g_autoptr(NudgeZone) known = nudge_zone_new_by_name (name, NULL);

  return known != NULL ? name : NULL;
}

GVariant *
nudge_cli_call (NudgeCli *cli, const char *interface, const char *method, GVariant *arguments, GError **error)
{
  g_autoptr(GVariant) owned = arguments == NULL ? NULL : g_variant_ref_sink (arguments);
  NudgeCall call = { NUDGE_BUS_PATH, interface, method, owned, NULL };

  if (nudge_cli_bus (cli, error) == NULL ||
      !nudge_bus_call_all (cli->bus, &call, 1, NUDGE_BUS_PATIENCE_MS, error))
    return NULL;
  return call.reply;
}

gboolean
nudge_cli_check_alive (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) reply = nudge_cli_call (cli, NUDGE_BUS_PROPERTIES, "Get",
                                              g_variant_new ("(ss)", NUDGE_BUS_DAEMON, "Version"), error);

  return reply != NULL;
}

gboolean
nudge_cli_flush (NudgeCli *cli, GError **error)
{
  gsize written = 0;

  while (written < cli->out->len)
    {
      gssize n = write (STDOUT_FILENO, cli->out->str + written, cli->out->len - written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno),
                       "The output could not be written: %s", g_strerror (errno));
          g_string_truncate (cli->out, 0);
          return FALSE;
        }
      written += (gsize) n;
    }
  g_string_truncate (cli->out, 0);
  return TRUE;
}

void
nudge_cli_say (NudgeCli *cli, const char *format, ...)
{
  va_list arguments;

  if (cli->json)
    return;
  va_start (arguments, format);
  g_string_append_vprintf (cli->out, format, arguments);
  va_end (arguments);
  g_string_append_c (cli->out, '\n');
}

void
nudge_cli_complain (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
}

void
nudge_cli_json (NudgeCli *cli, GVariant *record, const NudgeField *fields)
{
  NudgeJson json = NUDGE_JSON_INIT (cli->out, nudge_cli_zone (cli));

  nudge_record_to_json (&json, record, fields);
  nudge_json_end_line (&json);
}

char *
nudge_cli_when (NudgeCli *cli, NudgeTime time)
{
  if (time == 0 || time == NUDGE_NEVER)
    return g_strdup ("");
  return nudge_time_format_short (time, nudge_cli_zone (cli), cli->now);
}

gboolean
nudge_cli_time_option (NudgeCli *cli, const char *name, NudgeTime missing, NudgeTime *time, GError **error)
{
  const char *text = nudge_args_get (cli->args, name);
  g_autofree char *option = g_strconcat ("--", name, ":", NULL);
  GError *cause = NULL;

  *time = missing;
  if (text != NULL && !nudge_time_parse (text, nudge_cli_zone (cli), cli->now, time, &cause))
    return nudge_cli_fail_value (error, option, cause);
  return TRUE;
}

gboolean
nudge_cli_number_option (NudgeCli *cli, const char *name, guint missing, guint most, guint *number, GError **error)
{
  const char *text = nudge_args_get (cli->args, name);
  guint64 value = missing;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, most, &value, NULL))
    {
      g_autofree char *shown = nudge_clean (text);

      return nudge_cli_fail_usage (error, "--%s needs a whole number from 1 to %u, not “%s”", name, most, shown);
    }
  *number = (guint) value;
  return TRUE;
}

gboolean
nudge_cli_fail_usage (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE, format, arguments));
  va_end (arguments);
  return FALSE;
}

gboolean
nudge_cli_fail_value (GError **error, const char *what, GError *cause)
{
  g_autoptr(GError) owned = cause;
  g_autofree char *text = nudge_clean (owned->message);

  return nudge_cli_fail_usage (error, "%s %s", what, text);
}

void
nudge_cli_give_back (NudgeCli *cli, const char *text, const GError *error)
{
  NudgeExit code = nudge_exit_code (error);

  if (*text != '\0' && (code == NUDGE_EXIT_NOT_SAVED || code == NUDGE_EXIT_UNREACHABLE))
    g_string_append_printf (cli->out, "%s\n", text);
}

char *
nudge_cli_clean (GVariant *record, const char *key)
{
  return nudge_clean (nudge_record_string (record, key));
}
