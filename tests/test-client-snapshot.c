/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Snapshot and its lines: kept true by signals, ordered by what waits for an answer, safe for every bar. */
#include "snapshot.h"

#include "exit-code.h"
#include "nudge-error.h"
#include "record.h"
#include "rule-match.h"
#include "status-text.h"

#include <gio/gio.h>
#include <string.h>

#define NUDGE_1 "/org/nudged/Nudged1/nudge/1"

static GVariant *
parse (const char *type, const char *text)
{
  g_autoptr(GError) error = NULL;
  GVariant *value = g_variant_parse (G_VARIANT_TYPE (type), text, NULL, NULL, &error);

  g_assert_no_error (error);
  return value;
}

static void
merge_daemon (NudgeSnapshot *snapshot, const char *text)
{
  g_autoptr(GVariant) properties = parse ("a{sv}", text);

  nudge_snapshot_merge_daemon (snapshot, properties);
}

static void
add_nudge (NudgeSnapshot *snapshot, const char *id, const char *state, gint64 shown, gint64 due)
{
  g_autofree char *text =
      g_strdup_printf ("{'org.nudged.Nudged1.Nudge': {'Id': <'%s'>, 'Summary': <'S%s'>, 'State': <'%s'>,"
                       " 'ShownAt': <int64 %" G_GINT64_FORMAT ">, 'Due': <int64 %" G_GINT64_FORMAT ">}}",
                       id, id, state, shown, due);
  g_autoptr(GVariant) interfaces = parse ("a{sa{sv}}", text);
  g_autofree char *path = g_strconcat ("/org/nudged/Nudged1/nudge/", id, NULL);

  nudge_snapshot_add_object (snapshot, path, interfaces);
}

static char *
pending_ids (NudgeSnapshot *snapshot)
{
  g_autoptr(GPtrArray) pending = nudge_snapshot_pending (snapshot);
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < pending->len; i++)
    {
      const char *id = NULL;

      g_variant_lookup (g_ptr_array_index (pending, i), "Id", "&s", &id);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", id);
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
test_the_newest_that_waits_comes_first (void)
{
  g_autoptr(NudgeSnapshot) snapshot = nudge_snapshot_new ();
  g_autofree char *ids = NULL;

  add_nudge (snapshot, "1", "snoozed", 900, 900);
  add_nudge (snapshot, "2", "held", 0, 500);
  add_nudge (snapshot, "3", "shown", 300, 100);
  add_nudge (snapshot, "4", "shown", 200, 200);
  add_nudge (snapshot, "5", "waiting", 0, 600);
  add_nudge (snapshot, "6", "shown", 300, 100);
  ids = pending_ids (snapshot);
  g_assert_cmpstr (ids, ==, "6 3 4 5 2 1");
}

static void
test_signals_keep_it_true (void)
{
  g_autoptr(NudgeSnapshot) snapshot = nudge_snapshot_new ();
  g_autoptr(GVariant) changes = parse ("a{sv}", "{'State': <'snoozed'>}");
  g_autofree char *ids = NULL;
  g_autofree char *fewer = NULL;

  add_nudge (snapshot, "1", "shown", 2, 2);
  add_nudge (snapshot, "2", "shown", 1, 1);
  nudge_snapshot_merge_nudge (snapshot, NUDGE_1, changes);
  nudge_snapshot_merge_nudge (snapshot, "/org/nudged/Nudged1/nudge/9", changes);
  ids = pending_ids (snapshot);
  g_assert_cmpstr (ids, ==, "2 1");
  nudge_snapshot_remove_nudge (snapshot, NUDGE_1);
  nudge_snapshot_remove_nudge (snapshot, NUDGE_1);
  fewer = pending_ids (snapshot);
  g_assert_cmpstr (fewer, ==, "2");
}

static void
test_other_objects_are_not_nudges (void)
{
  g_autoptr(NudgeSnapshot) snapshot = nudge_snapshot_new ();
  g_autoptr(GVariant) objects =
      parse ("a{oa{sa{sv}}}", "{'/org/nudged/Nudged1': {'org.nudged.Nudged1': {'Id': <'x'>}}}");
  g_autofree char *ids = NULL;

  nudge_snapshot_set_objects (snapshot, objects);
  ids = pending_ids (snapshot);
  g_assert_cmpstr (ids, ==, "");
}

static void
test_a_daemon_that_is_away_is_offline (void)
{
  g_autoptr(NudgeSnapshot) snapshot = nudge_snapshot_new ();
  g_autoptr(GPtrArray) pending = NULL;

  g_assert_false (nudge_snapshot_is_online (snapshot));
  g_assert_cmpstr (nudge_snapshot_state (snapshot), ==, "offline");
  merge_daemon (snapshot, "{'State': <'active'>, 'Next': <@a{sv} {}>}");
  merge_daemon (snapshot, "{'Version': <'1'>}");
  g_assert_cmpstr (nudge_snapshot_state (snapshot), ==, "active");
  g_assert_null (nudge_snapshot_next (snapshot));
  add_nudge (snapshot, "1", "shown", 1, 1);
  nudge_snapshot_clear (snapshot);
  g_assert_cmpstr (nudge_snapshot_state (snapshot), ==, "offline");
  pending = nudge_snapshot_pending (snapshot);
  g_assert_cmpuint (pending->len, ==, 0);
}

/* Now is Monday 2 March 2026, 10:00 UTC. */
#define NOW (G_GINT64_CONSTANT (1772445600) * G_USEC_PER_SEC)

static void
test_the_line_says_what_matters_most (void)
{
  static const struct {
    const char *properties;
    const char *state_of_nudge; /* NULL: none */
    const char *line;
  } rows[] = {
    { NULL, NULL, "nudged is not running" },
    { "{'State': <'active'>}", NULL, "Nothing planned" },
    { "{'State': <'active'>}", "shown", "S1" },
    { "{'State': <'paused'>, 'PausedUntil': <int64 1772449200000000>}", "held", "S1" },
    { "{'State': <'paused'>, 'PausedUntil': <int64 1772449200000000>}", "snoozed", "Paused until 11:00" },
    { "{'State': <'paused'>, 'PausedUntil': <int64 9223372036854775807>}", NULL, "Paused" },
    { "{'State': <'held'>, 'HeldBy': <['call', 'idle']>}", NULL, "Held: call, idle" },
    { "{'State': <'held'>, 'HeldBy': <['call']>, 'Next': <{'time': <int64 1772449200000000>, 'summary': <'T'>}>}", NULL,
      "11:00 T" },
    { "{'State': <'active'>, 'Next': <{'time': <int64 1772535600000000>, 'summary': <'T'>}>}", NULL, "Tue 11:00 T" },
    { "{'State': <'active'>, 'Next': <{'time': <int64 1773054000000000>, 'summary': <'T'>}>}", NULL, "2026-03-09 T" },
    { "{'State': <'active'>, 'Next': <{'time': <int64 1772442000000000>, 'summary': <'T'>}>}", NULL, "9:00 T" },
  };
  g_autoptr(NudgeZone) zone = nudge_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(NudgeSnapshot) snapshot = nudge_snapshot_new ();
      g_autofree char *line = NULL;

      if (rows[i].properties != NULL)
        merge_daemon (snapshot, rows[i].properties);
      if (rows[i].state_of_nudge != NULL)
        add_nudge (snapshot, "1", rows[i].state_of_nudge, 1, 1);
      line = nudge_status_line (snapshot, zone, NOW);
      g_assert_cmpstr (line, ==, rows[i].line);
    }
}

static void
test_formats_have_names (void)
{
  const char *const *names = nudge_status_format_names ();
  NudgeStatusFormat format = NUDGE_STATUS_PEOPLE;

  for (gsize i = 0; names[i] != NULL; i++)
    g_assert_true (nudge_status_format_from_string (names[i], &format));
  g_assert_cmpint (format, ==, NUDGE_STATUS_I3STATUS_RS);
  g_assert_false (nudge_status_format_from_string ("json", &format));
  g_assert_cmpint (format, ==, NUDGE_STATUS_I3STATUS_RS);
}

static GPtrArray *
some_rules (void)
{
  static const char *const texts[] = {
    "{'uid': <'tea'>, 'summary': <'Drink tea'>}",       "{'uid': <'u2'>, 'summary': <'Tea time'>}",
    "{'uid': <'u3'>, 'summary': <'Stand up'>}",         "{'uid': <'u4'>, 'summary': <'Stand up tall'>}",
    "{'uid': <'4711-x'>, 'summary': <'ÜBER die Straße'>}", "{'uid': <'u6'>, 'summary': <'Same'>}",
    "{'uid': <'u7'>, 'summary': <'Same'>}",
  };
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (rules, parse ("a{sv}", texts[i]));
  return rules;
}

static void
test_a_rule_is_found_by_what_is_its_own (void)
{
  static const struct {
    const char *wanted;
    const char *uid;     /* NULL: not found */
    const char *message; /* part of the error */
  } rows[] = {
    { "tea", "tea", NULL },
    { "TEA", "tea", NULL },
    { "drink", "tea", NULL },
    { "Tea time", "u2", NULL },
    { "tea t", "u2", NULL },
    { "stand up", "u3", NULL },
    { "tall", "u4", NULL },
    { "stand", NULL, "could be 2 rules" },
    { "über", "4711-x", NULL },
    { "strasse", "4711-x", NULL },
    { "4711", "4711-x", NULL },
    { "same", NULL, "u7" },
    { "u", NULL, "could be 5 rules" },
    { "drnik tea", NULL, "Did you mean “Drink tea”?" },
    { "xyzzy", NULL, "nudgectl list" },
  };
  g_autoptr(GPtrArray) rules = some_rules ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GVariant) rule = nudge_rule_match (rules, rows[i].wanted, &error);

      if (rows[i].uid == NULL)
        {
          g_assert_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_NOT_FOUND);
          g_assert_null (rule);
          g_assert_nonnull (strstr (error->message, rows[i].message));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (nudge_record_string (rule, "uid"), ==, rows[i].uid);
    }
}

static void
test_errors_have_their_exit_codes (void)
{
  static const NudgeExit codes[] = { NUDGE_EXIT_NOT_FOUND, NUDGE_EXIT_USAGE,  NUDGE_EXIT_USAGE,
                                     NUDGE_EXIT_FAILED,    NUDGE_EXIT_FAILED, NUDGE_EXIT_NOT_SAVED };

  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == NUDGE_N_ERRORS);
  for (gint i = 0; i < NUDGE_N_ERRORS; i++)
    {
      g_autoptr(GError) error = g_error_new_literal (NUDGE_ERROR, i, "x");

      g_assert_cmpint (nudge_exit_code (error), ==, codes[i]);
    }
  for (gint i = NUDGE_EXIT_FAILED; i <= NUDGE_EXIT_NOT_SAVED; i++)
    {
      g_autoptr(GError) error = g_error_new_literal (NUDGE_EXIT_ERROR, i, "x");

      g_assert_cmpint (nudge_exit_code (error), ==, i);
    }
  g_assert_cmpint (nudge_exit_code (&(GError) { G_IO_ERROR, G_IO_ERROR_FAILED, NULL }), ==, NUDGE_EXIT_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client-snapshot/the-newest-that-waits-comes-first", test_the_newest_that_waits_comes_first);
  g_test_add_func ("/client-snapshot/signals-keep-it-true", test_signals_keep_it_true);
  g_test_add_func ("/client-snapshot/other-objects-are-not-nudges", test_other_objects_are_not_nudges);
  g_test_add_func ("/client-snapshot/a-daemon-that-is-away-is-offline", test_a_daemon_that_is_away_is_offline);
  g_test_add_func ("/client-snapshot/the-line-says-what-matters-most", test_the_line_says_what_matters_most);
  g_test_add_func ("/client-snapshot/formats-have-names", test_formats_have_names);
  g_test_add_func ("/client-snapshot/a-rule-is-found", test_a_rule_is_found_by_what_is_its_own);
  g_test_add_func ("/client-snapshot/errors-have-their-exit-codes", test_errors_have_their_exit_codes);
  return g_test_run ();
}
