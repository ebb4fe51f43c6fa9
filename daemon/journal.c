/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal: what the daemon remembers. What the file does not take stays in memory, counts, and is written later. */
#include "journal.h"

#include "category.h"
#include "journal-entries.h"
#include "journal-facts.h"
#include "journal-live.h"
#include "journal-open.h"
#include "nudge-error.h"

/* A daemon that was told to end needs that long at most to let go of the journal. */
#define PATIENCE (1 * G_TIME_SPAN_SECOND)

/* More than a year of nudges; then the oldest are let go. */
#define PENDING_MAX 10000

#define FACT_HANDLED "handled-until"
#define FACT_PAUSE "paused-until"

struct _NudgeJournal {
  GObject parent;

  char *path;
  NudgeDb *db;
  NudgeFacts *facts;
  gboolean is_hopeless;    /* the file is of a newer version */
  char *trouble;           /* (nullable): why the file did not take the last write */
  guint n_pending;         /* entries that are only in memory */
  guint n_lost;            /* entries that were too many even for that */
  guint64 next_nudge;
  guint64 next_entry;
};

enum {
  SIGNAL_ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void nudge_journal_ledger_init (NudgeLedgerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NudgeJournal, nudge_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_LEDGER, nudge_journal_ledger_init))

/* Numbers go on where the file ends. In front of a file that cannot be read they begin far beyond it. */
static void
continue_numbers (NudgeJournal *self)
{
  gint64 nudges = nudge_db_read_number (self->db, "SELECT seq FROM main.sqlite_sequence WHERE name = 'nudge'", 0);
  gint64 entries = nudge_db_read_number (self->db, "SELECT seq FROM main.sqlite_sequence WHERE name = 'entry'", 0);

  if (sqlite3_db_filename (self->db->handle, "main")[0] == '\0' && g_file_test (self->path, G_FILE_TEST_EXISTS))
    nudges = entries = nudge_db_read_number (self->db, "SELECT strftime ('%s', 'now') + 0", 1);
  self->next_nudge = MAX (self->next_nudge, (guint64) nudges + 1);
  self->next_entry = MAX (self->next_entry, (guint64) entries + 1);
}

static void
note_trouble (NudgeJournal *self, const GError *error)
{
  if (self->trouble == NULL && error != NULL)
    g_warning ("%s", error->message);
  g_free (self->trouble);
  self->trouble = error != NULL ? g_strdup (error->message) : NULL;
}

static void
take_db (NudgeJournal *self, NudgeDb *db)
{
  if (self->db != NULL)
    {
      nudge_db_copy_rows (self->db, "SELECT * FROM temp.nudge", db,
                          "INSERT INTO temp.nudge VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
      nudge_db_copy_rows (self->db, "SELECT * FROM temp.entry", db,
                          "INSERT INTO temp.entry VALUES (?,?,?,?,?,?,?,?,?,?,?)");
      nudge_db_free (self->db);
    }
  self->db = db;
  nudge_facts_load (self->facts, db);
  continue_numbers (self);
}

NudgeJournal *
nudge_journal_open (const char *path, GPtrArray *problems)
{
  NudgeJournal *self = g_object_new (NUDGE_TYPE_JOURNAL, NULL);
  g_autoptr(GError) error = NULL;
  NudgeDb *db;

  self->path = g_strdup (path);
  self->is_hopeless = nudge_journal_open_file (path, PATIENCE, problems, &db, &error) == NUDGE_OPENED_NEVER;
  take_db (self, db != NULL ? db : nudge_journal_open_memory ());
  if (error != NULL)
    {
      note_trouble (self, error);
      g_ptr_array_add (problems, nudge_problem_new (path, 0, NUDGE_SEVERITY_ERROR,
                                                    "%s (nudged works from memory meanwhile)", error->message));
    }
  return self;
}

static gboolean
takes_writes (NudgeJournal *self)
{
  return self->db->is_writable && !self->db->is_damaged;
}

/* Another try at a file that could not be opened for writing. */
static gboolean
ensure_writable (NudgeJournal *self, GError **error)
{
  g_autoptr(GPtrArray) problems = NULL;
  NudgeDb *db;

  if (takes_writes (self))
    return TRUE;
  if (self->is_hopeless)
    {
      g_set_error_literal (error, NUDGE_ERROR, NUDGE_ERROR_STORAGE, self->trouble);
      return FALSE;
    }
  /* A damaged file is opened anew, which sets it aside; the lock is taken again with it. */
  nudge_db_unlock (self->db);
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);
  if (nudge_journal_open_file (self->path, 0, problems, &db, error) == NUDGE_OPENED)
    {
      for (guint i = 0; i < problems->len; i++)
        g_warning ("%s", ((NudgeProblem *) g_ptr_array_index (problems, i))->text);
      take_db (self, db);
      return TRUE;
    }
  g_clear_pointer (&db, nudge_db_free);
  return FALSE;
}

/* All that is only in memory. It is there twice only until the commit, which undoes both or none. */
static gboolean
write_pending (NudgeDb *db, gpointer user_data, GError **error)
{
  NudgeJournal *self = user_data;

  return nudge_db_exec (db,
                        "INSERT OR REPLACE INTO main.nudge SELECT * FROM temp.nudge;"
                        "INSERT OR REPLACE INTO main.entry SELECT * FROM temp.entry;"
                        "DELETE FROM temp.nudge; DELETE FROM temp.entry;",
                        error)
         && nudge_facts_save (self->facts, db, error);
}

gboolean
nudge_journal_flush (NudgeJournal *self, GError **error)
{
  g_autoptr(GError) local = NULL;

  if (takes_writes (self) && self->n_pending == 0 && nudge_facts_is_saved (self->facts))
    return TRUE;
  if (ensure_writable (self, &local) && nudge_db_transact (self->db, write_pending, self, &local))
    {
      if (self->trouble != NULL)
        g_message ("The journal can be written again");
      nudge_facts_note_saved (self->facts);
      self->n_pending = 0;
      note_trouble (self, NULL);
      return TRUE;
    }
  note_trouble (self, local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

typedef struct {
  NudgeJournal *self;
  const NudgeRecord *record; /* (nullable) */
  const NudgeRow *row;       /* (nullable) */
} Write;

static gboolean
write_to_file (NudgeDb *db, gpointer user_data, GError **error)
{
  const Write *write = user_data;

  return (write->record == NULL || nudge_journal_put_live (db, write->record, FALSE, error))
         && (write->row == NULL || nudge_journal_put_row (db, write->row, FALSE, error))
         && nudge_facts_save (write->self->facts, db, error);
}

/* What waits in memory goes first, so that the file has all in order. */
static gboolean
try_write (NudgeJournal *self, const Write *write, GError **error)
{
  if ((self->n_pending > 0 || !takes_writes (self)) && !nudge_journal_flush (self, error))
    return FALSE;
  return nudge_db_transact (self->db, write_to_file, (gpointer) write, error);
}

static gboolean
write_now (NudgeJournal *self, const Write *write, GError **error)
{
  g_autoptr(GError) local = NULL;
  gboolean is_written = try_write (self, write, &local);

  /* Damage that shows only now: another try sets the file aside and begins a new one. */
  if (!is_written && self->db->is_damaged)
    {
      g_clear_error (&local);
      is_written = try_write (self, write, &local);
    }
  note_trouble (self, local);
  if (is_written)
    nudge_facts_note_saved (self->facts);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return is_written;
}

static void
let_oldest_go (NudgeJournal *self)
{
  nudge_db_exec (self->db,
                 "DELETE FROM temp.entry WHERE id = (SELECT min (id) FROM temp.entry);"
                 "DELETE FROM temp.nudge WHERE id = (SELECT min (id) FROM temp.nudge WHERE outcome IS NOT NULL);",
                 NULL);
  self->n_pending--;
  self->n_lost++;
}

static void
keep_in_memory (NudgeJournal *self, const Write *write)
{
  if (self->n_pending >= PENDING_MAX)
    let_oldest_go (self);
  nudge_journal_put_live (self->db, write->record, TRUE, NULL);
  if (write->row != NULL)
    nudge_journal_put_row (self->db, write->row, TRUE, NULL);
  self->n_pending++;
}

static void
emit_added (NudgeJournal *self, const NudgeRow *row)
{
  g_autoptr(GVariant) entry = g_variant_ref_sink (nudge_journal_row_to_variant (row));

  g_signal_emit (self, signals[SIGNAL_ADDED], 0, entry);
}

/* That a nudge became due is in its own row; the history begins with what was seen or answered. */
static gboolean
journal_record (NudgeLedger *ledger, const NudgeRecord *record, GError **error)
{
  NudgeJournal *self = NUDGE_JOURNAL (ledger);
  const NudgeLive *live = record->live;
  NudgeRow row = {
    .time = record->time,
    .kind = nudge_outcome_to_string (record->outcome),
    .category = live->category,
    .uid = live->uid,
    .summary = live->summary,
    .value = record->value,
    .note = record->note,
    .nudge = live->id,
    .reason = record->reason,
  };
  gboolean has_entry = record->outcome != NUDGE_OUTCOME_DUE;
  Write write = { self, record, has_entry ? &row : NULL };
  gboolean is_written;

  if (has_entry)
    row.id = self->next_entry++;
  self->next_nudge = MAX (self->next_nudge, live->id + 1);
  is_written = write_now (self, &write, error);
  if (!is_written)
    keep_in_memory (self, &write);
  if (has_entry)
    emit_added (self, &row);
  return is_written;
}

gboolean
nudge_journal_add (NudgeJournal *self, const NudgeEntry *entry, guint64 *id, GError **error)
{
  g_autofree char *words = entry->words != NULL ? g_strjoinv ("\n", (char **) entry->words) : NULL;
  NudgeRow row = {
    .time = entry->time,
    .kind = entry->kind,
    .category = entry->category,
    .uid = entry->uid,
    .value = entry->value,
    .words = words,
    .note = entry->note,
  };
  Write write = { self, NULL, &row };

  if (!nudge_journal_check_entry (entry, error))
    return FALSE;
  if (row.category == NULL)
    row.category = nudge_category_canonical (entry->kind);
  row.id = self->next_entry;
  if (!write_now (self, &write, error))
    return FALSE;
  self->next_entry++;
  if (id != NULL)
    *id = row.id;
  emit_added (self, &row);
  return TRUE;
}

GVariant *
nudge_journal_query (NudgeJournal *self, const NudgeQuery *query, GError **error)
{
  return nudge_journal_find_rows (self->db, query, error);
}

GHashTable *
nudge_journal_count_outcomes (NudgeJournal *self, NudgeTime from, NudgeTime to)
{
  return nudge_journal_count_rows (self->db, from, to);
}

/* Facts hold from now on, also when the file does not take them yet. */
static gboolean
write_facts (NudgeJournal *self, GError **error)
{
  return nudge_journal_flush (self, error);
}

NudgeTime
nudge_journal_get_pause (NudgeJournal *self)
{
  return nudge_facts_get_time (self->facts, FACT_PAUSE);
}

gboolean
nudge_journal_set_pause (NudgeJournal *self, NudgeTime until, GError **error)
{
  nudge_facts_set_time (self->facts, FACT_PAUSE, until);
  return write_facts (self, error);
}

gboolean
nudge_journal_is_disabled (NudgeJournal *self, const char *uid)
{
  return nudge_facts_is_disabled (self->facts, uid);
}

gboolean
nudge_journal_set_disabled (NudgeJournal *self, const char *uid, gboolean disabled, GError **error)
{
  nudge_facts_set_disabled (self->facts, uid, disabled);
  return write_facts (self, error);
}

/* Names of others cannot meet those of the journal. */
char *
nudge_journal_get_value (NudgeJournal *self, const char *key)
{
  g_autofree char *name = g_strconcat ("value/", key, NULL);

  return g_strdup (nudge_facts_get (self->facts, name));
}

gboolean
nudge_journal_set_value (NudgeJournal *self, const char *key, const char *value, GError **error)
{
  g_autofree char *name = g_strconcat ("value/", key, NULL);

  nudge_facts_set (self->facts, name, value);
  return write_facts (self, error);
}

GPtrArray *
nudge_journal_get_problems (NudgeJournal *self)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_problem_unref);

  if (self->trouble != NULL)
    g_ptr_array_add (problems, nudge_problem_new (self->path, 0, NUDGE_SEVERITY_ERROR,
                                                  "%s (%u records wait in memory to be written)", self->trouble,
                                                  self->n_pending));
  if (self->n_lost > 0)
    g_ptr_array_add (problems, nudge_problem_new (self->path, 0, NUDGE_SEVERITY_ERROR,
                                                  "%u records were lost, because the journal could not be written "
                                                  "for too long",
                                                  self->n_lost));
  return problems;
}

static gboolean
journal_is_handled (NudgeLedger *ledger, const char *uid, NudgeTime due)
{
  return nudge_journal_find_handled (NUDGE_JOURNAL (ledger)->db, uid, due);
}

static guint
journal_count_shown (NudgeLedger *ledger, const char *uid)
{
  return nudge_journal_count_shown_of (NUDGE_JOURNAL (ledger)->db, uid);
}

static GArray *
journal_load_shown (NudgeLedger *ledger, NudgeTime since, NudgeHoldWhom whom)
{
  return nudge_journal_load_first_shown (NUDGE_JOURNAL (ledger)->db, since, whom);
}

static guint64
journal_take_id (NudgeLedger *ledger)
{
  return NUDGE_JOURNAL (ledger)->next_nudge++;
}

static GPtrArray *
journal_load_live (NudgeLedger *ledger)
{
  return nudge_journal_load_unended (NUDGE_JOURNAL (ledger)->db);
}

static NudgeTime
journal_get_handled_until (NudgeLedger *ledger)
{
  return nudge_facts_get_time (NUDGE_JOURNAL (ledger)->facts, FACT_HANDLED);
}

/* Goes to the disk with the next record or at the end; the very first time, and one that a clock set back, at once. */
static void
journal_set_handled_until (NudgeLedger *ledger, NudgeTime time)
{
  NudgeJournal *self = NUDGE_JOURNAL (ledger);
  NudgeTime before = journal_get_handled_until (ledger);

  nudge_facts_set_time (self->facts, FACT_HANDLED, time);
  if (before == 0 || time < before)
    nudge_journal_flush (self, NULL);
}

static void
nudge_journal_ledger_init (NudgeLedgerInterface *iface)
{
  iface->record = journal_record;
  iface->is_handled = journal_is_handled;
  iface->count_shown = journal_count_shown;
  iface->load_shown = journal_load_shown;
  iface->take_id = journal_take_id;
  iface->load_live = journal_load_live;
  iface->get_handled_until = journal_get_handled_until;
  iface->set_handled_until = journal_set_handled_until;
}

static void
nudge_journal_dispose (GObject *object)
{
  NudgeJournal *self = NUDGE_JOURNAL (object);

  if (self->db != NULL)
    nudge_journal_flush (self, NULL);
  g_clear_pointer (&self->db, nudge_db_free);
  G_OBJECT_CLASS (nudge_journal_parent_class)->dispose (object);
}

static void
nudge_journal_finalize (GObject *object)
{
  NudgeJournal *self = NUDGE_JOURNAL (object);

  nudge_facts_free (self->facts);
  g_free (self->path);
  g_free (self->trouble);
  G_OBJECT_CLASS (nudge_journal_parent_class)->finalize (object);
}

static void
nudge_journal_class_init (NudgeJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nudge_journal_dispose;
  object_class->finalize = nudge_journal_finalize;

  signals[SIGNAL_ADDED] = g_signal_new ("added", NUDGE_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_VARIANT);
}

static void
nudge_journal_init (NudgeJournal *self)
{
  self->facts = nudge_facts_new ();
}
