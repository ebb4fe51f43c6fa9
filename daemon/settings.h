/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: the configuration files as one immutable value, with every problem in them (INI, read with inih). */
#pragma once

#include "civil-time.h"
#include "problem.h"
#include "rule.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeHours: a range of some weekdays in seconds of the day; @end <= @begin reaches past midnight. */
typedef struct {
  guint8 weekdays;  /* bit 0 Monday to bit 6 Sunday: the day on which the range begins */
  gint begin;       /* 0 to 86400 */
  gint end;         /* 0 to 86400 */
} NudgeHours;

/** NudgeHoldWhom: whose nudges the hours, the budget and the gap hold (`hold` in `[hours]`), a set of bits. */
typedef enum {
  NUDGE_HOLD_PACKS = 1 << 0, /* packs and plans */
  NUDGE_HOLD_OWN = 1 << 1,   /* own nudges and calendars */
  NUDGE_HOLD_ALL = NUDGE_HOLD_PACKS | NUDGE_HOLD_OWN,
} NudgeHoldWhom;

typedef enum {
  NUDGE_BODY_ALWAYS,
  NUDGE_BODY_UNLOCKED,
  NUDGE_BODY_NEVER,
} NudgeBodyPolicy;

typedef enum {
  NUDGE_URGENCY_LOW,
  NUDGE_URGENCY_NORMAL,
  NUDGE_URGENCY_CRITICAL,
} NudgeUrgency;

typedef enum {
  NUDGE_ROLE_REMIND = 1 << 0,
  NUDGE_ROLE_BUSY = 1 << 1,
  NUDGE_ROLE_BOTH = NUDGE_ROLE_REMIND | NUDGE_ROLE_BUSY,
} NudgeRole;

/** NudgeCategorySettings: `[category NAME]`: what differs for one category; UNSET falls back to `[timing]`. */
typedef struct {
  char *name;
  gboolean enabled;
  GTimeSpan room;
  GTimeSpan grace;
  NudgeMissed missed;
} NudgeCategorySettings;

/** NudgeSourceSettings: `[source NAME]`: a calendar file or folder of another program. */
typedef struct {
  char *name;
  char *path;        /* absolute, `~` expanded */
  NudgeRole role;
  gboolean alarms_start; /* `alarms = start`: due at the start of each item; else by its alarms only */
  gboolean write_back;
} NudgeSourceSettings;

/** NudgeSettings: immutable and reference-counted; read the fields, never write them. Defaults: conf/nudged.conf. */
typedef struct {
  /* [nudged] */
  char *language;                 /* (nullable) */
  GLogLevelFlags log_level;       /* messages of this level and more serious ones are logged */
  /* [hours] */
  GArray *work;                   /* of NudgeHours; NULL: not given, holds nothing; empty: no time is working time */
  GArray *quiet;                  /* of NudgeHours */
  NudgeHoldWhom hold;
  /* [timing] */
  GTimeSpan room;                 /* of packs and plans; own nudges and calendars have 0 unless they say so */
  GTimeSpan grace;
  NudgeMissed missed;
  GTimeSpan min_gap;
  guint max_per_hour;             /* 0: no limit */
  guint max_per_day;              /* 0: no limit */
  GArray *snooze;                 /* of GTimeSpan, at least one; the first is the default */
  gint all_day;                   /* seconds of the day */
  /* [hold] */
  GTimeSpan idle;                 /* 0: idle holds nothing */
  gboolean hold_locked, hold_dnd, hold_fullscreen, hold_camera, hold_microphone, hold_busy_calendar;
  /* [breakpoint] */
  GTimeSpan shell_command;        /* 0: off */
  gboolean on_return, on_unlock;
  /* [notify] */
  NudgeUrgency urgency;
  gboolean sound;
  NudgeBodyPolicy body;
  gboolean persist;               /* stays until answered; else the server's own time */
  /* [easing] */
  gboolean easing;
  guint easing_after;
  /* [support] */
  gboolean support;
  guint support_low_days, support_of_days;
  char **support_contacts;
  /* [packs] */
  char **packs;                   /* names of enabled packs */
  /* [category NAME], [source NAME] */
  GPtrArray *categories;          /* of NudgeCategorySettings */
  GPtrArray *sources;             /* of NudgeSourceSettings */
} NudgeSettings;

/** nudge_settings_new_default: Returns: (transfer full): what holds without any file */
NudgeSettings *nudge_settings_new_default (void);

/**
 * nudge_settings_load:
 * @files: (array zero-terminated=1): paths in order: a later file overrides keys of an earlier one
 * @problems: (element-type NudgeProblem): every problem is added here
 *
 * A file that does not exist is passed over. A wrong line is a problem and leaves the
 * value as it was; an unknown key is a warning with the nearest known one. When a file cannot
 * be read at all or is not text, that is an error in @problems; callers that have earlier
 * settings then keep them (@is_usable is %FALSE).
 *
 * Returns: (transfer full): the settings
 */
NudgeSettings *nudge_settings_load (const char *const *files, GPtrArray *problems, gboolean *is_usable);

NudgeSettings *nudge_settings_ref (NudgeSettings *settings);
void nudge_settings_unref (NudgeSettings *settings);

/** nudge_settings_find_category: Returns: (transfer none) (nullable): its section */
const NudgeCategorySettings *nudge_settings_find_category (const NudgeSettings *settings, const char *name);

/** nudge_settings_resolve_room, _grace, _missed: what counts for @rule: its own value, its category's, the general one.
 * Own nudges and calendars have room 0 unless rule or category say otherwise. Never UNSET. */
GTimeSpan nudge_settings_resolve_room (const NudgeSettings *settings, const NudgeRule *rule);
GTimeSpan nudge_settings_resolve_grace (const NudgeSettings *settings, const NudgeRule *rule);
NudgeMissed nudge_settings_resolve_missed (const NudgeSettings *settings, const NudgeRule *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeSettings, nudge_settings_unref)

G_END_DECLS
