/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop thread: every call of libnotify, in a thread of its own, because each may block for 25 seconds. */
#define G_LOG_DOMAIN "nudged-desktop"

#include "desktop-thread.h"

#include "config.h"
#include "desktop-late.h"

#include <gio/gio.h>
#include <libnotify/notify.h>

#define APP_NAME "nudged"
#define OWN_ICON "org.nudged.Nudged1"
#define COMMON_ICON "appointment-soon"
#define DESKTOP_ENTRY "org.nudged.Nudged1"
#define CATEGORY "x-nudged.reminder"
#define SOUND "message-new-instant"

struct _NudgeDesktopThread {
  GMainContext *home;       /* where events go */
  GMainContext *context;    /* of the thread */
  GThread *thread;          /* home only */
  NudgeDesktopThreadEvents events;
  gpointer data;            /* home only; NULL when stopped */
  gboolean stopped;         /* home only */

  GMutex mutex;
  GCond cond;
  gboolean ended;           /* under the mutex */

  GMainLoop *loop;          /* thread only, as all below */
  GHashTable *notifications; /* guint64 key -> NotifyNotification */
  NudgeDesktopLate *late;   /* (nullable): without a bus */
};

/* An order on its way to the thread. */
typedef struct _Order Order;
struct _Order {
  NudgeDesktopThread *thread;
  void (*run) (Order *order);
  NudgeDesktopNote *note;
  guint64 key;
  guint32 id;
};

/* An event on its way home. */
typedef struct _Report Report;
struct _Report {
  NudgeDesktopThread *thread;
  void (*run) (const Report *report);
  guint64 key;
  guint32 id;
  gint reason;
  char *text;
};

/* What a callback of libnotify has to know. */
typedef struct {
  NudgeDesktopThread *thread;
  guint64 key;
} Link;

static void
thread_clear (NudgeDesktopThread *thread)
{
  g_main_context_unref (thread->home);
  g_main_context_unref (thread->context);
  g_mutex_clear (&thread->mutex);
  g_cond_clear (&thread->cond);
}

static void
thread_unref (NudgeDesktopThread *thread)
{
  g_atomic_rc_box_release_full (thread, (GDestroyNotify) thread_clear);
}

static void
attach (GMainContext *context, GSourceFunc run, gpointer data, GDestroyNotify destroy)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, run, data, destroy);
  g_source_attach (source, context);
  g_source_unref (source);
}

/* Events, on their way home. */

static gboolean
run_report (gpointer data)
{
  const Report *report = data;

  if (!report->thread->stopped)
    report->run (report);
  return G_SOURCE_REMOVE;
}

static void
report_free (Report *report)
{
  thread_unref (report->thread);
  g_free (report->text);
  g_free (report);
}

static void
post_report (NudgeDesktopThread *thread, const Report *report)
{
  Report *copy = g_memdup2 (report, sizeof *report);

  copy->thread = g_atomic_rc_box_acquire (thread);
  attach (thread->home, run_report, copy, (GDestroyNotify) report_free);
}

static void
report_done (const Report *report)
{
  report->thread->events.done (report->thread->data, report->key, report->id, report->text);
}

static void
report_late (const Report *report)
{
  report->thread->events.late (report->thread->data, report->key, report->id);
}

static void
report_action (const Report *report)
{
  report->thread->events.action (report->thread->data, report->key, report->text);
}

static void
report_closed (const Report *report)
{
  report->thread->events.closed (report->thread->data, report->key, report->reason);
}

/* Orders, on their way to the thread. */

static gboolean
run_order (gpointer data)
{
  Order *order = data;

  order->run (order);
  return G_SOURCE_REMOVE;
}

static void
order_free (Order *order)
{
  g_clear_pointer (&order->note, nudge_desktop_note_free);
  thread_unref (order->thread);
  g_free (order);
}

static void
post_order (NudgeDesktopThread *thread, const Order *order)
{
  Order *copy = g_memdup2 (order, sizeof *order);

  copy->thread = g_atomic_rc_box_acquire (thread);
  attach (thread->context, run_order, copy, (GDestroyNotify) order_free);
}

/* In the thread. */

static void
on_action (NotifyNotification *notification, char *action, gpointer data)
{
  const Link *link = data;

  post_report (link->thread, &(Report) { .run = report_action, .key = link->key, .text = g_strdup (action) });
}

static void
on_closed (NotifyNotification *notification, gpointer data)
{
  const Link *link = data;
  NudgeDesktopThread *thread = link->thread;
  guint64 key = link->key;

  post_report (thread, &(Report) { .run = report_closed, .key = key,
                                   .reason = notify_notification_get_closed_reason (notification) });
  g_hash_table_remove (thread->notifications, &key);
}

/* Our icon is in no theme before nudged is installed; every theme has the common one. */
static const char *
choose_icon (void)
{
  return g_file_test (NUDGED_ICON_FILE, G_FILE_TEST_EXISTS) ? OWN_ICON : COMMON_ICON;
}

static NotifyNotification *
add_notification (NudgeDesktopThread *thread, guint64 key, guint32 id)
{
  NotifyNotification *notification = notify_notification_new (APP_NAME, NULL, choose_icon ());
  Link *link = g_new (Link, 1);

  *link = (Link) { .thread = thread, .key = key };
  if (id != 0)
    g_object_set (notification, "id", (gint) id, NULL);
  g_object_set_data_full (G_OBJECT (notification), "nudged-link", link, g_free);
  g_signal_connect (notification, "closed", G_CALLBACK (on_closed), link);
  g_hash_table_replace (thread->notifications, g_memdup2 (&key, sizeof key), notification);
  return notification;
}

static NotifyUrgency
to_notify_urgency (NudgeUrgency urgency)
{
  switch (urgency)
    {
    case NUDGE_URGENCY_LOW:
      return NOTIFY_URGENCY_LOW;
    case NUDGE_URGENCY_NORMAL:
      return NOTIFY_URGENCY_NORMAL;
    case NUDGE_URGENCY_CRITICAL:
      return NOTIFY_URGENCY_CRITICAL;
    }
  g_return_val_if_reached (NOTIFY_URGENCY_NORMAL);
}

static void
fill_hints (NotifyNotification *notification, const NudgeDesktopNote *note)
{
  notify_notification_clear_hints (notification);
  notify_notification_set_category (notification, CATEGORY);
  notify_notification_set_urgency (notification, to_notify_urgency (note->urgency));
  notify_notification_set_hint (notification, "desktop-entry", g_variant_new_string (DESKTOP_ENTRY));
  if (note->is_quiet)
    notify_notification_set_hint (notification, "suppress-sound", g_variant_new_boolean (TRUE));
  else
    notify_notification_set_hint (notification, "sound-name", g_variant_new_string (SOUND));
  if (note->reply_hint != NULL)
    notify_notification_set_hint (notification, "x-kde-reply-placeholder-text",
                                  g_variant_new_string (note->reply_hint));
}

static void
fill (NotifyNotification *notification, const NudgeDesktopNote *note)
{
  gpointer link = g_object_get_data (G_OBJECT (notification), "nudged-link");

  notify_notification_update (notification, note->summary, note->body, choose_icon ());
  notify_notification_set_timeout (notification, note->persist ? NOTIFY_EXPIRES_NEVER : NOTIFY_EXPIRES_DEFAULT);
  fill_hints (notification, note);
  notify_notification_clear_actions (notification);
  for (gsize i = 0; note->actions[i] != NULL; i += 2)
    notify_notification_add_action (notification, note->actions[i], note->actions[i + 1], on_action, link, NULL);
}

/* Whether the server answered, and said no: not that it is gone or did not answer. */
static gboolean
is_refusal (const GError *error)
{
  return g_dbus_error_is_remote_error (error) && !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
         && !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         && !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER);
}

static guint32
get_id (NotifyNotification *notification)
{
  gint id;

  g_object_get (notification, "id", &id, NULL);
  return (guint32) id;
}

/* A server may refuse to replace what it does not know or what another program owns: then it is shown anew. */
static guint32
show (NudgeDesktopThread *thread, const NudgeDesktopNote *note, guint32 replaces, GError **error)
{
  NotifyNotification *notification = g_hash_table_lookup (thread->notifications, &note->key);
  g_autoptr(GError) refusal = NULL;

  if (notification == NULL)
    notification = add_notification (thread, note->key, replaces);
  fill (notification, note);
  if (notify_notification_show (notification, &refusal))
    return get_id (notification);
  if (get_id (notification) == 0 || !is_refusal (refusal))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return 0;
    }
  notification = add_notification (thread, note->key, 0);
  fill (notification, note);
  return notify_notification_show (notification, error) ? get_id (notification) : 0;
}

static void
run_show (Order *order)
{
  g_autoptr(GError) error = NULL;
  guint32 id;

  if (order->thread->late != NULL)
    nudge_desktop_late_begin (order->thread->late, order->note->key);
  id = show (order->thread, order->note, order->id, &error);
  if (order->thread->late != NULL)
    nudge_desktop_late_end (order->thread->late);
  post_report (order->thread, &(Report) { .run = report_done, .key = order->note->key, .id = id,
                                          .text = error != NULL ? g_strdup (error->message) : NULL });
}

static void
run_close (Order *order)
{
  NotifyNotification *notification = g_hash_table_lookup (order->thread->notifications, &order->key);
  g_autoptr(GError) error = NULL;

  if (notification == NULL && order->id != 0)
    notification = add_notification (order->thread, order->key, order->id);
  if (notification != NULL)
    {
      g_signal_handlers_disconnect_by_func (notification, on_closed,
                                            g_object_get_data (G_OBJECT (notification), "nudged-link"));
      if (!notify_notification_close (notification, &error))
        g_debug ("Closing a notification: %s", error->message);
      g_hash_table_remove (order->thread->notifications, &order->key);
    }
  post_report (order->thread, &(Report) { .run = report_done, .key = order->key });
}

/* A call that had given up was worked off after all: what is shown for the nudge next time replaces that. */
static void
run_late (Order *order)
{
  NotifyNotification *notification = g_hash_table_lookup (order->thread->notifications, &order->key);

  if (notification != NULL)
    g_object_set (notification, "id", (gint) order->id, NULL);
  post_report (order->thread, &(Report) { .run = report_late, .key = order->key, .id = order->id });
}

static void
run_forget (Order *order)
{
  g_hash_table_remove_all (order->thread->notifications);
}

static void
run_quit (Order *order)
{
  g_main_loop_quit (order->thread->loop);
}

/* In the thread of the connection. */
static void
on_late_answer (guint64 key, guint32 id, gpointer data)
{
  post_order (data, &(Order) { .run = run_late, .key = key, .id = id });
}

static void
listen_to_late_answers (NudgeDesktopThread *thread)
{
  /* The one that libnotify uses. */
  g_autoptr(GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  if (connection != NULL)
    thread->late = nudge_desktop_late_new (connection, on_late_answer, g_atomic_rc_box_acquire (thread),
                                           (GDestroyNotify) thread_unref);
}

static gpointer
run_thread (gpointer data)
{
  NudgeDesktopThread *thread = data;

  g_main_context_push_thread_default (thread->context);
  notify_init (APP_NAME);
  listen_to_late_answers (thread);
  thread->notifications = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  thread->loop = g_main_loop_new (thread->context, FALSE);
  g_main_loop_run (thread->loop);
  g_clear_pointer (&thread->loop, g_main_loop_unref);
  g_clear_pointer (&thread->late, nudge_desktop_late_free);
  /* Before notify_uninit(), which would close what is left. */
  g_clear_pointer (&thread->notifications, g_hash_table_unref);
  notify_uninit ();
  /* What GDBus still has to free here. */
  while (g_main_context_iteration (thread->context, FALSE))
    continue;
  g_main_context_pop_thread_default (thread->context);

  g_mutex_lock (&thread->mutex);
  thread->ended = TRUE;
  g_cond_signal (&thread->cond);
  g_mutex_unlock (&thread->mutex);
  thread_unref (thread);
  return NULL;
}

NudgeDesktopThread *
nudge_desktop_thread_new (const NudgeDesktopThreadEvents *events, gpointer data)
{
  NudgeDesktopThread *thread = g_atomic_rc_box_new0 (NudgeDesktopThread);

  thread->home = g_main_context_ref_thread_default ();
  thread->context = g_main_context_new ();
  thread->events = *events;
  thread->data = data;
  g_mutex_init (&thread->mutex);
  g_cond_init (&thread->cond);
  thread->thread = g_thread_new ("notifications", run_thread, g_atomic_rc_box_acquire (thread));
  return thread;
}

void
nudge_desktop_thread_show (NudgeDesktopThread *thread, NudgeDesktopNote *note, guint32 replaces)
{
  post_order (thread, &(Order) { .run = run_show, .note = note, .id = replaces });
}

void
nudge_desktop_thread_close (NudgeDesktopThread *thread, guint64 key, guint32 id)
{
  post_order (thread, &(Order) { .run = run_close, .key = key, .id = id });
}

void
nudge_desktop_thread_forget (NudgeDesktopThread *thread)
{
  post_order (thread, &(Order) { .run = run_forget });
}

static gboolean
wait_for_end (NudgeDesktopThread *thread, gint64 timeout)
{
  gint64 end = g_get_monotonic_time () + timeout;
  gboolean in_time = TRUE;

  g_mutex_lock (&thread->mutex);
  while (!thread->ended && in_time)
    in_time = g_cond_wait_until (&thread->cond, &thread->mutex, end);
  g_mutex_unlock (&thread->mutex);
  return in_time;
}

gboolean
nudge_desktop_thread_stop (NudgeDesktopThread *thread, gint64 timeout)
{
  gboolean ended;

  thread->stopped = TRUE;
  thread->data = NULL;
  post_order (thread, &(Order) { .run = run_quit });
  ended = wait_for_end (thread, timeout);
  if (ended)
    g_thread_join (g_steal_pointer (&thread->thread));
  else
    g_thread_unref (g_steal_pointer (&thread->thread));
  thread_unref (thread);
  return ended;
}
