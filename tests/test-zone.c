/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones: wall clocks of real places, gaps and overlaps, names that reach files and names that must not. */
#include "nudge-error.h"
#include "zone.h"

#include <glib.h>
#include <glib/gstdio.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define TABLE "/usr/share/zoneinfo"

static gint64
seconds_of (const char *text)
{
  NudgeCivil civil = { 0 };

  g_assert_cmpint (sscanf (text, "%d-%d-%dT%d:%d:%d", &civil.year, &civil.month, &civil.day, &civil.hour,
                           &civil.minute, &civil.second), ==, 6);
  return nudge_civil_to_seconds (&civil);
}

static char *
text_of (gint64 seconds)
{
  NudgeCivil c = nudge_civil_from_seconds (seconds);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

static NudgeZone *
zone_named (const char *name)
{
  g_autoptr(GError) error = NULL;
  NudgeZone *zone = nudge_zone_new_by_name (name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (zone);
  return zone;
}

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
  const gint64 step = 41 * 86400;

  for (gsize i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autoptr(NudgeZone) zone = zone_named (name);
      long last = 0;

      g_setenv ("TZ", name, TRUE);
      tzset ();
      for (gint64 utc = seconds_of ("1902-01-01T00:00:00"); utc < seconds_of ("2101-01-01T00:00:00"); utc += step)
        {
          time_t instant = (time_t) utc;
          struct tm tm;

          localtime_r (&instant, &tm);
          assert_same_as_libc (zone, utc);
          if (utc > seconds_of ("1902-01-01T00:00:00") && tm.tm_gmtoff != last)
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
  g_autoptr(NudgeZone) zone = zone_named ("America/St_Johns");

  for (gint64 utc = seconds_of ("1960-01-01T00:00:00"); utc < seconds_of ("2060-01-01T00:00:00"); utc += 1801)
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
test_names_come_in_many_spellings (void)
{
  static const struct {
    const char *name;
    const char *found;
  } rows[] = {
    { "Europe/Berlin", "Europe/Berlin" },
    { "europe/berlin", "Europe/Berlin" },
    { "/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin" },
    { "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin" },
    { "/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin" },
    { "/citadel.org/20190914_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires" },
    { "/softwarestudio.org/Olson_20011030_5/America/Indiana/Knox", "America/Indiana/Knox" },
    { "W. Europe Standard Time", "Europe/Berlin" },
    { "w. europe standard time", "Europe/Berlin" },
    { "Eastern Standard Time", "America/New_York" },
    { "AUS Central Standard Time", "Australia/Darwin" },
    { "Yukon Standard Time", "America/Whitehorse" },
    { "UTC", "UTC" },
    { "utc", "UTC" },
    { "GMT", "GMT" },
    { "Etc/GMT-14", "Etc/GMT-14" },
    { "US/Eastern", "US/Eastern" },
    { "EST5EDT", "EST5EDT" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(NudgeZone) zone = zone_named (rows[i].name);

      g_assert_cmpstr (nudge_zone_get_name (zone), ==, rows[i].found);
    }
}

static void
test_other_names_are_refused_with_a_hint (void)
{
  static const char *const names[] = {
    "", "/", "//", ".", "..", "Europe", "Europe/", "Europe//Berlin", "Europe/Nowhere", "Berlin", "localtime",
    "posixrules", "posix/Europe/Berlin", "right/Europe/Berlin", "tzdata.zi", "zone.tab", "../zoneinfo/Europe/Berlin",
    "../../../etc/passwd", "/etc/passwd", "Europe/../../../../etc/passwd", "Europe/Berlin\n", " Europe/Berlin",
    "Europe/Ber\001lin", "GMT+0200", "W. Europe", "-Europe/Berlin", "\xff\xfe", "CET-1CEST,M3.5.0,M10.5.0/3",
  };
  g_autofree char *longest = g_strnfill (100000, 'a');

  for (gsize i = 0; i <= G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (nudge_zone_new_by_name (i < G_N_ELEMENTS (names) ? names[i] : longest, &error));
      g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (strstr (error->message, "Europe/Berlin"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* A zone table of our own: what a name must not reach, and a table that changes while we run. */
typedef struct {
  char *folder;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("zones-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  g_setenv ("TZDIR", fixture->folder, TRUE);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_unsetenv ("TZDIR");
  g_unsetenv ("TZ");
}

static void
write_file (Fixture *fixture, const char *name, const char *data, gsize length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

static void
copy_zone (Fixture *fixture, const char *zone, const char *name)
{
  g_autofree char *path = g_build_filename (TABLE, zone, NULL);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  write_file (fixture, name, data, length);
}

static void
list_names (Fixture *fixture, const char *text)
{
  write_file (fixture, "tzdata.zi", text, strlen (text));
}

static void
test_a_fifo_in_the_table_does_not_block (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "Fifo", NULL);

  list_names (fixture, "Z Fifo 0 - UTC\n");
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (nudge_zone_new_by_name ("Fifo", NULL));
}

static void
test_a_file_that_is_not_listed_is_not_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr(NudgeZone) zone = NULL;

  copy_zone (fixture, "Europe/Berlin", "Listed");
  copy_zone (fixture, "Europe/Berlin", "Secret");
  list_names (fixture, "# comment\nL Europe/Berlin Listed\n");
  zone = nudge_zone_new_by_name ("Listed", NULL);
  g_assert_nonnull (zone);
  g_assert_null (nudge_zone_new_by_name ("Secret", NULL));
}

static void
test_a_table_that_changes_is_read_anew (Fixture *fixture, gconstpointer data)
{
  gint64 noon = seconds_of ("2026-07-01T12:00:00");
  g_autoptr(NudgeZone) before = NULL;
  g_autoptr(NudgeZone) after = NULL;

  list_names (fixture, "Z Here 0 - UTC\n");
  g_setenv ("TZ", "Here", TRUE);
  copy_zone (fixture, "Europe/Berlin", "Here");
  before = nudge_zone_new_local ();
  copy_zone (fixture, "Asia/Tokyo", "Here");
  after = nudge_zone_new_local ();

  g_assert_cmpint (nudge_zone_to_utc (before, noon), ==, noon - 2 * 3600);
  g_assert_cmpint (nudge_zone_to_utc (after, noon), ==, noon - 9 * 3600);
  g_assert_false (nudge_zone_equal (before, after));
}

static void
test_a_broken_zone_file_is_refused_at_every_length (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  list_names (fixture, "Z Here 0 - UTC\n");
  g_assert_true (g_file_get_contents (TABLE "/Europe/Berlin", &bytes, &length, NULL));
  for (gsize cut = 0; cut < length; cut += cut < 200 ? 1 : 7)
    {
      write_file (fixture, "Here", bytes, cut);
      g_assert_null (nudge_zone_new_by_name ("Here", NULL));
    }
}

static void
test_a_zone_file_with_flipped_bits_never_crashes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  list_names (fixture, "Z Here 0 - UTC\n");
  g_assert_true (g_file_get_contents (TABLE "/America/New_York", &bytes, &length, NULL));
  for (gsize i = 0; i < length; i += 3)
    {
      g_autoptr(NudgeZone) zone = NULL;

      bytes[i] ^= (char) 0xa5;
      write_file (fixture, "Here", bytes, length);
      zone = nudge_zone_new_by_name ("Here", NULL);
      if (zone != NULL)
        nudge_zone_to_utc (zone, nudge_zone_to_local (zone, 1782900000));
      bytes[i] ^= (char) 0xa5;
    }
}

static void
test_the_local_zone_follows_tz (void)
{
  static const struct {
    const char *tz;
    const char *name;
    gint summer_offset;
  } rows[] = {
    { "Europe/Berlin", "Europe/Berlin", 7200 },
    { ":Europe/Berlin", "Europe/Berlin", 7200 },
    { "America/New_York", "America/New_York", -14400 },
    { "", "UTC", 0 },
    { "Nowhere/Atall", "UTC", 0 },
    { TABLE "/Asia/Tokyo", TABLE "/Asia/Tokyo", 32400 },
    { "CET-1CEST,M3.5.0,M10.5.0/3", "CET-1CEST,M3.5.0,M10.5.0/3", 7200 },
    { "AEST-10", "AEST-10", 36000 },
    { "<+0330>-3:30", "<+0330>-3:30", 12600 },
    { "EST5EDT,J60,J300", "EST5EDT,J60,J300", -14400 },
    { "EST5EDT,59/0:30,299", "EST5EDT,59/0:30,299", -14400 },
    { "EST5EDT4,0/0,J365/25", "EST5EDT4,0/0,J365/25", -14400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(NudgeZone) zone = NULL;
      gint64 july = seconds_of ("2026-07-01T12:00:00");

      g_setenv ("TZ", rows[i].tz, TRUE);
      zone = nudge_zone_new_local ();
      g_assert_cmpstr (nudge_zone_get_name (zone), ==, rows[i].name);
      g_assert_cmpint (nudge_zone_to_local (zone, july) - july, ==, rows[i].summer_offset);
    }
  g_unsetenv ("TZ");
}

static void
test_posix_texts_agree_with_the_c_library (void)
{
  static const char *const texts[] = {
    "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,J60,J300", "EST5EDT,59/0:30,299",
    "IST-1GMT0,M10.5.0,M3.5.0/1", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "EET-2EEST,M3.4.4/50,M10.4.4/50",
    "NZST-12NZDT,M9.5.0,M4.1.0/3", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "AAA0BBB,J59,J60", "AAA0BBB,58,59",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(NudgeZone) zone = NULL;

      g_setenv ("TZ", texts[i], TRUE);
      tzset ();
      zone = nudge_zone_new_local ();
      g_assert_cmpstr (nudge_zone_get_name (zone), ==, texts[i]);
      for (gint64 utc = seconds_of ("2020-01-01T00:00:00"); utc < seconds_of ("2034-01-01T00:00:00"); utc += 1800)
        assert_same_as_libc (zone, utc);
    }
  g_unsetenv ("TZ");
  tzset ();
}

static void
test_without_tz_the_local_zone_is_that_of_the_system (void)
{
  g_autoptr(NudgeZone) zone = NULL;

  g_unsetenv ("TZ");
  tzset ();
  zone = nudge_zone_new_local ();
  for (gint64 utc = seconds_of ("2020-01-01T00:00:00"); utc < seconds_of ("2030-01-01T00:00:00"); utc += 86400)
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

#define ADD_FIXTURE_TEST(name, function) \
  g_test_add ("/zone/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zone/wall-clocks-of-real-places", test_wall_clocks_of_real_places);
  g_test_add_func ("/zone/every-name-of-the-system-agrees-with-the-c-library",
                   test_every_name_of_the_system_agrees_with_the_c_library);
  g_test_add_func ("/zone/a-wall-clock-goes-to-an-instant-and-back", test_a_wall_clock_goes_to_an_instant_and_back);
  g_test_add_func ("/zone/names-come-in-many-spellings", test_names_come_in_many_spellings);
  g_test_add_func ("/zone/other-names-are-refused-with-a-hint", test_other_names_are_refused_with_a_hint);
  ADD_FIXTURE_TEST ("a-fifo-in-the-table-does-not-block", test_a_fifo_in_the_table_does_not_block);
  ADD_FIXTURE_TEST ("a-file-that-is-not-listed-is-not-read", test_a_file_that_is_not_listed_is_not_read);
  ADD_FIXTURE_TEST ("a-table-that-changes-is-read-anew", test_a_table_that_changes_is_read_anew);
  ADD_FIXTURE_TEST ("a-broken-zone-file-is-refused-at-every-length",
                    test_a_broken_zone_file_is_refused_at_every_length);
  ADD_FIXTURE_TEST ("a-zone-file-with-flipped-bits-never-crashes", test_a_zone_file_with_flipped_bits_never_crashes);
  g_test_add_func ("/zone/the-local-zone-follows-tz", test_the_local_zone_follows_tz);
  g_test_add_func ("/zone/posix-texts-agree-with-the-c-library", test_posix_texts_agree_with_the_c_library);
  g_test_add_func ("/zone/without-tz-the-local-zone-is-that-of-the-system",
                   test_without_tz_the_local_zone_is_that_of_the_system);
  g_test_add_func ("/zone/wall-times-know-whose-clock-they-are-on", test_wall_times_know_whose_clock_they_are_on);
  return g_test_run ();
}
