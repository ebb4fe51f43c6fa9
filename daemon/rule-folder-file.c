/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file of a rule folder: which of its texts is in force, and what there is to tell about it. */
#include "rule-folder-file.h"

#include "nudge-error.h"

#include <stdlib.h>

#define STAYS_IN_FORCE "what was read before stays in force"

/* What a look at a file is about; lives as long as the look. */
typedef struct {
  NudgeFolderFile *before;
  const char *path;
  const char *name;
  const NudgeFolderTask *task;
  NudgeFileIdentity identity;
} Look;

static NudgeFolderFile *
new_file (const char *name)
{
  NudgeFolderFile *file = g_atomic_rc_box_new0 (NudgeFolderFile);

  file->name = g_strdup (name);
  return file;
}

NudgeFolderFile *
nudge_folder_file_ref (NudgeFolderFile *file)
{
  return g_atomic_rc_box_acquire (file);
}

static void
file_clear (NudgeFolderFile *file)
{
  g_free (file->name);
  g_free (file->target);
  g_free (file->digest);
  g_clear_pointer (&file->rules, g_ptr_array_unref);
  g_clear_pointer (&file->own_problems, g_ptr_array_unref);
  g_clear_pointer (&file->problems, g_ptr_array_unref);
}

void
nudge_folder_file_unref (NudgeFolderFile *file)
{
  g_atomic_rc_box_release_full (file, (GDestroyNotify) file_clear);
}

static GPtrArray *
new_rules (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);
}

static GPtrArray *
new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
}

static GPtrArray *
new_problem (const Look *look, NudgeSeverity severity, const char *text)
{
  GPtrArray *problems = new_problems ();

  g_ptr_array_add (problems, nudge_problem_new (look->path, 0, severity, "%s", text));
  return problems;
}

/* The text that was in force stays so; without one there is none. */
static NudgeFolderFile *
keep (const Look *look)
{
  const NudgeFolderFile *before = look->before;
  NudgeFolderFile *file = new_file (look->name);

  file->rules = before != NULL ? g_ptr_array_ref (before->rules) : new_rules ();
  file->own_problems = before != NULL ? g_ptr_array_ref (before->own_problems) : new_problems ();
  file->problems = before != NULL ? g_ptr_array_ref (before->problems) : new_problems ();
  if (before != NULL)
    {
      file->digest = g_strdup (before->digest);
      file->is_whole = before->is_whole;
    }
  return file;
}

/* Takes @problems. */
static NudgeFolderFile *
keep_and_tell (const Look *look, GPtrArray *problems)
{
  NudgeFolderFile *file = keep (look);

  g_ptr_array_unref (file->problems);
  file->problems = problems;
  file->identity = look->identity;
  return file;
}

/* Nothing of it is in force. Takes @problems. */
static NudgeFolderFile *
drop_and_tell (const Look *look, GPtrArray *problems)
{
  NudgeFolderFile *file = new_file (look->name);

  file->rules = new_rules ();
  file->own_problems = problems;
  file->problems = g_ptr_array_ref (problems);
  file->identity = look->identity;
  return file;
}

static gboolean
has_rules (const Look *look)
{
  return look->before != NULL && look->before->rules->len > 0;
}

/* Somebody may be writing it at this moment: it has a second to become whole. */
static gboolean
may_be_half_written (const Look *look)
{
  const NudgeFolderFile *before = look->before;

  if (!look->task->may_wait)
    return FALSE;
  return before == NULL || before->unsettled_since == 0
         || look->task->now - before->unsettled_since < NUDGE_FOLDER_SETTLE;
}

static NudgeFolderFile *
wait_for_rest (const Look *look)
{
  NudgeFolderFile *file = keep (look);

  file->unsettled_since = look->before != NULL ? look->before->unsettled_since : 0;
  if (file->unsettled_since == 0)
    file->unsettled_since = look->task->now;
  return file;
}

static NudgeFolderFile *
take_empty (const Look *look)
{
  if (may_be_half_written (look))
    return wait_for_rest (look);
  return drop_and_tell (look, new_problem (look, NUDGE_SEVERITY_WARNING,
                                           "This file is empty; remove it or put a calendar into it"));
}

static NudgeFolderFile *
take_result (const Look *look, NudgeIcsResult *result, const char *digest)
{
  NudgeFolderFile *file = new_file (look->name);

  file->identity = look->identity;
  file->digest = g_strdup (digest);
  file->is_whole = result->is_whole;
  file->rules = g_ptr_array_ref (result->rules);
  file->own_problems = g_ptr_array_ref (result->problems);
  file->problems = g_ptr_array_ref (result->problems);
  return file;
}

/* A text that ends in the middle never replaces a whole one. */
static NudgeFolderFile *
take_part (const Look *look, NudgeIcsResult *result, const char *digest)
{
  NudgeProblem *note;

  if (may_be_half_written (look))
    return wait_for_rest (look);
  if (look->before == NULL || !look->before->is_whole)
    return take_result (look, result, digest);

  note = nudge_problem_new (look->path, 0, NUDGE_SEVERITY_WARNING,
                            "This file ends in the middle; " STAYS_IN_FORCE " until it is whole again");
  g_ptr_array_insert (result->problems, 0, note);
  return keep_and_tell (look, g_ptr_array_ref (result->problems));
}

static NudgeFolderFile *
take_same (const Look *look)
{
  GPtrArray *problems = g_ptr_array_ref (look->before->own_problems);

  return keep_and_tell (look, problems);
}

static NudgeFolderFile *
take_text (const Look *look, GBytes *bytes)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr(NudgeIcsResult) result = NULL;
  NudgeIcsContext context = *look->task->context;
  const char *data;
  gsize length;

  if (!look->task->is_forced && look->before != NULL && g_strcmp0 (digest, look->before->digest) == 0)
    return take_same (look);
  data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    return take_empty (look);
  context.file = look->path;
  result = nudge_ics_parse (data, length, &context);
  if (!result->is_whole)
    return take_part (look, result, digest);
  return take_result (look, result, digest);
}

/* What stands under the name is no file with rules, whatever is tried. */
static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
}

static NudgeFolderFile *
take_failure (const Look *look, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return NULL;
  if (is_refusal (error))
    return drop_and_tell (look, new_problem (look, NUDGE_SEVERITY_ERROR, error->message));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY) && may_be_half_written (look))
    return wait_for_rest (look);
  if (!has_rules (look))
    return keep_and_tell (look, new_problem (look, NUDGE_SEVERITY_ERROR, error->message));
  text = g_strconcat (error->message, "; " STAYS_IN_FORCE, NULL);
  return keep_and_tell (look, new_problem (look, NUDGE_SEVERITY_WARNING, text));
}

/* Where a link leads to: the last file of a chain or, when it leads to nothing, where that would be. */
static char *
resolve_link (const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *copy = g_strdup (real);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;

  free (real); /* realpath() allocates with malloc() */
  if (copy != NULL)
    return g_steal_pointer (&copy);
  text = g_file_read_link (path, NULL);
  return text != NULL ? g_canonicalize_filename (text, folder) : NULL;
}

static gboolean
is_touched (const Look *look)
{
  GHashTable *touched = look->task->touched;

  if (touched == NULL)
    return FALSE;
  return g_hash_table_contains (touched, look->name)
         || (look->before->target != NULL && g_hash_table_contains (touched, look->before->target));
}

static gboolean
is_unchanged (const Look *look)
{
  const NudgeFolderFile *before = look->before;

  return before != NULL && !look->task->is_forced && before->unsettled_since == 0
         && nudge_file_identity_equal (&before->identity, &look->identity) && !is_touched (look);
}

static NudgeFolderFile *
take (Look *look, gboolean *is_link)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (!nudge_rule_reader_look (look->path, &look->identity, is_link, &error))
    return take_failure (look, error);
  if (is_unchanged (look))
    return nudge_folder_file_ref (look->before);
  bytes = nudge_rule_reader_read (look->path, &look->identity, &error);
  if (bytes != NULL)
    return take_text (look, bytes);
  look->identity = (NudgeFileIdentity){ 0 };
  return take_failure (look, error);
}

NudgeFolderFile *
nudge_folder_file_update (NudgeFolderFile *before, const char *path, const char *name, const NudgeFolderTask *task)
{
  Look look = { .before = before, .path = path, .name = name, .task = task };
  gboolean is_link = FALSE;
  NudgeFolderFile *file = take (&look, &is_link);

  if (file != NULL && file != before && is_link)
    file->target = resolve_link (path);
  return file;
}

gboolean
nudge_problems_equal (GPtrArray *a, GPtrArray *b)
{
  if (a == b)
    return TRUE;
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const NudgeProblem *one = g_ptr_array_index (a, i);
      const NudgeProblem *two = g_ptr_array_index (b, i);

      if (one->line != two->line || one->severity != two->severity || !g_str_equal (one->file, two->file)
          || !g_str_equal (one->text, two->text))
        return FALSE;
    }
  return TRUE;
}

gboolean
nudge_folder_file_says_the_same (const NudgeFolderFile *a, const NudgeFolderFile *b)
{
  if (a == b)
    return TRUE;
  return (a->rules == b->rules || (a->rules->len == 0 && b->rules->len == 0))
         && nudge_problems_equal (a->problems, b->problems) && g_str_equal (a->name, b->name);
}
