/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by a helper program: one that tells facts, a line for each, so that the daemon needs no library for them. */
#pragma once

#include "presence-source.h"

G_BEGIN_DECLS

#define NUDGE_TYPE_PRESENCE_HELPER (nudge_presence_helper_get_type ())
/**
 * NudgePresenceHelper: implements NudgePresenceSource.
 *
 * The program gets the span of idleness as its one argument, in milliseconds, 0: none, and is started again with
 * another one when that changes. It prints lines such as `idle yes`: a fact other than `busy-calendar`, a blank, and
 * `yes`, `no` or `unknown`. It is to end when its standard input does. When it ends by itself or prints anything else
 * all its facts are unknown; it is started again after 1, 2, 4 and 8 seconds, and no more after five ends in a minute.
 */
G_DECLARE_FINAL_TYPE (NudgePresenceHelper, nudge_presence_helper, NUDGE, PRESENCE_HELPER, GObject)

/**
 * nudge_presence_helper_new:
 * @name: a short word for the source, such as `X11`
 * @program: absolute path; a program that is missing is described and not asked for again
 * @needs: (nullable): variable of the environment without which the program is not started, such as `DISPLAY`
 *
 * Returns: (transfer full): a source, not started
 */
NudgePresenceHelper *nudge_presence_helper_new (const char *name, const char *program, const char *needs);

/** nudge_presence_helper_set_first_delay: the first delay in milliseconds, 1000 by default; each further one is twice
 * as long. For tests. */
void nudge_presence_helper_set_first_delay (NudgePresenceHelper *self, guint ms);

G_END_DECLS
