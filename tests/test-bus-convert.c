/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus conversion: options are checked against their table, records carry what the interface promises. */
#include "bus-convert.h"

#include "nudge-error.h"

#include <glib.h>

static const NudgeBusOption known[] = { { "note", "s" }, { "limit", "u" }, { NULL, NULL } };

static const struct {
  const char *options;
  const char *message; /* NULL: accepted; else a part of the message */
} rows[] = {
  { "@a{sv} {}", NULL },
  { "{'note': <'x'>, 'limit': <uint32 3>}", NULL },
  { "{'notes': <'x'>}", "Unknown option “notes”; known here: note, limit" },
  { "{'limit': <'3'>}", "“limit” has the type “s”; it has to have “u”" },
};

static void
test_options_are_checked (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GVariant) options = g_variant_parse (G_VARIANT_TYPE ("a{sv}"), rows[i].options, NULL, NULL, NULL);
      g_autoptr(GError) error = NULL;
      gboolean ok;

      g_assert_nonnull (options);
      ok = nudge_bus_check_options (options, known, &error);
      g_assert_cmpint (ok, ==, rows[i].message == NULL);
      if (ok)
        continue;
      g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (strstr (error->message, rows[i].message));
    }
}

static void
test_long_text_is_refused (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (nudge_bus_check_text (NULL, 3, "note", NULL));
  g_assert_true (nudge_bus_check_text ("abc", 3, "note", NULL));
  g_assert_false (nudge_bus_check_text ("abcd", 3, "note", &error));
  g_assert_error (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE);
}

static void
test_paths_are_object_paths (void)
{
  g_autofree char *path = nudge_bus_nudge_path (G_MAXUINT64);

  g_assert_cmpstr (path, ==, "/org/nudged/Nudged1/nudge/18446744073709551615");
  g_assert_true (g_variant_is_object_path (path));
}

static void
test_problem_records_have_all_keys (void)
{
  g_autoptr(NudgeProblem) problem = nudge_problem_new ("a.ics", 7, NUDGE_SEVERITY_ERROR, "no %s", "DTSTART");
  g_autoptr(GVariant) record = g_variant_ref_sink (nudge_bus_problem_record (problem));
  g_autofree char *text = g_variant_print (record, TRUE);

  g_assert_cmpuint (g_variant_n_children (record), ==, 4);
  g_assert_nonnull (strstr (text, "'problem': <'no DTSTART'>"));
  g_assert_nonnull (strstr (text, "'line': <uint32 7>"));
  g_assert_nonnull (strstr (text, "'severity': <'error'>"));
  g_assert_nonnull (strstr (text, "'file': <'a.ics'>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bus-convert/options-are-checked", test_options_are_checked);
  g_test_add_func ("/bus-convert/long-text-is-refused", test_long_text_is_refused);
  g_test_add_func ("/bus-convert/paths-are-object-paths", test_paths_are_object_paths);
  g_test_add_func ("/bus-convert/problem-records-have-all-keys", test_problem_records_have_all_keys);
  return g_test_run ();
}
