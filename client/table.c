/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table: measures all rows, then writes them. */
#include "table.h"

#include "clean.h"

#define GAP 2
#define NARROWEST 12

struct _NudgeTable {
  GPtrArray *cells; /* row after row */
  const NudgeStyle *styles;
  guint n_columns;
  guint flexible;
};

NudgeTable *
nudge_table_new (const NudgeStyle *styles, guint n_columns, guint flexible)
{
  NudgeTable *table = g_new0 (NudgeTable, 1);

  table->cells = g_ptr_array_new_with_free_func (g_free);
  table->styles = styles;
  table->n_columns = n_columns;
  table->flexible = flexible;
  return table;
}

void
nudge_table_free (NudgeTable *table)
{
  g_ptr_array_unref (table->cells);
  g_free (table);
}

void
nudge_table_add (NudgeTable *table, const char *const *cells)
{
  for (guint i = 0; i < table->n_columns; i++)
    g_ptr_array_add (table->cells, nudge_clean (cells[i] == NULL ? "" : cells[i]));
}

static void
measure (NudgeTable *table, guint *widths)
{
  for (guint i = 0; i < table->cells->len; i++)
    {
      guint column = i % table->n_columns;

      widths[column] = MAX (widths[column], nudge_display_width (g_ptr_array_index (table->cells, i)));
    }
}

static guint
total_width (NudgeTable *table, const guint *widths)
{
  guint total = 0;

  for (guint i = 0; i < table->n_columns; i++)
    if (widths[i] > 0)
      total += widths[i] + (total > 0 ? GAP : 0);
  return total;
}

/* The flexible column gives way first, then the last columns do. */
static void
shrink (NudgeTable *table, const NudgeTerminal *terminal, guint *widths)
{
  guint natural = widths[table->flexible];
  guint last = table->n_columns - 1;

  while (terminal->width > 0 && total_width (table, widths) > terminal->width)
    {
      guint excess = total_width (table, widths) - terminal->width;

      if (natural > excess + NARROWEST)
        widths[table->flexible] = natural - excess;
      else if (last > table->flexible)
        widths[last--] = 0;
      else
        break;
    }
}

static gboolean
is_last (NudgeTable *table, guint row, guint column, const guint *widths)
{
  for (guint i = column + 1; i < table->n_columns; i++)
    if (widths[i] > 0 && *(const char *) g_ptr_array_index (table->cells, row * table->n_columns + i) != '\0')
      return FALSE;
  return TRUE;
}

static void
print_row (NudgeTable *table, guint row, const guint *widths, const NudgeTerminal *terminal, GString *out)
{
  guint padding = 0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *cell = g_ptr_array_index (table->cells, row * table->n_columns + i);
      g_autofree char *text = NULL;

      if (widths[i] == 0)
        continue;
      text = nudge_ellipsize (cell, widths[i]);
      g_string_append_printf (out, "%*s", (int) padding, "");
      nudge_terminal_append (terminal, out, table->styles[i], text);
      if (is_last (table, row, i, widths))
        break;
      padding = widths[i] - nudge_display_width (text) + GAP;
    }
  g_string_append_c (out, '\n');
}

void
nudge_table_print (NudgeTable *table, const NudgeTerminal *terminal, GString *out)
{
  g_autofree guint *widths = g_new0 (guint, table->n_columns);

  measure (table, widths);
  shrink (table, terminal, widths);
  for (guint row = 0; row < table->cells->len / table->n_columns; row++)
    print_row (table, row, widths, terminal, out);
}
