/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walk: clocks that jump, people who come and go, daemons that die, at random; and what must hold all the same. */
#include "walk.h"

#include "fake-rule.h"

#define MAX_BACK (5 * G_TIME_SPAN_HOUR)
#define MAX_SLEEP (3 * G_TIME_SPAN_DAY)

/* A rule may be handed out so long after it is due, when it comes twice within a minute. */
#define SLACK (61 * G_TIME_SPAN_SECOND)

static gint
draw (Walk *walk, gint end)
{
  return g_rand_int_range (walk->random, 0, end);
}

static NudgeRule *
make_rule (Walk *walk, guint number)
{
  static const gint minutes[] = { 0, 2, 7, 20, 45, 60, 150, 1440 };
  g_autofree char *uid = g_strdup_printf ("rule-%u", number);
  GTimeSpan every = minutes[draw (walk, G_N_ELEMENTS (minutes))] * G_TIME_SPAN_MINUTE;
  NudgeTime start = at ("2026-03-02 06:00") + draw (walk, 48 * 60) * G_TIME_SPAN_MINUTE;
  NudgeRule *rule = draw (walk, 4) == 0 ? fake_rule_new_daily (uid, draw (walk, 86400))
                                        : fake_rule_new (uid, start, every, 0);

  if (draw (walk, 2) == 0)
    fake_rule_set_pack (rule);
  rule->missed = draw (walk, 2) == 0 ? NUDGE_MISSED_SHOW : NUDGE_MISSED_DROP;
  rule->grace = (1 + draw (walk, 120)) * G_TIME_SPAN_MINUTE;
  return rule;
}

void
walk_init (Walk *walk, guint seed)
{
  guint n_rules;

  *walk = (Walk){ .seed = seed, .random = g_rand_new_with_seed (seed), .end_and_start = engine_restart };
  engine_set_up (&walk->f, NULL);
  n_rules = 1 + (guint) draw (walk, 8);
  for (guint i = 0; i < n_rules; i++)
    g_ptr_array_add (walk->f.rules, make_rule (walk, i));
  walk->since = engine_now (&walk->f);
}

/* What may happen */

static void
pass_time (Walk *walk)
{
  fake_clock_advance_to (walk->f.clock, engine_now (&walk->f) + draw (walk, 5400) * G_TIME_SPAN_SECOND);
}

static void
sleep_long (Walk *walk)
{
  fake_clock_jump (walk->f.clock, engine_now (&walk->f) + (GTimeSpan) (g_rand_double (walk->random) * MAX_SLEEP));
}

static void
set_back (Walk *walk)
{
  fake_clock_jump (walk->f.clock, engine_now (&walk->f) - (GTimeSpan) (g_rand_double (walk->random) * MAX_BACK));
}

/* Noticed at the next step, which follows here: before it nobody can know. */
static void
set_back_silently (Walk *walk)
{
  fake_clock_set_back_silently (walk->f.clock, engine_now (&walk->f) - draw (walk, 600) * G_TIME_SPAN_SECOND);
  engine_tell_presence (&walk->f);
}

static void
change_presence (Walk *walk)
{
  NudgePresence *presence = &walk->f.presence;
  NudgeTruth *const truths[] = { &presence->idle, &presence->locked, &presence->dnd, &presence->camera };

  *truths[draw (walk, G_N_ELEMENTS (truths))] = (NudgeTruth) draw (walk, 3);
  if (draw (walk, 5) == 0)
    presence->paused_until = engine_now (&walk->f) + draw (walk, 3600) * G_TIME_SPAN_SECOND;
  engine_tell_presence (&walk->f);
}

static void
answer (Walk *walk)
{
  static const char *const words[] = { "done", "skip", "snooze", "snooze:3000", "mood:3", "reply", "default", "what" };
  const NudgeLive *live = fake_presenter_get_newest (walk->f.presenter);

  if (live != NULL)
    fake_presenter_answer (walk->f.presenter, live->id, words[draw (walk, G_N_ELEMENTS (words))], "so so");
}

static void
close_one (Walk *walk)
{
  const NudgeLive *live = fake_presenter_get_newest (walk->f.presenter);

  if (live != NULL)
    fake_presenter_close (walk->f.presenter, live->id, (NudgeClosedHow) draw (walk, 2));
}

static void
snooze_any (Walk *walk)
{
  NudgeDelivery *delivery = nudge_engine_get_delivery (walk->f.engine);
  g_autoptr(GPtrArray) lives = nudge_delivery_list (delivery);
  NudgeTime now = engine_now (&walk->f);

  if (lives->len == 0)
    return;
  nudge_delivery_snooze (delivery, ((NudgeLive *) g_ptr_array_index (lives, draw (walk, (gint) lives->len)))->id,
                         now + (1 + draw (walk, 86400)) * G_TIME_SPAN_SECOND, now, NULL);
  nudge_engine_rearm (walk->f.engine);
}

static void
fire (Walk *walk)
{
  nudge_engine_fire (walk->f.engine, g_ptr_array_index (walk->f.rules, draw (walk, (gint) walk->f.rules->len)));
}

static void
end_and_start (Walk *walk)
{
  nudge_clock_set_alarm (NUDGE_CLOCK (walk->f.clock), NUDGE_NEVER);
  if (draw (walk, 2) == 0)
    pass_time (walk);
  walk->end_and_start (&walk->f);
}

static void
die_and_start (Walk *walk)
{
  nudge_clock_set_alarm (NUDGE_CLOCK (walk->f.clock), NUDGE_NEVER);
  if (draw (walk, 2) == 0)
    pass_time (walk);
  if (walk->end_and_start == engine_restart)
    engine_crash (&walk->f);
  else
    walk->end_and_start (&walk->f);
}

static void
break_off (Walk *walk)
{
  nudge_delivery_breakpoint (nudge_engine_get_delivery (walk->f.engine), engine_now (&walk->f));
  nudge_engine_rearm (walk->f.engine);
}

static void
read_rules_again (Walk *walk)
{
  nudge_engine_set_rules (walk->f.engine, walk->f.rules);
}

typedef void (*Event) (Walk *walk);

static void
do_something (Walk *walk)
{
  static const Event events[] = { pass_time,     pass_time, pass_time, pass_time,     pass_time,       pass_time,
                                  sleep_long,    set_back,  answer,    answer,        set_back_silently, close_one,
                                  snooze_any,    fire,      break_off, end_and_start, die_and_start,   read_rules_again,
                                  change_presence, change_presence };

  events[draw (walk, G_N_ELEMENTS (events))](walk);
}

/* What must hold after each step */

static gboolean
is_handled (Walk *walk, const NudgeRule *rule, NudgeTime due)
{
  return nudge_ledger_is_handled (NUDGE_LEDGER (walk->f.ledger), rule->uid, due);
}

/* The last occurrence of the time that passed is recorded, or a later one that stands for it. */
static void
check_nothing_lost (Walk *walk)
{
  NudgeTime now = engine_now (&walk->f);
  const NudgeDesk desk = nudge_engine_get_desk (walk->f.engine);

  for (guint i = 0; i < walk->f.rules->len; i++)
    {
      NudgeRule *rule = g_ptr_array_index (walk->f.rules, i);
      g_autoptr(NudgeOccurrence) settled
          = nudge_rule_last_before (rule, &desk, walk->since - SLACK, now - SLACK, NULL);
      g_autoptr(NudgeOccurrence) last = nudge_rule_last_before (rule, &desk, walk->since - SLACK, now, NULL);

      if (settled != NULL && settled->due > walk->since && !is_handled (walk, rule, settled->due)
          && !is_handled (walk, rule, last->due))
        g_error ("seed %u, step %u: %s due at %" G_GINT64_FORMAT " is lost", walk->seed, walk->step, rule->uid,
                 settled->due);
    }
  walk->since = now;
}

/* Delivery, ledger and desktop agree on what is live. */
static void
check_all_agree (Walk *walk)
{
  g_autoptr(GPtrArray) lives = nudge_delivery_list (nudge_engine_get_delivery (walk->f.engine));
  g_autoptr(GPtrArray) kept = nudge_ledger_load_live (NUDGE_LEDGER (walk->f.ledger));

  g_assert_cmpuint (lives->len, ==, kept->len);
  for (guint i = 0; i < lives->len; i++)
    {
      const NudgeLive *live = g_ptr_array_index (lives, i);

      if (live->state != NUDGE_STATE_SHOWN)
        g_assert_null (fake_presenter_get (walk->f.presenter, live->id));
    }
}

static void
check_alarm (Walk *walk)
{
  g_assert_cmpint (fake_clock_get_alarm (walk->f.clock), >, engine_now (&walk->f) - 1);
}

/* What must hold of the records of the whole walk */

/* Of one nudge. */
typedef struct {
  guint n_due, n_shown, n_snoozed, n_ends;
} Tally;

static void
count_record (Tally *tally, NudgeOutcome outcome)
{
  g_assert_cmpuint (tally->n_ends, ==, 0);
  switch (outcome)
    {
    case NUDGE_OUTCOME_DUE:
      tally->n_due++;
      break;
    case NUDGE_OUTCOME_SHOWN:
      tally->n_shown++;
      break;
    case NUDGE_OUTCOME_SNOOZED:
      tally->n_snoozed++;
      break;
    case NUDGE_OUTCOME_DONE:
    case NUDGE_OUTCOME_SKIPPED:
    case NUDGE_OUTCOME_CLOSED:
    case NUDGE_OUTCOME_MISSED:
    case NUDGE_OUTCOME_CREDITED:
      tally->n_ends++;
      break;
    case NUDGE_N_OUTCOMES:
      g_assert_not_reached ();
    }
  g_assert_cmpuint (tally->n_due, ==, 1);
  g_assert_cmpuint (tally->n_shown, <=, 1 + tally->n_snoozed);
}

static void
check_each_nudge (Walk *walk)
{
  GPtrArray *records = fake_ledger_get_records (walk->f.ledger);
  g_autoptr(GHashTable) tallies = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_autoptr(GHashTable) identities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const Tally *each;

  for (guint i = 0; i < records->len; i++)
    {
      const FakeRecord *record = g_ptr_array_index (records, i);
      Tally *tally = g_hash_table_lookup (tallies, &record->live->id);

      if (tally == NULL)
        {
          tally = g_new0 (Tally, 1);
          g_hash_table_insert (tallies, &record->live->id, tally);
          g_assert_true (g_hash_table_add (identities, g_strdup_printf ("%s %" G_GINT64_FORMAT, record->live->uid,
                                                                        record->live->due)));
        }
      count_record (tally, record->outcome);
    }
  g_hash_table_iter_init (&iter, tallies);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &each))
    g_assert_cmpuint (each->n_ends, ==, 1);
}

static gboolean
counts_for_the_gap (const FakeRecord *record)
{
  return record->outcome == NUDGE_OUTCOME_SHOWN && record->live->snoozes == 0 && !record->live->by_request
         && record->live->origin == NUDGE_ORIGIN_PACK;
}

/* No two within the gap, as far as one clock can say: one that was a day ahead meanwhile made the first forgotten. */
static void
check_gap (Walk *walk)
{
  GPtrArray *records = fake_ledger_get_records (walk->f.ledger);
  GTimeSpan gap = walk->f.settings->min_gap;

  for (guint i = 0; i < records->len; i++)
    {
      const FakeRecord *first = g_ptr_array_index (records, i);
      NudgeTime latest = first->time;

      for (guint j = i + 1; counts_for_the_gap (first) && j < records->len; j++)
        {
          const FakeRecord *later = g_ptr_array_index (records, j);

          latest = MAX (latest, later->time);
          if (latest - first->time > 20 * G_TIME_SPAN_HOUR)
            break;
          if (counts_for_the_gap (later) && later->time >= first->time)
            g_assert_cmpint (later->time - first->time, >=, gap);
        }
    }
}

/* Nobody is in the way and no rule is left: all that lives ends by itself. */
static void
let_all_end (Walk *walk)
{
  walk->f.presence = (NudgePresence){ 0 };
  engine_tell_presence (&walk->f);
  g_ptr_array_set_size (walk->f.rules, 0);
  nudge_engine_set_rules (walk->f.engine, walk->f.rules);
  fake_clock_advance_to (walk->f.clock, engine_now (&walk->f) + 40 * G_TIME_SPAN_DAY);
  g_assert_cmpint (fake_clock_get_alarm (walk->f.clock), ==, NUDGE_NEVER);
}

void
walk_go (Walk *walk, guint n_steps)
{
  engine_start (&walk->f);
  for (walk->step = 0; walk->step < n_steps; walk->step++)
    {
      do_something (walk);
      check_nothing_lost (walk);
      check_all_agree (walk);
      check_alarm (walk);
    }
}

guint
walk_finish (Walk *walk)
{
  guint n_records;

  let_all_end (walk);
  check_each_nudge (walk);
  check_gap (walk);
  n_records = fake_ledger_get_records (walk->f.ledger)->len;
  engine_tear_down (&walk->f, NULL);
  g_rand_free (walk->random);
  g_assert_cmpint (fake_rule_count (), ==, 0);
  return n_records;
}
