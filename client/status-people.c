/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status for people: label and text, one line each. */
#include "status-people.h"

#include "record.h"
#include "table.h"
#include "time-text.h"

static const NudgeStyle styles[] = { NUDGE_STYLE_FAINT, NUDGE_STYLE_PLAIN };

static void
add (NudgeTable *table, const char *label, const char *text)
{
  const char *cells[] = { label, text };

  nudge_table_add (table, cells);
}

static void
add_state (NudgeTable *table, NudgeSnapshot *snapshot, const NudgeStatusView *view)
{
  GVariant *daemon = nudge_snapshot_daemon (snapshot);
  const char *state = nudge_snapshot_state (snapshot);
  NudgeTime until = nudge_record_time (daemon, "PausedUntil");
  g_autofree char *reasons = nudge_record_join (daemon, "HeldBy", ", ");
  g_autofree char *text = NULL;

  if (g_str_equal (state, "paused") && until != 0 && until != NUDGE_NEVER)
    {
      g_autofree char *when = nudge_time_format_short (until, view->zone, view->now);

      text = g_strconcat ("paused until ", when, NULL);
    }
  else if (g_str_equal (state, "paused"))
    text = g_strdup ("paused until “nudgectl resume”");
  else if (*reasons != '\0')
    text = g_strdup_printf ("%s: %s", state, reasons);
  else
    text = g_strdup (state);
  add (table, "State", text);
}

static void
add_next (NudgeTable *table, NudgeSnapshot *snapshot, const NudgeStatusView *view)
{
  g_autoptr(GVariant) next = nudge_snapshot_next (snapshot);
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  if (next == NULL)
    {
      add (table, "Next", "nothing planned");
      return;
    }
  when = nudge_time_format_short (nudge_record_time (next, "time"), view->zone, view->now);
  text = g_strdup_printf ("%s  %s", when, nudge_record_string (next, "summary"));
  add (table, "Next", text);
}

static void
add_pending (NudgeTable *table, NudgeSnapshot *snapshot, const NudgeStatusView *view)
{
  g_autoptr(GPtrArray) pending = nudge_snapshot_pending (snapshot);
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;
  g_autofree char *more = NULL;
  GVariant *newest;

  if (pending->len == 0)
    return;
  newest = g_ptr_array_index (pending, 0);
  when = nudge_time_format_short (nudge_record_time (newest, "Due"), view->zone, view->now);
  more = pending->len == 1 ? g_strdup ("") : g_strdup_printf (", and %u more", pending->len - 1);
  text = g_strdup_printf ("%s  %s (%s, id %s)%s", when, nudge_record_string (newest, "Summary"),
                          nudge_record_string (newest, "State"), nudge_record_string (newest, "Id"), more);
  add (table, "Pending", text);
}

static void
add_today (NudgeTable *table, NudgeSnapshot *snapshot)
{
  static const char *const outcomes[] = { "done", "credited", "snoozed", "skipped", "missed" };
  GVariant *daemon = nudge_snapshot_daemon (snapshot);
  g_autoptr(GVariant) today = g_variant_lookup_value (daemon, "Today", G_VARIANT_TYPE ("a{su}"));
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      guint64 n = nudge_record_number (today, outcomes[i]);

      if (n > 0)
        g_string_append_printf (text, "%s%" G_GUINT64_FORMAT " %s", text->len > 0 ? ", " : "", n, outcomes[i]);
    }
  if (text->len > 0)
    add (table, "Today", text->str);
}

static void
add_problems (NudgeTable *table, NudgeSnapshot *snapshot)
{
  guint64 n = nudge_record_number (nudge_snapshot_daemon (snapshot), "ProblemCount");
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT ", see “nudgectl check”", n);

  if (n > 0)
    add (table, "Problems", text);
}

void
nudge_status_print_people (NudgeSnapshot *snapshot, const NudgeStatusView *view, GString *out)
{
  g_autoptr(NudgeTable) table = nudge_table_new (styles, G_N_ELEMENTS (styles), 1);

  if (!nudge_snapshot_is_online (snapshot))
    {
      g_string_append (out, "nudged is not running\n");
      return;
    }
  add_state (table, snapshot, view);
  add_next (table, snapshot, view);
  add_pending (table, snapshot, view);
  add_today (table, snapshot);
  add_problems (table, snapshot);
  nudge_table_print (table, view->terminal, out);
}
