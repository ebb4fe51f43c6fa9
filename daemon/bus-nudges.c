/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus nudges: an object on the bus for each live nudge, under org.freedesktop.DBus.ObjectManager. */
#include "bus-nudges.h"

#include "bus-convert.h"
#include "bus-name.h"
#include "nudge-dbus.h"
#include "nudge-error.h"

#define MAX_NOTE (64 * 1024)
#define MAX_VALUE 256
#define MAX_SNOOZE (366 * 24 * 3600)

struct _NudgeBusNudges {
  GObject parent;
  NudgeKeeper *keeper;
  GDBusObjectManagerServer *manager;
};

enum { SIGNAL_APPEARED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NudgeBusNudges, nudge_bus_nudges, G_TYPE_OBJECT)

static guint64
id_of (NudgeDBusNudge *skeleton)
{
  return g_ascii_strtoull (nudge_dbus_nudge_get_id (skeleton), NULL, 10);
}

/* Reads note and value out of the options of an answer; both point into @options. */
static gboolean
read_answer (GVariant *options, const NudgeBusOption *known, NudgeAnswer *answer, GError **error)
{
  if (!nudge_bus_check_options (options, known, error))
    return FALSE;
  g_variant_lookup (options, "note", "&s", &answer->note);
  g_variant_lookup (options, "value", "&s", &answer->value);
  return nudge_bus_check_text (answer->note, MAX_NOTE, "note", error)
         && nudge_bus_check_text (answer->value, MAX_VALUE, "value", error);
}

static gboolean
on_handle_done (NudgeBusNudges *self, GDBusMethodInvocation *invocation, GVariant *options, NudgeDBusNudge *skeleton)
{
  static const NudgeBusOption known[] = { { "note", "s" }, { "value", "s" }, { NULL, NULL } };
  NudgeAnswer answer = { .outcome = NUDGE_OUTCOME_DONE };
  GError *error = NULL;

  if (!read_answer (options, known, &answer, &error)
      || !nudge_keeper_finish (self->keeper, id_of (skeleton), &answer, &error))
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_nudge_complete_done (skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_skip (NudgeBusNudges *self, GDBusMethodInvocation *invocation, GVariant *options, NudgeDBusNudge *skeleton)
{
  static const NudgeBusOption known[] = { { "note", "s" }, { NULL, NULL } };
  NudgeAnswer answer = { .outcome = NUDGE_OUTCOME_SKIPPED };
  GError *error = NULL;

  if (!read_answer (options, known, &answer, &error)
      || !nudge_keeper_finish (self->keeper, id_of (skeleton), &answer, &error))
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_nudge_complete_skip (skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_snooze (NudgeBusNudges *self, GDBusMethodInvocation *invocation, guint seconds, NudgeDBusNudge *skeleton)
{
  NudgeTime until = seconds > 0 ? nudge_keeper_now (self->keeper) + seconds * G_TIME_SPAN_SECOND : 0;
  GError *error = NULL;

  if (seconds > MAX_SNOOZE)
    g_dbus_method_invocation_return_error (invocation, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
                                           "A snooze may last at most %d seconds (366 days), not %u", MAX_SNOOZE,
                                           seconds);
  else if (!nudge_keeper_snooze (self->keeper, id_of (skeleton), until, &error))
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_nudge_complete_snooze (skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_snooze_until (NudgeBusNudges *self, GDBusMethodInvocation *invocation, gint64 until,
                        NudgeDBusNudge *skeleton)
{
  GError *error = NULL;

  if (until <= nudge_keeper_now (self->keeper))
    g_dbus_method_invocation_return_error (invocation, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
                                           "A snooze has to end in the future");
  else if (!nudge_keeper_snooze (self->keeper, id_of (skeleton), until, &error))
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_nudge_complete_snooze_until (skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
set_properties (NudgeDBusNudge *skeleton, NudgeLive *live)
{
  const char *held_by[] = { live->state == NUDGE_STATE_SNOOZED ? NULL : live->reason, NULL };

  g_object_freeze_notify (G_OBJECT (skeleton));
  nudge_dbus_nudge_set_rule (skeleton, live->uid);
  nudge_dbus_nudge_set_summary (skeleton, live->summary);
  nudge_dbus_nudge_set_body (skeleton, live->body);
  nudge_dbus_nudge_set_category (skeleton, live->category);
  nudge_dbus_nudge_set_ask (skeleton, nudge_ask_to_string (live->ask));
  nudge_dbus_nudge_set_due (skeleton, live->due);
  nudge_dbus_nudge_set_shown_at (skeleton, live->shown_at);
  nudge_dbus_nudge_set_state (skeleton, nudge_state_to_string (live->state));
  nudge_dbus_nudge_set_held_by (skeleton, held_by);
  nudge_dbus_nudge_set_snoozed_until (skeleton, live->snoozed_until);
  nudge_dbus_nudge_set_snoozes (skeleton, live->snoozes);
  g_object_thaw_notify (G_OBJECT (skeleton));
}

static NudgeDBusNudge *
make_skeleton (NudgeBusNudges *self, NudgeLive *live)
{
  NudgeDBusNudge *skeleton = nudge_dbus_nudge_skeleton_new ();
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, live->id);

  nudge_dbus_nudge_set_id (skeleton, id);
  set_properties (skeleton, live);
  g_signal_connect_object (skeleton, "handle-done", G_CALLBACK (on_handle_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (skeleton, "handle-skip", G_CALLBACK (on_handle_skip), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (skeleton, "handle-snooze", G_CALLBACK (on_handle_snooze), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (skeleton, "handle-snooze-until", G_CALLBACK (on_handle_snooze_until), self,
                           G_CONNECT_SWAPPED);
  return skeleton;
}

static void
export_nudge (NudgeBusNudges *self, const char *path, NudgeLive *live)
{
  g_autoptr(GDBusObjectSkeleton) object = g_dbus_object_skeleton_new (path);
  NudgeDBusNudge *skeleton = make_skeleton (self, live);

  g_dbus_object_skeleton_add_interface (object, G_DBUS_INTERFACE_SKELETON (skeleton));
  g_object_unref (skeleton);
  g_dbus_object_manager_server_export (self->manager, object);
  g_signal_emit (self, signals[SIGNAL_APPEARED], 0, path);
}

static void
on_delivery_changed (NudgeBusNudges *self, NudgeLive *live)
{
  g_autofree char *path = nudge_bus_nudge_path (live->id);
  g_autoptr(GDBusObject) object = g_dbus_object_manager_get_object (G_DBUS_OBJECT_MANAGER (self->manager), path);
  g_autoptr(GDBusInterface) skeleton = NULL;

  if (object == NULL)
    {
      export_nudge (self, path, live);
      return;
    }
  skeleton = g_dbus_object_get_interface (object, "org.nudged.Nudged1.Nudge");
  set_properties (NUDGE_DBUS_NUDGE (skeleton), live);
}

static void
on_delivery_ended (NudgeBusNudges *self, NudgeLive *live)
{
  g_autofree char *path = nudge_bus_nudge_path (live->id);

  g_dbus_object_manager_server_unexport (self->manager, path);
}

static void
nudge_bus_nudges_dispose (GObject *object)
{
  NudgeBusNudges *self = NUDGE_BUS_NUDGES (object);

  g_clear_object (&self->manager);
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (nudge_bus_nudges_parent_class)->dispose (object);
}

static void
nudge_bus_nudges_class_init (NudgeBusNudgesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_bus_nudges_dispose;
  signals[SIGNAL_APPEARED] = g_signal_new ("appeared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nudge_bus_nudges_init (NudgeBusNudges *self)
{
}

NudgeBusNudges *
nudge_bus_nudges_new (GDBusConnection *connection, NudgeKeeper *keeper)
{
  NudgeBusNudges *self = g_object_new (NUDGE_TYPE_BUS_NUDGES, NULL);
  NudgeDelivery *delivery = nudge_engine_get_delivery (nudge_keeper_get_engine (keeper));

  self->keeper = g_object_ref (keeper);
  self->manager = g_dbus_object_manager_server_new (NUDGE_BUS_PATH);
  g_dbus_object_manager_server_set_connection (self->manager, connection);
  g_signal_connect_object (delivery, "changed", G_CALLBACK (on_delivery_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (delivery, "ended", G_CALLBACK (on_delivery_ended), self, G_CONNECT_SWAPPED);
  return self;
}
