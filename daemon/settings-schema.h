/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings schema: the one table of all sections and keys, their types, ranges and defaults. */
#pragma once

#include "settings.h"

#include <glib.h>

G_BEGIN_DECLS

/** NudgeKeyType: how a value is written, and what type the field has. */
typedef enum {
  NUDGE_KEY_TEXT,        /* char *; empty means not given */
  NUDGE_KEY_PATH,        /* char *; absolute, or begins with ~/ */
  NUDGE_KEY_BOOLEAN,     /* gboolean */
  NUDGE_KEY_NUMBER,      /* guint */
  NUDGE_KEY_SPAN,        /* GTimeSpan */
  NUDGE_KEY_TIME_OF_DAY, /* gint, seconds of the day */
  NUDGE_KEY_CHOICE,      /* an enum: one of the words */
  NUDGE_KEY_HOURS,       /* GArray of NudgeHours */
  NUDGE_KEY_SPANS,       /* GArray of GTimeSpan, at least one */
  NUDGE_KEY_NAMES,       /* char **, separated by commas */
  NUDGE_KEY_LINES,       /* char **, one more with each line of the key; an empty line begins anew */
} NudgeKeyType;

/** NudgeChoice: a word that a key takes and what it stands for; the last of an array has no word. */
typedef struct {
  const char *word;
  gint value;
} NudgeChoice;

/**
 * NudgeKey: one key of one section.
 * @section: as written; `category` and `source` stand for `[category NAME]` and `[source NAME]`
 * @offset: of the field in NudgeSettings, NudgeCategorySettings or NudgeSourceSettings
 * @fallback: (nullable): the default as it would be written in a file; %NULL: not given
 * @min: smallest number, or span in microseconds; 0 lets a span also be `off`
 * @max: biggest
 * @choices: of NUDGE_KEY_CHOICE
 */
typedef struct {
  const char *section;
  const char *name;
  NudgeKeyType type;
  gsize offset;
  const char *fallback;
  gint64 min;
  gint64 max;
  const NudgeChoice *choices;
} NudgeKey;

/** nudge_key_list: Returns: (transfer none): all keys in the order of conf/nudged.conf */
const NudgeKey *nudge_key_list (gsize *n_keys);

/** nudge_key_find: any case. Returns: (nullable): the key @name of @section */
const NudgeKey *nudge_key_find (const char *section, const char *name);

/** nudge_key_suggest: Returns: (nullable): the name of the key of @section that @name is most like, if any is near */
const char *nudge_key_suggest (const char *section, const char *name);

/** nudge_key_find_section_of: Returns: (nullable): the section that has a key @name */
const char *nudge_key_find_section_of (const char *name);

/** nudge_key_has_section: Returns: whether there is a section @section */
gboolean nudge_key_has_section (const char *section);

/** nudge_key_suggest_section: Returns: (nullable): the section that @section is most like, if any is near */
const char *nudge_key_suggest_section (const char *section);

G_END_DECLS
