/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status: how things stand now, as one value, and as the texts that prompts and programs read. */
#include "status.h"

#include "json-text.h"
#include "rule.h"
#include "time-text.h"

static const char *const today_kinds[] = { "shown", "done", "snoozed", "skipped", "missed", "credited", NULL };

const char *const *
nudge_status_today_kinds (void)
{
  return today_kinds;
}

guint
nudge_status_get_today (const NudgeStatus *status, const char *kind)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (status->today, kind));
}

char *
nudge_status_to_line (const NudgeStatus *status)
{
  const NudgeLive *newest = NULL;
  guint n_shown = 0;

  for (guint i = 0; i < status->pending->len; i++)
    {
      const NudgeLive *live = g_ptr_array_index (status->pending, i);

      if (live->state != NUDGE_STATE_SHOWN)
        continue;
      newest = live;
      n_shown++;
    }
  if (newest == NULL)
    return g_strdup ("");
  if (n_shown == 1)
    return g_strdup (newest->summary);
  return g_strdup_printf ("%s (+%u)", newest->summary, n_shown - 1);
}

/* Members are written in the order of the documentation, so that people can compare two lines. */
static void
add_member (GString *json, const char *key, const char *value)
{
  if (json->len > 0 && json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  nudge_json_append_string (json, key);
  g_string_append_printf (json, ":%s", value);
}

static void
add_text (GString *json, const char *key, const char *text)
{
  g_autoptr(GString) value = g_string_new (NULL);

  nudge_json_append_string (value, text);
  add_member (json, key, value->str);
}

static void
add_number (GString *json, const char *key, guint64 number)
{
  g_autofree char *value = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  add_member (json, key, value);
}

/* A time that is not set is null; one without end is the word "never". */
static void
add_time (GString *json, const char *key, NudgeTime time, NudgeZone *zone)
{
  g_autofree char *text = NULL;

  if (time == 0)
    {
      add_member (json, key, "null");
      return;
    }
  text = time == NUDGE_NEVER ? g_strdup ("never") : nudge_time_format (time, zone);
  add_text (json, key, text);
}

static char *
held_by_to_json (char **held_by)
{
  GString *json = g_string_new ("[");

  for (gsize i = 0; held_by[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      nudge_json_append_string (json, held_by[i]);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static char *
next_to_json (const NudgeStatus *status, NudgeZone *zone)
{
  const NudgeOccurrence *next = status->next;
  const NudgeLive *snoozed = status->next_snoozed;
  g_autoptr(GString) json = g_string_new ("{");

  if (next == NULL && snoozed == NULL)
    return g_strdup ("null");
  add_time (json, "time", snoozed != NULL ? snoozed->snoozed_until : next->due, zone);
  add_text (json, "uid", snoozed != NULL ? snoozed->uid : next->rule->uid);
  add_text (json, "summary", snoozed != NULL ? snoozed->summary : next->summary);
  add_text (json, "category", snoozed != NULL ? snoozed->category : next->rule->category);
  add_text (json, "kind", nudge_due_kind_to_string (snoozed != NULL ? NUDGE_DUE_SNOOZE : next->kind));
  add_text (json, "file", snoozed != NULL ? "" : next->rule->file);
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static char *
live_to_json (const NudgeLive *live, NudgeZone *zone)
{
  GString *json = g_string_new ("{");
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, live->id);

  add_text (json, "id", id);
  add_text (json, "uid", live->uid);
  add_text (json, "summary", live->summary);
  add_text (json, "category", live->category);
  add_time (json, "due", live->due, zone);
  add_text (json, "state", nudge_state_to_string (live->state));
  add_time (json, "snoozed_until", live->snoozed_until, zone);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static char *
pending_to_json (const NudgeStatus *status, NudgeZone *zone)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < status->pending->len; i++)
    {
      g_autofree char *live = live_to_json (g_ptr_array_index (status->pending, i), zone);

      g_string_append_printf (json, "%s%s", i > 0 ? "," : "", live);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static char *
today_to_json (const NudgeStatus *status)
{
  GString *json = g_string_new ("{");

  for (gsize i = 0; today_kinds[i] != NULL; i++)
    add_number (json, today_kinds[i], nudge_status_get_today (status, today_kinds[i]));
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

char *
nudge_status_to_json (const NudgeStatus *status, NudgeZone *zone)
{
  GString *json = g_string_new ("{");
  g_autofree char *held_by = held_by_to_json (status->held_by);
  g_autofree char *next = next_to_json (status, zone);
  g_autofree char *pending = pending_to_json (status, zone);
  g_autofree char *today = today_to_json (status);

  add_text (json, "state", status->state);
  add_member (json, "held_by", held_by);
  add_time (json, "paused_until", status->paused_until, zone);
  add_member (json, "next", next);
  add_member (json, "pending", pending);
  add_member (json, "today", today);
  add_number (json, "rules", status->n_rules);
  add_number (json, "problems", status->n_problems);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

void
nudge_status_free (NudgeStatus *status)
{
  g_strfreev (status->held_by);
  g_clear_pointer (&status->next, nudge_occurrence_unref);
  g_clear_pointer (&status->next_snoozed, nudge_live_unref);
  g_ptr_array_unref (status->pending);
  g_hash_table_unref (status->today);
  g_free (status);
}
