/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gate world: reads a row of the table of verdicts into values. */
#include "gate-world.h"

#include "fake-clock.h"

#include <stdlib.h>
#include <string.h>

#define WEEK "2026-03-02"

static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", NULL };

/* `Mon 10:00`, `2026-03-29 01:00`, or `10:00` of the day of @now. */
static NudgeTime
parse_time (const char *text, NudgeTime now)
{
  g_autofree char *day = g_strndup (text, 3);
  g_autofree char *full = NULL;

  if (strlen (text) == 5)
    {
      full = g_strdup_printf ("1970-01-01 %s", text);
      return now - now % G_TIME_SPAN_DAY + at (full);
    }
  if (!g_strv_contains (weekdays, day))
    return at (text);
  full = g_strdup_printf (WEEK " %s", text + 4);
  for (guint i = 0; i < 7; i++)
    if (g_str_equal (weekdays[i], day))
      return at (full) + i * G_TIME_SPAN_DAY;
  g_assert_not_reached ();
}

static char *
format_time (NudgeTime time)
{
  NudgeCivil civil = nudge_civil_from_seconds (time / G_TIME_SPAN_SECOND);
  gint64 day = (time - at (WEEK)) / G_TIME_SPAN_DAY;

  g_assert_cmpint (time % G_TIME_SPAN_MINUTE, ==, 0);
  if (time >= at (WEEK) && day < 7)
    return g_strdup_printf ("%s %02d:%02d", weekdays[day], civil.hour, civil.minute);
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", civil.year, civil.month, civil.day, civil.hour, civil.minute);
}

static void
set_hours (GArray **hours, const NudgeHours *ranges, guint n_ranges)
{
  g_clear_pointer (hours, g_array_unref);
  *hours = g_array_new (FALSE, FALSE, sizeof (NudgeHours));
  if (n_ranges > 0)
    g_array_append_vals (*hours, ranges, n_ranges);
}

#define HOURS(h) ((h) * 3600)
#define MINUTES(h, m) ((h) * 3600 + (m) * 60)

enum {
  MON_FRI = 0x1f,
  SAT_SUN = 0x60,
  ALL_WEEK = 0x7f,
};

static const NudgeHours office[]
    = { { MON_FRI, HOURS (9), MINUTES (12, 30) }, { MON_FRI, MINUTES (13, 30), HOURS (18) } };
static const NudgeHours always[] = { { ALL_WEEK, 0, HOURS (24) } };
static const NudgeHours night[] = { { MON_FRI, HOURS (22), HOURS (6) } };
static const NudgeHours lunch[] = { { MON_FRI, HOURS (12), HOURS (13) } };
static const NudgeHours weekend[] = { { ALL_WEEK, HOURS (22), HOURS (7) }, { SAT_SUN, HOURS (7), HOURS (22) } };
static const NudgeHours mondays[] = { { 0x01, HOURS (9), HOURS (10) } };
static const NudgeHours around[] = { { ALL_WEEK, HOURS (9), HOURS (9) } };
static const NudgeHours gap[] = { { ALL_WEEK, HOURS (1), MINUTES (2, 30) } };

static const struct {
  const char *name;
  const NudgeHours *ranges;
  guint n_ranges;
} named_hours[] = {
  { "office", office, G_N_ELEMENTS (office) },    { "always", always, G_N_ELEMENTS (always) },
  { "night", night, G_N_ELEMENTS (night) },       { "lunch", lunch, G_N_ELEMENTS (lunch) },
  { "weekend", weekend, G_N_ELEMENTS (weekend) }, { "gap", gap, G_N_ELEMENTS (gap) },
  { "around", around, G_N_ELEMENTS (around) },    { "mondays", mondays, G_N_ELEMENTS (mondays) },
  { "none", NULL, 0 },
};

static void
set_named_hours (GArray **hours, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (named_hours); i++)
    if (g_str_equal (named_hours[i].name, name))
      {
        set_hours (hours, named_hours[i].ranges, named_hours[i].n_ranges);
        return;
      }
  g_assert_not_reached ();
}

static void
set_all_sources (NudgePresence *presence, NudgeTruth truth)
{
  presence->idle = presence->locked = presence->dnd = presence->fullscreen = truth;
  presence->camera = presence->microphone = presence->busy = presence->inhibited = truth;
}

static gboolean
apply_presence (GateWorld *w, const char *word)
{
  const struct {
    const char *word;
    NudgeTruth *truth;
  } sources[] = {
    { "idle", &w->presence.idle },           { "locked", &w->presence.locked },
    { "dnd", &w->presence.dnd },             { "fullscreen", &w->presence.fullscreen },
    { "camera", &w->presence.camera },       { "microphone", &w->presence.microphone },
    { "busy", &w->presence.busy },           { "inhibited", &w->presence.inhibited },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].word, word))
      {
        *sources[i].truth = NUDGE_YES;
        return TRUE;
      }
  if (g_str_equal (word, "paused"))
    w->presence.paused_until = NUDGE_NEVER;
  else if (g_str_equal (word, "unknown"))
    set_all_sources (&w->presence, NUDGE_UNKNOWN);
  else if (g_str_equal (word, "nobody"))
    set_all_sources (&w->presence, NUDGE_NO);
  else
    return FALSE;
  return TRUE;
}

static gboolean
apply_switch (GateWorld *w, const char *word)
{
  NudgeSettings *settings = w->settings;
  const struct {
    const char *word;
    gboolean *hold;
  } switches[] = {
    { "no-locked", &settings->hold_locked }, { "no-dnd", &settings->hold_dnd },
    { "no-camera", &settings->hold_camera }, { "no-microphone", &settings->hold_microphone },
    { "no-busy", &settings->hold_busy_calendar }, { "no-fullscreen", &settings->hold_fullscreen },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    if (g_str_equal (switches[i].word, word))
      {
        *switches[i].hold = FALSE;
        return TRUE;
      }
  if (g_str_equal (word, "no-idle"))
    settings->idle = 0;
  else if (g_str_equal (word, "no-quiet"))
    set_hours (&settings->quiet, NULL, 0);
  else
    return FALSE;
  return TRUE;
}

static void
switch_off (NudgeSettings *settings, const char *name)
{
  NudgeCategorySettings *category = g_new0 (NudgeCategorySettings, 1);

  category->name = g_strdup (name);
  category->room = category->grace = NUDGE_SPAN_UNSET;
  g_ptr_array_add (settings->categories, category);
}

static void
set_lately (GateWorld *w, const char *times)
{
  g_auto(GStrv) each = g_strsplit (times, ",", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      NudgeTime time = parse_time (each[i], w->now);

      g_array_append_val (w->lately, time);
    }
}

static void
set_hold (NudgeSettings *settings, const char *whom)
{
  settings->hold = g_str_equal (whom, "all") ? NUDGE_HOLD_ALL : NUDGE_HOLD_OWN;
}

static void
apply_value (GateWorld *w, const char *key, const char *value)
{
  if (g_str_equal (key, "paused"))
    w->presence.paused_until = parse_time (value, w->now);
  else if (g_str_equal (key, "work"))
    set_named_hours (&w->settings->work, value);
  else if (g_str_equal (key, "quiet"))
    set_named_hours (&w->settings->quiet, value);
  else if (g_str_equal (key, "hold"))
    set_hold (w->settings, value);
  else if (g_str_equal (key, "gap"))
    w->settings->min_gap = atoi (value) * G_TIME_SPAN_MINUTE;
  else if (g_str_equal (key, "hour"))
    w->settings->max_per_hour = (guint) atoi (value);
  else if (g_str_equal (key, "day"))
    w->settings->max_per_day = (guint) atoi (value);
  else if (g_str_equal (key, "off"))
    switch_off (w->settings, value);
  else if (g_str_equal (key, "lately"))
    set_lately (w, value);
  else if (g_str_equal (key, "zone"))
    {
      g_clear_pointer (&w->zone, nudge_zone_unref);
      w->zone = nudge_zone_new_by_name (value, NULL);
    }
  else
    g_error ("Unknown word of a row: %s", key);
}

/* Words are parted by spaces; a weekday and its time are one word. */
static char **
split_words (const char *text)
{
  g_autoptr(GRegex) regex = g_regex_new ("(?<!Mon|Tue|Wed|Thu|Fri|Sat|Sun) +", 0, 0, NULL);

  return g_regex_split (regex, text, 0);
}

static void
build_world (GateWorld *w, const char *text)
{
  g_auto(GStrv) words = split_words (text);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (words[i], "=", 2);

      if (pair[0] != NULL && pair[1] != NULL)
        apply_value (w, pair[0], pair[1]);
      else if (*words[i] != '\0' && !apply_presence (w, words[i]) && !apply_switch (w, words[i]))
        g_error ("Unknown word of a row: %s", words[i]);
    }
}

static gboolean
apply_origin (NudgeLive *live, const char *word)
{
  static const char *const origins[] = { "own", "pack", "plan", "source" };

  for (gsize i = 0; i < G_N_ELEMENTS (origins); i++)
    if (g_str_equal (origins[i], word))
      {
        live->origin = (NudgeOrigin) i;
        return TRUE;
      }
  return FALSE;
}

static void
apply_nudge_word (GateWorld *w, const char *word)
{
  NudgeLive *live = w->live;

  if (apply_origin (live, word))
    return;
  if (g_str_has_prefix (word, "due="))
    live->due = parse_time (word + 4, w->now);
  else if (g_str_has_prefix (word, "room="))
    live->room = atoi (word + 5) * G_TIME_SPAN_MINUTE;
  else if (g_str_has_prefix (word, "grace="))
    live->grace = atoi (word + 6) * G_TIME_SPAN_MINUTE;
  else if (g_str_equal (word, "show"))
    live->missed = NUDGE_MISSED_SHOW;
  else if (g_str_equal (word, "snoozed"))
    live->snoozes = 1;
  else if (g_str_equal (word, "request"))
    live->by_request = TRUE;
  else
    g_error ("Unknown word of a nudge: %s", word);
}

static void
build_nudge (GateWorld *w, const char *text)
{
  g_auto(GStrv) words = split_words (text);

  w->live->origin = NUDGE_ORIGIN_PACK;
  w->live->missed = NUDGE_MISSED_DROP;
  w->live->category = g_strdup ("other");
  w->live->due = w->now;
  w->live->grace = G_TIME_SPAN_HOUR;
  for (guint i = 0; words[i] != NULL; i++)
    apply_nudge_word (w, words[i]);
  w->live->until = w->live->due + w->live->grace;
}

void
gate_world_init (GateWorld *w, const GateRow *row)
{
  *w = (GateWorld){
    .settings = nudge_settings_new_default (),
    .lately = g_array_new (FALSE, FALSE, sizeof (NudgeTime)),
    .zone = nudge_zone_new_utc (),
    .live = nudge_live_new (),
    .now = parse_time (row->now, 0),
  };
  build_nudge (w, row->nudge);
  build_world (w, row->world);
}

void
gate_world_clear (GateWorld *w)
{
  nudge_settings_unref (w->settings);
  g_array_unref (w->lately);
  nudge_zone_unref (w->zone);
  nudge_live_unref (w->live);
}

NudgeMoment
gate_world_moment (const GateWorld *w, NudgeTime now)
{
  return (NudgeMoment){
    .presence = &w->presence,
    .settings = w->settings,
    .lately = { .times = (const NudgeTime *) (gconstpointer) w->lately->data, .n_times = w->lately->len },
    .zone = w->zone,
    .now = now,
  };
}

NudgeVerdict
gate_world_decide (const GateWorld *w, NudgeTime now)
{
  const NudgeMoment moment = gate_world_moment (w, now);

  return nudge_gate_decide (w->live, &moment);
}

char *
gate_verdict_to_string (const NudgeVerdict *verdict)
{
  static const char *const kinds[] = { "show", "wait", "hold", "drop" };
  const char *word = nudge_reason_to_word (verdict->reason);
  g_autofree char *until = verdict->until != NUDGE_NEVER ? format_time (verdict->until) : NULL;

  return g_strconcat (kinds[verdict->kind], *word != '\0' ? " " : "", word, until != NULL ? " until " : "",
                      until != NULL ? until : "", NULL);
}
