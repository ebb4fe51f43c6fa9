/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl log, feel: a word into the journal within a second. */
#include "commands.h"

#include "clean.h"
#include "time-text.h"

#include <string.h>

/* What is logged, taken apart. */
typedef struct {
  char *kind;
  const char *value;   /* (nullable) */
  GPtrArray *words;    /* (nullable) of unowned texts */
  char *note;          /* may be empty */
  NudgeTime time;      /* 0: now */
} Entry;

static void
entry_clear (Entry *entry)
{
  g_clear_pointer (&entry->words, g_ptr_array_unref);
  g_clear_pointer (&entry->note, g_free);
  g_clear_pointer (&entry->kind, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static gboolean
has_space (const char *text)
{
  return strpbrk (text, " \t\n") != NULL;
}

/* A time of day is the last such time: what is logged has been. */
static gboolean
read_time (NudgeCli *cli, NudgeTime *time, GError **error)
{
  const char *text = nudge_args_get (cli->args, "at");
  NudgeZone *zone = nudge_cli_zone (cli);
  gint seconds;

  if (!nudge_cli_time_option (cli, "at", 0, time, error))
    return FALSE;
  if (text != NULL && *time > cli->now && nudge_time_of_day_parse (text, &seconds, NULL))
    {
      gint64 local = nudge_zone_to_local (zone, *time / G_TIME_SPAN_SECOND);

      *time = nudge_zone_to_utc (zone, local - 24 * 60 * 60) * G_TIME_SPAN_SECOND;
    }
  return TRUE;
}

static GVariant *
entry_options (NudgeCli *cli, const Entry *entry)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  const char *category = nudge_args_get (cli->args, "category");

  if (entry->time != 0)
    g_variant_dict_insert (&options, "time", "x", entry->time);
  if (entry->value != NULL)
    g_variant_dict_insert (&options, "value", "s", entry->value);
  if (entry->words != NULL && entry->words->len > 0)
    {
      const char *const *words = (const char *const *) entry->words->pdata;

      g_variant_dict_insert_value (&options, "words", g_variant_new_strv (words, entry->words->len));
    }
  if (*entry->note != '\0')
    g_variant_dict_insert (&options, "note", "s", entry->note);
  if (category != NULL)
    g_variant_dict_insert (&options, "category", "s", category);
  return g_variant_dict_end (&options);
}

/* All words of the user in one line, to give back when they cannot be saved. */
static char *
entry_text (const Entry *entry)
{
  g_autoptr(GString) text = g_string_new (entry->kind);

  if (entry->value != NULL)
    g_string_append_printf (text, " %s", entry->value);
  for (guint i = 0; entry->words != NULL && i < entry->words->len; i++)
    g_string_append_printf (text, " %s", (const char *) g_ptr_array_index (entry->words, i));
  if (*entry->note != '\0')
    g_string_append_printf (text, " %s", entry->note);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
report (NudgeCli *cli, const Entry *entry, guint64 id)
{
  g_autofree char *text = entry_text (entry);
  g_autofree char *clean = nudge_clean (text);
  NudgeJson json = NUDGE_JSON_INIT (cli->out, nudge_cli_zone (cli));

  nudge_cli_say (cli, "Logged: %s", clean);
  if (!cli->json)
    return;
  nudge_json_open (&json, '{');
  nudge_json_key (&json, "id");
  nudge_json_number (&json, (gint64) id);
  nudge_json_key (&json, "time");
  nudge_json_time (&json, entry->time == 0 ? cli->now : entry->time);
  nudge_json_member (&json, "kind", entry->kind);
  nudge_json_member (&json, "value", entry->value);
  nudge_json_key (&json, "words");
  nudge_json_open (&json, '[');
  for (guint i = 0; entry->words != NULL && i < entry->words->len; i++)
    nudge_json_string (&json, g_ptr_array_index (entry->words, i));
  nudge_json_close (&json, ']');
  nudge_json_member (&json, "note", *entry->note == '\0' ? NULL : entry->note);
  nudge_json_close (&json, '}');
  nudge_json_end_line (&json);
}

static gboolean
save (NudgeCli *cli, const Entry *entry, GError **error)
{
  g_autoptr(GVariant) arguments =
      g_variant_ref_sink (g_variant_new ("(s@a{sv})", entry->kind, entry_options (cli, entry)));
  g_autoptr(GError) failure = NULL;
  g_autoptr(GVariant) reply = nudge_cli_call (cli, NUDGE_BUS_JOURNAL, "Add", arguments, &failure);
  guint64 id = 0;

  if (reply == NULL)
    {
      g_autofree char *text = entry_text (entry);

      nudge_cli_give_back (cli, text, failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  g_variant_get (reply, "(t)", &id);
  report (cli, entry, id);
  return TRUE;
}

/* The note is the option, or else the words from @first on. */
static char *
take_note (NudgeCli *cli, guint first)
{
  const char *note = nudge_args_get (cli->args, "note");

  return note != NULL ? g_strdup (note) : nudge_args_join (cli->args, first);
}

static gboolean
takes_only_a_note (const char *kind)
{
  return g_str_equal (kind, "note") || g_str_equal (kind, "setback") || g_str_equal (kind, "reflection");
}

gboolean
nudge_run_log (NudgeCli *cli, GError **error)
{
  g_auto(Entry) entry = { .kind = g_ascii_strdown (nudge_args_word (cli->args, 0), -1) };
  const char *second = nudge_args_word (cli->args, 1);

  if (!read_time (cli, &entry.time, error))
    return FALSE;
  if (second != NULL && !takes_only_a_note (entry.kind) && !has_space (second))
    entry.value = second;
  entry.note = take_note (cli, entry.value == NULL ? 1 : 2);
  return save (cli, &entry, error);
}

static gboolean
is_number (const char *text)
{
  return text != NULL && *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* Words stand alone; from the first text with spaces on it is the note. */
static void
read_feelings (NudgeCli *cli, guint first, Entry *entry)
{
  const char *word;

  entry->words = g_ptr_array_new ();
  while ((word = nudge_args_word (cli->args, first)) != NULL && !has_space (word))
    {
      if (*word != '\0')
        g_ptr_array_add (entry->words, (gpointer) word);
      first++;
    }
  entry->note = take_note (cli, first);
}

gboolean
nudge_run_feel (NudgeCli *cli, GError **error)
{
  g_auto(Entry) entry = { .kind = g_strdup ("mood") };
  const char *first = nudge_args_word (cli->args, 0);

  if (first == NULL && !nudge_args_has (cli->args, "note"))
    return nudge_cli_fail_usage (error, "Say a number from 1 (very low) to 5 (very good), a word, or both: "
                                        "nudgectl feel 2 tired “a long night”");
  if (!read_time (cli, &entry.time, error))
    return FALSE;
  if (is_number (first) && (first[0] < '1' || first[0] > '5' || first[1] != '\0'))
    return nudge_cli_fail_usage (error, "A mood is a number from 1 (very low) to 5 (very good)");
  if (is_number (first))
    entry.value = first;
  read_feelings (cli, entry.value == NULL ? 0 : 1, &entry);
  return save (cli, &entry, error);
}
