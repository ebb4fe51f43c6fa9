/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl: finds the command, runs it, and turns what came of it into an exit code. */
#include "cli.h"
#include "commands.h"
#include "help.h"

#include <signal.h>
#include <string.h>

static void
cli_clear (NudgeCli *cli)
{
  g_clear_pointer (&cli->args, nudge_args_free);
  g_clear_pointer (&cli->zone, nudge_zone_unref);
  g_clear_object (&cli->bus);
  g_string_free (g_steal_pointer (&cli->out), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NudgeCli, cli_clear)

gboolean
nudge_run_help (NudgeCli *cli, GError **error)
{
  const char *name = nudge_args_word (cli->args, 0);
  const NudgeCommand *command = NULL;
  g_autofree char *text = NULL;

  if (name != NULL && (command = nudge_command_find (name, error)) == NULL)
    return FALSE;
  text = command == NULL ? nudge_help_overview (nudge_commands (), &cli->terminal)
                         : nudge_help_page (command, &cli->terminal);
  g_string_append (cli->out, text);
  return TRUE;
}

static gboolean
check_words (NudgeCli *cli, GError **error)
{
  const NudgeCommand *command = cli->command;
  guint n = nudge_args_n_words (cli->args);

  if (!command->raw && !nudge_args_is_utf8 (cli->args))
    return nudge_cli_fail_usage (error, "The arguments must be UTF-8 text");
  if (n < command->min_words)
    return nudge_cli_fail_usage (error, "Something is missing: nudgectl %s %s", command->name, command->words);
  if (n > command->max_words)
    return nudge_cli_fail_usage (error, "That is too much: nudgectl %s%s%s", command->name,
                                 command->words == NULL ? "" : " ", command->words == NULL ? "" : command->words);
  return TRUE;
}

static gboolean
wants_help (char **arguments)
{
  for (; *arguments != NULL && strcmp (*arguments, "--") != 0; arguments++)
    if (strcmp (*arguments, "--help") == 0 || strcmp (*arguments, "-h") == 0)
      return TRUE;
  return FALSE;
}

static gboolean
run_command (NudgeCli *cli, char **arguments, GError **error)
{
  static const NudgeOption none[] = { { NULL } };
  const NudgeOption *options = cli->command->options == NULL ? none : cli->command->options;

  if (wants_help (arguments))
    {
      g_autofree char *page = nudge_help_page (cli->command, &cli->terminal);

      g_string_append (cli->out, page);
      return TRUE;
    }
  cli->args = nudge_args_parse ((const char *const *) arguments, options, error);
  if (cli->args == NULL || !check_words (cli, error))
    return FALSE;
  cli->json = nudge_args_has (cli->args, "json");
  return cli->command->run (cli, error);
}

static gboolean
run (NudgeCli *cli, char **argv, GError **error)
{
  const char *name = argv[0] == NULL ? NULL : argv[1];
  g_autofree char *overview = NULL;

  if (name != NULL && (g_str_equal (name, "--version") || g_str_equal (name, "-V")))
    {
      g_string_append (cli->out, "nudgectl " NUDGE_VERSION "\n");
      return TRUE;
    }
  if (name != NULL && (g_str_equal (name, "--help") || g_str_equal (name, "-h")))
    {
      overview = nudge_help_overview (nudge_commands (), &cli->terminal);
      g_string_append (cli->out, overview);
      return TRUE;
    }
  if (name == NULL)
    return nudge_cli_fail_usage (
        error, "Which command? “nudgectl status” says what is now, “nudgectl help” what there is");
  cli->command = nudge_command_find (name, error);
  return cli->command != NULL && run_command (cli, argv + 2, error);
}

static void
complain (const NudgeCli *cli, const GError *error)
{
  nudge_cli_complain ("nudgectl: %s", error->message);
  if (nudge_exit_code (error) == NUDGE_EXIT_USAGE && cli->command != NULL)
    nudge_cli_complain ("nudgectl %s --help says more.", cli->command->name);
}

int
main (int argc, char **argv)
{
  g_auto(NudgeCli) cli = { .out = g_string_sized_new (256), .now = g_get_real_time () };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) write_error = NULL;
  NudgeExit code = NUDGE_EXIT_DONE;

  signal (SIGPIPE, SIG_IGN);
  cli.terminal = nudge_terminal_detect (1);
  if (!run (&cli, argv, &error))
    code = nudge_exit_code (error);
  else
    code = cli.exit_code;
  if (!nudge_cli_flush (&cli, &write_error))
    {
      code = code == NUDGE_EXIT_DONE ? NUDGE_EXIT_FAILED : code;
      if (!g_error_matches (write_error, G_FILE_ERROR, G_FILE_ERROR_PIPE))
        nudge_cli_complain ("nudgectl: %s", write_error->message);
    }
  if (error != NULL)
    complain (&cli, error);
  return (int) code;
}
