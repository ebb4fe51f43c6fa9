/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Library: all folders of rules together: own nudges, started plans, enabled packs, sources. */
#pragma once

#include "paths.h"
#include "rule.h"
#include "settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NUDGE_TYPE_LIBRARY (nudge_library_get_type ())
G_DECLARE_FINAL_TYPE (NudgeLibrary, nudge_library, NUDGE, LIBRARY, GObject)

/**
 * NudgeLibrary::changed:
 *
 * Rules or problems are other ones. The first emission says that all folders were read once.
 */

/** nudge_library_new: Returns: (transfer full): an empty library; nudge_library_configure_async() fills it */
NudgeLibrary *nudge_library_new (const NudgePaths *paths);

/**
 * nudge_library_configure_async:
 *
 * Opens the folders that @settings name and reads everything anew; the rules in force stay until
 * that is done. A call while another one is under way takes its place and ends both.
 */
void nudge_library_configure_async (NudgeLibrary *self, NudgeSettings *settings, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean nudge_library_configure_finish (NudgeLibrary *self, GAsyncResult *result, GError **error);

/** nudge_library_list_rules: Returns: (transfer none) (element-type NudgeRule): each UID once; own ones first */
GPtrArray *nudge_library_list_rules (NudgeLibrary *self);

/** nudge_library_lookup: Returns: (transfer none) (nullable): the rule with that UID */
NudgeRule *nudge_library_lookup (NudgeLibrary *self, const char *uid);

/** nudge_library_list_problems: Returns: (transfer none) (element-type NudgeProblem): of all folders */
GPtrArray *nudge_library_list_problems (NudgeLibrary *self);

/** nudge_library_check_add: writes nothing. Returns: (transfer full): the UID that nudge_library_add_async() would
 * give, or %NULL with its error */
char *nudge_library_check_add (NudgeLibrary *self, const char *ics, gboolean replace, NudgeTime now, GError **error);

/**
 * nudge_library_add_async:
 * @ics: as of nudge_own_item_new()
 * @replace: an own nudge with the same UID is replaced; else that is an error
 *
 * Ends when the rule is in force. Errors: %NUDGE_ERROR_INVALID_RULE, _TOO_LARGE, _WRONG_STATE, _STORAGE.
 */
void nudge_library_add_async (NudgeLibrary *self, const char *ics, gboolean replace, NudgeTime now,
                              GAsyncReadyCallback callback, gpointer user_data);

/** nudge_library_add_finish: Returns: (transfer full): the UID, or %NULL */
char *nudge_library_add_finish (NudgeLibrary *self, GAsyncResult *result, GError **error);

/** nudge_library_remove_async: deletes an own nudge that stands alone in its file. Errors: %NUDGE_ERROR_NOT_FOUND,
 * _WRONG_STATE, _STORAGE. */
void nudge_library_remove_async (NudgeLibrary *self, const char *uid, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean nudge_library_remove_finish (NudgeLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
