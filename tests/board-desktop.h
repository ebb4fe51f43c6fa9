/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Board desktop: a desktop that does at once what a board asks for, and writes down what that was. */
#pragma once

#include "desktop-arrange.h"
#include "desktop-board.h"
#include "desktop-note.h"

/* A desktop that does what the board asks for, in an instant. */
typedef struct {
  NudgeDesktopBoard *board;
  GHashTable *open;      /* guint64 keys */
  GString *events;       /* such as "show 1, close 2" */
  gboolean is_late;      /* the server kept all waiting */
} Fixture;

static inline void
set_up (Fixture *f, gconstpointer data)
{
  f->board = nudge_desktop_board_new ();
  f->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  f->events = g_string_new (NULL);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  nudge_desktop_board_free (f->board);
  g_hash_table_unref (f->open);
  g_string_free (f->events, TRUE);
}

static inline void
add_event (Fixture *f, const char *what, guint64 key)
{
  g_string_append_printf (f->events, "%s%s %" G_GUINT64_FORMAT, f->events->len > 0 ? ", " : "", what, key);
}

static inline void
show (Fixture *f, guint64 id)
{
  g_autoptr(NudgeLive) live = nudge_live_new ();

  live->id = id;
  live->summary = g_strdup ("Drink");
  live->body = g_strdup ("");
  nudge_desktop_board_show (f->board, live, FALSE);
}

static inline void
drop (GArray *keys)
{
  g_array_unref (keys);
}

/* Begins the next job. Returns: whether there is one */
static inline gboolean
begin (Fixture *f, NudgeDesktopJob *job)
{
  if (!nudge_desktop_board_next (f->board, f->is_late, job))
    return FALSE;
  switch (job->step)
    {
    case NUDGE_STEP_SHOW:
      add_event (f, job->is_quiet ? "quietly show" : "show", job->key);
      break;
    case NUDGE_STEP_DIGEST:
      {
        g_autoptr(GPtrArray) folded = nudge_desktop_board_list_folded (f->board);

        g_string_append_printf (f->events, "%sdigest of %u", f->events->len > 0 ? ", " : "", folded->len);
      }
      break;
    case NUDGE_STEP_CLOSE:
      add_event (f, "close", job->key);
      break;
    }
  return TRUE;
}

static inline void
end (Fixture *f, const NudgeDesktopJob *job)
{
  if (job->step == NUDGE_STEP_CLOSE)
    g_hash_table_remove (f->open, &job->key);
  else
    g_hash_table_add (f->open, g_memdup2 (&job->key, sizeof job->key));
  drop (nudge_desktop_board_finish (f->board, TRUE));
}

static inline void
work (Fixture *f)
{
  NudgeDesktopJob job;

  while (begin (f, &job))
    end (f, &job);
  g_assert_cmpuint (g_hash_table_size (f->open), <=, NUDGE_DESKTOP_PLACES);
}
