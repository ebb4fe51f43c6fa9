/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop memory: which notification of which server shows which nudge, as a line of text that outlives us. */
#include "desktop-memory.h"

struct _NudgeDesktopMemory {
  char *bus;
  char *owner;
  GHashTable *ids;  /* guint64 key -> guint32 */
};

/* KEY=ID; FALSE for anything else. */
static gboolean
parse_pair (const char *text, guint64 *key, guint64 *id)
{
  g_auto(GStrv) parts = g_strsplit (text, "=", 2);

  return g_strv_length (parts) == 2 && g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT64, key, NULL)
         && g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT32, id, NULL);
}

NudgeDesktopMemory *
nudge_desktop_memory_new (const char *text)
{
  NudgeDesktopMemory *memory = g_new0 (NudgeDesktopMemory, 1);
  g_auto(GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

  memory->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (g_strv_length (words) < 3)
    return memory;
  memory->bus = g_strdup (words[0]);
  memory->owner = g_strdup (words[1]);
  for (gsize i = 2; words[i] != NULL; i++)
    {
      guint64 key, id;

      if (parse_pair (words[i], &key, &id))
        nudge_desktop_memory_put (memory, key, (guint32) id);
    }
  return memory;
}

void
nudge_desktop_memory_free (NudgeDesktopMemory *memory)
{
  g_free (memory->bus);
  g_free (memory->owner);
  g_hash_table_unref (memory->ids);
  g_free (memory);
}

void
nudge_desktop_memory_set_server (NudgeDesktopMemory *memory, const char *bus, const char *owner)
{
  if (g_strcmp0 (memory->bus, bus) == 0 && g_strcmp0 (memory->owner, owner) == 0)
    return;
  g_free (memory->bus);
  g_free (memory->owner);
  memory->bus = g_strdup (bus);
  memory->owner = g_strdup (owner);
  g_hash_table_remove_all (memory->ids);
}

void
nudge_desktop_memory_put (NudgeDesktopMemory *memory, guint64 key, guint32 id)
{
  if (id == 0)
    g_hash_table_remove (memory->ids, &key);
  else
    g_hash_table_replace (memory->ids, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (id));
}

guint32
nudge_desktop_memory_get (NudgeDesktopMemory *memory, guint64 key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (memory->ids, &key));
}

GArray *
nudge_desktop_memory_list (NudgeDesktopMemory *memory)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, memory->ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (keys, key, 1);
  return keys;
}

char *
nudge_desktop_memory_to_text (NudgeDesktopMemory *memory)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer key, id;

  if (g_hash_table_size (memory->ids) == 0 || memory->bus == NULL)
    return g_strdup ("");
  g_string_append_printf (text, "%s %s", memory->bus, memory->owner);
  g_hash_table_iter_init (&iter, memory->ids);
  while (g_hash_table_iter_next (&iter, &key, &id))
    g_string_append_printf (text, " %" G_GUINT64_FORMAT "=%u", *(guint64 *) key, GPOINTER_TO_UINT (id));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
