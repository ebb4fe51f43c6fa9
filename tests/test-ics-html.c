/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML of calendar programs becomes plain text; what people write stays as it is. */
#include "ics-html.h"

#include "ics-tool.h"

#include <string.h>

static const char *const rows[][2] = {
  { "one<br>two<BR/>three", "one\ntwo\nthree" },
  { "<p>one</p><p>two</p>", "one\n\ntwo" },
  { "<html-blob>Join: <a href=\"https://example.com/?a=1&amp;b=2\">here</a></html-blob>", "Join: here" },
  { "<ul><li>tea</li><li>walk</li></ul>", "tea\nwalk" },
  { "a &amp; b &lt;c&gt; &quot;d&quot;&nbsp;&#39;e&#39;<br>", "a & b <c> \"d\" 'e'" },
  { "&unknown; &amp &; &<br>", "&unknown; &amp &; &" },
  { "<br><br><br><br>late<br>", "late" },
  { "a<br><br><br><br>b", "a\n\nb" },
  { "never <b closed", "never <b closed" },
  { "grüße<br>🙂", "grüße\n🙂" },
  { "", "" },
};

static void
test_html_becomes_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = nudge_ics_html_to_text (rows[i][0]);

      g_assert_cmpstr (text, ==, rows[i][1]);
    }
}

static void
test_what_people_write_is_no_html (void)
{
  g_assert_false (nudge_ics_html_is ("a < b, a <b> c"));
  g_assert_false (nudge_ics_html_is ("mail <someone@example.com>"));
  g_assert_false (nudge_ics_html_is (""));
  g_assert_true (nudge_ics_html_is ("one<br>two"));
  g_assert_true (nudge_ics_html_is ("<a href=\"x\">y</a>"));
}

static void
test_only_other_calendars_are_unwrapped (void)
{
  const NudgeOrigin origins[] = { NUDGE_ORIGIN_OWN, NUDGE_ORIGIN_SOURCE };
  const char *const bodies[] = { "one<br>two", "one\ntwo" };
  g_autofree char *text
      = ics_calendar ("BEGIN:VEVENT|UID:u|DTSTART:20260302T090000|DESCRIPTION:one<br>two|END:VEVENT");

  for (gsize i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      NudgeIcsContext context = { .file = "a.ics", .source = "", .origin = origins[i] };
      g_autoptr(NudgeIcsResult) result = nudge_ics_parse (text, strlen (text), &context);

      g_assert_cmpstr (ics_rule (result)->description, ==, bodies[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ics-html/html-becomes-text", test_html_becomes_text);
  g_test_add_func ("/ics-html/what-people-write-is-no-html", test_what_people_write_is_no_html);
  g_test_add_func ("/ics-html/only-other-calendars-are-unwrapped", test_only_other_calendars_are_unwrapped);
  return g_test_run ();
}
