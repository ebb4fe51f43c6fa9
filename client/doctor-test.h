/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doctor, test: a real nudge on the screen, which leaves no rule behind. */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

/**
 * nudge_doctor_test:
 * @shown: (out): whether the daemon could show it
 *
 * Fires a test nudge and leaves it on the screen until it is answered, for five seconds at most.
 *
 * Returns: whether the daemon took it
 */
gboolean nudge_doctor_test (NudgeCli *cli, gboolean *shown, GError **error);

G_END_DECLS
