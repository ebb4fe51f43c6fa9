/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: lookups with defaults, and the tables of keys that programs may count on. */
#include "record.h"

#include "time-text.h"

const NudgeField nudge_agenda_fields[] = {
  { "time" }, { "uid" }, { "summary" }, { "category" }, { "kind" }, { "file" }, { NULL },
};

const NudgeField nudge_rule_fields[] = {
  { "uid" },    { "summary" }, { "category" }, { "origin" }, { "source" },
  { "file" },   { "line" },    { "enabled" },  { "words" },  { "next" },
  { "recurs" }, { "ask" },     { "room", NULL, NUDGE_FIELD_SPAN },
  { "grace", NULL, NUDGE_FIELD_SPAN }, { NULL },
};

const NudgeField nudge_problem_fields[] = {
  { "problem" }, { "file" }, { "line" }, { "severity" }, { NULL },
};

const NudgeField nudge_entry_fields[] = {
  { "id" },  { "time" },  { "kind" }, { "category" }, { "uid" }, { "summary" },
  { "value" }, { "words", NULL, NUDGE_FIELD_LIST }, { "note" },  { NULL },
};

const NudgeField nudge_live_fields[] = {
  { "Id", "id" },
  { "Rule", "uid" },
  { "Summary", "summary" },
  { "Category", "category" },
  { "Due", "due" },
  { "State", "state" },
  { "SnoozedUntil", "snoozed_until" },
  { "ShownAt", "shown_at" },
  { "HeldBy", "held_by", NUDGE_FIELD_LIST },
  { "Snoozes", "snoozes", NUDGE_FIELD_COUNT },
  { "Body", "body" },
  { "Ask", "ask" },
  { NULL },
};

const NudgeField nudge_today_fields[] = {
  { "shown", NULL, NUDGE_FIELD_COUNT },   { "done", NULL, NUDGE_FIELD_COUNT },
  { "snoozed", NULL, NUDGE_FIELD_COUNT }, { "skipped", NULL, NUDGE_FIELD_COUNT },
  { "missed", NULL, NUDGE_FIELD_COUNT },  { "credited", NULL, NUDGE_FIELD_COUNT },
  { NULL },
};

const char *
nudge_record_string (GVariant *record, const char *key)
{
  const char *text = NULL;

  if (record == NULL || !g_variant_lookup (record, key, "&s", &text))
    return "";
  return text;
}

NudgeTime
nudge_record_time (GVariant *record, const char *key)
{
  gint64 time = 0;

  if (record == NULL || !g_variant_lookup (record, key, "x", &time))
    return 0;
  return time;
}

/* The value of @key, also from a dictionary with plain values such as a{su}. */
static GVariant *
lookup (GVariant *record, const char *key)
{
  return record == NULL ? NULL : g_variant_lookup_value (record, key, NULL);
}

guint64
nudge_record_number (GVariant *record, const char *key)
{
  g_autoptr(GVariant) value = lookup (record, key);

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64))
    return g_variant_get_uint64 (value);
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
    return g_variant_get_uint32 (value);
  return 0;
}

gboolean
nudge_record_boolean (GVariant *record, const char *key, gboolean missing)
{
  gboolean value = missing;

  if (record == NULL || !g_variant_lookup (record, key, "b", &value))
    return missing;
  return value;
}

char *
nudge_record_join (GVariant *record, const char *key, const char *separator)
{
  g_auto(GStrv) texts = NULL;

  if (record == NULL || !g_variant_lookup (record, key, "^as", &texts))
    return g_strdup ("");
  return g_strjoinv (separator, texts);
}

GVariant *
nudge_record_merge (GVariant *record, GVariant *changes)
{
  g_auto(GVariantDict) merged = { 0 };
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (record == NULL)
    return g_variant_ref (changes);
  g_variant_dict_init (&merged, record);
  g_variant_iter_init (&iter, changes);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    g_variant_dict_insert_value (&merged, key, value);
  return g_variant_ref_sink (g_variant_dict_end (&merged));
}

static void
write_span (NudgeJson *json, GVariant *value)
{
  g_autofree char *text = NULL;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64))
    text = nudge_duration_format ((GTimeSpan) g_variant_get_uint64 (value));
  nudge_json_string (json, text);
}

static void
write_empty_list (NudgeJson *json)
{
  nudge_json_open (json, '[');
  nudge_json_close (json, ']');
}

static void
write_field (NudgeJson *json, GVariant *record, const NudgeField *field)
{
  g_autoptr(GVariant) value = lookup (record, field->key);

  nudge_json_key (json, field->name == NULL ? field->key : field->name);
  if (field->kind == NUDGE_FIELD_SPAN)
    write_span (json, value);
  else if (field->kind == NUDGE_FIELD_LIST && value == NULL)
    write_empty_list (json);
  else if (field->kind == NUDGE_FIELD_COUNT && value == NULL)
    nudge_json_number (json, 0);
  else
    nudge_json_variant (json, value);
}

static gboolean
has_field (const NudgeField *fields, const char *key)
{
  for (; fields->key != NULL; fields++)
    if (g_str_equal (fields->key, key))
      return TRUE;
  return FALSE;
}

static void
write_others (NudgeJson *json, GVariant *record, const NudgeField *fields)
{
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (!g_variant_is_of_type (record, G_VARIANT_TYPE_VARDICT))
    return;
  g_variant_iter_init (&iter, record);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    if (!has_field (fields, key))
      {
        nudge_json_key (json, key);
        nudge_json_variant (json, value);
      }
}

void
nudge_record_to_json (NudgeJson *json, GVariant *record, const NudgeField *fields)
{
  nudge_json_open (json, '{');
  for (const NudgeField *field = fields; field->key != NULL; field++)
    write_field (json, record, field);
  if (record != NULL)
    write_others (json, record, fields);
  nudge_json_close (json, '}');
}
