/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl why: the reasons behind a nudge, a rule, or the state of things. */
#include "commands.h"

#include "clean.h"
#include "live.h"
#include "rule-list.h"

#include <string.h>

/* What to ask about: the number of a nudge, the UID of a rule, or "" for all. */
static char *
find_subject (NudgeCli *cli, GError **error)
{
  const char *word = nudge_args_word (cli->args, 0);
  const char *id = word != NULL && *word == '#' ? word + 1 : word;
  g_autoptr(GVariant) rule = NULL;

  if (word == NULL)
    return g_strdup ("");
  if (*id != '\0' && strspn (id, "0123456789") == strlen (id))
    return g_strdup (id);
  rule = nudge_rule_list_find (cli, error);
  return rule == NULL ? NULL : g_strdup (nudge_record_string (rule, "uid"));
}

static void
print_steps (NudgeCli *cli, GVariant *explanation)
{
  static const NudgeStyle styles[] = { NUDGE_STYLE_TIME, NUDGE_STYLE_PLAIN };
  g_autoptr(NudgeTable) table = nudge_table_new (styles, G_N_ELEMENTS (styles), 1);
  g_autoptr(GVariant) steps = g_variant_lookup_value (explanation, "steps", G_VARIANT_TYPE ("aa{sv}"));

  for (gsize i = 0; steps != NULL && i < g_variant_n_children (steps); i++)
    {
      g_autoptr(GVariant) step = g_variant_get_child_value (steps, i);
      g_autofree char *when = nudge_cli_when (cli, nudge_record_time (step, "time"));

      nudge_table_add (table, (const char *const[]) { when, nudge_record_string (step, "text") });
    }
  nudge_table_print (table, &cli->terminal, cli->out);
}

gboolean
nudge_run_why (NudgeCli *cli, GError **error)
{
  g_autofree char *subject = find_subject (cli, error);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) explanation = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *next = NULL;

  if (subject != NULL)
    reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "Why", g_variant_new ("(s)", subject), error);
  if (reply == NULL)
    return FALSE;
  explanation = g_variant_get_child_value (reply, 0);
  if (cli->json)
    {
      nudge_cli_json (cli, explanation, nudge_why_fields);
      return TRUE;
    }
  summary = nudge_cli_clean (explanation, "summary");
  sentence = nudge_cli_clean (explanation, "sentence");
  next = nudge_cli_clean (explanation, "next");
  nudge_cli_say (cli, "%s%s%s", summary, *summary == '\0' ? "" : ": ", sentence);
  if (*next != '\0')
    nudge_cli_say (cli, "%s", next);
  print_steps (cli, explanation);
  return TRUE;
}
