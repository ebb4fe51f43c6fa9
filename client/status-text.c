/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status text: one line for bars, and its disguises. */
#include "status-text.h"

#include "clean.h"
#include "json.h"
#include "record.h"
#include "time-text.h"

#include <string.h>

#define TOOLTIP_ROWS 8
#define TOOLTIP_WIDTH 80

static const char *const format_names[] = { "plain", "waybar", "polybar", "i3blocks", "i3status-rs", NULL };

static const NudgeStatusFormat formats[] = { NUDGE_STATUS_PLAIN, NUDGE_STATUS_WAYBAR, NUDGE_STATUS_POLYBAR,
                                             NUDGE_STATUS_I3BLOCKS, NUDGE_STATUS_I3STATUS_RS };

G_STATIC_ASSERT (G_N_ELEMENTS (format_names) == G_N_ELEMENTS (formats) + 1);

const char *const *
nudge_status_format_names (void)
{
  return format_names;
}

gboolean
nudge_status_format_from_string (const char *text, NudgeStatusFormat *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (format_names[i], text))
      {
        *format = formats[i];
        return TRUE;
      }
  return FALSE;
}

/* `15:00` today, else `Mon 9:00`, which midnight does not make wrong. */
static char *
stable_time (NudgeTime time, NudgeZone *zone, NudgeTime now)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  gint64 local = nudge_zone_to_local (zone, time / G_TIME_SPAN_SECOND);
  gint64 today = nudge_zone_to_local (zone, now / G_TIME_SPAN_SECOND);
  NudgeCivil civil = nudge_civil_from_seconds (local);
  gint64 day = nudge_days_from_civil (civil.year, civil.month, civil.day);
  NudgeCivil now_civil = nudge_civil_from_seconds (today);
  gint64 ahead = day - nudge_days_from_civil (now_civil.year, now_civil.month, now_civil.day);

  if (ahead == 0)
    return g_strdup_printf ("%d:%02d", civil.hour, civil.minute);
  if (ahead > 0 && ahead < 7)
    return g_strdup_printf ("%s %d:%02d", days[nudge_weekday (day)], civil.hour, civil.minute);
  return g_strdup_printf ("%d-%02d-%02d", civil.year, civil.month, civil.day);
}

static char *
pending_line (GPtrArray *pending)
{
  g_autofree char *summary = nudge_clean (nudge_record_string (g_ptr_array_index (pending, 0), "Summary"));
  g_autofree char *more = pending->len == 1 ? g_strdup ("") : g_strdup_printf (" (+%u)", pending->len - 1);
  g_autofree char *cut = nudge_ellipsize (summary, NUDGE_STATUS_LINE_MAX - (guint) strlen (more));

  return g_strconcat (cut, more, NULL);
}

static char *
pause_line (NudgeSnapshot *snapshot, NudgeZone *zone, NudgeTime now)
{
  NudgeTime until = nudge_record_time (nudge_snapshot_daemon (snapshot), "PausedUntil");
  g_autofree char *text = NULL;

  if (until == 0 || until == NUDGE_NEVER)
    return g_strdup ("Paused");
  text = stable_time (until, zone, now);
  return g_strconcat ("Paused until ", text, NULL);
}

static char *
next_line (GVariant *next, NudgeZone *zone, NudgeTime now)
{
  g_autofree char *time = stable_time (nudge_record_time (next, "time"), zone, now);
  g_autofree char *summary = nudge_clean (nudge_record_string (next, "summary"));
  g_autofree char *line = g_strconcat (time, " ", summary, NULL);

  return nudge_ellipsize (line, NUDGE_STATUS_LINE_MAX);
}

/* Whether an answer is awaited: a snoozed nudge is not. */
static gboolean
is_waiting (GPtrArray *pending)
{
  return pending->len > 0 &&
         !g_str_equal (nudge_record_string (g_ptr_array_index (pending, 0), "State"), "snoozed");
}

static char *
hold_line (NudgeSnapshot *snapshot)
{
  g_autofree char *reasons = nudge_record_join (nudge_snapshot_daemon (snapshot), "HeldBy", ", ");
  g_autofree char *clean = nudge_clean (reasons);
  g_autofree char *line = g_strconcat ("Held: ", clean, NULL);

  return nudge_ellipsize (line, NUDGE_STATUS_LINE_MAX);
}

/* The word that bars style by. */
static const char *
status_class (NudgeSnapshot *snapshot)
{
  g_autoptr(GPtrArray) pending = nudge_snapshot_pending (snapshot);
  const char *state = nudge_snapshot_state (snapshot);

  if (is_waiting (pending))
    return "pending";
  if (g_str_equal (state, "offline") || g_str_equal (state, "paused") || g_str_equal (state, "held"))
    return state;
  return "idle";
}

char *
nudge_status_line (NudgeSnapshot *snapshot, NudgeZone *zone, NudgeTime now)
{
  g_autoptr(GPtrArray) pending = nudge_snapshot_pending (snapshot);
  g_autoptr(GVariant) next = nudge_snapshot_next (snapshot);
  const char *class = status_class (snapshot);

  if (g_str_equal (class, "offline"))
    return g_strdup ("nudged is not running");
  if (g_str_equal (class, "pending"))
    return pending_line (pending);
  if (g_str_equal (class, "paused"))
    return pause_line (snapshot, zone, now);
  if (next != NULL)
    return next_line (next, zone, now);
  if (g_str_equal (class, "held"))
    return hold_line (snapshot);
  return g_strdup ("Nothing planned");
}

static GVariant *
lookup (GVariant *daemon, const char *key, const char *type)
{
  return daemon == NULL ? NULL : g_variant_lookup_value (daemon, key, G_VARIANT_TYPE (type));
}

static void
print_json (NudgeSnapshot *snapshot, NudgeJson *json)
{
  GVariant *daemon = nudge_snapshot_daemon (snapshot);
  g_autoptr(GPtrArray) pending = nudge_snapshot_pending (snapshot);
  g_autoptr(GVariant) next = nudge_snapshot_next (snapshot);
  g_autoptr(GVariant) held_by = lookup (daemon, "HeldBy", "as");
  g_autoptr(GVariant) today = lookup (daemon, "Today", "a{su}");

  nudge_json_open (json, '{');
  nudge_json_member (json, "state", nudge_snapshot_state (snapshot));
  nudge_json_key (json, "held_by");
  nudge_json_open (json, '[');
  for (gsize i = 0; held_by != NULL && i < g_variant_n_children (held_by); i++)
    {
      g_autoptr(GVariant) reason = g_variant_get_child_value (held_by, i);

      nudge_json_variant (json, reason);
    }
  nudge_json_close (json, ']');
  nudge_json_key (json, "paused_until");
  nudge_json_time (json, nudge_record_time (daemon, "PausedUntil"));
  nudge_json_key (json, "next");
  if (next == NULL)
    nudge_json_string (json, NULL);
  else
    nudge_record_to_json (json, next, nudge_agenda_fields);
  nudge_json_key (json, "pending");
  nudge_json_open (json, '[');
  for (guint i = 0; i < pending->len; i++)
    nudge_record_to_json (json, g_ptr_array_index (pending, i), nudge_live_fields);
  nudge_json_close (json, ']');
  nudge_json_key (json, "today");
  nudge_record_to_json (json, today, nudge_today_fields);
  nudge_json_key (json, "rules");
  nudge_json_number (json, (gint64) nudge_record_number (daemon, "RuleCount"));
  nudge_json_key (json, "problems");
  nudge_json_number (json, (gint64) nudge_record_number (daemon, "ProblemCount"));
  nudge_json_close (json, '}');
}

static char *
tooltip (NudgeSnapshot *snapshot, NudgeZone *zone, NudgeTime now)
{
  g_autoptr(GPtrArray) pending = nudge_snapshot_pending (snapshot);
  g_autoptr(GVariant) next = nudge_snapshot_next (snapshot);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (pending->len, TOOLTIP_ROWS); i++)
    {
      g_autofree char *summary = nudge_clean (nudge_record_string (g_ptr_array_index (pending, i), "Summary"));
      g_autofree char *cut = nudge_ellipsize (summary, TOOLTIP_WIDTH);

      g_string_append_printf (text, "Pending: %s\n", cut);
    }
  if (next != NULL)
    {
      g_autofree char *line = next_line (next, zone, now);
      g_autofree char *cut = nudge_ellipsize (line, TOOLTIP_WIDTH);

      g_string_append_printf (text, "Next: %s\n", cut);
    }
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_waybar (NudgeSnapshot *snapshot, const NudgeStatusView *view, NudgeJson *json)
{
  g_autofree char *line = nudge_status_line (snapshot, view->zone, view->now);
  g_autofree char *markup = g_markup_escape_text (line, -1);
  g_autofree char *details = tooltip (snapshot, view->zone, view->now);
  g_autofree char *details_markup = g_markup_escape_text (*details == '\0' ? line : details, -1);

  nudge_json_open (json, '{');
  nudge_json_member (json, "text", markup);
  nudge_json_member (json, "alt", status_class (snapshot));
  nudge_json_member (json, "tooltip", details_markup);
  nudge_json_member (json, "class", status_class (snapshot));
  nudge_json_close (json, '}');
}

static void
print_i3blocks (const char *line, NudgeJson *json)
{
  g_autofree char *brief = nudge_ellipsize (line, 30);

  nudge_json_open (json, '{');
  nudge_json_member (json, "full_text", line);
  nudge_json_member (json, "short_text", brief);
  nudge_json_member (json, "markup", "none");
  nudge_json_close (json, '}');
}

static void
print_i3status_rs (NudgeSnapshot *snapshot, const char *line, NudgeJson *json)
{
  g_autofree char *brief = nudge_ellipsize (line, 30);
  g_autofree char *markup = g_markup_escape_text (line, -1);
  g_autofree char *brief_markup = g_markup_escape_text (brief, -1);

  nudge_json_open (json, '{');
  nudge_json_member (json, "text", markup);
  nudge_json_member (json, "short_text", brief_markup);
  nudge_json_member (json, "state", g_str_equal (status_class (snapshot), "pending") ? "Info" : "Idle");
  nudge_json_close (json, '}');
}

/* A line cannot begin a formatting tag of polybar or lemonbar: those have no escape that all versions know. */
static void
print_polybar (const char *line, GString *out)
{
  for (const char *p = line; *p != '\0'; p++)
    {
      g_string_append_c (out, *p);
      if (*p == '%')
        g_string_append (out, p[1] == '{' || p[1] == '\0' ? " " : "");
    }
}

void
nudge_status_print (NudgeSnapshot *snapshot, NudgeStatusFormat format, const NudgeStatusView *view, GString *out)
{
  NudgeJson json = NUDGE_JSON_INIT (out, view->zone);
  gboolean is_line = format != NUDGE_STATUS_PEOPLE && format != NUDGE_STATUS_JSON;
  g_autofree char *line = is_line ? nudge_status_line (snapshot, view->zone, view->now) : NULL;

  switch (format)
    {
    case NUDGE_STATUS_PEOPLE:
      nudge_status_print_people (snapshot, view, out);
      return;
    case NUDGE_STATUS_PLAIN:
      g_string_append (out, line);
      break;
    case NUDGE_STATUS_JSON:
      print_json (snapshot, &json);
      break;
    case NUDGE_STATUS_WAYBAR:
      print_waybar (snapshot, view, &json);
      break;
    case NUDGE_STATUS_POLYBAR:
      print_polybar (line, out);
      break;
    case NUDGE_STATUS_I3BLOCKS:
      print_i3blocks (line, &json);
      break;
    case NUDGE_STATUS_I3STATUS_RS:
      print_i3status_rs (snapshot, line, &json);
      break;
    }
  g_string_append_c (out, '\n');
}
