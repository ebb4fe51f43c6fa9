/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: the dictionaries of the bus, read with defaults and written as JSON in a fixed order of keys. */
#pragma once

#include "json.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeField: a key that is always written; a table of them ends with a %NULL key.
 * @key: key of the record
 * @name: (nullable): key in JSON where it is another one
 * @kind: what it is when it is missing and how it is read
 */
typedef struct {
  const char *key;
  const char *name;
  enum {
    NUDGE_FIELD_PLAIN, /* null when missing */
    NUDGE_FIELD_LIST,  /* [] when missing */
    NUDGE_FIELD_SPAN,  /* microseconds, written as a duration such as `10m` */
    NUDGE_FIELD_COUNT, /* 0 when missing */
  } kind;
} NudgeField;

extern const NudgeField nudge_agenda_fields[];
extern const NudgeField nudge_rule_fields[];
extern const NudgeField nudge_problem_fields[];
extern const NudgeField nudge_entry_fields[];
extern const NudgeField nudge_live_fields[];
extern const NudgeField nudge_today_fields[];
extern const NudgeField nudge_why_fields[];
extern const NudgeField nudge_doctor_fields[];

/**
 * nudge_record_string:
 *
 * Returns: (transfer none): the text at @key, which lives as long as @record; "" when there is none
 */
const char *nudge_record_string (GVariant *record, const char *key);

/** nudge_record_time: Returns: the time at @key, 0 when there is none */
NudgeTime nudge_record_time (GVariant *record, const char *key);

/** nudge_record_number: Returns: the number at @key, of type t or u, 0 when there is none */
guint64 nudge_record_number (GVariant *record, const char *key);

/** nudge_record_boolean: Returns: the boolean at @key, @missing when there is none */
gboolean nudge_record_boolean (GVariant *record, const char *key, gboolean missing);

/**
 * nudge_record_join:
 *
 * Returns: (transfer full): the texts of the list at @key with @separator between; "" when there is none
 */
char *nudge_record_join (GVariant *record, const char *key, const char *separator);

/** nudge_record_merge: Returns: (transfer full): @record (nullable) with all entries of @changes over it */
GVariant *nudge_record_merge (GVariant *record, GVariant *changes);

/** nudge_record_to_json: writes an object: first @fields in their order, then whatever else @record has. */
void nudge_record_to_json (NudgeJson *json, GVariant *record, const NudgeField *fields);

G_END_DECLS
