/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by a helper program: one that tells facts, a line for each, so that the daemon needs no library for them. */
#define G_LOG_DOMAIN "nudged-presence"

#include "presence-helper.h"

#include <signal.h>
#include <string.h>

/* Longer than any line that means something. */
#define MAX_LINE 64

#define FIRST_DELAY_MS 1000
#define MAX_ENDS 5
#define ENDS_SPAN G_TIME_SPAN_MINUTE

struct _NudgePresenceHelper {
  GObject parent;
  char *name;
  char *program;
  char *needs;
  char *problem; /* why it does not run; NULL: it does */
  GSubprocess *process;
  GString *line; /* the beginning of one */
  GTimeSpan idle_span;
  gint64 ends[MAX_ENDS]; /* by the monotonic clock, 0: none; a ring */
  guint n_ends;
  guint first_delay;
  guint read_id;
  guint start_id;
  gboolean is_started;
  NudgeTruth truths[NUDGE_N_FACTS];
};

static void source_iface_init (NudgePresenceSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NudgePresenceHelper, nudge_presence_helper, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_PRESENCE_SOURCE, source_iface_init))

static void plan_launch (NudgePresenceHelper *self, guint delay_ms);

/* --- the end of a program ------------------------------------------------------------------------------------ */

/* One that is well ends when its input does; one that hangs must not stay either. */
static void
retire (NudgePresenceHelper *self)
{
  g_clear_handle_id (&self->start_id, g_source_remove);
  g_clear_handle_id (&self->read_id, g_source_remove);
  if (self->process != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
      g_subprocess_send_signal (self->process, SIGTERM);
    }
  g_clear_object (&self->process);
  g_string_truncate (self->line, 0);
  memset (self->truths, 0, sizeof self->truths);
}

G_STATIC_ASSERT (NUDGE_UNKNOWN == 0);

/* Takes @problem. */
static void
set_problem (NudgePresenceHelper *self, char *problem)
{
  g_free (self->problem);
  self->problem = problem;
  nudge_presence_source_emit_changed (NUDGE_PRESENCE_SOURCE (self));
}

/* Returns: how often it ended within the last minute, this time included. */
static guint
count_end (NudgePresenceHelper *self)
{
  gint64 now = g_get_monotonic_time ();
  guint n = 0;

  self->ends[self->n_ends++ % MAX_ENDS] = now;
  for (guint i = 0; i < MAX_ENDS; i++)
    if (self->ends[i] != 0 && now - self->ends[i] < ENDS_SPAN)
      n++;
  return n;
}

static void
begin_anew_or_give_up (NudgePresenceHelper *self, const char *what_happened)
{
  guint n_ends = count_end (self);

  retire (self);
  g_debug ("%s %s", self->program, what_happened);
  if (n_ends < MAX_ENDS)
    {
      plan_launch (self, self->first_delay << (n_ends - 1));
      set_problem (self, g_strdup_printf ("%s %s; it is soon started again", self->program, what_happened));
      return;
    }
  g_warning ("%s failed %u times in a minute and is not started again", self->program, n_ends);
  set_problem (self, g_strdup_printf ("%s %s, for the %uth time in a minute: it is not started again", self->program,
                                      what_happened, n_ends));
}

/* --- what it says -------------------------------------------------------------------------------------------- */

static gboolean
read_truth (const char *text, NudgeTruth *truth)
{
  for (NudgeTruth t = NUDGE_UNKNOWN; t <= NUDGE_YES; t++)
    if (g_str_equal (text, nudge_truth_to_string (t)))
      {
        *truth = t;
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_line (NudgePresenceHelper *self, const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 2);
  NudgeFact fact;
  NudgeTruth truth;

  if (g_strv_length (words) != 2 || !nudge_fact_from_string (words[0], &fact) || fact == NUDGE_FACT_BUSY
      || !read_truth (words[1], &truth))
    return FALSE;
  self->truths[fact] = truth;
  g_debug ("%s: %s", self->name, line);
  return TRUE;
}

/* Returns: whether all of it made sense */
static gboolean
take_text (NudgePresenceHelper *self, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != '\n')
      {
        if (text[i] == '\0' || self->line->len == MAX_LINE)
          return FALSE;
        g_string_append_c (self->line, text[i]);
      }
    else if (!take_line (self, self->line->str))
      return FALSE;
    else
      g_string_truncate (self->line, 0);
  return TRUE;
}

static gboolean
on_readable (GObject *stream, gpointer data)
{
  NudgePresenceHelper *self = data;
  g_autoptr(GError) error = NULL;
  char text[256];
  gssize n = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (stream), text, sizeof text, NULL,
                                                       &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  if (n <= 0)
    begin_anew_or_give_up (self, "has ended");
  else if (!take_text (self, text, (gsize) n))
    begin_anew_or_give_up (self, "said something that makes no sense");
  else
    nudge_presence_source_emit_changed (NUDGE_PRESENCE_SOURCE (self));
  return self->read_id != 0;
}

/* --- the beginning ------------------------------------------------------------------------------------------- */

static void
launch (NudgePresenceHelper *self)
{
  g_autofree char *span = g_strdup_printf ("%" G_GINT64_FORMAT, self->idle_span / G_TIME_SPAN_MILLISECOND);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSource) source = NULL;
  GPollableInputStream *output;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                    self->program, span, NULL);
  if (self->process == NULL)
    {
      set_problem (self, g_strdup_printf ("%s could not be started: %s", self->program, error->message));
      return;
    }
  output = G_POLLABLE_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->process));
  source = g_pollable_input_stream_create_source (output, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (on_readable), self, NULL);
  self->read_id = g_source_attach (source, NULL);
  set_problem (self, NULL);
}

static gboolean
on_time_to_launch (gpointer data)
{
  NudgePresenceHelper *self = data;

  self->start_id = 0;
  if (self->needs != NULL && g_getenv (self->needs) == NULL)
    set_problem (self, g_strdup_printf ("%s is not set where nudged was started, so %s cannot tell", self->needs,
                                        self->name));
  else
    launch (self);
  return G_SOURCE_REMOVE;
}

static void
plan_launch (NudgePresenceHelper *self, guint delay_ms)
{
  g_clear_handle_id (&self->start_id, g_source_remove);
  self->start_id = g_timeout_add (delay_ms, on_time_to_launch, self);
}

/* --- the port ------------------------------------------------------------------------------------------------ */

static void
presence_helper_start (NudgePresenceSource *source)
{
  NudgePresenceHelper *self = NUDGE_PRESENCE_HELPER (source);

  self->is_started = TRUE;
  plan_launch (self, 0);
}

/* A wish of the user's is a reason to try once more. */
static void
presence_helper_set_idle_span (NudgePresenceSource *source, GTimeSpan span)
{
  NudgePresenceHelper *self = NUDGE_PRESENCE_HELPER (source);

  if (self->idle_span == span)
    return;
  self->idle_span = span;
  if (!self->is_started)
    return;
  retire (self);
  memset (self->ends, 0, sizeof self->ends);
  plan_launch (self, 0);
  nudge_presence_source_emit_changed (source);
}

static const char *
presence_helper_get_name (NudgePresenceSource *source)
{
  return NUDGE_PRESENCE_HELPER (source)->name;
}

static NudgeTruth
presence_helper_get_truth (NudgePresenceSource *source, NudgeFact fact)
{
  return NUDGE_PRESENCE_HELPER (source)->truths[fact];
}

static char *
presence_helper_describe (NudgePresenceSource *source)
{
  NudgePresenceHelper *self = NUDGE_PRESENCE_HELPER (source);
  g_autoptr(GString) facts = g_string_new (NULL);

  if (self->problem != NULL)
    return g_strdup (self->problem);
  for (NudgeFact fact = NUDGE_FACT_IDLE; fact < NUDGE_N_FACTS; fact++)
    if (self->truths[fact] != NUDGE_UNKNOWN)
      g_string_append_printf (facts, "%s%s", facts->len > 0 ? ", " : "", nudge_fact_to_string (fact));
  if (facts->len == 0)
    return g_strdup_printf ("%s has said nothing yet", self->program);
  return g_strdup_printf ("%s tells: %s", self->program, facts->str);
}

static void
source_iface_init (NudgePresenceSourceInterface *iface)
{
  iface->start = presence_helper_start;
  iface->set_idle_span = presence_helper_set_idle_span;
  iface->get_name = presence_helper_get_name;
  iface->get_truth = presence_helper_get_truth;
  iface->describe = presence_helper_describe;
}

static void
nudge_presence_helper_dispose (GObject *object)
{
  retire (NUDGE_PRESENCE_HELPER (object));
  G_OBJECT_CLASS (nudge_presence_helper_parent_class)->dispose (object);
}

static void
nudge_presence_helper_finalize (GObject *object)
{
  NudgePresenceHelper *self = NUDGE_PRESENCE_HELPER (object);

  g_string_free (self->line, TRUE);
  g_free (self->problem);
  g_free (self->needs);
  g_free (self->program);
  g_free (self->name);
  G_OBJECT_CLASS (nudge_presence_helper_parent_class)->finalize (object);
}

static void
nudge_presence_helper_class_init (NudgePresenceHelperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_presence_helper_dispose;
  G_OBJECT_CLASS (klass)->finalize = nudge_presence_helper_finalize;
}

static void
nudge_presence_helper_init (NudgePresenceHelper *self)
{
  self->line = g_string_new (NULL);
  self->first_delay = FIRST_DELAY_MS;
}

NudgePresenceHelper *
nudge_presence_helper_new (const char *name, const char *program, const char *needs)
{
  NudgePresenceHelper *self = g_object_new (NUDGE_TYPE_PRESENCE_HELPER, NULL);

  self->name = g_strdup (name);
  self->program = g_strdup (program);
  self->needs = g_strdup (needs);
  return self;
}

void
nudge_presence_helper_set_first_delay (NudgePresenceHelper *self, guint ms)
{
  self->first_delay = ms;
}
