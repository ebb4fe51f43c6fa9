/* SPDX-License-Identifier: GPL-3.0-or-later */
/* iCalendar parser: bytes of a file in, rules and problems out (RFC 5545, RFC 9074), with limits that hold. */
#include "ics-parser.h"

#include "ics-bytes.h"
#include "ics-item.h"
#include "ics-report.h"
#include "ics-rules.h"
#include "ics-scanner.h"
#include "ics-zones.h"

#include <string.h>

/* What the scanner hands its components to. */
typedef struct {
  const NudgeIcsContext *context;
  NudgeIcsReader reader;
  NudgeIcsRules *rules;
  char *name;
} Parser;

static void
take_zone (const NudgeIcsPart *part, gpointer data)
{
  Parser *parser = data;

  nudge_ics_zones_add (parser->reader.zones, part);
}

static void
take_name (Parser *parser, const NudgeIcsPart *calendar)
{
  const NudgeIcsLine *line = nudge_ics_part_find (calendar, NUDGE_ICS_NAME);

  if (line == NULL)
    line = nudge_ics_part_find (calendar, NUDGE_ICS_X_WR_CALNAME);
  if (line != NULL && parser->name == NULL)
    parser->name = nudge_ics_text_from_value (line->value, NUDGE_ICS_MAX_SUMMARY, FALSE);
}

static void
take_part (const NudgeIcsPart *part, gpointer data)
{
  Parser *parser = data;
  NudgeIcsItem *item;

  if (part->kind == NUDGE_ICS_CALENDAR)
    {
      take_name (parser, part);
      return;
    }
  item = nudge_ics_item_new (&parser->reader, part, parser->context);
  if (item != NULL)
    nudge_ics_rules_add (parser->rules, item);
}

/* Zones first, wherever in the file they stand. */
static gboolean
scan (Parser *parser, const char *data, gsize length)
{
  NudgeIcsTaker zones = { 1u << NUDGE_ICS_TIMEZONE | 1u << NUDGE_ICS_STANDARD | 1u << NUDGE_ICS_DAYLIGHT, TRUE,
                          take_zone, parser };
  NudgeIcsTaker items = { 1u << NUDGE_ICS_CALENDAR | 1u << NUDGE_ICS_EVENT | 1u << NUDGE_ICS_TODO
                              | 1u << NUDGE_ICS_ALARM,
                          FALSE, take_part, parser };

  if (memmem (data, length, "VTIMEZONE", strlen ("VTIMEZONE")) != NULL)
    nudge_ics_scan (data, length, &zones, parser->reader.report);
  return nudge_ics_scan (data, length, &items, parser->reader.report);
}

/* Fills @result from text that was found fit to be read. */
static void
parse_text (NudgeIcsResult *result, const char *text, gsize length, const NudgeIcsContext *context,
            NudgeIcsReport *report)
{
  g_autoptr(NudgeIcsZones) zones = nudge_ics_zones_new (report);
  g_autoptr(NudgeZone) utc = nudge_zone_new_utc ();
  Parser parser = { .context = context, .reader = { zones, utc, report } };
  g_autoptr(NudgeIcsRules) rules = nudge_ics_rules_new (&parser.reader, context);

  parser.rules = rules;
  result->is_whole = scan (&parser, text, length);
  result->name = parser.name;
  g_ptr_array_unref (result->rules);
  result->rules = nudge_ics_rules_make (rules);
}

NudgeIcsResult *
nudge_ics_parse (const char *data, gsize length, const NudgeIcsContext *context)
{
  g_autoptr(NudgeIcsReport) report = nudge_ics_report_new (context->file);
  g_autofree char *converted = NULL;
  const char *text = nudge_ics_bytes_to_text (data, &length, &converted, report);
  NudgeIcsResult *result = g_new0 (NudgeIcsResult, 1);

  result->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);
  if (text != NULL)
    parse_text (result, text, length, context, report);
  result->problems = nudge_ics_report_finish (report);
  return result;
}

void
nudge_ics_result_free (NudgeIcsResult *result)
{
  g_free (result->name);
  g_ptr_array_unref (result->rules);
  g_ptr_array_unref (result->problems);
  g_free (result);
}
