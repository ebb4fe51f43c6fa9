/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exit codes: what nudgectl tells the shell, and the errors that carry them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeExit:
 * @NUDGE_EXIT_DONE: it was done
 * @NUDGE_EXIT_FAILED: it was tried and failed
 * @NUDGE_EXIT_USAGE: the command line cannot be right
 * @NUDGE_EXIT_UNREACHABLE: the daemon is not there or does not answer
 * @NUDGE_EXIT_NOT_FOUND: no such nudge or rule, or more than one
 * @NUDGE_EXIT_NOT_SAVED: understood, but it could not be saved
 */
typedef enum {
  NUDGE_EXIT_DONE = 0,
  NUDGE_EXIT_FAILED = 1,
  NUDGE_EXIT_USAGE = 2,
  NUDGE_EXIT_UNREACHABLE = 3,
  NUDGE_EXIT_NOT_FOUND = 4,
  NUDGE_EXIT_NOT_SAVED = 5,
} NudgeExit;

#define NUDGE_EXIT_ERROR (nudge_exit_error_quark ())

/** nudge_exit_error_quark: Returns: the domain of errors whose code is the #NudgeExit to leave with */
GQuark nudge_exit_error_quark (void);

/** nudge_exit_code: Returns: the code to leave with because of @error, whatever its domain */
NudgeExit nudge_exit_code (const GError *error);

G_END_DECLS
