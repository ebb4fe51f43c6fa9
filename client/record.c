/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: lookups with defaults, and the tables of keys that programs may count on. */
#include "record.h"

#include "time-text.h"

/* Longest table of fields below. */
#define MOST_FIELDS 16

const NudgeField nudge_agenda_fields[] = {
  { "time" }, { "uid" }, { "summary" }, { "category" }, { "kind" }, { "file" }, { "start" }, { NULL },
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

const NudgeField nudge_why_fields[] = {
  { "state" }, { "sentence" }, { "next" }, { "steps", NULL, NUDGE_FIELD_LIST }, { "id" }, { "uid" }, { "summary" },
  { NULL },
};

const NudgeField nudge_doctor_fields[] = {
  { "version" },
  { "server" },
  { "server-state", "server_state" },
  { "capabilities", NULL, NUDGE_FIELD_LIST },
  { "sources", NULL, NUDGE_FIELD_LIST },
  { "facts" },
  { "journal" },
  { "journal-state", "journal_state" },
  { "rules", NULL, NUDGE_FIELD_COUNT },
  { "problems", NULL, NUDGE_FIELD_COUNT },
  { "config-files", "config_files", NUDGE_FIELD_LIST },
  { "zone" },
  { "test-shown", "test_shown" },
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
write_field (NudgeJson *json, GVariant *value, const NudgeField *field)
{
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

static gssize
index_of (const NudgeField *fields, const char *key)
{
  for (gssize i = 0; fields[i].key != NULL; i++)
    if (g_str_equal (fields[i].key, key))
      return i;
  return -1;
}

/* The value of an entry, out of its box in a{sv}. */
static GVariant *
value_of (GVariant *entry)
{
  g_autoptr(GVariant) value = g_variant_get_child_value (entry, 1);

  return g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT) ? g_variant_get_variant (value) : g_variant_ref (value);
}

/* Takes the record apart once: a lookup for each key would walk over it again and again. */
static void
sort_entries (GVariant *record, const NudgeField *fields, GVariant **values, GPtrArray *others)
{
  GVariantIter iter;
  GVariant *entry;

  g_variant_iter_init (&iter, record);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr(GVariant) owned = entry;
      g_autoptr(GVariant) key = g_variant_get_child_value (owned, 0);
      gssize index = index_of (fields, g_variant_get_string (key, NULL));

      if (index < 0)
        g_ptr_array_add (others, g_steal_pointer (&owned));
      else if (values[index] == NULL)
        values[index] = value_of (owned);
    }
}

static void
write_others (NudgeJson *json, GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      g_autoptr(GVariant) key = g_variant_get_child_value (g_ptr_array_index (others, i), 0);
      g_autoptr(GVariant) value = g_variant_get_child_value (g_ptr_array_index (others, i), 1);

      nudge_json_key (json, g_variant_get_string (key, NULL));
      nudge_json_variant (json, value);
    }
}

void
nudge_record_to_json (NudgeJson *json, GVariant *record, const NudgeField *fields)
{
  GVariant *values[MOST_FIELDS] = { NULL };
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  if (record != NULL)
    sort_entries (record, fields, values, others);
  nudge_json_open (json, '{');
  for (gsize i = 0; fields[i].key != NULL; i++)
    {
      write_field (json, values[i], &fields[i]);
      g_clear_pointer (&values[i], g_variant_unref);
    }
  write_others (json, others);
  nudge_json_close (json, '}');
}
