/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preview: asks the daemon when the items of files are due, many files at a time. */
#pragma once

#include "cli.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgePreviewWindow:
 *
 * What to ask of each file; @zone (nullable) is the zone of floating times, @rules asks for rule records, @says_cut
 * makes a problem of a list that was cut.
 */
typedef struct {
  NudgeTime from;
  NudgeTime to;
  guint limit;
  const char *zone;
  gboolean rules;
  gboolean says_cut;
} NudgePreviewWindow;

/**
 * NudgePreview: what all files together gave.
 * @records: (element-type GVariant): agenda records in order of time, then of files
 * @rules: (element-type GVariant): rule records
 * @problems: (element-type GVariant): problem records in the order of the files
 * @has_error: a file or an item of one could not be read
 */
typedef struct {
  GPtrArray *records;
  GPtrArray *rules;
  GPtrArray *problems;
  gboolean has_error;
} NudgePreview;

/**
 * nudge_preview_files:
 * @files: names as they were given; `-` is standard input
 *
 * A file that cannot be read becomes a problem record; the others go on.
 *
 * Returns: (transfer full): the answer, or %NULL when the daemon cannot be reached or refuses the options
 */
NudgePreview *nudge_preview_files (NudgeCli *cli, const char *const *files, const NudgePreviewWindow *window,
                                   GError **error);

/** nudge_preview_text: the same of the iCalendar text @ics, which problems call @name. */
NudgePreview *nudge_preview_text (NudgeCli *cli, const char *name, const char *ics, const NudgePreviewWindow *window,
                                  GError **error);

void nudge_preview_free (NudgePreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgePreview, nudge_preview_free)

G_END_DECLS
