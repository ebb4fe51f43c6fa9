/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gate world: reads a row of the table of verdicts into values. */
#pragma once

#include "gate-rows.h"
#include "gate.h"

G_BEGIN_DECLS

/** GateWorld: all that a row says. */
typedef struct {
  NudgePresence presence;
  NudgeSettings *settings;
  GArray *lately;
  NudgeZone *zone;
  NudgeLive *live;
  NudgeTime now;
} GateWorld;

/** gate_world_init: reads @row; an unknown word ends the test. */
void gate_world_init (GateWorld *world, const GateRow *row);
void gate_world_clear (GateWorld *world);

/** gate_world_moment: Returns: what the gate looks at, at @now */
NudgeMoment gate_world_moment (const GateWorld *world, NudgeTime now);

/** gate_world_decide: Returns: the verdict on its nudge at @now */
NudgeVerdict gate_world_decide (const GateWorld *world, NudgeTime now);

/** gate_verdict_to_string: Returns: (transfer full): as a row has it */
char *gate_verdict_to_string (const NudgeVerdict *verdict);

G_END_DECLS
