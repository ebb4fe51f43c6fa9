/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Library: all folders of rules together: own nudges, started plans, enabled packs, sources. */
#define G_LOG_DOMAIN "nudged-library"

#include "library.h"

#include "nearest.h"
#include "nudge-error.h"
#include "own-folder.h"
#include "rule-folder.h"
#include "rule-set.h"

#include <glib/gstdio.h>

#include <string.h>

/* A change of the own folder shows within a second; much later something is wrong with the disk. */
#define WAIT_SECONDS 10

/* Somebody waits until the rule @uid is another one than @before (added, replaced) or is gone. */
typedef struct {
  GTask *task;
  char *uid;
  NudgeRule *before;
  gboolean gone;
  guint timeout_id;
} Waiter;

struct _NudgeLibrary {
  GObject parent;
  char *own_path;
  char *packs_path;
  char *plans_path;
  GPtrArray *folders;    /* of NudgeRuleFolder: the ones in force */
  GPtrArray *incoming;   /* (nullable): the ones that are being read for the first time */
  GPtrArray *configures; /* of GTask: who waits for them */
  GPtrArray *waiters;    /* of Waiter */
  GPtrArray *extra;      /* of NudgeProblem: packs that do not exist */
  GPtrArray *incoming_extra;
  NudgeRuleSet *rules;
  GPtrArray *problems;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeLibrary, nudge_library, G_TYPE_OBJECT)

static void
waiter_free (Waiter *waiter)
{
  g_clear_handle_id (&waiter->timeout_id, g_source_remove);
  g_clear_pointer (&waiter->before, nudge_rule_unref);
  g_clear_object (&waiter->task);
  g_free (waiter->uid);
  g_free (waiter);
}

/* --- the folders ----------------------------------------------------------------------------------------- */

static void on_folder_changed (NudgeLibrary *self, NudgeRuleFolder *folder);

static void
open_folder (NudgeLibrary *self, const char *path, const char *const *only, const NudgeIcsContext *context)
{
  g_autoptr(NudgeRuleFolder) folder = nudge_rule_folder_new (path, only, context);

  g_signal_connect_object (folder, "changed", G_CALLBACK (on_folder_changed), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->incoming, g_steal_pointer (&folder));
}

static void
ensure_folder (const char *path)
{
  if (g_mkdir_with_parents (path, 0700) != 0)
    g_debug ("the folder %s cannot be made", path);
}

/* Returns: (transfer full): the names of the packs that are there, NULL-terminated */
static char **
list_packs (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".ics"))
      {
        g_autofree char *name = g_strndup (file, strlen (file) - strlen (".ics"));

        g_strv_builder_add (names, name);
      }
  return g_strv_builder_end (names);
}

static NudgeProblem *
report_no_pack (NudgeLibrary *self, const char *file, const char *name)
{
  g_auto(GStrv) packs = list_packs (self->packs_path);
  const char *near = nudge_nearest ((const char *const *) packs, name);
  g_autofree char *all = g_strjoinv (", ", packs);

  if (near != NULL)
    return nudge_problem_new (file, 0, NUDGE_SEVERITY_ERROR,
                              "There is no pack “%s” (“enabled” in [packs]); did you mean “%s”?", name, near);
  return nudge_problem_new (file, 0, NUDGE_SEVERITY_ERROR,
                            "There is no pack “%s” (“enabled” in [packs]); there are: %s", name,
                            all[0] != '\0' ? all : "none");
}

static void
open_packs (NudgeLibrary *self, const NudgeSettings *settings)
{
  for (gsize i = 0; settings->packs != NULL && settings->packs[i] != NULL; i++)
    {
      const char *name = settings->packs[i];
      const char *const only[] = { name, NULL };
      const NudgeIcsContext context
          = { .source = name, .origin = NUDGE_ORIGIN_PACK, .language = settings->language };
      g_autofree char *file = g_strdup_printf ("%s/%s.ics", self->packs_path, name);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        open_folder (self, self->packs_path, only, &context);
      else
        g_ptr_array_add (self->incoming_extra, report_no_pack (self, file, name));
    }
}

static void
open_sources (NudgeLibrary *self, const NudgeSettings *settings)
{
  for (guint i = 0; i < settings->sources->len; i++)
    {
      const NudgeSourceSettings *source = g_ptr_array_index (settings->sources, i);
      const NudgeIcsContext context
          = { .source = source->name,
              .origin = NUDGE_ORIGIN_SOURCE,
              .alarms = source->alarms_start ? NUDGE_ICS_ALARMS_START : NUDGE_ICS_ALARMS_OWN,
              .language = settings->language };

      if ((source->role & NUDGE_ROLE_REMIND) != 0 && source->path != NULL)
        open_folder (self, source->path, NULL, &context);
    }
}

static void
open_folders (NudgeLibrary *self, const NudgeSettings *settings)
{
  const NudgeIcsContext own = { .source = "", .origin = NUDGE_ORIGIN_OWN, .language = settings->language };
  const NudgeIcsContext plan = { .source = "", .origin = NUDGE_ORIGIN_PLAN, .language = settings->language };

  g_clear_pointer (&self->incoming, g_ptr_array_unref);
  g_clear_pointer (&self->incoming_extra, g_ptr_array_unref);
  self->incoming = g_ptr_array_new_with_free_func (g_object_unref);
  self->incoming_extra = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  ensure_folder (self->own_path);
  ensure_folder (self->plans_path);
  open_folder (self, self->own_path, NULL, &own);
  open_folder (self, self->plans_path, NULL, &plan);
  open_packs (self, settings);
  open_sources (self, settings);
}

/* --- the rules of all of them ---------------------------------------------------------------------------- */

static gboolean
waiter_is_served (NudgeLibrary *self, Waiter *waiter)
{
  NudgeRule *rule = nudge_library_lookup (self, waiter->uid);

  return waiter->gone ? rule == NULL : rule != NULL && rule != waiter->before;
}

static void
serve_waiters (NudgeLibrary *self)
{
  for (guint i = self->waiters->len; i > 0; i--)
    {
      Waiter *waiter = g_ptr_array_index (self->waiters, i - 1);

      if (!waiter_is_served (self, waiter))
        continue;
      g_task_return_pointer (waiter->task, g_strdup (waiter->uid), g_free);
      g_ptr_array_remove_index (self->waiters, i - 1);
    }
}

static void
append_all (GPtrArray *target, GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (target, nudge_problem_ref (g_ptr_array_index (problems, i)));
}

static void
rebuild (NudgeLibrary *self)
{
  g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);

  append_all (problems, self->extra);
  for (guint i = 0; i < self->folders->len; i++)
    {
      NudgeRuleFolder *folder = g_ptr_array_index (self->folders, i);
      g_autoptr(GPtrArray) folder_problems = nudge_rule_folder_list_problems (folder);

      g_ptr_array_add (lists, nudge_rule_folder_list_rules (folder));
      append_all (problems, folder_problems);
    }
  g_clear_pointer (&self->rules, nudge_rule_set_unref);
  self->rules = nudge_rule_set_new (lists, problems);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = g_steal_pointer (&problems);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  serve_waiters (self);
}

static gboolean
all_ready (GPtrArray *folders)
{
  for (guint i = 0; i < folders->len; i++)
    if (!nudge_rule_folder_is_ready (g_ptr_array_index (folders, i)))
      return FALSE;
  return TRUE;
}

static void
finish_configure (NudgeLibrary *self)
{
  g_autoptr(GPtrArray) tasks = g_steal_pointer (&self->configures);

  self->configures = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  self->folders = g_steal_pointer (&self->incoming);
  g_clear_pointer (&self->extra, g_ptr_array_unref);
  self->extra = g_steal_pointer (&self->incoming_extra);
  rebuild (self);
  for (guint i = 0; i < tasks->len; i++)
    g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
}

static void
on_folder_changed (NudgeLibrary *self, NudgeRuleFolder *folder)
{
  if (self->incoming != NULL && all_ready (self->incoming))
    finish_configure (self);
  else if (g_ptr_array_find (self->folders, folder, NULL))
    rebuild (self);
}

void
nudge_library_configure_async (NudgeLibrary *self, NudgeSettings *settings, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_ptr_array_add (self->configures, g_task_new (self, NULL, callback, user_data));
  open_folders (self, settings);
}

gboolean
nudge_library_configure_finish (NudgeLibrary *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- adding and removing --------------------------------------------------------------------------------- */

static gboolean
on_waiter_timeout (gpointer data)
{
  Waiter *waiter = data;
  NudgeLibrary *self = g_task_get_source_object (waiter->task);

  waiter->timeout_id = 0;
  g_task_return_new_error (waiter->task, NUDGE_ERROR, NUDGE_ERROR_STORAGE,
                           "The change was written, but “%s” does not show it after %d seconds", self->own_path,
                           WAIT_SECONDS);
  g_ptr_array_remove (self->waiters, waiter);
  return G_SOURCE_REMOVE;
}

static void
wait_for (NudgeLibrary *self, GTask *task, const char *uid, gboolean gone)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  NudgeRule *before = nudge_library_lookup (self, uid);

  waiter->task = g_object_ref (task);
  waiter->uid = g_strdup (uid);
  waiter->before = before != NULL ? nudge_rule_ref (before) : NULL;
  waiter->gone = gone;
  waiter->timeout_id = g_timeout_add_seconds (WAIT_SECONDS, on_waiter_timeout, waiter);
  g_ptr_array_add (self->waiters, waiter);
  if (self->folders->len == 0)
    return;
  if (before == NULL || gone)
    nudge_rule_folder_refresh (g_ptr_array_index (self->folders, 0));
  else /* the same text again would be the same rule, were it not read anew */
    nudge_rule_folder_reload (g_ptr_array_index (self->folders, 0));
}

static gboolean
stands_alone (NudgeLibrary *self, const NudgeRule *rule)
{
  GPtrArray *rules = nudge_library_list_rules (self);
  guint n = 0;

  for (guint i = 0; i < rules->len; i++)
    if (g_str_equal (((NudgeRule *) g_ptr_array_index (rules, i))->file, rule->file))
      n++;
  return n == 1;
}

/* Whether the file of @rule may be replaced or deleted as a whole. */
static gboolean
check_is_ours (NudgeLibrary *self, const NudgeRule *rule, GError **error)
{
  if (rule->origin != NUDGE_ORIGIN_OWN)
    g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_WRONG_STATE,
                 "“%s” belongs to the %s “%s”; switch it off instead (nudgectl disable)", rule->summary,
                 nudge_origin_to_string (rule->origin), rule->source);
  else if (!stands_alone (self, rule))
    g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_WRONG_STATE,
                 "“%s” shares the file “%s” with other nudges; edit that file", rule->summary, rule->file);
  else
    return TRUE;
  return FALSE;
}

/* Returns: whether @item may be written; @file is set to the file to replace, if any */
static gboolean
check_add (NudgeLibrary *self, const NudgeOwnItem *item, gboolean replace, const char **file, GError **error)
{
  NudgeRule *old = nudge_library_lookup (self, item->uid);

  *file = NULL;
  if (old == NULL)
    return TRUE;
  if (!replace)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_WRONG_STATE,
                   "There is a rule with the UID “%s” already: “%s” in %s", old->uid, old->summary, old->file);
      return FALSE;
    }
  *file = old->file;
  return check_is_ours (self, old, error);
}

char *
nudge_library_check_add (NudgeLibrary *self, const char *ics, gboolean replace, NudgeTime now, GError **error)
{
  g_autoptr(NudgeOwnItem) item = nudge_own_item_new (ics, now, error);
  const char *file;

  if (item == NULL || !check_add (self, item, replace, &file, error))
    return NULL;
  return g_strdup (item->uid);
}

void
nudge_library_add_async (NudgeLibrary *self, const char *ics, gboolean replace, NudgeTime now,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(NudgeOwnItem) item = nudge_own_item_new (ics, now, &error);
  g_autofree char *path = NULL;
  const char *file;

  if (item != NULL && check_add (self, item, replace, &file, &error))
    path = nudge_own_folder_save (self->own_path, item, file, &error);
  if (path == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    wait_for (self, task, item->uid, FALSE);
}

char *
nudge_library_add_finish (NudgeLibrary *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
nudge_library_remove_async (NudgeLibrary *self, const char *uid, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  NudgeRule *rule = nudge_library_lookup (self, uid);
  GError *error = NULL;

  if (rule == NULL)
    g_set_error (&error, NUDGE_ERROR, NUDGE_ERROR_NOT_FOUND, "There is no rule with the UID “%s”", uid);
  else if (check_is_ours (self, rule, &error))
    nudge_own_folder_delete (rule->file, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    wait_for (self, task, uid, TRUE);
}

gboolean
nudge_library_remove_finish (NudgeLibrary *self, GAsyncResult *result, GError **error)
{
  g_autofree char *uid = g_task_propagate_pointer (G_TASK (result), error);

  return uid != NULL;
}

/* --- the object ------------------------------------------------------------------------------------------ */

GPtrArray *
nudge_library_list_rules (NudgeLibrary *self)
{
  return nudge_rule_set_list (self->rules);
}

NudgeRule *
nudge_library_lookup (NudgeLibrary *self, const char *uid)
{
  return nudge_rule_set_lookup (self->rules, uid);
}

GPtrArray *
nudge_library_list_problems (NudgeLibrary *self)
{
  return self->problems;
}

static void
nudge_library_dispose (GObject *object)
{
  NudgeLibrary *self = NUDGE_LIBRARY (object);

  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_pointer (&self->configures, g_ptr_array_unref);
  g_clear_pointer (&self->incoming, g_ptr_array_unref);
  g_clear_pointer (&self->incoming_extra, g_ptr_array_unref);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  g_clear_pointer (&self->extra, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->rules, nudge_rule_set_unref);
  G_OBJECT_CLASS (nudge_library_parent_class)->dispose (object);
}

static void
nudge_library_finalize (GObject *object)
{
  NudgeLibrary *self = NUDGE_LIBRARY (object);

  g_free (self->own_path);
  g_free (self->packs_path);
  g_free (self->plans_path);
  G_OBJECT_CLASS (nudge_library_parent_class)->finalize (object);
}

static void
nudge_library_class_init (NudgeLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_library_dispose;
  G_OBJECT_CLASS (klass)->finalize = nudge_library_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
nudge_library_init (NudgeLibrary *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  self->folders = g_ptr_array_new_with_free_func (g_object_unref);
  self->configures = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);
  self->extra = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  self->rules = nudge_rule_set_new (none, self->problems);
}

NudgeLibrary *
nudge_library_new (const NudgePaths *paths)
{
  NudgeLibrary *self = g_object_new (NUDGE_TYPE_LIBRARY, NULL);

  self->own_path = g_strdup (paths->own_nudges);
  self->packs_path = g_strdup (paths->packs);
  self->plans_path = g_strdup (paths->started_plans);
  return self;
}
