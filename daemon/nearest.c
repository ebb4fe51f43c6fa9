/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nearest word: what somebody who made a typing error most likely meant. */
#include "nearest.h"

#include <string.h>

/* Longer texts are not typing errors of a keyword, and the table below stays small. */
#define LONGEST 40

typedef gsize Row[LONGEST + 1];

static gboolean
is_same_letter (char a, char b)
{
  return g_ascii_tolower (a) == g_ascii_tolower (b);
}

/* The three rows of the table of optimal string alignment that matter for the next one. */
static void
fill_row (Row rows[3], const char *a, const char *b, gsize i)
{
  const gsize *two_up = rows[(i + 1) % 3];
  const gsize *up = rows[(i + 2) % 3];
  gsize *row = rows[i % 3];

  row[0] = i;
  for (gsize j = 1; b[j - 1] != '\0'; j++)
    {
      row[j] = MIN (up[j] + 1, row[j - 1] + 1);
      row[j] = MIN (row[j], up[j - 1] + !is_same_letter (a[i - 1], b[j - 1]));
      if (i > 1 && j > 1 && is_same_letter (a[i - 1], b[j - 2]) && is_same_letter (a[i - 2], b[j - 1]))
        row[j] = MIN (row[j], two_up[j - 2] + 1);
    }
}

static gsize
count_errors (const char *a, const char *b)
{
  Row rows[3];
  gsize length = strlen (b);

  if (strlen (a) > LONGEST || length > LONGEST)
    return G_MAXSIZE;
  for (gsize j = 0; j <= length; j++)
    rows[0][j] = j;
  for (gsize i = 1; i <= strlen (a); i++)
    fill_row (rows, a, b, i);
  return rows[strlen (a) % 3][length];
}

const char *
nudge_nearest (const char *const *words, const char *text)
{
  const char *best = NULL;
  gsize best_errors = G_MAXSIZE;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      gsize errors = count_errors (text, words[i]);
      gsize allowed = MAX (1, MAX (strlen (text), strlen (words[i])) / 3);

      if (errors <= allowed && errors < best_errors)
        {
          best = words[i];
          best_errors = errors;
        }
    }
  for (gsize i = 0; best == NULL && strlen (text) >= 3 && words[i] != NULL; i++)
    if (g_ascii_strncasecmp (words[i], text, strlen (text)) == 0)
      best = words[i];
  return best;
}
