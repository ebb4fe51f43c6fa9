/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presenter text: makes text of files and programs harmless and readable before a person sees it. */
#include "presenter-text.h"

#include <string.h>

/* Marks on one letter; real scripts need three or four. */
#define MAX_MARKS 6

#define ELLIPSIS "…"

/* Cleaner: what was written so far, and what is due before the next character. */
typedef struct {
  GString *text;
  gboolean one_line;
  gsize chars;        /* written */
  gsize max_chars;
  guint newlines;     /* met since the last visible character */
  gboolean blank;     /* white space met since then */
  guint lines;        /* begun */
  guint word;         /* length of the word at the end */
  guint marks;        /* on its last letter */
  gboolean is_full;
} Cleaner;

/* Characters that reorder, hide or annotate text around them. */
static gboolean
is_deceptive (gunichar c)
{
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F)
         || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

static gboolean
is_newline (gunichar c)
{
  return c == '\n' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static void
cleaner_put (Cleaner *self, gunichar c)
{
  if (self->is_full)
    return;
  if (self->chars >= self->max_chars)
    {
      self->is_full = TRUE;
      return;
    }
  g_string_append_unichar (self->text, c);
  self->chars++;
}

/* Writes the white space that was met, now that something visible follows. */
static void
cleaner_put_space (Cleaner *self)
{
  guint newlines = MIN (self->newlines, 2);

  if (self->chars > 0 && newlines > 0 && !self->one_line)
    {
      self->lines += newlines;
      if (self->lines >= NUDGE_TEXT_BODY_LINES)
        self->is_full = TRUE;
      for (guint i = 0; i < newlines; i++)
        cleaner_put (self, '\n');
    }
  else if (self->chars > 0 && (newlines > 0 || self->blank))
    cleaner_put (self, ' ');
  if (newlines > 0 || self->blank)
    self->word = 0;
  self->newlines = 0;
  self->blank = FALSE;
}

static void
cleaner_put_visible (Cleaner *self, gunichar c)
{
  gboolean is_mark = g_unichar_iszerowidth (c);

  self->marks = is_mark ? self->marks + 1 : 0;
  if (self->marks > MAX_MARKS)
    return;
  cleaner_put_space (self);
  if (g_unichar_iswide (c))
    self->word = 0;
  else if (!is_mark && ++self->word > NUDGE_TEXT_WORD_CHARS)
    {
      cleaner_put (self, ' ');
      self->word = 1;
    }
  cleaner_put (self, c);
}

static void
cleaner_take (Cleaner *self, gunichar c)
{
  if (is_newline (c))
    self->newlines++;
  else if (g_unichar_isspace (c) || c == '\r')
    self->blank = TRUE;
  else if (!g_unichar_iscntrl (c) && !is_deceptive (c))
    cleaner_put_visible (self, c);
}

/* Makes room for the sign that says that something is missing. */
static void
cleaner_put_ellipsis (Cleaner *self)
{
  while (self->chars > 0 && self->chars >= self->max_chars)
    {
      const char *last = g_utf8_prev_char (self->text->str + self->text->len);

      g_string_truncate (self->text, last - self->text->str);
      self->chars--;
    }
  while (self->text->len > 0 && g_ascii_isspace (self->text->str[self->text->len - 1]))
    g_string_truncate (self->text, self->text->len - 1);
  g_string_append (self->text, ELLIPSIS);
}

static char *
clean (const char *text, gsize max_chars, gboolean one_line)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr(GString) result = g_string_new (NULL);
  Cleaner cleaner = { .text = result, .one_line = one_line, .max_chars = max_chars };

  g_return_val_if_fail (max_chars > 0, NULL);

  for (const char *p = valid; *p != '\0' && !cleaner.is_full; p = g_utf8_next_char (p))
    cleaner_take (&cleaner, g_utf8_get_char (p));
  if (cleaner.is_full)
    cleaner_put_ellipsis (&cleaner);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

char *
nudge_text_clean_title (const char *text, gsize max_chars)
{
  return clean (text, max_chars, TRUE);
}

char *
nudge_text_clean_body (const char *text, gsize max_chars)
{
  return clean (text, max_chars, FALSE);
}

static guint
char_columns (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

/* Returns where the line that begins at @begin ends: before a blank, else inside a word. */
static const char *
find_line_end (const char *begin, guint columns)
{
  const char *blank = NULL;
  guint used = 0;
  const char *p;

  for (p = begin; *p != '\0' && *p != '\n'; p = g_utf8_next_char (p))
    {
      used += char_columns (g_utf8_get_char (p));
      if (*p == ' ')
        blank = p;
      if (used > columns && p != begin && (blank != NULL || *p != ' '))
        return blank != NULL ? blank : p;
    }
  return p;
}

char **
nudge_text_wrap (const char *text, guint columns)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  const char *p = text;

  g_return_val_if_fail (columns > 0, NULL);

  while (*p != '\0')
    {
      const char *end = find_line_end (p, columns);
      g_autofree char *line = g_strndup (p, end - p);

      g_strv_builder_add (lines, line);
      p = *end == ' ' || *end == '\n' ? end + 1 : end;
    }
  return g_strv_builder_end (lines);
}
