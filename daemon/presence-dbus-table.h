/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by D-Bus, table: where each service says what, and how to read it. */
#pragma once

#include "presence-source.h"

G_BEGIN_DECLS

/**
 * NudgeBusFact: one fact of one service.
 * @source: short name for people
 * @name, @path, @interface: where it is asked
 * @property: (nullable): asked by org.freedesktop.DBus.Properties.Get; changes come by PropertiesChanged
 * @method: (nullable): asked by a call instead
 * @arguments: (nullable): of @method, as GVariant text
 * @signal: (nullable): says that it changed
 * @read: what a value means: of the property, of the method's answer (a tuple)
 * @read_signal: (nullable): what the arguments of @signal mean; %NULL: ask anew
 */
typedef struct {
  const char *source;
  NudgeFact fact;
  const char *name;
  const char *path;
  const char *interface;
  const char *property;
  const char *method;
  const char *arguments;
  const char *signal;
  NudgeTruth (*read) (GVariant *value);
  NudgeTruth (*read_signal) (GVariant *arguments, NudgeTruth before);
} NudgeBusFact;

/** nudge_bus_facts: Returns: (transfer none): the table; ends with a %NULL source */
const NudgeBusFact *nudge_bus_facts (void);

G_END_DECLS
