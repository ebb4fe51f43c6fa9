/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preview: a few calls are always under way, so that thousands of files take one round trip each only on paper. */
#include "preview-files.h"

#include "calendar-file.h"
#include "nudge-error.h"

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>

#include <unistd.h>

#define MOST_IN_FLIGHT 16
#define CALL_MS 60000

/* An agenda record and its place in the order. */
typedef struct {
  NudgeTime time;
  guint file;
  guint place;
  GVariant *record;
} Item;

/* What one file gave. */
typedef struct {
  GPtrArray *rules;
  GPtrArray *problems;
} Result;

typedef struct {
  NudgeCli *cli;
  const NudgePreviewWindow *window;
  const char *const *names;
  guint n_files;
  guint n_next;
  guint n_in_flight;
  GArray *items;   /* of Item */
  GPtrArray *results;
  GError *error;
  gboolean has_error;
} Job;

typedef struct {
  Job *job;
  guint file;
} Slot;

static void
result_free (gpointer data)
{
  Result *result = data;

  g_ptr_array_unref (result->rules);
  g_ptr_array_unref (result->problems);
  g_free (result);
}

static GPtrArray *
new_variants (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
}

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->record, g_variant_unref);
}

static void
job_init (Job *job, guint n_files)
{
  job->n_files = n_files;
  job->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (job->items, item_clear);
  job->results = g_ptr_array_new_with_free_func (result_free);
  for (guint i = 0; i < n_files; i++)
    {
      Result *result = g_new (Result, 1);

      *result = (Result) { new_variants (), new_variants () };
      g_ptr_array_add (job->results, result);
    }
}

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->items, g_array_unref);
  g_clear_pointer (&job->results, g_ptr_array_unref);
  g_clear_error (&job->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static char *
display_name (Job *job, guint file)
{
  return g_filename_display_name (job->names[file]);
}

static void
add_problem (Job *job, guint file, const char *severity, const char *text)
{
  g_auto(GVariantDict) problem = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *name = display_name (job, file);
  Result *result = g_ptr_array_index (job->results, file);

  g_variant_dict_insert (&problem, "problem", "s", text);
  g_variant_dict_insert (&problem, "file", "s", name);
  g_variant_dict_insert (&problem, "line", "u", 0);
  g_variant_dict_insert (&problem, "severity", "s", severity);
  g_ptr_array_add (result->problems, g_variant_ref_sink (g_variant_dict_end (&problem)));
  job->has_error |= g_str_equal (severity, "error");
}

static void
add_cut (Job *job, guint file)
{
  if (job->window->says_cut)
    add_problem (job, file, "warning", "it has more times than these; a shorter window or a higher --limit shows them");
}

static void
take_record (Job *job, guint file, GVariant *record)
{
  Result *result = g_ptr_array_index (job->results, file);
  Item item = { nudge_record_time (record, "time"), file, job->items->len, record };

  if (item.time != 0) /* most records are of this kind */
    {
      g_variant_ref (record);
      g_array_append_val (job->items, item);
    }
  else if (*nudge_record_string (record, "problem") != '\0')
    {
      g_ptr_array_add (result->problems, g_variant_ref (record));
      job->has_error |= g_str_equal (nudge_record_string (record, "severity"), "error");
    }
  else if (nudge_record_boolean (record, "truncated", FALSE))
    add_cut (job, file);
  else
    g_ptr_array_add (result->rules, g_variant_ref (record));
}

static void
take_reply (Job *job, guint file, GVariant *reply)
{
  g_autoptr(GVariant) records = g_variant_get_child_value (reply, 0);
  gsize n = g_variant_n_children (records);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) record = g_variant_get_child_value (records, i);

      take_record (job, file, record);
    }
}

static void
take_failure (Job *job, guint file, GError *failure)
{
  GError *error = nudge_bus_explain (failure);
  g_autofree char *text = NULL;

  if (error->domain == NUDGE_ERROR && error->code != NUDGE_ERROR_INVALID_ARGUMENT)
    {
      add_problem (job, file, "error", error->message);
      g_error_free (error);
    }
  else if (job->error == NULL)
    job->error = error;
  else
    g_error_free (error);
}

static void
on_previewed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Slot *slot = data;
  GError *error = NULL;
  g_autoptr(GVariant) reply =
      g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), NULL, result, &error);

  slot->job->n_in_flight--;
  if (reply != NULL)
    take_reply (slot->job, slot->file, reply);
  else
    take_failure (slot->job, slot->file, error);
}

static GVariant *
call_options (Job *job, guint file)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *name = display_name (job, file);

  g_variant_dict_insert (&options, "name", "s", name);
  if (job->window->zone != NULL)
    g_variant_dict_insert (&options, "zone", "s", job->window->zone);
  if (job->window->rules)
    g_variant_dict_insert (&options, "rules", "b", TRUE);
  return g_variant_dict_end (&options);
}

/* Takes @fd over. */
static void
send_file (Job *job, guint file, int fd)
{
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new_from_array (&fd, 1);
  Slot *slot = g_new (Slot, 1);

  *slot = (Slot) { job, file };
  job->n_in_flight++;
  g_dbus_connection_call_with_unix_fd_list (
      job->cli->bus, NUDGE_BUS_NAME, NUDGE_BUS_PATH, NUDGE_BUS_DAEMON, "Preview",
      g_variant_new ("(hxxu@a{sv})", 0, job->window->from, job->window->to, job->window->limit,
                     call_options (job, file)),
      G_VARIANT_TYPE ("(aa{sv})"), G_DBUS_CALL_FLAGS_NONE, CALL_MS, fds, NULL, on_previewed, slot);
}

static void
start_next (Job *job)
{
  guint file = job->n_next++;
  g_autoptr(GError) error = NULL;
  int fd = nudge_calendar_open (job->names[file], &error);

  if (fd < 0)
    add_problem (job, file, "error", error->message);
  else
    send_file (job, file, fd);
}

static gint
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *left = a;
  const Item *right = b;

  if (left->time != right->time)
    return left->time < right->time ? -1 : 1;
  if (left->file != right->file)
    return left->file < right->file ? -1 : 1;
  return left->place < right->place ? -1 : 1;
}

static void
move_all (GPtrArray *target, GPtrArray *source)
{
  for (guint i = 0; i < source->len; i++)
    g_ptr_array_add (target, g_variant_ref (g_ptr_array_index (source, i)));
}

static NudgePreview *
finish_job (Job *job)
{
  NudgePreview *preview = g_new0 (NudgePreview, 1);

  *preview = (NudgePreview) { new_variants (), new_variants (), new_variants (), job->has_error };
  g_array_sort (job->items, compare_items);
  for (guint i = 0; i < job->items->len; i++)
    g_ptr_array_add (preview->records, g_variant_ref (g_array_index (job->items, Item, i).record));
  for (guint i = 0; i < job->n_files; i++)
    {
      Result *result = g_ptr_array_index (job->results, i);

      move_all (preview->rules, result->rules);
      move_all (preview->problems, result->problems);
    }
  return preview;
}

static gboolean
wait_for_answers (Job *job, guint most_in_flight)
{
  while (job->n_in_flight > most_in_flight)
    g_main_context_iteration (NULL, TRUE);
  return job->error == NULL;
}

NudgePreview *
nudge_preview_files (NudgeCli *cli, const char *const *files, const NudgePreviewWindow *window, GError **error)
{
  g_auto(Job) job = { .cli = cli, .window = window, .names = files };

  if (!nudge_cli_check_alive (cli, error))
    return NULL;
  job_init (&job, g_strv_length ((char **) files));
  while (job.n_next < job.n_files && wait_for_answers (&job, MOST_IN_FLIGHT - 1))
    start_next (&job);
  if (wait_for_answers (&job, 0))
    return finish_job (&job);
  g_propagate_error (error, g_steal_pointer (&job.error));
  return NULL;
}

NudgePreview *
nudge_preview_text (NudgeCli *cli, const char *name, const char *ics, const NudgePreviewWindow *window, GError **error)
{
  const char *names[] = { name, NULL };
  g_auto(Job) job = { .cli = cli, .window = window, .names = names };
  int fd = nudge_calendar_from_text (ics, strlen (ics), error);

  if (fd < 0)
    return NULL;
  if (!nudge_cli_check_alive (cli, error))
    {
      close (fd);
      return NULL;
    }
  job_init (&job, 1);
  send_file (&job, 0, fd);
  if (wait_for_answers (&job, 0))
    return finish_job (&job);
  g_propagate_error (error, g_steal_pointer (&job.error));
  return NULL;
}

void
nudge_preview_free (NudgePreview *preview)
{
  g_ptr_array_unref (preview->records);
  g_ptr_array_unref (preview->rules);
  g_ptr_array_unref (preview->problems);
  g_free (preview);
}
