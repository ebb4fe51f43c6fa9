/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Log: one line a message on standard error, or structured to the systemd journal; nothing below a level. */
#include "log.h"

#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  GLogLevelFlags level;
} levels[] = {
  { "error", G_LOG_LEVEL_ERROR },     { "critical", G_LOG_LEVEL_CRITICAL }, { "warning", G_LOG_LEVEL_WARNING },
  { "message", G_LOG_LEVEL_MESSAGE }, { "info", G_LOG_LEVEL_INFO },         { "debug", G_LOG_LEVEL_DEBUG },
};

gboolean
nudge_log_level_from_string (const char *name, GLogLevelFlags *level)
{
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_ascii_strcasecmp (levels[i].name, name) == 0)
      {
        *level = levels[i].level;
        return TRUE;
      }
  return FALSE;
}

static const char *
name_level (GLogLevelFlags level)
{
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if ((level & levels[i].level) != 0)
      return levels[i].name;
  return "log";
}

static const char *
find_message (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      return fields[i].value;
  return "";
}

/* Text of files may stand in a message: nothing in it reaches a terminal as a control sequence. */
static GLogWriterOutput
write_line (GLogLevelFlags level, const char *message)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);

  for (char *c = valid; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  fprintf (stderr, "nudged: %s: %s\n", name_level (level), valid);
  return G_LOG_WRITER_HANDLED;
}

/* The bit of a more serious level is a smaller number. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  NudgeLog *log = data;

  if ((gint) (level & G_LOG_LEVEL_MASK) > g_atomic_int_get (&log->level))
    return G_LOG_WRITER_HANDLED;
  if (g_log_writer_is_journald (fileno (stderr)))
    return g_log_writer_journald (level, fields, n_fields, NULL);
  return write_line (level, find_message (fields, n_fields));
}

void
nudge_log_set_level (NudgeLog *log, GLogLevelFlags level)
{
  g_atomic_int_set (&log->level, (gint) level);
}

void
nudge_log_install (NudgeLog *log, GLogLevelFlags level)
{
  nudge_log_set_level (log, level);
  g_log_set_writer_func (write_log, log, NULL);
}
