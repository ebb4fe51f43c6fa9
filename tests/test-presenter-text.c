/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person sees of text that nobody has checked: no tricks, no floods, nothing cut without a sign. */
#include "presenter-text.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *text;
  const char *expected;
} Row;

static const Row titles[] = {
  { "plain text stays", "Drink some water", "Drink some water" },
  { "empty stays empty", "", "" },
  { "only blanks is empty", " \t\r\n ", "" },
  { "white space is one blank", "  Drink\t \n\n some   water \r\n", "Drink some water" },
  { "an escape sequence loses its teeth", "red \033[31mtext\a", "red [31mtext" },
  { "C1 controls go", "a\xc2\x9b" "31mb", "a31mb" },
  { "DEL goes", "a\x7f" "b", "ab" },
  { "bidirectional overrides go", "pay \xe2\x80\xae" "001$\xe2\x80\xac now", "pay 001$ now" },
  { "isolates and marks go", "a\xe2\x81\xa6" "b\xe2\x81\xa9\xe2\x80\x8f" "c\xd8\x9c", "abc" },
  { "a line separator is a blank", "a\xe2\x80\xa8" "b", "a b" },
  { "invalid bytes are shown as such", "a\xff" "b", "a\xef\xbf\xbd" "b" },
  { "markup is text here", "<b>bold</b> & so", "<b>bold</b> & so" },
  { "accents stay", "e\xcc\x81t\xc3\xa9", "e\xcc\x81t\xc3\xa9" },
  { "joined emoji stay", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb" },
  { "right-to-left script stays", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d" },
};

static const Row bodies[] = {
  { "lines stay lines", "one\ntwo", "one\ntwo" },
  { "a blank line stays", "one\n\ntwo", "one\n\ntwo" },
  { "many blank lines are one", "one\n\n\n \n\ntwo", "one\n\ntwo" },
  { "blanks around lines go", "  one  \r\n  two  \n", "one\ntwo" },
  { "a separator is a line break", "one\xe2\x80\xa9two", "one\ntwo" },
  { "a tab is a blank", "one\ttwo", "one two" },
};

static void
test_titles (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *got = nudge_text_clean_title (titles[i].text, 100);

      g_test_message ("%s", titles[i].name);
      g_assert_cmpstr (got, ==, titles[i].expected);
    }
}

static void
test_bodies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *got = nudge_text_clean_body (bodies[i].text, 100);

      g_test_message ("%s", bodies[i].name);
      g_assert_cmpstr (got, ==, bodies[i].expected);
    }
}

static void
test_cut_says_so (void)
{
  const struct {
    const char *text;
    gsize max;
    const char *expected;
  } rows[] = {
    { "12345", 5, "12345" },
    { "123456", 5, "1234…" },
    { "äöüßéè", 5, "äöüß…" },
    { "123 56", 5, "123…" },
    { "12345   ", 5, "12345" },
    { "12", 1, "…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *got = nudge_text_clean_title (rows[i].text, rows[i].max);

      g_assert_cmpstr (got, ==, rows[i].expected);
    }
}

static gsize
longest_word (const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text, " \n", -1);
  gsize longest = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    longest = MAX (longest, (gsize) g_utf8_strlen (words[i], -1));
  return longest;
}

static void
test_long_word_is_broken (void)
{
  g_autofree char *word = g_strnfill (500, 'x');
  g_autofree char *got = nudge_text_clean_body (word, 2000);

  g_assert_cmpuint (longest_word (got), ==, NUDGE_TEXT_WORD_CHARS);
  g_assert_cmpuint (strlen (got), ==, 506);
}

static void
test_wide_script_is_not_broken (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *got = NULL;

  for (gsize i = 0; i < 200; i++)
    g_string_append (text, "水");
  got = nudge_text_clean_body (text->str, 2000);
  g_assert_cmpstr (got, ==, text->str);
}

static void
test_body_has_bounded_lines (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *got = NULL;
  g_auto(GStrv) lines = NULL;

  for (gsize i = 0; i < 300; i++)
    g_string_append (text, "x\n");
  got = nudge_text_clean_body (text->str, 2000);
  lines = g_strsplit (got, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, NUDGE_TEXT_BODY_LINES);
  g_assert_true (g_str_has_suffix (got, "x…"));
}

static void
test_piles_of_accents_are_bounded (void)
{
  g_autoptr(GString) text = g_string_new ("e");
  g_autofree char *got = NULL;

  for (gsize i = 0; i < 100; i++)
    g_string_append (text, "\xcc\x81");
  got = nudge_text_clean_title (text->str, 200);
  g_assert_cmpuint (g_utf8_strlen (got, -1), ==, 7);
}

static void
test_every_character_gives_harmless_text (void)
{
  for (gunichar c = 1; c <= 0x10FFFF; c++)
    {
      char utf8[7] = { 0 };
      g_autofree char *got = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, utf8);
      got = nudge_text_clean_title (utf8, 5);
      g_assert_true (g_utf8_validate (got, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (got, -1), <=, 1);
      if (*got != '\0')
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (got)));
    }
}

static void
test_wrap (void)
{
  const struct {
    const char *text;
    guint columns;
    const char *expected;
  } rows[] = {
    { "", 10, "" },
    { "short", 10, "short" },
    { "one two three", 7, "one two|three" },
    { "one two three", 8, "one two|three" },
    { "one two", 3, "one|two" },
    { "abcdefgh", 3, "abc|def|gh" },
    { "a bcdefgh", 3, "a|bcd|efg|h" },
    { "one\ntwo\n\nthree", 10, "one|two||three" },
    { "水水水", 4, "水水|水" },
    { "水", 1, "水" },
    { "e\xcc\x81" "e\xcc\x81" "e", 2, "e\xcc\x81" "e\xcc\x81|e" },
    { "  indented", 12, "  indented" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(GStrv) lines = nudge_text_wrap (rows[i].text, rows[i].columns);
      g_autofree char *joined = g_strjoinv ("|", lines);

      g_test_message ("%s in %u columns", rows[i].text, rows[i].columns);
      g_assert_cmpstr (joined, ==, rows[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/presenter-text/title-is-one-clean-line", test_titles);
  g_test_add_func ("/presenter-text/body-keeps-its-lines", test_bodies);
  g_test_add_func ("/presenter-text/cut-text-says-so", test_cut_says_so);
  g_test_add_func ("/presenter-text/long-word-is-broken", test_long_word_is_broken);
  g_test_add_func ("/presenter-text/wide-script-is-not-broken", test_wide_script_is_not_broken);
  g_test_add_func ("/presenter-text/body-has-bounded-lines", test_body_has_bounded_lines);
  g_test_add_func ("/presenter-text/piles-of-accents-are-bounded", test_piles_of_accents_are_bounded);
  g_test_add_func ("/presenter-text/every-character-gives-harmless-text", test_every_character_gives_harmless_text);
  g_test_add_func ("/presenter-text/terminal-lines-fit-the-columns", test_wrap);
  return g_test_run ();
}
