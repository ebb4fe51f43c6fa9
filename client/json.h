/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: a small writer; always valid UTF-8, one object a line. */
#pragma once

#include "civil-time.h"
#include "zone.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeJson: writes to the end of @out; put it on the stack with NUDGE_JSON_INIT(). */
typedef struct {
  GString *out;
  NudgeZone *zone;      /* of times; may be %NULL when none is written */
  gboolean needs_comma;
} NudgeJson;

#define NUDGE_JSON_INIT(out_, zone_) { .out = (out_), .zone = (zone_) }

/** nudge_json_open: begins an object (`{`) or array (`[`). */
void nudge_json_open (NudgeJson *json, char bracket);

/** nudge_json_close: ends it with `}` or `]`. */
void nudge_json_close (NudgeJson *json, char bracket);

/** nudge_json_key: writes the key of the next value. */
void nudge_json_key (NudgeJson *json, const char *key);

/** nudge_json_string: writes a text, or null for %NULL. Bytes that are not UTF-8 become U+FFFD. */
void nudge_json_string (NudgeJson *json, const char *text);

/** nudge_json_number: writes a whole number. */
void nudge_json_number (NudgeJson *json, gint64 number);

/** nudge_json_boolean: writes true or false. */
void nudge_json_boolean (NudgeJson *json, gboolean value);

/** nudge_json_time: writes RFC 3339 with the offset of the zone; null for 0 and %NUDGE_NEVER. */
void nudge_json_time (NudgeJson *json, NudgeTime time);

/**
 * nudge_json_variant:
 *
 * writes @value: times for type x, numbers, texts, booleans, arrays and dictionaries of them; null for %NULL.
 */
void nudge_json_variant (NudgeJson *json, GVariant *value);

/** nudge_json_member: nudge_json_key() and nudge_json_string() in one. */
void nudge_json_member (NudgeJson *json, const char *key, const char *text);

/** nudge_json_end_line: ends the line, ready for the next object. */
void nudge_json_end_line (NudgeJson *json);

G_END_DECLS
