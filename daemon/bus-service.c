/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus service: puts the keeper on the bus as org.nudged.Nudged1; translates, decides nothing. */
#include "bus-service.h"

#include "bus-convert.h"
#include "bus-daemon.h"
#include "bus-inhibit.h"
#include "bus-journal.h"
#include "bus-name.h"
#include "bus-nudges.h"

struct _NudgeBusService {
  GObject parent;
  NudgeKeeper *keeper;
  NudgeDBusDaemon *daemon;
  NudgeDBusJournal *journal;
  NudgeBusNudges *nudges;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (NudgeBusService, nudge_bus_service, G_TYPE_OBJECT)

static gboolean
on_refresh_idle (gpointer data)
{
  NudgeBusService *self = data;

  self->refresh_id = 0;
  nudge_bus_daemon_refresh (self->daemon, self->keeper);
  return G_SOURCE_REMOVE;
}

/* Many changes in one turn of the loop become one refresh, before the loop answers the next call. */
static void
on_keeper_changed (NudgeBusService *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_HIGH, on_refresh_idle, self, NULL);
}

static void
on_rules_changed (NudgeBusService *self)
{
  nudge_dbus_daemon_emit_rules_changed (self->daemon);
}

static void
on_nudge_appeared (NudgeBusService *self, const char *path)
{
  nudge_dbus_daemon_emit_due (self->daemon, path);
}

static void
emit_answered (NudgeBusService *self, const NudgeLive *live, NudgeOutcome outcome)
{
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, live->id);
  GVariantDict details;

  g_variant_dict_init (&details, NULL);
  g_variant_dict_insert (&details, "uid", "s", live->uid);
  g_variant_dict_insert (&details, "summary", "s", live->summary);
  g_variant_dict_insert (&details, "category", "s", live->category);
  if (outcome == NUDGE_OUTCOME_SNOOZED)
    g_variant_dict_insert (&details, "until", "x", live->snoozed_until);
  nudge_dbus_daemon_emit_answered (self->daemon, id, nudge_outcome_to_string (outcome), g_variant_dict_end (&details));
}

static void
on_delivery_changed (NudgeBusService *self, NudgeLive *live)
{
  if (live->state == NUDGE_STATE_SNOOZED)
    emit_answered (self, live, NUDGE_OUTCOME_SNOOZED);
  on_keeper_changed (self);
}

static void
on_delivery_ended (NudgeBusService *self, NudgeLive *live, NudgeOutcome outcome)
{
  emit_answered (self, live, outcome);
  on_keeper_changed (self);
}

static void
unexport (gpointer skeleton)
{
  if (g_dbus_interface_skeleton_get_connection (skeleton) != NULL)
    g_dbus_interface_skeleton_unexport (skeleton);
}

static void
nudge_bus_service_dispose (GObject *object)
{
  NudgeBusService *self = NUDGE_BUS_SERVICE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->nudges);
  if (self->daemon != NULL)
    unexport (self->daemon);
  if (self->journal != NULL)
    unexport (self->journal);
  g_clear_object (&self->daemon);
  g_clear_object (&self->journal);
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (nudge_bus_service_parent_class)->dispose (object);
}

static void
nudge_bus_service_class_init (NudgeBusServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_bus_service_dispose;
}

static void
nudge_bus_service_init (NudgeBusService *self)
{
}

/* The objects below are connected before our own handlers, so that a nudge stands on the bus when Due names it. */
static void
connect_all (NudgeBusService *self)
{
  NudgeDelivery *delivery = nudge_engine_get_delivery (nudge_keeper_get_engine (self->keeper));

  g_signal_connect_object (self->nudges, "appeared", G_CALLBACK (on_nudge_appeared), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (delivery, "changed", G_CALLBACK (on_delivery_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (delivery, "ended", G_CALLBACK (on_delivery_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_keeper_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "rules-changed", G_CALLBACK (on_rules_changed), self, G_CONNECT_SWAPPED);
}

NudgeBusService *
nudge_bus_service_new (GDBusConnection *connection, NudgeKeeper *keeper, const char *version,
                       const NudgeServerProbe *probe, GError **error)
{
  g_autoptr(NudgeBusService) self = g_object_new (NUDGE_TYPE_BUS_SERVICE, NULL);

  self->keeper = g_object_ref (keeper);
  self->daemon = nudge_bus_daemon_new (keeper, version);
  self->journal = nudge_bus_journal_new (keeper);
  self->nudges = nudge_bus_nudges_new (connection, keeper);
  nudge_bus_inhibit_attach (self->daemon, keeper);
  nudge_bus_diagnosis_attach (self->daemon, keeper, probe);
  connect_all (self);
  if (!g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->daemon), connection, NUDGE_BUS_PATH, error)
      || !g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->journal), connection, NUDGE_BUS_PATH,
                                            error))
    return NULL;
  return g_steal_pointer (&self);
}
