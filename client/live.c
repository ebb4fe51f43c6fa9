/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live: two calls, sent together. */
#include "live.h"

#include "clean.h"

NudgeSnapshot *
nudge_live_fetch_all (NudgeCli *cli, GError **error)
{
  g_autoptr(NudgeSnapshot) snapshot = nudge_snapshot_new ();
  g_autoptr(GVariant) name = g_variant_ref_sink (g_variant_new ("(s)", NUDGE_BUS_DAEMON));
  g_autoptr(GVariant) properties = NULL;
  g_autoptr(GVariant) objects = NULL;
  NudgeCall calls[] = {
    { NUDGE_BUS_PATH, NUDGE_BUS_PROPERTIES, "GetAll", name, NULL },
    { NUDGE_BUS_PATH, NUDGE_BUS_MANAGER, "GetManagedObjects", NULL, NULL },
  };

  if (nudge_cli_bus (cli, error) == NULL ||
      !nudge_bus_call_all (cli->bus, calls, G_N_ELEMENTS (calls), NUDGE_BUS_PATIENCE_MS, error))
    return NULL;
  properties = g_variant_get_child_value (calls[0].reply, 0);
  objects = g_variant_get_child_value (calls[1].reply, 0);
  g_variant_unref (calls[0].reply);
  g_variant_unref (calls[1].reply);
  nudge_snapshot_merge_daemon (snapshot, properties);
  nudge_snapshot_set_objects (snapshot, objects);
  return g_steal_pointer (&snapshot);
}

GPtrArray *
nudge_live_fetch (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) reply = nudge_cli_call (cli, NUDGE_BUS_MANAGER, "GetManagedObjects", NULL, error);
  g_autoptr(NudgeSnapshot) snapshot = nudge_snapshot_new ();
  g_autoptr(GVariant) objects = NULL;

  if (reply == NULL)
    return NULL;
  objects = g_variant_get_child_value (reply, 0);
  nudge_snapshot_set_objects (snapshot, objects);
  return nudge_snapshot_pending (snapshot);
}

static void
fail_not_found (GPtrArray *nudges, const char *id, GError **error)
{
  g_autoptr(GString) others = g_string_new (NULL);

  for (guint i = 0; i < MIN (nudges->len, 8); i++)
    {
      GVariant *nudge = g_ptr_array_index (nudges, i);
      g_autofree char *summary = nudge_clean (nudge_record_string (nudge, "Summary"));

      g_string_append_printf (others, "\n  %s  %s", nudge_record_string (nudge, "Id"), summary);
    }
  if (nudges->len == 0)
    g_set_error_literal (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_NOT_FOUND,
                         "Nothing is pending. Enjoy the quiet; “nudgectl next” says what comes");
  else
    g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_NOT_FOUND, "No pending nudge has the id %s. Pending are:%s", id,
                 others->str);
}

GVariant *
nudge_live_find (NudgeCli *cli, const char *id, GError **error)
{
  g_autoptr(GPtrArray) nudges = nudge_live_fetch (cli, error);

  if (nudges == NULL)
    return NULL;
  for (guint i = 0; i < nudges->len; i++)
    {
      GVariant *nudge = g_ptr_array_index (nudges, i);

      if (id == NULL || g_str_equal (nudge_record_string (nudge, "Id"), id))
        return g_variant_ref (nudge);
    }
  fail_not_found (nudges, id, error);
  return NULL;
}
