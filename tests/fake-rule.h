/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake rule: a NudgeRule with due times so plain that a test can count them; stands in for daemon/rule.c. */
#pragma once

#include "rule.h"

G_BEGIN_DECLS

/** fake_rule_new: Returns: (transfer full): a rule of the user's, due at @start and every @every after it, @count
 * times; @every 0: once; @count 0: for ever */
NudgeRule *fake_rule_new (const char *uid, NudgeTime start, GTimeSpan every, guint count);

/** fake_rule_new_daily: Returns: (transfer full): due every day at @second of the desk's day */
NudgeRule *fake_rule_new_daily (const char *uid, gint second);

/** fake_rule_set_pack: makes it a nudge of the pack `workday`. */
void fake_rule_set_pack (NudgeRule *rule);

/** fake_rule_set_prompts: @prompts: separated by `|` */
void fake_rule_set_prompts (NudgeRule *rule, const char *prompts);

/** fake_rule_count: Returns: how many fake rules there are; 0 when every reference was given back */
gint fake_rule_count (void);

G_END_DECLS
