/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal opening: from a path to a sound database, or to memory with the reason. */
#pragma once

#include "journal-db.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeOpened: @NUDGE_OPENED_NOT: the file may be usable later; @NUDGE_OPENED_NEVER: not by this version. */
typedef enum {
  NUDGE_OPENED,
  NUDGE_OPENED_NOT,
  NUDGE_OPENED_NEVER,
} NudgeOpened;

/**
 * nudge_journal_open_file:
 * @patience: how long to wait for another daemon that is about to end
 * @problems: (element-type NudgeProblem): a damaged or foreign file that was set aside is told here
 * @db: (out): the connection; when the file can only be read it is not writable, and there is an error too
 *
 * Returns: whether it was opened for writing; else %NUDGE_ERROR_STORAGE says why not
 */
NudgeOpened nudge_journal_open_file (const char *path, GTimeSpan patience, GPtrArray *problems, NudgeDb **db,
                                     GError **error);

/** nudge_journal_open_memory: Returns: (transfer full): an empty journal that lives as long as the process */
NudgeDb *nudge_journal_open_memory (void);

G_END_DECLS
