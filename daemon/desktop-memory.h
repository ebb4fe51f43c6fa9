/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop memory: which notification of which server shows which nudge, as a line of text that outlives us. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** NudgeDesktopMemory: notification ids by nudge, of one running server on one running bus. */
typedef struct _NudgeDesktopMemory NudgeDesktopMemory;

/**
 * nudge_desktop_memory_new:
 * @text: (nullable): what nudge_desktop_memory_to_text() gave; anything else is an empty memory
 *
 * Returns: (transfer full): the memory
 */
NudgeDesktopMemory *nudge_desktop_memory_new (const char *text);
void nudge_desktop_memory_free (NudgeDesktopMemory *memory);

/**
 * nudge_desktop_memory_set_server:
 * @bus: unique for ever, such as the GUID of the bus
 * @owner: unique name of the server on it
 *
 * Forgets everything when that is another server than before: its ids mean something else there.
 */
void nudge_desktop_memory_set_server (NudgeDesktopMemory *memory, const char *bus, const char *owner);

/** nudge_desktop_memory_put: remembers; @id 0 forgets. */
void nudge_desktop_memory_put (NudgeDesktopMemory *memory, guint64 key, guint32 id);

/** nudge_desktop_memory_get: Returns: the notification of @key, or 0 */
guint32 nudge_desktop_memory_get (NudgeDesktopMemory *memory, guint64 key);

/** nudge_desktop_memory_list: Returns: (transfer full) (element-type guint64): every key, in no order */
GArray *nudge_desktop_memory_list (NudgeDesktopMemory *memory);

/** nudge_desktop_memory_to_text: Returns: (transfer full): one line of ASCII; "" when there is nothing */
char *nudge_desktop_memory_to_text (NudgeDesktopMemory *memory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeDesktopMemory, nudge_desktop_memory_free)

G_END_DECLS
