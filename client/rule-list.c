/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule list: one call, then the choice is made here. */
#include "rule-list.h"

#include "rule-match.h"

GPtrArray *
nudge_rule_list_fetch (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) reply =
      nudge_cli_call (cli, NUDGE_BUS_DAEMON, "ListRules", g_variant_new ("(a{sv})", NULL), error);
  g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr(GVariant) records = NULL;

  if (reply == NULL)
    return NULL;
  records = g_variant_get_child_value (reply, 0);
  for (gsize i = 0; i < g_variant_n_children (records); i++)
    g_ptr_array_add (rules, g_variant_get_child_value (records, i));
  return g_steal_pointer (&rules);
}

GVariant *
nudge_rule_list_find (NudgeCli *cli, GError **error)
{
  g_autofree char *wanted = nudge_args_join (cli->args, 0);
  g_autoptr(GPtrArray) rules = nudge_rule_list_fetch (cli, error);

  return rules == NULL ? NULL : nudge_rule_match (rules, wanted, error);
}
