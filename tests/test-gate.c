/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gate: the table of verdicts, and what must hold for every one of them. */
#include "gate-world.h"

#include <string.h>

static void
check_row (const GateRow *row)
{
  GateWorld w;
  NudgeVerdict verdict;
  g_autofree char *found = NULL;

  gate_world_init (&w, row);
  verdict = gate_world_decide (&w, w.now);
  found = gate_verdict_to_string (&verdict);
  if (!g_str_equal (found, row->verdict))
    {
      g_test_message ("%s | %s | %s: %s, expected %s", row->now, row->nudge, row->world, found, row->verdict);
      g_test_fail ();
    }
  gate_world_clear (&w);
}

/* What holds or lets wait until a time ends by itself then, and nothing is shown an instant before. */
static void
check_until (const GateRow *row)
{
  GateWorld w;
  NudgeVerdict verdict, before, then;

  gate_world_init (&w, row);
  w.live->missed = NUDGE_MISSED_SHOW;
  verdict = gate_world_decide (&w, w.now);
  if (verdict.until != NUDGE_NEVER)
    {
      g_assert_cmpint (verdict.until, >, w.now);
      before = gate_world_decide (&w, verdict.until - 1);
      g_assert_cmpint (before.kind, ==, verdict.kind);
      then = gate_world_decide (&w, verdict.until);
      g_assert_cmpint (then.reason, !=, verdict.reason);
    }
  gate_world_clear (&w);
}

typedef struct {
  const char *name;
  const GateRow *rows;
  gsize n_rows;
} Table;

static const Table tables[] = {
  { "presence", rows_of_presence, G_N_ELEMENTS (rows_of_presence) },
  { "hours", rows_of_hours, G_N_ELEMENTS (rows_of_hours) },
  { "history", rows_of_history, G_N_ELEMENTS (rows_of_history) },
  { "the-nudge", rows_of_the_nudge, G_N_ELEMENTS (rows_of_the_nudge) },
};

static void
test_table_of_verdicts (gconstpointer data)
{
  const Table *table = data;

  for (gsize i = 0; i < table->n_rows; i++)
    check_row (&table->rows[i]);
}

static void
test_until_is_when_the_verdict_changes (void)
{
  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (gsize i = 0; i < tables[t].n_rows; i++)
      check_until (&tables[t].rows[i]);
}

static void
test_the_tables_are_as_long_as_promised (void)
{
  gsize n_rows = 0;

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    n_rows += tables[t].n_rows;
  g_assert_cmpuint (n_rows, >=, 150);
}

static void
test_reasons_have_words_and_sentences (void)
{
  for (gint reason = 0; reason < NUDGE_N_REASONS; reason++)
    {
      g_assert_cmpint (nudge_reason_from_word (nudge_reason_to_word (reason)), ==, reason);
      g_assert_cmpuint (strlen (nudge_reason_to_sentence (reason)), >, 10);
      g_assert_true (reason == NUDGE_REASON_NONE || strlen (nudge_reason_to_past (reason)) > 5);
    }
  g_assert_cmpint (nudge_reason_from_word ("no-such-word"), ==, NUDGE_REASON_NONE);
}

static void
assert_holds (const char *now, const char *world, const char *expected)
{
  const GateRow row = { now, "pack", world, "" };
  GateWorld w;
  NudgeMoment moment;
  g_auto(GStrv) words = NULL;
  g_autofree char *found = NULL;

  gate_world_init (&w, &row);
  moment = gate_world_moment (&w, w.now);
  words = nudge_gate_list_holds (&moment);
  found = g_strjoinv (" ", words);
  g_assert_cmpstr (found, ==, expected);
  gate_world_clear (&w);
}

static void
test_the_list_of_holds_has_all_of_them (void)
{
  assert_holds ("Mon 10:00", "", "");
  assert_holds ("Mon 10:00", "lately=09:58 day=1", "");
  assert_holds ("Mon 10:00", "paused dnd", "paused dnd");
  assert_holds ("Mon 10:00", "paused=10:00 camera microphone", "camera microphone");
  assert_holds ("Mon 23:00", "work=office locked", "locked quiet-hours outside-hours");
  assert_holds ("Mon 23:00", "work=office hold=own", "");
  assert_holds ("Mon 10:00", "locked idle dnd inhibited camera microphone fullscreen busy",
                "locked idle dnd inhibited camera microphone fullscreen busy");
}

static gboolean
is_breakpoint (const char *before, const char *after, gboolean on_return, gboolean on_unlock)
{
  const GateRow row = { "Mon 10:00", "pack", before, "" };
  const GateRow later = { "Mon 10:00", "pack", after, "" };
  GateWorld w, v;
  gboolean result;

  gate_world_init (&w, &row);
  gate_world_init (&v, &later);
  w.settings->on_return = on_return;
  w.settings->on_unlock = on_unlock;
  result = nudge_gate_is_breakpoint (&w.presence, &v.presence, w.settings);
  gate_world_clear (&w);
  gate_world_clear (&v);
  return result;
}

static void
test_a_return_an_unlock_and_the_end_of_a_call_are_breakpoints (void)
{
  g_assert_true (is_breakpoint ("idle", "nobody", TRUE, TRUE));
  g_assert_true (is_breakpoint ("idle", "", TRUE, FALSE));
  g_assert_false (is_breakpoint ("idle", "nobody", FALSE, TRUE));
  g_assert_false (is_breakpoint ("nobody", "idle", TRUE, TRUE));
  g_assert_true (is_breakpoint ("locked", "nobody", FALSE, TRUE));
  g_assert_false (is_breakpoint ("locked", "nobody", TRUE, FALSE));
  g_assert_true (is_breakpoint ("camera microphone", "nobody", FALSE, FALSE));
  g_assert_false (is_breakpoint ("camera microphone", "microphone", TRUE, TRUE));
  g_assert_false (is_breakpoint ("", "", TRUE, TRUE));
  g_assert_false (is_breakpoint ("dnd fullscreen busy", "nobody", TRUE, TRUE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      g_autofree char *path = g_strconcat ("/gate/table-of-verdicts/", tables[t].name, NULL);

      g_test_add_data_func (path, &tables[t], test_table_of_verdicts);
    }
  g_test_add_func ("/gate/until-is-when-the-verdict-changes", test_until_is_when_the_verdict_changes);
  g_test_add_func ("/gate/the-tables-are-as-long-as-promised", test_the_tables_are_as_long_as_promised);
  g_test_add_func ("/gate/reasons-have-words-and-sentences", test_reasons_have_words_and_sentences);
  g_test_add_func ("/gate/the-list-of-holds-has-all-of-them", test_the_list_of_holds_has_all_of_them);
  g_test_add_func ("/gate/a-return-an-unlock-and-the-end-of-a-call-are-breakpoints",
                   test_a_return_an_unlock_and_the_end_of_a_call_are_breakpoints);
  return g_test_run ();
}
