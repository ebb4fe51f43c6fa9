/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file is read, whatever stands under its name, and nothing is ever waited for. */
#include "rule-reader.h"

#include "nudge-error.h"
#include "rule-files.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

typedef struct {
  char *root;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->root = g_dir_make_tmp ("nudged-reader-XXXXXX", NULL);
  g_assert_nonnull (f->root);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_tree (f->root);
  g_free (f->root);
}

static char *
path_of (Fixture *f, const char *name)
{
  return g_build_filename (f->root, name, NULL);
}

static GBytes *
read_name (Fixture *f, const char *name, GError **error)
{
  g_autofree char *path = path_of (f, name);
  NudgeFileIdentity identity;

  return nudge_rule_reader_read (path, &identity, error);
}

static void
assert_refused (Fixture *f, const char *name, GQuark domain, int code, const char *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = read_name (f, name, &error);

  g_assert_null (bytes);
  g_assert_error (error, domain, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
assert_content (Fixture *f, const char *name, const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = read_name (f, name, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static void
link_to (Fixture *f, const char *name, const char *target)
{
  g_autofree char *path = path_of (f, name);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
test_reads_a_file (Fixture *f, gconstpointer data)
{
  put_text (f->root, "a.ics", "some text");

  assert_content (f, "a.ics", "some text");
}

static void
test_an_empty_file_is_no_error (Fixture *f, gconstpointer data)
{
  put_text (f->root, "a.ics", "");

  assert_content (f, "a.ics", "");
}

static void
test_what_is_not_there_is_not_found (Fixture *f, gconstpointer data)
{
  assert_refused (f, "a.ics", G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "cannot be read");
}

static void
test_a_link_to_a_file_is_followed (Fixture *f, gconstpointer data)
{
  put_text (f->root, "target", "some text");
  link_to (f, "middle", "target");
  link_to (f, "a.ics", "middle");

  assert_content (f, "a.ics", "some text");
}

/* Nobody writes to this pipe: an open that waits would wait for ever. */
static void
test_a_pipe_does_not_hang (Fixture *f, gconstpointer data)
{
  g_autofree char *path = path_of (f, "pipe.ics");

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  link_to (f, "link.ics", "pipe.ics");

  assert_refused (f, "pipe.ics", G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "named pipe");
  assert_refused (f, "link.ics", G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "named pipe");
}

static void
test_a_socket_is_refused (Fixture *f, gconstpointer data)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  g_autofree char *path = path_of (f, "s.ics");
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpuint (g_strlcpy (address.sun_path, path, sizeof address.sun_path), <, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);

  assert_refused (f, "s.ics", G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "socket");
  g_assert_true (g_close (fd, NULL));
}

static const struct {
  const char *target;
  int code;
  const char *words;
} links[] = {
  { "/dev/zero", G_IO_ERROR_NOT_REGULAR_FILE, "a device" },
  { "/dev/tty", G_IO_ERROR_NOT_REGULAR_FILE, "a device" },
  { "nowhere.ics", G_IO_ERROR_NOT_REGULAR_FILE, "leads to nothing" },
  { "no/such/folder/x.ics", G_IO_ERROR_NOT_REGULAR_FILE, "leads to nothing" },
  { "a.ics", G_IO_ERROR_TOO_MANY_LINKS, "back to itself" },
  { "..", G_IO_ERROR_IS_DIRECTORY, "folder" },
};

static void
test_links_to_other_things_are_refused (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      link_to (f, "a.ics", links[i].target);
      assert_refused (f, "a.ics", G_IO_ERROR, links[i].code, links[i].words);
      remove_name (f->root, "a.ics");
    }
}

static void
test_a_folder_is_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *path = path_of (f, "a.ics");

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);

  assert_refused (f, "a.ics", G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "folder");
}

static void
put_hole (Fixture *f, const char *name, gsize size)
{
  g_autofree char *path = path_of (f, name);

  put_text (f->root, name, "");
  g_assert_cmpint (truncate (path, (off_t) size), ==, 0);
}

/* Ten thousand times the limit, as a hole that takes no room: whoever reads it first, does not come back soon. */
static void
test_a_file_over_the_limit_is_not_read (Fixture *f, gconstpointer data)
{
  put_hole (f, "over.ics", NUDGE_RULE_FILE_MAX + 1);
  put_hole (f, "huge.ics", (gsize) NUDGE_RULE_FILE_MAX * 10000);

  assert_refused (f, "over.ics", NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE, "at most 16 MiB");
  assert_refused (f, "huge.ics", NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE, "160000.0 MiB");
}

static void
test_a_file_at_the_limit_is_read (Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  put_hole (f, "a.ics", NUDGE_RULE_FILE_MAX);
  bytes = read_name (f, "a.ics", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, NUDGE_RULE_FILE_MAX);
}

/* A file of the kernel is regular, says it has no bytes, and then has some: just as one that grows while it is read. */
static void
test_a_file_that_grows_is_found_out (Fixture *f, gconstpointer data)
{
  link_to (f, "a.ics", "/proc/self/status");

  assert_refused (f, "a.ics", G_IO_ERROR, G_IO_ERROR_BUSY, "changed while it was read");
}

static NudgeFileIdentity
identity_of (Fixture *f, const char *name)
{
  g_autofree char *path = path_of (f, name);
  NudgeFileIdentity identity;
  gboolean is_link;

  g_assert_true (nudge_rule_reader_look (path, &identity, &is_link, NULL));
  return identity;
}

static void
test_an_untouched_file_keeps_its_identity (Fixture *f, gconstpointer data)
{
  NudgeFileIdentity before, after;

  put_text (f->root, "a.ics", "text");
  before = identity_of (f, "a.ics");
  g_bytes_unref (read_name (f, "a.ics", NULL));
  after = identity_of (f, "a.ics");

  g_assert_true (nudge_file_identity_equal (&before, &after));
}

/* Writes in place and sets the time back. The clock of the file system has steps of some milliseconds. */
static void
write_and_hide_it (const char *path, const char *text)
{
  gint64 limit = g_get_monotonic_time () + 5 * G_TIME_SPAN_SECOND;
  struct stat before, after;

  g_assert_cmpint (stat (path, &before), ==, 0);
  do
    {
      const struct timespec times[2] = { before.st_atim, before.st_mtim };
      int fd = open (path, O_WRONLY | O_CLOEXEC);

      g_assert_cmpint (write (fd, text, strlen (text)), ==, strlen (text));
      g_assert_cmpint (futimens (fd, times), ==, 0);
      g_assert_true (g_close (fd, NULL));
      g_assert_cmpint (stat (path, &after), ==, 0);
    }
  while (after.st_ctim.tv_nsec == before.st_ctim.tv_nsec && g_get_monotonic_time () < limit);
}

/* Some programs set the time of a file back to what it was; the size is the same as well. */
static void
test_a_change_that_hides_its_time_is_seen (Fixture *f, gconstpointer data)
{
  g_autofree char *path = path_of (f, "a.ics");
  NudgeFileIdentity before, after;

  put_text (f->root, "a.ics", "text");
  before = identity_of (f, "a.ics");
  write_and_hide_it (path, "TEXT");
  after = identity_of (f, "a.ics");

  g_assert_cmpint (before.modified, ==, after.modified);
  g_assert_cmpint (before.size, ==, after.size);
  g_assert_cmpuint (before.inode, ==, after.inode);
  g_assert_false (nudge_file_identity_equal (&before, &after));
}

static void
test_a_link_has_the_identity_of_its_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = path_of (f, "a.ics");
  NudgeFileIdentity target, identity;
  gboolean is_link = FALSE;

  put_text (f->root, "target", "text");
  link_to (f, "a.ics", "target");
  target = identity_of (f, "target");
  g_assert_true (nudge_rule_reader_look (path, &identity, &is_link, NULL));

  g_assert_true (is_link);
  g_assert_true (nudge_file_identity_equal (&target, &identity));
}

#define ADD(path, function) g_test_add ("/rule-reader/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("reads-a-file", test_reads_a_file);
  ADD ("an-empty-file-is-no-error", test_an_empty_file_is_no_error);
  ADD ("what-is-not-there-is-not-found", test_what_is_not_there_is_not_found);
  ADD ("a-link-to-a-file-is-followed", test_a_link_to_a_file_is_followed);
  ADD ("a-pipe-does-not-hang", test_a_pipe_does_not_hang);
  ADD ("a-socket-is-refused", test_a_socket_is_refused);
  ADD ("links-to-other-things-are-refused", test_links_to_other_things_are_refused);
  ADD ("a-folder-is-refused", test_a_folder_is_refused);
  ADD ("a-file-over-the-limit-is-not-read", test_a_file_over_the_limit_is_not_read);
  ADD ("a-file-at-the-limit-is-read", test_a_file_at_the_limit_is_read);
  ADD ("a-file-that-grows-is-found-out", test_a_file_that_grows_is_found_out);
  ADD ("an-untouched-file-keeps-its-identity", test_an_untouched_file_keeps_its_identity);
  ADD ("a-change-that-hides-its-time-is-seen", test_a_change_that_hides_its_time_is_seen);
  ADD ("a-link-has-the-identity-of-its-file", test_a_link_has_the_identity_of_its_file);
  return g_test_run ();
}
