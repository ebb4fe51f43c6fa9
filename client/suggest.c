/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions: asks with the nearest word. */
#include "suggest.h"

#include "clean.h"
#include "nearest.h"

char *
nudge_suggest_text (const char *word, const char *const *candidates)
{
  const char *nearest = nudge_nearest (candidates, word);
  g_autofree char *shown = nearest == NULL ? NULL : nudge_clean (nearest);

  return shown == NULL ? g_strdup ("") : g_strdup_printf (" Did you mean “%s”?", shown);
}
