/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal of nudges: each occurrence that became due, as it stands, in the table `nudge`. */
#include "journal-live.h"

/* The words of the file, which outlive any order of the enums. */
static const char *const origins[] = { "own", "pack", "plan", "source" };
static const char *const asks[] = { "none", "mood", "word", "note", "reflect" };
static const char *const kinds[] = { "start", "alarm", "repeat", "snooze" };
static const char *const misseds[] = { "unset", "show", "drop" };

G_STATIC_ASSERT (G_N_ELEMENTS (origins) == NUDGE_ORIGIN_SOURCE + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (asks) == NUDGE_ASK_REFLECT + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == NUDGE_DUE_SNOOZE + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (misseds) == NUDGE_MISSED_DROP + 1);

/* The columns of the table in their order; values are bound and read by these numbers. */
enum {
  COLUMN_ID,
  COLUMN_UID,
  COLUMN_DUE,
  COLUMN_SUMMARY,
  COLUMN_BODY,
  COLUMN_WHY,
  COLUMN_CATEGORY,
  COLUMN_SOURCE,
  COLUMN_ORIGIN,
  COLUMN_ASK,
  COLUMN_KIND,
  COLUMN_MISSED,
  COLUMN_ROOM,
  COLUMN_GRACE,
  COLUMN_STATE,
  COLUMN_REASON,
  COLUMN_SHOWN_AT,
  COLUMN_FIRST_SHOWN,
  COLUMN_SNOOZED_UNTIL,
  COLUMN_UNTIL,
  COLUMN_SNOOZES,
  COLUMN_BY_REQUEST,
  COLUMN_IS_PRIVATE,
  COLUMN_OUTCOME,
};

#define FIRST_SHOWN_OF(schema) "nullif ((SELECT first_shown FROM " schema ".nudge WHERE id = ?1), 0)"

/* The first showing stays, whatever was known when the row was made. */
#define PUT(schema) \
  "INSERT OR REPLACE INTO " schema ".nudge VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15," \
  " ?16, ?17, coalesce (" FIRST_SHOWN_OF ("temp") ", " FIRST_SHOWN_OF ("main") ", ?18)," \
  " ?19, ?20, ?21, ?22, ?23, ?24)"

static void
bind_text (NudgeStatement *statement, gint column, const char *text)
{
  nudge_statement_bind_text (statement, column + 1, text);
}

static void
bind_needed_text (NudgeStatement *statement, gint column, const char *text)
{
  nudge_statement_bind_text (statement, column + 1, text != NULL ? text : "");
}

static void
bind_number (NudgeStatement *statement, gint column, gint64 number)
{
  sqlite3_bind_int64 (statement, column + 1, number);
}

/* Texts are for showing; when all is over the history has what is worth keeping. */
static void
bind_texts (NudgeStatement *statement, const NudgeLive *live, gboolean is_over)
{
  bind_needed_text (statement, COLUMN_UID, live->uid);
  bind_needed_text (statement, COLUMN_SUMMARY, live->summary);
  bind_needed_text (statement, COLUMN_BODY, is_over ? "" : live->body);
  bind_text (statement, COLUMN_WHY, is_over ? NULL : live->why);
  bind_needed_text (statement, COLUMN_CATEGORY, live->category);
  bind_needed_text (statement, COLUMN_SOURCE, live->source);
  bind_text (statement, COLUMN_REASON, live->reason);
  bind_text (statement, COLUMN_ORIGIN, origins[live->origin]);
  bind_text (statement, COLUMN_ASK, asks[live->ask]);
  bind_text (statement, COLUMN_KIND, kinds[live->kind]);
  bind_text (statement, COLUMN_MISSED, misseds[live->missed]);
  bind_text (statement, COLUMN_STATE, nudge_state_to_string (live->state));
}

static void
bind_numbers (NudgeStatement *statement, const NudgeLive *live)
{
  bind_number (statement, COLUMN_ID, (gint64) live->id);
  bind_number (statement, COLUMN_DUE, live->due);
  bind_number (statement, COLUMN_ROOM, live->room);
  bind_number (statement, COLUMN_GRACE, live->grace);
  bind_number (statement, COLUMN_SHOWN_AT, live->shown_at);
  bind_number (statement, COLUMN_SNOOZED_UNTIL, live->snoozed_until);
  bind_number (statement, COLUMN_UNTIL, live->until);
  bind_number (statement, COLUMN_SNOOZES, live->snoozes);
  bind_number (statement, COLUMN_BY_REQUEST, live->by_request != FALSE);
  bind_number (statement, COLUMN_IS_PRIVATE, live->is_private != FALSE);
}

gboolean
nudge_journal_put_live (NudgeDb *db, const NudgeRecord *record, gboolean in_memory, GError **error)
{
  g_autoptr(NudgeStatement) statement = nudge_db_prepare (db, in_memory ? PUT ("temp") : PUT ("main"), error);
  gboolean is_over = nudge_outcome_is_end (record->outcome);

  if (statement == NULL)
    return FALSE;
  bind_texts (statement, record->live, is_over);
  bind_numbers (statement, record->live);
  bind_number (statement, COLUMN_FIRST_SHOWN, record->outcome == NUDGE_OUTCOME_SHOWN ? record->time : 0);
  bind_text (statement, COLUMN_OUTCOME, is_over ? nudge_outcome_to_string (record->outcome) : NULL);
  return nudge_db_run (db, statement, error);
}

/* Another version may know more words: then the first of the enum, the plainest, is taken. */
static gint
read_word (NudgeStatement *statement, gint column, const char *const *words, gsize n_words)
{
  const char *word = nudge_statement_get_text (statement, column);

  for (gsize i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return (gint) i;
  return 0;
}

static char *
read_text (NudgeStatement *statement, gint column)
{
  const char *text = nudge_statement_get_text (statement, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

static void
read_texts (NudgeStatement *row, NudgeLive *live)
{
  const char *state = nudge_statement_get_text (row, COLUMN_STATE);

  live->uid = read_text (row, COLUMN_UID);
  live->summary = read_text (row, COLUMN_SUMMARY);
  live->body = read_text (row, COLUMN_BODY);
  live->why = read_text (row, COLUMN_WHY);
  live->category = read_text (row, COLUMN_CATEGORY);
  live->source = read_text (row, COLUMN_SOURCE);
  live->reason = read_text (row, COLUMN_REASON);
  live->origin = read_word (row, COLUMN_ORIGIN, origins, G_N_ELEMENTS (origins));
  live->ask = read_word (row, COLUMN_ASK, asks, G_N_ELEMENTS (asks));
  live->kind = read_word (row, COLUMN_KIND, kinds, G_N_ELEMENTS (kinds));
  live->missed = read_word (row, COLUMN_MISSED, misseds, G_N_ELEMENTS (misseds));
  nudge_state_from_string (state != NULL ? state : "", &live->state);
}

static NudgeLive *
read_live (NudgeStatement *row)
{
  NudgeLive *live = nudge_live_new ();

  read_texts (row, live);
  live->id = (guint64) sqlite3_column_int64 (row, COLUMN_ID);
  live->due = sqlite3_column_int64 (row, COLUMN_DUE);
  live->room = sqlite3_column_int64 (row, COLUMN_ROOM);
  live->grace = sqlite3_column_int64 (row, COLUMN_GRACE);
  live->shown_at = sqlite3_column_int64 (row, COLUMN_SHOWN_AT);
  live->snoozed_until = sqlite3_column_int64 (row, COLUMN_SNOOZED_UNTIL);
  live->until = sqlite3_column_int64 (row, COLUMN_UNTIL);
  live->snoozes = (guint) sqlite3_column_int64 (row, COLUMN_SNOOZES);
  live->by_request = sqlite3_column_int (row, COLUMN_BY_REQUEST) != 0;
  live->is_private = sqlite3_column_int (row, COLUMN_IS_PRIVATE) != 0;
  return live;
}

GPtrArray *
nudge_journal_load_unended (NudgeDb *db)
{
  g_autoptr(NudgeStatement) row
      = nudge_db_prepare (db, "SELECT * FROM " NUDGE_ALL_NUDGES " WHERE outcome IS NULL ORDER BY due, id", NULL);
  GPtrArray *live = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_live_unref);

  while (row != NULL && sqlite3_step (row) == SQLITE_ROW)
    g_ptr_array_add (live, read_live (row));
  return live;
}

gboolean
nudge_journal_find_handled (NudgeDb *db, const char *uid, NudgeTime due)
{
  g_autoptr(NudgeStatement) row
      = nudge_db_prepare (db,
                          "SELECT 1 FROM temp.nudge WHERE uid = ?1 AND due = ?2 UNION ALL "
                          "SELECT 1 FROM main.nudge WHERE uid = ?1 AND due = ?2 LIMIT 1",
                          NULL);

  if (row == NULL)
    return FALSE;
  nudge_statement_bind_text (row, 1, uid);
  sqlite3_bind_int64 (row, 2, due);
  return sqlite3_step (row) == SQLITE_ROW;
}

guint
nudge_journal_count_shown_of (NudgeDb *db, const char *uid)
{
  g_autoptr(NudgeStatement) row
      = nudge_db_prepare (db,
                          "SELECT (SELECT count (*) FROM main.nudge WHERE uid = ?1 AND first_shown > 0"
                          " AND id NOT IN (SELECT id FROM temp.nudge))"
                          " + (SELECT count (*) FROM temp.nudge WHERE uid = ?1 AND first_shown > 0)",
                          NULL);

  if (row == NULL)
    return 0;
  nudge_statement_bind_text (row, 1, uid);
  return sqlite3_step (row) == SQLITE_ROW ? (guint) sqlite3_column_int64 (row, 0) : 0;
}

static gboolean
is_of (NudgeStatement *row, NudgeHoldWhom whom)
{
  NudgeOrigin origin = read_word (row, 1, origins, G_N_ELEMENTS (origins));
  gboolean is_shared = origin == NUDGE_ORIGIN_PACK || origin == NUDGE_ORIGIN_PLAN;

  return (whom & (is_shared ? NUDGE_HOLD_PACKS : NUDGE_HOLD_OWN)) != 0;
}

#define SHOWN_SINCE "first_shown >= ?1 AND by_request = 0"

GArray *
nudge_journal_load_first_shown (NudgeDb *db, NudgeTime since, NudgeHoldWhom whom)
{
  g_autoptr(NudgeStatement) row
      = nudge_db_prepare (db,
                          "SELECT first_shown, origin FROM temp.nudge WHERE " SHOWN_SINCE
                          " UNION ALL SELECT first_shown, origin FROM main.nudge WHERE " SHOWN_SINCE
                          " AND id NOT IN (SELECT id FROM temp.nudge) ORDER BY first_shown",
                          NULL);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (NudgeTime));

  if (row == NULL)
    return times;
  sqlite3_bind_int64 (row, 1, MAX (since, 1));
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      NudgeTime time = sqlite3_column_int64 (row, 0);

      if (is_of (row, whom))
        g_array_append_val (times, time);
    }
  return times;
}
