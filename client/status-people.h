/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status for people: at most five lines. */
#pragma once

#include "snapshot.h"
#include "terminal.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeStatusView: what the status is seen with. */
typedef struct {
  NudgeZone *zone;
  NudgeTime now;
  const NudgeTerminal *terminal;
} NudgeStatusView;

/**
 * nudge_status_print_people:
 *
 * appends state, next, pending, today and problems to @out, each on a line if there is something.
 */
void nudge_status_print_people (NudgeSnapshot *snapshot, const NudgeStatusView *view, GString *out);

G_END_DECLS
