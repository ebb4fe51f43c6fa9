/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone rules: VTIMEZONEs as programs write them agree with the system's zones, and hostile ones end. */
#include "civil-text.h"
#include "nudge-error.h"

#include <glib.h>

static void
assert_agree (NudgeZone *zone, NudgeZone *system, const char *from, const char *to)
{
  const gint64 first = seconds_of (from);
  const gint64 end = seconds_of (to);

  for (gint64 at = first; at < end; at += 1200)
    {
      g_assert_cmpint (nudge_zone_to_local (zone, at), ==, nudge_zone_to_local (system, at));
      g_assert_cmpint (nudge_zone_to_utc (zone, at), ==, nudge_zone_to_utc (system, at));
    }
}

static void
test_the_rules_of_berlin_agree_with_the_system (void)
{
  const NudgeZoneRule rules[] = {
    { seconds_of ("1970-03-29T02:00:00"), 3600, 7200, "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", NULL, 0 },
    { seconds_of ("1970-10-25T03:00:00"), 7200, 3600, "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", NULL, 0 },
  };
  g_autoptr(NudgeZone) zone = nudge_zone_new_from_rules ("Mine", rules, G_N_ELEMENTS (rules), NULL);
  g_autoptr(NudgeZone) system = zone_named ("Europe/Berlin");

  g_assert_cmpstr (nudge_zone_get_name (zone), ==, "Mine");
  assert_agree (zone, system, "2000-01-01T00:00:00", "2010-01-01T00:00:00");
  assert_agree (zone, system, "2095-01-01T00:00:00", "2100-01-01T00:00:00");
}

static void
test_rules_with_an_end_and_a_successor_agree_too (void)
{
  const NudgeZoneRule rules[] = {
    { seconds_of ("1987-04-05T02:00:00"), -18000, -14400,
      "FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z", NULL, 0 },
    { seconds_of ("1967-10-29T02:00:00"), -14400, -18000,
      "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z", NULL, 0 },
    { seconds_of ("2007-03-11T02:00:00"), -18000, -14400, "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", NULL, 0 },
    { seconds_of ("2007-11-04T02:00:00"), -14400, -18000, "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", NULL, 0 },
  };
  g_autoptr(NudgeZone) zone = nudge_zone_new_from_rules ("Mine", rules, G_N_ELEMENTS (rules), NULL);
  g_autoptr(NudgeZone) system = zone_named ("America/New_York");

  g_assert_nonnull (zone);
  assert_agree (zone, system, "1990-01-01T00:00:00", "2012-01-01T00:00:00");
}

static void
test_the_year_1601_is_taken_as_always (void)
{
  const NudgeZoneRule rules[] = {
    { seconds_of ("1601-03-01T02:00:00"), 3600, 7200, "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", NULL, 0 },
    { seconds_of ("1601-10-01T03:00:00"), 7200, 3600, "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", NULL, 0 },
  };
  g_autoptr(NudgeZone) zone = nudge_zone_new_from_rules ("W. Europe", rules, G_N_ELEMENTS (rules), NULL);
  g_autoptr(NudgeZone) system = zone_named ("Europe/Berlin");

  assert_agree (zone, system, "2020-01-01T00:00:00", "2025-01-01T00:00:00");
}

static void
test_a_zone_of_one_offset_is_fixed (void)
{
  const NudgeZoneRule rule = { seconds_of ("1970-01-01T00:00:00"), 19800, 19800, NULL, NULL, 0 };
  g_autoptr(NudgeZone) zone = nudge_zone_new_from_rules ("Fixed", &rule, 1, NULL);
  gint64 noon = seconds_of ("2026-07-01T12:00:00");

  g_assert_cmpint (nudge_zone_to_utc (zone, noon), ==, noon - 19800);
  g_assert_cmpint (nudge_zone_to_utc (zone, 0), ==, -19800);
}

static void
test_onsets_may_be_listed (void)
{
  const gint64 more[] = { seconds_of ("2026-03-29T02:00:00"), seconds_of ("2027-03-28T02:00:00") };
  const NudgeZoneRule rules[] = {
    { seconds_of ("2025-03-30T02:00:00"), 3600, 7200, NULL, more, 2 },
    { seconds_of ("2025-10-26T03:00:00"), 7200, 3600, "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=3", NULL, 0 },
  };
  g_autoptr(NudgeZone) zone = nudge_zone_new_from_rules ("Listed", rules, G_N_ELEMENTS (rules), NULL);
  g_autoptr(NudgeZone) system = zone_named ("Europe/Berlin");

  assert_agree (zone, system, "2025-01-01T00:00:00", "2028-01-01T00:00:00");
  g_assert_cmpint (nudge_zone_to_local (zone, seconds_of ("2028-07-01T00:00:00")), ==,
                   seconds_of ("2028-07-01T01:00:00"));
}

static void
test_hostile_rules_are_refused_in_bounded_time (void)
{
  static const struct {
    gint from;
    gint to;
    const char *rrule;
  } rows[] = {
    { 3600, 7200, "FREQ=SECONDLY" },       { 3600, 7200, "FREQ=MINUTELY" }, { 3600, 7200, "FREQ=WEEKLY" },
    { 3600, 7200, "FREQ=YEARLYY" },        { 3600, 360000, NULL },          { -360000, 0, NULL },
    { G_MININT, G_MAXINT, "FREQ=YEARLY" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const NudgeZoneRule rule = { seconds_of ("1970-03-29T02:00:00"), rows[i].from, rows[i].to, rows[i].rrule,
                                   NULL, 0 };
      g_autoptr(GError) error = NULL;

      g_assert_null (nudge_zone_new_from_rules ("Evil", &rule, 1, &error));
      g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE);
    }
}

static void
test_no_rules_are_an_error (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (nudge_zone_new_from_rules ("Empty", NULL, 0, &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_RULE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zone-rules/the-rules-of-berlin-agree-with-the-system",
                   test_the_rules_of_berlin_agree_with_the_system);
  g_test_add_func ("/zone-rules/rules-with-an-end-and-a-successor-agree-too",
                   test_rules_with_an_end_and_a_successor_agree_too);
  g_test_add_func ("/zone-rules/the-year-1601-is-taken-as-always", test_the_year_1601_is_taken_as_always);
  g_test_add_func ("/zone-rules/a-zone-of-one-offset-is-fixed", test_a_zone_of_one_offset_is_fixed);
  g_test_add_func ("/zone-rules/onsets-may-be-listed", test_onsets_may_be_listed);
  g_test_add_func ("/zone-rules/hostile-rules-are-refused-in-bounded-time",
                   test_hostile_rules_are_refused_in_bounded_time);
  g_test_add_func ("/zone-rules/no-rules-are-an-error", test_no_rules_are_an_error);
  return g_test_run ();
}
