/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scan of a rule folder: what a folder says now, given what it said before; reads only what changed. */
#include "rule-folder-scan.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DIR, closedir)

/* Problems name so many of the files that are there. */
#define MAX_NAMES_TOLD 8

static void
plan_clear (NudgeFolderPlan *plan)
{
  g_free (plan->path);
  g_strfreev (plan->only);
  g_free ((char *) plan->context.source);
  g_free ((char *) plan->context.language);
}

NudgeFolderPlan *
nudge_folder_plan_new (const char *path, const char *const *only, const NudgeIcsContext *context)
{
  NudgeFolderPlan *plan = g_atomic_rc_box_new0 (NudgeFolderPlan);

  plan->path = g_canonicalize_filename (path, NULL);
  plan->only = g_strdupv ((char **) only);
  plan->context = *context;
  plan->context.file = NULL;
  plan->context.source = g_strdup (context->source);
  plan->context.language = g_strdup (context->language);
  return plan;
}

NudgeFolderPlan *
nudge_folder_plan_ref (NudgeFolderPlan *plan)
{
  return g_atomic_rc_box_acquire (plan);
}

void
nudge_folder_plan_unref (NudgeFolderPlan *plan)
{
  g_atomic_rc_box_release_full (plan, (GDestroyNotify) plan_clear);
}

static NudgeFolderState *
new_state (void)
{
  NudgeFolderState *state = g_atomic_rc_box_new0 (NudgeFolderState);

  state->files = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_folder_file_unref);
  state->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  state->links = g_ptr_array_new_with_free_func (g_free);
  state->is_settled = TRUE;
  return state;
}

NudgeFolderState *
nudge_folder_state_ref (NudgeFolderState *state)
{
  return g_atomic_rc_box_acquire (state);
}

static void
state_clear (NudgeFolderState *state)
{
  g_clear_pointer (&state->files, g_ptr_array_unref);
  g_clear_pointer (&state->problems, g_ptr_array_unref);
  g_clear_pointer (&state->links, g_ptr_array_unref);
  g_free (state->watched);
}

void
nudge_folder_state_unref (NudgeFolderState *state)
{
  g_atomic_rc_box_release_full (state, (GDestroyNotify) state_clear);
}

gboolean
nudge_folder_is_rule_name (const char *name)
{
  gsize length = strlen (name);

  if (length <= 4 || g_ascii_strcasecmp (name + length - 4, ".ics") != 0)
    return FALSE;
  return strchr (".#~", name[0]) == NULL && name[length - 5] != '~';
}

static gboolean
is_wanted (const NudgeFolderPlan *plan, const char *name)
{
  g_autofree char *stem = NULL;

  if (!nudge_folder_is_rule_name (name))
    return FALSE;
  if (plan->only == NULL)
    return TRUE;
  stem = g_strndup (name, strlen (name) - 4);
  return g_strv_contains ((const char *const *) plan->only, stem);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Returns: (nullable): sorted names of all files with rules, or NULL with errno */
static GPtrArray *
list_names (const char *path)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DIR) dir = opendir (path);
  struct dirent *entry;

  if (dir == NULL)
    return NULL;
  for (errno = 0; (entry = readdir (dir)) != NULL; errno = 0)
    if (nudge_folder_is_rule_name (entry->d_name))
      g_ptr_array_add (names, g_strdup (entry->d_name));
  if (errno != 0)
    return NULL;
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static void
tell (NudgeFolderState *state, const char *path, NudgeSeverity severity, const char *text)
{
  g_ptr_array_add (state->problems, nudge_problem_new (path, 0, severity, "%s", text));
}

static void
add_file (NudgeFolderState *state, NudgeFolderFile *file)
{
  if (file == NULL)
    return;
  g_ptr_array_add (state->files, file);
  if (file->target != NULL)
    g_ptr_array_add (state->links, g_strdup (file->target));
  if (file->unsettled_since != 0)
    state->is_settled = FALSE;
}

static NudgeFolderTask
to_task (const NudgeFolderScan *scan)
{
  return (NudgeFolderTask){
    .context = &scan->plan->context,
    .touched = scan->touched,
    .is_forced = scan->is_forced,
    .may_wait = scan->before != NULL,
    .now = scan->now,
  };
}

/* Both lists are sorted, so one pass finds for each name what it was before. */
static NudgeFolderFile *
find_before (const NudgeFolderState *before, const char *name, guint *position)
{
  while (before != NULL && *position < before->files->len)
    {
      NudgeFolderFile *file = g_ptr_array_index (before->files, *position);
      gint order = strcmp (file->name, name);

      if (order == 0)
        return file;
      if (order > 0)
        return NULL;
      (*position)++;
    }
  return NULL;
}

static gboolean
scan_names (const NudgeFolderScan *scan, NudgeFolderState *state, GPtrArray *names, GCancellable *cancellable)
{
  NudgeFolderTask task = to_task (scan);
  guint position = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = NULL;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (!is_wanted (scan->plan, name))
        continue;
      path = g_build_filename (scan->plan->path, name, NULL);
      add_file (state, nudge_folder_file_update (find_before (scan->before, name, &position), path, name, &task));
    }
  return TRUE;
}

static char *
describe_names (GPtrArray *names)
{
  GString *text = g_string_new ("There is no such file; in this folder ");

  if (names->len == 0)
    g_string_append (text, "is none at all");
  for (guint i = 0; i < MIN (names->len, MAX_NAMES_TOLD); i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_string_append_printf (text, "%s%.*s", i == 0 ? "are: " : ", ", (int) strlen (name) - 4, name);
    }
  if (names->len > MAX_NAMES_TOLD)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

static gboolean
has_file (NudgeFolderState *state, const char *stem)
{
  gsize length = strlen (stem);

  for (guint i = 0; i < state->files->len; i++)
    {
      NudgeFolderFile *file = g_ptr_array_index (state->files, i);

      if (strlen (file->name) == length + 4 && strncmp (file->name, stem, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A name that was asked for and is not there, such as a pack that was renamed. */
static void
tell_missing_names (const NudgeFolderPlan *plan, NudgeFolderState *state, GPtrArray *names)
{
  for (char **name = plan->only; name != NULL && *name != NULL; name++)
    if (!has_file (state, *name))
      {
        g_autofree char *base = g_strconcat (*name, ".ics", NULL);
        g_autofree char *path = g_build_filename (plan->path, base, NULL);
        g_autofree char *text = describe_names (names);

        tell (state, path, NUDGE_SEVERITY_ERROR, text);
      }
}

/* What cannot be looked at is not gone: all of it stays as it was. */
static void
keep_files (const NudgeFolderScan *scan, NudgeFolderState *state, int code)
{
  g_autofree char *text = NULL;

  for (guint i = 0; scan->before != NULL && i < scan->before->files->len; i++)
    add_file (state, nudge_folder_file_ref (g_ptr_array_index (scan->before->files, i)));
  state->is_settled = TRUE;
  text = g_strdup_printf ("This folder cannot be read: %s%s", g_strerror (code),
                          state->files->len > 0 ? "; what was read before stays in force" : "");
  tell (state, scan->plan->path, NUDGE_SEVERITY_ERROR, text);
}

static gboolean
scan_folder (const NudgeFolderScan *scan, NudgeFolderState *state, GCancellable *cancellable)
{
  g_autoptr(GPtrArray) names = list_names (scan->plan->path);

  if (names == NULL)
    {
      keep_files (scan, state, errno);
      return TRUE;
    }
  if (!scan_names (scan, state, names, cancellable))
    return FALSE;
  tell_missing_names (scan->plan, state, names);
  return TRUE;
}

static void
tell_absence (const NudgeFolderPlan *plan, NudgeFolderState *state)
{
  if (state->is_link)
    tell (state, plan->path, NUDGE_SEVERITY_WARNING,
          "This link leads to nothing; it is read as soon as it leads somewhere");
  else if (g_str_has_suffix (plan->path, ".ics"))
    tell (state, plan->path, NUDGE_SEVERITY_WARNING, "This file does not exist (yet); it is read as soon as it does");
  else
    tell (state, plan->path, NUDGE_SEVERITY_WARNING, "This folder does not exist (yet); it is read as soon as it does");
}

static void
scan_single_file (const NudgeFolderScan *scan, NudgeFolderState *state)
{
  g_autofree char *name = g_path_get_basename (scan->plan->path);
  NudgeFolderTask task = to_task (scan);
  guint position = 0;
  NudgeFolderFile *before = find_before (scan->before, name, &position);

  add_file (state, nudge_folder_file_update (before, scan->plan->path, name, &task));
  if (state->files->len == 0)
    tell_absence (scan->plan, state);
}

/* A name is watched in the folder that has it; where that is missing too, the missing folder is what to wait for. */
static char *
find_watched_name (const char *path)
{
  g_autofree char *name = g_strdup (path);
  g_autofree char *parent = g_path_get_dirname (name);

  while (!g_str_equal (parent, name) && !g_file_test (parent, G_FILE_TEST_IS_DIR))
    {
      g_free (name);
      name = g_steal_pointer (&parent);
      parent = g_path_get_dirname (name);
    }
  return g_steal_pointer (&name);
}

static gboolean
scan_place (const NudgeFolderScan *scan, NudgeFolderState *state, GCancellable *cancellable)
{
  const char *path = scan->plan->path;
  struct stat info;

  state->is_link = g_file_test (path, G_FILE_TEST_IS_SYMLINK);
  state->watched = find_watched_name (path);
  if (stat (path, &info) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)
        tell_absence (scan->plan, state);
      else
        keep_files (scan, state, errno);
      return TRUE;
    }
  state->is_folder = S_ISDIR (info.st_mode);
  state->device = info.st_dev;
  state->inode = info.st_ino;
  if (state->is_folder)
    return scan_folder (scan, state, cancellable);
  scan_single_file (scan, state);
  return TRUE;
}

NudgeFolderState *
nudge_folder_scan (const NudgeFolderScan *scan, GCancellable *cancellable)
{
  g_autoptr(NudgeFolderState) state = new_state ();

  if (!scan_place (scan, state, cancellable))
    return NULL;
  return g_steal_pointer (&state);
}

/* The next file from @position on that says anything: an empty calendar is no news. */
static NudgeFolderFile *
next_speaker (const NudgeFolderState *state, guint *position)
{
  while (*position < state->files->len)
    {
      NudgeFolderFile *file = g_ptr_array_index (state->files, (*position)++);

      if (file->rules->len > 0 || file->problems->len > 0)
        return file;
    }
  return NULL;
}

gboolean
nudge_folder_state_equal (const NudgeFolderState *a, const NudgeFolderState *b)
{
  guint i = 0, j = 0;
  NudgeFolderFile *one, *two;

  if (!nudge_problems_equal (a->problems, b->problems))
    return FALSE;
  do
    {
      one = next_speaker (a, &i);
      two = next_speaker (b, &j);
      if (one != NULL && two != NULL && !nudge_folder_file_says_the_same (one, two))
        return FALSE;
    }
  while (one != NULL && two != NULL);
  return one == two;
}
