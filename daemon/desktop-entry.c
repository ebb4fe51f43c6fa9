/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop entry: one nudge and its place on the board; a list of them, oldest first. */
#include "desktop-entry.h"

static void
entry_free (NudgeDesktopEntry *entry)
{
  nudge_live_unref (entry->live);
  g_free (entry);
}

GPtrArray *
nudge_desktop_entries_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

NudgeDesktopEntry *
nudge_desktop_entries_add (GPtrArray *entries, NudgeLive *live)
{
  NudgeDesktopEntry *entry = g_new0 (NudgeDesktopEntry, 1);

  entry->key = live->id;
  entry->live = nudge_live_ref (live);
  g_ptr_array_add (entries, entry);
  return entry;
}

void
nudge_desktop_entry_set_live (NudgeDesktopEntry *entry, NudgeLive *live)
{
  g_autoptr(NudgeLive) old = entry->live;

  entry->live = nudge_live_ref (live);
}

NudgeDesktopEntry *
nudge_desktop_entries_at (GPtrArray *entries, guint i)
{
  return g_ptr_array_index (entries, i);
}

NudgeDesktopEntry *
nudge_desktop_entries_find (GPtrArray *entries, guint64 key)
{
  for (guint i = 0; i < entries->len; i++)
    if (nudge_desktop_entries_at (entries, i)->key == key)
      return nudge_desktop_entries_at (entries, i);
  return NULL;
}

NudgeDesktopEntry *
nudge_desktop_entries_oldest (GPtrArray *entries, NudgeDesktopPlace place)
{
  for (guint i = 0; i < entries->len; i++)
    if (nudge_desktop_entries_at (entries, i)->place == place)
      return nudge_desktop_entries_at (entries, i);
  return NULL;
}

guint
nudge_desktop_entries_count (GPtrArray *entries, NudgeDesktopPlace place)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += nudge_desktop_entries_at (entries, i)->place == place;
  return n;
}

guint
nudge_desktop_entries_count_taken (GPtrArray *entries)
{
  return nudge_desktop_entries_count (entries, NUDGE_PLACE_SHOWING)
         + nudge_desktop_entries_count (entries, NUDGE_PLACE_OPEN)
         + nudge_desktop_entries_count (entries, NUDGE_PLACE_SETTLING);
}
