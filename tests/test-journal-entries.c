/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal entries: what may be logged, how it is asked for, and that everybody hears of it after the commit. */
#include "journal-fixture.h"

#include "nudge-error.h"

static gboolean
add (Fixture *f, const char *kind, NudgeTime time, const char *note)
{
  const NudgeEntry entry = { .kind = kind, .time = time, .note = note };
  g_autoptr(GError) error = NULL;
  gboolean is_added = nudge_journal_add (f->journal, &entry, NULL, &error);

  g_assert_no_error (error);
  return is_added;
}

/* The notes of what @query finds, in its order, joined by commas. */
static char *
find (Fixture *f, NudgeQuery query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) entries = NULL;
  g_autoptr(GString) notes = g_string_new (NULL);
  GVariantIter iter;
  GVariant *entry;

  if (query.to == 0)
    query.to = NUDGE_NEVER;
  entries = nudge_journal_query (f->journal, &query, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_is_of_type (entries, G_VARIANT_TYPE ("aa{sv}")));
  g_variant_iter_init (&iter, entries);
  while (g_variant_iter_loop (&iter, "@a{sv}", &entry))
    {
      const char *note = "-";

      g_variant_lookup (entry, "note", "&s", &note);
      g_string_append_printf (notes, "%s%s", notes->len > 0 ? "," : "", note);
    }
  return g_string_free (g_steal_pointer (&notes), FALSE);
}

static void
assert_found (Fixture *f, NudgeQuery query, const char *expected)
{
  g_autofree char *found = find (f, query);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_an_entry_comes_back_whole_after_a_restart (Fixture *f, gconstpointer data)
{
  const char *const words[] = { "ashamed", "très fatigué", NULL };
  const NudgeEntry entry = { "mood", T0, "emotions", "check-in", "2", words, "the panel said no\nagain" };
  const NudgeQuery all = { .to = NUDGE_NEVER };
  g_autoptr(GVariant) entries = NULL;
  g_autofree char *text = NULL;
  guint64 id = 0;

  fixture_open (f);
  g_assert_true (nudge_journal_add (f->journal, &entry, &id, NULL));
  g_assert_cmpuint (id, ==, 1);
  fixture_open (f);
  entries = nudge_journal_query (f->journal, &all, NULL);
  text = g_variant_print (entries, FALSE);
  g_assert_cmpuint (g_variant_n_children (entries), ==, 1);
  for (const char *const *expected
       = (const char *const[]) { "'id': <uint64 1>", "'time': <int64 1772442000000000>", "'kind': <'mood'>",
                                 "'category': <'emotions'>", "'uid': <'check-in'>", "'value': <'2'>",
                                 "'words': <['ashamed', 'très fatigué']>",
                                 "'note': <'the panel said no\\nagain'>", NULL };
       *expected != NULL; expected++)
    g_assert_nonnull (strstr (text, *expected));
  g_assert_null (strstr (text, "nudge"));
  g_assert_null (strstr (text, "reason"));
  g_assert_null (strstr (text, "summary"));
}

static void
test_an_outcome_names_its_nudge_and_reason (Fixture *f, gconstpointer data)
{
  const char *const kinds[] = { "missed", NULL };
  const NudgeQuery query = { .kinds = kinds, .to = NUDGE_NEVER };
  g_autoptr(NudgeLive) live = (fixture_open (f), make_live (f, "water", T0));
  const NudgeRecord fact = { NUDGE_OUTCOME_MISSED, T0 + 1, live, "quiet hours until 7:00", "3", "tired" };
  g_autoptr(GVariant) entries = NULL;
  g_autofree char *text = NULL;

  g_assert_true (nudge_ledger_record (NUDGE_LEDGER (f->journal), &fact, NULL));
  entries = nudge_journal_query (f->journal, &query, NULL);
  text = g_variant_print (entries, FALSE);
  g_assert_nonnull (strstr (text, "'nudge': <uint64 1>"));
  g_assert_nonnull (strstr (text, "'reason': <'quiet hours until 7:00'>"));
  g_assert_nonnull (strstr (text, "'summary': <'Drink a glass of water'>"));
  g_assert_nonnull (strstr (text, "'value': <'3'>"));
  g_assert_nonnull (strstr (text, "'note': <'tired'>"));
}

static void
test_queries_choose_by_kind_category_and_time (Fixture *f, gconstpointer data)
{
  const char *const notes[] = { "note", NULL };
  const char *const moves[] = { "movement", "sleep", NULL };
  const char *const none[] = { NULL };

  fixture_open (f);
  add (f, "note", T0, "a");
  add (f, "movement", T0 + 1, "b");
  add (f, "note", T0 + 2, "c");
  add (f, "not", T0 + 3, "d");
  add (f, "sleep", T0 + 4, "e");
  assert_found (f, (NudgeQuery) { 0 }, "a,b,c,d,e");
  assert_found (f, (NudgeQuery) { .kinds = notes }, "a,c");
  assert_found (f, (NudgeQuery) { .kinds = none }, "");
  assert_found (f, (NudgeQuery) { .categories = moves }, "b,e");
  assert_found (f, (NudgeQuery) { .from = T0 + 1, .to = T0 + 3 }, "b,c");
  assert_found (f, (NudgeQuery) { .from = T0 + 3 }, "d,e");
  assert_found (f, (NudgeQuery) { .kinds = notes, .from = T0 + 1 }, "c");
}

static void
test_queries_give_the_newest_and_page_backwards (Fixture *f, gconstpointer data)
{
  fixture_open (f);
  for (const char *p = "abcdef"; *p != '\0'; p++)
    add (f, "note", T0 + *p, (const char[]) { *p, '\0' });
  assert_found (f, (NudgeQuery) { .limit = 2 }, "e,f");
  assert_found (f, (NudgeQuery) { .limit = 2, .before_id = 5 }, "c,d");
  assert_found (f, (NudgeQuery) { .limit = 9, .before_id = 3 }, "a,b");
  assert_found (f, (NudgeQuery) { .before_id = 1 }, "");
  assert_found (f, (NudgeQuery) { .before_id = G_MAXUINT64, .limit = 1 }, "f");
}

static void
test_an_entry_for_an_earlier_time_goes_to_its_place (Fixture *f, gconstpointer data)
{
  fixture_open (f);
  add (f, "note", T0 + 10, "late");
  add (f, "note", T0, "early");
  assert_found (f, (NudgeQuery) { 0 }, "early,late");
}

static void
test_texts_are_found_in_any_case_and_script (Fixture *f, gconstpointer data)
{
  const char *const words[] = { "Überfordert", NULL };
  const NudgeEntry mood = { .kind = "mood", .time = T0 + 1, .words = words };
  g_autoptr(NudgeLive) live = (fixture_open (f), make_live (f, "water", T0));

  add (f, "note", T0, "Die Prüfung ÄNDERT nichts 100%_");
  g_assert_true (nudge_journal_add (f->journal, &mood, NULL, NULL));
  record (f, live, NUDGE_OUTCOME_DONE, T0 + 2);
  assert_found (f, (NudgeQuery) { .text = "prüfung ändert" }, "Die Prüfung ÄNDERT nichts 100%_");
  assert_found (f, (NudgeQuery) { .text = "ÜBER" }, "-");
  assert_found (f, (NudgeQuery) { .text = "GLASS of" }, "-");
  assert_found (f, (NudgeQuery) { .text = "%" }, "Die Prüfung ÄNDERT nichts 100%_");
  assert_found (f, (NudgeQuery) { .text = "%nichts" }, "");
  assert_found (f, (NudgeQuery) { .text = "'; DROP TABLE entry; --" }, "");
}

static void
test_wrong_entries_are_refused_and_not_kept (Fixture *f, gconstpointer data)
{
  g_autofree char *long_note = g_strnfill (64 * 1024 + 1, 'x');
  g_autofree char *long_value = g_strnfill (1025, 'x');
  const char *const empty_word[] = { "", NULL };
  const char *const two_lines[] = { "a\nb", NULL };
  const char *words[34] = { NULL };
  const struct {
    NudgeEntry entry;
    gint code;
  } rows[] = {
    { { .kind = NULL, .time = T0 }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "", .time = T0 }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "Note", .time = T0 }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "2note", .time = T0 }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "a note", .time = T0 }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "x23456789012345678901234567890123", .time = T0 }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "done", .time = T0 }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "shown", .time = T0 }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "note", .time = NUDGE_NEVER }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "note", .time = G_MININT64 }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "note", .time = T0, .category = "Sleep" }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "note", .time = T0, .note = "\xff" }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "note", .time = T0, .note = long_note }, NUDGE_ERROR_TOO_LARGE },
    { { .kind = "note", .time = T0, .value = long_value }, NUDGE_ERROR_TOO_LARGE },
    { { .kind = "mood", .time = T0, .words = empty_word }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "mood", .time = T0, .words = two_lines }, NUDGE_ERROR_INVALID_ARGUMENT },
    { { .kind = "mood", .time = T0, .words = words }, NUDGE_ERROR_TOO_LARGE },
  };

  for (gsize i = 0; i < 33; i++)
    words[i] = "sad";
  fixture_open (f);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      guint64 id = 99;

      g_assert_false (nudge_journal_add (f->journal, &rows[i].entry, &id, &error));
      g_assert_error (error, NUDGE_ERROR, rows[i].code);
      g_assert_cmpuint (id, ==, 99);
    }
  assert_found (f, (NudgeQuery) { 0 }, "");
}

static void
test_the_biggest_note_is_kept_whole (Fixture *f, gconstpointer data)
{
  g_autofree char *note = g_strnfill (64 * 1024, 'x');

  fixture_open (f);
  add (f, "note", T0, note);
  fixture_open (f);
  assert_found (f, (NudgeQuery) { 0 }, note);
}

static void
test_a_kind_that_is_a_category_has_it (Fixture *f, gconstpointer data)
{
  const char *const categories[] = { "movement", NULL };
  const NudgeEntry entry = { .kind = "walk", .time = T0 + 1, .category = "movement", .note = "b" };

  fixture_open (f);
  add (f, "movement", T0, "a");
  g_assert_true (nudge_journal_add (f->journal, &entry, NULL, NULL));
  assert_found (f, (NudgeQuery) { .categories = categories }, "a,b");
}

typedef struct {
  Fixture *f;
  GString *heard;
} Listener;

/* Proves with a connection of its own that the entry is committed, and adds one itself the first time. */
static void
on_journal_added (NudgeJournal *journal, GVariant *entry, gpointer user_data)
{
  Listener *listener = user_data;
  const char *kind = NULL;
  guint64 id = 0;
  g_autofree char *sql = NULL;

  g_assert_true (g_variant_lookup (entry, "kind", "&s", &kind));
  g_assert_true (g_variant_lookup (entry, "id", "t", &id));
  sql = g_strdup_printf ("SELECT count (*) FROM entry WHERE id = %" G_GUINT64_FORMAT, id);
  g_assert_cmpint (count_disk (listener->f, sql), ==, 1);
  g_string_append_printf (listener->heard, "%s ", kind);
  if (g_str_equal (kind, "done"))
    add (listener->f, "note", T0, "from the listener");
}

static void
test_everybody_hears_of_entries_after_the_commit (Fixture *f, gconstpointer data)
{
  g_autoptr(GString) heard = g_string_new (NULL);
  Listener listener = { f, heard };
  g_autoptr(NudgeLive) live = (fixture_open (f), make_live (f, "water", T0));

  g_signal_connect (f->journal, "added", G_CALLBACK (on_journal_added), &listener);
  record (f, live, NUDGE_OUTCOME_DUE, T0);
  record (f, live, NUDGE_OUTCOME_SHOWN, T0);
  record (f, live, NUDGE_OUTCOME_DONE, T0);
  add (f, "mood", T0, NULL);
  g_assert_cmpstr (heard->str, ==, "shown done note mood ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/journal-entries/an-entry-comes-back-whole-after-a-restart", test_an_entry_comes_back_whole_after_a_restart);
  ADD ("/journal-entries/an-outcome-names-its-nudge-and-reason", test_an_outcome_names_its_nudge_and_reason);
  ADD ("/journal-entries/queries-choose-by-kind-category-and-time", test_queries_choose_by_kind_category_and_time);
  ADD ("/journal-entries/queries-give-the-newest-and-page-backwards", test_queries_give_the_newest_and_page_backwards);
  ADD ("/journal-entries/an-entry-for-an-earlier-time-goes-to-its-place",
       test_an_entry_for_an_earlier_time_goes_to_its_place);
  ADD ("/journal-entries/texts-are-found-in-any-case-and-script", test_texts_are_found_in_any_case_and_script);
  ADD ("/journal-entries/wrong-entries-are-refused-and-not-kept", test_wrong_entries_are_refused_and_not_kept);
  ADD ("/journal-entries/the-biggest-note-is-kept-whole", test_the_biggest_note_is_kept_whole);
  ADD ("/journal-entries/a-kind-that-is-a-category-has-it", test_a_kind_that_is_a_category_has_it);
  ADD ("/journal-entries/everybody-hears-of-entries-after-the-commit",
       test_everybody_hears_of_entries_after_the_commit);
  return g_test_run ();
}
