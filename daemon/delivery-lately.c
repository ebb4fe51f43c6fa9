/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, lately: when nudges were shown in the last day, for gap and budget. */
#include "delivery-lately.h"

GArray *
nudge_lately_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (NudgeTime));
}

static NudgeTime
time_at (const GArray *lately, guint index)
{
  return g_array_index (lately, NudgeTime, index);
}

void
nudge_lately_add (GArray *lately, NudgeTime now)
{
  guint n_old = 0;
  guint index;

  while (n_old < lately->len && time_at (lately, n_old) < now - NUDGE_LATELY_SPAN)
    n_old++;
  if (n_old > 0)
    g_array_remove_range (lately, 0, n_old);
  for (index = lately->len; index > 0 && time_at (lately, index - 1) > now; index--)
    continue;
  g_array_insert_val (lately, index, now);
}

NudgeShownLately
nudge_lately_view (const GArray *lately)
{
  return (NudgeShownLately){ .times = (const NudgeTime *) (gconstpointer) lately->data, .n_times = lately->len };
}
