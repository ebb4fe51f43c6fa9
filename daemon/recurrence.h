/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence: which instances a start, its rules, extra dates and exceptions give. The only door to them. */
#pragma once

#include "civil-time.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeRecurrence: immutable and reference-counted; safe to share between threads. */
typedef struct _NudgeRecurrence NudgeRecurrence;

/**
 * NudgeRecurrenceParts: what a component says of its instances (RFC 5545, 3.8.5).
 * @start: DTSTART (of a VTODO without one: DUE)
 * @rrules: (nullable): RRULE texts without the name of the property, %NULL-terminated
 * @rdates: (nullable) (array length=n_rdates): RDATE; of a PERIOD its start
 * @exdates: (nullable) (array length=n_exdates): EXDATE; a DATE beside a timed start takes out that whole local day
 *
 * Everything is copied.
 */
typedef struct {
  NudgeWallTime start;
  const char *const *rrules;
  const NudgeWallTime *rdates;
  gsize n_rdates;
  const NudgeWallTime *exdates;
  gsize n_exdates;
} NudgeRecurrenceParts;

/**
 * NudgeInstance: one instance.
 * @time: when it starts
 * @local: the same as wall-clock seconds in the zone of the start (of a floating start and a DATE: the desk's)
 */
typedef struct {
  NudgeTime time;
  gint64 local;
} NudgeInstance;

/**
 * nudge_recurrence_new:
 *
 * Returns: (transfer full): the recurrence, or %NULL with %NUDGE_ERROR_INVALID_RULE and a
 *   message that names the wrong part of the RRULE and what would be right
 */
NudgeRecurrence *nudge_recurrence_new (const NudgeRecurrenceParts *parts, GError **error);

NudgeRecurrence *nudge_recurrence_ref (NudgeRecurrence *recurrence);
void nudge_recurrence_unref (NudgeRecurrence *recurrence);

/**
 * nudge_recurrence_next:
 * @desk: zone of floating starts and dates
 * @after: look strictly later than this
 * @instance: (out): set only when there is one
 *
 * Bounded work for every valid rule, however old its start. The start itself is
 * always the first instance, also where the rule does not match it.
 *
 * Returns: whether there is an instance later than @after
 */
gboolean nudge_recurrence_next (NudgeRecurrence *recurrence, NudgeZone *desk, NudgeTime after, NudgeInstance *instance);

/**
 * nudge_recurrence_get_warning:
 *
 * Returns: (nullable): a sentence for the user where the rule is valid but hardly meant so: it
 *   never matches, gives nothing but its start, or repeats more often than once a minute
 */
const char *nudge_recurrence_get_warning (NudgeRecurrence *recurrence);

/**
 * nudge_recurrence_to_words:
 *
 * Returns: (transfer full): the rule in plain English, such as "every weekday at 9:00, 11:00 and 13:00"
 */
char *nudge_recurrence_to_words (NudgeRecurrence *recurrence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeRecurrence, nudge_recurrence_unref)

G_END_DECLS
