/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New rule: iCalendar text from what a person says about a nudge. */
#pragma once

#include "civil-time.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeNewRule: the options of `nudgectl add` as they were typed; all but @summary may be %NULL. */
typedef struct {
  const char *summary;
  const char *every;
  const char *between;
  const char *on;
  const char *at;
  const char *in;
  const char *rrule;
  const char *start;
  const char *category;
  const char *ask;
  const char *room;
  const char *const *prompts;
} NudgeNewRule;

/**
 * nudge_new_rule_to_ics:
 * @uid: of the new item
 *
 * Times are floating and follow the zone of the desk, but for one that the wall clock shows twice. What is once is
 * shown even when it is late.
 *
 * Returns: (transfer full): a VCALENDAR with one VEVENT, or %NULL with %NUDGE_EXIT_USAGE
 */
char *nudge_new_rule_to_ics (const NudgeNewRule *rule, const char *uid, NudgeZone *zone, NudgeTime now, GError **error);

G_END_DECLS
