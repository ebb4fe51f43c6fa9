/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeper: everything the daemon can be asked to do, behind one door. The bus translates to it. */
#define G_LOG_DOMAIN "nudged-keeper"

#include "keeper.h"

#include "category.h"
#include "gate-hours.h"
#include "nudge-error.h"

struct _NudgeKeeper {
  GObject parent;
  NudgePaths *paths;
  NudgeJournal *journal;
  NudgeEngine *engine;
  NudgeLibrary *library;
  NudgePresenceHub *hub;
  NudgeSettings *settings;
  GPtrArray *settings_problems; /* of NudgeProblem */
  GPtrArray *journal_problems;  /* of NudgeProblem: of opening it */
  GHashTable *said_of_rules;    /* texts of problems that are in the log */
  GHashTable *said_of_settings;
  NudgePresence presence;
  gboolean has_settings; /* a configuration was read */
};

enum { SIGNAL_CHANGED, SIGNAL_RULES_CHANGED, SIGNAL_SETTINGS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeKeeper, nudge_keeper, G_TYPE_OBJECT)

static NudgeDelivery *
delivery_of (NudgeKeeper *self)
{
  return nudge_engine_get_delivery (self->engine);
}

NudgeTime
nudge_keeper_now (NudgeKeeper *self)
{
  return nudge_clock_now (nudge_engine_get_clock (self->engine));
}

NudgeZone *
nudge_keeper_get_zone (NudgeKeeper *self)
{
  return nudge_clock_get_zone (nudge_engine_get_clock (self->engine));
}

static void
emit_changed (NudgeKeeper *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- rules ----------------------------------------------------------------------------------------------- */

static void
set_enabled_rules (NudgeKeeper *self)
{
  GPtrArray *rules = nudge_library_list_rules (self->library);
  g_autoptr(GPtrArray) enabled = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);

  for (guint i = 0; i < rules->len; i++)
    {
      NudgeRule *rule = g_ptr_array_index (rules, i);

      if (nudge_keeper_is_enabled (self, rule->uid))
        g_ptr_array_add (enabled, nudge_rule_ref (rule));
    }
  nudge_engine_set_rules (self->engine, enabled);
}

/* Each problem is said once for as long as it lasts. @said is the set of texts of the last time. */
static void
log_problems (GHashTable **said, GPtrArray *problems)
{
  g_autoptr(GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      char *text = nudge_problem_to_string (g_ptr_array_index (problems, i));

      if (*said == NULL || !g_hash_table_contains (*said, text))
        g_warning ("%s", text);
      g_hash_table_add (texts, text);
    }
  g_clear_pointer (said, g_hash_table_unref);
  *said = g_steal_pointer (&texts);
}

static void
on_library_changed (NudgeKeeper *self)
{
  log_problems (&self->said_of_rules, nudge_library_list_problems (self->library));
  set_enabled_rules (self);
  g_signal_emit (self, signals[SIGNAL_RULES_CHANGED], 0);
  emit_changed (self);
}

gboolean
nudge_keeper_is_enabled (NudgeKeeper *self, const char *uid)
{
  return !nudge_journal_is_disabled (self->journal, uid);
}

static NudgeRule *
find_rule (NudgeKeeper *self, const char *uid, GError **error)
{
  NudgeRule *rule = nudge_library_lookup (self->library, uid);

  if (rule == NULL)
    g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_NOT_FOUND, "There is no rule with the UID “%s”", uid);
  return rule;
}

gboolean
nudge_keeper_set_enabled (NudgeKeeper *self, const char *uid, gboolean enabled, GError **error)
{
  if (find_rule (self, uid, error) == NULL)
    return FALSE;
  if (enabled == nudge_keeper_is_enabled (self, uid))
    return TRUE;
  if (!nudge_journal_set_disabled (self->journal, uid, !enabled, error))
    return FALSE;
  set_enabled_rules (self);
  g_signal_emit (self, signals[SIGNAL_RULES_CHANGED], 0);
  emit_changed (self);
  return TRUE;
}

guint64
nudge_keeper_fire (NudgeKeeper *self, const char *uid, GError **error)
{
  NudgeRule *rule = find_rule (self, uid, error);

  return rule != NULL ? nudge_engine_fire (self->engine, rule) : 0;
}

void
nudge_keeper_forget_rule (NudgeKeeper *self, const char *uid)
{
  nudge_delivery_withdraw_rule (delivery_of (self), uid, nudge_keeper_now (self));
  nudge_engine_rearm (self->engine);
}

/* --- configuration --------------------------------------------------------------------------------------- */

static void
take_settings (NudgeKeeper *self, NudgeSettings *settings)
{
  g_clear_pointer (&self->settings, nudge_settings_unref);
  self->settings = nudge_settings_ref (settings);
  nudge_engine_set_settings (self->engine, settings);
  nudge_presence_hub_set_idle_span (self->hub, settings->idle);
  g_signal_emit (self, signals[SIGNAL_SETTINGS_CHANGED], 0);
}

/* An unusable file leaves the last good settings in force. */
static void
read_settings (NudgeKeeper *self)
{
  g_auto(GStrv) files = nudge_paths_list_config (self->paths);
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  gboolean is_usable = FALSE;
  g_autoptr(NudgeSettings) settings
      = nudge_settings_load ((const char *const *) files, problems, &is_usable);

  log_problems (&self->said_of_settings, problems);
  g_clear_pointer (&self->settings_problems, g_ptr_array_unref);
  self->settings_problems = g_steal_pointer (&problems);
  if (is_usable || !self->has_settings)
    take_settings (self, settings);
  self->has_settings = TRUE;
}

static void
on_configured (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GTask) task = data;

  nudge_library_configure_finish (NUDGE_LIBRARY (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

void
nudge_keeper_reload_async (NudgeKeeper *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  read_settings (self);
  nudge_library_configure_async (self->library, self->settings, on_configured, task);
}

gboolean
nudge_keeper_reload_finish (NudgeKeeper *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
nudge_keeper_begin (NudgeKeeper *self)
{
  nudge_engine_start (self->engine);
  emit_changed (self);
}

static void
append_problems (GPtrArray *target, GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (target, nudge_problem_ref (g_ptr_array_index (problems, i)));
}

GPtrArray *
nudge_keeper_list_problems (NudgeKeeper *self)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  g_autoptr(GPtrArray) journal_now = nudge_journal_get_problems (self->journal);

  append_problems (problems, self->settings_problems);
  append_problems (problems, nudge_library_list_problems (self->library));
  append_problems (problems, self->journal_problems);
  append_problems (problems, journal_now);
  return problems;
}

guint
nudge_keeper_count_problems (NudgeKeeper *self)
{
  g_autoptr(GPtrArray) journal_now = nudge_journal_get_problems (self->journal);

  return self->settings_problems->len + nudge_library_list_problems (self->library)->len + self->journal_problems->len
         + journal_now->len;
}

/* --- pause, silence, breakpoints ------------------------------------------------------------------------- */

static void
set_presence (NudgeKeeper *self)
{
  nudge_engine_set_presence (self->engine, &self->presence);
  emit_changed (self);
}

static void
on_hub_changed (NudgeKeeper *self)
{
  nudge_presence_hub_fill (self->hub, &self->presence);
  set_presence (self);
}

gboolean
nudge_keeper_pause (NudgeKeeper *self, NudgeTime until, GError **error)
{
  if (until == 0)
    until = NUDGE_NEVER;
  if (until <= nudge_keeper_now (self))
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, "The end of a pause has to be in the future");
      return FALSE;
    }
  self->presence.paused_until = until;
  set_presence (self);
  return nudge_journal_set_pause (self->journal, until, error);
}

gboolean
nudge_keeper_resume (NudgeKeeper *self, GError **error)
{
  if (self->presence.paused_until == 0)
    return TRUE;
  self->presence.paused_until = 0;
  set_presence (self);
  return nudge_journal_set_pause (self->journal, 0, error);
}

void
nudge_keeper_set_inhibited (NudgeKeeper *self, gboolean inhibited)
{
  NudgeTruth truth = inhibited ? NUDGE_YES : NUDGE_NO;

  if (self->presence.inhibited == truth)
    return;
  self->presence.inhibited = truth;
  set_presence (self);
}

void
nudge_keeper_breakpoint (NudgeKeeper *self, const char *kind)
{
  g_debug ("breakpoint: %s", kind);
  nudge_delivery_breakpoint (delivery_of (self), nudge_keeper_now (self));
  nudge_engine_rearm (self->engine);
}

void
nudge_keeper_command_ended (NudgeKeeper *self, guint seconds)
{
  GTimeSpan wanted = self->settings->shell_command;

  if (wanted > 0 && (seconds == 0 || (GTimeSpan) seconds * G_TIME_SPAN_SECOND >= wanted))
    nudge_keeper_breakpoint (self, "shell-command");
}

/* --- answers and log ------------------------------------------------------------------------------------- */

gboolean
nudge_keeper_finish (NudgeKeeper *self, guint64 id, const NudgeAnswer *answer, GError **error)
{
  gboolean ok = nudge_delivery_finish (delivery_of (self), id, answer, nudge_keeper_now (self), error);

  nudge_engine_rearm (self->engine);
  return ok;
}

gboolean
nudge_keeper_snooze (NudgeKeeper *self, guint64 id, NudgeTime until, GError **error)
{
  NudgeTime now = nudge_keeper_now (self);
  GTimeSpan default_span = g_array_index (self->settings->snooze, GTimeSpan, 0);
  gboolean ok = nudge_delivery_snooze (delivery_of (self), id, until != 0 ? until : now + default_span, now, error);

  nudge_engine_rearm (self->engine);
  return ok;
}

gboolean
nudge_keeper_log (NudgeKeeper *self, const NudgeEntry *entry, guint64 *id, GError **error)
{
  const char *category = entry->category != NULL ? entry->category : nudge_category_canonical (entry->kind);
  NudgeEntry complete = *entry;

  complete.category = category;
  if (!nudge_journal_add (self->journal, &complete, id, error))
    return FALSE;
  if (category != NULL && nudge_delivery_satisfy (delivery_of (self), category, nudge_keeper_now (self)) > 0)
    nudge_engine_rearm (self->engine);
  return TRUE;
}

/* --- the object ------------------------------------------------------------------------------------------ */

NudgeEngine *
nudge_keeper_get_engine (NudgeKeeper *self)
{
  return self->engine;
}

NudgeJournal *
nudge_keeper_get_journal (NudgeKeeper *self)
{
  return self->journal;
}

NudgeLibrary *
nudge_keeper_get_library (NudgeKeeper *self)
{
  return self->library;
}

const NudgePaths *
nudge_keeper_get_paths (NudgeKeeper *self)
{
  return self->paths;
}

NudgePresenceHub *
nudge_keeper_get_hub (NudgeKeeper *self)
{
  return self->hub;
}

NudgeSettings *
nudge_keeper_get_settings (NudgeKeeper *self)
{
  return self->settings;
}

static void
nudge_keeper_dispose (GObject *object)
{
  NudgeKeeper *self = NUDGE_KEEPER (object);

  g_clear_object (&self->library);
  g_clear_object (&self->hub);
  g_clear_object (&self->engine);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->settings, nudge_settings_unref);
  g_clear_pointer (&self->settings_problems, g_ptr_array_unref);
  g_clear_pointer (&self->journal_problems, g_ptr_array_unref);
  g_clear_pointer (&self->said_of_rules, g_hash_table_unref);
  g_clear_pointer (&self->said_of_settings, g_hash_table_unref);
  g_clear_pointer (&self->paths, nudge_paths_free);
  G_OBJECT_CLASS (nudge_keeper_parent_class)->dispose (object);
}

static guint
add_signal (NudgeKeeperClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nudge_keeper_class_init (NudgeKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_keeper_dispose;
  signals[SIGNAL_CHANGED] = add_signal (klass, "changed");
  signals[SIGNAL_RULES_CHANGED] = add_signal (klass, "rules-changed");
  signals[SIGNAL_SETTINGS_CHANGED] = add_signal (klass, "settings-changed");
}

static void
nudge_keeper_init (NudgeKeeper *self)
{
  self->settings = nudge_settings_new_default ();
  self->settings_problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
}

/* A pause that ended while the daemon was not running is over. */
static void
restore_pause (NudgeKeeper *self)
{
  NudgeTime until = nudge_journal_get_pause (self->journal);

  if (until > nudge_keeper_now (self))
    self->presence.paused_until = until;
  nudge_engine_set_presence (self->engine, &self->presence);
}

/* When the status changes by the passing of time alone: at the end of a pause, at the edges of hours, at midnight. */
static NudgeTime
next_change (NudgeKeeper *self, NudgeTime now)
{
  NudgeZone *zone = nudge_keeper_get_zone (self);
  NudgeTime day_begin;
  NudgeTime day_end;
  NudgeTime work_edge;
  NudgeTime quiet_edge;

  nudge_day_of (zone, now, &day_begin, &day_end);
  nudge_hours_contain (self->settings->work, zone, now, &work_edge);
  nudge_hours_contain (self->settings->quiet, zone, now, &quiet_edge);
  if (self->presence.paused_until > now)
    day_end = MIN (day_end, self->presence.paused_until);
  return MIN (day_end, MIN (work_edge, quiet_edge));
}

static void
on_engine_moved (NudgeKeeper *self)
{
  NudgeTime now = nudge_keeper_now (self);

  if (self->presence.paused_until != 0 && self->presence.paused_until <= now)
    self->presence.paused_until = 0;
  nudge_engine_set_extra_wake (self->engine, next_change (self, now));
  emit_changed (self);
}

/* Floating times are other instants in another zone. The engine has followed it already. */
static void
on_clock_zone_changed (NudgeKeeper *self)
{
  g_signal_emit (self, signals[SIGNAL_RULES_CHANGED], 0);
  emit_changed (self);
}

NudgeKeeper *
nudge_keeper_new (const NudgePaths *paths, NudgeClock *clock, NudgePresenter *presenter, NudgeJournal *journal,
                  GPtrArray *journal_problems)
{
  NudgeKeeper *self = g_object_new (NUDGE_TYPE_KEEPER, NULL);
  g_autoptr(GHashTable) said = NULL;

  log_problems (&said, journal_problems);
  self->paths = nudge_paths_copy (paths);
  self->journal = g_object_ref (journal);
  self->journal_problems = g_ptr_array_ref (journal_problems);
  self->engine = nudge_engine_new (clock, NUDGE_LEDGER (journal), presenter, self->settings);
  self->library = nudge_library_new (paths);
  self->hub = nudge_presence_hub_new (clock);
  g_signal_connect_object (self->library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hub, "changed", G_CALLBACK (on_hub_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine, "moved", G_CALLBACK (on_engine_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clock, "zone-changed", G_CALLBACK (on_clock_zone_changed), self, G_CONNECT_SWAPPED);
  restore_pause (self);
  return self;
}
