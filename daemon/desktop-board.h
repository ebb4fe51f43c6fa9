/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop board: what is on the desktop, what ought to be, and the one thing to do next. Touches no server. */
#pragma once

#include "live-nudge.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_BOARD_MAX: so many nudges are kept at most; the oldest that was not shown gives way. */
#define NUDGE_BOARD_MAX 100

/**
 * NudgeDesktopStep: what to do next.
 * @NUDGE_STEP_SHOW: show or replace the notification of one nudge
 * @NUDGE_STEP_DIGEST: show or replace the one that stands for several
 * @NUDGE_STEP_CLOSE: close one
 */
typedef enum {
  NUDGE_STEP_SHOW,
  NUDGE_STEP_DIGEST,
  NUDGE_STEP_CLOSE,
} NudgeDesktopStep;

/**
 * NudgeDesktopJob: one step; valid until it is finished.
 * @key: number of the nudge, or %NUDGE_NOTE_DIGEST
 * @live: (nullable) (transfer none): of a SHOW
 * @is_quiet: it was seen before: no sound
 */
typedef struct {
  NudgeDesktopStep step;
  guint64 key;
  NudgeLive *live;
  gboolean is_quiet;
} NudgeDesktopJob;

/**
 * NudgeDesktopBoard:
 *
 * Every nudge either has a notification of its own or is folded into the digest. There is one job at a time. A fourth
 * nudge folds the two oldest; more than three that a server kept waiting become one digest. Lists of numbers are
 * GArray of guint64.
 */
typedef struct _NudgeDesktopBoard NudgeDesktopBoard;

/** nudge_desktop_board_new: Returns: (transfer full): an empty board */
NudgeDesktopBoard *nudge_desktop_board_new (void);
void nudge_desktop_board_free (NudgeDesktopBoard *board);

/** nudge_desktop_board_show: wants @live on the desktop, instead of what has its number; @is_quiet as in a job. */
void nudge_desktop_board_show (NudgeDesktopBoard *board, NudgeLive *live, gboolean is_quiet);

/** nudge_desktop_board_withdraw: wants it off the desktop. Returns: whether the board knows @key */
gboolean nudge_desktop_board_withdraw (NudgeDesktopBoard *board, guint64 key);

/** nudge_desktop_board_knows: Returns: whether @key is wanted on the desktop; of the digest: whether it is open */
gboolean nudge_desktop_board_knows (NudgeDesktopBoard *board, guint64 key);

/** nudge_desktop_board_close: wants a notification closed that the board did not show. */
void nudge_desktop_board_close (NudgeDesktopBoard *board, guint64 key);

/** nudge_desktop_board_has_work: Returns: whether nudge_desktop_board_next() may find a job */
gboolean nudge_desktop_board_has_work (NudgeDesktopBoard *board);

/**
 * nudge_desktop_board_next:
 * @is_late: the server kept waiting what waits
 *
 * Begins the next job.
 *
 * Returns: whether there is one; never while one is under way
 */
gboolean nudge_desktop_board_next (NudgeDesktopBoard *board, gboolean is_late, NudgeDesktopJob *job);

/**
 * nudge_desktop_board_finish:
 * @ok: the server took it; else it is tried again
 *
 * Ends the job.
 *
 * Returns: (transfer full): the nudges that reached the server for the first time since they were asked for
 */
GArray *nudge_desktop_board_finish (NudgeDesktopBoard *board, gboolean ok);

/** nudge_desktop_board_list_folded: Returns: (transfer full) (element-type NudgeLive): what the digest stands for */
GPtrArray *nudge_desktop_board_list_folded (NudgeDesktopBoard *board);

/**
 * nudge_desktop_board_answer:
 *
 * The user chose an action on @key; the server may or may not close it now: nudge_desktop_board_settle() ends that.
 *
 * Returns: (transfer full): the nudges it is the answer of; none when @key is not open
 */
GArray *nudge_desktop_board_answer (NudgeDesktopBoard *board, guint64 key);

/** nudge_desktop_board_settle: the server had time to close an answered notification: else we do. */
void nudge_desktop_board_settle (NudgeDesktopBoard *board, guint64 key);

/** nudge_desktop_board_closed: the server closed @key. Returns: (transfer full): who went away without an answer */
GArray *nudge_desktop_board_closed (NudgeDesktopBoard *board, guint64 key);

/** nudge_desktop_board_reset: the server is gone and all that was on it: everything waits again. */
void nudge_desktop_board_reset (NudgeDesktopBoard *board);

/** nudge_desktop_board_set_concealed: notes that the note of the present job leaves text out. */
void nudge_desktop_board_set_concealed (NudgeDesktopBoard *board, guint64 key, gboolean concealed);

/** nudge_desktop_board_reveal: shows anew, quietly, what is open and concealed. */
void nudge_desktop_board_reveal (NudgeDesktopBoard *board);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeDesktopBoard, nudge_desktop_board_free)

G_END_DECLS
