/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal facts: small things to remember by name, and the rules that are switched off; all kept in memory too. */
#include "journal-facts.h"

struct _NudgeFacts {
  GHashTable *values;        /* name: text */
  GHashTable *disabled;      /* UIDs */
  GHashTable *dirty_values;  /* names that the file has otherwise */
  GHashTable *dirty_rules;   /* UIDs that the file has otherwise */
};

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

NudgeFacts *
nudge_facts_new (void)
{
  NudgeFacts *facts = g_new0 (NudgeFacts, 1);

  facts->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  facts->disabled = new_set ();
  facts->dirty_values = new_set ();
  facts->dirty_rules = new_set ();
  return facts;
}

void
nudge_facts_free (NudgeFacts *facts)
{
  g_hash_table_unref (facts->values);
  g_hash_table_unref (facts->disabled);
  g_hash_table_unref (facts->dirty_values);
  g_hash_table_unref (facts->dirty_rules);
  g_free (facts);
}

static void
load_values (NudgeFacts *facts, NudgeDb *db)
{
  g_autoptr(NudgeStatement) row = nudge_db_prepare (db, "SELECT name, value FROM main.fact", NULL);

  while (row != NULL && sqlite3_step (row) == SQLITE_ROW)
    {
      const char *name = nudge_statement_get_text (row, 0);

      if (!g_hash_table_contains (facts->dirty_values, name))
        g_hash_table_insert (facts->values, g_strdup (name), g_strdup (nudge_statement_get_text (row, 1)));
    }
}

void
nudge_facts_load (NudgeFacts *facts, NudgeDb *db)
{
  g_autoptr(NudgeStatement) row = nudge_db_prepare (db, "SELECT uid FROM main.disabled", NULL);

  load_values (facts, db);
  while (row != NULL && sqlite3_step (row) == SQLITE_ROW)
    {
      const char *uid = nudge_statement_get_text (row, 0);

      if (!g_hash_table_contains (facts->dirty_rules, uid))
        g_hash_table_add (facts->disabled, g_strdup (uid));
    }
}

/* One row with the text @value, or none. */
static gboolean
save_one (NudgeDb *db, const char *sql, const char *name, const char *value, GError **error)
{
  g_autoptr(NudgeStatement) statement = nudge_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  nudge_statement_bind_text (statement, 1, name);
  if (value != NULL)
    nudge_statement_bind_text (statement, 2, value);
  return nudge_db_run (db, statement, error);
}

static gboolean
save_values (NudgeFacts *facts, NudgeDb *db, GError **error)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, facts->dirty_values);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      const char *value = nudge_facts_get (facts, name);
      const char *sql = value != NULL ? "INSERT OR REPLACE INTO main.fact VALUES (?1, ?2)"
                                      : "DELETE FROM main.fact WHERE name = ?1";

      if (!save_one (db, sql, name, value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nudge_facts_save (NudgeFacts *facts, NudgeDb *db, GError **error)
{
  GHashTableIter iter;
  gpointer uid;

  g_hash_table_iter_init (&iter, facts->dirty_rules);
  while (g_hash_table_iter_next (&iter, &uid, NULL))
    {
      const char *sql = nudge_facts_is_disabled (facts, uid) ? "INSERT OR REPLACE INTO main.disabled VALUES (?1)"
                                                             : "DELETE FROM main.disabled WHERE uid = ?1";

      if (!save_one (db, sql, uid, NULL, error))
        return FALSE;
    }
  return save_values (facts, db, error);
}

void
nudge_facts_note_saved (NudgeFacts *facts)
{
  g_hash_table_remove_all (facts->dirty_values);
  g_hash_table_remove_all (facts->dirty_rules);
}

gboolean
nudge_facts_is_saved (NudgeFacts *facts)
{
  return g_hash_table_size (facts->dirty_values) + g_hash_table_size (facts->dirty_rules) == 0;
}

const char *
nudge_facts_get (NudgeFacts *facts, const char *name)
{
  return g_hash_table_lookup (facts->values, name);
}

void
nudge_facts_set (NudgeFacts *facts, const char *name, const char *value)
{
  if (g_strcmp0 (nudge_facts_get (facts, name), value) == 0)
    return;
  g_hash_table_add (facts->dirty_values, g_strdup (name));
  if (value != NULL)
    g_hash_table_insert (facts->values, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (facts->values, name);
}

gint64
nudge_facts_get_time (NudgeFacts *facts, const char *name)
{
  const char *value = nudge_facts_get (facts, name);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

void
nudge_facts_set_time (NudgeFacts *facts, const char *name, gint64 time)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, time);

  nudge_facts_set (facts, name, time != 0 ? value : NULL);
}

gboolean
nudge_facts_is_disabled (NudgeFacts *facts, const char *uid)
{
  return g_hash_table_contains (facts->disabled, uid);
}

void
nudge_facts_set_disabled (NudgeFacts *facts, const char *uid, gboolean disabled)
{
  if (nudge_facts_is_disabled (facts, uid) == (disabled != FALSE))
    return;
  g_hash_table_add (facts->dirty_rules, g_strdup (uid));
  if (disabled)
    g_hash_table_add (facts->disabled, g_strdup (uid));
  else
    g_hash_table_remove (facts->disabled, uid);
}
