/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings files: every kind of value, every kind of mistake, and the shipped file that documents them. */
#include "settings.h"

#include "settings-schema.h"

#include <glib.h>
#include <glib/gstdio.h>

#include <string.h>
#include <sys/stat.h>

typedef struct {
  GPtrArray *problems;
  NudgeSettings *settings;
  gboolean is_usable;
} Loaded;

static void
loaded_clear (Loaded *loaded)
{
  g_ptr_array_unref (loaded->problems);
  nudge_settings_unref (loaded->settings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loaded, loaded_clear)

typedef char TempFolder;

static void
temp_folder_remove (TempFolder *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TempFolder, temp_folder_remove)

static Loaded
load_paths (const char *const *paths)
{
  Loaded loaded = { .problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref) };

  loaded.settings = nudge_settings_load (paths, loaded.problems, &loaded.is_usable);
  return loaded;
}

/* Writes @length bytes of @first to 1.conf and @second to 2.conf, loads both, and removes them. */
static Loaded
load_bytes (const char *first, gssize length, const char *second)
{
  g_autoptr(TempFolder) folder = g_dir_make_tmp ("nudged-settings-XXXXXX", NULL);
  g_autofree char *one = g_build_filename (folder, "1.conf", NULL);
  g_autofree char *two = g_build_filename (folder, "2.conf", NULL);
  const char *paths[] = { one, two, NULL };

  g_assert_true (g_file_set_contents (one, first, length, NULL));
  if (second != NULL)
    g_assert_true (g_file_set_contents (two, second, -1, NULL));
  return load_paths (paths);
}

static Loaded
load_text (const char *text)
{
  return load_bytes (text, -1, NULL);
}

static const NudgeProblem *
problem_at (const Loaded *loaded, guint index)
{
  g_assert_cmpuint (index, <, loaded->problems->len);
  return g_ptr_array_index (loaded->problems, index);
}

static void
test_a_file_changes_only_the_keys_it_has (void)
{
  g_auto(Loaded) loaded = load_text ("[timing]\nroom = 25m\n");

  g_assert_cmpuint (loaded.problems->len, ==, 0);
  g_assert_true (loaded.is_usable);
  g_assert_cmpint (loaded.settings->room, ==, 25 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (loaded.settings->grace, ==, G_TIME_SPAN_HOUR);
}

static void
test_every_kind_of_value_is_read (void)
{
  g_auto(Loaded) loaded = load_text ("\xef\xbb\xbf[nudged]\r\n"
                                     "language = de ; a comment\r\n"
                                     "log-level: DEBUG\r\n"
                                     "[Hours]\r\n"
                                     "  work = mon-fri 09:00-12:30, 13:30-18:00\r\n"
                                     "\tQuiet =\r\n"
                                     "hold=all\r\n"
                                     "[timing]\r\n"
                                     "snooze = 10m, , 2h\r\n"
                                     "max-per-hour = 0\r\n"
                                     "all-day = 8\r\n"
                                     "[hold]\r\n"
                                     "idle = no\r\n"
                                     "camera = off\r\n"
                                     "[support]\r\n"
                                     "contact = Robin, 555 0100\r\n"
                                     "contact = Anna = sister\r\n"
                                     "[packs]\r\n"
                                     "enabled = workday, evening\r\n");
  const NudgeSettings *settings = loaded.settings;

  g_assert_cmpuint (loaded.problems->len, ==, 0);
  g_assert_cmpstr (settings->language, ==, "de");
  g_assert_cmpint (settings->log_level, ==, G_LOG_LEVEL_DEBUG);
  g_assert_cmpuint (settings->work->len, ==, 2);
  g_assert_cmpuint (settings->quiet->len, ==, 0);
  g_assert_cmpint (settings->hold, ==, NUDGE_HOLD_ALL);
  g_assert_cmpuint (settings->snooze->len, ==, 2);
  g_assert_cmpint (g_array_index (settings->snooze, GTimeSpan, 0), ==, 10 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (settings->max_per_hour, ==, 0);
  g_assert_cmpint (settings->all_day, ==, 8 * 3600);
  g_assert_cmpint (settings->idle, ==, 0);
  g_assert_false (settings->hold_camera);
  g_assert_cmpstr (settings->support_contacts[0], ==, "Robin, 555 0100");
  g_assert_cmpstr (settings->support_contacts[1], ==, "Anna = sister");
  g_assert_null (settings->support_contacts[2]);
  g_assert_cmpstr (settings->packs[1], ==, "evening");
}

static void
test_wrong_lines_are_reported_and_change_nothing (void)
{
  static const struct {
    const char *text;
    guint line;
    NudgeSeverity severity;
    const char *advice;
  } rows[] = {
    { "[timing]\nroom = soon\n", 2, NUDGE_SEVERITY_ERROR, "1h30m" },
    { "[timing]\nroom = 2d\n", 2, NUDGE_SEVERITY_ERROR, "from 0 to 1d" },
    { "[timing]\nsnooze = 10s\n", 2, NUDGE_SEVERITY_ERROR, "from 1m to" },
    { "[timing]\nsnooze =\n", 2, NUDGE_SEVERITY_ERROR, "such as 15m" },
    { "[timing]\nmax-per-hour = -1\n", 2, NUDGE_SEVERITY_ERROR, "from 0 to 60" },
    { "[timing]\nmax-per-day = many\n", 2, NUDGE_SEVERITY_ERROR, "from 0 to 1000" },
    { "[timing]\nall-day = 24:00\n", 2, NUDGE_SEVERITY_ERROR, "from 0:00 to 23:59" },
    { "[timing]\n\n# text\nmissed = keep\n", 4, NUDGE_SEVERITY_ERROR, "show, drop" },
    { "[hours]\nquiet = at night\n", 2, NUDGE_SEVERITY_ERROR, "mon-fri 09:00" },
    { "[hold]\ncamera = maybe\n", 2, NUDGE_SEVERITY_ERROR, "neither yes nor no" },
    { "[notify]\nurgency = loud\n", 2, NUDGE_SEVERITY_ERROR, "low, normal, critical" },
    { "[packs]\nenabled = ../evil\n", 2, NUDGE_SEVERITY_ERROR, "not a name" },
    { "[timing]\nromo = 5m\n", 2, NUDGE_SEVERITY_WARNING, "did you mean “room”" },
    { "[timing]\nmaxperhour = 5\n", 2, NUDGE_SEVERITY_WARNING, "did you mean “max-per-hour”" },
    { "[timing]\nquiet = 22:00-07:00\n", 2, NUDGE_SEVERITY_WARNING, "it belongs in [hours]" },
    { "[timing]\nwallpaper = blue\n", 2, NUDGE_SEVERITY_WARNING, "no key “wallpaper”" },
    { "[timming]\nroom = 5m\n", 1, NUDGE_SEVERITY_WARNING, "did you mean [timing]" },
    { "[wallpaper]\nroom = 5m\n", 1, NUDGE_SEVERITY_WARNING, "no section “wallpaper”" },
    { "[timing x]\nroom = 5m\n", 1, NUDGE_SEVERITY_WARNING, "did you mean [timing]" },
    { "[timing\nroom = 5m\n", 1, NUDGE_SEVERITY_ERROR, "“]”" },
    { "room = 5m\n", 1, NUDGE_SEVERITY_ERROR, "before the first section" },
    { "[timing]\nroom\n", 2, NUDGE_SEVERITY_ERROR, "key = value" },
    { "[timing]\n= 5m\n", 2, NUDGE_SEVERITY_ERROR, "key = value" },
    { "[timing]\nroom = 5m \xff\n", 2, NUDGE_SEVERITY_ERROR, "not UTF-8" },
    { "[category movment]\nenabled = no\n", 1, NUDGE_SEVERITY_WARNING, "did you mean “movement”" },
    { "[category]\nenabled = no\n", 1, NUDGE_SEVERITY_WARNING, "[category movement]" },
    { "[source]\npath = /x\n", 1, NUDGE_SEVERITY_ERROR, "has no name" },
    { "[hours]\n[source work]\nrole = busy\n", 2, NUDGE_SEVERITY_ERROR, "has no path" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(Loaded) loaded = load_text (rows[i].text);
      const NudgeProblem *problem = problem_at (&loaded, 0);

      g_test_message ("%s", problem->text);
      g_assert_cmpuint (loaded.problems->len, ==, 1);
      g_assert_cmpuint (problem->line, ==, rows[i].line);
      g_assert_cmpint (problem->severity, ==, rows[i].severity);
      g_assert_nonnull (strstr (problem->text, rows[i].advice));
      g_assert_true (g_str_has_suffix (problem->file, "/1.conf"));
      g_assert_true (loaded.is_usable);
      g_assert_cmpint (loaded.settings->room, ==, 10 * G_TIME_SPAN_MINUTE);
      g_assert_cmpuint (loaded.settings->quiet->len, ==, 1);
      g_assert_cmpuint (loaded.settings->snooze->len, ==, 3);
      g_assert_cmpuint (loaded.settings->sources->len, ==, 0);
    }
}

static void
test_the_same_key_twice_is_reported_and_the_later_counts (void)
{
  g_auto(Loaded) loaded = load_text ("[timing]\nroom = 5m\ngrace = 2h\n[notify]\n[timing]\nroom = 6m\n");

  g_assert_cmpuint (loaded.problems->len, ==, 1);
  g_assert_cmpuint (problem_at (&loaded, 0)->line, ==, 6);
  g_assert_cmpint (loaded.settings->room, ==, 6 * G_TIME_SPAN_MINUTE);
}

static void
test_an_indented_line_is_no_continuation (void)
{
  g_auto(Loaded) loaded = load_text ("[timing]\n  room = 5m\n  grace = 2h\n    max-per-day = 3\n");

  g_assert_cmpuint (loaded.problems->len, ==, 0);
  g_assert_cmpint (loaded.settings->grace, ==, 2 * G_TIME_SPAN_HOUR);
  g_assert_cmpuint (loaded.settings->max_per_day, ==, 3);
}

static void
test_a_long_line_is_refused_with_its_true_number (void)
{
  g_autofree char *contact = g_strnfill (400, 'x');
  g_autofree char *text = g_strdup_printf ("[support]\ncontact = %s\ncontact = Robin\nenabled = perhaps\n", contact);
  g_auto(Loaded) loaded = load_text (text);

  g_assert_cmpuint (loaded.problems->len, ==, 2);
  g_assert_cmpuint (problem_at (&loaded, 0)->line, ==, 2);
  g_assert_nonnull (strstr (problem_at (&loaded, 0)->text, "longer than 190 bytes"));
  g_assert_cmpuint (problem_at (&loaded, 1)->line, ==, 4);
  g_assert_cmpstr (loaded.settings->support_contacts[0], ==, "Robin");
}

static void
test_a_line_of_exactly_the_limit_is_read_whole (void)
{
  g_autofree char *name = g_strnfill (190 - strlen ("contact = "), 'x');
  g_autofree char *text = g_strdup_printf ("[support]\ncontact = %s\n", name);
  g_auto(Loaded) loaded = load_text (text);

  g_assert_cmpuint (loaded.problems->len, ==, 0);
  g_assert_cmpstr (loaded.settings->support_contacts[0], ==, name);
}

static void
test_a_long_section_is_refused_and_its_keys_fall_to_nobody (void)
{
  g_autofree char *name = g_strnfill (42, 'x');
  g_autofree char *text = g_strdup_printf ("[timing]\nroom = 5m\n[source %s]\nroom = 7m\npath = /x\n", name);
  g_auto(Loaded) loaded = load_text (text);

  g_assert_cmpuint (loaded.problems->len, ==, 1);
  g_assert_cmpuint (problem_at (&loaded, 0)->line, ==, 3);
  g_assert_cmpint (loaded.settings->room, ==, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (loaded.settings->sources->len, ==, 0);
}

static void
test_a_section_name_of_exactly_the_limit_is_read_whole (void)
{
  g_autofree char *name = g_strnfill (48 - strlen ("source "), 'x');
  g_autofree char *text = g_strdup_printf ("[source %s]\npath = /x\n", name);
  g_auto(Loaded) loaded = load_text (text);
  const NudgeSourceSettings *source = g_ptr_array_index (loaded.settings->sources, 0);

  g_assert_cmpuint (loaded.problems->len, ==, 0);
  g_assert_cmpstr (source->name, ==, name);
}

static void
test_a_flood_of_problems_is_cut (void)
{
  g_autoptr(GString) text = g_string_new ("[timing]\n");
  g_auto(Loaded) loaded = { 0 };

  for (gint i = 0; i < 10000; i++)
    g_string_append (text, "nonsense\n");
  loaded = load_text (text->str);
  g_assert_cmpuint (loaded.problems->len, ==, 100);
  g_assert_nonnull (strstr (problem_at (&loaded, 99)->text, "not listed"));
}

static void
test_a_later_file_overrides_keys_and_begins_lists_anew (void)
{
  g_auto(Loaded) loaded = load_bytes ("[timing]\nroom = 5m\ngrace = 2h\n[support]\ncontact = A\ncontact = B\n"
                                      "[category food]\nroom = 1m\n[source w]\npath = /x\n",
                                      -1,
                                      "[timing]\nroom = 6m\n[support]\ncontact = C\n"
                                      "[category food]\ngrace = 3m\n[source w]\nrole = both\n");
  const NudgeCategorySettings *food = nudge_settings_find_category (loaded.settings, "food");
  const NudgeSourceSettings *source = g_ptr_array_index (loaded.settings->sources, 0);

  g_assert_cmpuint (loaded.problems->len, ==, 0);
  g_assert_cmpint (loaded.settings->room, ==, 6 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (loaded.settings->grace, ==, 2 * G_TIME_SPAN_HOUR);
  g_assert_cmpstr (loaded.settings->support_contacts[0], ==, "C");
  g_assert_null (loaded.settings->support_contacts[1]);
  g_assert_cmpint (food->room, ==, G_TIME_SPAN_MINUTE);
  g_assert_cmpint (food->grace, ==, 3 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (loaded.settings->sources->len, ==, 1);
  g_assert_cmpstr (source->path, ==, "/x");
  g_assert_cmpint (source->role, ==, NUDGE_ROLE_BOTH);
}

static void
test_categories_decide_for_their_rules (void)
{
  g_auto(Loaded) loaded = load_text ("[category Movement]\nroom = 3m\ngrace = 4h\nmissed = show\nenabled = no\n");
  const NudgeCategorySettings *movement = nudge_settings_find_category (loaded.settings, "movement");
  NudgeRule own = { .category = (char *) "movement", .room = NUDGE_SPAN_UNSET, .grace = NUDGE_SPAN_UNSET };

  g_assert_cmpuint (loaded.problems->len, ==, 0);
  g_assert_false (movement->enabled);
  g_assert_null (nudge_settings_find_category (loaded.settings, "food"));
  g_assert_cmpint (nudge_settings_resolve_room (loaded.settings, &own), ==, 3 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (nudge_settings_resolve_grace (loaded.settings, &own), ==, 4 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (nudge_settings_resolve_missed (loaded.settings, &own), ==, NUDGE_MISSED_SHOW);
}

static void
test_sources_have_full_paths (void)
{
  g_autofree char *home = g_build_filename (g_get_home_dir (), "calendars", "work", NULL);
  g_auto(Loaded) loaded = load_text ("[source work]\npath = ~/calendars//work/\nalarms = start\nwrite-back = yes\n"
                                     "[source bad]\npath = calendars\n");
  const NudgeSourceSettings *source = g_ptr_array_index (loaded.settings->sources, 0);

  g_assert_cmpuint (loaded.settings->sources->len, ==, 1);
  g_assert_cmpstr (source->name, ==, "work");
  g_assert_cmpstr (source->path, ==, home);
  g_assert_true (source->alarms_start);
  g_assert_true (source->write_back);
  g_assert_cmpint (source->role, ==, NUDGE_ROLE_REMIND);
  g_assert_cmpuint (loaded.problems->len, ==, 2);
  g_assert_nonnull (strstr (problem_at (&loaded, 0)->text, "begin it with / or ~/"));
}

static void
test_a_missing_file_is_passed_over (void)
{
  const char *const paths[] = { "/nonexistent/nudged.conf", "/dev/null/nudged.conf", NULL };
  g_auto(Loaded) loaded = load_paths (paths);

  g_assert_true (loaded.is_usable);
  g_assert_cmpuint (loaded.problems->len, ==, 0);
}

static void
test_what_is_no_text_file_is_an_error_and_not_usable (void)
{
  g_autoptr(TempFolder) folder = g_dir_make_tmp ("nudged-settings-XXXXXX", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  const char *const rows[] = { folder, fifo, "/dev/zero", NULL };

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  for (gsize i = 0; rows[i] != NULL; i++)
    {
      const char *const paths[] = { rows[i], NULL };
      g_auto(Loaded) loaded = load_paths (paths);

      g_assert_false (loaded.is_usable);
      g_assert_cmpuint (loaded.problems->len, ==, 1);
      g_assert_cmpuint (problem_at (&loaded, 0)->line, ==, 0);
      g_assert_nonnull (strstr (problem_at (&loaded, 0)->text, "not a regular file"));
    }
}

static void
test_nul_bytes_and_giants_are_refused_whole (void)
{
  g_auto(Loaded) nul = load_bytes ("[timing]\nroom = 5m\n\0", 20, NULL);
  g_autofree char *giant = g_strnfill (2 * 1024 * 1024, '\n');
  g_auto(Loaded) big = load_text (giant);

  g_assert_false (nul.is_usable);
  g_assert_cmpint (nul.settings->room, ==, 10 * G_TIME_SPAN_MINUTE);
  g_assert_nonnull (strstr (problem_at (&nul, 0)->text, "not text"));
  g_assert_false (big.is_usable);
  g_assert_nonnull (strstr (problem_at (&big, 0)->text, "1 MiB"));
}

static void
test_random_bytes_never_break_the_reader (void)
{
  static const char alphabet[] = "[]=:;# \n\r\tatimngroohlds0123456789-,.\xc3\xa9\xff";

  for (gint round = 0; round < 300; round++)
    {
      g_autoptr(GString) text = g_string_new ("[timing]\n");
      g_auto(Loaded) loaded = { 0 };

      for (gint i = g_test_rand_int_range (0, 2000); i > 0; i--)
        g_string_append_c (text, alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]);
      loaded = load_text (text->str);
      g_assert_true (loaded.is_usable);
      g_assert_cmpuint (loaded.settings->snooze->len, >, 0);
    }
}

/* The shipped file: “#key = value” and “#[section]” are what it documents; “# ” begins its words. */
static GHashTable *
read_documented (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "conf", "nudged.conf", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autofree char *section = g_strdup ("");
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i] + (lines[i][0] == '#');
      g_auto(GStrv) parts = g_strsplit (line, " = ", 2);

      g_assert_cmpuint (strlen (lines[i]), <=, 190);
      if (*line == '[')
        {
          g_free (section);
          section = g_strndup (line + 1, strcspn (line + 1, " ]"));
        }
      else if (lines[i][0] == '#' && *line != ' ' && *line != '\0')
        g_assert_true (g_hash_table_insert (found, g_strdup_printf ("%s %s", section, parts[0]), g_strdup (parts[1])));
    }
  return found;
}

static void
test_the_shipped_file_documents_every_key_with_its_true_default (void)
{
  g_autoptr(GHashTable) documented = read_documented ();
  gsize n_keys;
  const NudgeKey *keys = nudge_key_list (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", keys[i].section, keys[i].name);
      const char *value = g_hash_table_lookup (documented, name);

      g_assert_nonnull (value);
      if (keys[i].fallback != NULL)
        g_assert_cmpstr (value, ==, keys[i].fallback);
    }
  g_assert_cmpuint (g_hash_table_size (documented), ==, n_keys);
}

/* “#key = value” without the “#”, so that examples are checked too. */
static void
test_every_line_of_the_shipped_file_is_right (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "conf", "nudged.conf", NULL);
  g_autoptr(GRegex) regex = g_regex_new ("^#(?=[a-z[])", G_REGEX_MULTILINE, 0, NULL);
  const char *const paths[] = { path, NULL };
  g_auto(Loaded) as_shipped = load_paths (paths);
  g_autofree char *text = NULL;
  g_autofree char *switched_on = NULL;
  g_auto(Loaded) loaded = { 0 };

  g_assert_cmpuint (as_shipped.problems->len, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  switched_on = g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);
  loaded = load_text (switched_on);
  g_assert_cmpuint (loaded.problems->len, ==, 0);
  g_assert_cmpuint (loaded.settings->categories->len, ==, 1);
  g_assert_cmpuint (loaded.settings->sources->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings-files/a-file-changes-only-the-keys-it-has", test_a_file_changes_only_the_keys_it_has);
  g_test_add_func ("/settings-files/every-kind-of-value-is-read", test_every_kind_of_value_is_read);
  g_test_add_func ("/settings-files/wrong-lines-are-reported-and-change-nothing",
                   test_wrong_lines_are_reported_and_change_nothing);
  g_test_add_func ("/settings-files/the-same-key-twice-is-reported-and-the-later-counts",
                   test_the_same_key_twice_is_reported_and_the_later_counts);
  g_test_add_func ("/settings-files/an-indented-line-is-no-continuation", test_an_indented_line_is_no_continuation);
  g_test_add_func ("/settings-files/a-long-line-is-refused-with-its-true-number",
                   test_a_long_line_is_refused_with_its_true_number);
  g_test_add_func ("/settings-files/a-line-of-exactly-the-limit-is-read-whole",
                   test_a_line_of_exactly_the_limit_is_read_whole);
  g_test_add_func ("/settings-files/a-long-section-is-refused-and-its-keys-fall-to-nobody",
                   test_a_long_section_is_refused_and_its_keys_fall_to_nobody);
  g_test_add_func ("/settings-files/a-section-name-of-exactly-the-limit-is-read-whole",
                   test_a_section_name_of_exactly_the_limit_is_read_whole);
  g_test_add_func ("/settings-files/a-flood-of-problems-is-cut", test_a_flood_of_problems_is_cut);
  g_test_add_func ("/settings-files/a-later-file-overrides-keys-and-begins-lists-anew",
                   test_a_later_file_overrides_keys_and_begins_lists_anew);
  g_test_add_func ("/settings-files/categories-decide-for-their-rules", test_categories_decide_for_their_rules);
  g_test_add_func ("/settings-files/sources-have-full-paths", test_sources_have_full_paths);
  g_test_add_func ("/settings-files/a-missing-file-is-passed-over", test_a_missing_file_is_passed_over);
  g_test_add_func ("/settings-files/what-is-no-text-file-is-an-error-and-not-usable",
                   test_what_is_no_text_file_is_an_error_and_not_usable);
  g_test_add_func ("/settings-files/nul-bytes-and-giants-are-refused-whole",
                   test_nul_bytes_and_giants_are_refused_whole);
  g_test_add_func ("/settings-files/random-bytes-never-break-the-reader", test_random_bytes_never_break_the_reader);
  g_test_add_func ("/settings-files/the-shipped-file-documents-every-key-with-its-true-default",
                   test_the_shipped_file_documents_every_key_with_its_true_default);
  g_test_add_func ("/settings-files/every-line-of-the-shipped-file-is-right",
                   test_every_line_of_the_shipped_file_is_right);
  return g_test_run ();
}
