/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl pending, done, snooze, skip: what waits, and the answer to it. */
#include "commands.h"

#include "clean.h"
#include "live.h"
#include "time-text.h"

#include <string.h>

gboolean
nudge_run_pending (NudgeCli *cli, GError **error)
{
  static const NudgeStyle styles[] = { NUDGE_STYLE_FAINT, NUDGE_STYLE_TIME, NUDGE_STYLE_STRONG, NUDGE_STYLE_FAINT,
                                       NUDGE_STYLE_PLAIN };
  g_autoptr(GPtrArray) nudges = nudge_live_fetch (cli, error);
  g_autoptr(NudgeTable) table = nudge_table_new (styles, G_N_ELEMENTS (styles), 2);

  if (nudges == NULL)
    return FALSE;
  for (guint i = 0; i < nudges->len; i++)
    {
      GVariant *nudge = g_ptr_array_index (nudges, i);
      NudgeTime until = nudge_record_time (nudge, "SnoozedUntil");
      g_autofree char *due = nudge_cli_when (cli, nudge_record_time (nudge, "Due"));
      g_autofree char *wake = nudge_cli_when (cli, until);
      g_autofree char *reasons = nudge_record_join (nudge, "HeldBy", ", ");
      g_autofree char *state = g_strconcat (nudge_record_string (nudge, "State"), *wake == '\0' ? "" : " until ", wake,
                                            *reasons == '\0' ? "" : ": ", reasons, NULL);
      const char *cells[] = { nudge_record_string (nudge, "Id"), due, nudge_record_string (nudge, "Summary"),
                              nudge_record_string (nudge, "Category"), state };

      if (cli->json)
        nudge_cli_json (cli, nudge, nudge_live_fields);
      else
        nudge_table_add (table, cells);
    }
  nudge_table_print (table, &cli->terminal, cli->out);
  if (nudges->len == 0)
    nudge_cli_say (cli, "Nothing is pending.");
  return TRUE;
}

static gboolean
is_id (const char *text)
{
  return text != NULL && *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* The nudge that the first word names, else the newest; @first becomes the index of the next word. */
static GVariant *
find_addressed (NudgeCli *cli, guint *first, GError **error)
{
  const char *word = nudge_args_word (cli->args, 0);
  const char *id = is_id (word) ? word : word != NULL && *word == '#' && is_id (word + 1) ? word + 1 : NULL;

  *first = id == NULL ? 0 : 1;
  return nudge_live_find (cli, id, error);
}

static gboolean
call_nudge (NudgeCli *cli, GVariant *nudge, const char *method, GVariant *arguments, GError **error)
{
  g_autoptr(GVariant) owned = g_variant_ref_sink (arguments);
  g_autofree char *path = g_strconcat (NUDGE_BUS_NUDGES, nudge_record_string (nudge, "Id"), NULL);
  NudgeCall call = { path, NUDGE_BUS_NUDGE, method, owned, NULL };
  g_autoptr(GError) failure = NULL;

  if (nudge_bus_call_all (cli->bus, &call, 1, NUDGE_BUS_PATIENCE_MS, &failure))
    {
      g_variant_unref (call.reply);
      return TRUE;
    }
  if (nudge_bus_is_gone (failure))
    g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_NOT_FOUND, "The nudge %s has just ended",
                 nudge_record_string (nudge, "Id"));
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
report (NudgeCli *cli, GVariant *nudge, const char *answer, NudgeTime until)
{
  g_autofree char *summary = nudge_cli_clean (nudge, "Summary");
  g_autofree char *due = nudge_cli_when (cli, nudge_record_time (nudge, "Due"));
  g_autofree char *when = nudge_cli_when (cli, until);
  NudgeJson json = NUDGE_JSON_INIT (cli->out, nudge_cli_zone (cli));

  nudge_cli_say (cli, "%c%s%s%s: %s (%s)", g_ascii_toupper (*answer), answer + 1, *when == '\0' ? "" : " until ", when,
                 summary, due);
  if (!cli->json)
    return;
  nudge_json_open (&json, '{');
  nudge_json_member (&json, "id", nudge_record_string (nudge, "Id"));
  nudge_json_member (&json, "uid", nudge_record_string (nudge, "Rule"));
  nudge_json_member (&json, "summary", nudge_record_string (nudge, "Summary"));
  nudge_json_member (&json, "outcome", answer);
  nudge_json_key (&json, "until");
  nudge_json_time (&json, until);
  nudge_json_close (&json, '}');
  nudge_json_end_line (&json);
}

static GVariant *
answer_options (NudgeCli *cli, const char *note)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  const char *value = nudge_args_get (cli->args, "value");

  if (*note != '\0')
    g_variant_dict_insert (&options, "note", "s", note);
  if (value != NULL)
    g_variant_dict_insert (&options, "value", "s", value);
  return g_variant_new ("(@a{sv})", g_variant_dict_end (&options));
}

static gboolean
end_nudge (NudgeCli *cli, const char *method, const char *answer, GError **error)
{
  guint first;
  g_autoptr(GVariant) nudge = find_addressed (cli, &first, error);
  g_autofree char *note = nudge_args_join (cli->args, first);
  g_autoptr(GError) failure = NULL;

  if (nudge == NULL)
    return FALSE;
  if (call_nudge (cli, nudge, method, answer_options (cli, note), &failure))
    {
      report (cli, nudge, answer, 0);
      return TRUE;
    }
  nudge_cli_give_back (cli, note, failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
nudge_run_done (NudgeCli *cli, GError **error)
{
  return end_nudge (cli, "Done", "done", error);
}

gboolean
nudge_run_skip (NudgeCli *cli, GError **error)
{
  return end_nudge (cli, "Skip", "skipped", error);
}

/* When the words from @first on say it ends; 0 when there are none. */
static gboolean
parse_snooze (NudgeCli *cli, guint first, NudgeTime *until, GError **error)
{
  const char *word = nudge_args_word (cli->args, first);
  g_autofree char *rest = NULL;
  GTimeSpan span = 0;
  GError *cause = NULL;

  *until = 0;
  if (word == NULL)
    return TRUE;
  rest = nudge_args_join (cli->args, g_str_equal (word, "until") ? first + 1 : first);
  if (g_str_equal (word, "until"))
    return nudge_time_parse (rest, nudge_cli_zone (cli), cli->now, until, &cause) ||
           nudge_cli_fail_value (error, "until:", cause);
  if (!nudge_duration_parse (rest, &span, &cause))
    return nudge_cli_fail_value (error, "How long?", cause);
  if (span < G_TIME_SPAN_SECOND || span > 366 * G_TIME_SPAN_DAY)
    return nudge_cli_fail_usage (error, "A nudge can be snoozed for a second to 366 days");
  *until = cli->now + span;
  return TRUE;
}

/* Until when the daemon put it off; 0 when it does not say. */
static NudgeTime
ask_until (NudgeCli *cli, GVariant *nudge)
{
  g_autofree char *path = g_strconcat (NUDGE_BUS_NUDGES, nudge_record_string (nudge, "Id"), NULL);
  g_autoptr(GVariant) name = g_variant_ref_sink (g_variant_new ("(ss)", NUDGE_BUS_NUDGE, "SnoozedUntil"));
  NudgeCall call = { path, NUDGE_BUS_PROPERTIES, "Get", name, NULL };
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) until = NULL;

  if (!nudge_bus_call_all (cli->bus, &call, 1, NUDGE_BUS_PATIENCE_MS, NULL))
    return 0;
  reply = call.reply;
  g_variant_get (reply, "(v)", &until);
  return g_variant_is_of_type (until, G_VARIANT_TYPE_INT64) ? g_variant_get_int64 (until) : 0;
}

gboolean
nudge_run_snooze (NudgeCli *cli, GError **error)
{
  guint first;
  g_autoptr(GVariant) nudge = NULL;
  NudgeTime until;
  const char *word = nudge_args_word (cli->args, 0);

  first = word != NULL && is_id (*word == '#' ? word + 1 : word) ? 1 : 0;
  if (!parse_snooze (cli, first, &until, error))
    return FALSE;
  nudge = find_addressed (cli, &first, error);
  if (nudge == NULL && first == 1 && until == 0)
    g_prefix_error (error, "A number alone is an ID; for minutes say %sm. ", *word == '#' ? word + 1 : word);
  if (nudge == NULL)
    return FALSE;
  if (!call_nudge (cli, nudge, until == 0 ? "Snooze" : "SnoozeUntil",
                   until == 0 ? g_variant_new ("(u)", 0u) : g_variant_new ("(x)", until), error))
    return FALSE;
  if (until == 0)
    until = ask_until (cli, nudge);
  report (cli, nudge, "snoozed", until);
  return TRUE;
}
