/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal of nudges: each occurrence that became due, as it stands, in the table `nudge`. */
#pragma once

#include "journal-db.h"
#include "ledger.h"

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_ALL_NUDGES: SQL for the nudges of the file, each in the state that is only in memory where there is one. */
#define NUDGE_ALL_NUDGES \
  "(SELECT * FROM temp.nudge UNION ALL SELECT * FROM main.nudge WHERE id NOT IN (SELECT id FROM temp.nudge))"

/**
 * nudge_journal_put_live:
 * @in_memory: into the tables for what the file did not take
 *
 * Returns: whether the nudge is there in the state after @record; else %NUDGE_ERROR_STORAGE
 */
gboolean nudge_journal_put_live (NudgeDb *db, const NudgeRecord *record, gboolean in_memory, GError **error);

/** nudge_journal_load_unended: Returns: (transfer full) (element-type NudgeLive): those that have not ended, by due
 * time */
GPtrArray *nudge_journal_load_unended (NudgeDb *db);

/** nudge_journal_find_handled: Returns: whether there is a nudge of the occurrence (@uid, @due) */
gboolean nudge_journal_find_handled (NudgeDb *db, const char *uid, NudgeTime due);

/** nudge_journal_count_shown_of: Returns: how many nudges of @uid were shown */
guint nudge_journal_count_shown_of (NudgeDb *db, const char *uid);

/** nudge_journal_load_first_shown: as nudge_ledger_load_shown() */
GArray *nudge_journal_load_first_shown (NudgeDb *db, NudgeTime since, NudgeHoldWhom whom);

G_END_DECLS
