/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake presence source: says what a test told it to. */
#pragma once

#include "presence-source.h"

G_BEGIN_DECLS

#define FAKE_TYPE_PRESENCE_SOURCE (fake_presence_source_get_type ())
G_DECLARE_FINAL_TYPE (FakePresenceSource, fake_presence_source, FAKE, PRESENCE_SOURCE, GObject)

FakePresenceSource *fake_presence_source_new (const char *name);

/** fake_presence_source_say: from now on @fact is @truth; `changed` is emitted. */
void fake_presence_source_say (FakePresenceSource *self, NudgeFact fact, NudgeTruth truth);

/** fake_presence_source_get_idle_span: Returns: what it was told; -1 before */
GTimeSpan fake_presence_source_get_idle_span (FakePresenceSource *self);

/** fake_presence_source_is_started: Returns: whether it was started, once */
gboolean fake_presence_source_is_started (FakePresenceSource *self);

G_END_DECLS
