/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule folder: watches one folder (or one file) of .ics files and keeps what they say, without polling. */
#define G_LOG_DOMAIN "nudged-folder"

#include "rule-folder.h"

#include "rule-folder-scan.h"
#include "rule-folder-watch.h"
#include "rule-reader.h"

/* Changes that come together are read together: so long after the first one, or longer while scans are slow. */
#define GATHER_MS_MIN 100
#define GATHER_MS_MAX 700

struct _NudgeRuleFolder {
  GObject parent_instance;

  NudgeFolderPlan *plan;
  NudgeFolderWatch *watch;
  NudgeFolderState *state;   /* NULL until the first reading has ended */
  GHashTable *touched;       /* names and paths to read at the next scan, even if they look the same */
  gboolean is_forced;        /* the next scan reads everything */
  gboolean is_awaited;       /* the next scan ends with `changed`, whatever it finds */
  GCancellable *cancellable; /* of the scan that runs; NULL: none does */
  gboolean is_dirty;         /* something changed while it ran */
  gint64 scan_duration;      /* of the last one, microseconds */
  guint gather_id;
  guint settle_id;
};

/* A scan on its way through the worker. It belongs to the main thread: the rules of @before are given up there only. */
typedef struct {
  GWeakRef folder;
  NudgeFolderPlan *plan;
  NudgeFolderState *before;
  NudgeFolderScan scan;
  gboolean is_awaited;
  NudgeFolderState *after;
} Job;

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeRuleFolder, nudge_rule_folder, G_TYPE_OBJECT)

static void start_scan (NudgeRuleFolder *self);

static GHashTable *
new_touched (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static Job *
new_job (NudgeRuleFolder *self)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->folder, self);
  job->plan = nudge_folder_plan_ref (self->plan);
  job->before = self->state != NULL ? nudge_folder_state_ref (self->state) : NULL;
  job->scan = (NudgeFolderScan){
    .plan = job->plan,
    .before = job->before,
    .touched = g_steal_pointer (&self->touched),
    .is_forced = self->is_forced,
    .now = g_get_monotonic_time (),
  };
  job->is_awaited = self->is_awaited;
  return job;
}

static void
job_free (Job *job)
{
  g_weak_ref_clear (&job->folder);
  g_clear_pointer (&job->after, nudge_folder_state_unref);
  g_clear_pointer (&job->before, nudge_folder_state_unref);
  g_clear_pointer (&job->plan, nudge_folder_plan_unref);
  g_clear_pointer (&job->scan.touched, g_hash_table_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static gboolean
on_gathered (gpointer data)
{
  NudgeRuleFolder *self = data;

  self->gather_id = 0;
  start_scan (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_settle_time_over (gpointer data)
{
  NudgeRuleFolder *self = data;

  self->settle_id = 0;
  start_scan (self);
  return G_SOURCE_REMOVE;
}

/* One scan at a time; what comes while it runs waits for the next one. */
static void
request_scan (NudgeRuleFolder *self)
{
  gint64 delay = CLAMP (4 * self->scan_duration / 1000, GATHER_MS_MIN, GATHER_MS_MAX);

  if (self->cancellable != NULL)
    self->is_dirty = TRUE;
  else if (self->gather_id == 0)
    self->gather_id = g_timeout_add ((guint) delay, on_gathered, self);
}

static void
on_watch_touched (NudgeRuleFolder *self, const char *path)
{
  if (path != NULL)
    {
      g_hash_table_add (self->touched, g_path_get_basename (path));
      g_hash_table_add (self->touched, g_strdup (path));
    }
  request_scan (self);
}

/* Takes @after. Returns whether it says something else than before. */
static gboolean
adopt (NudgeRuleFolder *self, NudgeFolderState *after)
{
  g_autoptr(NudgeFolderState) before = g_steal_pointer (&self->state);

  self->state = after;
  return before == NULL || !nudge_folder_state_equal (before, after);
}

static void
plan_next_scan (NudgeRuleFolder *self, gboolean is_newly_watched)
{
  if (is_newly_watched || self->is_awaited)
    start_scan (self);
  else if (self->is_dirty)
    request_scan (self);
  if (!self->state->is_settled && self->settle_id == 0)
    self->settle_id = g_timeout_add (NUDGE_FOLDER_SETTLE / G_TIME_SPAN_MILLISECOND, on_settle_time_over, self);
}

static void
end_scan (NudgeRuleFolder *self, Job *job)
{
  gboolean is_different;
  gboolean is_newly_watched;

  g_clear_object (&self->cancellable);
  self->scan_duration = g_get_monotonic_time () - job->scan.now;
  is_newly_watched = nudge_folder_watch_follow (self->watch, job->after);
  is_different = adopt (self, g_steal_pointer (&job->after)) || job->is_awaited;
  plan_next_scan (self, is_newly_watched);
  g_debug ("%s: %u files in %" G_GINT64_FORMAT " ms", self->plan->path, self->state->files->len,
           self->scan_duration / 1000);
  if (is_different)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* After the end of the folder the scan is none of anybody's concern. */
static void
on_scan_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(Job) job = data;
  g_autoptr(NudgeRuleFolder) self = g_weak_ref_get (&job->folder);

  if (self != NULL && job->after != NULL && self->watch != NULL)
    end_scan (self, job);
}

static void
run_scan (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  job->after = nudge_folder_scan (&job->scan, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
start_scan (NudgeRuleFolder *self)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  if (self->cancellable != NULL)
    return; /* at its end the next one begins, if it is awaited or the folder is dirty */
  g_clear_handle_id (&self->gather_id, g_source_remove);
  self->cancellable = g_cancellable_new ();
  job = new_job (self);
  self->touched = new_touched ();
  self->is_forced = FALSE;
  self->is_awaited = FALSE;
  self->is_dirty = FALSE;
  task = g_task_new (NULL, self->cancellable, on_scan_ended, job);
  g_task_set_task_data (task, job, NULL);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, run_scan);
}

void
nudge_rule_folder_reload (NudgeRuleFolder *self)
{
  g_return_if_fail (NUDGE_IS_RULE_FOLDER (self));

  self->is_forced = TRUE;
  nudge_rule_folder_refresh (self);
}

void
nudge_rule_folder_refresh (NudgeRuleFolder *self)
{
  g_return_if_fail (NUDGE_IS_RULE_FOLDER (self));

  self->is_awaited = TRUE;
  start_scan (self);
}

gboolean
nudge_rule_folder_is_ready (NudgeRuleFolder *self)
{
  g_return_val_if_fail (NUDGE_IS_RULE_FOLDER (self), FALSE);
  return self->state != NULL;
}

const char *
nudge_rule_folder_get_path (NudgeRuleFolder *self)
{
  g_return_val_if_fail (NUDGE_IS_RULE_FOLDER (self), NULL);
  return self->plan->path;
}

static gpointer
ref_rule (gconstpointer rule, gpointer data)
{
  return nudge_rule_ref ((NudgeRule *) rule);
}

static gpointer
ref_problem (gconstpointer problem, gpointer data)
{
  return nudge_problem_ref ((NudgeProblem *) problem);
}

GPtrArray *
nudge_rule_folder_list_rules (NudgeRuleFolder *self)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);

  g_return_val_if_fail (NUDGE_IS_RULE_FOLDER (self), rules);
  for (guint i = 0; self->state != NULL && i < self->state->files->len; i++)
    {
      NudgeFolderFile *file = g_ptr_array_index (self->state->files, i);

      g_ptr_array_extend (rules, file->rules, ref_rule, NULL);
    }
  return rules;
}

GPtrArray *
nudge_rule_folder_list_problems (NudgeRuleFolder *self)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);

  g_return_val_if_fail (NUDGE_IS_RULE_FOLDER (self), problems);
  if (self->state == NULL)
    return problems;
  g_ptr_array_extend (problems, self->state->problems, ref_problem, NULL);
  for (guint i = 0; i < self->state->files->len; i++)
    {
      NudgeFolderFile *file = g_ptr_array_index (self->state->files, i);

      g_ptr_array_extend (problems, file->problems, ref_problem, NULL);
    }
  return problems;
}

GBytes *
nudge_rule_folder_read_file (const char *path, GError **error)
{
  NudgeFileIdentity identity;

  return nudge_rule_reader_read (path, &identity, error);
}

static void
nudge_rule_folder_dispose (GObject *object)
{
  NudgeRuleFolder *self = NUDGE_RULE_FOLDER (object);

  g_clear_handle_id (&self->gather_id, g_source_remove);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->watch);
  G_OBJECT_CLASS (nudge_rule_folder_parent_class)->dispose (object);
}

static void
nudge_rule_folder_finalize (GObject *object)
{
  NudgeRuleFolder *self = NUDGE_RULE_FOLDER (object);

  g_clear_pointer (&self->state, nudge_folder_state_unref);
  g_clear_pointer (&self->plan, nudge_folder_plan_unref);
  g_clear_pointer (&self->touched, g_hash_table_unref);
  G_OBJECT_CLASS (nudge_rule_folder_parent_class)->finalize (object);
}

static void
nudge_rule_folder_class_init (NudgeRuleFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_rule_folder_dispose;
  G_OBJECT_CLASS (klass)->finalize = nudge_rule_folder_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NUDGE_TYPE_RULE_FOLDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
nudge_rule_folder_init (NudgeRuleFolder *self)
{
  self->touched = new_touched ();
}

NudgeRuleFolder *
nudge_rule_folder_new (const char *path, const char *const *only, const NudgeIcsContext *context)
{
  NudgeRuleFolder *self = g_object_new (NUDGE_TYPE_RULE_FOLDER, NULL);

  self->plan = nudge_folder_plan_new (path, only, context);
  self->watch = nudge_folder_watch_new (self->plan->path);
  g_signal_connect_object (self->watch, "touched", G_CALLBACK (on_watch_touched), self, G_CONNECT_SWAPPED);
  start_scan (self);
  return self;
}
