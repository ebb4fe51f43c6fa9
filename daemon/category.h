/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Categories: the nine kinds of care that nudges belong to. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NUDGE_CATEGORY_OTHER: the category of items that name none of the nine. */
#define NUDGE_CATEGORY_OTHER "other"

/** nudge_category_list: Returns: (transfer none): the nine names, %NULL-terminated, in the order of the product */
const char *const *nudge_category_list (void);

/**
 * nudge_category_canonical:
 * @name: a value of CATEGORIES, any case
 *
 * Returns: (nullable): the canonical name, or %NULL when it is none of the nine
 */
const char *nudge_category_canonical (const char *name);

G_END_DECLS
