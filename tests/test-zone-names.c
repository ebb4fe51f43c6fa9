/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone names: spellings that reach a zone, names that must not reach a file, and the zone of the desk. */
#include "civil-text.h"
#include "nudge-error.h"
#include "zone.h"

#include <glib.h>
#include <glib/gstdio.h>

#include <string.h>
#include <sys/stat.h>

#define TABLE "/usr/share/zoneinfo"

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

  /* written in place: nothing here has to survive a power cut */
  g_assert_true (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
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
test_without_a_table_only_safe_names_are_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = g_path_get_basename (fixture->folder);
  g_autofree char *around = g_strdup_printf ("../%s/Here", base);
  g_autofree char *inside = g_strdup_printf ("%s/./Here", base);
  g_autoptr(NudgeZone) zone = NULL;

  copy_zone (fixture, "Europe/Berlin", "Here");
  zone = nudge_zone_new_by_name ("Here", NULL);
  g_assert_nonnull (zone);
  g_assert_null (nudge_zone_new_by_name (around, NULL));
  g_assert_null (nudge_zone_new_by_name (inside, NULL));
  g_assert_null (nudge_zone_new_by_name ("./Here", NULL));
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

#define ADD_FIXTURE_TEST(name, function) \
  g_test_add ("/zone-names/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zone-names/names-come-in-many-spellings", test_names_come_in_many_spellings);
  g_test_add_func ("/zone-names/other-names-are-refused-with-a-hint", test_other_names_are_refused_with_a_hint);
  ADD_FIXTURE_TEST ("a-fifo-in-the-table-does-not-block", test_a_fifo_in_the_table_does_not_block);
  ADD_FIXTURE_TEST ("a-file-that-is-not-listed-is-not-read", test_a_file_that_is_not_listed_is_not_read);
  ADD_FIXTURE_TEST ("without-a-table-only-safe-names-are-read", test_without_a_table_only_safe_names_are_read);
  ADD_FIXTURE_TEST ("a-table-that-changes-is-read-anew", test_a_table_that_changes_is_read_anew);
  ADD_FIXTURE_TEST ("a-broken-zone-file-is-refused-at-every-length",
                    test_a_broken_zone_file_is_refused_at_every_length);
  ADD_FIXTURE_TEST ("a-zone-file-with-flipped-bits-never-crashes", test_a_zone_file_with_flipped_bits_never_crashes);
  g_test_add_func ("/zone-names/the-local-zone-follows-tz", test_the_local_zone_follows_tz);
  return g_test_run ();
}
