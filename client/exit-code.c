/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exit codes: errors of the client carry theirs, errors of the daemon are translated. */
#include "exit-code.h"

#include "nudge-error.h"

GQuark
nudge_exit_error_quark (void)
{
  return g_quark_from_static_string ("nudge-exit-error-quark");
}

static NudgeExit
code_of_daemon_error (NudgeErrorCode code)
{
  switch (code)
    {
    case NUDGE_ERROR_NOT_FOUND:
      return NUDGE_EXIT_NOT_FOUND;
    case NUDGE_ERROR_INVALID_ARGUMENT:
    case NUDGE_ERROR_INVALID_RULE:
      return NUDGE_EXIT_USAGE;
    case NUDGE_ERROR_WRONG_STATE:
    case NUDGE_ERROR_TOO_LARGE:
      return NUDGE_EXIT_FAILED;
    case NUDGE_ERROR_STORAGE:
      return NUDGE_EXIT_NOT_SAVED;
    case NUDGE_N_ERRORS:
      break;
    }
  return NUDGE_EXIT_FAILED;
}

NudgeExit
nudge_exit_code (const GError *error)
{
  if (error->domain == NUDGE_EXIT_ERROR)
    return (NudgeExit) error->code;
  if (error->domain == NUDGE_ERROR)
    return code_of_daemon_error ((NudgeErrorCode) error->code);
  return NUDGE_EXIT_FAILED;
}
