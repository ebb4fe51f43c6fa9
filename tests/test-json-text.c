/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON text: what is written is one line of valid JSON, whatever the text. */
#include "json-text.h"

#include <glib.h>

static const struct {
  const char *text;
  const char *json;
} rows[] = {
  { "", "\"\"" },
  { "water", "\"water\"" },
  { "say \"no\" \\ yes", "\"say \\\"no\\\" \\\\ yes\"" },
  { "two\nlines\tand a tab", "\"two\\nlines\\tand a tab\"" },
  { "\x1b[31mred\x7f", "\"\\u001b[31mred\\u007f\"" },
  { "c1 \xc2\x85 end", "\"c1 \\u0085 end\"" },
  { "sep \xe2\x80\xa8 end", "\"sep \\u2028 end\"" },
  { "bad \xff utf-8", "\"bad \xef\xbf\xbd utf-8\"" },
  { "Gr\xc3\xbc\xc3\x9f dich \xf0\x9f\x8c\xb1", "\"Gr\xc3\xbc\xc3\x9f dich \xf0\x9f\x8c\xb1\"" },
  { NULL, "null" },
};

static void
test_strings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) json = g_string_new (NULL);

      nudge_json_append_string (json, rows[i].text);
      g_assert_cmpstr (json->str, ==, rows[i].json);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-text/strings-are-escaped", test_strings);
  return g_test_run ();
}
