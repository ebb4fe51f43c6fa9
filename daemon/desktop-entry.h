/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop entry: one nudge and its place on the board; a list of them, oldest first. */
#pragma once

#include "live-nudge.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeDesktopPlace: where a nudge is.
 * @NUDGE_PLACE_WAITING: to be shown
 * @NUDGE_PLACE_SHOWING: on its way to the server
 * @NUDGE_PLACE_OPEN: has a notification of its own
 * @NUDGE_PLACE_FOLDED: is one of those in the digest
 * @NUDGE_PLACE_SETTLING: answered; the server is about to close it
 */
typedef enum {
  NUDGE_PLACE_WAITING,
  NUDGE_PLACE_SHOWING,
  NUDGE_PLACE_OPEN,
  NUDGE_PLACE_FOLDED,
  NUDGE_PLACE_SETTLING,
} NudgeDesktopPlace;

/**
 * NudgeDesktopEntry:
 * @is_quiet: it was seen before: no sound
 * @is_new: not yet reported as shown
 * @is_concealed: its notification leaves text out
 * @is_dirty: of OPEN: to be replaced; of SHOWING and SETTLING: to be shown once more afterwards
 * @is_update: of SHOWING: it replaces its own open notification
 * @is_gone: of SHOWING: to be closed afterwards
 */
typedef struct {
  guint64 key;
  NudgeLive *live;
  NudgeDesktopPlace place;
  gboolean is_quiet;
  gboolean is_new;
  gboolean is_concealed;
  gboolean is_dirty;
  gboolean is_update;
  gboolean is_gone;
} NudgeDesktopEntry;

/** nudge_desktop_entries_new: Returns: (transfer full) (element-type NudgeDesktopEntry): an empty list */
GPtrArray *nudge_desktop_entries_new (void);

/** nudge_desktop_entries_add: Returns: (transfer none): a new entry at the end, WAITING */
NudgeDesktopEntry *nudge_desktop_entries_add (GPtrArray *entries, NudgeLive *live);

/** nudge_desktop_entry_set_live: takes a reference instead of the one it had. */
void nudge_desktop_entry_set_live (NudgeDesktopEntry *entry, NudgeLive *live);

/** nudge_desktop_entries_at: Returns: (transfer none): the entry with index @i */
NudgeDesktopEntry *nudge_desktop_entries_at (GPtrArray *entries, guint i);

/** nudge_desktop_entries_find: Returns: (transfer none) (nullable): the entry of nudge @key */
NudgeDesktopEntry *nudge_desktop_entries_find (GPtrArray *entries, guint64 key);

/** nudge_desktop_entries_oldest: Returns: (transfer none) (nullable): the first one in @place */
NudgeDesktopEntry *nudge_desktop_entries_oldest (GPtrArray *entries, NudgeDesktopPlace place);

/** nudge_desktop_entries_count: Returns: how many are in @place */
guint nudge_desktop_entries_count (GPtrArray *entries, NudgeDesktopPlace place);

/** nudge_desktop_entries_count_taken: Returns: how many have a notification of their own, or are about to */
guint nudge_desktop_entries_count_taken (GPtrArray *entries);

G_END_DECLS
