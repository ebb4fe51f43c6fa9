/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake rule: a NudgeRule with due times so plain that a test can count them; stands in for daemon/rule.c. */
#include "fake-rule.h"

#include "category.h"

#define DAY_SECONDS G_GINT64_CONSTANT (86400)
#define MAX_COUNTED 1000

struct _NudgeSchedule {
  NudgeTime start;
  GTimeSpan every; /* 0: once */
  guint count;     /* 0: for ever */
  gint second;     /* of the desk's day; -1: by start and every */
};

static gint n_rules;

gint
fake_rule_count (void)
{
  return n_rules;
}

NudgeRule *
nudge_rule_ref (NudgeRule *rule)
{
  return g_atomic_rc_box_acquire (rule);
}

static void
rule_clear (NudgeRule *rule)
{
  n_rules--;
  g_free (rule->uid);
  g_free (rule->summary);
  g_free (rule->description);
  g_free (rule->why);
  g_strfreev (rule->prompts);
  g_free (rule->category);
  g_free (rule->source);
  g_free (rule->schedule);
}

void
nudge_rule_unref (NudgeRule *rule)
{
  g_atomic_rc_box_release_full (rule, (GDestroyNotify) rule_clear);
}

NudgeRule *
fake_rule_new (const char *uid, NudgeTime start, GTimeSpan every, guint count)
{
  NudgeRule *rule = g_atomic_rc_box_new0 (NudgeRule);

  n_rules++;
  rule->uid = g_strdup (uid);
  rule->summary = g_strdup_printf ("Title of %s", uid);
  rule->prompts = g_new0 (char *, 1);
  rule->category = g_strdup (NUDGE_CATEGORY_OTHER);
  rule->source = g_strdup ("");
  rule->room = NUDGE_SPAN_UNSET;
  rule->grace = NUDGE_SPAN_UNSET;
  rule->credit = NUDGE_SPAN_UNSET;
  rule->recurs = every > 0;
  rule->fingerprint = g_str_hash (uid) ^ (guint64) (start / G_TIME_SPAN_SECOND) ^ (guint64) (every * 31) ^ count;
  rule->schedule = g_new0 (NudgeSchedule, 1);
  *rule->schedule = (NudgeSchedule){ .start = start, .every = every, .count = every == 0 ? 1 : count, .second = -1 };
  return rule;
}

NudgeRule *
fake_rule_new_daily (const char *uid, gint second)
{
  NudgeRule *rule = fake_rule_new (uid, 0, G_TIME_SPAN_DAY, 0);

  rule->schedule->second = second;
  rule->fingerprint ^= (guint64) second << 32;
  return rule;
}

void
fake_rule_set_pack (NudgeRule *rule)
{
  rule->origin = NUDGE_ORIGIN_PACK;
  g_clear_pointer (&rule->source, g_free);
  rule->source = g_strdup ("workday");
}

void
fake_rule_set_prompts (NudgeRule *rule, const char *prompts)
{
  g_clear_pointer (&rule->prompts, g_strfreev);
  rule->prompts = g_strsplit (prompts, "|", -1);
}

static gboolean
next_daily (const NudgeSchedule *schedule, const NudgeDesk *desk, NudgeTime after, NudgeTime *due)
{
  gint64 day = nudge_zone_to_local (desk->zone, after / G_TIME_SPAN_SECOND) / DAY_SECONDS - 1;

  do
    *due = nudge_zone_to_utc (desk->zone, day++ * DAY_SECONDS + schedule->second) * G_TIME_SPAN_SECOND;
  while (*due <= after);
  return TRUE;
}

static gboolean
next_due (const NudgeSchedule *schedule, const NudgeDesk *desk, NudgeTime after, NudgeTime *due)
{
  gint64 n = 0;

  if (schedule->second >= 0)
    return next_daily (schedule, desk, after, due);
  if (after >= schedule->start)
    n = schedule->every == 0 ? 1 : (after - schedule->start) / schedule->every + 1;
  if (schedule->count > 0 && n >= schedule->count)
    return FALSE;
  *due = schedule->start + n * schedule->every;
  return TRUE;
}

NudgeOccurrence *
nudge_rule_next_after (NudgeRule *rule, const NudgeDesk *desk, NudgeTime after)
{
  NudgeTime due;

  if (!next_due (rule->schedule, desk, after, &due))
    return NULL;
  return nudge_occurrence_new (rule, due, due, NUDGE_DUE_START, NULL);
}

NudgeOccurrence *
nudge_rule_last_before (NudgeRule *rule, const NudgeDesk *desk, NudgeTime after, NudgeTime until, guint *n_due)
{
  NudgeTime due, last = 0;
  guint n = 0;

  while (next_due (rule->schedule, desk, after, &due) && due <= until)
    {
      n += n < MAX_COUNTED;
      last = after = due;
    }
  if (n_due != NULL)
    *n_due = n;
  return n > 0 ? nudge_occurrence_new (rule, last, last, NUDGE_DUE_START, NULL) : NULL;
}
