/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence print: reads rules line by line and prints what they give, for tests against other implementations. */
#include "recurrence.h"

#include <glib.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES 65536

/* A line: ZONE TAB START TAB LIMIT TAB RRULE [TAB RRULE …]. ZONE is "-" for a floating start at a desk in UTC; START is
 * 20260302T090000 or 20260302. The answer: the wall clocks of the first LIMIT instances, or "error: …". */
static gint64
read_local (const char *text, gboolean *is_date)
{
  NudgeCivil civil = { 0 };
  gint n_read = sscanf (text, "%4d%2d%2dT%2d%2d%2d", &civil.year, &civil.month, &civil.day, &civil.hour,
                        &civil.minute, &civil.second);

  if (n_read != 3 && n_read != 6)
    g_error ("“%s” is no start", text);
  *is_date = n_read == 3;
  return nudge_civil_to_seconds (&civil);
}

static void
print_instance (const NudgeInstance *instance, gboolean is_first, gboolean with_time)
{
  NudgeCivil c = nudge_civil_from_seconds (instance->local);

  printf ("%s%04d%02d%02dT%02d%02d%02d", is_first ? "" : " ", c.year, c.month, c.day, c.hour, c.minute, c.second);
  if (with_time)
    printf ("@%" G_GINT64_FORMAT, instance->time / G_TIME_SPAN_SECOND);
}

static void
print_line (char **fields)
{
  g_autoptr(NudgeZone) utc = nudge_zone_new_utc ();
  g_autoptr(GError) error = NULL;
  g_autoptr(NudgeRecurrence) recurrence = NULL;
  g_autoptr(NudgeZone) zone = g_str_equal (fields[0], "-") ? NULL : nudge_zone_new_by_name (fields[0], &error);
  NudgeRecurrenceParts parts = { .rrules = (const char *const *) fields + 3 };
  NudgeTime after = G_MININT64;
  NudgeInstance instance;
  gint limit = atoi (fields[2]);

  parts.start.local = read_local (fields[1], &parts.start.is_date);
  parts.start.zone = zone;
  recurrence = error == NULL ? nudge_recurrence_new (&parts, &error) : NULL;
  if (recurrence == NULL)
    printf ("error: %s", error->message);
  for (gint i = 0; recurrence != NULL && i < limit; i++)
    {
      if (!nudge_recurrence_next (recurrence, utc, after, &instance))
        break;
      print_instance (&instance, i == 0, zone != NULL);
      after = instance.time;
    }
  printf ("\n");
}

int
main (void)
{
  char line[LINE_MAX_BYTES];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto(GStrv) fields = g_strsplit (g_strchomp (line), "\t", -1);

      if (g_strv_length (fields) < 3)
        g_error ("“%s” has fewer than three fields", line);
      print_line (fields);
    }
  return 0;
}
