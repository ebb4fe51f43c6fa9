/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl complete: candidates for the completion of a shell; silent when there are none. */
#include "commands.h"

#include "category.h"
#include "clean.h"
#include "live.h"

#define PATIENCE_MS 500

static const char *const durations[] = { "5m", "10m", "15m", "20m", "30m", "45m", "1h", "2h", "4h", NULL };

/* Words for feelings to begin with, the heavy ones and the light ones. */
static const char *const feelings[] = { "angry",     "anxious", "ashamed",     "bored",    "calm",    "content",
                                        "curious",   "disappointed", "guilty", "grateful", "hopeful", "hurt",
                                        "jealous",   "lonely",  "numb",        "overwhelmed", "proud", "relieved",
                                        "sad",       "stressed", "tired",      NULL };

/* What can be completed without asking the daemon. */
static const struct {
  const char *what;
  const char *const *words;
} lists[] = { { "durations", durations }, { "words", feelings } };

static const char *const kinds[] = { "mood", "note", "setback", "reflection", NULL };

static void
add (NudgeCli *cli, const char *word, const char *meaning)
{
  g_autofree char *clean_word = nudge_clean (word);
  g_autofree char *clean_meaning = nudge_clean (meaning);

  /* A word that had to be cleaned would not be found again. */
  if (*word != '\0' && g_str_equal (word, clean_word))
    g_string_append_printf (cli->out, "%s%s%s\n", word, *meaning == '\0' ? "" : "\t", clean_meaning);
}

static void
add_all (NudgeCli *cli, const char *const *words)
{
  for (; *words != NULL; words++)
    add (cli, *words, "");
}

/* Never starts the daemon, never waits long, never complains: a person is typing. */
static GVariant *
ask (NudgeCli *cli, const char *interface, const char *method, GVariant *arguments)
{
  g_autoptr(GVariant) owned = arguments == NULL ? NULL : g_variant_ref_sink (arguments);
  g_autoptr(GVariant) reply = NULL;

  if (nudge_cli_bus (cli, NULL) == NULL)
    return NULL;
  reply = g_dbus_connection_call_sync (cli->bus, NUDGE_BUS_NAME, NUDGE_BUS_PATH, interface, method, owned, NULL,
                                       G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE_MS, NULL, NULL);
  return reply == NULL ? NULL : g_variant_get_child_value (reply, 0);
}

static void
add_rules (NudgeCli *cli)
{
  g_autoptr(GVariant) rules = ask (cli, NUDGE_BUS_DAEMON, "ListRules", g_variant_new ("(a{sv})", NULL));

  for (gsize i = 0; rules != NULL && i < g_variant_n_children (rules); i++)
    {
      g_autoptr(GVariant) rule = g_variant_get_child_value (rules, i);

      add (cli, nudge_record_string (rule, "summary"), nudge_record_string (rule, "words"));
    }
}

static void
add_ids (NudgeCli *cli)
{
  g_autoptr(GVariant) objects = ask (cli, NUDGE_BUS_MANAGER, "GetManagedObjects", NULL);
  g_autoptr(NudgeSnapshot) snapshot = nudge_snapshot_new ();
  g_autoptr(GPtrArray) pending = NULL;

  if (objects == NULL || !g_variant_is_of_type (objects, G_VARIANT_TYPE ("a{oa{sa{sv}}}")))
    return;
  nudge_snapshot_set_objects (snapshot, objects);
  pending = nudge_snapshot_pending (snapshot);
  for (guint i = 0; i < pending->len; i++)
    add (cli, nudge_record_string (g_ptr_array_index (pending, i), "Id"),
         nudge_record_string (g_ptr_array_index (pending, i), "Summary"));
}

static void
add_commands (NudgeCli *cli)
{
  for (const NudgeCommand *command = nudge_commands (); command->name != NULL; command++)
    if (command->summary != NULL)
      add (cli, command->name, command->summary);
}

static gboolean
add_options (NudgeCli *cli, GError **error)
{
  const char *name = nudge_args_word (cli->args, 1);
  const NudgeCommand *command = name == NULL ? NULL : nudge_command_find (name, error);

  if (name == NULL)
    return nudge_cli_fail_usage (error, "Options of which command?");
  if (command == NULL)
    return FALSE;
  for (const NudgeOption *option = command->options; option != NULL && option->name != NULL; option++)
    {
      g_autofree char *text = g_strconcat ("--", option->name, option->value == NULL ? "" : "=", NULL);

      add (cli, text, option->help);
    }
  add (cli, "--help", "this page");
  return TRUE;
}

gboolean
nudge_run_complete (NudgeCli *cli, GError **error)
{
  const char *what = nudge_args_word (cli->args, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].what, what))
      {
        add_all (cli, lists[i].words);
        return TRUE;
      }
  if (g_str_equal (what, "options"))
    return add_options (cli, error);
  if (g_str_equal (what, "rules"))
    add_rules (cli);
  else if (g_str_equal (what, "ids"))
    add_ids (cli);
  else if (g_str_equal (what, "commands"))
    add_commands (cli);
  else if (g_str_equal (what, "categories") || g_str_equal (what, "kinds"))
    add_all (cli, nudge_category_list ());
  else
    return nudge_cli_fail_usage (error, "There is nothing of that name to complete");
  if (g_str_equal (what, "kinds"))
    add_all (cli, kinds);
  return TRUE;
}
