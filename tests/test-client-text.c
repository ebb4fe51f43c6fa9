/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the client prints: clean texts, widths, tables, JSON. */
#include "clean.h"
#include "json.h"
#include "record.h"
#include "suggest.h"
#include "table.h"

#include <glib.h>

static void
test_foreign_text_cannot_steer_a_terminal (void)
{
  static const struct {
    const char *text;
    const char *clean;
  } rows[] = {
    { "plain", "plain" },
    { "", "" },
    { "Grüße, 日本", "Grüße, 日本" },
    { "a\nb\tc\rd", "a b c d" },
    { "\033[31mred", "\\x1b[31mred" },
    { "bell\a del\x7f", "bell\\x07 del\\x7f" },
    { "c1\xc2\x9b[m", "c1\\x9b[m" },
    { "next\xc2\x85line", "next line" },
    { "turn\xe2\x80\xae""around\xe2\x80\xac", "turnaround" },
    { "iso\xe2\x81\xa7late\xe2\x81\xa9", "isolate" },
    { "zero\xe2\x80\x8bwidth\xef\xbb\xbf", "zerowidth" },
    { "bad\xff", "bad\xef\xbf\xbd" },
    { "family \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", "family \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *clean = nudge_clean (rows[i].text);

      g_assert_cmpstr (clean, ==, rows[i].clean);
    }
}

static void
test_width_is_what_a_terminal_shows (void)
{
  g_assert_cmpuint (nudge_display_width (""), ==, 0);
  g_assert_cmpuint (nudge_display_width ("water"), ==, 5);
  g_assert_cmpuint (nudge_display_width ("é"), ==, 1);
  g_assert_cmpuint (nudge_display_width ("e\xcc\x81"), ==, 1);
  g_assert_cmpuint (nudge_display_width ("日本"), ==, 4);
}

static void
test_long_text_is_cut_by_columns (void)
{
  static const struct {
    const char *text;
    guint width;
    const char *cut;
  } rows[] = {
    { "water", 5, "water" }, { "water", 4, "wat…" }, { "water", 1, "…" },
    { "日本語", 6, "日本語" }, { "日本語", 5, "日本…" }, { "日本語", 4, "日…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *cut = nudge_ellipsize (rows[i].text, rows[i].width);

      g_assert_cmpstr (cut, ==, rows[i].cut);
    }
}

static const NudgeStyle styles[] = { NUDGE_STYLE_TIME, NUDGE_STYLE_PLAIN, NUDGE_STYLE_FAINT };

static char *
print_table (const NudgeTerminal *terminal, const char *second)
{
  g_autoptr(NudgeTable) table = nudge_table_new (styles, 3, 1);
  GString *out = g_string_new (NULL);

  nudge_table_add (table, (const char *const[]) { "9:00", second, "food" });
  nudge_table_add (table, (const char *const[]) { "13:30", "日本", NULL });
  nudge_table_print (table, terminal, out);
  return g_string_free (out, FALSE);
}

static void
test_columns_align_by_display_width (void)
{
  NudgeTerminal plain = { FALSE, 0 };
  g_autofree char *text = print_table (&plain, "water");

  g_assert_cmpstr (text, ==, "9:00   water  food\n13:30  日本\n");
}

static void
test_empty_columns_are_left_out (void)
{
  NudgeTerminal plain = { FALSE, 0 };
  g_autoptr(NudgeTable) table = nudge_table_new (styles, 3, 1);
  g_autoptr(GString) out = g_string_new (NULL);

  nudge_table_add (table, (const char *const[]) { "a", NULL, "c" });
  nudge_table_add (table, (const char *const[]) { "", "", "d" });
  nudge_table_print (table, &plain, out);
  g_assert_cmpstr (out->str, ==, "a  c\n   d\n");
}

static void
test_a_narrow_terminal_cuts_the_flexible_column (void)
{
  NudgeTerminal narrow = { FALSE, 30 };
  g_autofree char *text = print_table (&narrow, "a title that is longer than the terminal");

  g_assert_cmpstr (text, ==, "9:00   a title that is …  food\n13:30  日本\n");
}

static void
test_a_very_narrow_terminal_loses_the_last_columns (void)
{
  NudgeTerminal narrow = { FALSE, 20 };
  g_autofree char *text = print_table (&narrow, "a title that is longer than the terminal");

  g_assert_cmpstr (text, ==, "9:00   a title that…\n13:30  日本\n");
}

static void
test_colour_is_only_where_it_was_asked_for (void)
{
  NudgeTerminal coloured = { TRUE, 80 };
  NudgeTerminal plain = { FALSE, 80 };
  g_autoptr(GString) out = g_string_new (NULL);

  nudge_terminal_append (&plain, out, NUDGE_STYLE_ERROR, "x");
  g_assert_cmpstr (out->str, ==, "x");
  nudge_terminal_append (&coloured, out, NUDGE_STYLE_ERROR, "x");
  g_assert_cmpstr (out->str, ==, "x\033[31mx\033[0m");
}

static void
test_json_texts_are_escaped (void)
{
  static const struct {
    const char *text;
    const char *json;
  } rows[] = {
    { "", "\"\"" },
    { "a\"b\\c", "\"a\\\"b\\\\c\"" },
    { "line\nbreak\ttab\rreturn", "\"line\\nbreak\\ttab\\rreturn\"" },
    { "\033\x7f\xc2\x9b", "\"\\u001b\\u007f\\u009b\"" },
    { "\xe2\x80\xa8", "\"\\u2028\"" },
    { "\xe2\x80\xae\xe2\x81\xa6", "\"\\u202e\\u2066\"" },
    { "日本 é", "\"日本 é\"" },
    { "bad\xff", "\"bad\xef\xbf\xbd\"" },
    { NULL, "null" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);
      NudgeJson json = NUDGE_JSON_INIT (out, NULL);

      nudge_json_string (&json, rows[i].text);
      g_assert_cmpstr (out->str, ==, rows[i].json);
    }
}

static void
test_json_values_follow_their_types (void)
{
  static const struct {
    const char *variant;
    const char *json;
  } rows[] = {
    { "true", "true" },
    { "uint32 7", "7" },
    { "int32 -7", "-7" },
    { "uint64 18446744073709551615", "9223372036854775807" },
    { "'x'", "\"x\"" },
    { "objectpath '/a'", "\"/a\"" },
    { "int64 0", "null" },
    { "int64 9223372036854775807", "null" },
    { "int64 1772438400000000", "\"2026-03-02T09:00:00+01:00\"" },
    { "@as []", "[]" },
    { "['a', 'b']", "[\"a\",\"b\"]" },
    { "{'a': <true>, 'b': <['c']>}", "{\"a\":true,\"b\":[\"c\"]}" },
    { "(1, 'x')", "[1,\"x\"]" },
    { "@a{sv} {}", "{}" },
    { "1.5", "1.5" },
  };
  g_autoptr(NudgeZone) zone = nudge_zone_new_by_name ("Europe/Berlin", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);
      g_autoptr(GVariant) variant = g_variant_parse (NULL, rows[i].variant, NULL, NULL, NULL);
      NudgeJson json = NUDGE_JSON_INIT (out, zone);

      g_assert_nonnull (variant);
      nudge_json_variant (&json, variant);
      g_assert_cmpstr (out->str, ==, rows[i].json);
    }
}

static char *
record_as_json (const char *text, const NudgeField *fields)
{
  g_autoptr(GVariant) record = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  g_autoptr(NudgeZone) zone = nudge_zone_new_utc ();
  GString *out = g_string_new (NULL);
  NudgeJson json = NUDGE_JSON_INIT (out, zone);

  nudge_record_to_json (&json, record, fields);
  nudge_json_end_line (&json);
  return g_string_free (out, FALSE);
}

static void
test_records_have_all_their_keys_in_order (void)
{
  g_autofree char *agenda = record_as_json ("{'summary': <'Tea'>, 'time': <int64 1000000>, 'more': <['x']>, "
                                            "'start': <int64 2000000>}",
                                            nudge_agenda_fields);
  g_autofree char *entry = record_as_json ("{'id': <uint64 3>, 'words': <['a']>}", nudge_entry_fields);
  g_autofree char *bare = record_as_json ("{}", nudge_entry_fields);

  g_assert_cmpstr (agenda, ==,
                   "{\"time\":\"1970-01-01T00:00:01+00:00\",\"uid\":null,\"summary\":\"Tea\",\"category\":null,"
                   "\"kind\":null,\"file\":null,\"start\":\"1970-01-01T00:00:02+00:00\",\"more\":[\"x\"]}\n");
  g_assert_cmpstr (entry, ==,
                   "{\"id\":3,\"time\":null,\"kind\":null,\"category\":null,\"uid\":null,\"summary\":null,"
                   "\"value\":null,\"words\":[\"a\"],\"note\":null}\n");
  g_assert_cmpstr (bare, ==,
                   "{\"id\":null,\"time\":null,\"kind\":null,\"category\":null,\"uid\":null,\"summary\":null,"
                   "\"value\":null,\"words\":[],\"note\":null}\n");
}

static void
test_spans_and_counts_have_their_own_form (void)
{
  static const NudgeField fields[] = { { "room", NULL, NUDGE_FIELD_SPAN },
                                       { "n", "count", NUDGE_FIELD_COUNT },
                                       { NULL } };
  g_autofree char *full = record_as_json ("{'room': <uint64 600000000>, 'n': <uint32 4>}", fields);
  g_autofree char *bare = record_as_json ("{}", fields);

  g_assert_cmpstr (full, ==, "{\"room\":\"10m\",\"count\":4}\n");
  g_assert_cmpstr (bare, ==, "{\"room\":null,\"count\":0}\n");
}

static void
test_lookups_survive_missing_and_wrong_types (void)
{
  g_autoptr(GVariant) record = g_variant_parse (G_VARIANT_TYPE_VARDICT, "{'s': <7>, 't': <'x'>, 'n': <uint32 2>}", NULL,
                                                NULL, NULL);
  g_autofree char *list = nudge_record_join (record, "s", ", ");

  g_assert_cmpstr (nudge_record_string (record, "s"), ==, "");
  g_assert_cmpstr (nudge_record_string (NULL, "s"), ==, "");
  g_assert_cmpint (nudge_record_time (record, "t"), ==, 0);
  g_assert_cmpuint (nudge_record_number (record, "n"), ==, 2);
  g_assert_cmpuint (nudge_record_number (record, "t"), ==, 0);
  g_assert_true (nudge_record_boolean (record, "missing", TRUE));
  g_assert_cmpstr (list, ==, "");
}

static void
test_a_wrong_word_gets_a_suggestion (void)
{
  static const char *const words[] = { "status", "snooze", "\033evil", NULL };
  g_autofree char *near = nudge_suggest_text ("snoze", words);
  g_autofree char *far = nudge_suggest_text ("banana", words);
  g_autofree char *evil = nudge_suggest_text ("evil", words);

  g_assert_cmpstr (near, ==, " Did you mean “snooze”?");
  g_assert_cmpstr (far, ==, "");
  g_assert_cmpstr (evil, ==, " Did you mean “\\x1bevil”?");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client-text/foreign-text-cannot-steer-a-terminal", test_foreign_text_cannot_steer_a_terminal);
  g_test_add_func ("/client-text/width-is-what-a-terminal-shows", test_width_is_what_a_terminal_shows);
  g_test_add_func ("/client-text/long-text-is-cut-by-columns", test_long_text_is_cut_by_columns);
  g_test_add_func ("/client-text/columns-align-by-display-width", test_columns_align_by_display_width);
  g_test_add_func ("/client-text/empty-columns-are-left-out", test_empty_columns_are_left_out);
  g_test_add_func ("/client-text/a-narrow-terminal-cuts", test_a_narrow_terminal_cuts_the_flexible_column);
  g_test_add_func ("/client-text/a-very-narrow-terminal", test_a_very_narrow_terminal_loses_the_last_columns);
  g_test_add_func ("/client-text/colour-is-only-where-asked-for", test_colour_is_only_where_it_was_asked_for);
  g_test_add_func ("/client-text/json-texts-are-escaped", test_json_texts_are_escaped);
  g_test_add_func ("/client-text/json-values-follow-their-types", test_json_values_follow_their_types);
  g_test_add_func ("/client-text/records-have-all-their-keys", test_records_have_all_their_keys_in_order);
  g_test_add_func ("/client-text/spans-and-counts", test_spans_and_counts_have_their_own_form);
  g_test_add_func ("/client-text/lookups-survive-wrong-types", test_lookups_survive_missing_and_wrong_types);
  g_test_add_func ("/client-text/a-wrong-word-gets-a-suggestion", test_a_wrong_word_gets_a_suggestion);
  return g_test_run ();
}
