/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting in a test: turns the main loop until a condition holds, and no longer than it may take. */
#pragma once

#include <glib.h>

/** WAIT_LIMIT_SECONDS: far above what anything here takes, so that a busy machine does not fail a test. */
#define WAIT_LIMIT_SECONDS 20

/** patience: Returns: by how much every bound in seconds is to be multiplied: sanitizers and slow machines say so */
static inline double
patience (void)
{
  const char *factor = g_getenv ("NUDGED_TEST_PATIENCE");

  return factor != NULL ? MAX (g_ascii_strtod (factor, NULL), 1) : 1;
}

typedef gboolean (*WaitCondition) (gpointer data);

static inline gboolean
on_wait_limit (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

/** wait_until: Returns: whether @condition held in time; the main loop sleeps in between */
static inline gboolean
wait_until (WaitCondition condition, gpointer data)
{
  gboolean is_over = FALSE;
  guint id = g_timeout_add_seconds ((guint) (WAIT_LIMIT_SECONDS * patience ()), on_wait_limit, &is_over);

  while (!condition (data) && !is_over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  return condition (data);
}

/** run_what_is_ready: turns the main loop until nothing is ready, without waiting */
static inline void
run_what_is_ready (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
