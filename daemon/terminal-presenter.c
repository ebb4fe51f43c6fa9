/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terminal presenter: prints nudges in a few lines, and how to answer them. */
#define G_LOG_DOMAIN "nudged-terminal"

#include "terminal-presenter.h"

#include "presenter-text.h"

#include <glib-unix.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_COLUMNS 80
#define MIN_COLUMNS 20
#define MAX_COLUMNS 100
#define INDENT 2

/* So many nudges wait for a terminal that is stopped; the oldest gives way. */
#define MAX_WAITING 50

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define NORMAL "\033[0m"

/* One nudge on its way; `written` bytes are out. */
typedef struct {
  guint64 id;
  char *text;     /* "" for what is not printed again */
  gsize length;
  gsize written;
} Page;

struct _NudgeTerminalPresenter {
  GObject parent_instance;

  int fd;
  gboolean is_terminal;
  gboolean has_colour;
  GQueue pages;    /* of Page */
  guint ready_id;  /* waits for the terminal to take more */
};

static void nudge_terminal_presenter_iface_init (NudgePresenterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NudgeTerminalPresenter, nudge_terminal_presenter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NUDGE_TYPE_PRESENTER, nudge_terminal_presenter_iface_init))

static void
page_free (Page *page)
{
  g_free (page->text);
  g_free (page);
}

static guint
get_columns (NudgeTerminalPresenter *self)
{
  struct winsize size;

  if (!self->is_terminal || ioctl (self->fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return DEFAULT_COLUMNS;
  return CLAMP (size.ws_col, MIN_COLUMNS, MAX_COLUMNS);
}

/* Adds @text line by line: @first before the first line, blanks before the others. */
static void
add_lines (NudgeTerminalPresenter *self, GString *page, const char *first, const char *style, const char *text)
{
  g_auto(GStrv) lines = nudge_text_wrap (text, get_columns (self) - INDENT);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      gboolean styled = self->has_colour && *style != '\0' && *lines[i] != '\0';

      g_string_append (page, i == 0 ? first : "  ");
      g_string_append (page, styled ? style : "");
      g_string_append (page, lines[i]);
      g_string_append (page, styled ? NORMAL "\n" : "\n");
    }
}

static char *
make_text (NudgeTerminalPresenter *self, const NudgeLive *live)
{
  g_autofree char *title = nudge_text_clean_title (live->summary, NUDGE_TEXT_TITLE_CHARS);
  g_autofree char *body = nudge_text_clean_body (live->body, NUDGE_TEXT_BODY_CHARS);
  g_autofree char *answers
      = g_strdup_printf ("%snudgectl done %" G_GUINT64_FORMAT " · nudgectl snooze %" G_GUINT64_FORMAT " 10m",
                         live->ask == NUDGE_ASK_MOOD ? "nudgectl feel 3 · " : "", live->id, live->id);
  GString *page = g_string_new ("\n");

  add_lines (self, page, "● ", BOLD, title);
  add_lines (self, page, "  ", "", body);
  add_lines (self, page, "  ", DIM, answers);
  return g_string_free (page, FALSE);
}

/* Writes what the terminal takes now. Returns: whether there is nothing more to try with @page */
static gboolean
write_page (NudgeTerminalPresenter *self, Page *page)
{
  gssize n;

  if (page->written == page->length)
    return TRUE;
  n = write (self->fd, page->text + page->written, page->length - page->written);
  if (n >= 0)
    page->written += n;
  else if (errno != EAGAIN && errno != EINTR)
    {
      g_debug ("A nudge could not be printed: %s", g_strerror (errno));
      return TRUE;
    }
  return page->written == page->length;
}

static gboolean
on_terminal_ready (gint fd, GIOCondition condition, gpointer data)
{
  g_autoptr(NudgeTerminalPresenter) self = g_object_ref (data);
  Page *page = g_queue_peek_head (&self->pages);
  guint64 id = page->id;
  gboolean is_out, is_last;

  if (!write_page (self, page))
    return G_SOURCE_CONTINUE;
  is_out = page->written == page->length;
  g_queue_pop_head (&self->pages);
  page_free (page);
  is_last = self->pages.length == 0;
  if (is_last)
    self->ready_id = 0;
  if (is_out)
    nudge_presenter_emit_shown (NUDGE_PRESENTER (self), id);
  return is_last ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* The first page stays once it has begun, so that no line is left unfinished. */
static void
drop_page (NudgeTerminalPresenter *self, GList *link)
{
  Page *page = link->data;

  if (page->written > 0)
    return;
  g_queue_delete_link (&self->pages, link);
  page_free (page);
}

static GList *
find_page (NudgeTerminalPresenter *self, guint64 id)
{
  for (GList *link = self->pages.head; link != NULL; link = link->next)
    if (((Page *) link->data)->id == id)
      return link;
  return NULL;
}

static void
withdraw (NudgePresenter *presenter, guint64 id)
{
  NudgeTerminalPresenter *self = NUDGE_TERMINAL_PRESENTER (presenter);
  GList *link = find_page (self, id);

  if (link != NULL)
    drop_page (self, link);
  if (self->pages.length == 0)
    g_clear_handle_id (&self->ready_id, g_source_remove);
}

static void
show (NudgePresenter *presenter, NudgeLive *live, gboolean again)
{
  NudgeTerminalPresenter *self = NUDGE_TERMINAL_PRESENTER (presenter);
  Page *page = g_new0 (Page, 1);

  withdraw (presenter, live->id);
  page->id = live->id;
  page->text = again ? g_strdup ("") : make_text (self, live);
  page->length = strlen (page->text);
  if (self->pages.length >= MAX_WAITING)
    drop_page (self, self->pages.head->next);
  g_queue_push_tail (&self->pages, page);
  if (self->ready_id == 0)
    self->ready_id = g_unix_fd_add (self->fd, G_IO_OUT | G_IO_ERR | G_IO_HUP, on_terminal_ready, self);
}

static void
nudge_terminal_presenter_iface_init (NudgePresenterInterface *iface)
{
  iface->show = show;
  iface->withdraw = withdraw;
}

static void
nudge_terminal_presenter_init (NudgeTerminalPresenter *self)
{
  self->fd = -1;
}

static void
nudge_terminal_presenter_dispose (GObject *object)
{
  NudgeTerminalPresenter *self = NUDGE_TERMINAL_PRESENTER (object);

  g_clear_handle_id (&self->ready_id, g_source_remove);
  g_queue_clear_full (&self->pages, (GDestroyNotify) page_free);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  G_OBJECT_CLASS (nudge_terminal_presenter_parent_class)->dispose (object);
}

static void
nudge_terminal_presenter_class_init (NudgeTerminalPresenterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nudge_terminal_presenter_dispose;
}

/* An open file of our own: whether it blocks is our affair, and not that of the shell on the same terminal. */
static int
open_own (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  struct stat status;
  int own = -1;

  if (fstat (fd, &status) == 0 && (S_ISCHR (status.st_mode) || S_ISFIFO (status.st_mode)))
    own = open (path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  return own >= 0 ? own : fcntl (fd, F_DUPFD_CLOEXEC, 3);
}

NudgeTerminalPresenter *
nudge_terminal_presenter_new (int fd)
{
  NudgeTerminalPresenter *self = g_object_new (NUDGE_TYPE_TERMINAL_PRESENTER, NULL);
  const char *no_colour = g_getenv ("NO_COLOR");

  self->fd = open_own (fd);
  self->is_terminal = isatty (fd) == 1;
  self->has_colour = self->is_terminal && (no_colour == NULL || *no_colour == '\0')
                     && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  return self;
}
