/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus daemon: the methods and properties of org.nudged.Nudged1. */
#include "bus-daemon.h"

#include "bus-convert.h"
#include "bus-preview.h"
#include "nudge-error.h"
#include "preview.h"

#define MAX_WORD 256

/* --- what is to come ------------------------------------------------------------------------------------- */

static GPtrArray *
list_enabled (NudgeKeeper *keeper, const char *uid)
{
  GPtrArray *rules = nudge_library_list_rules (nudge_keeper_get_library (keeper));
  GPtrArray *enabled = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_rule_unref);

  for (guint i = 0; i < rules->len; i++)
    {
      NudgeRule *rule = g_ptr_array_index (rules, i);

      if ((uid == NULL || g_str_equal (rule->uid, uid)) && nudge_keeper_is_enabled (keeper, rule->uid))
        g_ptr_array_add (enabled, nudge_rule_ref (rule));
    }
  return enabled;
}

static gboolean
is_listed_snooze (const NudgeLive *live, const char *uid, const NudgeBusWindow *window)
{
  return live->state == NUDGE_STATE_SNOOZED && live->snoozed_until > window->from
         && live->snoozed_until <= window->to && (uid == NULL || g_str_equal (live->uid, uid));
}

static gint
compare_snoozes (gconstpointer a, gconstpointer b)
{
  const NudgeLive *left = *(NudgeLive *const *) a;
  const NudgeLive *right = *(NudgeLive *const *) b;

  return left->snoozed_until < right->snoozed_until ? -1 : left->snoozed_until > right->snoozed_until;
}

static GPtrArray *
list_snoozes (NudgeKeeper *keeper, const char *uid, const NudgeBusWindow *window)
{
  g_autoptr(GPtrArray) live = nudge_delivery_list (nudge_engine_get_delivery (nudge_keeper_get_engine (keeper)));
  GPtrArray *snoozes = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_live_unref);

  for (guint i = 0; i < live->len; i++)
    if (is_listed_snooze (g_ptr_array_index (live, i), uid, window))
      g_ptr_array_add (snoozes, nudge_live_ref (g_ptr_array_index (live, i)));
  g_ptr_array_sort (snoozes, compare_snoozes);
  return snoozes;
}

/* Both lists are in order of time; so is what comes out. */
static GVariant *
merge_agenda (GPtrArray *occurrences, GPtrArray *snoozes, guint limit)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  guint i = 0;
  guint k = 0;

  while (i + k < limit && (i < occurrences->len || k < snoozes->len))
    {
      const NudgeOccurrence *next = i < occurrences->len ? g_ptr_array_index (occurrences, i) : NULL;
      const NudgeLive *snooze = k < snoozes->len ? g_ptr_array_index (snoozes, k) : NULL;
      gboolean take_snooze = next == NULL || (snooze != NULL && snooze->snoozed_until < next->due);

      g_variant_builder_add_value (&builder, take_snooze ? nudge_bus_snooze_record (snooze)
                                                         : nudge_bus_agenda_record (next));
      i += !take_snooze;
      k += take_snooze;
    }
  return g_variant_builder_end (&builder);
}

static gboolean
check_rule (NudgeKeeper *keeper, const char *uid, GError **error)
{
  if (uid == NULL || nudge_library_lookup (nudge_keeper_get_library (keeper), uid) != NULL)
    return TRUE;
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_NOT_FOUND, "There is no rule with the UID “%s”", uid);
  return FALSE;
}

static GVariant *
make_agenda (NudgeKeeper *keeper, NudgeBusWindow *window, GVariant *options, GError **error)
{
  static const NudgeBusOption known[] = { { "rule", "s" }, { "zone", "s" }, { NULL, NULL } };
  NudgeDesk desk = nudge_engine_get_desk (nudge_keeper_get_engine (keeper));
  g_autoptr(NudgeZone) zone = NULL;
  g_autoptr(GPtrArray) rules = NULL;
  g_autoptr(GPtrArray) occurrences = NULL;
  g_autoptr(GPtrArray) snoozes = NULL;
  const char *uid = NULL;
  const char *zone_name = NULL;

  g_variant_lookup (options, "rule", "&s", &uid);
  g_variant_lookup (options, "zone", "&s", &zone_name);
  if (!nudge_bus_check_options (options, known, error) || !check_rule (keeper, uid, error)
      || !nudge_bus_window_complete (window, nudge_keeper_now (keeper), 1000, error))
    return NULL;
  zone = zone_name != NULL ? nudge_zone_new_by_name (zone_name, error) : nudge_zone_ref (desk.zone);
  if (zone == NULL)
    return NULL;
  desk.zone = zone;
  rules = list_enabled (keeper, uid);
  occurrences = nudge_preview_list (rules, &desk, window->from, window->to, window->limit, NULL);
  snoozes = list_snoozes (keeper, uid, window);
  return merge_agenda (occurrences, snoozes, window->limit);
}

static gboolean
on_handle_agenda (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, gint64 from, gint64 to, guint limit,
                  GVariant *options, NudgeDBusDaemon *skeleton)
{
  NudgeBusWindow window = { .from = from, .to = to, .limit = limit };
  GError *error = NULL;
  GVariant *agenda = make_agenda (keeper, &window, options, &error);

  if (agenda == NULL)
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_daemon_complete_agenda (skeleton, invocation, agenda);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_preview (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, GUnixFDList *fd_list, GVariant *file,
                   gint64 from, gint64 to, guint limit, GVariant *options, NudgeDBusDaemon *skeleton)
{
  const NudgeBusWindow window = { .from = from, .to = to, .limit = limit };

  nudge_bus_preview (keeper, invocation, file, &window, options);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_why (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, const char *id, NudgeDBusDaemon *skeleton)
{
  GError *error = NULL;
  g_autoptr(NudgeExplanation) explanation = nudge_keeper_explain (keeper, id, &error);

  if (explanation == NULL)
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_daemon_complete_why (skeleton, invocation, nudge_bus_explanation_record (explanation));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* --- rules ----------------------------------------------------------------------------------------------- */

static GVariant *
record_of (NudgeKeeper *keeper, NudgeRule *rule)
{
  NudgeDesk desk = nudge_engine_get_desk (nudge_keeper_get_engine (keeper));
  gboolean enabled = nudge_keeper_is_enabled (keeper, rule->uid);
  g_autoptr(NudgeOccurrence) next
      = enabled ? nudge_rule_next_after (rule, &desk, nudge_keeper_now (keeper)) : NULL;

  return nudge_bus_rule_record (rule, enabled, next != NULL ? next->due : NUDGE_NEVER);
}

static gboolean
on_handle_list_rules (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, GVariant *options,
                      NudgeDBusDaemon *skeleton)
{
  static const NudgeBusOption known[] = { { "uid", "s" }, { "origin", "s" }, { NULL, NULL } };
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  GPtrArray *rules = nudge_library_list_rules (nudge_keeper_get_library (keeper));
  const char *uid = NULL;
  const char *origin = NULL;
  GError *error = NULL;

  g_variant_lookup (options, "uid", "&s", &uid);
  g_variant_lookup (options, "origin", "&s", &origin);
  if (!nudge_bus_check_options (options, known, &error) || !check_rule (keeper, uid, &error))
    {
      g_variant_builder_clear (&builder);
      g_dbus_method_invocation_take_error (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  for (guint i = 0; i < rules->len; i++)
    {
      NudgeRule *rule = g_ptr_array_index (rules, i);

      if ((uid == NULL || g_str_equal (uid, rule->uid))
          && (origin == NULL || g_str_equal (origin, nudge_origin_to_string (rule->origin))))
        g_variant_builder_add_value (&builder, record_of (keeper, rule));
    }
  nudge_dbus_daemon_complete_list_rules (skeleton, invocation, g_variant_builder_end (&builder));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_rule_added (GObject *source, GAsyncResult *result, gpointer data)
{
  GDBusMethodInvocation *invocation = data;
  GError *error = NULL;
  g_autofree char *uid = nudge_library_add_finish (NUDGE_LIBRARY (source), result, &error);

  if (uid == NULL)
    g_dbus_method_invocation_take_error (invocation, error);
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(s)", uid));
}

static gboolean
on_handle_add_rule (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, const char *ics, GVariant *options,
                    NudgeDBusDaemon *skeleton)
{
  static const NudgeBusOption known[] = { { "dry-run", "b" }, { "replace", "b" }, { NULL, NULL } };
  NudgeLibrary *library = nudge_keeper_get_library (keeper);
  NudgeTime now = nudge_keeper_now (keeper);
  gboolean dry_run = FALSE;
  gboolean replace = FALSE;
  GError *error = NULL;

  g_variant_lookup (options, "dry-run", "b", &dry_run);
  g_variant_lookup (options, "replace", "b", &replace);
  if (!nudge_bus_check_options (options, known, &error))
    g_dbus_method_invocation_take_error (invocation, error);
  else if (dry_run)
    {
      g_autofree char *uid = nudge_library_check_add (library, ics, replace, now, &error);

      if (uid == NULL)
        g_dbus_method_invocation_take_error (invocation, error);
      else
        nudge_dbus_daemon_complete_add_rule (skeleton, invocation, uid);
    }
  else
    nudge_library_add_async (library, ics, replace, now, on_rule_added, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* A removal under way: who asked, and what to forget when the file is gone. */
typedef struct {
  GDBusMethodInvocation *invocation;
  NudgeKeeper *keeper;
  char *uid;
} Removal;

static void
on_rule_removed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Removal *removal = data;
  g_autofree char *uid = removal->uid;
  g_autoptr(NudgeKeeper) keeper = removal->keeper;
  GError *error = NULL;

  if (!nudge_library_remove_finish (NUDGE_LIBRARY (source), result, &error))
    {
      g_dbus_method_invocation_take_error (removal->invocation, error);
      return;
    }
  nudge_keeper_forget_rule (keeper, uid);
  g_dbus_method_invocation_return_value (removal->invocation, NULL);
}

static gboolean
on_handle_remove_rule (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, const char *uid,
                       NudgeDBusDaemon *skeleton)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->invocation = invocation;
  removal->keeper = g_object_ref (keeper);
  removal->uid = g_strdup (uid);
  nudge_library_remove_async (nudge_keeper_get_library (keeper), uid, on_rule_removed, removal);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_set_rule_enabled (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, const char *uid,
                            gboolean enabled, NudgeDBusDaemon *skeleton)
{
  GError *error = NULL;

  if (!nudge_keeper_set_enabled (keeper, uid, enabled, &error))
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_daemon_complete_set_rule_enabled (skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_trigger (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, const char *uid,
                   NudgeDBusDaemon *skeleton)
{
  GError *error = NULL;
  guint64 id = nudge_keeper_fire (keeper, uid, &error);
  g_autofree char *path = nudge_bus_nudge_path (id);

  if (id == 0)
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_daemon_complete_trigger (skeleton, invocation, path);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* --- state ----------------------------------------------------------------------------------------------- */

static gboolean
on_handle_pause (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, gint64 until, GVariant *options,
                 NudgeDBusDaemon *skeleton)
{
  static const NudgeBusOption none[] = { { NULL, NULL } };
  GError *error = NULL;

  if (!nudge_bus_check_options (options, none, &error) || !nudge_keeper_pause (keeper, until, &error))
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_daemon_complete_pause (skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_resume (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, NudgeDBusDaemon *skeleton)
{
  GError *error = NULL;

  if (!nudge_keeper_resume (keeper, &error))
    g_dbus_method_invocation_take_error (invocation, error);
  else
    nudge_dbus_daemon_complete_resume (skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_breakpoint (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, const char *kind,
                      NudgeDBusDaemon *skeleton)
{
  GError *error = NULL;

  if (!nudge_bus_check_text (kind, MAX_WORD, "kind", &error))
    {
      g_dbus_method_invocation_take_error (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  nudge_keeper_breakpoint (keeper, kind);
  nudge_dbus_daemon_complete_breakpoint (skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_problems (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, NudgeDBusDaemon *skeleton)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr(GPtrArray) problems = nudge_keeper_list_problems (keeper);

  for (guint i = 0; i < problems->len; i++)
    g_variant_builder_add_value (&builder, nudge_bus_problem_record (g_ptr_array_index (problems, i)));
  nudge_dbus_daemon_complete_problems (skeleton, invocation, g_variant_builder_end (&builder));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  GDBusMethodInvocation *invocation = data;
  GError *error = NULL;

  if (!nudge_keeper_reload_finish (NUDGE_KEEPER (source), result, &error))
    g_dbus_method_invocation_take_error (invocation, error);
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static gboolean
on_handle_reload (NudgeKeeper *keeper, GDBusMethodInvocation *invocation, NudgeDBusDaemon *skeleton)
{
  nudge_keeper_reload_async (keeper, on_reloaded, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* --- properties ------------------------------------------------------------------------------------------ */

static GVariant *
next_record (const NudgeStatus *status)
{
  if (status->next_snoozed != NULL)
    return nudge_bus_snooze_record (status->next_snoozed);
  if (status->next != NULL)
    return nudge_bus_agenda_record (status->next);
  return g_variant_new ("a{sv}", NULL);
}

static GVariant *
today_record (const NudgeStatus *status)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{su}"));
  const char *const *kinds = nudge_status_today_kinds ();

  for (gsize i = 0; kinds[i] != NULL; i++)
    g_variant_builder_add (&builder, "{su}", kinds[i], nudge_status_get_today (status, kinds[i]));
  return g_variant_builder_end (&builder);
}

void
nudge_bus_daemon_refresh (NudgeDBusDaemon *skeleton, NudgeKeeper *keeper)
{
  g_autoptr(NudgeStatus) status = nudge_keeper_get_status (keeper);

  g_object_freeze_notify (G_OBJECT (skeleton));
  nudge_dbus_daemon_set_state (skeleton, status->state);
  nudge_dbus_daemon_set_held_by (skeleton, (const char *const *) status->held_by);
  nudge_dbus_daemon_set_paused_until (skeleton, status->paused_until);
  nudge_dbus_daemon_set_next (skeleton, next_record (status));
  nudge_dbus_daemon_set_pending_count (skeleton, status->pending->len);
  nudge_dbus_daemon_set_rule_count (skeleton, status->n_rules);
  nudge_dbus_daemon_set_problem_count (skeleton, status->n_problems);
  nudge_dbus_daemon_set_today (skeleton, today_record (status));
  g_object_thaw_notify (G_OBJECT (skeleton));
}

static const struct {
  const char *signal;
  GCallback callback;
} handlers[] = {
  { "handle-agenda", G_CALLBACK (on_handle_agenda) },
  { "handle-preview", G_CALLBACK (on_handle_preview) },
  { "handle-why", G_CALLBACK (on_handle_why) },
  { "handle-list-rules", G_CALLBACK (on_handle_list_rules) },
  { "handle-add-rule", G_CALLBACK (on_handle_add_rule) },
  { "handle-remove-rule", G_CALLBACK (on_handle_remove_rule) },
  { "handle-set-rule-enabled", G_CALLBACK (on_handle_set_rule_enabled) },
  { "handle-trigger", G_CALLBACK (on_handle_trigger) },
  { "handle-pause", G_CALLBACK (on_handle_pause) },
  { "handle-resume", G_CALLBACK (on_handle_resume) },
  { "handle-breakpoint", G_CALLBACK (on_handle_breakpoint) },
  { "handle-problems", G_CALLBACK (on_handle_problems) },
  { "handle-reload", G_CALLBACK (on_handle_reload) },
};

NudgeDBusDaemon *
nudge_bus_daemon_new (NudgeKeeper *keeper, const char *version)
{
  NudgeDBusDaemon *skeleton = nudge_dbus_daemon_skeleton_new ();

  nudge_dbus_daemon_set_version (skeleton, version);
  for (gsize i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (skeleton, handlers[i].signal, handlers[i].callback, keeper, G_CONNECT_SWAPPED);
  nudge_bus_daemon_refresh (skeleton, keeper);
  return skeleton;
}
