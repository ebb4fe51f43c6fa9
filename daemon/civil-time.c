/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil time: instants, days and wall clocks as plain numbers of the proleptic Gregorian calendar. */
#include "civil-time.h"

#define SECONDS_A_DAY 86400

/* The Gregorian calendar repeats every 400 years; counted from 1 March, so that a leap day ends a year. */
#define YEARS_AN_ERA 400
#define DAYS_AN_ERA 146097
#define DAYS_BEFORE_EPOCH 719468

static gint64
floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b < 0 ? 1 : 0);
}

static gboolean
is_leap_year (gint64 year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

gint64
nudge_days_from_civil (gint64 year, gint month, gint day)
{
  gint64 shifted_year = month <= 2 ? year - 1 : year;
  gint64 era = floor_divide (shifted_year, YEARS_AN_ERA);
  gint64 year_of_era = shifted_year - era * YEARS_AN_ERA;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * DAYS_AN_ERA + day_of_era - DAYS_BEFORE_EPOCH;
}

void
nudge_civil_from_days (gint64 days, gint64 *year, gint *month, gint *day)
{
  gint64 shifted = days + DAYS_BEFORE_EPOCH;
  gint64 era = floor_divide (shifted, DAYS_AN_ERA);
  gint64 day_of_era = shifted - era * DAYS_AN_ERA;
  gint64 year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint shifted_month = (gint) ((5 * day_of_year + 2) / 153);
  gint real_month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;

  if (year != NULL)
    *year = year_of_era + era * YEARS_AN_ERA + (real_month <= 2 ? 1 : 0);
  if (month != NULL)
    *month = real_month;
  if (day != NULL)
    *day = (gint) (day_of_year - (153 * shifted_month + 2) / 5 + 1);
}

gint
nudge_weekday (gint64 days)
{
  gint64 since_monday = (days + 3) % 7; /* day 0 was a Thursday */

  return (gint) (since_monday < 0 ? since_monday + 7 : since_monday);
}

gint
nudge_days_in_month (gint64 year, gint month)
{
  static const gint lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  g_return_val_if_fail (month >= 1 && month <= 12, 31);
  return month == 2 && is_leap_year (year) ? 29 : lengths[month - 1];
}

gboolean
nudge_civil_is_valid (const NudgeCivil *civil)
{
  return civil->year >= NUDGE_YEAR_MIN && civil->year <= NUDGE_YEAR_MAX
         && civil->month >= 1 && civil->month <= 12
         && civil->day >= 1 && civil->day <= nudge_days_in_month (civil->year, civil->month)
         && civil->hour >= 0 && civil->hour <= 23
         && civil->minute >= 0 && civil->minute <= 59
         && civil->second >= 0 && civil->second <= 59;
}

gint64
nudge_civil_to_seconds (const NudgeCivil *civil)
{
  return nudge_days_from_civil (civil->year, civil->month, civil->day) * SECONDS_A_DAY
         + civil->hour * 3600 + civil->minute * 60 + civil->second;
}

NudgeCivil
nudge_civil_from_seconds (gint64 seconds)
{
  NudgeCivil civil;
  gint64 year;
  gint64 days = floor_divide (seconds, SECONDS_A_DAY);
  gint rest = (gint) (seconds - days * SECONDS_A_DAY);

  nudge_civil_from_days (days, &year, &civil.month, &civil.day);
  civil.year = (gint) year;
  civil.hour = rest / 3600;
  civil.minute = rest / 60 % 60;
  civil.second = rest % 60;
  return civil;
}
