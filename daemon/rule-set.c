/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule set: the rules of several folders as one list in which each UID stands once. */
#include "rule-set.h"

struct _NudgeRuleSet {
  GPtrArray *rules;
  GHashTable *by_uid; /* keys and values belong to @rules */
};

static NudgeProblem *
new_duplicate_problem (const NudgeRule *rule, const NudgeRule *first)
{
  if (g_str_equal (rule->file, first->file))
    return nudge_problem_new (rule->file, rule->line, NUDGE_SEVERITY_WARNING,
                              "“%s” has the same UID as “%s” in line %u, which is the one that counts; "
                              "give it a UID of its own",
                              rule->summary, first->summary, first->line);
  return nudge_problem_new (rule->file, rule->line, NUDGE_SEVERITY_WARNING,
                            "“%s” has the same UID as “%s” in %s (line %u), which is the one that counts; "
                            "give it a UID of its own or remove one of the two",
                            rule->summary, first->summary, first->file, first->line);
}

static void
add_rule (NudgeRuleSet *set, NudgeRule *rule, GPtrArray *problems)
{
  NudgeRule *first = g_hash_table_lookup (set->by_uid, rule->uid);

  if (first == NULL)
    {
      g_ptr_array_add (set->rules, nudge_rule_ref (rule));
      g_hash_table_insert (set->by_uid, rule->uid, rule);
    }
  else if (problems != NULL)
    g_ptr_array_add (problems, new_duplicate_problem (rule, first));
}

NudgeRuleSet *
nudge_rule_set_new (GPtrArray *lists, GPtrArray *problems)
{
  NudgeRuleSet *set = g_rc_box_new0 (NudgeRuleSet);

  set->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);
  set->by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < lists->len; i++)
    {
      GPtrArray *rules = g_ptr_array_index (lists, i);

      for (guint j = 0; j < rules->len; j++)
        add_rule (set, g_ptr_array_index (rules, j), problems);
    }
  return set;
}

NudgeRule *
nudge_rule_set_lookup (NudgeRuleSet *set, const char *uid)
{
  return g_hash_table_lookup (set->by_uid, uid);
}

GPtrArray *
nudge_rule_set_list (NudgeRuleSet *set)
{
  return set->rules;
}

GPtrArray *
nudge_rule_set_list_enabled (NudgeRuleSet *set, GHashTable *disabled)
{
  GPtrArray *enabled = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);

  for (guint i = 0; i < set->rules->len; i++)
    {
      NudgeRule *rule = g_ptr_array_index (set->rules, i);

      if (disabled == NULL || !g_hash_table_contains (disabled, rule->uid))
        g_ptr_array_add (enabled, nudge_rule_ref (rule));
    }
  return enabled;
}

NudgeRuleSet *
nudge_rule_set_ref (NudgeRuleSet *set)
{
  return g_rc_box_acquire (set);
}

static void
rule_set_clear (NudgeRuleSet *set)
{
  g_hash_table_unref (set->by_uid);
  g_ptr_array_unref (set->rules);
}

void
nudge_rule_set_unref (NudgeRuleSet *set)
{
  g_rc_box_release_full (set, (GDestroyNotify) rule_set_clear);
}
