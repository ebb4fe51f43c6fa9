/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones of a file: from a TZID to a zone of the system, else to the VTIMEZONE that the file brings. */
#include "ics-zones.h"

#include "ics-values.h"
#include "zone-names.h"

#include <string.h>

#define MAX_TZID 256
#define MAX_NEAREST 20 /* TZIDs a file; to look through all names takes a while */

struct _NudgeIcsZones {
  NudgeIcsReport *report;
  GHashTable *zones; /* TZID to NudgeZone, or to NULL where nobody knows it */
  guint n_parts;
  guint n_looked_up;
  guint n_unknown;
};

static void
unref_zone (gpointer zone)
{
  if (zone != NULL)
    nudge_zone_unref (zone);
}

NudgeIcsZones *
nudge_ics_zones_new (NudgeIcsReport *report)
{
  NudgeIcsZones *self = g_new0 (NudgeIcsZones, 1);

  self->report = report;
  self->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_zone);
  return self;
}

void
nudge_ics_zones_free (NudgeIcsZones *self)
{
  g_hash_table_unref (self->zones);
  g_free (self);
}

static NudgeZone *
find_system_zone (const char *name)
{
  return *name == '\0' || strnlen (name, MAX_TZID + 1) > MAX_TZID ? NULL : nudge_zone_new_by_name (name, NULL);
}

static gboolean
read_offset (const NudgeIcsPart *part, NudgeIcsName name, gint *offset)
{
  const NudgeIcsLine *line = nudge_ics_part_find (part, name);

  return line != NULL && nudge_ics_offset_from_text (line->value, offset);
}

static gboolean
read_local (const char *value, gint64 *local)
{
  NudgeCivil civil;
  NudgeIcsClock clock;

  if (!nudge_ics_civil_from_text (value, &civil, &clock))
    return FALSE;
  *local = nudge_civil_to_seconds (&civil);
  return TRUE;
}

/* Where the first onset is before 1900 (Outlook writes 1601), the same onset of a year that is in range. */
static gboolean
read_onset (const NudgeIcsPart *part, gint64 *onset)
{
  const NudgeIcsLine *line = nudge_ics_part_find (part, NUDGE_ICS_DTSTART);
  g_autofree char *later = NULL;

  if (line == NULL)
    return FALSE;
  if (read_local (line->value, onset))
    return TRUE;
  if (strlen (line->value) < 15 || g_ascii_strncasecmp (line->value, "1900", 4) >= 0)
    return FALSE;
  later = g_strconcat ("1900", line->value + 4, NULL);
  return read_local (later, onset);
}

/* Further onsets; a list that cannot be read counts as none. */
static GArray *
read_rdates (const NudgeIcsPart *part)
{
  GArray *rdates = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < part->lines->len; i++)
    {
      const NudgeIcsLine *line = &g_array_index (part->lines, NudgeIcsLine, i);
      g_autoptr(GPtrArray) values = line->name == NUDGE_ICS_RDATE ? nudge_ics_split_values (line->value) : NULL;
      gint64 local;

      for (guint j = 0; values != NULL && j < values->len; j++)
        if (read_local (g_ptr_array_index (values, j), &local))
          g_array_append_val (rdates, local);
    }
  return rdates;
}

/* One STANDARD or DAYLIGHT. The RRULE points into @part; the RDATEs are kept in @rdates. */
static gboolean
read_observance (const NudgeIcsPart *part, NudgeZoneRule *rule, GPtrArray *rdates)
{
  const NudgeIcsLine *rrule = nudge_ics_part_find (part, NUDGE_ICS_RRULE);
  GArray *onsets;

  if (!read_onset (part, &rule->onset) || !read_offset (part, NUDGE_ICS_TZOFFSETFROM, &rule->offset_from)
      || !read_offset (part, NUDGE_ICS_TZOFFSETTO, &rule->offset_to))
    return FALSE;
  rule->rrule = rrule == NULL ? NULL : rrule->value;
  onsets = read_rdates (part);
  rule->rdates = (const gint64 *) onsets->data;
  rule->n_rdates = onsets->len;
  g_ptr_array_add (rdates, onsets);
  return TRUE;
}

static NudgeZone *
read_zone (NudgeIcsZones *self, const NudgeIcsPart *part, const char *tzid)
{
  g_autoptr(GPtrArray) rdates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr(GArray) rules = g_array_new (FALSE, TRUE, sizeof (NudgeZoneRule));
  g_autoptr(GError) error = NULL;
  NudgeZone *zone = NULL;

  for (guint i = 0; i < part->parts->len && i < NUDGE_ICS_MAX_OBSERVANCES; i++)
    {
      const NudgeIcsPart *observance = g_ptr_array_index (part->parts, i);
      NudgeZoneRule rule = { 0 };

      if (read_observance (observance, &rule, rdates))
        g_array_append_val (rules, rule);
      else
        nudge_ics_report_add (self->report, observance->line, NUDGE_SEVERITY_WARNING,
                              "%s is ignored: it needs DTSTART:19701025T030000, TZOFFSETFROM:+0200 and "
                              "TZOFFSETTO:+0100 or the like",
                              nudge_ics_part_kind_to_text (observance->kind));
    }
  if (rules->len > 0)
    zone = nudge_zone_new_from_rules (tzid, (const NudgeZoneRule *) rules->data, rules->len, &error);
  if (zone == NULL)
    nudge_ics_report_add (self->report, part->line, NUDGE_SEVERITY_ERROR, "VTIMEZONE is left out: %s",
                          error != NULL ? error->message : "it has no STANDARD or DAYLIGHT that can be read");
  return zone;
}

void
nudge_ics_zones_add (NudgeIcsZones *self, const NudgeIcsPart *part)
{
  const NudgeIcsLine *tzid = nudge_ics_part_find (part, NUDGE_ICS_TZID);
  const NudgeIcsLine *location = nudge_ics_part_find (part, NUDGE_ICS_X_LIC_LOCATION);
  NudgeZone *zone;

  self->n_parts++;
  if (self->n_parts == NUDGE_ICS_MAX_ZONES + 1)
    nudge_ics_report_add (self->report, part->line, NUDGE_SEVERITY_ERROR,
                          "this and all later VTIMEZONE are left out: a file can have %d", NUDGE_ICS_MAX_ZONES);
  if (self->n_parts > NUDGE_ICS_MAX_ZONES)
    return;
  if (tzid == NULL)
    {
      nudge_ics_report_add (self->report, part->line, NUDGE_SEVERITY_ERROR, "VTIMEZONE is left out: it has no TZID");
      return;
    }
  if (g_hash_table_contains (self->zones, tzid->value))
    return;
  zone = find_system_zone (tzid->value);
  if (zone == NULL && location != NULL)
    zone = find_system_zone (location->value);
  if (zone == NULL)
    zone = read_zone (self, part, tzid->value);
  if (zone != NULL)
    g_hash_table_insert (self->zones, g_strdup (tzid->value), zone);
}

static void
report_unknown (NudgeIcsZones *self, const char *tzid, guint line)
{
  g_autofree char *quote = nudge_ics_quote (tzid);
  g_autofree char *nearest = ++self->n_unknown <= MAX_NEAREST ? nudge_zone_names_find_nearest (tzid) : NULL;

  if (nearest != NULL)
    nudge_ics_report_add (self->report, line, NUDGE_SEVERITY_WARNING,
                          "unknown TZID “%s”: times with it are read as local time of this desk; did you mean “%s”?",
                          quote, nearest);
  else
    nudge_ics_report_add (self->report, line, NUDGE_SEVERITY_WARNING,
                          "unknown TZID “%s”: times with it are read as local time of this desk; a name such as "
                          "“Europe/Berlin”, or a VTIMEZONE in the file, would be right",
                          quote);
}

static NudgeZone *
report_too_many (NudgeIcsZones *self, guint line)
{
  if (self->n_looked_up == NUDGE_ICS_MAX_ZONES + 1)
    nudge_ics_report_add (self->report, line, NUDGE_SEVERITY_WARNING,
                          "times with this and further TZIDs are read as local time of this desk: a file can have %d",
                          NUDGE_ICS_MAX_ZONES);
  return NULL;
}

NudgeZone *
nudge_ics_zones_find (NudgeIcsZones *self, const char *tzid, guint line)
{
  gpointer zone;

  if (g_hash_table_lookup_extended (self->zones, tzid, NULL, &zone))
    return zone;
  if (++self->n_looked_up > NUDGE_ICS_MAX_ZONES)
    return report_too_many (self, line);
  zone = find_system_zone (tzid);
  if (zone == NULL)
    report_unknown (self, tzid, line);
  g_hash_table_insert (self->zones, g_strdup (tzid), zone);
  return zone;
}
