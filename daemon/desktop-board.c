/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop board: what is on the desktop, what ought to be, and the one thing to do next. Touches no server. */
#define G_LOG_DOMAIN "nudged-desktop"

#include "desktop-board.h"

#include "desktop-arrange.h"
#include "desktop-entry.h"
#include "desktop-note.h"

struct _NudgeDesktopBoard {
  GPtrArray *entries;    /* of NudgeDesktopEntry, oldest first */
  GArray *closes;        /* of guint64: keys to close */
  gboolean is_busy;
  NudgeDesktopJob job;   /* while busy */
  gboolean job_is_void;  /* the server it was for is gone */
  gboolean digest_open;
  gboolean digest_dirty;
  gboolean digest_settling;
};

static NudgeDesktopEntry *
at (NudgeDesktopBoard *board, guint i)
{
  return nudge_desktop_entries_at (board->entries, i);
}

static NudgeDesktopEntry *
find (NudgeDesktopBoard *board, guint64 key)
{
  return nudge_desktop_entries_find (board->entries, key);
}

static NudgeDesktopEntry *
oldest (NudgeDesktopBoard *board, NudgeDesktopPlace place)
{
  return nudge_desktop_entries_oldest (board->entries, place);
}

static guint
count (NudgeDesktopBoard *board, NudgeDesktopPlace place)
{
  return nudge_desktop_entries_count (board->entries, place);
}

static GArray *
new_keys (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint64));
}

static void
forget (NudgeDesktopBoard *board, NudgeDesktopEntry *entry)
{
  g_ptr_array_remove (board->entries, entry);
}

NudgeDesktopBoard *
nudge_desktop_board_new (void)
{
  NudgeDesktopBoard *board = g_new0 (NudgeDesktopBoard, 1);

  board->entries = nudge_desktop_entries_new ();
  board->closes = new_keys ();
  return board;
}

void
nudge_desktop_board_free (NudgeDesktopBoard *board)
{
  g_clear_pointer (&board->job.live, nudge_live_unref);
  g_ptr_array_unref (board->entries);
  g_array_unref (board->closes);
  g_free (board);
}

static void
make_room (NudgeDesktopBoard *board)
{
  NudgeDesktopEntry *entry;

  if (board->entries->len < NUDGE_BOARD_MAX)
    return;
  entry = oldest (board, NUDGE_PLACE_FOLDED);
  if (entry == NULL)
    entry = oldest (board, NUDGE_PLACE_WAITING);
  if (entry == NULL)
    return;
  g_debug ("%" G_GUINT64_FORMAT " gives way: %u nudges are waiting", entry->key, board->entries->len);
  board->digest_dirty |= entry->place == NUDGE_PLACE_FOLDED;
  forget (board, entry);
}

static void
renew (NudgeDesktopBoard *board, NudgeDesktopEntry *entry)
{
  entry->is_gone = FALSE;
  switch (entry->place)
    {
    case NUDGE_PLACE_WAITING:
      break;
    case NUDGE_PLACE_SHOWING:
    case NUDGE_PLACE_OPEN:
    case NUDGE_PLACE_SETTLING:
      entry->is_dirty = TRUE;
      break;
    case NUDGE_PLACE_FOLDED:
      board->digest_dirty = TRUE;
      break;
    }
}

void
nudge_desktop_board_show (NudgeDesktopBoard *board, NudgeLive *live, gboolean is_quiet)
{
  NudgeDesktopEntry *entry = find (board, live->id);

  if (entry == NULL)
    {
      make_room (board);
      entry = nudge_desktop_entries_add (board->entries, live);
    }
  else
    {
      nudge_desktop_entry_set_live (entry, live);
      renew (board, entry);
    }
  entry->is_quiet = is_quiet;
  entry->is_new = TRUE;
}

gboolean
nudge_desktop_board_knows (NudgeDesktopBoard *board, guint64 key)
{
  return key == NUDGE_NOTE_DIGEST ? board->digest_open : find (board, key) != NULL;
}

void
nudge_desktop_board_close (NudgeDesktopBoard *board, guint64 key)
{
  g_array_append_val (board->closes, key);
}

gboolean
nudge_desktop_board_withdraw (NudgeDesktopBoard *board, guint64 key)
{
  NudgeDesktopEntry *entry = find (board, key);

  if (entry == NULL)
    return FALSE;
  switch (entry->place)
    {
    case NUDGE_PLACE_WAITING:
      forget (board, entry);
      break;
    case NUDGE_PLACE_SHOWING:
      entry->is_gone = TRUE;
      break;
    case NUDGE_PLACE_OPEN:
      nudge_desktop_board_close (board, key);
      forget (board, entry);
      break;
    case NUDGE_PLACE_FOLDED:
      board->digest_dirty = TRUE;
      forget (board, entry);
      break;
    case NUDGE_PLACE_SETTLING:
      entry->is_dirty = FALSE;
      break;
    }
  return TRUE;
}

static gboolean
begin (NudgeDesktopBoard *board, NudgeDesktopStep step, guint64 key, NudgeDesktopEntry *entry)
{
  board->is_busy = TRUE;
  board->job_is_void = FALSE;
  board->job = (NudgeDesktopJob) {
    .step = step,
    .key = key,
    .live = entry != NULL ? nudge_live_ref (entry->live) : NULL,
    .is_quiet = entry != NULL && entry->is_quiet,
  };
  if (entry == NULL)
    return TRUE;
  entry->is_update = entry->place == NUDGE_PLACE_OPEN;
  entry->place = NUDGE_PLACE_SHOWING;
  entry->is_dirty = FALSE;
  return TRUE;
}

static gboolean
begin_close (NudgeDesktopBoard *board)
{
  guint64 key = g_array_index (board->closes, guint64, 0);

  g_array_remove_index (board->closes, 0);
  return begin (board, NUDGE_STEP_CLOSE, key, NULL);
}

static gboolean
digest_is_quiet (NudgeDesktopBoard *board)
{
  for (guint i = 0; i < board->entries->len; i++)
    {
      NudgeDesktopEntry *entry = at (board, i);

      if (entry->place == NUDGE_PLACE_FOLDED && entry->is_new && !entry->is_quiet)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_room (NudgeDesktopBoard *board)
{
  return nudge_desktop_entries_count_taken (board->entries) + (board->digest_open ? 1 : 0) < NUDGE_DESKTOP_PLACES;
}

static gboolean
begin_digest (NudgeDesktopBoard *board)
{
  gboolean is_empty = count (board, NUDGE_PLACE_FOLDED) == 0;

  if (board->digest_settling || (!board->digest_dirty && !(is_empty && board->digest_open)))
    return FALSE;
  if (!is_empty && !board->digest_open && !has_room (board))
    return FALSE;
  board->digest_dirty = FALSE;
  if (!is_empty)
    {
      begin (board, NUDGE_STEP_DIGEST, NUDGE_NOTE_DIGEST, NULL);
      board->job.is_quiet = digest_is_quiet (board);
      return TRUE;
    }
  if (!board->digest_open)
    return FALSE;
  board->digest_open = FALSE;
  return begin (board, NUDGE_STEP_CLOSE, NUDGE_NOTE_DIGEST, NULL);
}

static NudgeDesktopEntry *
find_to_show (NudgeDesktopBoard *board)
{
  for (guint i = 0; i < board->entries->len; i++)
    if (at (board, i)->place == NUDGE_PLACE_OPEN && at (board, i)->is_dirty)
      return at (board, i);
  return has_room (board) ? oldest (board, NUDGE_PLACE_WAITING) : NULL;
}

gboolean
nudge_desktop_board_has_work (NudgeDesktopBoard *board)
{
  if (board->is_busy)
    return FALSE;
  return board->closes->len > 0 || board->digest_dirty || oldest (board, NUDGE_PLACE_WAITING) != NULL
         || find_to_show (board) != NULL;
}

gboolean
nudge_desktop_board_next (NudgeDesktopBoard *board, gboolean is_late, NudgeDesktopJob *job)
{
  NudgeDesktopEntry *entry;

  if (board->is_busy)
    return FALSE;
  board->digest_dirty |= nudge_desktop_arrange (board->entries, is_late, board->closes);
  if (board->closes->len > 0)
    begin_close (board);
  else if (!begin_digest (board))
    {
      entry = find_to_show (board);
      if (entry == NULL)
        return FALSE;
      begin (board, NUDGE_STEP_SHOW, entry->key, entry);
    }
  *job = board->job;
  return TRUE;
}

static void
report_shown (NudgeDesktopEntry *entry, GArray *shown)
{
  if (entry->is_new)
    g_array_append_val (shown, entry->key);
  entry->is_new = FALSE;
  entry->is_quiet = TRUE;
}

static void
finish_show (NudgeDesktopBoard *board, gboolean ok, GArray *shown)
{
  NudgeDesktopEntry *entry = find (board, board->job.key);

  if (entry == NULL || entry->place != NUDGE_PLACE_SHOWING)
    return;
  if (entry->is_gone)
    {
      nudge_desktop_board_close (board, entry->key);
      forget (board, entry);
      return;
    }
  entry->place = ok || entry->is_update ? NUDGE_PLACE_OPEN : NUDGE_PLACE_WAITING;
  entry->is_dirty |= !ok && entry->is_update;
  if (ok && !entry->is_dirty)
    report_shown (entry, shown);
}

static void
finish_digest (NudgeDesktopBoard *board, gboolean ok, GArray *shown)
{
  if (!ok)
    {
      board->digest_dirty = TRUE;
      return;
    }
  board->digest_open = TRUE;
  for (guint i = 0; i < board->entries->len; i++)
    if (at (board, i)->place == NUDGE_PLACE_FOLDED)
      report_shown (at (board, i), shown);
}

GArray *
nudge_desktop_board_finish (NudgeDesktopBoard *board, gboolean ok)
{
  GArray *shown = new_keys ();

  if (!board->is_busy)
    return shown;
  board->is_busy = FALSE;
  switch (board->job.step)
    {
    case NUDGE_STEP_SHOW:
      finish_show (board, ok, shown);
      break;
    case NUDGE_STEP_DIGEST:
      if (!board->job_is_void)
        finish_digest (board, ok, shown);
      break;
    case NUDGE_STEP_CLOSE:
      break;
    }
  g_clear_pointer (&board->job.live, nudge_live_unref);
  return shown;
}

GPtrArray *
nudge_desktop_board_list_folded (NudgeDesktopBoard *board)
{
  GPtrArray *lives = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_live_unref);

  for (guint i = 0; i < board->entries->len; i++)
    if (at (board, i)->place == NUDGE_PLACE_FOLDED)
      g_ptr_array_add (lives, nudge_live_ref (at (board, i)->live));
  return lives;
}

/* Takes all that is folded off the board. */
static GArray *
take_folded (NudgeDesktopBoard *board)
{
  GArray *keys = new_keys ();
  NudgeDesktopEntry *entry;

  while ((entry = oldest (board, NUDGE_PLACE_FOLDED)) != NULL)
    {
      g_array_append_val (keys, entry->key);
      forget (board, entry);
    }
  return keys;
}

GArray *
nudge_desktop_board_answer (NudgeDesktopBoard *board, guint64 key)
{
  NudgeDesktopEntry *entry = find (board, key);
  GArray *keys;

  if (key == NUDGE_NOTE_DIGEST && board->digest_open && !board->digest_settling)
    {
      board->digest_settling = TRUE;
      return take_folded (board);
    }
  keys = new_keys ();
  if (entry == NULL || (entry->place != NUDGE_PLACE_OPEN && entry->place != NUDGE_PLACE_SHOWING) || entry->is_gone)
    return keys;
  entry->place = NUDGE_PLACE_SETTLING;
  entry->is_dirty = FALSE;
  g_array_append_val (keys, key);
  return keys;
}

static void
end_settling (NudgeDesktopBoard *board, guint64 key)
{
  NudgeDesktopEntry *entry = find (board, key);

  if (key == NUDGE_NOTE_DIGEST)
    {
      board->digest_settling = FALSE;
      board->digest_open = FALSE;
      board->digest_dirty = count (board, NUDGE_PLACE_FOLDED) > 0;
    }
  else if (entry->is_dirty)
    {
      entry->place = NUDGE_PLACE_WAITING;
      entry->is_dirty = FALSE;
    }
  else
    forget (board, entry);
}

static gboolean
is_settling (NudgeDesktopBoard *board, guint64 key)
{
  NudgeDesktopEntry *entry = find (board, key);

  return key == NUDGE_NOTE_DIGEST ? board->digest_settling : entry != NULL && entry->place == NUDGE_PLACE_SETTLING;
}

void
nudge_desktop_board_settle (NudgeDesktopBoard *board, guint64 key)
{
  if (!is_settling (board, key))
    return;
  nudge_desktop_board_close (board, key);
  end_settling (board, key);
}

GArray *
nudge_desktop_board_closed (NudgeDesktopBoard *board, guint64 key)
{
  NudgeDesktopEntry *entry = find (board, key);
  GArray *keys;

  if (is_settling (board, key))
    end_settling (board, key);
  else if (key == NUDGE_NOTE_DIGEST && board->digest_open)
    {
      board->digest_open = FALSE;
      return take_folded (board);
    }
  else if (entry != NULL && entry->place == NUDGE_PLACE_OPEN)
    {
      keys = new_keys ();
      g_array_append_val (keys, key);
      forget (board, entry);
      return keys;
    }
  return new_keys ();
}

static gboolean
reset_entry (NudgeDesktopBoard *board, NudgeDesktopEntry *entry)
{
  if (entry->is_gone || (entry->place == NUDGE_PLACE_SETTLING && !entry->is_dirty))
    return FALSE;
  entry->place = NUDGE_PLACE_WAITING;
  entry->is_dirty = FALSE;
  return TRUE;
}

void
nudge_desktop_board_reset (NudgeDesktopBoard *board)
{
  g_array_set_size (board->closes, 0);
  board->digest_open = FALSE;
  board->digest_dirty = FALSE;
  board->digest_settling = FALSE;
  board->job_is_void = TRUE;
  for (guint i = board->entries->len; i > 0; i--)
    if (!reset_entry (board, at (board, i - 1)))
      forget (board, at (board, i - 1));
}

void
nudge_desktop_board_set_concealed (NudgeDesktopBoard *board, guint64 key, gboolean concealed)
{
  NudgeDesktopEntry *entry = find (board, key);

  if (entry != NULL)
    entry->is_concealed = concealed;
}

void
nudge_desktop_board_reveal (NudgeDesktopBoard *board)
{
  for (guint i = 0; i < board->entries->len; i++)
    {
      NudgeDesktopEntry *entry = at (board, i);

      if (entry->is_concealed && (entry->place == NUDGE_PLACE_OPEN || entry->place == NUDGE_PLACE_SHOWING))
        entry->is_dirty = TRUE;
    }
}
