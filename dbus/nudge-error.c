/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors: the table that keeps error codes and bus names in step. */
#include "nudge-error.h"

#include <gio/gio.h>

static const GDBusErrorEntry entries[] = {
  { NUDGE_ERROR_NOT_FOUND, "org.nudged.Nudged1.Error.NotFound" },
  { NUDGE_ERROR_INVALID_ARGUMENT, "org.nudged.Nudged1.Error.InvalidArgument" },
  { NUDGE_ERROR_INVALID_RULE, "org.nudged.Nudged1.Error.InvalidRule" },
  { NUDGE_ERROR_WRONG_STATE, "org.nudged.Nudged1.Error.WrongState" },
  { NUDGE_ERROR_TOO_LARGE, "org.nudged.Nudged1.Error.TooLarge" },
  { NUDGE_ERROR_STORAGE, "org.nudged.Nudged1.Error.Storage" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (entries) == NUDGE_N_ERRORS);

GQuark
nudge_error_quark (void)
{
  static gsize quark;

  g_dbus_error_register_error_domain ("nudge-error-quark", &quark, entries, G_N_ELEMENTS (entries));
  return (GQuark) quark;
}
