/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal types: what is added to the history, and how it is asked. */
#pragma once

#include "civil-time.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeEntry: one line of the history, for adding.
 * @kind: `mood`, `note`, `setback`, `reflection`, one of the nine categories (`movement`, `sleep`, …), or a word of
 *   the user's: `[a-z][a-z0-9-]{0,31}`; the kinds of outcomes (`done`, …) belong to nudges
 * @time: when it was
 * @category: (nullable): canonical
 * @uid: (nullable): of a rule
 * @value: (nullable): such as `2` or `7h`
 * @words: (nullable): feelings, %NULL-terminated
 * @note: (nullable): at most 64 KiB of UTF-8
 */
typedef struct {
  const char *kind;
  NudgeTime time;
  const char *category;
  const char *uid;
  const char *value;
  const char *const *words;
  const char *note;
} NudgeEntry;

/**
 * NudgeQuery: which entries.
 * @kinds, @categories: (nullable): any of these
 * @from: at or after; @to: before; 0 and %NUDGE_NEVER for all
 * @text: (nullable): in note, words or summary, ignoring case
 * @nudge: only entries of that nudge; 0 for all
 * @uid: (nullable): only entries of that rule
 * @limit: at most so many, the newest ones; 0 means 1,000
 * @before_id: only entries with a smaller number, for paging; 0 for the newest
 */
typedef struct {
  const char *const *kinds;
  const char *const *categories;
  NudgeTime from;
  NudgeTime to;
  const char *text;
  guint64 nudge;
  const char *uid;
  guint limit;
  guint64 before_id;
} NudgeQuery;

G_END_DECLS
