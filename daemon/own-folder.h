/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own folder: writes and deletes the user's own nudges, one item a file, as plain text that other programs read. */
#pragma once

#include "rule.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** Longest iCalendar text that nudge_own_folder_add() takes, in bytes. */
#define NUDGE_OWN_FOLDER_MAX_TEXT (256 * 1024)

/**
 * NudgeOwnItem: text that was checked and made whole.
 * @uid: its UID
 * @text: a VCALENDAR with VERSION, PRODID, UID and DTSTAMP, lines ending in CRLF
 */
typedef struct {
  char *uid;
  char *text;
} NudgeOwnItem;

/** nudge_own_item_free: frees it. */
void nudge_own_item_free (NudgeOwnItem *item);

/**
 * nudge_own_item_new:
 * @ics: a VCALENDAR with one VEVENT or VTODO, or the component alone; line ends of any kind
 * @now: for DTSTAMP where it is missing
 *
 * Lines are kept as they are; only what RFC 5545 demands and is missing is added.
 *
 * Returns: (transfer full): the item, or %NULL with %NUDGE_ERROR_INVALID_RULE or _TOO_LARGE
 */
NudgeOwnItem *nudge_own_item_new (const char *ics, NudgeTime now, GError **error);

/**
 * nudge_own_folder_save:
 * @folder: created with mode 0700 if need be
 * @file: (nullable): the file to replace; %NULL for a new one, named after the UID
 *
 * Written durably beside and renamed, mode 0600.
 *
 * Returns: (transfer full): the path, or %NULL with %NUDGE_ERROR_STORAGE
 */
char *nudge_own_folder_save (const char *folder, const NudgeOwnItem *item, const char *file, GError **error);

/** nudge_own_folder_delete: Returns: whether @file is gone, else %NUDGE_ERROR_STORAGE */
gboolean nudge_own_folder_delete (const char *file, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeOwnItem, nudge_own_item_free)

G_END_DECLS
