/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings schema: the one table of all sections and keys, their types, ranges and defaults. */
#include "settings-schema.h"

#include "nearest.h"

#define MINUTES(n) ((n) * G_TIME_SPAN_MINUTE)
#define DAYS(n) ((n) * G_TIME_SPAN_DAY)
#define FIELD(name) G_STRUCT_OFFSET (NudgeSettings, name)
#define CATEGORY_FIELD(name) G_STRUCT_OFFSET (NudgeCategorySettings, name)
#define SOURCE_FIELD(name) G_STRUCT_OFFSET (NudgeSourceSettings, name)

static const NudgeChoice log_levels[] = {
  { "critical", G_LOG_LEVEL_CRITICAL }, { "warning", G_LOG_LEVEL_WARNING }, { "message", G_LOG_LEVEL_MESSAGE },
  { "info", G_LOG_LEVEL_INFO },         { "debug", G_LOG_LEVEL_DEBUG },     { NULL, 0 },
};

static const NudgeChoice hold_whom[]
    = { { "packs", NUDGE_HOLD_PACKS }, { "own", NUDGE_HOLD_OWN }, { "all", NUDGE_HOLD_ALL }, { NULL, 0 } };

static const NudgeChoice missed[] = { { "show", NUDGE_MISSED_SHOW }, { "drop", NUDGE_MISSED_DROP }, { NULL, 0 } };

static const NudgeChoice urgencies[] = {
  { "low", NUDGE_URGENCY_LOW },
  { "normal", NUDGE_URGENCY_NORMAL },
  { "critical", NUDGE_URGENCY_CRITICAL },
  { NULL, 0 },
};

static const NudgeChoice bodies[] = {
  { "always", NUDGE_BODY_ALWAYS },
  { "unlocked", NUDGE_BODY_UNLOCKED },
  { "never", NUDGE_BODY_NEVER },
  { NULL, 0 },
};

static const NudgeChoice roles[]
    = { { "remind", NUDGE_ROLE_REMIND }, { "busy", NUDGE_ROLE_BUSY }, { "both", NUDGE_ROLE_BOTH }, { NULL, 0 } };

static const NudgeChoice alarms[] = { { "own", FALSE }, { "start", TRUE }, { NULL, 0 } };

static const NudgeKey keys[] = {
  { "nudged", "language", NUDGE_KEY_TEXT, FIELD (language), NULL },
  { "nudged", "log-level", NUDGE_KEY_CHOICE, FIELD (log_level), "message", 0, 0, log_levels },
  { "hours", "work", NUDGE_KEY_HOURS, FIELD (work), NULL },
  { "hours", "quiet", NUDGE_KEY_HOURS, FIELD (quiet), "22:00-07:00" },
  { "hours", "hold", NUDGE_KEY_CHOICE, FIELD (hold), "packs", 0, 0, hold_whom },
  { "timing", "room", NUDGE_KEY_SPAN, FIELD (room), "10m", 0, DAYS (1) },
  { "timing", "grace", NUDGE_KEY_SPAN, FIELD (grace), "1h", 0, DAYS (366) },
  { "timing", "missed", NUDGE_KEY_CHOICE, FIELD (missed), "drop", 0, 0, missed },
  { "timing", "min-gap", NUDGE_KEY_SPAN, FIELD (min_gap), "5m", 0, DAYS (1) },
  { "timing", "max-per-hour", NUDGE_KEY_NUMBER, FIELD (max_per_hour), "4", 0, 60 },
  { "timing", "max-per-day", NUDGE_KEY_NUMBER, FIELD (max_per_day), "24", 0, 1000 },
  { "timing", "snooze", NUDGE_KEY_SPANS, FIELD (snooze), "5m, 15m, 1h", MINUTES (1), DAYS (366) },
  { "timing", "all-day", NUDGE_KEY_TIME_OF_DAY, FIELD (all_day), "09:00" },
  { "hold", "idle", NUDGE_KEY_SPAN, FIELD (idle), "5m", 0, DAYS (1) },
  { "hold", "locked", NUDGE_KEY_BOOLEAN, FIELD (hold_locked), "yes" },
  { "hold", "dnd", NUDGE_KEY_BOOLEAN, FIELD (hold_dnd), "yes" },
  { "hold", "fullscreen", NUDGE_KEY_BOOLEAN, FIELD (hold_fullscreen), "yes" },
  { "hold", "camera", NUDGE_KEY_BOOLEAN, FIELD (hold_camera), "yes" },
  { "hold", "microphone", NUDGE_KEY_BOOLEAN, FIELD (hold_microphone), "yes" },
  { "hold", "busy-calendar", NUDGE_KEY_BOOLEAN, FIELD (hold_busy_calendar), "yes" },
  { "breakpoint", "shell-command", NUDGE_KEY_SPAN, FIELD (shell_command), "20s", 0, DAYS (1) },
  { "breakpoint", "return", NUDGE_KEY_BOOLEAN, FIELD (on_return), "yes" },
  { "breakpoint", "unlock", NUDGE_KEY_BOOLEAN, FIELD (on_unlock), "yes" },
  { "notify", "urgency", NUDGE_KEY_CHOICE, FIELD (urgency), "normal", 0, 0, urgencies },
  { "notify", "sound", NUDGE_KEY_BOOLEAN, FIELD (sound), "no" },
  { "notify", "body", NUDGE_KEY_CHOICE, FIELD (body), "always", 0, 0, bodies },
  { "notify", "persist", NUDGE_KEY_BOOLEAN, FIELD (persist), "yes" },
  { "easing", "enabled", NUDGE_KEY_BOOLEAN, FIELD (easing), "yes" },
  { "easing", "after", NUDGE_KEY_NUMBER, FIELD (easing_after), "5", 1, 100 },
  { "support", "enabled", NUDGE_KEY_BOOLEAN, FIELD (support), "yes" },
  { "support", "low-days", NUDGE_KEY_NUMBER, FIELD (support_low_days), "10", 1, 366 },
  { "support", "of-days", NUDGE_KEY_NUMBER, FIELD (support_of_days), "14", 1, 366 },
  { "support", "contact", NUDGE_KEY_LINES, FIELD (support_contacts), NULL },
  { "packs", "enabled", NUDGE_KEY_NAMES, FIELD (packs), "workday" },
  { "category", "enabled", NUDGE_KEY_BOOLEAN, CATEGORY_FIELD (enabled), "yes" },
  { "category", "room", NUDGE_KEY_SPAN, CATEGORY_FIELD (room), NULL, 0, DAYS (1) },
  { "category", "grace", NUDGE_KEY_SPAN, CATEGORY_FIELD (grace), NULL, 0, DAYS (366) },
  { "category", "missed", NUDGE_KEY_CHOICE, CATEGORY_FIELD (missed), NULL, 0, 0, missed },
  { "source", "path", NUDGE_KEY_PATH, SOURCE_FIELD (path), NULL },
  { "source", "role", NUDGE_KEY_CHOICE, SOURCE_FIELD (role), "remind", 0, 0, roles },
  { "source", "alarms", NUDGE_KEY_CHOICE, SOURCE_FIELD (alarms_start), "own", 0, 0, alarms },
  { "source", "write-back", NUDGE_KEY_BOOLEAN, SOURCE_FIELD (write_back), "no" },
};

const NudgeKey *
nudge_key_list (gsize *n_keys)
{
  *n_keys = G_N_ELEMENTS (keys);
  return keys;
}

const NudgeKey *
nudge_key_find (const char *section, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strcasecmp (keys[i].section, section) == 0 && g_ascii_strcasecmp (keys[i].name, name) == 0)
      return &keys[i];
  return NULL;
}

const char *
nudge_key_suggest (const char *section, const char *name)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strcasecmp (keys[i].section, section) == 0)
      g_ptr_array_add (names, (gpointer) keys[i].name);
  g_ptr_array_add (names, NULL);
  return nudge_nearest ((const char *const *) names->pdata, name);
}

const char *
nudge_key_find_section_of (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strcasecmp (keys[i].name, name) == 0)
      return keys[i].section;
  return NULL;
}

gboolean
nudge_key_has_section (const char *section)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strcasecmp (keys[i].section, section) == 0)
      return TRUE;
  return FALSE;
}

const char *
nudge_key_suggest_section (const char *section)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_ptr_array_add (names, (gpointer) keys[i].section);
  g_ptr_array_add (names, NULL);
  return nudge_nearest ((const char *const *) names->pdata, section);
}
