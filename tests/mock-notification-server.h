/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mock notification server: behaves like one of nine real ones, or worse, in the process of the test. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** MockUnknown: what becomes of a Notify that replaces an id the server does not know. */
typedef enum {
  MOCK_UNKNOWN_KEEPS,   /* it shows it under that id */
  MOCK_UNKNOWN_NEW,     /* it gives it a new id */
  MOCK_UNKNOWN_REFUSED, /* it answers with an error */
} MockUnknown;

/** MockProfile: how a server behaves where servers differ. */
typedef struct {
  const char *name;
  const char *vendor;
  const char *capabilities;      /* blanks between */
  MockUnknown unknown;
  gboolean closes_twice;         /* NotificationClosed comes a second time, with reason 2 */
  gboolean stays_open;           /* after an action */
  gboolean close_unknown_fails;  /* CloseNotification of an id it does not know is an error */
  gboolean close_unknown_tells;  /* … is answered by NotificationClosed */
  guint reason_action;           /* of NotificationClosed after an action */
  guint reason_user;             /* … after a click of the user that closes */
  guint max_open;                /* 0: any number; else the oldest gives way */
} MockProfile;

/** MockNote: one notification as it arrived; `replaced` counts how often. */
typedef struct {
  guint32 id;
  char *app;
  char *icon;
  char *summary;
  char *body;
  char **actions;
  GVariant *hints;
  gint expire;
  guint replaced;
} MockNote;

typedef struct _MockServer MockServer;

/** mock_profiles: Returns: (transfer none): the profiles, the last one has no name */
const MockProfile *mock_profiles (void);

/** mock_profile: Returns: (transfer none): the profile of that name */
const MockProfile *mock_profile (const char *name);

/** mock_server_new: Returns: (transfer full): a server that owns the name, on its own connection to the session bus */
MockServer *mock_server_new (const MockProfile *profile);

/** mock_server_free: leaves the bus as a crash does; without a word. */
void mock_server_free (MockServer *server);

/** mock_server_set_hanging: a hanging server answers nothing; when it wakes up it works off what came, in order. */
void mock_server_set_hanging (MockServer *server, gboolean hanging);

/** mock_server_hang_at_notify: hangs from the next Notify on, which is not answered. */
void mock_server_hang_at_notify (MockServer *server);

/** mock_server_set_refusing: every Notify is answered with an error. */
void mock_server_set_refusing (MockServer *server, gboolean refusing);

/** mock_server_count_waiting: Returns: how many calls a hanging server has not answered */
guint mock_server_count_waiting (MockServer *server);

/** mock_server_count_notified: Returns: how many calls of Notify were worked off */
guint mock_server_count_notified (MockServer *server);

/** mock_server_count_refused: Returns: how many calls of Notify were answered with an error */
guint mock_server_count_refused (MockServer *server);

/** mock_server_get_notes: Returns: (transfer none) (element-type MockNote): what is open, oldest first */
GPtrArray *mock_server_get_notes (MockServer *server);

/** mock_server_find: Returns: (transfer none) (nullable): the open notification with this summary */
MockNote *mock_server_find (MockServer *server, const char *summary);

/** mock_server_forget: drops all it shows without a word, as one server does when the sender leaves the bus. */
void mock_server_forget (MockServer *server);

/** mock_server_act: the user chooses an action. */
void mock_server_act (MockServer *server, guint32 id, const char *action);

/** mock_server_reply: the user types into the field of the notification. */
void mock_server_reply (MockServer *server, guint32 id, const char *text);

/** mock_server_close: it goes away: the user dismissed it, or else its time was over. */
void mock_server_close (MockServer *server, guint32 id, gboolean by_user);

/** mock_server_emit_closed: says that @id was closed, whatever is open. */
void mock_server_emit_closed (MockServer *server, guint32 id, guint reason);

G_END_DECLS
