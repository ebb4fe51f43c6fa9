/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors: the one error domain of the project and its names on the bus. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeErrorCode:
 * @NUDGE_ERROR_NOT_FOUND: no nudge, rule, plan or entry has that name
 * @NUDGE_ERROR_INVALID_ARGUMENT: an argument is malformed or out of range
 * @NUDGE_ERROR_INVALID_RULE: iCalendar text that cannot be taken as a rule
 * @NUDGE_ERROR_WRONG_STATE: the nudge is not in a state in which that is possible
 * @NUDGE_ERROR_TOO_LARGE: an argument or file is over the documented limit
 * @NUDGE_ERROR_STORAGE: understood, but it could not be written to the disk
 * @NUDGE_N_ERRORS: how many there are
 *
 * Each code has the bus name `org.nudged.Nudged1.Error.<Name>`.
 */
typedef enum {
  NUDGE_ERROR_NOT_FOUND,
  NUDGE_ERROR_INVALID_ARGUMENT,
  NUDGE_ERROR_INVALID_RULE,
  NUDGE_ERROR_WRONG_STATE,
  NUDGE_ERROR_TOO_LARGE,
  NUDGE_ERROR_STORAGE,
  NUDGE_N_ERRORS,
} NudgeErrorCode;

#define NUDGE_ERROR (nudge_error_quark ())

/**
 * nudge_error_quark:
 *
 * The first call registers the bus names with GDBus, so that both sides of a
 * connection that link this file translate errors without further work.
 *
 * Returns: the domain of #NudgeErrorCode
 */
GQuark nudge_error_quark (void);

G_END_DECLS
