/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop thread: every call of libnotify, in a thread of its own, because each may block for 25 seconds. */
#pragma once

#include "desktop-note.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeDesktopThreadEvents: called in the main context that was the thread default at nudge_desktop_thread_new().
 * @done: ends each nudge_desktop_thread_show() and _close(): @id is the notification, 0 after a close or a failure,
 *   which @error then describes
 * @late: a show that had failed, because the server did not answer in time, has reached the server as @id
 * @action: the user chose @action
 * @closed: the server closed it; @reason as in the specification (2: by the user). Not after our own close
 */
typedef struct {
  void (*done) (gpointer data, guint64 key, guint32 id, const char *error);
  void (*late) (gpointer data, guint64 key, guint32 id);
  void (*action) (gpointer data, guint64 key, const char *action);
  void (*closed) (gpointer data, guint64 key, gint reason);
} NudgeDesktopThreadEvents;

/** NudgeDesktopThread: libnotify keeps its state in the process, so that there must be one such thread at a time. */
typedef struct _NudgeDesktopThread NudgeDesktopThread;

/** nudge_desktop_thread_new: Returns: (transfer full): a running thread; @events is copied */
NudgeDesktopThread *nudge_desktop_thread_new (const NudgeDesktopThreadEvents *events, gpointer data);

/**
 * nudge_desktop_thread_show:
 * @note: (transfer full)
 * @replaces: the notification of an earlier run to take over; only for a key that the thread has not shown; else 0
 *
 * Never blocks; orders are worked off in turn.
 */
void nudge_desktop_thread_show (NudgeDesktopThread *thread, NudgeDesktopNote *note, guint32 replaces);

/** nudge_desktop_thread_close: closes what is shown for @key, or else notification @id where it is not 0. */
void nudge_desktop_thread_close (NudgeDesktopThread *thread, guint64 key, guint32 id);

/** nudge_desktop_thread_forget: the server is gone: its notifications are no longer ours. No event comes of it. */
void nudge_desktop_thread_forget (NudgeDesktopThread *thread);

/**
 * nudge_desktop_thread_stop:
 * @thread: (transfer full)
 * @timeout: microseconds to wait for the end of what it is doing
 *
 * Ends the thread and leaves its notifications on the desktop; no event comes any more. A thread that
 * hangs in a call is left to itself and ends when the call does, or with the process.
 *
 * Returns: whether it has ended
 */
gboolean nudge_desktop_thread_stop (NudgeDesktopThread *thread, gint64 timeout);

G_END_DECLS
