/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scheduler: knows the rules and hands out each occurrence when it is due. Pure but for its signal; owns no clock. */
#define G_LOG_DOMAIN "nudged-scheduler"

#include "scheduler.h"

#include "agenda.h"

/* A rule that is new looks back so far. */
#define LOOK_BACK G_TIME_SPAN_MINUTE

/* A rule that floods is handed out once in so long. */
#define MIN_DISTANCE G_TIME_SPAN_MINUTE

/* Handed out within so long after it was due, an occurrence counts as punctual. */
#define PUNCTUAL (10 * G_TIME_SPAN_SECOND)

/* Up to so many missed occurrences are looked up one by one in the ledger. */
#define MAX_COUNTED 16

/* Slot: the place of one rule. */
typedef struct {
  NudgeRule *rule;
  NudgeTime handled;    /* all due times up to here are handled */
  NudgeTime not_before; /* the next one is not handed out before this */
  NudgeTime next_due;   /* of the one on the agenda */
} Slot;

/* Hand-out: an occurrence on its way to the listeners. */
typedef struct {
  NudgeOccurrence *occurrence;
  guint n_missed;
} HandOut;

struct _NudgeScheduler {
  GObject parent_instance;

  NudgeLedger *ledger;
  GHashTable *slots; /* UID, owned by the slot's rule, to Slot */
  NudgeAgenda *agenda;
  GHashTable *deferred; /* set of Slot: the next one may become due before it may be handed out */
  NudgeDesk desk;
  gboolean is_started;
};

enum {
  SIGNAL_DUE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeScheduler, nudge_scheduler, G_TYPE_OBJECT)

static void
slot_free (Slot *slot)
{
  nudge_rule_unref (slot->rule);
  g_free (slot);
}

static GHashTable *
new_slots (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) slot_free);
}

static void
nudge_scheduler_finalize (GObject *object)
{
  NudgeScheduler *self = NUDGE_SCHEDULER (object);

  g_clear_object (&self->ledger);
  g_clear_pointer (&self->agenda, nudge_agenda_free);
  g_clear_pointer (&self->deferred, g_hash_table_unref);
  g_clear_pointer (&self->slots, g_hash_table_unref);
  g_clear_pointer (&self->desk.zone, nudge_zone_unref);
  G_OBJECT_CLASS (nudge_scheduler_parent_class)->finalize (object);
}

static void
nudge_scheduler_class_init (NudgeSchedulerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nudge_scheduler_finalize;
  signals[SIGNAL_DUE] = g_signal_new ("due", NUDGE_TYPE_SCHEDULER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT);
}

static void
nudge_scheduler_init (NudgeScheduler *self)
{
  self->slots = new_slots ();
  self->agenda = nudge_agenda_new ();
  self->deferred = g_hash_table_new (NULL, NULL);
}

NudgeScheduler *
nudge_scheduler_new (NudgeLedger *ledger)
{
  NudgeScheduler *self = g_object_new (NUDGE_TYPE_SCHEDULER, NULL);

  self->ledger = g_object_ref (ledger);
  return self;
}

/* Returns: whether it is another desk than before. */
static gboolean
set_desk (NudgeScheduler *self, const NudgeDesk *desk)
{
  gboolean is_other = self->desk.zone != desk->zone || self->desk.all_day != desk->all_day;
  NudgeZone *zone = nudge_zone_ref (desk->zone);

  g_clear_pointer (&self->desk.zone, nudge_zone_unref);
  self->desk = (NudgeDesk){ .zone = zone, .all_day = desk->all_day };
  return is_other;
}

/* Puts @next, which may be due already, on the agenda as the next occurrence of the slot's rule. */
static void
put (NudgeScheduler *self, Slot *slot, NudgeOccurrence *next)
{
  g_hash_table_remove (self->deferred, slot);
  slot->next_due = next != NULL ? next->due : NUDGE_NEVER;
  if (next == NULL)
    {
      nudge_agenda_remove (self->agenda, slot->rule->uid);
      return;
    }
  if (next->due < slot->not_before)
    g_hash_table_add (self->deferred, slot);
  nudge_agenda_put (self->agenda, next, slot->not_before);
}

static void
plan (NudgeScheduler *self, Slot *slot)
{
  g_autoptr(NudgeOccurrence) next = nudge_rule_next_after (slot->rule, &self->desk, slot->handled);

  put (self, slot, next);
}

static void
plan_all_from (NudgeScheduler *self, NudgeTime handled, NudgeTime now)
{
  GHashTableIter iter;
  Slot *slot;

  nudge_agenda_clear (self->agenda);
  g_hash_table_remove_all (self->deferred);
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &slot))
    {
      slot->handled = handled;
      slot->not_before = MIN (slot->not_before, now + MIN_DISTANCE);
      plan (self, slot);
    }
}

static gboolean
is_same_rule (const Slot *slot, const NudgeRule *rule)
{
  return slot != NULL && slot->rule->fingerprint == rule->fingerprint;
}

static Slot *
new_slot (const Slot *old, NudgeRule *rule, NudgeTime now)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->rule = nudge_rule_ref (rule);
  slot->handled = is_same_rule (old, rule) ? old->handled : now - LOOK_BACK;
  slot->not_before = old != NULL ? old->not_before : 0;
  return slot;
}

/* As plan(), for a rule of which @next was planned before the rules were read anew. */
static void
keep_plan (NudgeScheduler *self, Slot *slot, NudgeOccurrence *next)
{
  g_autoptr(NudgeOccurrence) same = NULL;

  if (next != NULL)
    same = nudge_occurrence_new (slot->rule, next->due, next->start, next->kind, next->summary);
  put (self, slot, same);
}

/* Of a rule that looks back: moves its place past what was handled before it changed. */
static void
skip_handled (NudgeScheduler *self, Slot *slot, NudgeTime now)
{
  for (;;)
    {
      g_autoptr(NudgeOccurrence) next = nudge_rule_next_after (slot->rule, &self->desk, slot->handled);

      if (next == NULL || next->due > now || !nudge_ledger_is_handled (self->ledger, slot->rule->uid, next->due))
        break;
      slot->handled = next->due;
    }
}

void
nudge_scheduler_set_rules (NudgeScheduler *self, GPtrArray *rules, const NudgeDesk *desk, NudgeTime now)
{
  g_autoptr(GHashTable) old_slots = g_steal_pointer (&self->slots);
  g_autoptr(NudgeAgenda) old_agenda = g_steal_pointer (&self->agenda);
  gboolean is_other_desk = set_desk (self, desk);

  self->slots = new_slots ();
  self->agenda = nudge_agenda_new ();
  g_hash_table_remove_all (self->deferred);
  for (guint i = 0; i < rules->len; i++)
    {
      NudgeRule *rule = g_ptr_array_index (rules, i);
      Slot *old = g_hash_table_lookup (old_slots, rule->uid);
      Slot *slot;

      if (g_hash_table_contains (self->slots, rule->uid))
        continue;
      slot = new_slot (old, rule, now);
      g_hash_table_insert (self->slots, slot->rule->uid, slot);
      if (self->is_started && is_same_rule (old, rule) && !is_other_desk)
        keep_plan (self, slot, nudge_agenda_lookup (old_agenda, rule->uid));
      else if (self->is_started)
        {
          skip_handled (self, slot, now);
          plan (self, slot);
        }
    }
}

void
nudge_scheduler_start (NudgeScheduler *self, const NudgeDesk *desk, NudgeTime now)
{
  NudgeTime handled = nudge_ledger_get_handled_until (self->ledger);

  set_desk (self, desk);
  self->is_started = TRUE;
  plan_all_from (self, handled == 0 ? now : MIN (handled, now), now);
}

void
nudge_scheduler_replan (NudgeScheduler *self, const NudgeDesk *desk, NudgeTime now)
{
  NudgeTime handled = nudge_ledger_get_handled_until (self->ledger);

  set_desk (self, desk);
  if (self->is_started)
    plan_all_from (self, handled == 0 ? now : MIN (handled, now), now);
}

NudgeTime
nudge_scheduler_next_wake (NudgeScheduler *self)
{
  return nudge_agenda_next_time (self->agenda);
}

/* How many of the @n_due occurrences in (handled, last] were never handled, beside the last one. */
static guint
count_missed (NudgeScheduler *self, const Slot *slot, NudgeTime last, guint n_due)
{
  NudgeTime after = slot->handled;
  guint n_missed = 0;

  if (n_due > MAX_COUNTED)
    return n_due - 1;
  for (guint i = 1; i < n_due; i++)
    {
      g_autoptr(NudgeOccurrence) earlier = nudge_rule_next_after (slot->rule, &self->desk, after);

      if (earlier == NULL || earlier->due >= last)
        break;
      if (!nudge_ledger_is_handled (self->ledger, slot->rule->uid, earlier->due))
        n_missed++;
      after = earlier->due;
    }
  return n_missed;
}

static void
note_hand_out (Slot *slot, NudgeTime due, NudgeTime now)
{
  slot->not_before = (now - due < PUNCTUAL ? due : now) + MIN_DISTANCE;
}

/* Takes what @slot has due by @now and moves its place there. */
static void
take_due (NudgeScheduler *self, Slot *slot, NudgeTime now, GArray *hand_outs)
{
  guint n_due = 0;
  g_autoptr(NudgeOccurrence) last = nudge_rule_last_before (slot->rule, &self->desk, slot->handled, now, &n_due);

  if (last != NULL && !nudge_ledger_is_handled (self->ledger, slot->rule->uid, last->due))
    {
      HandOut hand_out = { .n_missed = count_missed (self, slot, last->due, n_due) };

      note_hand_out (slot, last->due, now);
      hand_out.occurrence = g_steal_pointer (&last);
      g_array_append_val (hand_outs, hand_out);
    }
  slot->handled = now;
}

static gint
compare_hand_outs (const HandOut *a, const HandOut *b)
{
  return nudge_occurrence_compare (a->occurrence, b->occurrence);
}

static void
clear_hand_out (HandOut *hand_out)
{
  nudge_occurrence_unref (hand_out->occurrence);
}

static GArray *
take_all_due (NudgeScheduler *self, NudgeTime now)
{
  GArray *hand_outs = g_array_new (FALSE, FALSE, sizeof (HandOut));

  g_array_set_clear_func (hand_outs, (GDestroyNotify) clear_hand_out);
  while (nudge_agenda_next_time (self->agenda) <= now)
    {
      g_autoptr(NudgeOccurrence) first = nudge_agenda_pop (self->agenda);
      Slot *slot = g_hash_table_lookup (self->slots, first->rule->uid);

      take_due (self, slot, now, hand_outs);
      plan (self, slot);
    }
  g_array_sort (hand_outs, (GCompareFunc) compare_hand_outs);
  return hand_outs;
}

/* The time up to which nothing is left to hand out, as seen at @now. */
static NudgeTime
find_handled (NudgeScheduler *self, NudgeTime now)
{
  NudgeTime handled = now;
  GHashTableIter iter;
  const Slot *slot;

  g_hash_table_iter_init (&iter, self->deferred);
  while (g_hash_table_iter_next (&iter, (gpointer *) &slot, NULL))
    handled = MIN (handled, slot->next_due - 1);
  return handled;
}

void
nudge_scheduler_advance (NudgeScheduler *self, NudgeTime now)
{
  g_autoptr(GArray) hand_outs = NULL;

  if (!self->is_started)
    return;
  hand_outs = take_all_due (self, now);
  for (guint i = 0; i < hand_outs->len; i++)
    {
      const HandOut *hand_out = &g_array_index (hand_outs, HandOut, i);

      g_signal_emit (self, signals[SIGNAL_DUE], 0, hand_out->occurrence, hand_out->n_missed);
    }
  nudge_ledger_set_handled_until (self->ledger, find_handled (self, now));
}

static void
put_next (NudgeScheduler *self, NudgeAgenda *agenda, NudgeRule *rule, NudgeTime after)
{
  g_autoptr(NudgeOccurrence) next = nudge_rule_next_after (rule, &self->desk, after);

  if (next != NULL)
    nudge_agenda_put (agenda, next, 0);
}

GPtrArray *
nudge_scheduler_list (NudgeScheduler *self, NudgeTime from, NudgeTime to, guint limit)
{
  g_autoptr(NudgeAgenda) agenda = nudge_agenda_new ();
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_occurrence_unref);
  GHashTableIter iter;
  Slot *slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &slot))
    put_next (self, agenda, slot->rule, from);
  while (list->len < limit && nudge_agenda_next_time (agenda) <= to)
    {
      NudgeOccurrence *first = nudge_agenda_pop (agenda);

      g_ptr_array_add (list, first);
      put_next (self, agenda, first->rule, first->due);
    }
  return list;
}

NudgeOccurrence *
nudge_scheduler_peek (NudgeScheduler *self)
{
  return nudge_agenda_peek (self->agenda);
}
