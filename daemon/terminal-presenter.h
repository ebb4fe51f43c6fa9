/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terminal presenter: prints nudges in a few lines, and how to answer them. */
#pragma once

#include "presenter.h"

G_BEGIN_DECLS

#define NUDGE_TYPE_TERMINAL_PRESENTER (nudge_terminal_presenter_get_type ())
/**
 * NudgeTerminalPresenter: implements NudgePresenter; it never emits `answered` or `closed`.
 *
 * Never blocks, also not on a terminal that is stopped with Ctrl-S: it prints when the terminal takes it. What was on
 * the desktop before (@again) is not printed a second time.
 */
G_DECLARE_FINAL_TYPE (NudgeTerminalPresenter, nudge_terminal_presenter, NUDGE, TERMINAL_PRESENTER, GObject)

/**
 * nudge_terminal_presenter_new:
 * @fd: where to print; it stays the caller's and has to stay open. Colour and width follow it: colour only on a
 *   terminal, and without `NO_COLOR`; 80 columns on anything else
 *
 * A process that prints to a pipe has to ignore SIGPIPE.
 *
 * Returns: (transfer full): a presenter
 */
NudgeTerminalPresenter *nudge_terminal_presenter_new (int fd);

G_END_DECLS
