/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule folder: watches one folder (or one file) of .ics files and keeps what they say, without polling. */
#pragma once

#include "ics-parser.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_RULE_FOLDER (nudge_rule_folder_get_type ())
G_DECLARE_FINAL_TYPE (NudgeRuleFolder, nudge_rule_folder, NUDGE, RULE_FOLDER, GObject)

/**
 * NudgeRuleFolder::changed:
 *
 * The rules or the problems are other ones. The first emission ends the first reading, also of an empty folder.
 */

/**
 * nudge_rule_folder_new:
 * @path: a folder, or a single .ics file; may not exist yet: then it is a problem until it does
 * @only: (nullable): names of the files to read, without `.ics`; others are not looked at
 * @context: origin, source, alarms and language for the parser; copied, its `file` is ignored
 *
 * Reads and parses in a worker thread; regular files only, opened without following links out of the way of
 * FIFOs and devices; a file that changes while it is read, or is cut off in the middle, keeps its last good state
 * and is read again. A folder that becomes unreadable keeps its rules.
 *
 * Returns: (transfer full): a watch that begins to read at once
 */
NudgeRuleFolder *nudge_rule_folder_new (const char *path, const char *const *only, const NudgeIcsContext *context);

/** nudge_rule_folder_reload: reads everything anew; `changed` follows. */
void nudge_rule_folder_reload (NudgeRuleFolder *self);

/** nudge_rule_folder_refresh: looks for changes at once, as after writing a file; reads only what changed. `changed`
 * follows, also when nothing did. */
void nudge_rule_folder_refresh (NudgeRuleFolder *self);

/** nudge_rule_folder_is_ready: Returns: whether the first reading has ended */
gboolean nudge_rule_folder_is_ready (NudgeRuleFolder *self);

/** nudge_rule_folder_get_path: Returns: (transfer none): its path */
const char *nudge_rule_folder_get_path (NudgeRuleFolder *self);

/** nudge_rule_folder_list_rules: Returns: (transfer container) (element-type NudgeRule): by file name and line */
GPtrArray *nudge_rule_folder_list_rules (NudgeRuleFolder *self);

/** nudge_rule_folder_list_problems: Returns: (transfer container) (element-type NudgeProblem): in the same order */
GPtrArray *nudge_rule_folder_list_problems (NudgeRuleFolder *self);

/**
 * nudge_rule_folder_read_file:
 *
 * Reads one file with all its guards, for a check or a preview: regular file, at most 16 MiB. Any thread.
 *
 * Returns: (transfer full) (nullable): its bytes, or %NULL with %NUDGE_ERROR_TOO_LARGE or a #GIOErrorEnum
 */
GBytes *nudge_rule_folder_read_file (const char *path, GError **error);

G_END_DECLS
