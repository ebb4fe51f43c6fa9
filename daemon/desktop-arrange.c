/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop arrange: decides which nudges have a notification of their own and which are folded into the digest. */
#include "desktop-arrange.h"

#include "desktop-entry.h"

static guint
count (GPtrArray *entries, NudgeDesktopPlace place)
{
  return nudge_desktop_entries_count (entries, place);
}

/* How many notifications there would be if everything that waits had its own. */
static guint
count_wanted (GPtrArray *entries)
{
  return count (entries, NUDGE_PLACE_WAITING) + count (entries, NUDGE_PLACE_OPEN) + count (entries, NUDGE_PLACE_SHOWING)
         + MIN (count (entries, NUDGE_PLACE_FOLDED), 1);
}

static void
fold (NudgeDesktopEntry *entry, GArray *closes)
{
  if (entry->place == NUDGE_PLACE_OPEN)
    g_array_append_val (closes, entry->key);
  entry->place = NUDGE_PLACE_FOLDED;
  entry->is_dirty = FALSE;
}

static gboolean
unfold_single (GPtrArray *entries)
{
  NudgeDesktopEntry *entry = nudge_desktop_entries_oldest (entries, NUDGE_PLACE_FOLDED);

  if (count (entries, NUDGE_PLACE_FOLDED) != 1
      || nudge_desktop_entries_count_taken (entries) + count (entries, NUDGE_PLACE_WAITING) >= NUDGE_DESKTOP_PLACES)
    return FALSE;
  entry->place = NUDGE_PLACE_WAITING;
  entry->is_quiet = TRUE;
  return TRUE;
}

static gboolean
fold_flood (GPtrArray *entries, GArray *closes)
{
  NudgeDesktopEntry *entry;

  if (count (entries, NUDGE_PLACE_WAITING) <= NUDGE_DESKTOP_PLACES)
    return FALSE;
  while ((entry = nudge_desktop_entries_oldest (entries, NUDGE_PLACE_WAITING)) != NULL)
    fold (entry, closes);
  return TRUE;
}

static gboolean
fold_oldest (GPtrArray *entries, GArray *closes)
{
  NudgeDesktopEntry *entry;
  gboolean folded = FALSE;

  while (count_wanted (entries) > NUDGE_DESKTOP_PLACES)
    {
      entry = nudge_desktop_entries_oldest (entries, NUDGE_PLACE_OPEN);
      fold (entry != NULL ? entry : nudge_desktop_entries_oldest (entries, NUDGE_PLACE_WAITING), closes);
      folded = TRUE;
    }
  return folded;
}

gboolean
nudge_desktop_arrange (GPtrArray *entries, gboolean is_late, GArray *closes)
{
  gboolean changed = unfold_single (entries);

  if (is_late)
    changed |= fold_flood (entries, closes);
  changed |= fold_oldest (entries, closes);
  return changed;
}
