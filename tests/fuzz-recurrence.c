/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz recurrence: any text as a rule; what is taken must answer in order, in bounded time, and in words. */
#include "recurrence.h"

#include <glib.h>

#include <stdint.h>
#include <string.h>

#define STEPS 200

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static NudgeWallTime
read_start (const uint8_t *data, NudgeZone *zone)
{
  guint32 number = (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
  NudgeWallTime start = { (gint64) number * 2 - 2000000000, data[4] % 3 == 0 ? zone : NULL, data[4] % 5 == 0 };

  if (start.is_date)
    start.local -= start.local % 86400;
  return start;
}

static void
walk (NudgeRecurrence *recurrence, NudgeZone *desk, NudgeTime after)
{
  NudgeInstance instance;

  for (gint i = 0; i < STEPS && nudge_recurrence_next (recurrence, desk, after, &instance); i++)
    {
      g_assert_cmpint (instance.time, >, after);
      after = instance.time;
    }
}

/* 5 bytes of start and zone, then one or more RRULEs, one a line */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name ("Europe/Berlin", NULL);
  g_autofree char *text = size > 5 ? g_strndup ((const char *) data + 5, size - 5) : NULL;
  g_auto(GStrv) rules = text != NULL ? g_strsplit (text, "\n", 4) : NULL;
  g_autoptr(NudgeRecurrence) recurrence = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  NudgeRecurrenceParts parts = { .rrules = (const char *const *) rules };
  gint64 begin = g_get_monotonic_time ();

  if (rules == NULL || zone == NULL)
    return 0;
  parts.start = read_start (data, zone);
  recurrence = nudge_recurrence_new (&parts, &error);
  g_assert_true ((recurrence == NULL) == (error != NULL));
  if (recurrence == NULL)
    return 0;
  walk (recurrence, zone, G_MININT64);
  walk (recurrence, zone, G_GINT64_CONSTANT (4102444800) * G_TIME_SPAN_SECOND);
  words = nudge_recurrence_to_words (recurrence);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * G_TIME_SPAN_SECOND);
  return 0;
}
