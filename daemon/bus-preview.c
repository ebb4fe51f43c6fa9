/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus preview: reads a file that a caller passed and lists its due times, in a worker thread. */
#include "bus-preview.h"

#include "bus-convert.h"
#include "ics-parser.h"
#include "nudge-error.h"
#include "preview.h"
#include "time-text.h"

#include <gio/gunixfdlist.h>

#include <errno.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FILE (16 * 1024 * 1024)

/* From so many records on an answer is large; it is through after some seconds. */
#define LARGE_ANSWER 10000
#define TIDY_SECONDS 5

/* What the worker needs; it shares nothing with the main thread but immutable values. */
typedef struct {
  GDBusMethodInvocation *invocation;
  int fd;
  char *name;
  NudgeIcsAlarms alarms;
  NudgeDesk desk;
  NudgeBusWindow window;
  gboolean with_rules;
} Request;

static const NudgeBusOption known_options[] = {
  { "name", "s" }, { "zone", "s" }, { "alarms", "s" }, { "all-day", "s" }, { "rules", "b" }, { NULL, NULL },
};

static void
request_free (Request *request)
{
  if (request->fd >= 0)
    close (request->fd);
  g_free (request->name);
  g_clear_pointer (&request->desk.zone, nudge_zone_unref);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

gboolean
nudge_bus_window_complete (NudgeBusWindow *window, NudgeTime now, guint default_limit, GError **error)
{
  if (window->from == 0)
    window->from = now;
  if (window->to == 0)
    window->to = window->from + 7 * G_TIME_SPAN_DAY;
  if (window->limit == 0)
    window->limit = default_limit;
  window->limit = MIN (window->limit, NUDGE_BUS_LIMIT_MAX);
  if (window->from < window->to)
    return TRUE;
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
               "The window ends before it begins; “from” has to be earlier than “to”");
  return FALSE;
}

/* --- the worker ------------------------------------------------------------------------------------------ */

static GByteArray *
read_all (int fd, gsize size, GError **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_sized_new ((guint) size + 1);
  guint8 buffer[65536];
  gssize n;

  while ((n = pread (fd, buffer, sizeof buffer, bytes->len)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || bytes->len + (gsize) n > MAX_FILE)
        {
          g_set_error (error, NUDGE_ERROR, n < 0 ? NUDGE_ERROR_INVALID_ARGUMENT : NUDGE_ERROR_TOO_LARGE,
                       "The file cannot be read: %s", n < 0 ? g_strerror (errno) : "it is larger than 16 MiB");
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint) n);
    }
  return g_steal_pointer (&bytes);
}

static GByteArray *
read_file (int fd, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, "What was passed is no regular file");
      return NULL;
    }
  if (info.st_size > MAX_FILE)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE, "The file is larger than 16 MiB");
      return NULL;
    }
  return read_all (fd, (gsize) info.st_size, error);
}

/* A dictionary is a tree of some forty pieces until somebody asks for its bytes: of 100,000 of them, hundreds of
 * megabytes. Asking at once leaves one piece. */
static void
add_packed (GVariantBuilder *builder, GVariant *record)
{
  g_autoptr(GVariant) packed = g_variant_ref_sink (record);

  g_variant_get_data (packed);
  g_variant_builder_add_value (builder, packed);
}

static void
add_rules (GVariantBuilder *builder, GPtrArray *rules, const Request *request)
{
  for (guint i = 0; i < rules->len; i++)
    {
      NudgeRule *rule = g_ptr_array_index (rules, i);
      g_autoptr(NudgeOccurrence) next = nudge_rule_next_after (rule, &request->desk, request->window.from - 1);

      add_packed (builder, nudge_bus_rule_record (rule, TRUE, next != NULL ? next->due : NUDGE_NEVER));
    }
}

static GVariant *
list_records (const Request *request, NudgeIcsResult *result)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  gboolean is_cut = FALSE;
  g_autoptr(GPtrArray) occurrences
      = nudge_preview_list (result->rules, &request->desk, request->window.from - 1, request->window.to - 1,
                            request->window.limit, &is_cut);

  for (guint i = 0; i < occurrences->len; i++)
    add_packed (&builder, nudge_bus_agenda_record (g_ptr_array_index (occurrences, i)));
  if (request->with_rules)
    add_rules (&builder, result->rules, request);
  for (guint i = 0; i < result->problems->len; i++)
    add_packed (&builder, nudge_bus_problem_record (g_ptr_array_index (result->problems, i)));
  if (is_cut)
    g_variant_builder_add_parsed (&builder, "{'truncated': <true>}");
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static GVariant *
preview (const Request *request, GError **error)
{
  const NudgeIcsContext context
      = { .file = request->name, .source = "", .origin = NUDGE_ORIGIN_OWN, .alarms = request->alarms };
  g_autoptr(GByteArray) bytes = read_file (request->fd, error);
  g_autoptr(NudgeIcsResult) result = NULL;

  if (bytes == NULL)
    return NULL;
  result = nudge_ics_parse ((const char *) bytes->data, bytes->len, &context);
  return list_records (request, result);
}

/* The allocator keeps what a large answer took; the system may have it back when the answer is through. */
static gboolean
on_large_answer_gone (gpointer data)
{
  malloc_trim (0);
  return G_SOURCE_REMOVE;
}

static void
tidy_after (GVariant *records)
{
  if (g_variant_n_children (records) >= LARGE_ANSWER)
    g_timeout_add_seconds (TIDY_SECONDS, on_large_answer_gone, NULL);
}

/* Answers from here: laying out 100,000 records for the bus takes most of a second, and nudges must not wait for it. */
static void
run_preview (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  g_autoptr(GVariant) records = preview (request, &error);
  GDBusMethodInvocation *invocation = g_steal_pointer (&request->invocation);

  if (records == NULL)
    g_dbus_method_invocation_take_error (invocation, error);
  else
    {
      tidy_after (records);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(@aa{sv})", records));
    }
  g_task_return_boolean (task, TRUE);
}

/* --- the request ----------------------------------------------------------------------------------------- */

static gboolean
parse_alarms (const char *text, NudgeIcsAlarms *alarms, GError **error)
{
  if (text == NULL || g_str_equal (text, "auto"))
    *alarms = NUDGE_ICS_ALARMS_AUTO;
  else if (g_str_equal (text, "own"))
    *alarms = NUDGE_ICS_ALARMS_OWN;
  else if (g_str_equal (text, "start"))
    *alarms = NUDGE_ICS_ALARMS_START;
  else
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
                   "The option “alarms” has to be “auto”, “own” or “start”, not “%s”", text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_desk (GVariant *options, NudgeKeeper *keeper, NudgeDesk *desk, GError **error)
{
  const char *zone = NULL;
  const char *all_day = NULL;
  gint seconds = nudge_keeper_get_settings (keeper)->all_day;

  g_variant_lookup (options, "zone", "&s", &zone);
  if (g_variant_lookup (options, "all-day", "&s", &all_day) && !nudge_time_of_day_parse (all_day, &seconds, error))
    return FALSE;
  desk->all_day = seconds * G_TIME_SPAN_SECOND;
  desk->zone = zone != NULL ? nudge_zone_new_by_name (zone, error) : nudge_zone_ref (nudge_keeper_get_zone (keeper));
  return desk->zone != NULL;
}

static gboolean
take_fd (GDBusMethodInvocation *invocation, GVariant *file, int *fd, GError **error)
{
  GUnixFDList *list = g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));

  if (list == NULL)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, "No file was passed");
      return FALSE;
    }
  *fd = g_unix_fd_list_get (list, g_variant_get_handle (file), error);
  return *fd >= 0;
}

static gboolean
fill_request (Request *request, NudgeKeeper *keeper, GVariant *options, GError **error)
{
  const char *name = "-";
  const char *alarms = NULL;

  if (!nudge_bus_check_options (options, known_options, error))
    return FALSE;
  g_variant_lookup (options, "name", "&s", &name);
  g_variant_lookup (options, "alarms", "&s", &alarms);
  g_variant_lookup (options, "rules", "b", &request->with_rules);
  request->name = g_strdup (name);
  return parse_alarms (alarms, &request->alarms, error) && parse_desk (options, keeper, &request->desk, error)
         && nudge_bus_window_complete (&request->window, nudge_keeper_now (keeper), NUDGE_BUS_LIMIT_MAX, error);
}

void
nudge_bus_preview (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, GVariant *file,
                   const NudgeBusWindow *window, GVariant *options)
{
  g_autoptr(Request) request = g_new0 (Request, 1);
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  request->fd = -1;
  request->window = *window;
  if (!fill_request (request, keeper, options, &error) || !take_fd (invocation, file, &request->fd, &error))
    {
      g_dbus_method_invocation_take_error (invocation, error);
      return;
    }
  request->invocation = invocation;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, g_steal_pointer (&request), (GDestroyNotify) request_free);
  g_task_run_in_thread (task, run_preview);
}
