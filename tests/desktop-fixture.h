/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop fixture: a presenter before a mock server, what it says as one line of text, and ways to wait for that. */
#pragma once

#include "desktop-presenter.h"
#include "mock-notification-server.h"

#include <string.h>

G_BEGIN_DECLS

/* Milliseconds: short, so that nothing is waited for. */
#define SILENT_MS 60
#define SETTLE_MS 40

/* So long a busy machine may take before a server that works counts as silent. */
#define PATIENT_MS 15000

typedef struct {
  GDBusConnection *connection;
  NudgeDesktopOptions options;
  MockServer *server;          /* (nullable) */
  NudgeDesktopPresenter *presenter;
  GString *events;             /* such as "shown 1, answered 1 done" */
  char *memory;
} DesktopFixture;

/** desktop_set_up, _tear_down: of g_test_add(); @profile is the name of the mock's, or %NULL for no server. */
void desktop_set_up (DesktopFixture *f, gconstpointer profile);
void desktop_tear_down (DesktopFixture *f, gconstpointer profile);

/** desktop_start_presenter: a new one, as after a restart of the daemon. */
void desktop_start_presenter (DesktopFixture *f);

/** desktop_hang: the server answers nothing from now on, and that is noticed soon. */
void desktop_hang (DesktopFixture *f);

/** desktop_on_turn: a GSourceFunc that sets a gboolean. */
gboolean desktop_on_turn (gpointer data);

/* Runs the main loop until the condition holds; a test that waits for ten seconds has failed. */
#define wait_for(condition) \
  G_STMT_START \
  { \
    gboolean wait_late_ = FALSE; \
    guint wait_id_ = g_timeout_add_seconds (10, desktop_on_turn, &wait_late_); \
    while (!(condition) && !wait_late_) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (wait_id_); \
    if (!(condition)) \
      g_error ("line %d: waited in vain for: %s; events: %s", __LINE__, #condition, f->events->str); \
  } \
  G_STMT_END

#define assert_events(f, expected) g_assert_cmpstr ((f)->events->str, ==, expected)
#define saw(f, text) (strstr ((f)->events->str, text) != NULL)

/** desktop_run_for: runs the main loop for so long; for what must not happen. */
void desktop_run_for (guint milliseconds);

/** desktop_count_open, _note_at: what the mock shows. */
guint desktop_count_open (DesktopFixture *f);
MockNote *desktop_note_at (DesktopFixture *f, guint i);

/** desktop_make_live: Returns: (transfer full): a nudge with a body */
NudgeLive *desktop_make_live (guint64 id, const char *summary);

void desktop_show (DesktopFixture *f, guint64 id, const char *summary);
void desktop_show_and_wait (DesktopFixture *f, guint64 id, const char *summary);
void desktop_withdraw (DesktopFixture *f, guint64 id);

/** desktop_run_tests: g_test_run() on a bus of its own. */
int desktop_run_tests (void);

G_END_DECLS
