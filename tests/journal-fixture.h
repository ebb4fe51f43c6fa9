/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal fixture: a folder of its own for each test, and nudges to record. */
#pragma once

#include "journal.h"

#include <glib.h>

G_BEGIN_DECLS

/** T0: Monday, 2 March 2026, 9:00 UTC. */
#define T0 (G_GINT64_CONSTANT (1772442000) * G_TIME_SPAN_SECOND)

/**
 * Fixture:
 * @folder: made for the test, removed with all in it
 * @path: of the journal, in a folder of its own below @folder
 * @problems: of the last opening
 */
typedef struct {
  char *folder;
  char *path;
  NudgeJournal *journal;
  GPtrArray *problems;
} Fixture;

void fixture_set_up (Fixture *f, gconstpointer data);
void fixture_tear_down (Fixture *f, gconstpointer data);

/** fixture_open: opens the journal, closing it first where it is open. */
void fixture_open (Fixture *f);

/** fixture_close: closes the journal. */
void fixture_close (Fixture *f);

/** fixture_remove_tree: removes a folder and all in it. */
void fixture_remove_tree (const char *path);

/** fixture_has_problem: Returns: whether a problem of the last opening has the words @text */
gboolean fixture_has_problem (Fixture *f, const char *text);

/** make_live: Returns: (transfer full): a shown nudge of a pack, with a number from the journal */
NudgeLive *make_live (Fixture *f, const char *uid, NudgeTime due);

/** record: records @outcome of @live at @time. Returns: as nudge_ledger_record() */
gboolean record (Fixture *f, NudgeLive *live, NudgeOutcome outcome, NudgeTime time);

/** add_note: Returns: as nudge_journal_add(), of kind `note` */
gboolean add_note (Fixture *f, const char *note, GError **error);

/** count_kind: Returns: how many entries of @kind the journal has */
guint count_kind (Fixture *f, const char *kind);

/** count_disk: Returns: the number that sqlite3 finds with @sql in the file, through a connection of its own; -1 when
 * it cannot */
gint64 count_disk (Fixture *f, const char *sql);

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

G_END_DECLS
