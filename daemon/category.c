/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Categories: the nine kinds of care that nudges belong to. */
#include "category.h"

static const char *const categories[] = { "emotions", "sleep", "food", "movement", "enjoyment", "connection",
                                          "learning", "self-worth", "support", NULL };

const char *const *
nudge_category_list (void)
{
  return categories;
}

const char *
nudge_category_canonical (const char *name)
{
  for (gsize i = 0; categories[i] != NULL; i++)
    if (g_ascii_strcasecmp (categories[i], name) == 0)
      return categories[i];
  return NULL;
}
