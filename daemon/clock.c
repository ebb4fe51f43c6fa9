/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clock: the port through which everything learns the time. One alarm per process. */
#include "clock.h"

G_DEFINE_INTERFACE (NudgeClock, nudge_clock, G_TYPE_OBJECT)

static void
nudge_clock_default_init (NudgeClockInterface *iface)
{
  g_signal_new ("alarm", NUDGE_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("jumped", NUDGE_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("zone-changed", NUDGE_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

NudgeTime
nudge_clock_now (NudgeClock *self)
{
  g_return_val_if_fail (NUDGE_IS_CLOCK (self), 0);
  return NUDGE_CLOCK_GET_IFACE (self)->now (self);
}

void
nudge_clock_set_alarm (NudgeClock *self, NudgeTime time)
{
  g_return_if_fail (NUDGE_IS_CLOCK (self));
  NUDGE_CLOCK_GET_IFACE (self)->set_alarm (self, time);
}

NudgeZone *
nudge_clock_get_zone (NudgeClock *self)
{
  g_return_val_if_fail (NUDGE_IS_CLOCK (self), NULL);
  return NUDGE_CLOCK_GET_IFACE (self)->get_zone (self);
}
