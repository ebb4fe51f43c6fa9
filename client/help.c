/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help: writes what stands in the table of commands. */
#include "help.h"

#include "clean.h"

#define COMMAND_WIDTH 34
#define OPTION_WIDTH 28

static void
heading (GString *out, const NudgeTerminal *terminal, const char *text)
{
  nudge_terminal_append (terminal, out, NUDGE_STYLE_STRONG, text);
  g_string_append_c (out, '\n');
}

/* @left, padded to @width columns, and @right. */
static void
two_columns (GString *out, const char *left, guint width, const char *right)
{
  guint used = nudge_display_width (left);

  if (used > width)
    g_string_append_printf (out, "  %s\n  %*s %s\n", left, (int) width, "", right);
  else
    g_string_append_printf (out, "  %s%*s %s\n", left, (int) (width - used), "", right);
}

static void
command_line (GString *out, const NudgeCommand *command)
{
  g_autofree char *left = g_strdup_printf ("%s %s", command->name, command->words == NULL ? "" : command->words);

  two_columns (out, left, COMMAND_WIDTH, command->summary);
}

char *
nudge_help_overview (const NudgeCommand *commands, const NudgeTerminal *terminal)
{
  g_autoptr(GString) out = g_string_new ("nudgectl: see, answer and plan the nudges of nudged\n\n");

  heading (out, terminal, "Usage");
  g_string_append (out, "  nudgectl COMMAND [ARGUMENT …]\n\n");
  heading (out, terminal, "Commands");
  for (; commands->name != NULL; commands++)
    if (commands->summary != NULL)
      command_line (out, commands);
  g_string_append (out, "\nnudgectl COMMAND --help says more about a command, nudgectl --version which this is.\n"
                        "Times are 15:00, “tomorrow 9:00”, 2026-03-02T09:00 or +20m;\n"
                        "durations 90s, 5m, 1h30m, 2d.\n");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
option_line (GString *out, const NudgeOption *option)
{
  g_autofree char *letter = option->letter == 0 ? g_strdup ("    ") : g_strdup_printf ("-%c, ", option->letter);
  g_autofree char *left = g_strdup_printf ("%s--%s%s%s", letter, option->name, option->value == NULL ? "" : " ",
                                           option->value == NULL ? "" : option->value);

  two_columns (out, left, OPTION_WIDTH, option->help);
}

static void
append_options (GString *out, const NudgeCommand *command, const NudgeTerminal *terminal)
{
  g_string_append_c (out, '\n');
  heading (out, terminal, "Options");
  for (const NudgeOption *option = command->options; option != NULL && option->name != NULL; option++)
    option_line (out, option);
  two_columns (out, "    --help", OPTION_WIDTH, "this page");
}

static void
append_block (GString *out, const NudgeTerminal *terminal, const char *title, const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  g_string_append_c (out, '\n');
  heading (out, terminal, title);
  for (gsize i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "  %s\n", lines[i]);
}

char *
nudge_help_page (const NudgeCommand *command, const NudgeTerminal *terminal)
{
  g_autoptr(GString) out = g_string_new (NULL);

  g_string_append_printf (out, "nudgectl %s: %s\n\n", command->name,
                          command->summary == NULL ? "for programs" : command->summary);
  heading (out, terminal, "Usage");
  g_string_append_printf (out, "  nudgectl %s%s%s%s\n", command->name,
                          command->options == NULL ? "" : " [OPTION …]", command->words == NULL ? "" : " ",
                          command->words == NULL ? "" : command->words);
  if (command->details != NULL)
    g_string_append_printf (out, "\n%s\n", command->details);
  append_options (out, command, terminal);
  if (command->examples != NULL)
    append_block (out, terminal, "Examples", command->examples);
  append_block (out, terminal, "Exit codes",
                "0 done; 1 failed; 2 wrong usage; 3 the daemon cannot be reached;\n"
                "4 no such nudge or rule; 5 understood, but it could not be saved");
  return g_string_free (g_steal_pointer (&out), FALSE);
}
