/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl list, show, remove, enable, disable, fire: the rules there are. */
#include "commands.h"

#include "clean.h"
#include "rule-list.h"

#define FIVE_TIMES 5u
#define FAR_AHEAD (3660 * G_TIME_SPAN_DAY)

gboolean
nudge_run_list (NudgeCli *cli, GError **error)
{
  static const NudgeStyle styles[] = { NUDGE_STYLE_STRONG, NUDGE_STYLE_PLAIN, NUDGE_STYLE_TIME, NUDGE_STYLE_FAINT,
                                       NUDGE_STYLE_FAINT };
  g_autoptr(GPtrArray) rules = nudge_rule_list_fetch (cli, error);
  g_autoptr(NudgeTable) table = nudge_table_new (styles, G_N_ELEMENTS (styles), 1);

  if (rules == NULL)
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    {
      GVariant *rule = g_ptr_array_index (rules, i);
      gboolean enabled = nudge_record_boolean (rule, "enabled", TRUE);
      g_autofree char *next = nudge_cli_when (cli, nudge_record_time (rule, "next"));
      const char *source = nudge_record_string (rule, "source");
      const char *cells[] = { nudge_record_string (rule, "summary"), nudge_record_string (rule, "words"),
                              enabled ? next : "off", nudge_record_string (rule, "category"),
                              *source == '\0' ? nudge_record_string (rule, "origin") : source };

      if (cli->json)
        nudge_cli_json (cli, rule, nudge_rule_fields);
      else
        nudge_table_add (table, cells);
    }
  nudge_table_print (table, &cli->terminal, cli->out);
  if (rules->len == 0)
    nudge_cli_say (cli, "There are no rules yet: nudgectl add \"Drink water\" --every 2h --between 09:00-17:00");
  return TRUE;
}

static GVariant *
fetch_times (NudgeCli *cli, const char *uid, GError **error)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  g_autoptr(GVariant) reply = NULL;

  g_variant_dict_insert (&options, "rule", "s", uid);
  reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "Agenda",
                          g_variant_new ("(xxu@a{sv})", cli->now, cli->now + FAR_AHEAD, FIVE_TIMES,
                                         g_variant_dict_end (&options)),
                          error);
  return reply == NULL ? NULL : g_variant_get_child_value (reply, 0);
}

static void
add_row (NudgeTable *table, const char *label, const char *text)
{
  if (*text != '\0')
    nudge_table_add (table, (const char *const[]) { label, text });
}

static void
add_prompts (NudgeTable *table, GVariant *rule)
{
  g_auto(GStrv) prompts = NULL;

  if (!g_variant_lookup (rule, "prompts", "^as", &prompts))
    return;
  for (gsize i = 0; prompts[i] != NULL; i++)
    add_row (table, i == 0 ? "Prompts" : "", prompts[i]);
}

static void
add_place (NudgeTable *table, GVariant *rule)
{
  g_autofree char *place = g_strdup_printf ("%s:%" G_GUINT64_FORMAT, nudge_record_string (rule, "file"),
                                            nudge_record_number (rule, "line"));

  add_row (table, "File", place);
}

static void
print_rule (NudgeCli *cli, GVariant *rule, GVariant *times)
{
  static const NudgeStyle styles[] = { NUDGE_STYLE_FAINT, NUDGE_STYLE_PLAIN };
  g_autoptr(NudgeTable) table = nudge_table_new (styles, G_N_ELEMENTS (styles), 1);
  NudgeTerminal unlimited = { cli->terminal.colour, 0 };

  add_row (table, "Title", nudge_record_string (rule, "summary"));
  add_row (table, "When", nudge_record_string (rule, "words"));
  add_row (table, "State", nudge_record_boolean (rule, "enabled", TRUE) ? "on" : "off");
  add_row (table, "Category", nudge_record_string (rule, "category"));
  add_row (table, "Asks", nudge_record_string (rule, "ask"));
  add_row (table, "From", nudge_record_string (rule, "origin"));
  add_row (table, "Source", nudge_record_string (rule, "source"));
  add_row (table, "Text", nudge_record_string (rule, "description"));
  add_prompts (table, rule);
  add_row (table, "Why", nudge_record_string (rule, "why"));
  add_place (table, rule);
  add_row (table, "UID", nudge_record_string (rule, "uid"));
  for (gsize i = 0; i < g_variant_n_children (times); i++)
    {
      g_autoptr(GVariant) record = g_variant_get_child_value (times, i);
      g_autofree char *when = nudge_cli_when (cli, nudge_record_time (record, "time"));

      add_row (table, i == 0 ? "Next" : "", when);
    }
  nudge_table_print (table, &unlimited, cli->out);
}

static void
print_rule_json (NudgeCli *cli, GVariant *rule, GVariant *times)
{
  NudgeJson json = NUDGE_JSON_INIT (cli->out, nudge_cli_zone (cli));

  nudge_record_to_json (&json, rule, nudge_rule_fields);
  g_string_truncate (cli->out, cli->out->len - 1); /* the object goes on */
  nudge_json_key (&json, "next_times");
  nudge_json_open (&json, '[');
  for (gsize i = 0; i < g_variant_n_children (times); i++)
    {
      g_autoptr(GVariant) record = g_variant_get_child_value (times, i);

      nudge_json_time (&json, nudge_record_time (record, "time"));
    }
  nudge_json_close (&json, ']');
  nudge_json_close (&json, '}');
  nudge_json_end_line (&json);
}

gboolean
nudge_run_show (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) rule = nudge_rule_list_find (cli, error);
  g_autoptr(GVariant) times = NULL;

  if (rule == NULL)
    return FALSE;
  times = fetch_times (cli, nudge_record_string (rule, "uid"), error);
  if (times == NULL)
    return FALSE;
  if (cli->json)
    print_rule_json (cli, rule, times);
  else
    print_rule (cli, rule, times);
  return TRUE;
}

/* Says what happened to @rule; @nudge is the number of one that was made. */
static void
report (NudgeCli *cli, GVariant *rule, const char *did, const char *nudge)
{
  g_autofree char *summary = nudge_cli_clean (rule, "summary");
  NudgeJson json = NUDGE_JSON_INIT (cli->out, NULL);

  nudge_cli_say (cli, "%c%s: %s", g_ascii_toupper (*did), did + 1, summary);
  if (!cli->json)
    return;
  nudge_json_open (&json, '{');
  nudge_json_member (&json, "uid", nudge_record_string (rule, "uid"));
  nudge_json_member (&json, "summary", nudge_record_string (rule, "summary"));
  nudge_json_member (&json, "result", did);
  if (nudge != NULL)
    nudge_json_member (&json, "id", nudge);
  nudge_json_close (&json, '}');
  nudge_json_end_line (&json);
}

gboolean
nudge_run_remove (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) rule = nudge_rule_list_find (cli, error);
  g_autoptr(GVariant) reply = NULL;

  if (rule == NULL)
    return FALSE;
  reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "RemoveRule",
                          g_variant_new ("(s)", nudge_record_string (rule, "uid")), error);
  if (reply != NULL)
    report (cli, rule, "removed", NULL);
  return reply != NULL;
}

static gboolean
set_enabled (NudgeCli *cli, gboolean enabled, GError **error)
{
  g_autoptr(GVariant) rule = nudge_rule_list_find (cli, error);
  g_autoptr(GVariant) reply = NULL;

  if (rule == NULL)
    return FALSE;
  reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "SetRuleEnabled",
                          g_variant_new ("(sb)", nudge_record_string (rule, "uid"), enabled), error);
  if (reply != NULL)
    report (cli, rule, enabled ? "enabled" : "disabled", NULL);
  return reply != NULL;
}

gboolean
nudge_run_enable (NudgeCli *cli, GError **error)
{
  return set_enabled (cli, TRUE, error);
}

gboolean
nudge_run_disable (NudgeCli *cli, GError **error)
{
  return set_enabled (cli, FALSE, error);
}

gboolean
nudge_run_fire (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) rule = nudge_rule_list_find (cli, error);
  g_autoptr(GVariant) reply = NULL;
  const char *path = NULL;

  if (rule == NULL)
    return FALSE;
  reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "Trigger", g_variant_new ("(s)", nudge_record_string (rule, "uid")),
                          error);
  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(&o)", &path);
  report (cli, rule, "fired", g_str_has_prefix (path, NUDGE_BUS_NUDGES) ? path + sizeof NUDGE_BUS_NUDGES - 1 : path);
  return TRUE;
}
