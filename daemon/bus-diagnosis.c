/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus diagnosis: the method Diagnose: what the daemon found around it, and what it misses. */
#include "bus-diagnosis.h"

typedef struct {
  NudgeKeeper *keeper; /* weak */
  NudgeServerProbe probe;
} BusDiagnosis;

static void
bus_diagnosis_free (BusDiagnosis *self)
{
  g_clear_weak_pointer (&self->keeper);
  g_free (self);
}

static void
put_server (GVariantDict *dict, const NudgeServerProbe *probe)
{
  NudgeServerFacts facts = { NULL };
  g_auto(GStrv) capabilities = NULL;

  probe->fill (&facts, probe->data);
  capabilities = facts.capabilities;
  g_variant_dict_insert (dict, "server", "s", facts.name != NULL ? facts.name : "");
  g_variant_dict_insert (dict, "server-state", "s", facts.state);
  g_variant_dict_insert (dict, "capabilities", "^as", capabilities);
}

/* --- presence -------------------------------------------------------------------------------------------- */

/* Only what the source knows: "unknown" is also what is said of a fact that it has nothing to do with. */
static GVariant *
facts_of_source (NudgePresenceSource *source)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  for (NudgeFact fact = 0; fact < NUDGE_N_FACTS; fact++)
    {
      NudgeTruth truth = nudge_presence_source_get_truth (source, fact);

      if (truth != NUDGE_UNKNOWN)
        g_variant_builder_add (&builder, "{ss}", nudge_fact_to_string (fact), nudge_truth_to_string (truth));
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
record_of_source (NudgePresenceSource *source)
{
  g_autofree char *description = nudge_presence_source_describe (source);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "name", "s", nudge_presence_source_get_name (source));
  g_variant_dict_insert (&dict, "description", "s", description);
  g_variant_dict_insert_value (&dict, "facts", facts_of_source (source));
  return g_variant_dict_end (&dict);
}

static GVariant *
list_sources (NudgePresenceHub *hub)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  GPtrArray *sources = nudge_presence_hub_list (hub);

  for (guint i = 0; i < sources->len; i++)
    g_variant_builder_add_value (&builder, record_of_source (g_ptr_array_index (sources, i)));
  return g_variant_builder_end (&builder);
}

static GVariant *
merged_facts (NudgePresenceHub *hub)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  NudgePresence presence = { 0 };

  nudge_presence_hub_fill (hub, &presence);
  const NudgeTruth truths[] = {
    [NUDGE_FACT_IDLE] = presence.idle,
    [NUDGE_FACT_LOCKED] = presence.locked,
    [NUDGE_FACT_DND] = presence.dnd,
    [NUDGE_FACT_FULLSCREEN] = presence.fullscreen,
    [NUDGE_FACT_CAMERA] = presence.camera,
    [NUDGE_FACT_MICROPHONE] = presence.microphone,
    [NUDGE_FACT_BUSY] = presence.busy,
  };

  for (NudgeFact fact = 0; fact < NUDGE_N_FACTS; fact++)
    g_variant_builder_add (&builder, "{ss}", nudge_fact_to_string (fact), nudge_truth_to_string (truths[fact]));
  return g_variant_builder_end (&builder);
}

/* --- files ----------------------------------------------------------------------------------------------- */

/* Names of files need not be UTF-8; texts of the bus must. */
static void
put_path (GVariantDict *dict, const char *key, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_variant_dict_insert (dict, key, "s", shown);
}

static void
put_journal (GVariantDict *dict, NudgeKeeper *keeper)
{
  g_autoptr(GPtrArray) problems = nudge_journal_get_problems (nudge_keeper_get_journal (keeper));
  const NudgeProblem *first = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;

  put_path (dict, "journal", nudge_keeper_get_paths (keeper)->journal);
  g_variant_dict_insert (dict, "journal-state", "s", first != NULL ? first->text : "ok");
}

static GVariant *
list_config_files (const NudgePaths *paths)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("as"));
  g_auto(GStrv) files = nudge_paths_list_config (paths);

  for (gsize i = 0; files[i] != NULL; i++)
    if (g_file_test (files[i], G_FILE_TEST_EXISTS))
      {
        g_autofree char *shown = g_filename_display_name (files[i]);

        g_variant_builder_add (&builder, "s", shown);
      }
  return g_variant_builder_end (&builder);
}

/* --- the method ------------------------------------------------------------------------------------------ */

static gboolean
on_handle_diagnose (NudgeDBusDaemon *skeleton, GDBusMethodInvocation *invocation, BusDiagnosis *self)
{
  NudgePresenceHub *hub = nudge_keeper_get_hub (self->keeper);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "version", "s", nudge_dbus_daemon_get_version (skeleton));
  put_server (&dict, &self->probe);
  g_variant_dict_insert_value (&dict, "sources", list_sources (hub));
  g_variant_dict_insert_value (&dict, "facts", merged_facts (hub));
  put_journal (&dict, self->keeper);
  g_variant_dict_insert (&dict, "rules", "u", nudge_library_list_rules (nudge_keeper_get_library (self->keeper))->len);
  g_variant_dict_insert (&dict, "problems", "u", nudge_keeper_count_problems (self->keeper));
  g_variant_dict_insert_value (&dict, "config-files", list_config_files (nudge_keeper_get_paths (self->keeper)));
  g_variant_dict_insert (&dict, "zone", "s", nudge_zone_get_name (nudge_keeper_get_zone (self->keeper)));
  nudge_dbus_daemon_complete_diagnose (skeleton, invocation, g_variant_dict_end (&dict));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
nudge_bus_diagnosis_attach (NudgeDBusDaemon *skeleton, NudgeKeeper *keeper, const NudgeServerProbe *probe)
{
  BusDiagnosis *self = g_new0 (BusDiagnosis, 1);

  g_set_weak_pointer (&self->keeper, keeper);
  self->probe = *probe;
  g_signal_connect (skeleton, "handle-diagnose", G_CALLBACK (on_handle_diagnose), self);
  g_object_set_data_full (G_OBJECT (skeleton), "nudge-diagnosis", self, (GDestroyNotify) bus_diagnosis_free);
}
