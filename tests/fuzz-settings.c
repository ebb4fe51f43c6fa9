/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: any bytes as a configuration, and as a duration, hours of the week and an instant. */
#include "settings.h"

#include "settings-file.h"
#include "settings-values.h"
#include "time-text.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A file in memory that has a path. */
static void
load_bytes (const uint8_t *data, size_t size)
{
  gint fd = memfd_create ("fuzz-settings", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  const char *const paths[] = { path, NULL };
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  g_autoptr(NudgeSettings) settings = NULL;

  if (write (fd, data, size) == (gssize) size)
    settings = nudge_settings_load (paths, problems, NULL);
  close (fd);
  for (guint i = 0; i < problems->len; i++)
    g_assert_true (g_utf8_validate (((NudgeProblem *) problems->pdata[i])->text, -1, NULL));
}

static void
read_values (const char *text)
{
  g_autoptr(NudgeZone) zone = nudge_zone_new_utc ();
  g_autoptr(GArray) hours = nudge_hours_parse (text, NULL);
  GTimeSpan span;
  NudgeTime time;

  if (nudge_duration_parse (text, &span, NULL))
    {
      g_autofree char *written = nudge_duration_format (span);

      g_assert_true (nudge_duration_parse (written, &span, NULL));
    }
  if (nudge_time_parse (text, zone, 0, &time, NULL))
    {
      g_autofree char *written = nudge_time_format (time, zone);
      g_autofree char *for_people = nudge_time_format_short (time, zone, 0);

      g_assert_nonnull (for_people);
      g_assert_true (nudge_time_parse (written, zone, 0, &time, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  load_bytes (data, size);
  if (g_utf8_validate (text, -1, NULL))
    read_values (text);
  return 0;
}
