/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments: options in every form, words beside them, and helpful refusals. */
#include "args.h"

#include "exit-code.h"

#include <glib.h>

static const NudgeOption options[] = {
  { "json", 0, NULL, "" }, { "format", 'f', "F", "" }, { "follow", 'F', NULL, "" }, { "limit", 'n', "N", "" }, { NULL },
};

/* A command line, what it means: words, --format, whether --json and --follow are given. */
typedef struct {
  const char *argv[6];
  const char *words;
  const char *format;
  gboolean json;
  gboolean follow;
} Row;

static const Row rows[] = {
  { { NULL }, "", NULL, FALSE, FALSE },
  { { "a", "b", NULL }, "a b", NULL, FALSE, FALSE },
  { { "--json", "a", NULL }, "a", NULL, TRUE, FALSE },
  { { "a", "--json", "b", NULL }, "a b", NULL, TRUE, FALSE },
  { { "--format=x", NULL }, "", "x", FALSE, FALSE },
  { { "--format", "x", "y", NULL }, "y", "x", FALSE, FALSE },
  { { "--format=", NULL }, "", "", FALSE, FALSE },
  { { "--format", "--json", NULL }, "", "--json", FALSE, FALSE },
  { { "-f", "x", NULL }, "", "x", FALSE, FALSE },
  { { "-fx", NULL }, "", "x", FALSE, FALSE },
  { { "-Ff", "x", NULL }, "", "x", FALSE, TRUE },
  { { "-F", "-fx", "-fy", NULL }, "", "y", FALSE, TRUE },
  { { "--", "--json", "-F", NULL }, "--json -F", NULL, FALSE, FALSE },
  { { "-", NULL }, "-", NULL, FALSE, FALSE },
  { { "", NULL }, "", NULL, FALSE, FALSE },
};

static void
test_every_form_is_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(NudgeArgs) args = nudge_args_parse (rows[i].argv, options, &error);
      g_autofree char *words = NULL;

      g_assert_no_error (error);
      words = nudge_args_join (args, 0);
      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpstr (nudge_args_get (args, "format"), ==, rows[i].format);
      g_assert_cmpint (nudge_args_has (args, "json"), ==, rows[i].json);
      g_assert_cmpint (nudge_args_has (args, "follow"), ==, rows[i].follow);
    }
}

static void
test_wrong_ones_are_refused_with_a_hint (void)
{
  static const struct {
    const char *argument;
    const char *message;
  } wrong[] = {
    { "--jsn", "*“--jsn”*“--json”*" },     { "--fromat=waybar", "*“--fromat”*“--format”*" },
    { "--json=yes", "*--json takes no*" },  { "--format", "*--format needs a value*" },
    { "-x", "*“-x”*" },                     { "-f", "*--format needs a value*" },
    { "--evil\033[2J", "*“--evil\\x1b*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *argv[] = { wrong[i].argument, NULL };
      g_autoptr(GError) error = NULL;

      g_assert_null (nudge_args_parse (argv, options, &error));
      g_assert_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE);
      if (!g_pattern_match_simple (wrong[i].message, error->message))
        g_error ("%s does not match %s", error->message, wrong[i].message);
    }
}

static void
test_values_that_are_given_again_are_kept (void)
{
  const char *argv[] = { "--limit", "1", "-n2", "--limit=3", NULL };
  g_autoptr(NudgeArgs) args = nudge_args_parse (argv, options, NULL);
  const char *const *all = nudge_args_get_all (args, "limit");

  g_assert_cmpuint (g_strv_length ((char **) all), ==, 3);
  g_assert_cmpstr (all[0], ==, "1");
  g_assert_cmpstr (all[2], ==, "3");
  g_assert_cmpstr (nudge_args_get (args, "limit"), ==, "3");
  g_assert_null (nudge_args_get_all (args, "format"));
}

static void
test_words_are_counted (void)
{
  const char *argv[] = { "a", "--json", "b c", NULL };
  g_autoptr(NudgeArgs) args = nudge_args_parse (argv, options, NULL);
  g_autofree char *tail = nudge_args_join (args, 1);

  g_assert_cmpuint (nudge_args_n_words (args), ==, 2);
  g_assert_cmpstr (nudge_args_word (args, 1), ==, "b c");
  g_assert_null (nudge_args_word (args, 2));
  g_assert_cmpstr (tail, ==, "b c");
}

static void
test_bytes_that_are_not_utf8_are_noticed (void)
{
  static const struct {
    const char *argv[4];
    gboolean is_utf8;
  } cases[] = {
    { { "é", "--limit", "ü", NULL }, TRUE },
    { { "\xff", NULL }, FALSE },
    { { "--limit", "\xc3", NULL }, FALSE },
    { { "--json", NULL }, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(NudgeArgs) args = nudge_args_parse (cases[i].argv, options, NULL);

      g_assert_cmpint (nudge_args_is_utf8 (args), ==, cases[i].is_utf8);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client-args/every-form-is-read", test_every_form_is_read);
  g_test_add_func ("/client-args/wrong-ones-are-refused-with-a-hint", test_wrong_ones_are_refused_with_a_hint);
  g_test_add_func ("/client-args/values-that-are-given-again-are-kept", test_values_that_are_given_again_are_kept);
  g_test_add_func ("/client-args/words-are-counted", test_words_are_counted);
  g_test_add_func ("/client-args/bytes-that-are-not-utf8-are-noticed", test_bytes_that_are_not_utf8_are_noticed);
  return g_test_run ();
}
