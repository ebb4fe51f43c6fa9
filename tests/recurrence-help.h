/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence help: rules and what they give, written the way a test table reads best. */
#pragma once

#include "civil-text.h"
#include "recurrence.h"

#include <glib.h>

#include <stdio.h>
#include <string.h>

/**
 * Example: a row of a table.
 * @zone: name of the zone of the start; NULL: floating
 * @start: "20260302T090000" or "20260302"
 * @rules: RRULE texts, one a line
 * @rdates: (nullable): wall clocks on the clock of the start, separated by spaces
 * @exdates: (nullable): the same
 */
typedef struct {
  const char *zone;
  const char *start;
  const char *rules;
  const char *rdates;
  const char *exdates;
} Example;

/* "20260302T090000" or "20260302", with a Z for UTC; the zone is taken */
static inline NudgeWallTime
wall_of (const char *text, NudgeZone *zone)
{
  NudgeCivil civil = { 0 };
  gint n_read = sscanf (text, "%4d%2d%2dT%2d%2d%2d", &civil.year, &civil.month, &civil.day, &civil.hour,
                        &civil.minute, &civil.second);
  NudgeWallTime wall = { .is_date = n_read == 3 };

  g_assert_true (n_read == 3 || n_read == 6);
  wall.local = nudge_civil_to_seconds (&civil);
  if (g_str_has_suffix (text, "Z"))
    wall.zone = nudge_zone_new_utc ();
  else if (zone != NULL)
    wall.zone = nudge_zone_ref (zone);
  return wall;
}

static inline void
wall_clear (NudgeWallTime *wall)
{
  g_clear_pointer (&wall->zone, nudge_zone_unref);
}

static inline GArray *
walls_of (const char *texts, NudgeZone *zone)
{
  GArray *walls = g_array_new (FALSE, TRUE, sizeof (NudgeWallTime));
  g_auto(GStrv) words = g_strsplit (texts != NULL ? texts : "", " ", -1);

  g_array_set_clear_func (walls, (GDestroyNotify) wall_clear);
  for (gsize i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      NudgeWallTime wall = wall_of (words[i], zone);

      g_array_append_val (walls, wall);
    }
  return walls;
}

/* (transfer full) (nullable): the recurrence of a row */
static inline NudgeRecurrence *
recurrence_of (const Example *example, GError **error)
{
  g_autoptr(NudgeZone) zone = example->zone != NULL ? zone_named (example->zone) : NULL;
  g_auto(GStrv) rules = g_strsplit (example->rules != NULL ? example->rules : "", "\n", -1);
  g_autoptr(GArray) rdates = walls_of (example->rdates, zone);
  g_autoptr(GArray) exdates = walls_of (example->exdates, zone);
  g_autoptr(GArray) start = walls_of (example->start, zone);
  NudgeRecurrenceParts parts = { g_array_index (start, NudgeWallTime, 0), (const char *const *) rules,
                                 (const NudgeWallTime *) (void *) rdates->data, rdates->len,
                                 (const NudgeWallTime *) (void *) exdates->data, exdates->len };

  return nudge_recurrence_new (&parts, error);
}

/* (transfer full): up to @limit wall clocks, "20260302T090000 20260303T090000", with "..." where there are more */
static inline char *
instances_of (NudgeRecurrence *recurrence, NudgeZone *desk, NudgeTime after, gint limit)
{
  GString *text = g_string_new (NULL);
  NudgeInstance instance;

  for (gint i = 0; nudge_recurrence_next (recurrence, desk, after, &instance); i++)
    {
      NudgeCivil c = nudge_civil_from_seconds (instance.local);

      g_assert_cmpint (instance.time, >, after);
      if (i == limit)
        {
          g_string_append (text, " ...");
          break;
        }
      g_string_append_printf (text, "%s%04d%02d%02dT%02d%02d%02d", i == 0 ? "" : " ", c.year, c.month, c.day, c.hour,
                              c.minute, c.second);
      after = instance.time;
    }
  return g_string_free (text, FALSE);
}

/* the row gives the instances @expected, in the form of instances_of() */
static inline void
assert_gives (const Example *example, const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(NudgeRecurrence) recurrence = recurrence_of (example, &error);
  g_autoptr(NudgeZone) desk = nudge_zone_new_utc ();
  g_auto(GStrv) words = g_strsplit (expected, " ", -1);
  gint n_words = (gint) g_strv_length (words);
  g_autofree char *found = NULL;

  g_test_message ("%s %s %s", example->zone != NULL ? example->zone : "floating", example->start, example->rules);
  g_assert_no_error (error);
  if (n_words > 0 && g_str_equal (words[n_words - 1], "..."))
    n_words--;
  found = instances_of (recurrence, desk, G_MININT64, n_words);
  g_assert_cmpstr (found, ==, expected);
}
