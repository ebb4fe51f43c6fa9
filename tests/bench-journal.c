/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bench of the journal: what its answers cost after years of use: 200,000 nudges and as many lines of history. */
#include "journal-fixture.h"

#include <glib/gstdio.h>

#include <sqlite3.h>
#include <time.h>

#define N_NUDGES 200000

/* Times are of the CPU: other programs on the machine do not count, and neither does waiting for the disk. */

/* Ten years of forty rules: straight SQL, because 400,000 synced commits are not what is measured. */
static const char fill_sql[]
    = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
      " INSERT INTO nudge SELECT i, 'rule-' || (i % 40) || '@nudged', 1772442000000000 - (200000 - i) * 1500000000,"
      " 'Drink a glass of water', '', NULL, 'food', 'workday', 'pack', 'none', 'alarm', 'unset', 600000000, 3600000000,"
      " 'shown', NULL, 1772442000000000 - (200000 - i) * 1500000000, 1772442000000000 - (200000 - i) * 1500000000, 0,"
      " 0, 0, 0, 0, CASE WHEN i > 199997 THEN NULL ELSE 'done' END FROM n;"
      "INSERT INTO entry SELECT id, due, CASE id % 2 WHEN 0 THEN 'shown' ELSE 'done' END, 'food', uid, summary, NULL,"
      " NULL, CASE id % 10 WHEN 0 THEN 'a note about the day' END, id, NULL FROM nudge;";

static void
fill (Fixture *f)
{
  sqlite3 *handle = NULL;

  fixture_open (f);
  fixture_close (f);
  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, fill_sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
say (const char *what, clock_t since, guint times)
{
  gdouble spent = (gdouble) (clock () - since) * 1e6 / CLOCKS_PER_SEC;

  g_test_message ("%-44s %10.1f µs of CPU", what, spent / times);
}

static void
ask_ledger (Fixture *f)
{
  NudgeLedger *ledger = NUDGE_LEDGER (f->journal);
  g_autoptr(GPtrArray) live = NULL;
  g_autoptr(GArray) shown = NULL;
  clock_t since = clock ();

  for (guint i = 0; i < 1000; i++)
    g_assert_true (nudge_ledger_is_handled (ledger, "rule-0@nudged", T0));
  say ("is_handled", since, 1000);
  since = clock ();
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (nudge_ledger_count_shown (ledger, "rule-7@nudged"), ==, N_NUDGES / 40);
  say ("count_shown, of 5,000", since, 100);
  since = clock ();
  shown = nudge_ledger_load_shown (ledger, T0 - G_TIME_SPAN_DAY, NUDGE_HOLD_ALL);
  say ("load_shown, of one day", since, 1);
  since = clock ();
  live = nudge_ledger_load_live (ledger);
  say ("load_live", since, 1);
  g_assert_cmpuint (live->len, ==, 3);
  g_assert_cmpuint (shown->len, ==, 58);
}

static void
ask_history (Fixture *f, const char *name, NudgeQuery query, gsize n_expected)
{
  clock_t since = clock ();
  g_autoptr(GVariant) entries = nudge_journal_query (f->journal, &query, NULL);

  say (name, since, 1);
  g_assert_cmpuint (g_variant_n_children (entries), ==, n_expected);
}

static void
test_years_of_use (Fixture *f, gconstpointer data)
{
  g_autoptr(GHashTable) today = NULL;
  g_autoptr(GHashTable) ever = NULL;
  clock_t since;

  fill (f);
  since = clock ();
  fixture_open (f);
  say ("open, with the check of the whole file", since, 1);
  g_assert_cmpuint (f->problems->len, ==, 0);
  ask_ledger (f);
  since = clock ();
  today = nudge_journal_count_outcomes (f->journal, T0 - G_TIME_SPAN_DAY, NUDGE_NEVER);
  say ("count_outcomes, of one day", since, 1);
  since = clock ();
  ever = nudge_journal_count_outcomes (f->journal, 0, NUDGE_NEVER);
  say ("count_outcomes, of all", since, 1);
  ask_history (f, "query, newest 100", (NudgeQuery) { .to = NUDGE_NEVER, .limit = 100 }, 100);
  ask_history (f, "query, of one day", (NudgeQuery) { .from = T0 - G_TIME_SPAN_DAY, .to = NUDGE_NEVER }, 58);
  ask_history (f, "query, text that is nowhere", (NudgeQuery) { .to = NUDGE_NEVER, .text = "nowhere" }, 0);
  since = clock ();
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr(NudgeLive) live = make_live (f, "rule-1@nudged", T0 + i);

      g_assert_true (record (f, live, NUDGE_OUTCOME_SHOWN, T0 + i));
    }
  say ("record, on the disk", since, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/bench-journal/years-of-use", test_years_of_use);
  return g_test_run ();
}
