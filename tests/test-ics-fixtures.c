/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars as other programs write them, with their habits: what is due when, and what is told about them. */
#include "ics-tool.h"

#include <string.h>

/* An item of a file (by its title), and when it is due from 2026-03-01 on, on a desk in Berlin. */
typedef struct {
  const char *file;
  NudgeIcsAlarms mode;
  const char *title;
  const char *due;
} Row;

#define OWN NUDGE_ICS_ALARMS_OWN
#define AUTO NUDGE_ICS_ALARMS_AUTO
#define START NUDGE_ICS_ALARMS_START

static const Row rows[] = {
  /* Reminders of a Google account are not in its files: only START makes most of them due. */
  { "google", OWN, "Stand-up, then water", "2026-03-05 13:50 alarm" },
  { "google", START, "Stand-up, then water",
    "2026-03-02 10:15 start; 2026-03-03 10:15 start; 2026-03-05 14:00 start; 2026-03-06 10:15 start; "
    "2026-03-09 10:15 start" },
  { "google", OWN, "Call with Ana", "2026-03-06 17:00 alarm" },
  { "google", OWN, "Geburtstag von Jörg 🎂", "2026-03-07 16:00 alarm" },
  { "google", START, "Geburtstag von Jörg 🎂", "2026-03-08 09:00 start" },

  { "apple", OWN, "Lauf im Park", "2026-03-16 17:30 alarm; 2026-03-23 17:30 alarm; 2026-03-30 17:30 alarm" },
  { "apple", OWN, "Papier wegbringen", "2026-03-02 09:00 alarm; 2026-04-02 09:00 alarm" },
  { "apple", OWN, "Blumen kaufen", "" },
  { "apple-reminders", OWN, "Call mom", "2026-03-08 00:30 snooze" },
  { "apple-reminders", START, "Call mom", "2026-03-08 00:00 start; 2026-03-14 23:00 start" },

  { "thunderbird", OWN, "Augen ausruhen", "2026-03-03 09:45 snooze; 2026-03-04 09:15 alarm; 2026-03-05 09:15 alarm" },
  { "thunderbird", OWN, "Absage beantworten", "2026-03-04 16:00 alarm" },

  { "evolution", OWN, "Walk round the block",
    "2026-03-09 12:15 alarm; 2026-03-09 12:20 repeat; 2026-03-16 12:15 alarm; 2026-03-16 12:20 repeat; "
    "2026-03-23 12:15 alarm; 2026-03-23 12:20 repeat; 2026-03-30 12:15 alarm; 2026-03-30 12:20 repeat" },
  { "evolution", AUTO, "Write to one friend", "2026-03-06 09:00 start" },

  { "nextcloud", OWN, "Mittag ohne Bildschirm", "2026-03-02 12:50 alarm; 2026-03-03 12:50 alarm" },
  { "nextcloud", OWN, "Reise", "2026-03-11 09:00 alarm" },
  { "nextcloud", AUTO, "Pflanzen gießen", "2026-03-03 18:00 start" },

  { "outlook", OWN, "Wochenbeginn",
    "2026-03-02 08:45 alarm; 2026-03-09 08:45 alarm; 2026-03-16 08:45 alarm; 2026-03-23 08:45 alarm" },
  { "outlook", OWN, "Call with the team in Pune", "2026-03-03 08:55 alarm" },
  { "outlook", OWN, "Frei", "2026-03-05 06:00 alarm" },
};

/* What a file is called, how many rules it gives, and what is told about it. */
static const struct
{
  const char *file;
  const char *name;
  guint n_rules;
  const char *problems;
} files[] = {
  { "google", "Work and rest", 3, "77 warning: this alarm is left out: its ACTION is EMAIL, and no mail is ever sent; "
    "DISPLAY would be shown" },
  { "apple", "Zuhause", 3, "85 warning: this alarm is left out: it is for a place, and places are not known here" },
  { "apple-reminders", NULL, 1, "" },
  { "thunderbird", NULL, 2, "" },
  { "evolution", NULL, 2, "" },
  { "nextcloud", "Persönlich", 3, "43 warning: this alarm is left out: its ACTION is EMAIL, and no mail is ever sent; "
    "DISPLAY would be shown" },
  { "outlook", "Kalender", 3, "" },
};

static NudgeIcsResult *
read_fixture (const char *name, NudgeIcsAlarms mode)
{
  g_autofree char *base = g_strconcat (name, ".ics", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "ics", base, NULL);
  g_autofree char *data = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return ics_parse_bytes (data, (gssize) length, mode);
}

static guint
count_items (const char *list)
{
  guint n = *list == '\0' ? 0 : 1;

  for (const char *p = list; *p != '\0'; p++)
    n += *p == ';';
  return n;
}

static void
test_due (gconstpointer data)
{
  const Row *row = data;
  g_autoptr(NudgeIcsResult) result = read_fixture (row->file, row->mode);
  NudgeRule *rule = ics_find (result, row->title);
  g_autofree char *due = ics_due_list (rule, "Europe/Berlin", "2026-03-01 00:00", MAX (count_items (row->due), 1));

  g_assert_cmpstr (due, ==, row->due);
}

static void
test_file (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(NudgeIcsResult) result = read_fixture (files[i].file, OWN);
  g_autofree char *problems = ics_problem_list (result);

  g_assert_cmpstr (result->name, ==, files[i].name);
  g_assert_cmpuint (result->rules->len, ==, files[i].n_rules);
  g_assert_cmpstr (problems, ==, files[i].problems);
  g_assert_true (result->is_whole);
}

static void
test_texts_and_classes (void)
{
  g_autoptr(NudgeIcsResult) outlook = read_fixture ("outlook", OWN);
  g_autoptr(NudgeIcsResult) thunderbird = read_fixture ("thunderbird", OWN);
  g_autoptr(NudgeIcsResult) evolution = read_fixture ("evolution", OWN);

  g_assert_cmpstr (ics_find (outlook, "Wochenbeginn")->description, ==, "Agenda\n\n1. Rückblick\n2. Ausblick");
  g_assert_cmpstr (ics_find (outlook, "Wochenbeginn")->uid, ==,
                   "040000008200E00074C5B7101A82E00800000000B05C0F3E6A8FDC010000000000000000"
                   "10000000D4A1C5E2B3F4A54C9D8E7F6A5B4C3D2E");
  g_assert_true (ics_find (outlook, "Frei")->is_private);
  g_assert_cmpstr (ics_find (thunderbird, "Augen ausruhen")->category, ==, "movement");
  g_assert_cmpstr (ics_find (thunderbird, "Augen ausruhen")->description, ==, "20 Sekunden weit weg");
  g_assert_cmpstr (ics_find (evolution, "Walk round the block")->category, ==, "movement");
  g_assert_true (ics_find (evolution, "Walk round the block")->is_private);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ics-fixtures/%s/due/%" G_GSIZE_FORMAT, rows[i].file, i);

      g_test_add_data_func (path, &rows[i], test_due);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ics-fixtures/%s/file", files[i].file);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_file);
    }
  g_test_add_func ("/ics-fixtures/texts-and-classes", test_texts_and_classes);
  return g_test_run ();
}
