/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file of a rule folder: which of its texts is in force, and what there is to tell about it. */
#pragma once

#include "ics-parser.h"
#include "rule-reader.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** NUDGE_FOLDER_SETTLE: how long a file may look half-written before it is taken at its word. */
#define NUDGE_FOLDER_SETTLE (1 * G_TIME_SPAN_SECOND)

/**
 * NudgeFolderFile: immutable and reference-counted; read the fields, never write them.
 * @name: in its folder
 * @target: (nullable): where the name leads to when it is a link
 * @identity: of the file that was read; zero when it has to be read again
 * @digest: (nullable): of the text that is in force
 * @is_whole: that text was a complete calendar
 * @rules: (element-type NudgeRule): of that text; shared with earlier states of the file
 * @own_problems: (element-type NudgeProblem): of that text
 * @problems: (element-type NudgeProblem): what to tell: @own_problems, or why a newer text is not in force
 * @unsettled_since: monotonic time since when it looks half-written; 0: it does not
 */
typedef struct {
  char *name;
  char *target;
  NudgeFileIdentity identity;
  char *digest;
  gboolean is_whole;
  GPtrArray *rules;
  GPtrArray *own_problems;
  GPtrArray *problems;
  gint64 unsettled_since;
} NudgeFolderFile;

/**
 * NudgeFolderTask: how to look at the files of one scan.
 * @context: for the parser; `file` is not used
 * @touched: (nullable) (element-type utf8 utf8): names, and targets of links, to read even if they look the same
 * @is_forced: reads and parses everything
 * @may_wait: a file that looks half-written gets %NUDGE_FOLDER_SETTLE; otherwise it is taken at its word at once
 * @now: monotonic time
 */
typedef struct {
  const NudgeIcsContext *context;
  GHashTable *touched;
  gboolean is_forced;
  gboolean may_wait;
  gint64 now;
} NudgeFolderTask;

/**
 * nudge_folder_file_update:
 * @before: (nullable): the file of that name as it counted until now
 * @path: where it is
 *
 * Any thread. Shares the rules of @before where they stay in force, and takes no reference on a rule.
 *
 * Returns: (transfer full) (nullable): the file as it counts now, or %NULL when there is none of that name
 */
NudgeFolderFile *nudge_folder_file_update (NudgeFolderFile *before, const char *path, const char *name,
                                           const NudgeFolderTask *task);

/** nudge_folder_file_says_the_same: Returns: whether @a and @b have the same rules in force and the same to tell */
gboolean nudge_folder_file_says_the_same (const NudgeFolderFile *a, const NudgeFolderFile *b);

/** nudge_problems_equal: Returns: whether both lists of NudgeProblem read the same */
gboolean nudge_problems_equal (GPtrArray *a, GPtrArray *b);

NudgeFolderFile *nudge_folder_file_ref (NudgeFolderFile *file);
void nudge_folder_file_unref (NudgeFolderFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeFolderFile, nudge_folder_file_unref)

G_END_DECLS
