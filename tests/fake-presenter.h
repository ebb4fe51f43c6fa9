/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake presenter: a desktop that remembers what it was told, and whose user is the test. */
#pragma once

#include "presenter.h"

G_BEGIN_DECLS

#define FAKE_TYPE_PRESENTER (fake_presenter_get_type ())
G_DECLARE_FINAL_TYPE (FakePresenter, fake_presenter, FAKE, PRESENTER, GObject)

/**
 * FakePresenter::told:
 * @what: `show`, `again` or `withdraw`
 * @id: of the nudge
 *
 * For tests that look at what stands elsewhere at that very moment.
 */

/** fake_presenter_new: Returns: (transfer full): an empty desktop */
FakePresenter *fake_presenter_new (void);

/** fake_presenter_take_log: Returns: (transfer full): what it was told since the last call: `show 1, withdraw 1` */
char *fake_presenter_take_log (FakePresenter *self);

/** fake_presenter_get: Returns: (transfer none) (nullable): what stands on the desktop with that id */
NudgeLive *fake_presenter_get (FakePresenter *self, guint64 id);

/** fake_presenter_get_newest: Returns: (transfer none) (nullable): what stands there with the highest id */
NudgeLive *fake_presenter_get_newest (FakePresenter *self);

/** fake_presenter_count: Returns: how many stand on the desktop */
guint fake_presenter_count (FakePresenter *self);

/** fake_presenter_answer: the user chooses @action; @text is for `reply`, else %NULL. */
void fake_presenter_answer (FakePresenter *self, guint64 id, const char *action, const char *text);

/** fake_presenter_close: the notification goes away. */
void fake_presenter_close (FakePresenter *self, guint64 id, NudgeClosedHow how);

/** fake_presenter_forget: the server ends: nothing stands on the desktop, nobody is told. */
void fake_presenter_forget (FakePresenter *self);

/** fake_presenter_answer_at_once: from now on everything is answered by @action within the call that shows it. */
void fake_presenter_answer_at_once (FakePresenter *self, const char *action);

G_END_DECLS
