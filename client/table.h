/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table: aligned columns that know how wide characters are and how wide the terminal is. */
#pragma once

#include "terminal.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeTable: rows of cleaned texts; columns that are empty in every row are left out. */
typedef struct _NudgeTable NudgeTable;

/**
 * nudge_table_new:
 * @styles: (array length=n_columns): the style of each column
 * @flexible: index of the column that is cut first when the terminal is narrow
 *
 * Returns: (transfer full): an empty table
 */
NudgeTable *nudge_table_new (const NudgeStyle *styles, guint n_columns, guint flexible);

void nudge_table_free (NudgeTable *table);

/** nudge_table_add: adds a row of @cells, one a column; %NULL is empty. Foreign text is cleaned here. */
void nudge_table_add (NudgeTable *table, const char *const *cells);

/** nudge_table_print: writes all rows to @out. */
void nudge_table_print (NudgeTable *table, const NudgeTerminal *terminal, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeTable, nudge_table_free)

G_END_DECLS
