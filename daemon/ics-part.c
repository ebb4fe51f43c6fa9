/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Part: one component of a calendar as the scanner hands it out: its lines and the components inside it. */
#include "ics-part.h"

static const struct
{
  const char *name;
  NudgeIcsPartKind kind;
} kinds[] = {
  { "VCALENDAR", NUDGE_ICS_CALENDAR },      { "VEVENT", NUDGE_ICS_EVENT },
  { "VTODO", NUDGE_ICS_TODO },              { "VTIMEZONE", NUDGE_ICS_TIMEZONE },
  { "VALARM", NUDGE_ICS_ALARM },            { "STANDARD", NUDGE_ICS_STANDARD },
  { "DAYLIGHT", NUDGE_ICS_DAYLIGHT },       { "VJOURNAL", NUDGE_ICS_OTHER_ITEM },
  { "VFREEBUSY", NUDGE_ICS_OTHER_ITEM },    { "VAVAILABILITY", NUDGE_ICS_OTHER_ITEM },
};

const char *
nudge_ics_part_kind_to_text (NudgeIcsPartKind kind)
{
  return kind < NUDGE_ICS_OTHER_ITEM ? kinds[kind].name : "component";
}

NudgeIcsPartKind
nudge_ics_part_kind_from_text (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (name, kinds[i].name) == 0)
      return kinds[i].kind;
  return NUDGE_ICS_OTHER_PART;
}

gboolean
nudge_ics_part_kind_is_item (NudgeIcsPartKind kind)
{
  return kind == NUDGE_ICS_EVENT || kind == NUDGE_ICS_TODO || kind == NUDGE_ICS_TIMEZONE
         || kind == NUDGE_ICS_OTHER_ITEM;
}

const NudgeIcsLine *
nudge_ics_part_find (const NudgeIcsPart *part, NudgeIcsName name)
{
  for (guint i = 0; i < part->lines->len; i++)
    if (g_array_index (part->lines, NudgeIcsLine, i).name == name)
      return &g_array_index (part->lines, NudgeIcsLine, i);
  return NULL;
}

NudgeIcsPart *
nudge_ics_part_new (NudgeIcsPartKind kind, guint line, gboolean has_text)
{
  NudgeIcsPart *part = g_new0 (NudgeIcsPart, 1);

  part->kind = kind;
  part->line = line;
  part->lines = g_array_new (FALSE, FALSE, sizeof (NudgeIcsLine));
  part->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_ics_part_free);
  part->text = has_text ? g_string_chunk_new (1024) : NULL;
  return part;
}

void
nudge_ics_part_free (NudgeIcsPart *part)
{
  g_array_unref (part->lines);
  g_ptr_array_unref (part->parts);
  g_clear_pointer (&part->text, g_string_chunk_free);
  g_free (part);
}
