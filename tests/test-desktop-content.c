/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server is sent, and what becomes of the answers. */
#include "desktop-fixture.h"

static void
test_golden_notification (DesktopFixture *f, gconstpointer profile)
{
  g_autoptr(NudgeLive) live = desktop_make_live (1, "Drink <b>some</b> & \033[31mwater\n");
  g_autofree char *actions = NULL;
  g_autofree char *hints = NULL;
  g_autoptr(GVariant) sorted = NULL;
  MockNote *note;
  gboolean quiet;
  guint8 urgency;

  g_free (live->body);
  live->body = g_strdup ("<a href='http://x'>click</a> & <img src='file:///etc/passwd'/>");
  nudge_presenter_show (NUDGE_PRESENTER (f->presenter), live, FALSE);
  wait_for (saw (f, "shown 1"));
  note = desktop_note_at (f, 0);
  actions = g_strjoinv ("|", note->actions);
  g_assert_cmpstr (note->summary, ==, "Drink <b>some</b> & [31mwater");
  g_assert_cmpstr (note->body, ==,
                   "&lt;a href=&apos;http://x&apos;&gt;click&lt;/a&gt; &amp; "
                   "&lt;img src=&apos;file:///etc/passwd&apos;/&gt;");
  g_assert_cmpstr (actions, ==, "default|Done|done|Done|snooze|Snooze 5 min|skip|Skip");
  g_assert_true (g_variant_lookup (note->hints, "suppress-sound", "b", &quiet) && quiet);
  g_assert_true (g_variant_lookup (note->hints, "urgency", "y", &urgency) && urgency == 1);
  g_assert_true (g_variant_lookup (note->hints, "desktop-entry", "s", &hints));
  g_assert_cmpstr (hints, ==, "org.nudged.Nudged1");
  g_assert_false (g_variant_lookup (note->hints, "image-path", "s", NULL));
  g_assert_false (g_variant_lookup (note->hints, "sound-file", "s", NULL));
  g_assert_false (g_variant_lookup (note->hints, "resident", "b", NULL));
}

static void
test_options_decide_sound_urgency_and_expiry (DesktopFixture *f, gconstpointer profile)
{
  NudgeDesktopOptions options = { .urgency = NUDGE_URGENCY_LOW, .sound = TRUE };
  guint8 urgency;

  nudge_desktop_presenter_set_options (f->presenter, &options);
  desktop_show_and_wait (f, 1, "Drink");
  g_assert_cmpint (desktop_note_at (f, 0)->expire, ==, -1);
  g_assert_true (g_variant_lookup (desktop_note_at (f, 0)->hints, "urgency", "y", &urgency) && urgency == 0);
  g_assert_false (g_variant_lookup (desktop_note_at (f, 0)->hints, "suppress-sound", "b", NULL));
  g_assert_true (g_variant_lookup (desktop_note_at (f, 0)->hints, "sound-name", "s", NULL));
}

static void
test_typed_answer_arrives (DesktopFixture *f, gconstpointer profile)
{
  g_autoptr(NudgeLive) live = desktop_make_live (1, "How do you feel?");
  guint32 id;

  live->ask = NUDGE_ASK_WORD;
  nudge_presenter_show (NUDGE_PRESENTER (f->presenter), live, FALSE);
  wait_for (saw (f, "shown 1"));
  id = desktop_note_at (f, 0)->id;
  g_assert_true (g_strv_contains ((const char *const *) desktop_note_at (f, 0)->actions, "inline-reply"));
  mock_server_reply (f->server, id + 7, "of somebody else");
  mock_server_reply (f->server, id, "tired\033 but fine");
  wait_for (saw (f, "answered"));
  desktop_run_for (2 * SETTLE_MS);
  assert_events (f, "shown 1, answered 1 reply tired but fine");
}

static void
test_unlock_shows_what_was_concealed (DesktopFixture *f, gconstpointer profile)
{
  NudgeDesktopOptions options = f->options;

  options.body = NUDGE_BODY_UNLOCKED;
  nudge_desktop_presenter_set_options (f->presenter, &options);
  nudge_desktop_presenter_set_locked (f->presenter, TRUE);
  desktop_show_and_wait (f, 1, "Drink");
  g_assert_cmpstr (desktop_note_at (f, 0)->body, ==, "");
  nudge_desktop_presenter_set_locked (f->presenter, FALSE);
  wait_for (g_str_has_prefix (desktop_note_at (f, 0)->body, "A glass"));
  g_assert_cmpuint (desktop_count_open (f), ==, 1);
  assert_events (f, "shown 1");
}

static void
test_digest_answers_for_all (DesktopFixture *f, gconstpointer profile)
{
  desktop_hang (f);
  for (guint i = 1; i <= 4; i++)
    desktop_show (f, i, "nudge");
  wait_for (nudge_desktop_presenter_get_server (f->presenter, NULL) == NUDGE_SERVER_SILENT);
  mock_server_set_hanging (f->server, FALSE);
  wait_for (saw (f, "shown 4"));
  g_string_truncate (f->events, 0);
  mock_server_act (f->server, desktop_note_at (f, 0)->id, "snooze");
  wait_for (desktop_count_open (f) == 0 && saw (f, "answered 4"));
  desktop_run_for (2 * SETTLE_MS);
  assert_events (f, "answered 1 snooze, answered 2 snooze, answered 3 snooze, answered 4 snooze");
}

static void
test_dismissed_digest_leaves_all_pending (DesktopFixture *f, gconstpointer profile)
{
  desktop_hang (f);
  for (guint i = 1; i <= 4; i++)
    desktop_show (f, i, "nudge");
  wait_for (nudge_desktop_presenter_get_server (f->presenter, NULL) == NUDGE_SERVER_SILENT);
  mock_server_set_hanging (f->server, FALSE);
  wait_for (saw (f, "shown 4"));
  g_string_truncate (f->events, 0);
  mock_server_close (f->server, desktop_note_at (f, 0)->id, TRUE);
  wait_for (saw (f, "closed 4"));
  assert_events (f, "closed 1 server, closed 2 server, closed 3 server, closed 4 server");
}

static const struct {
  const char *name;
  const char *profile;
  void (*test) (DesktopFixture *f, gconstpointer profile);
} tests[] = {
  { "golden-notification", "dunst", test_golden_notification },
  { "options-decide-sound-urgency-and-expiry", "dunst", test_options_decide_sound_urgency_and_expiry },
  { "typed-answer-arrives", "Plasma", test_typed_answer_arrives },
  { "unlock-shows-what-was-concealed", "gnome-shell", test_unlock_shows_what_was_concealed },
  { "digest-answers-for-all", "dunst", test_digest_answers_for_all },
  { "dismissed-digest-leaves-all-pending", "dunst", test_dismissed_digest_leaves_all_pending },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *name = g_strdup_printf ("/desktop-content/%s", tests[i].name);

      g_test_add (name, DesktopFixture, tests[i].profile, desktop_set_up, tests[i].test, desktop_tear_down);
    }
  return desktop_run_tests ();
}
