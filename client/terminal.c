/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terminal: asks the kernel for its size, and writes SGR sequences. */
#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

NudgeTerminal
nudge_terminal_detect (int fd)
{
  NudgeTerminal terminal = { FALSE, 0 };
  const char *no_color = g_getenv ("NO_COLOR");
  struct winsize size = { 0 };

  if (!isatty (fd))
    return terminal;
  terminal.colour = (no_color == NULL || *no_color == '\0') && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  terminal.width = ioctl (fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
  return terminal;
}

static const char *
sequence (NudgeStyle style)
{
  switch (style)
    {
    case NUDGE_STYLE_STRONG:
      return "\033[1m";
    case NUDGE_STYLE_FAINT:
      return "\033[2m";
    case NUDGE_STYLE_TIME:
      return "\033[36m";
    case NUDGE_STYLE_GOOD:
      return "\033[32m";
    case NUDGE_STYLE_WARNING:
      return "\033[33m";
    case NUDGE_STYLE_ERROR:
      return "\033[31m";
    case NUDGE_STYLE_PLAIN:
      break;
    }
  return "";
}

void
nudge_terminal_append (const NudgeTerminal *terminal, GString *out, NudgeStyle style, const char *text)
{
  if (!terminal->colour || style == NUDGE_STYLE_PLAIN || *text == '\0')
    g_string_append (out, text);
  else
    g_string_append_printf (out, "%s%s\033[0m", sequence (style), text);
}
