/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus stage: stand-ins for services on one side of a bus, what listens to them on the other. */
#pragma once

#include "presence-source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** BusStage: @service is where the stand-ins live, @client what is tested listens by. */
typedef struct {
  GDBusConnection *service;
  GDBusConnection *client;
  GDBusNodeInfo *node; /* lives as long as what is registered by it */
  GArray *objects;     /* of guint: registrations */
  const GDBusInterfaceVTable *vtable;
  gpointer data; /* of @vtable */
  guint name_id;
} BusStage;

/** bus_stage_run: runs all tests with one bus, whose address is the data of each fixture. @add_tests gets the address.
 * Returns: the exit status */
int bus_stage_run (int argc, char **argv, void (*add_tests) (const char *address));

/** bus_stage_set_up: @xml: the interfaces of the stand-ins, which @vtable answers */
void bus_stage_set_up (BusStage *stage, const char *address, const char *xml, const GDBusInterfaceVTable *vtable,
                       gpointer data);
void bus_stage_tear_down (BusStage *stage);

/** bus_stage_serve: puts an @interface of the XML at @path. */
void bus_stage_serve (BusStage *stage, const char *path, const char *interface);

/** bus_stage_own: the stand-ins appear under @name; bus_stage_leave(): they are gone. */
void bus_stage_own (BusStage *stage, const char *name);
void bus_stage_leave (BusStage *stage);

/** bus_stage_tell: a stand-in emits a signal. */
void bus_stage_tell (BusStage *stage, const char *path, const char *interface, const char *signal,
                     GVariant *arguments);

/** expect_truth: waits until @source says so, and fails when it does not in time. */
void expect_truth (NudgePresenceSource *source, NudgeFact fact, NudgeTruth wanted);

G_END_DECLS
