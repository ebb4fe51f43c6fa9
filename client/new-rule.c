/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New rule: which options make sense together, and what they mean. */
#include "new-rule.h"

#include "category.h"
#include "clean.h"
#include "day-plan.h"
#include "exit-code.h"
#include "ics-writer.h"
#include "suggest.h"
#include "time-text.h"

#include <string.h>

#define DEFAULT_TIME "9:00"
#define LONGEST_EVERY (366 * G_TIME_SPAN_DAY)

/* When it is, in the words of iCalendar. */
typedef struct {
  gint64 start; /* wall-clock seconds, or seconds since the epoch */
  gboolean is_utc;
  char **rrules; /* (nullable): NULL for once */
} Timing;

static void
timing_clear (Timing *timing)
{
  g_clear_pointer (&timing->rrules, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Timing, timing_clear)

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE, text);
  return FALSE;
}

static gboolean
fail_value (GError **error, const char *option, GError *cause)
{
  g_autoptr(GError) owned = cause;
  g_autofree char *text = nudge_clean (owned->message);

  g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE, "%s: %s", option, text);
  return FALSE;
}

static gint64
local_seconds (NudgeTime time, NudgeZone *zone)
{
  return nudge_zone_to_local (zone, time / G_TIME_SPAN_SECOND);
}

static gboolean
parse_time (const char *option, const char *text, NudgeZone *zone, NudgeTime now, NudgeTime *time, GError **error)
{
  GError *cause = NULL;

  return nudge_time_parse (text, zone, now, time, &cause) || fail_value (error, option, cause);
}

static gboolean
is_list_of_times (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);
  gint seconds;

  for (gsize i = 0; words[i] != NULL; i++)
    if (!nudge_time_of_day_parse (g_strstrip (words[i]), &seconds, NULL))
      return FALSE;
  return words[0] != NULL;
}

/* Whether `--on` names a date, not days of the week. */
static gboolean
is_date (const char *text)
{
  return text != NULL && (g_ascii_isdigit (*text) || g_ascii_strcasecmp (text, "today") == 0 ||
                          g_ascii_strcasecmp (text, "tomorrow") == 0);
}

static gboolean
set_once (Timing *timing, NudgeTime time, NudgeZone *zone, NudgeTime now, GError **error)
{
  if (time <= now)
    return fail (error, "That time is over");
  timing->start = local_seconds (time, zone);
  return TRUE;
}

static gboolean
time_in (const NudgeNewRule *rule, Timing *timing, NudgeZone *zone, NudgeTime now, GError **error)
{
  gint64 seconds;
  gint64 local;
  GTimeSpan span;
  GError *cause = NULL;

  if (rule->every != NULL || rule->at != NULL || rule->on != NULL || rule->rrule != NULL || rule->start != NULL)
    return fail (error, "--in stands alone: it is once, counted from now");
  if (!nudge_duration_parse (rule->in, &span, &cause))
    return fail_value (error, "--in", cause);
  if (span < G_TIME_SPAN_SECOND)
    return fail (error, "--in needs at least a second");
  /* Never earlier than asked for; in UTC only where the wall clock shows that time twice. */
  seconds = (now + span + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND;
  local = nudge_zone_to_local (zone, seconds);
  timing->is_utc = nudge_zone_to_utc (zone, local) != seconds;
  timing->start = timing->is_utc ? seconds : local;
  return TRUE;
}

static gboolean
time_once (const NudgeNewRule *rule, Timing *timing, NudgeZone *zone, NudgeTime now, GError **error)
{
  NudgeTime time;
  NudgeTime day;
  gint seconds;

  if (rule->every != NULL || rule->start != NULL)
    return fail (error, "A date means once; --every and --start need days of the week or none");
  if (!is_date (rule->on))
    return parse_time ("--at", rule->at, zone, now, &time, error) && set_once (timing, time, zone, now, error);
  if (g_ascii_strcasecmp (rule->on, "today") == 0)
    day = now;
  else if (g_ascii_strcasecmp (rule->on, "tomorrow") == 0)
    {
      if (!parse_time ("--on", "tomorrow 12:00", zone, now, &day, error))
        return FALSE;
    }
  else if (!parse_time ("--on", rule->on, zone, now, &day, error))
    return FALSE;
  if (!nudge_time_of_day_parse (rule->at == NULL ? DEFAULT_TIME : rule->at, &seconds, NULL))
    return fail (error, "--on with a date needs one time of day, such as --at 9:00");
  time = local_seconds (day, zone) / 86400 * 86400 + seconds;
  return set_once (timing, nudge_zone_to_utc (zone, time) * G_TIME_SPAN_SECOND, zone, now, error);
}

static gboolean
time_rrule (const NudgeNewRule *rule, Timing *timing, NudgeZone *zone, NudgeTime now, GError **error)
{
  const char *text = g_str_has_prefix (rule->rrule, "RRULE:") ? rule->rrule + strlen ("RRULE:") : rule->rrule;
  NudgeTime start = now + G_TIME_SPAN_MINUTE;

  if (rule->every != NULL || rule->between != NULL || rule->on != NULL || rule->at != NULL)
    return fail (error, "--rrule says all but the first time (--start); it goes with none of --every, --on and --at");
  if (rule->start != NULL && !parse_time ("--start", rule->start, zone, now, &start, error))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("=;,+-", *p) == NULL)
      return fail (error, "--rrule is one rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO");
  timing->start = local_seconds (start, zone);
  if (rule->start == NULL)
    timing->start -= timing->start % 60;
  timing->rrules = g_strsplit (text, "\n", 1);
  return TRUE;
}

static gboolean
plan_every (const NudgeNewRule *rule, NudgeDayPlan *plan, GError **error)
{
  GTimeSpan span;
  GError *cause = NULL;

  if (!nudge_duration_parse (rule->every, &span, &cause))
    return fail_value (error, "--every", cause);
  if (span < G_TIME_SPAN_DAY && rule->at != NULL)
    return fail (error, "--every in minutes or hours goes with --between, not with --at");
  if (span < G_TIME_SPAN_DAY)
    return nudge_day_plan_set_every (plan, span, rule->between, error);
  if (span % G_TIME_SPAN_DAY != 0 || span > LONGEST_EVERY || rule->between != NULL)
    return fail (error, "--every in days takes whole days and --at, such as --every 2d --at 9:00");
  if (span % (7 * G_TIME_SPAN_DAY) == 0)
    plan->every_weeks = (guint) (span / (7 * G_TIME_SPAN_DAY));
  else
    plan->every_days = (guint) (span / G_TIME_SPAN_DAY);
  return nudge_day_plan_set_times (plan, rule->at == NULL ? DEFAULT_TIME : rule->at, error);
}

static gboolean
time_plan (const NudgeNewRule *rule, Timing *timing, NudgeZone *zone, NudgeTime now, GError **error)
{
  g_auto(NudgeDayPlan) plan = { 0 };
  NudgeTime base = now;

  if (rule->on != NULL && !nudge_days_parse (rule->on, &plan.days, error))
    return FALSE;
  if (rule->every == NULL && rule->between != NULL)
    return fail (error, "--between needs --every, such as --every 2h");
  if (rule->every != NULL && !plan_every (rule, &plan, error))
    return FALSE;
  if (rule->every == NULL &&
      !nudge_day_plan_set_times (&plan, rule->at == NULL ? DEFAULT_TIME : rule->at, error))
    return FALSE;
  if (rule->start != NULL && !parse_time ("--start", rule->start, zone, now, &base, error))
    return FALSE;
  timing->start = nudge_day_plan_first (&plan, local_seconds (base, zone) - (rule->start == NULL ? 0 : 1));
  timing->rrules = nudge_day_plan_to_rrules (&plan);
  return TRUE;
}

static gboolean
choose_timing (const NudgeNewRule *rule, Timing *timing, NudgeZone *zone, NudgeTime now, GError **error)
{
  if (rule->in != NULL)
    return time_in (rule, timing, zone, now, error);
  if (rule->rrule != NULL)
    return time_rrule (rule, timing, zone, now, error);
  if (is_date (rule->on) || (rule->at != NULL && !is_list_of_times (rule->at)))
    return time_once (rule, timing, zone, now, error);
  if (rule->every != NULL || rule->between != NULL || rule->at != NULL || rule->on != NULL)
    return time_plan (rule, timing, zone, now, error);
  return fail (error, "When? For example --every 2h --between 09:00-17:00 --on weekdays, --at 9:00, --in 20m");
}

static gboolean
check_word (const char *option, const char *text, const char *const *words, GError **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *hint = NULL;
  g_autofree char *all = NULL;

  for (gsize i = 0; text == NULL || words[i] != NULL; i++)
    if (text == NULL || g_ascii_strcasecmp (words[i], text) == 0)
      return TRUE;
  shown = nudge_clean (text);
  hint = nudge_suggest_text (text, words);
  all = g_strjoinv (", ", (char **) words);
  g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE, "--%s knows no “%s”; there are %s.%s", option, shown, all,
               hint);
  return FALSE;
}

static gboolean
append_details (GString *out, const NudgeNewRule *rule, GError **error)
{
  GTimeSpan room;
  GError *cause = NULL;

  if (rule->category != NULL)
    nudge_ics_text (out, "CATEGORIES", nudge_category_canonical (rule->category));
  if (rule->ask != NULL)
    {
      g_autofree char *ask = g_ascii_strup (rule->ask, -1);

      nudge_ics_line (out, "X-NUDGED-ASK", ask);
    }
  if (rule->room != NULL && !nudge_duration_parse (rule->room, &room, &cause))
    return fail_value (error, "--room", cause);
  if (rule->room != NULL)
    nudge_ics_duration (out, "X-NUDGED-ROOM", room);
  for (gsize i = 0; rule->prompts != NULL && rule->prompts[i] != NULL; i++)
    nudge_ics_text (out, "X-NUDGED-PROMPT", rule->prompts[i]);
  return TRUE;
}

static void
append_timing (GString *out, const Timing *timing)
{
  nudge_ics_date_time (out, "DTSTART", timing->start, timing->is_utc);
  for (gsize i = 0; timing->rrules != NULL && timing->rrules[i] != NULL; i++)
    nudge_ics_line (out, "RRULE", timing->rrules[i]);
  if (timing->rrules == NULL)
    nudge_ics_line (out, "X-NUDGED-MISSED", "SHOW");
}

char *
nudge_new_rule_to_ics (const NudgeNewRule *rule, const char *uid, NudgeZone *zone, NudgeTime now, GError **error)
{
  static const char *const asks[] = { "none", "mood", "word", "note", "reflect", NULL };
  g_auto(Timing) timing = { 0 };
  g_autoptr(GString) out = g_string_new (NULL);

  if (strspn (rule->summary, " \t\n") == strlen (rule->summary))
    return fail (error, "A nudge needs a title"), NULL;
  if (!check_word ("category", rule->category, nudge_category_list (), error) ||
      !check_word ("ask", rule->ask, asks, error) || !choose_timing (rule, &timing, zone, now, error))
    return NULL;
  nudge_ics_line (out, "BEGIN", "VCALENDAR");
  nudge_ics_line (out, "VERSION", "2.0");
  nudge_ics_line (out, "PRODID", "-//nudged//nudgectl " NUDGE_VERSION "//EN");
  nudge_ics_line (out, "BEGIN", "VEVENT");
  nudge_ics_line (out, "UID", uid);
  nudge_ics_date_time (out, "DTSTAMP", now / G_TIME_SPAN_SECOND, TRUE);
  nudge_ics_text (out, "SUMMARY", rule->summary);
  append_timing (out, &timing);
  nudge_ics_line (out, "TRANSP", "TRANSPARENT");
  if (!append_details (out, rule, error))
    return NULL;
  nudge_ics_line (out, "END", "VEVENT");
  nudge_ics_line (out, "END", "VCALENDAR");
  return g_string_free (g_steal_pointer (&out), FALSE);
}
