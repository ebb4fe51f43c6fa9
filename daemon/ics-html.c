/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML: some programs write it into DESCRIPTION, where plain text belongs; this makes plain text of it again. */
#include "ics-html.h"

#include <string.h>

#define MAX_ENTITY 10

/* What a text of a calendar program has when it is HTML; a person's "a < b" or "<name>" has none of it. */
static const char *const signs[]
    = { "<br", "<p>", "<p ", "</p>", "</a>", "<ul>", "<ol>", "<html", "<div", "<span", "</b>" };

/* Tags that begin a new line. */
static const char *const breaks[] = { "br", "p", "/p", "div", "li", "tr", "ul", "ol", "/ul", "/ol", "h1", "h2", "h3" };

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp", "&" }, { "lt", "<" }, { "gt", ">" }, { "quot", "\"" }, { "apos", "'" }, { "#39", "'" }, { "nbsp", " " },
};

gboolean
nudge_ics_html_is (const char *text)
{
  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p + 1, '<'))
    for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
      if (g_ascii_strncasecmp (p, signs[i], strlen (signs[i])) == 0)
        return TRUE;
  return FALSE;
}

/* Not more than one empty line in a row, and no space around the ends of lines. */
static void
append_line_end (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  if (text->len > 0 && !g_str_has_suffix (text->str, "\n\n"))
    g_string_append_c (text, '\n');
}

static void
append_plain (GString *text, char c)
{
  gboolean at_start = text->len == 0 || text->str[text->len - 1] == '\n';

  if (c == '\n')
    append_line_end (text);
  else if (c != ' ' || !at_start)
    g_string_append_c (text, c);
}

static gboolean
is_break (const char *tag)
{
  gsize length = strcspn (tag, " />\t\n") + (*tag == '/' ? 1 + strcspn (tag + 1, " />\t\n") : 0);

  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    if (strlen (breaks[i]) == length && g_ascii_strncasecmp (tag, breaks[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* Passes over the tag at @p; after @last_end no tag is closed any more, so there `<` is text. */
static const char *
read_tag (const char *p, const char *last_end, GString *text)
{
  if (p > last_end)
    {
      append_plain (text, *p);
      return p + 1;
    }
  if (is_break (p + 1))
    append_line_end (text);
  return strchr (p, '>') + 1;
}

static const char *
read_entity (const char *p, GString *text)
{
  gsize length = 1;

  while (length < MAX_ENTITY && p[length] != '\0' && p[length] != ';')
    length++;
  for (gsize i = 0; p[length] == ';' && i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == length - 1 && strncmp (p + 1, entities[i].name, length - 1) == 0)
      {
        append_plain (text, *entities[i].text);
        return p + length + 1;
      }
  append_plain (text, *p);
  return p + 1;
}

char *
nudge_ics_html_to_text (const char *html)
{
  GString *text = g_string_sized_new (strlen (html));
  const char *last_end = strrchr (html, '>');
  const char *p = html;

  if (last_end == NULL)
    return g_strstrip (g_string_free (g_string_append (text, html), FALSE));
  while (*p != '\0')
    if (*p == '<')
      p = read_tag (p, last_end, text);
    else if (*p == '&')
      p = read_entity (p, text);
    else
      append_plain (text, *p++);
  return g_strstrip (g_string_free (text, FALSE));
}
