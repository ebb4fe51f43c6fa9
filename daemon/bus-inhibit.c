/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus inhibit: the methods Inhibit and Uninhibit; an inhibitor ends when its owner leaves the bus. */
#include "bus-inhibit.h"

#include "bus-convert.h"
#include "inhibitors.h"

#define MAX_WORD 256

typedef struct {
  NudgeKeeper *keeper; /* not owned: the skeleton's handlers end with it */
  NudgeInhibitors *table;
  GHashTable *watches; /* unique name to GUINT_TO_POINTER (watch id) */
} BusInhibit;

static void
bus_inhibit_free (BusInhibit *self)
{
  GHashTableIter iter;
  gpointer watch;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, &watch))
    g_bus_unwatch_name (GPOINTER_TO_UINT (watch));
  g_hash_table_unref (self->watches);
  nudge_inhibitors_free (self->table);
  g_clear_weak_pointer (&self->keeper);
  g_free (self);
}

static void
refresh (BusInhibit *self)
{
  if (self->keeper != NULL)
    nudge_keeper_set_inhibited (self->keeper, nudge_inhibitors_count (self->table) > 0);
}

static void
unwatch (BusInhibit *self, const char *owner)
{
  guint watch = GPOINTER_TO_UINT (g_hash_table_lookup (self->watches, owner));

  if (watch == 0 || nudge_inhibitors_has_owner (self->table, owner))
    return;
  g_hash_table_remove (self->watches, owner);
  g_bus_unwatch_name (watch);
}

static void
on_owner_vanished (GDBusConnection *connection, const char *name, gpointer data)
{
  g_autofree char *owner = g_strdup (name);
  BusInhibit *self = data;

  nudge_inhibitors_remove_owner (self->table, owner);
  unwatch (self, owner);
  refresh (self);
}

static void
watch (BusInhibit *self, GDBusConnection *connection, const char *owner)
{
  guint id;

  if (g_hash_table_contains (self->watches, owner))
    return;
  id = g_bus_watch_name_on_connection (connection, owner, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_owner_vanished,
                                       self, NULL);
  g_hash_table_insert (self->watches, g_strdup (owner), GUINT_TO_POINTER (id));
}

static gboolean
on_handle_inhibit (NudgeDBusDaemon *skeleton, GDBusMethodInvocation *invocation, const char *app, const char *reason,
                   BusInhibit *self)
{
  const char *owner = g_dbus_method_invocation_get_sender (invocation);
  guint cookie = 0;
  GError *error = NULL;

  if (nudge_bus_check_text (app, MAX_WORD, "name of the program", &error)
      && nudge_bus_check_text (reason, MAX_WORD, "reason", &error))
    cookie = nudge_inhibitors_add (self->table, owner, app, reason, &error);
  if (cookie == 0)
    {
      g_dbus_method_invocation_take_error (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  watch (self, g_dbus_method_invocation_get_connection (invocation), owner);
  refresh (self);
  nudge_dbus_daemon_complete_inhibit (skeleton, invocation, cookie);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_uninhibit (NudgeDBusDaemon *skeleton, GDBusMethodInvocation *invocation, guint cookie, BusInhibit *self)
{
  const char *owner = g_dbus_method_invocation_get_sender (invocation);
  GError *error = NULL;

  if (!nudge_inhibitors_remove (self->table, owner, cookie, &error))
    {
      g_dbus_method_invocation_take_error (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  unwatch (self, owner);
  refresh (self);
  nudge_dbus_daemon_complete_uninhibit (skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
nudge_bus_inhibit_attach (NudgeDBusDaemon *skeleton, NudgeKeeper *keeper)
{
  BusInhibit *self = g_new0 (BusInhibit, 1);

  g_set_weak_pointer (&self->keeper, keeper);
  self->table = nudge_inhibitors_new ();
  self->watches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect (skeleton, "handle-inhibit", G_CALLBACK (on_handle_inhibit), self);
  g_signal_connect (skeleton, "handle-uninhibit", G_CALLBACK (on_handle_uninhibit), self);
  g_object_set_data_full (G_OBJECT (skeleton), "nudge-inhibit", self, (GDestroyNotify) bus_inhibit_free);
}
