/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bus name: who of several daemons is the one. */
#define G_LOG_DOMAIN "nudged-bus"

#include "bus-name.h"

#include <errno.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#define BUS_TIMEOUT_MS 5000
#define EXIT_TIMEOUT_MS 5000
#define DYING_MS 250
#define GHOST_TRIES 100
#define GHOST_STEP (10 * G_TIME_SPAN_MILLISECOND)

/* Flags and answers of RequestName, from the D-Bus specification. */
#define NAME_ALLOW_REPLACEMENT 0x1u
#define NAME_REPLACE_EXISTING 0x2u
#define NAME_DO_NOT_QUEUE 0x4u
#define REPLY_PRIMARY_OWNER 1u
#define REPLY_ALREADY_OWNER 4u

static GVariant *
call_bus (GDBusConnection *connection, const char *method, GVariant *arguments, const char *type, GError **error)
{
  return g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                      "org.freedesktop.DBus", method, arguments, G_VARIANT_TYPE (type),
                                      G_DBUS_CALL_FLAGS_NONE, BUS_TIMEOUT_MS, NULL, error);
}

/* The owner may leave between two questions: then there is none. */
static gint64
find_owner (GDBusConnection *connection, const char *name)
{
  g_autoptr(GVariant) owned = call_bus (connection, "NameHasOwner", g_variant_new ("(s)", name), "(b)", NULL);
  g_autoptr(GVariant) pid = NULL;
  g_autoptr(GError) error = NULL;
  gboolean has_owner = FALSE;
  guint32 number = 0;

  if (owned != NULL)
    g_variant_get (owned, "(b)", &has_owner);
  if (!has_owner)
    return 0;
  pid = call_bus (connection, "GetConnectionUnixProcessID", g_variant_new ("(s)", name), "(u)", &error);
  if (pid == NULL)
    return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ? 0 : -1;
  g_variant_get (pid, "(u)", &number);
  return number;
}

/* A process that was killed or asked to end takes a moment for it. */
static gboolean
has_ended (gint64 pid)
{
  struct pollfd watch = { .fd = (int) syscall (SYS_pidfd_open, (pid_t) pid, 0), .events = POLLIN };
  gboolean has_ended = FALSE;

  if (watch.fd < 0)
    return errno == ESRCH;
  has_ended = poll (&watch, 1, DYING_MS) > 0;
  close (watch.fd);
  return has_ended;
}

/* The bus hears of the end of a killed daemon a moment later than whoever starts the next one. */
gint64
nudge_bus_name_check (GDBusConnection *connection, const char *name)
{
  gint64 owner = find_owner (connection, name);

  for (guint i = 0; i < GHOST_TRIES && owner > 0 && has_ended (owner); i++)
    {
      g_usleep (GHOST_STEP);
      owner = find_owner (connection, name);
    }
  return owner;
}

/* The journal has one writer: the one that we replace must have let go of it. */
static void
wait_for_exit (gint64 pid)
{
  struct pollfd watch = { .fd = -1, .events = POLLIN };

  if (pid <= 0 || pid == getpid ())
    return;
  watch.fd = (int) syscall (SYS_pidfd_open, (pid_t) pid, 0);
  if (watch.fd < 0)
    return;
  if (poll (&watch, 1, EXIT_TIMEOUT_MS) == 0)
    g_warning ("The daemon that was replaced (process %" G_GINT64_FORMAT ") has not ended yet", pid);
  close (watch.fd);
}

gboolean
nudge_bus_name_take (GDBusConnection *connection, const char *name, gboolean replace, GError **error)
{
  gint64 owner = nudge_bus_name_check (connection, name);
  guint32 flags = NAME_ALLOW_REPLACEMENT | NAME_DO_NOT_QUEUE | (replace ? NAME_REPLACE_EXISTING : 0);
  g_autoptr(GVariant) reply = call_bus (connection, "RequestName", g_variant_new ("(su)", name, flags), "(u)", error);
  guint32 answer = 0;

  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(u)", &answer);
  if (answer == REPLY_PRIMARY_OWNER || answer == REPLY_ALREADY_OWNER)
    {
      if (answer == REPLY_PRIMARY_OWNER)
        wait_for_exit (owner);
      return TRUE;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               "nudged is running already (process %" G_GINT64_FORMAT "); use --replace to take its place",
               nudge_bus_name_check (connection, name));
  return FALSE;
}
