/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gate: may this nudge be shown now? A pure function with a reason that a person can read. */
#include "gate.h"

#include "gate-hours.h"

/* Waiting ends so long before something would hold the nudge or its grace would end. */
#define ROOM_MARGIN G_TIME_SPAN_MINUTE

static NudgeVerdict
verdict (NudgeVerdictKind kind, NudgeReason reason, NudgeTime until)
{
  return (NudgeVerdict){ .kind = kind, .reason = reason, .until = until };
}

static gboolean
is_paused (const NudgeMoment *moment)
{
  return moment->presence->paused_until > moment->now;
}

/* Fills @reasons (room for NUDGE_N_REASONS) with all that the presence holds by, the strongest first. */
static gsize
find_presence_holds (const NudgeMoment *moment, NudgeReason *reasons)
{
  const NudgePresence *presence = moment->presence;
  const NudgeSettings *settings = moment->settings;
  const struct {
    gboolean holds;
    NudgeReason reason;
  } checks[] = {
    { is_paused (moment), NUDGE_REASON_PAUSED },
    { settings->hold_locked && presence->locked == NUDGE_YES, NUDGE_REASON_LOCKED },
    { settings->idle > 0 && presence->idle == NUDGE_YES, NUDGE_REASON_IDLE },
    { settings->hold_dnd && presence->dnd == NUDGE_YES, NUDGE_REASON_DND },
    { presence->inhibited == NUDGE_YES, NUDGE_REASON_INHIBITED },
    { settings->hold_camera && presence->camera == NUDGE_YES, NUDGE_REASON_CAMERA },
    { settings->hold_microphone && presence->microphone == NUDGE_YES, NUDGE_REASON_MICROPHONE },
    { settings->hold_fullscreen && presence->fullscreen == NUDGE_YES, NUDGE_REASON_FULLSCREEN },
    { settings->hold_busy_calendar && presence->busy == NUDGE_YES, NUDGE_REASON_BUSY },
  };
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (checks[i].holds)
      reasons[n++] = checks[i].reason;
  return n;
}

static gboolean
find_quiet_hold (const NudgeMoment *moment, NudgeTime *until)
{
  return nudge_hours_contain (moment->settings->quiet, moment->zone, moment->now, until);
}

static gboolean
find_work_hold (const NudgeMoment *moment, NudgeTime *until)
{
  *until = NUDGE_NEVER;
  return moment->settings->work != NULL
         && !nudge_hours_contain (moment->settings->work, moment->zone, moment->now, until);
}

/* Times in the future come from a clock that was wrong: they do not count. */
static gsize
count_until (const NudgeShownLately *lately, NudgeTime now)
{
  gsize n = lately->n_times;

  while (n > 0 && lately->times[n - 1] > now)
    n--;
  return n;
}

static gsize
count_since (const NudgeShownLately *lately, gsize n, NudgeTime since)
{
  gsize count = 0;

  while (count < n && lately->times[n - 1 - count] >= since)
    count++;
  return count;
}

static NudgeVerdict
judge_lately (const NudgeMoment *moment)
{
  const NudgeSettings *settings = moment->settings;
  const NudgeTime *times = moment->lately.times;
  gsize n = count_until (&moment->lately, moment->now);
  guint per_hour = settings->max_per_hour;
  NudgeTime midnight, next_midnight;

  if (n > 0 && times[n - 1] + settings->min_gap > moment->now)
    return verdict (NUDGE_VERDICT_HOLD, NUDGE_REASON_MIN_GAP, times[n - 1] + settings->min_gap);
  if (per_hour > 0 && n >= per_hour && times[n - per_hour] + G_TIME_SPAN_HOUR > moment->now)
    return verdict (NUDGE_VERDICT_HOLD, NUDGE_REASON_HOURLY_BUDGET, times[n - per_hour] + G_TIME_SPAN_HOUR);
  if (settings->max_per_day == 0)
    return verdict (NUDGE_VERDICT_SHOW, NUDGE_REASON_NONE, NUDGE_NEVER);
  nudge_day_of (moment->zone, moment->now, &midnight, &next_midnight);
  if (count_since (&moment->lately, n, midnight) >= settings->max_per_day)
    return verdict (NUDGE_VERDICT_HOLD, NUDGE_REASON_DAILY_BUDGET, next_midnight);
  return verdict (NUDGE_VERDICT_SHOW, NUDGE_REASON_NONE, NUDGE_NEVER);
}

static NudgeVerdict
judge_hours_and_budget (const NudgeMoment *moment)
{
  NudgeTime until;

  if (find_quiet_hold (moment, &until))
    return verdict (NUDGE_VERDICT_HOLD, NUDGE_REASON_QUIET_HOURS, until);
  if (find_work_hold (moment, &until))
    return verdict (NUDGE_VERDICT_HOLD, NUDGE_REASON_OUTSIDE_HOURS, until);
  return judge_lately (moment);
}

NudgeHoldWhom
nudge_hold_whom (NudgeOrigin origin)
{
  switch (origin)
    {
    case NUDGE_ORIGIN_PACK:
    case NUDGE_ORIGIN_PLAN:
      return NUDGE_HOLD_PACKS;
    case NUDGE_ORIGIN_OWN:
    case NUDGE_ORIGIN_SOURCE:
      return NUDGE_HOLD_OWN;
    }
  g_return_val_if_reached (NUDGE_HOLD_OWN);
}

/* Whether hours, gap and budget concern it. */
static gboolean
is_bound (const NudgeLive *live, const NudgeSettings *settings)
{
  return live->snoozes == 0 && (settings->hold & nudge_hold_whom (live->origin)) != 0;
}

static NudgeTime
find_room_end (const NudgeLive *live, const NudgeMoment *moment)
{
  NudgeTime end = MIN (live->due + live->room, live->until - ROOM_MARGIN);
  NudgeTime closing;

  if (live->room == 0 || live->snoozes > 0)
    return moment->now;
  if (!is_bound (live, moment->settings))
    return end;
  find_quiet_hold (moment, &closing);
  end = MIN (end, closing - ROOM_MARGIN);
  find_work_hold (moment, &closing);
  return MIN (end, closing - ROOM_MARGIN);
}

static gboolean
is_category_off (const NudgeLive *live, const NudgeSettings *settings)
{
  const NudgeCategorySettings *category = nudge_settings_find_category (settings, live->category);

  return category != NULL && !category->enabled;
}

NudgeVerdict
nudge_gate_decide (const NudgeLive *live, const NudgeMoment *moment)
{
  NudgeReason holds[NUDGE_N_REASONS];
  NudgeVerdict bound;
  NudgeTime room_end;

  if (live->by_request)
    return verdict (NUDGE_VERDICT_SHOW, NUDGE_REASON_REQUESTED, NUDGE_NEVER);
  if (is_category_off (live, moment->settings))
    return verdict (NUDGE_VERDICT_DROP, NUDGE_REASON_CATEGORY_OFF, NUDGE_NEVER);
  if (live->missed == NUDGE_MISSED_DROP && moment->now >= live->until)
    return verdict (NUDGE_VERDICT_DROP, NUDGE_REASON_TOO_LATE, NUDGE_NEVER);
  if (find_presence_holds (moment, holds) > 0)
    return verdict (NUDGE_VERDICT_HOLD, holds[0],
                    holds[0] == NUDGE_REASON_PAUSED ? moment->presence->paused_until : NUDGE_NEVER);
  if (is_bound (live, moment->settings))
    {
      bound = judge_hours_and_budget (moment);
      if (bound.kind != NUDGE_VERDICT_SHOW)
        return bound;
    }
  room_end = find_room_end (live, moment);
  if (room_end > moment->now)
    return verdict (NUDGE_VERDICT_WAIT, NUDGE_REASON_BREAKPOINT, room_end);
  return verdict (NUDGE_VERDICT_SHOW, NUDGE_REASON_NONE, NUDGE_NEVER);
}

char **
nudge_gate_list_holds (const NudgeMoment *moment)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  NudgeReason holds[NUDGE_N_REASONS];
  gsize n = find_presence_holds (moment, holds);
  NudgeTime until;

  if ((moment->settings->hold & NUDGE_HOLD_PACKS) != 0)
    {
      if (find_quiet_hold (moment, &until))
        holds[n++] = NUDGE_REASON_QUIET_HOURS;
      if (find_work_hold (moment, &until))
        holds[n++] = NUDGE_REASON_OUTSIDE_HOURS;
    }
  for (gsize i = 0; i < n; i++)
    g_strv_builder_add (words, nudge_reason_to_word (holds[i]));
  return g_strv_builder_end (words);
}

static gboolean
is_in_call (const NudgePresence *presence)
{
  return presence->camera == NUDGE_YES || presence->microphone == NUDGE_YES;
}

gboolean
nudge_gate_is_breakpoint (const NudgePresence *before, const NudgePresence *after, const NudgeSettings *settings)
{
  if (is_in_call (before) && !is_in_call (after))
    return TRUE;
  if (settings->on_return && before->idle == NUDGE_YES && after->idle != NUDGE_YES)
    return TRUE;
  return settings->on_unlock && before->locked == NUDGE_YES && after->locked != NUDGE_YES;
}
