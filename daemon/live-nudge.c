/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live nudge: a snapshot of one nudge between due and its end. */
#include "live-nudge.h"

NudgeLive *
nudge_live_new (void)
{
  return g_rc_box_new0 (NudgeLive);
}

NudgeLive *
nudge_live_copy (const NudgeLive *live)
{
  NudgeLive *copy = g_rc_box_new0 (NudgeLive);

  *copy = *live;
  copy->uid = g_strdup (live->uid);
  copy->summary = g_strdup (live->summary);
  copy->body = g_strdup (live->body);
  copy->why = g_strdup (live->why);
  copy->category = g_strdup (live->category);
  copy->source = g_strdup (live->source);
  copy->reason = g_strdup (live->reason);
  return copy;
}

NudgeLive *
nudge_live_ref (NudgeLive *live)
{
  return g_rc_box_acquire (live);
}

static void
live_clear (NudgeLive *live)
{
  g_free (live->uid);
  g_free (live->summary);
  g_free (live->body);
  g_free (live->why);
  g_free (live->category);
  g_free (live->source);
  g_free (live->reason);
}

void
nudge_live_unref (NudgeLive *live)
{
  g_rc_box_release_full (live, (GDestroyNotify) live_clear);
}
