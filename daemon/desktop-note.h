/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop note: the words and buttons of one notification, ready to be sent. */
#pragma once

#include "desktop-profile.h"
#include "live-nudge.h"
#include "settings.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_NOTE_DIGEST: key of the one note that stands for several nudges; numbers of nudges begin with 1. */
#define NUDGE_NOTE_DIGEST G_GUINT64_CONSTANT (0)

/**
 * NudgeDesktopOptions: what the settings say of notifications.
 * @sound: let the server make a sound
 * @persist: stays until it is answered; else as long as the server likes
 * @snooze: what the button Snooze means, for its label; 0 gives no number
 */
typedef struct {
  NudgeUrgency urgency;
  gboolean sound;
  NudgeBodyPolicy body;
  gboolean persist;
  GTimeSpan snooze;
} NudgeDesktopOptions;

/**
 * NudgeDesktopNote: one owner at a time, so that it may be handed to another thread.
 * @key: number of the nudge, or %NUDGE_NOTE_DIGEST
 * @actions: name and label by turns, %NULL-terminated, may be empty
 * @reply_hint: (nullable): what the empty field for an answer shows
 * @is_quiet: no sound, whatever the options say
 * @is_concealed: text was left out, as the options and the lock want it
 */
typedef struct {
  guint64 key;
  char *summary;      /* plain text, never empty */
  char *body;         /* as the server wants it: markup or plain; "" where there is none */
  char **actions;
  char *reply_hint;
  NudgeUrgency urgency;
  gboolean persist;
  gboolean is_quiet;
  gboolean is_concealed;
} NudgeDesktopNote;

/** NudgeDesktopStage: for whom and where a note is written. */
typedef struct {
  NudgeDesktopProfile profile;
  NudgeDesktopOptions options;
  gboolean locked;
} NudgeDesktopStage;

/** nudge_desktop_options_new: Returns: what @settings say, by value */
NudgeDesktopOptions nudge_desktop_options_new (const NudgeSettings *settings);

/** nudge_desktop_note_new: Returns: (transfer full): the note of one nudge */
NudgeDesktopNote *nudge_desktop_note_new (const NudgeLive *live, const NudgeDesktopStage *stage);

/**
 * nudge_desktop_note_new_digest:
 * @lives: (element-type NudgeLive): at least one
 *
 * Returns: (transfer full): one note for all of them
 */
NudgeDesktopNote *nudge_desktop_note_new_digest (GPtrArray *lives, const NudgeDesktopStage *stage);

void nudge_desktop_note_free (NudgeDesktopNote *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeDesktopNote, nudge_desktop_note_free)

G_END_DECLS
