/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, credit: a natural break counts as taken. */
#define G_LOG_DOMAIN "nudged-delivery"

#include "delivery-credit.h"

#include "time-text.h"

/* Returns: how long the absence was that ends now; 0 when none does. */
static GTimeSpan
measure_absence (NudgeCourier *self, const NudgePresence *before, NudgeTime now)
{
  gboolean is_back = before->idle == NUDGE_YES && self->presence.idle == NUDGE_NO;

  return is_back && before->idle_since != 0 ? MAX (now - before->idle_since, 0) : 0;
}

static gboolean
is_credited (const NudgeLive *live, GTimeSpan absence)
{
  return live->state != NUDGE_STATE_SNOOZED && live->credit > 0 && absence >= live->credit;
}

void
nudge_parcel_credit_return (NudgeCourier *self, const NudgePresence *before, NudgeTime now)
{
  GTimeSpan absence = measure_absence (self, before, now);
  g_autofree char *span = nudge_duration_format (absence - absence % G_TIME_SPAN_SECOND);
  g_autofree char *reason = g_strdup_printf ("you were away from the desk for %s", span);
  g_autoptr(GPtrArray) lives = nudge_parcel_list (self, NUDGE_NEVER);

  for (guint i = 0; i < lives->len; i++)
    {
      const NudgeLive *live = g_ptr_array_index (lives, i);
      NudgeParcel *parcel = nudge_parcel_find (self, live->id);
      NudgeRecord fact = { .outcome = NUDGE_OUTCOME_CREDITED, .time = now, .reason = reason };
      g_autoptr(GError) error = NULL;

      if (parcel != NULL && is_credited (live, absence) && !nudge_parcel_end (self, parcel, &fact, &error))
        g_debug ("A credit is not on the disk yet: %s", error->message);
    }
}
