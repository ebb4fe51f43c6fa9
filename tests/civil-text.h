/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil text: wall-clock seconds and zones written the way a test table reads best. */
#pragma once

#include "zone.h"

#include <glib.h>

#include <stdio.h>

/* "2026-03-02T09:00:00" as wall-clock seconds */
static inline gint64
seconds_of (const char *text)
{
  NudgeCivil civil = { 0 };

  g_assert_cmpint (sscanf (text, "%d-%d-%dT%d:%d:%d", &civil.year, &civil.month, &civil.day, &civil.hour,
                           &civil.minute, &civil.second), ==, 6);
  return nudge_civil_to_seconds (&civil);
}

/* (transfer full): the inverse */
static inline char *
text_of (gint64 seconds)
{
  NudgeCivil c = nudge_civil_from_seconds (seconds);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

/* (transfer full): a zone that must exist */
static inline NudgeZone *
zone_named (const char *name)
{
  g_autoptr(GError) error = NULL;
  NudgeZone *zone = nudge_zone_new_by_name (name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (zone);
  return zone;
}
