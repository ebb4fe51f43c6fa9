/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal entries: the history, which is only ever added to, in the table `entry`. */
#include "journal-entries.h"

#include "outcome.h"

#include <string.h>

#define ALL_ENTRIES "(SELECT * FROM temp.entry UNION ALL SELECT * FROM main.entry)"
#define LIMIT_DEFAULT 1000

#define PUT(schema) "INSERT OR REPLACE INTO " schema ".entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"

gboolean
nudge_journal_put_row (NudgeDb *db, const NudgeRow *row, gboolean in_memory, GError **error)
{
  g_autoptr(NudgeStatement) statement = nudge_db_prepare (db, in_memory ? PUT ("temp") : PUT ("main"), error);
  const char *const texts[] = { row->kind, row->category, row->uid, row->summary, row->value, row->words, row->note };

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (gint64) row->id);
  sqlite3_bind_int64 (statement, 2, row->time);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    nudge_statement_bind_text (statement, (gint) i + 3, texts[i]);
  if (row->nudge != 0)
    sqlite3_bind_int64 (statement, 10, (gint64) row->nudge);
  nudge_statement_bind_text (statement, 11, row->reason);
  return nudge_db_run (db, statement, error);
}

static void
read_row (NudgeStatement *statement, NudgeRow *row)
{
  row->id = (guint64) sqlite3_column_int64 (statement, 0);
  row->time = sqlite3_column_int64 (statement, 1);
  row->kind = nudge_statement_get_text (statement, 2);
  row->category = nudge_statement_get_text (statement, 3);
  row->uid = nudge_statement_get_text (statement, 4);
  row->summary = nudge_statement_get_text (statement, 5);
  row->value = nudge_statement_get_text (statement, 6);
  row->words = nudge_statement_get_text (statement, 7);
  row->note = nudge_statement_get_text (statement, 8);
  row->nudge = (guint64) sqlite3_column_int64 (statement, 9);
  row->reason = nudge_statement_get_text (statement, 10);
}

/* Bytes that a damaged disk made of a text must not end a connection. */
static void
add_text (GVariantDict *dict, const char *key, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return;
  valid = g_utf8_make_valid (text, -1);
  g_variant_dict_insert (dict, key, "s", valid);
}

static void
add_words (GVariantDict *dict, const char *text)
{
  g_autofree char *valid = NULL;
  g_auto(GStrv) words = NULL;

  if (text == NULL || *text == '\0')
    return;
  valid = g_utf8_make_valid (text, -1);
  words = g_strsplit (valid, "\n", -1);
  g_variant_dict_insert (dict, "words", "^as", words);
}

GVariant *
nudge_journal_row_to_variant (const NudgeRow *row)
{
  g_auto(GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "id", "t", row->id);
  g_variant_dict_insert (&dict, "time", "x", row->time);
  add_text (&dict, "kind", row->kind);
  add_text (&dict, "category", row->category);
  add_text (&dict, "uid", row->uid);
  add_text (&dict, "summary", row->summary);
  add_text (&dict, "value", row->value);
  add_words (&dict, row->words);
  add_text (&dict, "note", row->note);
  if (row->nudge != 0)
    g_variant_dict_insert (&dict, "nudge", "t", row->nudge);
  add_text (&dict, "reason", row->reason);
  return g_variant_dict_end (&dict);
}

/* One line for each, with one before the first and after the last, to be found whole by instr(). */
static char *
frame_words (const char *const *words)
{
  g_autofree char *joined = g_strjoinv ("\n", (char **) words);

  return g_strconcat ("\n", joined, "\n", NULL);
}

static char *
make_query (const NudgeQuery *query)
{
  g_autoptr(GString) sql = g_string_new ("SELECT * FROM " ALL_ENTRIES " WHERE id < ?1 AND time >= ?2 AND time < ?3");
  gboolean is_narrow = query->from != 0 || query->to != NUDGE_NEVER || query->nudge != 0;

  if (query->kinds != NULL)
    g_string_append (sql, " AND instr (?4, char (10) || kind || char (10)) > 0");
  if (query->categories != NULL)
    g_string_append (sql, " AND instr (?5, char (10) || category || char (10)) > 0");
  if (query->text != NULL)
    g_string_append (sql, " AND nudge_contains (?6, note, words, summary)");
  if (query->nudge != 0)
    g_string_append (sql, " AND nudge = ?8");
  if (query->uid != NULL)
    g_string_append (sql, " AND uid = ?9");

  /* The plus sign keeps SQLite from walking the whole history by number when only a part of it is asked for. */
  g_string_append_printf (sql, " ORDER BY %sid DESC LIMIT ?7", is_narrow ? "+" : "");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static void
bind_query (NudgeStatement *statement, const NudgeQuery *query)
{
  gint64 before = query->before_id != 0 && query->before_id <= G_MAXINT64 ? (gint64) query->before_id : G_MAXINT64;

  sqlite3_bind_int64 (statement, 1, before);
  sqlite3_bind_int64 (statement, 2, query->from != 0 ? query->from : G_MININT64);
  sqlite3_bind_int64 (statement, 3, query->to);
  if (query->kinds != NULL)
    sqlite3_bind_text (statement, 4, frame_words (query->kinds), -1, g_free);
  if (query->categories != NULL)
    sqlite3_bind_text (statement, 5, frame_words (query->categories), -1, g_free);
  if (query->text != NULL)
    sqlite3_bind_text (statement, 6, g_utf8_casefold (query->text, -1), -1, g_free);
  if (query->nudge != 0)
    sqlite3_bind_int64 (statement, 8, (gint64) MIN (query->nudge, G_MAXINT64));
  if (query->uid != NULL)
    sqlite3_bind_text (statement, 9, query->uid, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 7, query->limit != 0 ? query->limit : LIMIT_DEFAULT);
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  const GVariant *const *first = a;
  const GVariant *const *second = b;
  gint64 first_time = 0, second_time = 0;

  g_variant_lookup ((GVariant *) *first, "time", "x", &first_time);
  g_variant_lookup ((GVariant *) *second, "time", "x", &second_time);
  return (first_time > second_time) - (first_time < second_time);
}

/* @rows are the newest first. What was logged for an earlier time goes to its place among them. */
static GVariant *
order_rows (GPtrArray *rows)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr(GPtrArray) ordered = g_ptr_array_new ();

  for (guint i = rows->len; i > 0; i--)
    g_ptr_array_add (ordered, g_ptr_array_index (rows, i - 1));
  g_ptr_array_sort (ordered, compare_times);
  for (guint i = 0; i < ordered->len; i++)
    g_variant_builder_add_value (&builder, g_ptr_array_index (ordered, i));
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

GVariant *
nudge_journal_find_rows (NudgeDb *db, const NudgeQuery *query, GError **error)
{
  g_autofree char *sql = make_query (query);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr(NudgeStatement) statement = nudge_db_prepare (db, sql, error);
  gint code;

  if (statement == NULL)
    return NULL;
  bind_query (statement, query);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      NudgeRow row;

      read_row (statement, &row);
      g_ptr_array_add (rows, g_variant_ref_sink (nudge_journal_row_to_variant (&row)));
    }
  if (code == SQLITE_DONE)
    return order_rows (rows);
  nudge_db_set_error (db, error);
  return NULL;
}

GHashTable *
nudge_journal_count_rows (NudgeDb *db, NudgeTime from, NudgeTime to)
{
  g_autoptr(NudgeStatement) row
      = nudge_db_prepare (db,
                          "SELECT kind, count (*) FROM " ALL_ENTRIES
                          " WHERE time >= ?1 AND time < ?2 AND nudge IS NOT NULL GROUP BY kind",
                          NULL);
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (gint i = NUDGE_OUTCOME_SHOWN; i < NUDGE_N_OUTCOMES; i++)
    g_hash_table_insert (counts, (gpointer) nudge_outcome_to_string (i), GUINT_TO_POINTER (0));
  if (row == NULL)
    return counts;
  sqlite3_bind_int64 (row, 1, from);
  sqlite3_bind_int64 (row, 2, to);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      NudgeOutcome outcome;

      if (nudge_outcome_from_string (nudge_statement_get_text (row, 0), &outcome))
        g_hash_table_insert (counts, (gpointer) nudge_outcome_to_string (outcome),
                             GUINT_TO_POINTER ((guint) sqlite3_column_int64 (row, 1)));
    }
  return counts;
}
