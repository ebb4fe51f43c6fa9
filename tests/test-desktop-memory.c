/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a restarted daemon still knows of its notifications, and when it must not believe it. */
#include "desktop-memory.h"

static void
test_survives_a_restart (void)
{
  g_autoptr(NudgeDesktopMemory) before = nudge_desktop_memory_new (NULL);
  g_autoptr(NudgeDesktopMemory) after = NULL;
  g_autofree char *text = NULL;

  nudge_desktop_memory_set_server (before, "bus1", ":1.5");
  nudge_desktop_memory_put (before, 17, 4);
  nudge_desktop_memory_put (before, G_MAXUINT64, G_MAXUINT32);
  nudge_desktop_memory_put (before, 0, 9);
  text = nudge_desktop_memory_to_text (before);
  after = nudge_desktop_memory_new (text);
  nudge_desktop_memory_set_server (after, "bus1", ":1.5");
  g_assert_cmpuint (nudge_desktop_memory_get (after, 17), ==, 4);
  g_assert_cmpuint (nudge_desktop_memory_get (after, G_MAXUINT64), ==, G_MAXUINT32);
  g_assert_cmpuint (nudge_desktop_memory_get (after, 0), ==, 9);
  g_assert_cmpuint (nudge_desktop_memory_get (after, 18), ==, 0);
}

static void
test_another_server_knows_nothing (void)
{
  const struct {
    const char *bus;
    const char *owner;
    guint expected;
  } rows[] = {
    { "bus1", ":1.5", 4 },
    { "bus1", ":1.6", 0 },
    { "bus2", ":1.5", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(NudgeDesktopMemory) memory = nudge_desktop_memory_new ("bus1 :1.5 17=4");

      nudge_desktop_memory_set_server (memory, rows[i].bus, rows[i].owner);
      g_assert_cmpuint (nudge_desktop_memory_get (memory, 17), ==, rows[i].expected);
    }
}

static void
test_nonsense_is_an_empty_memory (void)
{
  static const char *const rows[] = {
    "", " ", "bus1", "bus1 :1.5", "bus1 :1.5 ", "bus1 :1.5 17", "bus1 :1.5 17=", "bus1 :1.5 17=x", "bus1 :1.5 =4",
    "bus1 :1.5 17=0", "bus1 :1.5 17=-1", "bus1 :1.5 17=4294967296", "bus1 :1.5 99999999999999999999=1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(NudgeDesktopMemory) memory = nudge_desktop_memory_new (rows[i]);
      g_autoptr(GArray) keys = NULL;

      nudge_desktop_memory_set_server (memory, "bus1", ":1.5");
      keys = nudge_desktop_memory_list (memory);
      g_assert_cmpuint (keys->len, ==, 0);
    }
}

static void
test_forgets_what_is_closed (void)
{
  g_autoptr(NudgeDesktopMemory) memory = nudge_desktop_memory_new ("bus1 :1.5 17=4");
  g_autofree char *text = NULL;

  nudge_desktop_memory_put (memory, 17, 0);
  text = nudge_desktop_memory_to_text (memory);
  g_assert_cmpstr (text, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop-memory/survives-a-restart", test_survives_a_restart);
  g_test_add_func ("/desktop-memory/another-server-knows-nothing", test_another_server_knows_nothing);
  g_test_add_func ("/desktop-memory/nonsense-is-an-empty-memory", test_nonsense_is_an_empty_memory);
  g_test_add_func ("/desktop-memory/forgets-what-is-closed", test_forgets_what_is_closed);
  return g_test_run ();
}
