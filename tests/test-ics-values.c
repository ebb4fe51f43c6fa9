/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values: what libical 3.0.16 reads wrongly, or out of bounds, never gets through; each row fails without its guard. */
#include "ics-values.h"

#include "ics-tool.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A text, and the time it is: `2026-03-02 09:00:00 local`, or "" for none. */
static const char *const times[][2] = {
  { "20260302T090000", "2026-03-02 09:00:00 local" },
  { "20260302T090000Z", "2026-03-02 09:00:00 utc" },
  { "20260302", "2026-03-02 00:00:00 date" },
  { "20280229", "2028-02-29 00:00:00 date" },
  { "22001231T235959Z", "2200-12-31 23:59:59 utc" },
  { "19000101", "1900-01-01 00:00:00 date" },
  { "20261231T235960Z", "2026-12-31 23:59:59 utc" },
  { "20261301T080000Z", "" }, /* libical: month 13, later read beyond a table */
  { "20263901T080000Z", "" },
  { "20260001T080000Z", "" }, /* month 0, read before the table */
  { "20260100T080000Z", "" },
  { "20260230T080000Z", "" },
  { "20270229", "" },
  { "21000229", "" }, /* no leap year */
  { "20260302T240000", "" },
  { "20260302T096000", "" },
  { "20260302T090061", "" },
  { "20261301", "" },
  { "18991231", "" },
  { "22010101", "" },
  { "99991231T235959Z", "" },
  { "00000000T000000Z", "" },
  { "2026 3 2T 9 0 0", "" }, /* sscanf() of libical takes blanks and signs */
  { "2026+3+2T+9+0+0", "" },
  { "+2260302T090000", "" },
  { "-0260302T090000", "" },
  { "20260302T0900", "" },
  { "20260302T090000X", "" },
  { "20260302t090000", "" },
  { "20260302T090000ZZ", "" },
  { "", "" },
  { "T", "" },
  { "Z", "" },
};

static void
test_times (void)
{
  const char *const clocks[] = { "date", "local", "utc" };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      NudgeCivil c = { 0 };
      NudgeIcsClock clock = NUDGE_ICS_CLOCK_DATE;
      g_autofree char *text = NULL;

      if (nudge_ics_civil_from_text (times[i][0], &c, &clock))
        text = g_strdup_printf ("%04d-%02d-%02d %02d:%02d:%02d %s", c.year, c.month, c.day, c.hour, c.minute, c.second,
                                clocks[clock]);
      else
        g_assert_cmpint (c.year, ==, 0);
      if (g_strcmp0 (text != NULL ? text : "", times[i][1]) != 0)
        g_error ("“%s” is “%s” and not “%s”", times[i][0], text, times[i][1]);
    }
}

/* A text, and its seconds by the calendar and by the clock. */
static const struct
{
  const char *text;
  gboolean is_span;
  gint64 nominal;
  gint64 exact;
} spans[] = {
  { "PT15M", TRUE, 0, 900 },
  { "-PT15M", TRUE, 0, -900 },
  { "+PT15M", TRUE, 0, 900 },
  { "P1D", TRUE, 86400, 0 },
  { "-P1DT2H", TRUE, -86400, -7200 },
  { "P2W", TRUE, 14 * 86400, 0 },
  { "-P1W1DT15H", TRUE, -8 * 86400, -15 * 3600 }, /* Nextcloud */
  { "-P0DT0H10M0S", TRUE, 0, -600 },              /* Google */
  { "PT0S", TRUE, 0, 0 },
  { "P3660D", TRUE, G_GINT64_CONSTANT (3660) * 86400, 0 },
  { "-P", FALSE, 0, 0 }, /* libical: zero */
  { "P", FALSE, 0, 0 },
  { "PT", FALSE, 0, 0 },
  { "PT15", FALSE, 0, 0 },
  { "P1DT5", FALSE, 0, 0 }, /* libical: a day */
  { "PT1H30", FALSE, 0, 0 },
  { "P5M", FALSE, 0, 0 }, /* months are no duration */
  { "PTM", FALSE, 0, 0 },
  { "PD", FALSE, 0, 0 },
  { "15M", FALSE, 0, 0 },
  { "P3661D", FALSE, 0, 0 },
  { "PT2147483647S", FALSE, 0, 0 },
  { "P99999999999W", FALSE, 0, 0 },
  { "-P24855DT3H14M8S", FALSE, 0, 0 },
  { "P4294967295D", FALSE, 0, 0 },
  { "PT 5M", FALSE, 0, 0 },
  { "", FALSE, 0, 0 },
};

static void
test_spans (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      NudgeIcsSpan span = { 0, 0 };

      if (nudge_ics_span_from_text (spans[i].text, &span) != spans[i].is_span)
        g_error ("“%s” is %s span", spans[i].text, spans[i].is_span ? "no" : "a");
      g_assert_cmpint (span.nominal, ==, spans[i].nominal);
      g_assert_cmpint (span.exact, ==, spans[i].exact);
    }
}

static const struct
{
  const char *text;
  gboolean is_offset;
  gint seconds;
} offsets[] = {
  { "+0100", TRUE, 3600 },  { "-0330", TRUE, -12600 }, { "+053028", TRUE, 19828 }, { "+0000", TRUE, 0 },
  { "0100", FALSE, 0 },     { "+01:00", FALSE, 0 },    { "+9999", FALSE, 0 },      { "+2400", FALSE, 0 },
  { "+1", FALSE, 0 },       { "+01000", FALSE, 0 },    { "", FALSE, 0 },           { "-", FALSE, 0 },
};

static void
test_offsets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      gint seconds = 0;

      g_assert_cmpint (nudge_ics_offset_from_text (offsets[i].text, &seconds), ==, offsets[i].is_offset);
      g_assert_cmpint (seconds, ==, offsets[i].seconds);
    }
}

/* libical eats one byte of what follows an escape that it does not know, and makes it invalid UTF-8. */
static void
test_unknown_escapes_cost_nothing (void)
{
  const char *const texts[][2] = { { "a\\éb", "a\\éb" }, { "\\🙂", "\\🙂" }, { "\\x41", "\\x41" }, { "\\", "\\" },
                                   { "\\\\n", "\\n" },   { "a\\Nb", "a b" },  { "\\\"q\\\"", "\\\"q\\\"" },
                                   { "\\, \xff\xc3", ", ��" } };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = nudge_ics_text_from_value (texts[i][0], 100, FALSE);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpstr (text, ==, texts[i][1]);
    }
}

static void
test_cuts_fall_between_characters (void)
{
  for (gsize max = 4; max < 20; max++)
    {
      g_autofree char *text = nudge_ics_text_from_value ("aé€🙂bé€🙂cé€🙂d", max, FALSE);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (strlen (text), <=, max);
      g_assert_true (g_str_has_suffix (text, "…"));
    }
}

static void
test_lists_are_split_at_commas_that_are_not_escaped (void)
{
  g_autoptr(GPtrArray) values = nudge_ics_split_values ("a,b\\,c,,d\\");

  g_assert_cmpuint (values->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (values, 0), ==, "a");
  g_assert_cmpstr (g_ptr_array_index (values, 1), ==, "b\\,c");
  g_assert_cmpstr (g_ptr_array_index (values, 2), ==, "");
  g_assert_cmpstr (g_ptr_array_index (values, 3), ==, "d\\");
}

/* libical would open the TZID as a path below its folder of zones, and wait for ever for somebody to write. */
static void
test_a_tzid_opens_no_pipe (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nudged-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  const char *const prefixes[] = { "", "../../..", "/freeassociation.sourceforge.net/../../..", "file://" };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autofree char *event = g_strdup_printf ("BEGIN:VEVENT|UID:u|DTSTART;TZID=\"%s%s\":20260302T090000|END:VEVENT",
                                                prefixes[i], pipe);
      g_autoptr(NudgeIcsResult) result = ics_parse (event);
      g_autofree char *due = ics_due_list (ics_rule (result), "UTC", "2026-03-01 00:00", 1);
      g_autofree char *problems = ics_problem_list (result);

      g_assert_cmpstr (due, ==, "2026-03-02 09:00 start");
      g_assert_true (g_str_has_prefix (problems, "6 warning: unknown TZID"));
    }
  g_assert_cmpint (g_unlink (pipe), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ics-values/times", test_times);
  g_test_add_func ("/ics-values/spans", test_spans);
  g_test_add_func ("/ics-values/offsets", test_offsets);
  g_test_add_func ("/ics-values/unknown-escapes-cost-nothing", test_unknown_escapes_cost_nothing);
  g_test_add_func ("/ics-values/cuts-fall-between-characters", test_cuts_fall_between_characters);
  g_test_add_func ("/ics-values/lists-are-split", test_lists_are_split_at_commas_that_are_not_escaped);
  g_test_add_func ("/ics-values/a-tzid-opens-no-pipe", test_a_tzid_opens_no_pipe);
  return g_test_run ();
}
