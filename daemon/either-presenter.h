/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Either presenter: shows on the desktop where there is a notification server, else on the terminal. */
#pragma once

#include "presenter.h"

G_BEGIN_DECLS

#define NUDGE_TYPE_EITHER_PRESENTER (nudge_either_presenter_get_type ())
G_DECLARE_FINAL_TYPE (NudgeEitherPresenter, nudge_either_presenter, NUDGE, EITHER_PRESENTER, GObject)

/** NudgeEitherChoice: Returns: whether the first of the two is the one to show by at this moment */
typedef gboolean (*NudgeEitherChoice) (gpointer data);

/**
 * nudge_either_presenter_new:
 * @choice: asked before each nudge that is shown
 *
 * The signals of both are passed on; a withdrawal goes to both.
 *
 * Returns: (transfer full): a presenter that shows by one of the two
 */
NudgeEitherPresenter *nudge_either_presenter_new (NudgePresenter *first, NudgePresenter *second,
                                                  NudgeEitherChoice choice, gpointer data);

G_END_DECLS
