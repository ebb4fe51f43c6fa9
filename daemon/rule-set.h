/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule set: the rules of several folders as one list in which each UID stands once. */
#pragma once

#include "problem.h"
#include "rule.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeRuleSet: immutable and reference-counted. */
typedef struct _NudgeRuleSet NudgeRuleSet;

/**
 * nudge_rule_set_new:
 * @lists: (element-type GPtrArray): lists of NudgeRule, those that go first first: own nudges, plans, packs, sources
 * @problems: (nullable) (element-type NudgeProblem): a warning for each rule that is left out is added here
 *
 * Where a UID stands more than once, the first rule counts and each later one is a warning that
 * names both files. Takes time in proportion to the number of rules.
 *
 * Returns: (transfer full): the set, which holds references on its rules only
 */
NudgeRuleSet *nudge_rule_set_new (GPtrArray *lists, GPtrArray *problems);

/** nudge_rule_set_lookup: Returns: (transfer none) (nullable): the rule with that UID */
NudgeRule *nudge_rule_set_lookup (NudgeRuleSet *set, const char *uid);

/** nudge_rule_set_list: Returns: (transfer none) (element-type NudgeRule): all rules as given; not to be changed */
GPtrArray *nudge_rule_set_list (NudgeRuleSet *set);

/**
 * nudge_rule_set_list_enabled:
 * @disabled: (nullable) (element-type utf8 utf8): a set of UIDs to leave out
 *
 * Returns: (transfer full) (element-type NudgeRule): the rules without the disabled ones
 */
GPtrArray *nudge_rule_set_list_enabled (NudgeRuleSet *set, GHashTable *disabled);

NudgeRuleSet *nudge_rule_set_ref (NudgeRuleSet *set);
void nudge_rule_set_unref (NudgeRuleSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeRuleSet, nudge_rule_set_unref)

G_END_DECLS
