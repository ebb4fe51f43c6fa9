/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agenda: the occurrences still to come, soonest first, one for each rule. Knows nothing of clocks. */
#include "agenda.h"

#include "rule.h"

typedef struct {
  NudgeOccurrence *occurrence;
  NudgeTime time;
  guint index; /* in the heap */
} Item;

struct _NudgeAgenda {
  GPtrArray *heap;     /* of Item: each not later than its children at 2i + 1 and 2i + 2 */
  GHashTable *by_rule; /* UID, owned by the item's rule, to Item, owned */
};

static void
item_free (Item *item)
{
  nudge_occurrence_unref (item->occurrence);
  g_free (item);
}

NudgeAgenda *
nudge_agenda_new (void)
{
  NudgeAgenda *agenda = g_new0 (NudgeAgenda, 1);

  agenda->heap = g_ptr_array_new ();
  agenda->by_rule = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) item_free);
  return agenda;
}

void
nudge_agenda_free (NudgeAgenda *agenda)
{
  g_ptr_array_unref (agenda->heap);
  g_hash_table_unref (agenda->by_rule);
  g_free (agenda);
}

static Item *
item_at (const NudgeAgenda *agenda, guint index)
{
  return g_ptr_array_index (agenda->heap, index);
}

static gboolean
is_before (const Item *a, const Item *b)
{
  if (a->time != b->time)
    return a->time < b->time;
  return nudge_occurrence_compare (a->occurrence, b->occurrence) < 0;
}

static void
place (NudgeAgenda *agenda, Item *item, guint index)
{
  g_ptr_array_index (agenda->heap, index) = item;
  item->index = index;
}

static void
sift_up (NudgeAgenda *agenda, Item *item)
{
  guint i = item->index;

  while (i > 0 && is_before (item, item_at (agenda, (i - 1) / 2)))
    {
      place (agenda, item_at (agenda, (i - 1) / 2), i);
      i = (i - 1) / 2;
    }
  place (agenda, item, i);
}

static void
sift_down (NudgeAgenda *agenda, Item *item)
{
  guint i = item->index;

  for (;;)
    {
      guint child = 2 * i + 1;

      if (child + 1 < agenda->heap->len && is_before (item_at (agenda, child + 1), item_at (agenda, child)))
        child++;
      if (child >= agenda->heap->len || !is_before (item_at (agenda, child), item))
        break;
      place (agenda, item_at (agenda, child), i);
      i = child;
    }
  place (agenda, item, i);
}

static void
take_out (NudgeAgenda *agenda, Item *item)
{
  guint index = item->index;
  Item *last = item_at (agenda, agenda->heap->len - 1);

  g_ptr_array_set_size (agenda->heap, (gint) agenda->heap->len - 1);
  if (last != item)
    {
      place (agenda, last, index);
      sift_up (agenda, last);
      sift_down (agenda, last);
    }
  g_hash_table_remove (agenda->by_rule, item->occurrence->rule->uid);
}

void
nudge_agenda_put (NudgeAgenda *agenda, NudgeOccurrence *occurrence, NudgeTime not_before)
{
  Item *item = g_new0 (Item, 1);

  item->occurrence = nudge_occurrence_ref (occurrence);
  item->time = MAX (occurrence->due, not_before);
  nudge_agenda_remove (agenda, occurrence->rule->uid);
  item->index = agenda->heap->len;
  g_ptr_array_add (agenda->heap, item);
  g_hash_table_insert (agenda->by_rule, occurrence->rule->uid, item);
  sift_up (agenda, item);
}

gboolean
nudge_agenda_remove (NudgeAgenda *agenda, const char *uid)
{
  Item *item = g_hash_table_lookup (agenda->by_rule, uid);

  if (item == NULL)
    return FALSE;
  take_out (agenda, item);
  return TRUE;
}

void
nudge_agenda_clear (NudgeAgenda *agenda)
{
  g_ptr_array_set_size (agenda->heap, 0);
  g_hash_table_remove_all (agenda->by_rule);
}

guint
nudge_agenda_size (const NudgeAgenda *agenda)
{
  return agenda->heap->len;
}

NudgeTime
nudge_agenda_next_time (const NudgeAgenda *agenda)
{
  return agenda->heap->len > 0 ? item_at (agenda, 0)->time : NUDGE_NEVER;
}

NudgeOccurrence *
nudge_agenda_lookup (const NudgeAgenda *agenda, const char *uid)
{
  const Item *item = g_hash_table_lookup (agenda->by_rule, uid);

  return item != NULL ? item->occurrence : NULL;
}

NudgeOccurrence *
nudge_agenda_peek (const NudgeAgenda *agenda)
{
  return agenda->heap->len > 0 ? item_at (agenda, 0)->occurrence : NULL;
}

NudgeOccurrence *
nudge_agenda_pop (NudgeAgenda *agenda)
{
  NudgeOccurrence *first;

  if (agenda->heap->len == 0)
    return NULL;
  first = nudge_occurrence_ref (item_at (agenda, 0)->occurrence);
  take_out (agenda, item_at (agenda, 0));
  return first;
}
