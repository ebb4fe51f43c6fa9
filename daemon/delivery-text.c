/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, text: why nobody saw a nudge, in words for the history. */
#include "delivery-text.h"

static char *
describe_hold (const NudgeVerdict *verdict, NudgeZone *zone, NudgeTime now)
{
  const char *past = nudge_reason_to_past (verdict->reason);
  NudgeCivil end;

  if (verdict->until == NUDGE_NEVER || verdict->until <= now)
    return g_strdup (past);
  end = nudge_civil_from_seconds (nudge_zone_to_local (zone, verdict->until / G_TIME_SPAN_SECOND));
  return g_strdup_printf ("%s until %d:%02d", past, end.hour, end.minute);
}

char *
nudge_text_of_miss (const NudgeLive *live, const NudgeVerdict *verdict, NudgeZone *zone, NudgeTime now)
{
  if (live->state == NUDGE_STATE_SHOWN)
    return g_strdup ("not answered");
  if (verdict->reason == NUDGE_REASON_NONE)
    return g_strdup (nudge_reason_to_past (NUDGE_REASON_TOO_LATE));
  return describe_hold (verdict, zone, now);
}

char *
nudge_text_of_coalesced (guint n_missed)
{
  if (n_missed == 0)
    return NULL;
  return n_missed == 1 ? g_strdup ("1 earlier one missed") : g_strdup_printf ("%u earlier ones missed", n_missed);
}
