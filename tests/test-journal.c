/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal: what is recorded is found again, now and after a restart. */
#include "journal-fixture.h"

#include "journal-open.h"
#include "nudge-error.h"

#include <glib/gstdio.h>

#include <sys/stat.h>

static NudgeLedger *
ledger (Fixture *f)
{
  return NUDGE_LEDGER (f->journal);
}

static void
test_a_new_journal_is_empty (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) live = NULL;
  g_autoptr(GPtrArray) problems = NULL;

  fixture_open (f);
  live = nudge_ledger_load_live (ledger (f));
  problems = nudge_journal_get_problems (f->journal);
  g_assert_cmpuint (f->problems->len, ==, 0);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (live->len, ==, 0);
  g_assert_cmpint (nudge_ledger_get_handled_until (ledger (f)), ==, 0);
  g_assert_cmpint (nudge_journal_get_pause (f->journal), ==, 0);
  g_assert_false (nudge_ledger_is_handled (ledger (f), "water", T0));
  g_assert_cmpuint (nudge_ledger_count_shown (ledger (f), "water"), ==, 0);
}

static void
assert_same_live (const NudgeLive *a, const NudgeLive *b)
{
  g_assert_cmpuint (a->id, ==, b->id);
  g_assert_cmpstr (a->uid, ==, b->uid);
  g_assert_cmpstr (a->summary, ==, b->summary);
  g_assert_cmpstr (a->body, ==, b->body);
  g_assert_cmpstr (a->why, ==, b->why);
  g_assert_cmpstr (a->category, ==, b->category);
  g_assert_cmpstr (a->source, ==, b->source);
  g_assert_cmpint (a->origin, ==, b->origin);
  g_assert_cmpint (a->ask, ==, b->ask);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->missed, ==, b->missed);
  g_assert_cmpint (a->due, ==, b->due);
  g_assert_cmpint (a->room, ==, b->room);
  g_assert_cmpint (a->grace, ==, b->grace);
  g_assert_cmpint (a->state, ==, b->state);
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_cmpint (a->shown_at, ==, b->shown_at);
  g_assert_cmpint (a->snoozed_until, ==, b->snoozed_until);
  g_assert_cmpint (a->until, ==, b->until);
  g_assert_cmpuint (a->snoozes, ==, b->snoozes);
  g_assert_cmpint (a->by_request, ==, b->by_request);
  g_assert_cmpint (a->is_private, ==, b->is_private);
}

static void
test_a_live_nudge_comes_back_as_it_was (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) live = NULL;
  g_autoptr(GPtrArray) loaded = NULL;

  fixture_open (f);
  live = make_live (f, "wäter@\n\"'", T0);
  live->origin = NUDGE_ORIGIN_SOURCE;
  live->ask = NUDGE_ASK_REFLECT;
  live->kind = NUDGE_DUE_SNOOZE;
  live->missed = NUDGE_MISSED_DROP;
  live->state = NUDGE_STATE_SNOOZED;
  live->room = 600 * G_TIME_SPAN_SECOND;
  live->grace = 3600 * G_TIME_SPAN_SECOND;
  live->reason = g_strdup ("paused");
  live->shown_at = T0 + 1;
  live->snoozed_until = T0 + 2;
  live->until = NUDGE_NEVER;
  live->snoozes = 3;
  live->by_request = TRUE;
  live->is_private = TRUE;
  g_assert_true (record (f, live, NUDGE_OUTCOME_SNOOZED, T0));

  fixture_open (f);
  loaded = nudge_ledger_load_live (ledger (f));
  g_assert_cmpuint (loaded->len, ==, 1);
  assert_same_live (g_ptr_array_index (loaded, 0), live);
}

static void
test_a_nudge_without_texts_can_be_recorded (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) live = nudge_live_new ();

  fixture_open (f);
  live->id = 7;
  g_assert_true (record (f, live, NUDGE_OUTCOME_DUE, T0));
  g_assert_cmpuint (nudge_ledger_take_id (ledger (f)), ==, 8);
}

static void
test_an_end_takes_the_nudge_off_the_living_but_it_stays_handled (Fixture *f, gconstpointer data)
{
  static const NudgeOutcome ends[] = { NUDGE_OUTCOME_DONE, NUDGE_OUTCOME_SKIPPED, NUDGE_OUTCOME_CLOSED,
                                       NUDGE_OUTCOME_MISSED, NUDGE_OUTCOME_CREDITED };

  fixture_open (f);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr(NudgeLive) live = make_live (f, "water", T0 + (gint64) i);
      g_autoptr(GPtrArray) before = NULL;
      g_autoptr(GPtrArray) after = NULL;

      g_assert_true (record (f, live, NUDGE_OUTCOME_DUE, T0));
      before = nudge_ledger_load_live (ledger (f));
      g_assert_cmpuint (before->len, ==, 1);
      g_assert_true (record (f, live, ends[i], T0));
      after = nudge_ledger_load_live (ledger (f));
      g_assert_cmpuint (after->len, ==, 0);
      g_assert_true (nudge_ledger_is_handled (ledger (f), "water", T0 + (gint64) i));
    }
  g_assert_false (nudge_ledger_is_handled (ledger (f), "water", T0 + 5));
  g_assert_false (nudge_ledger_is_handled (ledger (f), "wate", T0));
}

static void
test_two_nudges_of_one_instant_both_live (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) first = NULL;
  g_autoptr(NudgeLive) second = NULL;
  g_autoptr(GPtrArray) live = NULL;

  fixture_open (f);
  first = make_live (f, "water", T0);
  second = make_live (f, "water", T0);
  g_assert_true (record (f, first, NUDGE_OUTCOME_DUE, T0));
  g_assert_true (record (f, second, NUDGE_OUTCOME_DUE, T0));
  live = nudge_ledger_load_live (ledger (f));
  g_assert_cmpuint (live->len, ==, 2);
}

static void
test_numbers_are_never_given_twice (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) live = NULL;

  fixture_open (f);
  live = make_live (f, "water", T0);
  g_assert_cmpuint (live->id, ==, 1);
  g_assert_cmpuint (nudge_ledger_take_id (ledger (f)), ==, 2);
  g_assert_true (record (f, live, NUDGE_OUTCOME_DONE, T0));
  fixture_open (f);
  g_assert_cmpuint (nudge_ledger_take_id (ledger (f)), ==, 2);
}

static void
test_a_nudge_counts_as_shown_once (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) first = NULL;
  g_autoptr(NudgeLive) second = NULL;

  fixture_open (f);
  first = make_live (f, "water", T0);
  second = make_live (f, "water", T0 + 1);
  record (f, first, NUDGE_OUTCOME_DUE, T0);
  g_assert_cmpuint (nudge_ledger_count_shown (ledger (f), "water"), ==, 0);
  record (f, first, NUDGE_OUTCOME_SHOWN, T0);
  record (f, first, NUDGE_OUTCOME_SNOOZED, T0 + 1);
  record (f, first, NUDGE_OUTCOME_SHOWN, T0 + 2);
  record (f, first, NUDGE_OUTCOME_DONE, T0 + 3);
  g_assert_cmpuint (nudge_ledger_count_shown (ledger (f), "water"), ==, 1);
  record (f, second, NUDGE_OUTCOME_SHOWN, T0 + 4);
  g_assert_cmpuint (nudge_ledger_count_shown (ledger (f), "water"), ==, 2);
  g_assert_cmpuint (nudge_ledger_count_shown (ledger (f), "walk"), ==, 0);
}

static NudgeLive *
show (Fixture *f, NudgeOrigin origin, gboolean by_request, NudgeTime time)
{
  NudgeLive *live = make_live (f, "water", time);

  live->origin = origin;
  live->by_request = by_request;
  g_assert_true (record (f, live, NUDGE_OUTCOME_SHOWN, time));
  return live;
}

static void
test_the_budget_counts_first_showings_of_those_it_holds (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) late = (fixture_open (f), show (f, NUDGE_ORIGIN_PLAN, FALSE, T0 + 30));
  g_autoptr(NudgeLive) pack = show (f, NUDGE_ORIGIN_PACK, FALSE, T0 + 10);
  g_autoptr(NudgeLive) fired = show (f, NUDGE_ORIGIN_PACK, TRUE, T0 + 11);
  g_autoptr(NudgeLive) own = show (f, NUDGE_ORIGIN_OWN, FALSE, T0 + 20);
  g_autoptr(NudgeLive) early = show (f, NUDGE_ORIGIN_PACK, FALSE, T0);
  g_autoptr(GArray) packs = NULL;
  g_autoptr(GArray) owns = NULL;
  g_autoptr(GArray) all = NULL;

  record (f, pack, NUDGE_OUTCOME_SHOWN, T0 + 40);
  record (f, early, NUDGE_OUTCOME_SHOWN, T0 + 50);
  packs = nudge_ledger_load_shown (ledger (f), T0 + 10, NUDGE_HOLD_PACKS);
  owns = nudge_ledger_load_shown (ledger (f), T0 + 10, NUDGE_HOLD_OWN);
  all = nudge_ledger_load_shown (ledger (f), 0, NUDGE_HOLD_ALL);
  g_assert_cmpuint (packs->len, ==, 2);
  g_assert_cmpint (g_array_index (packs, NudgeTime, 0), ==, T0 + 10);
  g_assert_cmpint (g_array_index (packs, NudgeTime, 1), ==, T0 + 30);
  g_assert_cmpuint (owns->len, ==, 1);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpint (g_array_index (all, NudgeTime, 0), ==, T0);
}

static void
test_outcomes_are_counted_by_kind_and_time (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) live = NULL;
  g_autoptr(GHashTable) counts = NULL;

  fixture_open (f);
  live = make_live (f, "water", T0);
  record (f, live, NUDGE_OUTCOME_DUE, T0);
  record (f, live, NUDGE_OUTCOME_SHOWN, T0);
  record (f, live, NUDGE_OUTCOME_SNOOZED, T0 + 1);
  record (f, live, NUDGE_OUTCOME_SHOWN, T0 + 2);
  record (f, live, NUDGE_OUTCOME_DONE, T0 + 3);
  g_assert_true (add_note (f, "not of a nudge", NULL));
  counts = nudge_journal_count_outcomes (f->journal, T0 + 1, T0 + 3);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "shown")), ==, 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "snoozed")), ==, 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "done")), ==, 0);
  g_assert_true (g_hash_table_contains (counts, "done"));
  g_assert_false (g_hash_table_contains (counts, "due"));
  g_assert_false (g_hash_table_contains (counts, "note"));
}

static void
test_facts_outlive_a_restart (Fixture *f, gconstpointer data)
{
  g_autofree char *value = NULL;
  g_autofree char *gone = NULL;

  fixture_open (f);
  nudge_ledger_set_handled_until (ledger (f), T0);
  nudge_ledger_set_handled_until (ledger (f), T0 + 5);
  g_assert_true (nudge_journal_set_pause (f->journal, NUDGE_NEVER, NULL));
  g_assert_true (nudge_journal_set_disabled (f->journal, "walk", TRUE, NULL));
  g_assert_true (nudge_journal_set_disabled (f->journal, "water", TRUE, NULL));
  g_assert_true (nudge_journal_set_disabled (f->journal, "water", FALSE, NULL));
  g_assert_true (nudge_journal_set_value (f->journal, "server", "1:2", NULL));
  g_assert_true (nudge_journal_set_value (f->journal, "other", "x", NULL));
  g_assert_true (nudge_journal_set_value (f->journal, "other", NULL, NULL));

  fixture_open (f);
  value = nudge_journal_get_value (f->journal, "server");
  gone = nudge_journal_get_value (f->journal, "other");
  g_assert_cmpint (nudge_ledger_get_handled_until (ledger (f)), ==, T0 + 5);
  g_assert_cmpint (nudge_journal_get_pause (f->journal), ==, NUDGE_NEVER);
  g_assert_true (nudge_journal_is_disabled (f->journal, "walk"));
  g_assert_false (nudge_journal_is_disabled (f->journal, "water"));
  g_assert_cmpstr (value, ==, "1:2");
  g_assert_null (gone);

  g_assert_true (nudge_journal_set_pause (f->journal, 0, NULL));
  fixture_open (f);
  g_assert_cmpint (nudge_journal_get_pause (f->journal), ==, 0);
}

static void
test_the_first_handled_time_and_those_with_records_reach_the_disk_at_once (Fixture *f, gconstpointer data)
{
  static const char sql[] = "SELECT value FROM fact WHERE name = 'handled-until'";
  g_autoptr(NudgeLive) live = NULL;

  fixture_open (f);
  nudge_ledger_set_handled_until (ledger (f), T0);
  g_assert_cmpint (count_disk (f, sql), ==, T0);
  nudge_ledger_set_handled_until (ledger (f), T0 + 1);
  g_assert_cmpint (count_disk (f, sql), ==, T0);
  live = make_live (f, "water", T0);
  record (f, live, NUDGE_OUTCOME_DUE, T0);
  g_assert_cmpint (count_disk (f, sql), ==, T0 + 1);
  nudge_ledger_set_handled_until (ledger (f), T0 + 2);
  fixture_close (f);
  g_assert_cmpint (count_disk (f, sql), ==, T0 + 2);
}

static void
test_what_was_due_is_on_the_disk_before_it_is_shown (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) live = NULL;

  fixture_open (f);
  live = make_live (f, "water", T0);
  g_assert_true (record (f, live, NUDGE_OUTCOME_DUE, T0));
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM nudge WHERE outcome IS NULL"), ==, 1);
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM entry"), ==, 0);
}

static gint
mode_after_opening (Fixture *f, const char *name)
{
  g_autofree char *folder = g_build_filename (f->folder, name, NULL);
  GStatBuf info;

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  g_free (f->path);
  f->path = g_build_filename (folder, "journal.db", NULL);
  fixture_open (f);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_only_our_own_folder_is_closed_to_others (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (mode_after_opening (f, "nudged"), ==, 0700);
  g_assert_cmpint (mode_after_opening (f, "shared"), ==, 0755);
}

static void
test_files_are_private_whatever_the_umask (Fixture *f, gconstpointer data)
{
  static const mode_t masks[] = { 0, 0777, 022 };

  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/mask-%03o", f->folder, masks[i]);
      g_autofree char *wal = NULL;
      g_autofree char *lock = NULL;
      mode_t old = umask (masks[i]);
      GStatBuf info;

      g_free (f->path);
      f->path = g_build_filename (folder, "journal.db", NULL);
      fixture_open (f);
      g_assert_true (add_note (f, "private", NULL));
      umask (old);
      g_assert_cmpint (g_stat (folder, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 07777, ==, 0700);
      g_assert_cmpint (g_stat (f->path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 07777, ==, 0600);
      wal = g_strconcat (f->path, "-wal", NULL);
      g_assert_cmpint (g_stat (wal, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 07777, ==, 0600);
      lock = g_strconcat (f->path, ".lock", NULL);
      g_assert_cmpint (g_stat (lock, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 07777, ==, 0600);
    }
}

static void
test_a_file_that_others_may_read_is_made_private (Fixture *f, gconstpointer data)
{
  GStatBuf info;

  fixture_open (f);
  fixture_close (f);
  g_assert_cmpint (g_chmod (f->path, 0644), ==, 0);
  fixture_open (f);
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
}

static void
test_the_file_is_kept_as_safe_as_sqlite_can (Fixture *f, gconstpointer data)
{
  fixture_open (f);
  g_assert_true (add_note (f, "x", NULL));
  g_assert_cmpint (count_disk (f, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), ==, 1);
  g_assert_cmpint (count_disk (f, "PRAGMA application_id"), ==, 0x6e756467);
  g_assert_cmpint (count_disk (f, "SELECT count (*) FROM pragma_table_list WHERE schema = 'main' AND NOT strict"
                                  " AND name NOT LIKE 'sqlite%'"),
                   ==, 0);
}

static void
test_the_connection_is_set_to_be_safe (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(NudgeDb) db = NULL;

  g_assert_cmpint (nudge_journal_open_file (f->path, 0, problems, &db, &error), ==, NUDGE_OPENED);
  g_assert_no_error (error);
  g_assert_cmpint (nudge_db_read_number (db, "PRAGMA main.synchronous", -1), ==, 2);
  g_assert_cmpint (nudge_db_read_number (db, "PRAGMA trusted_schema", -1), ==, 0);
  g_assert_cmpint (nudge_db_read_number (db, "PRAGMA main.secure_delete", -1), ==, 1);
  g_assert_cmpint (nudge_db_read_number (db, "PRAGMA temp_store", -1), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/journal/a-new-journal-is-empty", test_a_new_journal_is_empty);
  ADD ("/journal/a-live-nudge-comes-back-as-it-was", test_a_live_nudge_comes_back_as_it_was);
  ADD ("/journal/a-nudge-without-texts-can-be-recorded", test_a_nudge_without_texts_can_be_recorded);
  ADD ("/journal/an-end-takes-the-nudge-off-the-living-but-it-stays-handled",
       test_an_end_takes_the_nudge_off_the_living_but_it_stays_handled);
  ADD ("/journal/two-nudges-of-one-instant-both-live", test_two_nudges_of_one_instant_both_live);
  ADD ("/journal/numbers-are-never-given-twice", test_numbers_are_never_given_twice);
  ADD ("/journal/a-nudge-counts-as-shown-once", test_a_nudge_counts_as_shown_once);
  ADD ("/journal/the-budget-counts-first-showings-of-those-it-holds",
       test_the_budget_counts_first_showings_of_those_it_holds);
  ADD ("/journal/outcomes-are-counted-by-kind-and-time", test_outcomes_are_counted_by_kind_and_time);
  ADD ("/journal/facts-outlive-a-restart", test_facts_outlive_a_restart);
  ADD ("/journal/the-first-handled-time-and-those-with-records-reach-the-disk-at-once",
       test_the_first_handled_time_and_those_with_records_reach_the_disk_at_once);
  ADD ("/journal/what-was-due-is-on-the-disk-before-it-is-shown", test_what_was_due_is_on_the_disk_before_it_is_shown);
  ADD ("/journal/only-our-own-folder-is-closed-to-others", test_only_our_own_folder_is_closed_to_others);
  ADD ("/journal/files-are-private-whatever-the-umask", test_files_are_private_whatever_the_umask);
  ADD ("/journal/a-file-that-others-may-read-is-made-private", test_a_file_that_others_may_read_is_made_private);
  ADD ("/journal/the-file-is-kept-as-safe-as-sqlite-can", test_the_file_is_kept_as_safe_as_sqlite_can);
  ADD ("/journal/the-connection-is-set-to-be-safe", test_the_connection_is_set_to_be_safe);
  return g_test_run ();
}
