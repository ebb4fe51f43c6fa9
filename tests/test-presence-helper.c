/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by a helper program: shell scripts that talk, talk nonsense, end, hang or are not there. */
#include "presence-helper.h"

#include "wait-until.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define WARNING_DOMAIN "nudged-presence"

typedef struct {
  char *folder;
  char *program;
  NudgePresenceSource *source;
  guint n_changes;
  NudgeFact fact;    /* what is waited for, */
  NudgeTruth truth;  /* and what it is to be; */
  const char *words; /* or words of the description; */
  char *file;        /* or a file */
} Fixture;

static void
on_changed (Fixture *f)
{
  f->n_changes++;
}

/* A change is told by a signal; the tick is for what a script does to a file. */
static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
wait_with_ticks (WaitCondition condition, Fixture *f)
{
  guint id = g_timeout_add (10, on_tick, NULL);
  gboolean holds = wait_until (condition, f);

  g_source_remove (id);
  return holds;
}

static gboolean
has_truth (gpointer data)
{
  Fixture *f = data;

  return nudge_presence_source_get_truth (f->source, f->fact) == f->truth;
}

static void
assert_becomes (Fixture *f, NudgeFact fact, NudgeTruth truth)
{
  f->fact = fact;
  f->truth = truth;
  g_assert_true (wait_until (has_truth, f));
}

static gboolean
has_words (gpointer data)
{
  Fixture *f = data;
  g_autofree char *text = nudge_presence_source_describe (f->source);

  return strstr (text, f->words) != NULL;
}

static void
assert_describes (Fixture *f, const char *words)
{
  f->words = words;
  g_assert_true (wait_until (has_words, f));
}

static char *
read_file (Fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

static gboolean
has_text (gpointer data)
{
  Fixture *f = data;
  g_autofree char *text = read_file (f, f->file);

  return strcmp (text, f->words) == 0;
}

static void
assert_file_becomes (Fixture *f, const char *name, const char *text)
{
  g_autofree char *file = g_strdup (name);

  f->file = file;
  f->words = text;
  g_assert_true (wait_with_ticks (has_text, f));
}

/* --- the stage ----------------------------------------------------------------------------------------------- */

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("nudged-helper-XXXXXX", NULL);
  f->program = g_build_filename (f->folder, "helper", NULL);
}

static void
begin (Fixture *f, const char *script, const char *needs)
{
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\ncd '%s'\necho \"$1\" >> starts\n%s\n", f->folder, script);
  NudgePresenceHelper *helper = nudge_presence_helper_new ("X11", f->program, needs);

  g_assert_true (g_file_set_contents_full (f->program, text, -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  nudge_presence_helper_set_first_delay (helper, 1);
  f->source = NUDGE_PRESENCE_SOURCE (helper);
  g_signal_connect_swapped (f->source, "changed", G_CALLBACK (on_changed), f);
  nudge_presence_source_set_idle_span (f->source, 5 * G_TIME_SPAN_MINUTE);
  nudge_presence_source_start (f->source);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr(GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;

  g_clear_object (&f->source);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->program);
  g_free (f->folder);
}

/* --- what it says -------------------------------------------------------------------------------------------- */

static void
test_facts (Fixture *f, gconstpointer data)
{
  begin (f, "echo idle no; echo fullscreen yes; echo microphone unknown; cat > /dev/null", NULL);
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_IDLE), ==, NUDGE_UNKNOWN);
  assert_becomes (f, NUDGE_FACT_FULLSCREEN, NUDGE_YES);
  assert_becomes (f, NUDGE_FACT_IDLE, NUDGE_NO);
  assert_describes (f, "helper tells: idle, fullscreen");
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_MICROPHONE), ==, NUDGE_UNKNOWN);
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_LOCKED), ==, NUDGE_UNKNOWN);
  g_assert_cmpstr (nudge_presence_source_get_name (f->source), ==, "X11");
  g_assert_cmpuint (f->n_changes, >=, 1);
}

static void
test_halves (Fixture *f, gconstpointer data)
{
  begin (f, "printf 'idle y'; echo half > half; until [ -e go ]; do sleep 0.01; done; echo es; cat > /dev/null", NULL);
  assert_file_becomes (f, "half", "half\n");
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_IDLE), ==, NUDGE_UNKNOWN);
  {
    g_autofree char *go = g_build_filename (f->folder, "go", NULL);

    g_assert_true (g_file_set_contents (go, "", 0, NULL));
  }
  assert_becomes (f, NUDGE_FACT_IDLE, NUDGE_YES);
}

/* Each script says something sensible first, which is not to be believed any more. */
static const char *const nonsense[] = {
  "echo idle maybe",
  "echo hunger yes",
  "echo idle",
  "echo",
  "echo 'idle yes '",
  "echo 'idle  yes'",
  "echo busy-calendar yes",
  "printf 'idle yes\\0\\n'",
  "printf '%0100d' 0",
};

static void
test_nonsense (Fixture *f, gconstpointer data)
{
  const char *line = data;
  g_autofree char *script
      = g_strdup_printf ("[ -e once ] && exec cat; touch once; echo camera yes; %s; cat > /dev/null", line);

  begin (f, script, NULL);
  assert_describes (f, "said something that makes no sense; it is soon started again");
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_CAMERA), ==, NUDGE_UNKNOWN);
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_BUSY), ==, NUDGE_UNKNOWN);
  assert_describes (f, "has said nothing yet");
  assert_file_becomes (f, "starts", "300000\n300000\n");
}

/* --- beginnings and ends ------------------------------------------------------------------------------------- */

static void
test_end (Fixture *f, gconstpointer data)
{
  begin (f, "if [ -e once ]; then echo idle no; exec cat > /dev/null; fi; touch once; echo camera yes", NULL);
  assert_describes (f, "has ended");
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_CAMERA), ==, NUDGE_UNKNOWN);
  assert_becomes (f, NUDGE_FACT_IDLE, NUDGE_NO);
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_CAMERA), ==, NUDGE_UNKNOWN);
}

static void
test_ends_again_and_again (Fixture *f, gconstpointer data)
{
  g_test_expect_message (WARNING_DOMAIN, G_LOG_LEVEL_WARNING, "*failed 5 times in a minute*");
  begin (f, "exit 1", NULL);
  assert_describes (f, "for the 5th time in a minute: it is not started again");
  g_test_assert_expected_messages ();
  assert_file_becomes (f, "starts", "300000\n300000\n300000\n300000\n300000\n");
}

static void
test_a_wish_is_a_new_beginning (Fixture *f, gconstpointer data)
{
  g_test_expect_message (WARNING_DOMAIN, G_LOG_LEVEL_WARNING, "*failed 5 times in a minute*");
  begin (f, "[ \"$1\" = 60000 ] || exit 1; echo idle no; cat > /dev/null", NULL);
  assert_describes (f, "it is not started again");
  nudge_presence_source_set_idle_span (f->source, G_TIME_SPAN_MINUTE);
  assert_becomes (f, NUDGE_FACT_IDLE, NUDGE_NO);
  g_test_assert_expected_messages ();
}

static void
test_span (Fixture *f, gconstpointer data)
{
  begin (f, "echo idle yes; cat > /dev/null", NULL);
  assert_becomes (f, NUDGE_FACT_IDLE, NUDGE_YES);
  nudge_presence_source_set_idle_span (f->source, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_IDLE), ==, NUDGE_YES);
  nudge_presence_source_set_idle_span (f->source, 0);
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_IDLE), ==, NUDGE_UNKNOWN);
  assert_becomes (f, NUDGE_FACT_IDLE, NUDGE_YES);
  assert_file_becomes (f, "starts", "300000\n0\n");
}

static void
test_missing_program (Fixture *f, gconstpointer data)
{
  g_autofree char *elsewhere = g_strconcat (f->program, "-elsewhere", NULL);

  f->source = NUDGE_PRESENCE_SOURCE (nudge_presence_helper_new ("X11", elsewhere, NULL));
  nudge_presence_source_start (f->source);
  assert_describes (f, "could not be started");
  assert_describes (f, "No such file");
}

static void
test_missing_variable (Fixture *f, gconstpointer data)
{
  g_unsetenv ("NUDGED_TEST_DISPLAY");
  begin (f, "echo idle yes; cat > /dev/null", "NUDGED_TEST_DISPLAY");
  assert_describes (f, "NUDGED_TEST_DISPLAY is not set");
  g_assert_cmpint (nudge_presence_source_get_truth (f->source, NUDGE_FACT_IDLE), ==, NUDGE_UNKNOWN);
  assert_file_becomes (f, "starts", "");
  g_setenv ("NUDGED_TEST_DISPLAY", ":1", TRUE);
  nudge_presence_source_set_idle_span (f->source, G_TIME_SPAN_MINUTE);
  assert_becomes (f, NUDGE_FACT_IDLE, NUDGE_YES);
}

/* --- together with the daemon -------------------------------------------------------------------------------- */

static void
test_input_ends (Fixture *f, gconstpointer data)
{
  begin (f, "trap '' TERM; echo idle no; cat > /dev/null; echo bye > ended", NULL);
  assert_becomes (f, NUDGE_FACT_IDLE, NUDGE_NO);
  assert_file_becomes (f, "ended", "");
  g_clear_object (&f->source);
  assert_file_becomes (f, "ended", "bye\n");
}

static gboolean
has_no_process (gpointer data)
{
  Fixture *f = data;
  g_autofree char *pid = read_file (f, "pid");

  return kill (atoi (pid), 0) != 0 && errno == ESRCH;
}

static void
test_hangs (Fixture *f, gconstpointer data)
{
  g_autofree char *pid = NULL;

  begin (f, "echo $$ > pid; echo idle no; exec sleep 300", NULL);
  assert_becomes (f, NUDGE_FACT_IDLE, NUDGE_NO);
  pid = read_file (f, "pid");
  g_assert_cmpint (atoi (pid), >, 1);
  g_assert_cmpint (kill (atoi (pid), 0), ==, 0);
  g_clear_object (&f->source);
  g_assert_true (wait_with_ticks (has_no_process, f));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/presence-helper/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("tells-what-the-lines-say", test_facts);
  ADD ("waits-for-the-rest-of-a-line", test_halves);
  ADD ("a-program-that-ended-is-started-again-and-not-believed", test_end);
  ADD ("gives-up-after-five-ends-in-a-minute", test_ends_again_and_again);
  ADD ("tries-again-when-the-span-is-another-one", test_a_wish_is_a_new_beginning);
  ADD ("another-span-starts-it-anew", test_span);
  ADD ("a-missing-program-is-described", test_missing_program);
  ADD ("a-missing-variable-is-described", test_missing_variable);
  ADD ("its-input-ends-with-the-source", test_input_ends);
  ADD ("a-program-that-hangs-does-not-stay", test_hangs);
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autofree char *path = g_strdup_printf ("/presence-helper/nonsense-makes-all-unknown/%u", i);

      g_test_add (path, Fixture, nonsense[i], set_up, test_nonsense, tear_down);
    }
  return g_test_run ();
}
