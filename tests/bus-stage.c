/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus stage: stand-ins for services on one side of a bus, what listens to them on the other. */
#include "bus-stage.h"

#include "wait-until.h"

int
bus_stage_run (int argc, char **argv, void (*add_tests) (const char *address))
{
  g_autoptr(GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_dbus_up (bus);
  add_tests (g_test_dbus_get_bus_address (bus));
  status = g_test_run ();
  g_test_dbus_stop (bus);
  return status;
}

static GDBusConnection *
connect_to_bus (const char *address)
{
  GDBusConnectionFlags flags
      = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;
  g_autoptr(GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (address, flags, NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

void
bus_stage_set_up (BusStage *stage, const char *address, const char *xml, const GDBusInterfaceVTable *vtable,
                  gpointer data)
{
  stage->service = connect_to_bus (address);
  stage->client = connect_to_bus (address);
  stage->node = g_dbus_node_info_new_for_xml (xml, NULL);
  stage->objects = g_array_new (FALSE, FALSE, sizeof (guint));
  stage->vtable = vtable;
  stage->data = data;
}

void
bus_stage_tear_down (BusStage *stage)
{
  bus_stage_leave (stage);
  for (guint i = 0; i < stage->objects->len; i++)
    g_dbus_connection_unregister_object (stage->service, g_array_index (stage->objects, guint, i));
  g_array_unref (stage->objects);
  g_dbus_connection_close_sync (stage->client, NULL, NULL);
  g_dbus_connection_close_sync (stage->service, NULL, NULL);
  g_clear_object (&stage->client);
  g_clear_object (&stage->service);
  g_dbus_node_info_unref (stage->node);
}

void
bus_stage_serve (BusStage *stage, const char *path, const char *interface)
{
  GDBusInterfaceInfo *info = g_dbus_node_info_lookup_interface (stage->node, interface);
  guint id = g_dbus_connection_register_object (stage->service, path, info, stage->vtable, stage->data, NULL, NULL);

  g_assert_cmpuint (id, !=, 0);
  g_array_append_val (stage->objects, id);
}

void
bus_stage_own (BusStage *stage, const char *name)
{
  stage->name_id
      = g_bus_own_name_on_connection (stage->service, name, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

void
bus_stage_leave (BusStage *stage)
{
  g_clear_handle_id (&stage->name_id, g_bus_unown_name);
}

void
bus_stage_tell (BusStage *stage, const char *path, const char *interface, const char *signal, GVariant *arguments)
{
  g_assert_true (g_dbus_connection_emit_signal (stage->service, NULL, path, interface, signal, arguments, NULL));
}

/* What wait_until() asks for. */
typedef struct {
  NudgePresenceSource *source;
  NudgeFact fact;
  NudgeTruth wanted;
} Wish;

static gboolean
is_fulfilled (gpointer data)
{
  const Wish *wish = data;

  return nudge_presence_source_get_truth (wish->source, wish->fact) == wish->wanted;
}

void
expect_truth (NudgePresenceSource *source, NudgeFact fact, NudgeTruth wanted)
{
  Wish wish = { source, fact, wanted };

  g_assert_true (wait_until (is_fulfilled, &wish));
}
