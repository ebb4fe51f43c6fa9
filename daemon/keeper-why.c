/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeper, why: the explanation of a nudge, a rule or the whole, from what is live and what the journal says. */
#include "keeper.h"

#include "nudge-error.h"
#include "time-text.h"

#define MAX_STEPS 50

static const char *
text_at (GVariant *entry, const char *key)
{
  const char *text = NULL;

  g_variant_lookup (entry, key, "&s", &text);
  return text;
}

static NudgeTime
time_of (GVariant *entry)
{
  NudgeTime time = 0;

  g_variant_lookup (entry, "time", "x", &time);
  return time;
}

static char *
text_of_step (GVariant *entry)
{
  const char *reason = text_at (entry, "reason");

  if (reason == NULL)
    return g_strdup (text_at (entry, "kind"));
  return g_strdup_printf ("%s: %s", text_at (entry, "kind"), reason);
}

static void
add_steps (NudgeExplanation *explanation, GVariant *entries)
{
  for (gsize i = 0; i < g_variant_n_children (entries); i++)
    {
      g_autoptr(GVariant) entry = g_variant_get_child_value (entries, i);

      explanation->since = time_of (entry);
      nudge_explanation_add_step (explanation, time_of (entry), text_of_step (entry));
    }
}

static GVariant *
find_entries (NudgeKeeper *self, guint64 nudge, const char *uid, GError **error)
{
  const NudgeQuery query = { .to = NUDGE_NEVER, .nudge = nudge, .uid = uid, .limit = MAX_STEPS };

  return nudge_journal_query (nudge_keeper_get_journal (self), &query, error);
}

static NudgeExplanation *
explain_live (NudgeKeeper *self, NudgeLive *live, GError **error)
{
  g_autoptr(GVariant) entries = find_entries (self, live->id, NULL, error);
  NudgeVerdict verdict = { .until = NUDGE_NEVER };
  NudgeExplanation *explanation;

  if (entries == NULL)
    return NULL;
  nudge_delivery_get_verdict (nudge_engine_get_delivery (nudge_keeper_get_engine (self)), live->id, &verdict);
  explanation
      = nudge_explanation_of_live (live, &verdict, nudge_keeper_get_zone (self), nudge_keeper_now (self));
  add_steps (explanation, entries);
  return explanation;
}

static char *
sentence_of_end (GVariant *last)
{
  const char *reason = text_at (last, "reason");

  return reason != NULL ? g_strdup (reason) : g_strdup_printf ("It ended as %s", text_at (last, "kind"));
}

static NudgeExplanation *
explain_ended (NudgeKeeper *self, guint64 id, GError **error)
{
  g_autoptr(GVariant) entries = find_entries (self, id, NULL, error);
  g_autoptr(GVariant) first = NULL;
  g_autoptr(GVariant) last = NULL;
  NudgeExplanation *explanation;

  if (entries == NULL)
    return NULL;
  if (g_variant_n_children (entries) == 0)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_NOT_FOUND, "There is no nudge with the id “%" G_GUINT64_FORMAT "”",
                   id);
      return NULL;
    }
  first = g_variant_get_child_value (entries, 0);
  last = g_variant_get_child_value (entries, g_variant_n_children (entries) - 1);
  explanation = nudge_explanation_new ();
  explanation->id = id;
  explanation->uid = g_strdup (text_at (first, "uid"));
  explanation->summary = g_strdup (text_at (first, "summary"));
  explanation->category = g_strdup (text_at (first, "category"));
  explanation->state = g_strdup (text_at (last, "kind"));
  explanation->sentence = sentence_of_end (last);
  explanation->next = g_strdup ("Nothing: it has ended");
  add_steps (explanation, entries);
  return explanation;
}

static NudgeExplanation *
explain_rule (NudgeKeeper *self, const char *uid, GError **error)
{
  NudgeRule *rule = nudge_library_lookup (nudge_keeper_get_library (self), uid);
  const NudgeDesk desk = nudge_engine_get_desk (nudge_keeper_get_engine (self));
  NudgeTime now = nudge_keeper_now (self);
  g_autoptr(NudgeOccurrence) next = NULL;
  g_autoptr(GVariant) entries = NULL;
  NudgeExplanation *explanation;

  if (rule == NULL)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_NOT_FOUND, "There is no nudge and no rule “%s”", uid);
      return NULL;
    }
  entries = find_entries (self, 0, uid, error);
  if (entries == NULL)
    return NULL;
  next = nudge_rule_next_after (rule, &desk, now);
  explanation = nudge_explanation_of_rule (rule, nudge_keeper_is_enabled (self, uid), next, desk.zone, now);
  add_steps (explanation, entries);
  return explanation;
}

static char *
sentence_of_holds (char **words)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            nudge_reason_to_sentence (nudge_reason_from_word (words[i])));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("Nothing holds nudges");
}

static char *
next_of_status (const NudgeStatus *status, NudgeZone *zone, NudgeTime now)
{
  const NudgeLive *snoozed = status->next_snoozed;
  NudgeTime due = snoozed != NULL ? snoozed->snoozed_until : status->next != NULL ? status->next->due : 0;
  g_autofree char *at = nudge_time_format_short (due, zone, now);

  if (due == 0)
    return g_strdup ("Nothing is due: there is no rule with a time to come");
  return g_strdup_printf ("“%s” is due at %s", snoozed != NULL ? snoozed->summary : status->next->summary, at);
}

static NudgeExplanation *
explain_all (NudgeKeeper *self)
{
  g_autoptr(NudgeStatus) status = nudge_keeper_get_status (self);
  NudgeExplanation *explanation = nudge_explanation_new ();

  explanation->state = g_strdup (status->state);
  explanation->reason = g_strdup (status->held_by[0]);
  explanation->sentence = sentence_of_holds (status->held_by);
  explanation->next = next_of_status (status, nudge_keeper_get_zone (self), nudge_keeper_now (self));
  explanation->until = status->paused_until;
  return explanation;
}

NudgeExplanation *
nudge_keeper_explain (NudgeKeeper *self, const char *id, GError **error)
{
  NudgeLive *live;
  guint64 number;

  if (id[0] == '\0')
    return explain_all (self);
  if (!g_ascii_string_to_unsigned (id, 10, 1, G_MAXINT64, &number, NULL))
    return explain_rule (self, id, error);
  live = nudge_delivery_lookup (nudge_engine_get_delivery (nudge_keeper_get_engine (self)), number);
  return live != NULL ? explain_live (self, live, error) : explain_ended (self, number, error);
}
