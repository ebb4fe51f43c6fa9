/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nudges on a terminal, read from its other end: a few lines, no tricks of the text, and no waiting. */
#include "terminal-presenter.h"

#include "wait-until.h"

#include <glib-unix.h>

#include <fcntl.h>
#include <pty.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  int reader;
  int writer;
  NudgePresenter *presenter;
  GString *shown;   /* such as "1 2 " */
} Fixture;

static void
on_shown (NudgePresenter *presenter, guint64 id, Fixture *f)
{
  g_string_append_printf (f->shown, "%u ", (guint) id);
}

static void
start (Fixture *f)
{
  f->presenter = NUDGE_PRESENTER (nudge_terminal_presenter_new (f->writer));
  f->shown = g_string_new (NULL);
  g_signal_connect (f->presenter, "shown", G_CALLBACK (on_shown), f);
  g_assert_true (g_unix_set_fd_nonblocking (f->reader, TRUE, NULL));
}

static void
set_up_pipe (Fixture *f, gconstpointer data)
{
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  f->reader = ends[0];
  f->writer = ends[1];
  start (f);
}

/* A terminal as wide as the test wants it; @data: columns. */
static void
set_up_terminal (Fixture *f, gconstpointer data)
{
  struct winsize size = { .ws_row = 24, .ws_col = GPOINTER_TO_UINT (data) };

  g_assert_cmpint (openpty (&f->reader, &f->writer, NULL, NULL, &size), ==, 0);
  g_setenv ("TERM", "xterm", TRUE);
  start (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->presenter);
  g_string_free (f->shown, TRUE);
  close (f->reader);
  close (f->writer);
  g_unsetenv ("NO_COLOR");
}

static NudgeLive *
make_live (guint64 id, const char *summary, const char *body)
{
  NudgeLive *live = nudge_live_new ();

  live->id = id;
  live->summary = g_strdup (summary);
  live->body = g_strdup (body);
  return live;
}

static void
show (Fixture *f, guint64 id, const char *summary, const char *body)
{
  g_autoptr(NudgeLive) live = make_live (id, summary, body);

  nudge_presenter_show (f->presenter, live, FALSE);
}

static gboolean
has_shown (gpointer data)
{
  Fixture *f = data;

  return f->shown->len > 0;
}

/* What came out at the other end; the terminal ends lines with CR LF. */
static char *
read_all (Fixture *f)
{
  g_autoptr(GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = read (f->reader, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  g_string_replace (text, "\r\n", "\n", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
show_and_read (Fixture *f, const char *summary, const char *body)
{
  show (f, 17, summary, body);
  g_assert_true (wait_until (has_shown, f));
  return read_all (f);
}

static void
test_prints_title_body_and_answers (Fixture *f, gconstpointer data)
{
  g_autofree char *text = show_and_read (f, "Drink some water", "A glass is enough");

  g_assert_cmpstr (text, ==,
                   "\n● Drink some water\n"
                   "  A glass is enough\n"
                   "  nudgectl done 17 · nudgectl snooze 17 10m\n");
  g_assert_cmpstr (f->shown->str, ==, "17 ");
}

static void
test_without_body (Fixture *f, gconstpointer data)
{
  g_autofree char *text = show_and_read (f, "Drink", "");

  g_assert_cmpstr (text, ==, "\n● Drink\n  nudgectl done 17 · nudgectl snooze 17 10m\n");
}

static void
test_check_in_says_how_to_answer (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) live = make_live (17, "How are you?", "");
  g_autofree char *text = NULL;

  live->ask = NUDGE_ASK_MOOD;
  nudge_presenter_show (f->presenter, live, FALSE);
  g_assert_true (wait_until (has_shown, f));
  text = read_all (f);
  g_assert_nonnull (strstr (text, "nudgectl feel 3 · nudgectl done 17"));
}

static void
test_control_characters_do_not_get_out (Fixture *f, gconstpointer data)
{
  g_autofree char *text = show_and_read (f, "a\033]0;title\a b\rc\x7f", "\xe2\x80\xae" "x\033[2J\n\n\n\n\xc2\x9b" "y");

  g_assert_true (g_str_has_prefix (text, "\n● a]0;title b c\n  x[2J\n  \n  y\n"));
}

static void
test_wraps_to_the_width (Fixture *f, gconstpointer data)
{
  g_autofree char *text = show_and_read (f, "Look at something far away", "Twenty seconds are enough for your eyes.");

  g_assert_cmpstr (text, ==,
                   "\n● \033[1mLook at something far\033[0m\n"
                   "  \033[1maway\033[0m\n"
                   "  Twenty seconds are enough\n"
                   "  for your eyes.\n"
                   "  \033[2mnudgectl done 17 ·\033[0m\n"
                   "  \033[2mnudgectl snooze 17 10m\033[0m\n");
}

static void
test_no_color_is_honoured (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_setenv ("NO_COLOR", "1", TRUE);
  g_assert_finalize_object (f->presenter);
  g_string_free (f->shown, TRUE);
  start (f);
  text = show_and_read (f, "Drink", "");
  g_assert_null (strchr (text, '\033'));
}

static void
test_again_prints_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr(NudgeLive) live = make_live (17, "Drink", "");
  g_autofree char *text = NULL;

  nudge_presenter_show (f->presenter, live, TRUE);
  g_assert_true (wait_until (has_shown, f));
  text = read_all (f);
  g_assert_cmpstr (text, ==, "");
}

static void
test_shown_comes_after_the_call (Fixture *f, gconstpointer data)
{
  show (f, 1, "Drink", "");
  g_assert_cmpstr (f->shown->str, ==, "");
  show (f, 2, "Stretch", "");
  run_what_is_ready ();
  g_assert_cmpstr (f->shown->str, ==, "1 2 ");
}

static void
test_withdrawn_before_it_was_printed (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  show (f, 1, "Drink", "");
  show (f, 2, "Stretch", "");
  nudge_presenter_withdraw (f->presenter, 1);
  nudge_presenter_withdraw (f->presenter, 4711);
  run_what_is_ready ();
  text = read_all (f);
  g_assert_true (g_str_has_prefix (text, "\n● Stretch\n"));
  g_assert_cmpstr (f->shown->str, ==, "2 ");
}

/* Fills the pipe, as a terminal that is stopped; the call returns, and everything is printed later. */
static void
test_stopped_terminal_blocks_nobody (Fixture *f, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (4096, '.');
  g_autoptr(GString) all = g_string_new (NULL);
  gint64 begin;

  g_assert_true (g_unix_set_fd_nonblocking (f->writer, TRUE, NULL));
  while (write (f->writer, filler, 4096) > 0)
    continue;
  g_assert_true (g_unix_set_fd_nonblocking (f->writer, FALSE, NULL));
  begin = g_get_monotonic_time ();
  for (guint i = 1; i <= 20; i++)
    show (f, i, "Drink", "A glass");
  run_what_is_ready ();
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_TIME_SPAN_SECOND);
  g_assert_cmpstr (f->shown->str, ==, "");
  while (!g_str_has_suffix (all->str, "nudgectl snooze 20 10m\n"))
    {
      g_autofree char *part = read_all (f);

      g_string_append (all, part);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_true (g_str_has_suffix (f->shown->str, "19 20 "));
}

static void
test_waiting_nudges_are_bounded (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  for (guint i = 1; i <= 200; i++)
    show (f, i, "Drink", "");
  run_what_is_ready ();
  text = read_all (f);
  g_assert_nonnull (strstr (text, "done 200 "));
  g_assert_null (strstr (text, "done 100 "));
}

static void
test_terminal_that_is_gone_is_no_harm (Fixture *f, gconstpointer data)
{
  close (f->reader);
  show (f, 1, "Drink", "");
  run_what_is_ready ();
  show (f, 2, "Drink", "");
  run_what_is_ready ();
  g_assert_cmpstr (f->shown->str, ==, "");
  f->reader = dup (f->writer);
}

typedef void (*Test) (Fixture *f, gconstpointer data);

static void
add_pipe (const char *name, Test test)
{
  g_autofree char *path = g_strconcat ("/terminal-presenter/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up_pipe, test, tear_down);
}

static void
add_terminal (const char *name, Test test, guint columns)
{
  g_autofree char *path = g_strconcat ("/terminal-presenter/", name, NULL);

  g_test_add (path, Fixture, GUINT_TO_POINTER (columns), set_up_terminal, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_pipe ("prints-title-body-and-answers", test_prints_title_body_and_answers);
  add_pipe ("without-body", test_without_body);
  add_pipe ("check-in-says-how-to-answer", test_check_in_says_how_to_answer);
  add_pipe ("control-characters-do-not-get-out", test_control_characters_do_not_get_out);
  add_terminal ("wraps-to-the-width", test_wraps_to_the_width, 27);
  add_terminal ("no-color-is-honoured", test_no_color_is_honoured, 80);
  add_pipe ("again-prints-nothing", test_again_prints_nothing);
  add_pipe ("shown-comes-after-the-call", test_shown_comes_after_the_call);
  add_pipe ("withdrawn-before-it-was-printed", test_withdrawn_before_it_was_printed);
  add_pipe ("stopped-terminal-blocks-nobody", test_stopped_terminal_blocks_nobody);
  add_pipe ("waiting-nudges-are-bounded", test_waiting_nudges_are_bounded);
  add_terminal ("terminal-that-is-gone-is-no-harm", test_terminal_that_is_gone_is_no_harm, 80);
  return g_test_run ();
}
