/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal entries: the history, which is only ever added to, in the table `entry`. */
#pragma once

#include "journal-db.h"
#include "journal-types.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeRow: one entry as it stands in the table. Texts may be %NULL but for @kind.
 * @words: separated by newlines
 * @nudge: 0 when it is of no nudge
 */
typedef struct {
  guint64 id;
  NudgeTime time;
  const char *kind;
  const char *category;
  const char *uid;
  const char *summary;
  const char *value;
  const char *words;
  const char *note;
  guint64 nudge;
  const char *reason;
} NudgeRow;

/** nudge_journal_put_row: @in_memory: into the table for what the file did not take. Returns: whether it was put; else
 * %NUDGE_ERROR_STORAGE */
gboolean nudge_journal_put_row (NudgeDb *db, const NudgeRow *row, gboolean in_memory, GError **error);

/** nudge_journal_row_to_variant: Returns: (transfer floating): the entry as a{sv}, without what it does not have */
GVariant *nudge_journal_row_to_variant (const NudgeRow *row);

/** nudge_journal_check_entry: Returns: whether a client may add @entry; else %NUDGE_ERROR_INVALID_ARGUMENT or
 * %NUDGE_ERROR_TOO_LARGE */
gboolean nudge_journal_check_entry (const NudgeEntry *entry, GError **error);

/** nudge_journal_find_rows: as nudge_journal_query() */
GVariant *nudge_journal_find_rows (NudgeDb *db, const NudgeQuery *query, GError **error);

/** nudge_journal_count_rows: as nudge_journal_count_outcomes() */
GHashTable *nudge_journal_count_rows (NudgeDb *db, NudgeTime from, NudgeTime to);

G_END_DECLS
