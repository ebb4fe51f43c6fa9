/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Item: what one VEVENT or VTODO says, before masters and their overrides are put together. */
#include "ics-item.h"

#include "category.h"
#include "ics-html.h"
#include "rule-lead.h"

#include <string.h>

#define MAX_UID 1024
#define MAX_RRULES 20
#define SECONDS_A_DAY 86400

/* The lines that only make sense together. */
typedef struct {
  const NudgeIcsLine *start;
  const NudgeIcsLine *end; /* DTEND or DUE */
  const NudgeIcsLine *duration;
} Bounds;

void
nudge_ics_item_free (NudgeIcsItem *item)
{
  g_free (item->uid);
  g_free (item->summary);
  g_free (item->description);
  g_free (item->why);
  g_strfreev (item->prompts);
  g_clear_pointer (&item->rrules, g_ptr_array_unref);
  g_clear_pointer (&item->rdates, g_array_unref);
  g_clear_pointer (&item->exdates, g_array_unref);
  g_clear_pointer (&item->alarms, g_array_unref);
  g_free (item);
}

static void
read_category (NudgeIcsItem *item, const NudgeIcsLine *line)
{
  g_autoptr(GPtrArray) values = nudge_ics_split_values (line->value);

  for (guint i = 0; i < values->len && item->category == NULL; i++)
    {
      g_autofree char *name = nudge_ics_text_from_value (g_ptr_array_index (values, i), 64, FALSE);

      item->category = nudge_category_canonical (name);
    }
}

static gboolean
value_is (const NudgeIcsLine *line, const char *word)
{
  return g_ascii_strcasecmp (line->value, word) == 0;
}

static void
read_status (NudgeIcsItem *item, const NudgeIcsLine *line)
{
  if (value_is (line, "CANCELLED") || value_is (line, "CANCELED"))
    item->is_off = TRUE;
  else if (item->kind == NUDGE_ICS_TODO && value_is (line, "COMPLETED"))
    item->is_off = TRUE;
}

static void
read_rrule (NudgeIcsItem *item, const NudgeIcsLine *line, NudgeIcsReader *reader)
{
  if (item->rrules == NULL)
    {
      item->rrules = g_ptr_array_new_with_free_func (g_free);
      item->rrule_line = line->line;
    }
  if (item->rrules->len < MAX_RRULES)
    g_ptr_array_add (item->rrules, g_strstrip (g_utf8_make_valid (line->value, -1)));
  else if (item->rrules->len == MAX_RRULES)
    nudge_ics_report_add (reader->report, line->line, NUDGE_SEVERITY_WARNING,
                          "RRULE from here on is ignored: an item can have %d", MAX_RRULES);
}

static void
read_dates (GArray **dates, const NudgeIcsLine *line, NudgeIcsReader *reader)
{
  if (*dates == NULL)
    *dates = g_array_new (FALSE, FALSE, sizeof (NudgeWallTime));
  nudge_ics_times_from_line (reader, line, *dates);
}

static void
add_alarm (NudgeIcsItem *item, const NudgeIcsAlarm *alarm)
{
  if (item->alarms == NULL)
    item->alarms = g_array_new (FALSE, FALSE, sizeof (NudgeIcsAlarm));
  g_array_append_vals (item->alarms, alarm, 1);
}

/* Thunderbird keeps a snooze as a time on the item. */
static void
read_mozilla_snooze (NudgeIcsItem *item, const NudgeIcsLine *line, NudgeIcsReader *reader)
{
  NudgeIcsAlarm alarm = { .is_absolute = TRUE, .is_snooze = TRUE, .acknowledged = NUDGE_NOT_ACKNOWLEDGED };

  if (nudge_ics_time_from_line (reader, line, &alarm.at))
    add_alarm (item, &alarm);
}

static gboolean
read_recurrence_id (NudgeIcsItem *item, const NudgeIcsLine *line, NudgeIcsReader *reader)
{
  item->is_override = TRUE;
  item->is_future = nudge_ics_line_param_is (line, "RANGE", "THISANDFUTURE");
  return nudge_ics_time_from_line (reader, line, &item->recurrence_id);
}

static void
read_text (char **text, const NudgeIcsLine *line, gsize max, gboolean is_body)
{
  g_free (*text);
  *text = nudge_ics_text_from_value (line->value, max, is_body);
  if (**text == '\0')
    g_clear_pointer (text, g_free);
}

/* The lines of when; FALSE when the item cannot be placed in time. */
static gboolean
read_time_line (NudgeIcsItem *item, const NudgeIcsLine *line, NudgeIcsReader *reader, Bounds *bounds)
{
  if (line->name == NUDGE_ICS_DTSTART && bounds->start == NULL)
    {
      bounds->start = line;
      return nudge_ics_time_from_line (reader, line, &item->start);
    }
  if (line->name == (item->kind == NUDGE_ICS_TODO ? NUDGE_ICS_DUE : NUDGE_ICS_DTEND))
    bounds->end = line;
  else if (line->name == NUDGE_ICS_DURATION)
    bounds->duration = line;
  else if (line->name == NUDGE_ICS_RRULE)
    read_rrule (item, line, reader);
  else if (line->name == NUDGE_ICS_RDATE)
    read_dates (&item->rdates, line, reader);
  else if (line->name == NUDGE_ICS_EXDATE)
    read_dates (&item->exdates, line, reader);
  else if (line->name == NUDGE_ICS_X_MOZ_LASTACK)
    nudge_ics_instant_from_line (reader, line, &item->acknowledged);
  else if (line->name == NUDGE_ICS_X_MOZ_SNOOZE_TIME)
    read_mozilla_snooze (item, line, reader);
  else if (line->name == NUDGE_ICS_RECURRENCE_ID)
    return read_recurrence_id (item, line, reader);
  return TRUE;
}

static void
read_text_line (NudgeIcsItem *item, const NudgeIcsLine *line, NudgeIcsReader *reader)
{
  if (line->name == NUDGE_ICS_UID)
    read_text (&item->uid, line, MAX_UID, FALSE);
  else if (line->name == NUDGE_ICS_SUMMARY)
    read_text (&item->summary, line, NUDGE_ICS_MAX_SUMMARY, FALSE);
  else if (line->name == NUDGE_ICS_DESCRIPTION)
    read_text (&item->description, line, NUDGE_ICS_MAX_BODY, TRUE);
  else if (line->name == NUDGE_ICS_CATEGORIES && item->category == NULL)
    read_category (item, line);
  else if (line->name == NUDGE_ICS_CLASS)
    item->is_private = !value_is (line, "PUBLIC");
  else if (line->name == NUDGE_ICS_STATUS)
    read_status (item, line);
  else if (line->name == NUDGE_ICS_COMPLETED && item->kind == NUDGE_ICS_TODO)
    item->is_off = TRUE;
  else if (line->name == NUDGE_ICS_SEQUENCE)
    g_ascii_string_to_unsigned (line->value, 10, 0, G_MAXINT, &item->sequence, NULL);
  else if (line->name == NUDGE_ICS_EXRULE)
    nudge_ics_report_add (reader->report, line->line, NUDGE_SEVERITY_WARNING,
                          "EXRULE is ignored, it is no part of iCalendar since 2009; EXDATE takes instances out");
  else
    nudge_ics_own_read (&item->own, line, reader->report);
}

/* Exact where both ends are instants; by the wall clock for dates and floating times. */
static void
set_end (NudgeIcsItem *item, const NudgeWallTime *end, NudgeIcsReader *reader, guint line)
{
  gint64 seconds = end->local - item->start.local;

  if (item->start.is_date || end->is_date)
    item->end.nominal = seconds / SECONDS_A_DAY * SECONDS_A_DAY;
  else if (item->start.zone != NULL && end->zone != NULL)
    item->end.exact = nudge_zone_to_utc (end->zone, end->local) - nudge_zone_to_utc (item->start.zone,
                                                                                     item->start.local);
  else
    item->end.exact = seconds;
  if (item->end.nominal < 0 || item->end.exact < 0)
    {
      item->end = (NudgeIcsSpan){ 0 };
      nudge_ics_report_add (reader->report, line, NUDGE_SEVERITY_WARNING,
                            "the end is before the start; it is read as equal to the start");
    }
}

static gboolean
read_bounds (NudgeIcsItem *item, const Bounds *bounds, NudgeIcsReader *reader)
{
  NudgeWallTime end;
  gboolean has_end = bounds->end != NULL && nudge_ics_time_from_line (reader, bounds->end, &end);

  item->has_start = bounds->start != NULL;
  if (bounds->start == NULL && bounds->end != NULL && item->kind == NUDGE_ICS_TODO)
    {
      item->start = end;
      item->has_start = has_end;
      return has_end;
    }
  if (!item->has_start)
    return TRUE;
  if (has_end)
    set_end (item, &end, reader, bounds->end->line);
  else if (bounds->duration != NULL)
    nudge_ics_span_from_line (reader, bounds->duration, &item->end);
  else if (item->start.is_date && item->kind == NUDGE_ICS_EVENT)
    item->end.nominal = SECONDS_A_DAY;
  return TRUE;
}

static void
read_alarms (NudgeIcsItem *item, const NudgeIcsPart *part, NudgeIcsReader *reader)
{
  for (guint i = 0; i < part->parts->len; i++)
    {
      const NudgeIcsPart *alarm_part = g_ptr_array_index (part->parts, i);
      NudgeIcsAlarm alarm;

      if (i == NUDGE_ICS_MAX_ALARMS)
        {
          nudge_ics_report_add (reader->report, alarm_part->line, NUDGE_SEVERITY_WARNING,
                                "this and all later alarms of the item are left out: it can have %d",
                                NUDGE_ICS_MAX_ALARMS);
          return;
        }
      if (nudge_ics_alarm_read (reader, alarm_part, &alarm))
        add_alarm (item, &alarm);
    }
}

static void
warn_invalid_utf8 (const NudgeIcsLine *line, NudgeIcsReader *reader)
{
  if (!g_utf8_validate (line->value, -1, NULL))
    nudge_ics_report_add (reader->report, line->line, NUDGE_SEVERITY_WARNING,
                          "%s is not valid UTF-8; what cannot be read is shown as �",
                          nudge_ics_name_to_text (line->name));
}

static char *
make_uid (const NudgeIcsContext *context, guint line)
{
  g_autofree char *base = g_path_get_basename (context->file);
  char *dot = strrchr (base, '.');
  g_autofree char *uid = NULL;

  if (dot != NULL && dot != base)
    *dot = '\0';
  uid = g_strdup_printf ("%s:%u", base, line);
  return g_utf8_make_valid (uid, -1);
}

/* In a person's own files; other calendars have categories of their own. */
static void
warn_category (const NudgeIcsLine *line, NudgeIcsReader *reader)
{
  g_autoptr(GPtrArray) values = nudge_ics_split_values (line->value);

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *name = nudge_ics_text_from_value (g_ptr_array_index (values, i), 64, FALSE);
      const char *nearest = nudge_ics_report_nearest (reader->report, name, nudge_category_list ());
      g_autofree char *quote = nudge_ics_quote (name);

      if (nearest != NULL)
        nudge_ics_report_add (reader->report, line->line, NUDGE_SEVERITY_WARNING,
                              "CATEGORIES “%s” is none of ours; did you mean %s?", quote, nearest);
    }
}

static void
unwrap_html (char **text)
{
  char *html = *text;

  if (html == NULL || !nudge_ics_html_is (html))
    return;
  *text = nudge_ics_html_to_text (html);
  g_free (html);
  if (**text == '\0')
    g_clear_pointer (text, g_free);
}

static void
read_texts (NudgeIcsItem *item, const NudgeIcsPart *part, NudgeIcsReader *reader, const NudgeIcsContext *context)
{
  const NudgeIcsLine *categories = nudge_ics_part_find (part, NUDGE_ICS_CATEGORIES);
  g_auto(GStrv) whys = nudge_ics_own_choose_texts (part->lines, NUDGE_ICS_X_NUDGED_WHY, context->language);

  item->why = g_strdup (whys[0]);
  item->prompts = nudge_ics_own_choose_texts (part->lines, NUDGE_ICS_X_NUDGED_PROMPT, context->language);
  if (context->origin == NUDGE_ORIGIN_SOURCE)
    unwrap_html (&item->description);
  if (item->uid == NULL)
    item->uid = make_uid (context, item->line);
  if (item->category == NULL && categories != NULL && context->origin != NUDGE_ORIGIN_SOURCE)
    warn_category (categories, reader);
  if (item->category == NULL)
    item->category = NUDGE_CATEGORY_OTHER;
}

NudgeIcsItem *
nudge_ics_item_new (NudgeIcsReader *reader, const NudgeIcsPart *part, const NudgeIcsContext *context)
{
  g_autoptr(NudgeIcsItem) item = g_new0 (NudgeIcsItem, 1);
  Bounds bounds = { 0 };
  gboolean can_be_placed = TRUE;

  item->kind = part->kind;
  item->line = part->line;
  item->acknowledged = NUDGE_NOT_ACKNOWLEDGED;
  item->own = (NudgeIcsOwn) NUDGE_ICS_OWN_NEW;
  for (guint i = 0; i < part->lines->len; i++)
    {
      const NudgeIcsLine *line = &g_array_index (part->lines, NudgeIcsLine, i);

      warn_invalid_utf8 (line, reader);
      can_be_placed = read_time_line (item, line, reader, &bounds) && can_be_placed;
      read_text_line (item, line, reader);
    }
  can_be_placed = read_bounds (item, &bounds, reader) && can_be_placed;
  if (!can_be_placed)
    return NULL;
  read_alarms (item, part, reader);
  read_texts (item, part, reader, context);
  return g_steal_pointer (&item);
}
