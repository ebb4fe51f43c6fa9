/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scan of a rule folder: what a folder says now, given what it said before; reads only what changed. */
#pragma once

#include "rule-folder-file.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NudgeFolderPlan: what to scan; immutable, may be read by any thread.
 * @path: a folder or a file
 * @only: (nullable): names without `.ics`
 * @context: for the parser; `file` is not used
 */
typedef struct {
  char *path;
  char **only;
  NudgeIcsContext context;
} NudgeFolderPlan;

/** nudge_folder_plan_new: Returns: (transfer full): a plan with copies of all */
NudgeFolderPlan *nudge_folder_plan_new (const char *path, const char *const *only, const NudgeIcsContext *context);

NudgeFolderPlan *nudge_folder_plan_ref (NudgeFolderPlan *plan);
void nudge_folder_plan_unref (NudgeFolderPlan *plan);

/**
 * NudgeFolderState: what one scan found; immutable.
 * @files: (element-type NudgeFolderFile): sorted by name
 * @problems: (element-type NudgeProblem): of the folder as a whole, and of files that should be there
 * @links: (element-type utf8): files outside that links lead to, to be watched as well
 * @watched: the name to watch: the path itself, or the first part of it that does not exist yet
 * @is_folder: there is a folder at the path, with @device and @inode
 * @is_link: the path is a symbolic link
 * @is_settled: %FALSE: scan again after %NUDGE_FOLDER_SETTLE
 */
typedef struct {
  GPtrArray *files;
  GPtrArray *problems;
  GPtrArray *links;
  char *watched;
  gboolean is_folder;
  gboolean is_link;
  guint64 device;
  guint64 inode;
  gboolean is_settled;
} NudgeFolderState;

/**
 * NudgeFolderScan: one scan.
 * @before: (nullable): what the last scan found; %NULL at the first
 * @touched: (nullable) (element-type utf8 utf8): names and paths to read again even if they look the same
 * @is_forced: read and parse everything
 * @now: monotonic time
 */
typedef struct {
  const NudgeFolderPlan *plan;
  const NudgeFolderState *before;
  GHashTable *touched;
  gboolean is_forced;
  gint64 now;
} NudgeFolderScan;

/**
 * nudge_folder_scan:
 *
 * Any thread. Gives references on arrays of @before to the result, never on rules: those stay
 * with the thread that owns the states, which must keep @before until it has dropped the result.
 *
 * Returns: (transfer full) (nullable): what is there, or %NULL when cancelled
 */
NudgeFolderState *nudge_folder_scan (const NudgeFolderScan *scan, GCancellable *cancellable);

/** nudge_folder_state_equal: Returns: whether both say the same rules and the same problems */
gboolean nudge_folder_state_equal (const NudgeFolderState *a, const NudgeFolderState *b);

/** nudge_folder_is_rule_name: Returns: whether a file of that name is read: `.ics`, not hidden, not an editor's own */
gboolean nudge_folder_is_rule_name (const char *name);

NudgeFolderState *nudge_folder_state_ref (NudgeFolderState *state);
void nudge_folder_state_unref (NudgeFolderState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeFolderPlan, nudge_folder_plan_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeFolderState, nudge_folder_state_unref)

G_END_DECLS
