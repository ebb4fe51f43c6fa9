/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pulse: how long a main loop is away, without the time in which a busy machine gave it no processor. */
#pragma once

#include <glib.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** Pulse: microseconds; @longest is the longest turn so far. */
typedef struct {
  gint64 last;
  gint64 last_delay;
  gint64 longest;
} Pulse;

/** pulse_get_delay: Returns: how long this thread was ready to run and had to wait, since its start; 0 if unknown */
static inline gint64
pulse_get_delay (void)
{
  char text[128] = { 0 };
  int fd = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  gssize n;
  char *second;

  if (fd < 0)
    return 0;
  n = read (fd, text, sizeof text - 1);
  close (fd);
  second = n > 0 ? strchr (text, ' ') : NULL;
  return second != NULL ? strtoll (second, NULL, 10) / 1000 : 0;
}

/** pulse_beat: a GSourceFunc for a timer of one millisecond; @data is the Pulse. */
static inline gboolean
pulse_beat (gpointer data)
{
  Pulse *pulse = data;
  gint64 now = g_get_monotonic_time ();
  gint64 delay = pulse_get_delay ();

  if (pulse->last != 0)
    pulse->longest = MAX (pulse->longest, now - pulse->last - (delay - pulse->last_delay));
  pulse->last = now;
  pulse->last_delay = delay;
  return G_SOURCE_CONTINUE;
}
