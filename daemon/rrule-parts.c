/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RRULE parts: a rule of RFC 5545, 3.3.10, as plain sets of numbers, and which of them must not stand together. */
#include "rrule-parts.h"

#include "nudge-error.h"

gboolean
nudge_rrule_is_empty (const guint64 *words)
{
  for (gsize i = 0; i < NUDGE_RRULE_WORDS; i++)
    if (words[i] != 0)
      return FALSE;
  return TRUE;
}

const char *
nudge_frequency_to_string (NudgeFrequency frequency)
{
  static const char *const names[] = { "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == NUDGE_N_FREQUENCIES);
  g_return_val_if_fail ((gsize) frequency < NUDGE_N_FREQUENCIES, "");
  return names[frequency];
}

static gboolean
has_by_part (const NudgeRrule *rule)
{
  return rule->seconds != 0 || rule->minutes != 0 || rule->hours != 0 || rule->weekdays != 0 || rule->has_nth
         || (rule->month_days | rule->month_days_back) != 0 || rule->months != 0
         || (rule->weeks | rule->weeks_back) != 0
         || !nudge_rrule_is_empty (rule->year_days) || !nudge_rrule_is_empty (rule->year_days_back);
}

static const char *
find_conflict_of_days (const NudgeRrule *rule)
{
  gboolean has_weeks = (rule->weeks | rule->weeks_back) != 0;
  gboolean has_month_days = (rule->month_days | rule->month_days_back) != 0;
  gboolean has_year_days = !nudge_rrule_is_empty (rule->year_days) || !nudge_rrule_is_empty (rule->year_days_back);

  if (has_weeks && rule->frequency != NUDGE_FREQUENCY_YEARLY)
    return "BYWEEKNO is for FREQ=YEARLY only";
  if (has_year_days && rule->frequency >= NUDGE_FREQUENCY_DAILY && rule->frequency <= NUDGE_FREQUENCY_MONTHLY)
    return "BYYEARDAY does not go with FREQ=DAILY, WEEKLY or MONTHLY; use FREQ=YEARLY";
  if (has_month_days && rule->frequency == NUDGE_FREQUENCY_WEEKLY)
    return "BYMONTHDAY does not go with FREQ=WEEKLY; use FREQ=MONTHLY or FREQ=DAILY";
  if (rule->has_nth && rule->frequency < NUDGE_FREQUENCY_MONTHLY)
    return "a number before a weekday in BYDAY, such as 1MO, is for FREQ=MONTHLY and FREQ=YEARLY only";
  if (rule->has_nth && has_weeks)
    return "a number before a weekday in BYDAY, such as 1MO, does not go with BYWEEKNO";
  return NULL;
}

static const char *
find_conflict (const NudgeRrule *rule)
{
  gboolean has_positions
      = !nudge_rrule_is_empty (rule->positions) || !nudge_rrule_is_empty (rule->positions_back);

  if (rule->count > 0 && rule->has_until)
    return "COUNT and UNTIL exclude each other; keep one of them";
  if (has_positions && !has_by_part (rule))
    return "BYSETPOS chooses among what another BY part gives, such as BYDAY; none is there";
  return find_conflict_of_days (rule);
}

gboolean
nudge_rrule_check (const NudgeRrule *rule, GError **error)
{
  const char *conflict = find_conflict (rule);

  if (conflict == NULL)
    return TRUE;
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE, "RRULE: %s", conflict);
  return FALSE;
}
