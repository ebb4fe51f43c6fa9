/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of a file: puts the items of one UID together, masters and overrides, and makes a rule of each. */
#include "ics-rules.h"

#include "category.h"
#include "ics-schedule.h"
#include "ics-words.h"
#include "recurrence.h"
#include "rule-fingerprint.h"

/* All items of one UID. */
typedef struct {
  NudgeIcsItem *master; /* (nullable) until it is seen */
  GPtrArray *overrides; /* (nullable) of NudgeIcsItem */
} Group;

struct _NudgeIcsRules {
  NudgeIcsReader *reader;
  const NudgeIcsContext *context;
  GPtrArray *groups;
  GHashTable *by_uid; /* UID to group, borrowed */
  char *file;         /* shared by all rules */
  char *source;       /* shared by all rules */
  guint n_dubious;    /* rules that are hardly meant so; to find that out takes long */
};

static void
group_free (Group *group)
{
  g_clear_pointer (&group->master, nudge_ics_item_free);
  g_clear_pointer (&group->overrides, g_ptr_array_unref);
  g_free (group);
}

NudgeIcsRules *
nudge_ics_rules_new (NudgeIcsReader *reader, const NudgeIcsContext *context)
{
  NudgeIcsRules *self = g_new0 (NudgeIcsRules, 1);

  self->reader = reader;
  self->context = context;
  self->file = g_ref_string_new (context->file);
  self->source = g_ref_string_new (context->source != NULL ? context->source : "");
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->by_uid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
nudge_ics_rules_free (NudgeIcsRules *self)
{
  g_hash_table_unref (self->by_uid);
  g_ptr_array_unref (self->groups);
  g_ref_string_release (self->file);
  g_ref_string_release (self->source);
  g_free (self);
}

static Group *
ensure_group (NudgeIcsRules *self, const char *uid)
{
  Group *group = g_hash_table_lookup (self->by_uid, uid);

  if (group != NULL)
    return group;
  group = g_new0 (Group, 1);
  g_ptr_array_add (self->groups, group);
  g_hash_table_insert (self->by_uid, g_strdup (uid), group);
  return group;
}

static void
add_override (NudgeIcsRules *self, Group *group, NudgeIcsItem *item)
{
  if (group->overrides == NULL)
    group->overrides = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_ics_item_free);
  if (group->overrides->len < NUDGE_ICS_MAX_OVERRIDES)
    {
      if (!item->has_start)
        item->start = item->recurrence_id;
      item->has_start = TRUE;
      g_ptr_array_add (group->overrides, item);
      return;
    }
  if (group->overrides->len == NUDGE_ICS_MAX_OVERRIDES)
    nudge_ics_report_add (self->reader->report, item->line, NUDGE_SEVERITY_WARNING,
                          "moved instances of this UID from here on are left out: there can be %d",
                          NUDGE_ICS_MAX_OVERRIDES);
  nudge_ics_item_free (item);
}

/* A revision of the same item replaces it; two items that only share a UID both stay. */
static void
add_second_master (NudgeIcsRules *self, Group *group, NudgeIcsItem *item)
{
  NudgeIcsItem *old = group->master;
  g_autofree char *uid = nudge_ics_quote (item->uid);

  if (old->sequence != item->sequence)
    {
      gboolean is_newer = item->sequence > old->sequence;
      NudgeIcsItem *loser = is_newer ? old : item;

      nudge_ics_report_add (self->reader->report, loser->line, NUDGE_SEVERITY_WARNING,
                            "this item is left out: line %u has a newer SEQUENCE of the same UID “%s”",
                            is_newer ? item->line : old->line, uid);
      if (is_newer)
        group->master = item;
      nudge_ics_item_free (loser);
      return;
    }
  nudge_ics_report_add (self->reader->report, item->line, NUDGE_SEVERITY_WARNING,
                        "the UID “%s” belongs to the item in line %u already; give this one a UID of its own", uid,
                        old->line);
  g_free (item->uid);
  item->uid = g_strdup_printf ("%s:%u", old->uid, item->line);
  if (g_hash_table_contains (self->by_uid, item->uid))
    nudge_ics_item_free (item);
  else
    ensure_group (self, item->uid)->master = item;
}

void
nudge_ics_rules_add (NudgeIcsRules *self, NudgeIcsItem *item)
{
  Group *group = ensure_group (self, item->uid);

  if (item->is_override)
    add_override (self, group, item);
  else if (group->master != NULL)
    add_second_master (self, group, item);
  else
    group->master = item;
}

/* The start of an item that has only alarms at fixed times is the first of them. */
static gboolean
place_by_alarm (NudgeIcsItem *item, NudgeIcsAlarms mode)
{
  for (guint i = 0; nudge_ics_item_uses_alarms (item, mode) && i < item->alarms->len; i++)
    {
      const NudgeIcsAlarm *alarm = &g_array_index (item->alarms, NudgeIcsAlarm, i);

      if (alarm->is_absolute)
        {
          item->start = alarm->at;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
ensure_start (NudgeIcsRules *self, NudgeIcsItem *item)
{
  NudgeIcsReport *report = self->reader->report;

  if (item->has_start)
    return TRUE;
  if (item->kind == NUDGE_ICS_EVENT)
    {
      nudge_ics_report_add (report, item->line, NUDGE_SEVERITY_ERROR,
                            "VEVENT is left out: it has no DTSTART; expected such as DTSTART:20260302T090000");
      return FALSE;
    }
  if (place_by_alarm (item, self->context->alarms))
    return TRUE;
  if (self->context->origin != NUDGE_ORIGIN_SOURCE)
    nudge_ics_report_add (report, item->line, NUDGE_SEVERITY_WARNING,
                          "VTODO is never due: it has neither DTSTART nor DUE nor an alarm at a fixed time");
  return FALSE;
}

/* The exceptions of the master and the instances that overrides speak for. */
static GArray *
collect_exdates (const NudgeIcsItem *master, GPtrArray *overrides)
{
  GArray *exdates = g_array_new (FALSE, FALSE, sizeof (NudgeWallTime));

  if (master->exdates != NULL)
    g_array_append_vals (exdates, master->exdates->data, master->exdates->len);
  for (guint i = 0; i < overrides->len; i++)
    {
      const NudgeIcsItem *override = g_ptr_array_index (overrides, i);

      if (!override->is_future && !master->is_override)
        g_array_append_val (exdates, override->recurrence_id);
    }
  return exdates;
}

static void
warn_dubious (NudgeIcsRules *self, NudgeRecurrence *recurrence, guint line)
{
  const char *warning = nudge_recurrence_get_warning (recurrence);

  if (warning == NULL)
    return;
  nudge_ics_report_add (self->reader->report, line, NUDGE_SEVERITY_WARNING, "%s", warning);
  if (++self->n_dubious == NUDGE_ICS_MAX_DUBIOUS)
    nudge_ics_report_add (self->reader->report, 0, NUDGE_SEVERITY_ERROR,
                          "items with an RRULE after line %u are left out: %d rules of this file are hardly meant so",
                          line, NUDGE_ICS_MAX_DUBIOUS);
}

static NudgeRecurrence *
make_recurrence (NudgeIcsRules *self, const NudgeIcsItem *master, GPtrArray *overrides)
{
  g_autoptr(GArray) exdates = collect_exdates (master, overrides);
  g_autoptr(GPtrArray) rrules = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  NudgeRecurrenceParts parts = { .start = master->start };
  NudgeRecurrence *recurrence;
  guint line = master->rrule_line > 0 ? master->rrule_line : master->line;

  for (guint i = 0; master->rrules != NULL && i < master->rrules->len; i++)
    g_ptr_array_add (rrules, g_ptr_array_index (master->rrules, i));
  g_ptr_array_add (rrules, NULL);
  parts.rrules = (const char *const *) rrules->pdata;
  parts.rdates = master->rdates == NULL ? NULL : (const NudgeWallTime *) master->rdates->data;
  parts.n_rdates = master->rdates == NULL ? 0 : master->rdates->len;
  parts.exdates = (const NudgeWallTime *) exdates->data;
  parts.n_exdates = exdates->len;
  recurrence = nudge_recurrence_new (&parts, &error);
  if (recurrence == NULL)
    nudge_ics_report_add (self->reader->report, line, NUDGE_SEVERITY_ERROR, "the item of line %u is left out: %s",
                          master->line, error->message);
  else if (master->rrules != NULL)
    warn_dubious (self, recurrence, line);
  return recurrence;
}

static guint64
hash_time (guint64 hash, const NudgeWallTime *time)
{
  hash = nudge_fingerprint_add_number (hash, time->local * 2 + (time->is_date ? 1 : 0));
  return nudge_fingerprint_add_text (hash, time->zone == NULL ? NULL : nudge_zone_get_name (time->zone));
}

static guint64
hash_times (guint64 hash, GArray *times)
{
  for (guint i = 0; times != NULL && i < times->len; i++)
    hash = hash_time (hash, &g_array_index (times, NudgeWallTime, i));
  return nudge_fingerprint_add_number (hash, times == NULL ? 0 : times->len);
}

static guint64
hash_texts (guint64 hash, const NudgeRule *rule)
{
  hash = nudge_fingerprint_add_text (hash, rule->uid);
  hash = nudge_fingerprint_add_text (hash, rule->summary);
  hash = nudge_fingerprint_add_text (hash, rule->description);
  for (gsize i = 0; rule->prompts[i] != NULL; i++)
    hash = nudge_fingerprint_add_text (hash, rule->prompts[i]);
  hash = nudge_fingerprint_add_text (hash, rule->why);
  hash = nudge_fingerprint_add_text (hash, rule->category);
  hash = nudge_fingerprint_add_text (hash, rule->source);
  hash = nudge_fingerprint_add_number (hash, rule->origin * 64 + rule->ask * 8 + rule->missed * 2 + rule->is_private);
  hash = nudge_fingerprint_add_number (hash, rule->room);
  hash = nudge_fingerprint_add_number (hash, rule->grace);
  return nudge_fingerprint_add_number (hash, rule->credit);
}

static guint64
make_fingerprint (const NudgeRule *rule, const NudgeIcsItem *master, GPtrArray *overrides)
{
  guint64 hash = hash_time (hash_texts (NUDGE_FINGERPRINT_NEW, rule), &master->start);

  for (guint i = 0; master->rrules != NULL && i < master->rrules->len; i++)
    hash = nudge_fingerprint_add_text (hash, g_ptr_array_index (master->rrules, i));
  hash = hash_times (hash_times (hash, master->rdates), master->exdates);
  for (guint i = 0; i < overrides->len; i++)
    hash = hash_time (hash, &((const NudgeIcsItem *) g_ptr_array_index (overrides, i))->recurrence_id);
  return nudge_fingerprint_add_number (hash, (gint64) nudge_schedule_hash (rule->schedule));
}

/* Moves the texts from the item to the rule. */
static NudgeRule *
rule_from_item (NudgeIcsRules *self, NudgeIcsItem *item)
{
  NudgeRule *rule = g_atomic_rc_box_new0 (NudgeRule);

  rule->uid = g_steal_pointer (&item->uid);
  rule->summary = item->summary == NULL ? g_strdup ("(no title)") : g_strdup (item->summary);
  rule->description = g_steal_pointer (&item->description);
  rule->prompts = g_steal_pointer (&item->prompts);
  rule->why = g_steal_pointer (&item->why);
  rule->category = g_ref_string_new (item->category);
  rule->file = g_ref_string_acquire (self->file);
  rule->line = item->line;
  rule->source = g_ref_string_acquire (self->source);
  rule->origin = self->context->origin;
  rule->ask = item->own.ask;
  rule->missed = item->own.missed;
  rule->room = item->own.room;
  rule->grace = item->own.grace;
  rule->credit = item->own.credit;
  rule->recurs = item->rrules != NULL || item->rdates != NULL;
  rule->is_private = item->is_private;
  return rule;
}

static NudgeRule *
make_rule (NudgeIcsRules *self, NudgeIcsItem *master, GPtrArray *overrides)
{
  NudgeIcsAlarms mode = self->context->alarms;
  g_autoptr(NudgeRecurrence) recurrence = NULL;
  g_autoptr(NudgeSchedule) schedule = NULL;
  g_autofree char *instances = NULL;
  NudgeRule *rule;

  if (master->is_off || !ensure_start (self, master))
    return NULL;
  if (master->rrules != NULL && self->n_dubious >= NUDGE_ICS_MAX_DUBIOUS)
    return NULL;
  recurrence = make_recurrence (self, master, overrides);
  if (recurrence == NULL)
    return NULL;
  schedule = nudge_ics_schedule_new (self->reader, master, overrides, recurrence, mode);
  instances = nudge_recurrence_to_words (recurrence);
  rule = rule_from_item (self, master);
  rule->words = nudge_ics_words (instances, master, nudge_ics_item_is_due_at_start (master, mode),
                                 nudge_ics_item_uses_alarms (master, mode));
  rule->schedule = g_steal_pointer (&schedule);
  rule->fingerprint = make_fingerprint (rule, master, overrides);
  return rule;
}

/* Instances without their master (an invitation to one of them): the first one stands for it. */
static void
promote_override (Group *group)
{
  while (group->master == NULL && group->overrides->len > 0)
    {
      NudgeIcsItem *first = g_ptr_array_steal_index (group->overrides, 0);

      if (first->is_off)
        nudge_ics_item_free (first);
      else
        group->master = first;
    }
}

static NudgeRule *
make_group (NudgeIcsRules *self, Group *group)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  if (group->master == NULL && group->overrides != NULL)
    promote_override (group);
  if (group->master == NULL)
    return NULL;
  return make_rule (self, group->master, group->overrides != NULL ? group->overrides : none);
}

GPtrArray *
nudge_ics_rules_make (NudgeIcsRules *self)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);

  g_hash_table_remove_all (self->by_uid);
  for (guint i = 0; i < self->groups->len; i++)
    {
      NudgeRule *rule = make_group (self, g_ptr_array_index (self->groups, i));

      if (rule != NULL)
        g_ptr_array_add (rules, rule);
      g_clear_pointer (&self->groups->pdata[i], group_free);
    }
  g_ptr_array_set_free_func (self->groups, NULL);
  g_ptr_array_set_size (self->groups, 0);
  g_ptr_array_set_free_func (self->groups, (GDestroyNotify) group_free);
  return rules;
}
