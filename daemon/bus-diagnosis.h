/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus diagnosis: the method Diagnose: what the daemon found around it, and what it misses. */
#pragma once

#include "keeper.h"
#include "nudge-dbus.h"

G_BEGIN_DECLS

/**
 * NudgeServerFacts: what is known of the notification server.
 * @state: (transfer none): `present`, `absent`, `silent` or `unknown`
 * @name: (transfer none) (nullable): what it calls itself
 * @capabilities: (transfer full): what it can do, %NULL-terminated
 */
typedef struct {
  const char *state;
  const char *name;
  char **capabilities;
} NudgeServerFacts;

/** NudgeServerProbe: @fill sets all members of its first argument and never waits; @data is its second. */
typedef struct {
  void (*fill) (NudgeServerFacts *facts, gpointer data);
  gpointer data;
} NudgeServerProbe;

/** nudge_bus_diagnosis_attach: @skeleton answers Diagnose from now on; @probe is copied. */
void nudge_bus_diagnosis_attach (NudgeDBusDaemon *skeleton, NudgeKeeper *keeper, const NudgeServerProbe *probe);

G_END_DECLS
