/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones: wall clocks of real places, gaps and overlaps, agreement with the C library. */
#include "civil-text.h"
#include "zone.h"

#include <glib.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define TABLE "/usr/share/zoneinfo"

static const struct {
  const char *zone;
  const char *local;
  const char *utc;
  const char *shown; /* the wall clock of that instant, where it is not @local */
} wall_rows[] = {
  { "UTC", "2026-03-02T09:00:00", "2026-03-02T09:00:00", NULL },
  { "Europe/Berlin", "2026-03-02T09:00:00", "2026-03-02T08:00:00", NULL },
  { "Europe/Berlin", "2026-07-01T09:00:00", "2026-07-01T07:00:00", NULL },
  { "Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59", NULL },
  { "Europe/Berlin", "2026-03-29T02:00:00", "2026-03-29T01:00:00", "2026-03-29T03:00:00" },
  { "Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00", "2026-03-29T03:30:00" },
  { "Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00", NULL },
  { "Europe/Berlin", "2026-10-25T02:00:00", "2026-10-25T00:00:00", NULL },
  { "Europe/Berlin", "2026-10-25T02:59:59", "2026-10-25T00:59:59", NULL },
  { "Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00", NULL },
  { "Europe/Berlin", "2039-07-01T12:00:00", "2039-07-01T10:00:00", NULL },
  { "Europe/Berlin", "2100-07-01T12:00:00", "2100-07-01T10:00:00", NULL },
  { "Europe/Berlin", "2100-12-31T23:59:59", "2100-12-31T22:59:59", NULL },
  { "Europe/Berlin", "2200-12-31T12:00:00", "2200-12-31T11:00:00", NULL },
  { "Europe/Berlin", "2096-02-29T00:00:00", "2096-02-28T23:00:00", NULL },
  { "America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00", "2026-03-08T03:30:00" },
  { "America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00", NULL },
  { "America/New_York", "2026-11-01T02:00:00", "2026-11-01T07:00:00", NULL },
  { "America/New_York", "2007-04-01T02:30:00", "2007-04-01T06:30:00", NULL },
  { "America/New_York", "2006-04-02T02:30:00", "2006-04-02T07:30:00", "2006-04-02T03:30:00" },
  { "Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00", "2026-10-04T02:45:00" },
  { "Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00", NULL },
  { "Australia/Lord_Howe", "2026-04-05T02:00:00", "2026-04-04T15:30:00", NULL },
  { "Asia/Kathmandu", "2026-05-01T12:00:00", "2026-05-01T06:15:00", NULL },
  { "Asia/Kathmandu", "1985-12-31T23:00:00", "1985-12-31T17:30:00", NULL },
  { "America/St_Johns", "2026-07-01T12:00:00", "2026-07-01T14:30:00", NULL },
  { "America/St_Johns", "2045-07-01T12:00:00", "2045-07-01T14:30:00", NULL },
  { "Pacific/Chatham", "2026-01-15T12:00:00", "2026-01-14T22:15:00", NULL },
  { "Pacific/Chatham", "2026-07-15T12:00:00", "2026-07-14T23:15:00", NULL },
  { "Africa/Casablanca", "2026-03-01T12:00:00", "2026-03-01T12:00:00", NULL },
  { "Africa/Casablanca", "2026-06-01T12:00:00", "2026-06-01T11:00:00", NULL },
  { "Pacific/Apia", "2011-12-29T09:00:00", "2011-12-29T19:00:00", NULL },
  { "Pacific/Apia", "2011-12-30T09:00:00", "2011-12-30T19:00:00", "2011-12-31T09:00:00" },
  { "Pacific/Apia", "2011-12-31T09:00:00", "2011-12-30T19:00:00", NULL },
  { "Europe/Dublin", "2026-01-15T12:00:00", "2026-01-15T12:00:00", NULL },
  { "Europe/Dublin", "2045-07-15T12:00:00", "2045-07-15T11:00:00", NULL },
  { "America/Nuuk", "2045-07-15T12:00:00", "2045-07-15T13:00:00", NULL },
  { "Etc/GMT+12", "2026-01-01T00:00:00", "2026-01-01T12:00:00", NULL },
  { "Asia/Tokyo", "1948-05-02T00:30:00", "1948-05-01T15:30:00", "1948-05-02T01:30:00" },
};

static void
test_wall_clocks_of_real_places (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wall_rows); i++)
    {
      g_autoptr(NudgeZone) zone = zone_named (wall_rows[i].zone);
      gint64 utc = nudge_zone_to_utc (zone, seconds_of (wall_rows[i].local));
      g_autofree char *utc_text = text_of (utc);
      g_autofree char *local_text = text_of (nudge_zone_to_local (zone, utc));

      g_test_message ("%s %s", wall_rows[i].zone, wall_rows[i].local);
      g_assert_cmpstr (utc_text, ==, wall_rows[i].utc);
      g_assert_cmpstr (local_text, ==, wall_rows[i].shown != NULL ? wall_rows[i].shown : wall_rows[i].local);
    }
}

/* the names of the system's table, read in the test's own way */
static GPtrArray *
list_table (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (TABLE "/tzdata.zi", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char name[256];

      if (sscanf (lines[i], "Z %255s", name) == 1 || sscanf (lines[i], "L %*s %255s", name) == 1)
        g_ptr_array_add (names, g_strdup (name));
    }
  g_assert_cmpuint (names->len, >, 400);
  return names;
}

static void
assert_same_as_libc (NudgeZone *zone, gint64 utc)
{
  time_t instant = (time_t) utc;
  struct tm tm;

  g_assert_nonnull (localtime_r (&instant, &tm));
  if (nudge_zone_to_local (zone, utc) - utc != tm.tm_gmtoff)
    g_error ("%s at %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT " instead of %ld", nudge_zone_get_name (zone), utc,
             nudge_zone_to_local (zone, utc) - utc, tm.tm_gmtoff);
}

/* where the C library changes its offset between two instants, to the second */
static void
assert_same_change (NudgeZone *zone, gint64 low, gint64 high, long offset)
{
  while (high - low > 1)
    {
      time_t middle = (time_t) (low + (high - low) / 2);
      struct tm tm;

      localtime_r (&middle, &tm);
      if (tm.tm_gmtoff == offset)
        low = middle;
      else
        high = middle;
    }
  assert_same_as_libc (zone, low);
  assert_same_as_libc (zone, high);
}

static void
test_every_name_of_the_system_agrees_with_the_c_library (void)
{
  g_autoptr(GPtrArray) names = list_table ();
  const gint64 first = seconds_of ("1902-01-01T00:00:00");
  const gint64 end = seconds_of ("2101-01-01T00:00:00");
  const gint64 step = 41 * 86400;

  for (gsize i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autoptr(NudgeZone) zone = zone_named (name);
      long last = 0;

      g_setenv ("TZ", name, TRUE);
      tzset ();
      for (gint64 utc = first; utc < end; utc += step)
        {
          time_t instant = (time_t) utc;
          struct tm tm;

          localtime_r (&instant, &tm);
          assert_same_as_libc (zone, utc);
          if (utc > first && tm.tm_gmtoff != last)
            assert_same_change (zone, utc - step, utc, last);
          last = tm.tm_gmtoff;
        }
    }
  g_unsetenv ("TZ");
  tzset ();
}

static void
test_a_wall_clock_goes_to_an_instant_and_back (void)
{
  const gint64 first = seconds_of ("1960-01-01T00:00:00");
  const gint64 end = seconds_of ("2060-01-01T00:00:00");
  g_autoptr(NudgeZone) zone = zone_named ("America/St_Johns");

  for (gint64 utc = first; utc < end; utc += 1801)
    {
      gint64 back = nudge_zone_to_utc (zone, nudge_zone_to_local (zone, utc));

      if (back != utc) /* the second of two equal wall clocks */
        {
          g_assert_cmpint (back, <, utc);
          g_assert_cmpint (nudge_zone_to_local (zone, back), ==, nudge_zone_to_local (zone, utc));
        }
    }
}

static void
test_posix_texts_agree_with_the_c_library (void)
{
  static const char *const texts[] = {
    "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,J60,J300", "EST5EDT,59/0:30,299",
    "IST-1GMT0,M10.5.0,M3.5.0/1", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "EET-2EEST,M3.4.4/50,M10.4.4/50",
    "NZST-12NZDT,M9.5.0,M4.1.0/3", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "AAA0BBB,J59,J60", "AAA0BBB,58,59",
  };
  const gint64 first = seconds_of ("2020-01-01T00:00:00");
  const gint64 end = seconds_of ("2034-01-01T00:00:00");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(NudgeZone) zone = NULL;

      g_setenv ("TZ", texts[i], TRUE);
      tzset ();
      zone = nudge_zone_new_local ();
      g_assert_cmpstr (nudge_zone_get_name (zone), ==, texts[i]);
      for (gint64 utc = first; utc < end; utc += 1800)
        assert_same_as_libc (zone, utc);
    }
  g_unsetenv ("TZ");
  tzset ();
}

static void
test_without_tz_the_local_zone_is_that_of_the_system (void)
{
  const gint64 first = seconds_of ("2020-01-01T00:00:00");
  const gint64 end = seconds_of ("2030-01-01T00:00:00");
  g_autoptr(NudgeZone) zone = NULL;

  g_unsetenv ("TZ");
  tzset ();
  zone = nudge_zone_new_local ();
  for (gint64 utc = first; utc < end; utc += 86400)
    assert_same_as_libc (zone, utc);
}

static void
test_wall_times_know_whose_clock_they_are_on (void)
{
  g_autoptr(NudgeZone) desk = zone_named ("Asia/Tokyo");
  g_autoptr(NudgeZone) berlin = zone_named ("Europe/Berlin");
  gint64 local = seconds_of ("2026-03-02T09:00:00");
  NudgeWallTime zoned = { local, berlin, FALSE };
  NudgeWallTime floating = { local, NULL, FALSE };
  NudgeWallTime date = { local - 9 * 3600, NULL, TRUE };
  NudgeWallTime zoned_date = { local - 9 * 3600, berlin, TRUE };

  g_assert_cmpint (nudge_wall_time_to_time (&zoned, desk), ==, (local - 3600) * G_USEC_PER_SEC);
  g_assert_cmpint (nudge_wall_time_to_time (&floating, desk), ==, (local - 9 * 3600) * G_USEC_PER_SEC);
  g_assert_cmpint (nudge_wall_time_to_time (&date, desk), ==, (local - 18 * 3600) * G_USEC_PER_SEC);
  g_assert_cmpint (nudge_wall_time_to_time (&zoned_date, desk), ==, (local - 18 * 3600) * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zone/wall-clocks-of-real-places", test_wall_clocks_of_real_places);
  g_test_add_func ("/zone/every-name-of-the-system-agrees-with-the-c-library",
                   test_every_name_of_the_system_agrees_with_the_c_library);
  g_test_add_func ("/zone/a-wall-clock-goes-to-an-instant-and-back", test_a_wall_clock_goes_to_an_instant_and_back);
  g_test_add_func ("/zone/posix-texts-agree-with-the-c-library", test_posix_texts_agree_with_the_c_library);
  g_test_add_func ("/zone/without-tz-the-local-zone-is-that-of-the-system",
                   test_without_tz_the_local_zone_is_that_of_the_system);
  g_test_add_func ("/zone/wall-times-know-whose-clock-they-are-on", test_wall_times_know_whose_clock_they_are_on);
  return g_test_run ();
}
