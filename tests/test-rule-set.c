/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of several folders become one list, each UID once. */
#include "rule-set.h"

#include "wait-until.h"

#include <string.h>

/* Rules of this test are counted by the test: how many there are says whether references are kept and given back. */
static gint n_rules;

NudgeRule *
nudge_rule_ref (NudgeRule *rule)
{
  return g_atomic_rc_box_acquire (rule);
}

static void
rule_clear (NudgeRule *rule)
{
  n_rules--;
  g_free (rule->uid);
  g_free (rule->summary);
  g_free (rule->file);
}

void
nudge_rule_unref (NudgeRule *rule)
{
  g_atomic_rc_box_release_full (rule, (GDestroyNotify) rule_clear);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);
}

static void
add (GPtrArray *list, const char *uid, const char *file, guint line)
{
  NudgeRule *rule = g_atomic_rc_box_new0 (NudgeRule);

  n_rules++;
  rule->uid = g_strdup (uid);
  rule->summary = g_strdup_printf ("Title of %s", uid);
  rule->file = g_strdup (file);
  rule->line = line;
  g_ptr_array_add (list, rule);
}

static char *
list_to_string (GPtrArray *rules)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++)
    {
      NudgeRule *rule = g_ptr_array_index (rules, i);

      g_string_append_printf (text, "%s%s@%s:%u", i == 0 ? "" : " ", rule->uid, rule->file, rule->line);
    }
  return g_string_free (text, FALSE);
}

typedef struct {
  GPtrArray *own;
  GPtrArray *pack;
  GPtrArray *lists;
  GPtrArray *problems;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->own = new_list ();
  f->pack = new_list ();
  f->lists = g_ptr_array_new ();
  f->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  g_ptr_array_add (f->lists, f->own);
  g_ptr_array_add (f->lists, f->pack);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_ptr_array_unref (f->lists);
  g_ptr_array_unref (f->own);
  g_ptr_array_unref (f->pack);
  g_ptr_array_unref (f->problems);
  g_assert_cmpint (n_rules, ==, 0);
}

static void
assert_rules (NudgeRuleSet *set, const char *expected)
{
  g_autofree char *text = list_to_string (nudge_rule_set_list (set));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_keeps_the_order_given (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeRuleSet) set = NULL;

  add (f->own, "zebra", "own.ics", 3);
  add (f->own, "ant", "own.ics", 1);
  add (f->pack, "bee", "pack.ics", 2);
  set = nudge_rule_set_new (f->lists, f->problems);

  assert_rules (set, "zebra@own.ics:3 ant@own.ics:1 bee@pack.ics:2");
  g_assert_cmpuint (f->problems->len, ==, 0);
}

static void
test_of_one_uid_the_first_counts (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeRuleSet) set = NULL;

  add (f->own, "water", "own.ics", 3);
  add (f->pack, "water", "pack.ics", 7);
  add (f->pack, "lunch", "pack.ics", 20);
  set = nudge_rule_set_new (f->lists, f->problems);

  assert_rules (set, "water@own.ics:3 lunch@pack.ics:20");
}

static void
test_what_is_left_out_is_a_warning_with_both_files (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeRuleSet) set = NULL;
  NudgeProblem *problem;

  add (f->own, "water", "own.ics", 3);
  add (f->pack, "water", "pack.ics", 7);
  set = nudge_rule_set_new (f->lists, f->problems);

  g_assert_cmpuint (f->problems->len, ==, 1);
  problem = g_ptr_array_index (f->problems, 0);
  g_assert_cmpstr (problem->file, ==, "pack.ics");
  g_assert_cmpuint (problem->line, ==, 7);
  g_assert_cmpint (problem->severity, ==, NUDGE_SEVERITY_WARNING);
  g_assert_nonnull (strstr (problem->text, "own.ics (line 3)"));
  g_assert_nonnull (strstr (problem->text, "Title of water"));
}

static void
test_twice_in_one_file_names_the_line (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeRuleSet) set = NULL;
  NudgeProblem *problem;

  add (f->own, "water", "own.ics", 3);
  add (f->own, "water", "own.ics", 30);
  set = nudge_rule_set_new (f->lists, f->problems);

  assert_rules (set, "water@own.ics:3");
  problem = g_ptr_array_index (f->problems, 0);
  g_assert_cmpuint (problem->line, ==, 30);
  g_assert_nonnull (strstr (problem->text, "in line 3"));
}

static void
test_three_of_a_uid_are_two_warnings (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeRuleSet) set = NULL;

  add (f->own, "water", "a.ics", 1);
  add (f->own, "water", "b.ics", 1);
  add (f->pack, "water", "c.ics", 1);
  set = nudge_rule_set_new (f->lists, f->problems);

  assert_rules (set, "water@a.ics:1");
  g_assert_cmpuint (f->problems->len, ==, 2);
}

static void
test_problems_are_optional_and_added_to (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeRuleSet) without = NULL;
  g_autoptr(NudgeRuleSet) with = NULL;

  add (f->own, "water", "a.ics", 1);
  add (f->own, "water", "b.ics", 1);
  g_ptr_array_add (f->problems, nudge_problem_new ("earlier.ics", 1, NUDGE_SEVERITY_ERROR, "Earlier"));
  without = nudge_rule_set_new (f->lists, NULL);
  with = nudge_rule_set_new (f->lists, f->problems);

  g_assert_cmpuint (f->problems->len, ==, 2);
  g_assert_cmpstr (((NudgeProblem *) g_ptr_array_index (f->problems, 0))->text, ==, "Earlier");
}

static void
test_finds_a_rule_by_its_uid (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeRuleSet) set = NULL;

  add (f->own, "water", "own.ics", 3);
  add (f->pack, "water", "pack.ics", 7);
  set = nudge_rule_set_new (f->lists, NULL);

  g_assert_true (nudge_rule_set_lookup (set, "water") == g_ptr_array_index (f->own, 0));
  g_assert_null (nudge_rule_set_lookup (set, "Water"));
  g_assert_null (nudge_rule_set_lookup (set, ""));
}

static void
test_outlives_the_lists_it_came_from (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeRuleSet) set = NULL;
  g_autoptr(NudgeRuleSet) again = NULL;

  add (f->own, "water", "own.ics", 3);
  set = nudge_rule_set_new (f->lists, NULL);
  g_ptr_array_set_size (f->own, 0);
  again = nudge_rule_set_ref (set);
  g_clear_pointer (&set, nudge_rule_set_unref);

  g_assert_cmpstr (nudge_rule_set_lookup (again, "water")->file, ==, "own.ics");
}

static void
test_leaves_out_what_is_disabled (Fixture *f, gconstpointer data)
{
  g_autoptr(GHashTable) disabled = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(NudgeRuleSet) set = NULL;
  g_autoptr(GPtrArray) some = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autofree char *text = NULL;

  add (f->own, "water", "own.ics", 3);
  add (f->own, "lunch", "own.ics", 9);
  g_hash_table_add (disabled, (gpointer) "water");
  set = nudge_rule_set_new (f->lists, NULL);
  some = nudge_rule_set_list_enabled (set, disabled);
  all = nudge_rule_set_list_enabled (set, NULL);

  text = list_to_string (some);
  g_assert_cmpstr (text, ==, "lunch@own.ics:9");
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_nonnull (nudge_rule_set_lookup (set, "water"));
}

static void
test_no_lists_are_no_rules (void)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(NudgeRuleSet) set = nudge_rule_set_new (none, NULL);

  assert_rules (set, "");
  g_assert_null (nudge_rule_set_lookup (set, "water"));
}

/* Linear work: a hundred thousand rules, half of them doubles, take a moment and not minutes. */
static void
test_takes_a_hundred_thousand_rules (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeRuleSet) set = NULL;
  gint64 begin, elapsed;

  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *uid = g_strdup_printf ("uid-%u", i);

      add (f->own, uid, "own.ics", i);
      add (f->pack, uid, "pack.ics", i);
    }
  begin = g_get_monotonic_time ();
  set = nudge_rule_set_new (f->lists, f->problems);
  elapsed = g_get_monotonic_time () - begin;

  g_assert_cmpuint (nudge_rule_set_list (set)->len, ==, 50000);
  g_assert_cmpuint (f->problems->len, ==, 50000);
  g_test_minimized_result ((double) elapsed / 1000, "100,000 rules: %.1f ms", (double) elapsed / 1000);
  g_assert_cmpfloat ((double) elapsed, <, 5 * patience () * G_TIME_SPAN_SECOND);
}

#define ADD(path, function) g_test_add ("/rule-set/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("keeps-the-order-given", test_keeps_the_order_given);
  ADD ("of-one-uid-the-first-counts", test_of_one_uid_the_first_counts);
  ADD ("what-is-left-out-is-a-warning-with-both-files", test_what_is_left_out_is_a_warning_with_both_files);
  ADD ("twice-in-one-file-names-the-line", test_twice_in_one_file_names_the_line);
  ADD ("three-of-a-uid-are-two-warnings", test_three_of_a_uid_are_two_warnings);
  ADD ("problems-are-optional-and-added-to", test_problems_are_optional_and_added_to);
  ADD ("finds-a-rule-by-its-uid", test_finds_a_rule_by_its_uid);
  ADD ("outlives-the-lists-it-came-from", test_outlives_the_lists_it_came_from);
  ADD ("leaves-out-what-is-disabled", test_leaves_out_what_is_disabled);
  g_test_add_func ("/rule-set/no-lists-are-no-rules", test_no_lists_are_no_rules);
  ADD ("takes-a-hundred-thousand-rules", test_takes_a_hundred_thousand_rules);
  return g_test_run ();
}
