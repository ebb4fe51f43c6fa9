/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walk: clocks that jump, people who come and go, daemons that die, at random; and what must hold all the same. */
#pragma once

#include "engine-fixture.h"

G_BEGIN_DECLS

/**
 * Walk: the core, and what a plain observer knows of it.
 * @since: all that was due before was looked at
 * @end_and_start: how the daemon ends in order and starts again; another one than engine_restart() also stands in for
 *   each kill
 */
typedef struct {
  EngineFixture f;
  GRand *random;
  NudgeTime since;
  guint seed;
  guint step;
  void (*end_and_start) (EngineFixture *f);
} Walk;

/** walk_init: some random rules and an engine that rests. */
void walk_init (Walk *walk, guint seed);

/** walk_go: starts, lets @n_steps things happen, and checks after each that nothing due was lost, and that delivery,
 * ledger and desktop agree. */
void walk_go (Walk *walk, guint n_steps);

/**
 * walk_finish:
 *
 * Lets all that lives end by itself, and checks of the whole walk: each nudge was due once, shown once and once more
 * for each snooze, ended once; no two came within the gap.
 *
 * Returns: how many records there are
 */
guint walk_finish (Walk *walk);

G_END_DECLS
