/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words and buttons of a notification, by what the server can do, what the settings say and who may look. */
#include "desktop-note.h"

#include "presenter-text.h"

#include <string.h>

static NudgeLive *
make_live (const char *summary, const char *body)
{
  NudgeLive *live = nudge_live_new ();

  live->id = 17;
  live->summary = g_strdup (summary);
  live->body = g_strdup (body);
  live->category = g_strdup ("movement");
  return live;
}

static NudgeDesktopStage
make_stage (const char *name, const char *capabilities)
{
  g_auto(GStrv) list = g_strsplit (capabilities, " ", -1);

  return (NudgeDesktopStage) {
    .profile = nudge_desktop_profile_new (name, (const char *const *) list),
    .options = { .urgency = NUDGE_URGENCY_NORMAL, .body = NUDGE_BODY_ALWAYS, .snooze = 5 * G_TIME_SPAN_MINUTE },
  };
}

static void
test_body_follows_the_capabilities (void)
{
  const struct {
    const char *capabilities;
    const char *expected;
  } rows[] = {
    { "actions body body-markup", "a &lt;b&gt; &amp; c" },
    { "actions body", "a <b> & c" },
    { "actions", "" },
    { "body body-markup", "a &lt;b&gt; &amp; c\nnudgectl done 17" },
    { "body", "a <b> & c\nnudgectl done 17" },
    { "", "" },
  };
  g_autoptr(NudgeLive) live = make_live ("Title", "a <b> & c");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      NudgeDesktopStage stage = make_stage ("any", rows[i].capabilities);
      g_autoptr(NudgeDesktopNote) note = nudge_desktop_note_new (live, &stage);

      g_test_message ("with “%s”", rows[i].capabilities);
      g_assert_cmpstr (note->body, ==, rows[i].expected);
    }
}

static void
test_actions_follow_the_question (void)
{
  const struct {
    const char *server;
    const char *capabilities;
    NudgeAsk ask;
    const char *expected;
  } rows[] = {
    { "dunst", "actions", NUDGE_ASK_NONE, "default=Done done=Done snooze=Snooze 5 min skip=Skip" },
    { "Xfce Notify Daemon", "actions", NUDGE_ASK_NONE, "done=Done snooze=Snooze 5 min skip=Skip" },
    { "lxqt-notificationd", "actions", NUDGE_ASK_NONE, "done=Done snooze=Snooze 5 min skip=Skip" },
    { "dunst", "actions", NUDGE_ASK_MOOD, "mood:2=Low mood:3=Okay mood:4=Good" },
    { "dunst", "actions", NUDGE_ASK_WORD, "default=Done done=Done snooze=Snooze 5 min skip=Skip" },
    { "Plasma", "actions inline-reply", NUDGE_ASK_NONE, "default=Done done=Done snooze=Snooze 5 min skip=Skip" },
    { "Plasma", "actions inline-reply", NUDGE_ASK_WORD,
      "default=Done inline-reply=Answer snooze=Snooze 5 min skip=Skip" },
    { "Plasma", "actions inline-reply", NUDGE_ASK_NOTE,
      "default=Done inline-reply=Answer snooze=Snooze 5 min skip=Skip" },
    { "Plasma", "actions inline-reply", NUDGE_ASK_REFLECT,
      "default=Done inline-reply=Answer snooze=Snooze 5 min skip=Skip" },
    { "plain", "body", NUDGE_ASK_NONE, "" },
    { "plain", "body", NUDGE_ASK_MOOD, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      NudgeDesktopStage stage = make_stage (rows[i].server, rows[i].capabilities);
      g_autoptr(NudgeLive) live = make_live ("Title", "");
      g_autoptr(NudgeDesktopNote) note = NULL;
      g_autoptr(GString) actions = g_string_new (NULL);
      guint n_buttons = 0;

      live->ask = rows[i].ask;
      note = nudge_desktop_note_new (live, &stage);
      for (gsize j = 0; note->actions[j] != NULL; j += 2)
        {
          g_string_append_printf (actions, "%s%s=%s", j > 0 ? " " : "", note->actions[j], note->actions[j + 1]);
          n_buttons += !g_str_equal (note->actions[j], "default");
        }
      g_assert_cmpstr (actions->str, ==, rows[i].expected);
      g_assert_cmpuint (n_buttons, <=, 3);
    }
}

static void
test_snooze_says_how_long (void)
{
  const struct {
    GTimeSpan span;
    const char *expected;
  } rows[] = {
    { 0, "Snooze" },
    { 30 * G_TIME_SPAN_SECOND, "Snooze" },
    { 5 * G_TIME_SPAN_MINUTE, "Snooze 5 min" },
    { 60 * G_TIME_SPAN_MINUTE, "Snooze 1 h" },
    { 90 * G_TIME_SPAN_MINUTE, "Snooze 90 min" },
  };
  g_autoptr(NudgeLive) live = make_live ("Title", "");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      NudgeDesktopStage stage = make_stage ("dunst", "actions");
      g_autoptr(NudgeDesktopNote) note = NULL;

      stage.options.snooze = rows[i].span;
      note = nudge_desktop_note_new (live, &stage);
      g_assert_cmpstr (note->actions[5], ==, rows[i].expected);
    }
}

static void
test_who_may_see_what (void)
{
  const struct {
    NudgeBodyPolicy policy;
    gboolean is_private;
    gboolean locked;
    const char *summary;
    const char *body;
  } rows[] = {
    { NUDGE_BODY_ALWAYS, FALSE, FALSE, "Call Ana", "about the letter" },
    { NUDGE_BODY_ALWAYS, FALSE, TRUE, "Call Ana", "about the letter" },
    { NUDGE_BODY_ALWAYS, TRUE, FALSE, "Call Ana", "about the letter" },
    { NUDGE_BODY_ALWAYS, TRUE, TRUE, "Time for a break", "" },
    { NUDGE_BODY_UNLOCKED, FALSE, FALSE, "Call Ana", "about the letter" },
    { NUDGE_BODY_UNLOCKED, FALSE, TRUE, "Call Ana", "" },
    { NUDGE_BODY_UNLOCKED, TRUE, FALSE, "Call Ana", "about the letter" },
    { NUDGE_BODY_UNLOCKED, TRUE, TRUE, "Time for a break", "" },
    { NUDGE_BODY_NEVER, FALSE, FALSE, "Call Ana", "" },
    { NUDGE_BODY_NEVER, TRUE, FALSE, "Time for a break", "" },
    { NUDGE_BODY_NEVER, TRUE, TRUE, "Time for a break", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      NudgeDesktopStage stage = make_stage ("dunst", "actions body body-markup");
      g_autoptr(NudgeLive) live = make_live ("Call Ana", "about the letter");
      g_autoptr(NudgeDesktopNote) note = NULL;

      live->is_private = rows[i].is_private;
      stage.options.body = rows[i].policy;
      stage.locked = rows[i].locked;
      note = nudge_desktop_note_new (live, &stage);
      g_assert_cmpstr (note->summary, ==, rows[i].summary);
      g_assert_cmpstr (note->body, ==, rows[i].body);
      g_assert_cmpint (note->is_concealed, ==, *rows[i].body == '\0');
    }
}

static void
test_concealed_title_tells_nothing (void)
{
  static const char *const categories[]
    = { "emotions", "connection", "support", "self-worth", "learning", "other", NULL };
  NudgeDesktopStage stage = make_stage ("dunst", "actions body");

  stage.locked = TRUE;
  for (gsize i = 0; categories[i] != NULL; i++)
    {
      g_autoptr(NudgeLive) live = make_live ("Secret", "");
      g_autoptr(NudgeDesktopNote) note = NULL;

      live->is_private = TRUE;
      g_free (live->category);
      live->category = g_strdup (categories[i]);
      note = nudge_desktop_note_new (live, &stage);
      g_assert_cmpstr (note->summary, ==, "A moment for you");
    }
}

static void
test_title_is_never_empty (void)
{
  NudgeDesktopStage stage = make_stage ("dunst", "actions body");
  g_autoptr(NudgeLive) live = make_live (" \033\n ", "");
  g_autoptr(NudgeDesktopNote) note = nudge_desktop_note_new (live, &stage);

  g_assert_cmpstr (note->summary, !=, "");
}

static void
test_body_is_capped (void)
{
  NudgeDesktopStage stage = make_stage ("MATE", "actions body");
  g_autofree char *word = g_strnfill (20000, 'x');
  g_autoptr(NudgeLive) live = make_live ("Title", word);
  g_autoptr(NudgeDesktopNote) note = nudge_desktop_note_new (live, &stage);

  g_assert_cmpint (g_utf8_strlen (note->body, -1), <=, NUDGE_TEXT_BODY_CHARS);
  g_assert_cmpuint (strcspn (note->body, " "), ==, NUDGE_TEXT_WORD_CHARS);
}

static void
test_digest_lists_titles (void)
{
  NudgeDesktopStage stage = make_stage ("dunst", "actions body body-markup");
  g_autoptr(GPtrArray) lives = g_ptr_array_new_with_free_func ((GDestroyNotify) nudge_live_unref);
  g_autoptr(NudgeDesktopNote) note = NULL;

  stage.locked = TRUE;
  g_ptr_array_add (lives, make_live ("Drink & rest", ""));
  g_ptr_array_add (lives, make_live ("Secret", ""));
  ((NudgeLive *) lives->pdata[1])->is_private = TRUE;
  note = nudge_desktop_note_new_digest (lives, &stage);
  g_assert_cmpstr (note->summary, ==, "2 nudges are waiting");
  g_assert_cmpstr (note->body, ==, "• Drink &amp; rest\n• Time for a break\nSee them with: nudgectl pending");
  g_assert_cmpuint (note->key, ==, NUDGE_NOTE_DIGEST);
}

static void
test_options_come_from_the_settings (void)
{
  g_autoptr(GArray) snooze = g_array_new (FALSE, FALSE, sizeof (GTimeSpan));
  GTimeSpan spans[] = { 7 * G_TIME_SPAN_MINUTE, G_TIME_SPAN_HOUR };
  NudgeSettings settings = {
    .urgency = NUDGE_URGENCY_LOW, .sound = TRUE, .body = NUDGE_BODY_UNLOCKED, .persist = TRUE, .snooze = snooze,
  };
  NudgeDesktopOptions options;

  g_array_append_vals (snooze, spans, G_N_ELEMENTS (spans));
  options = nudge_desktop_options_new (&settings);
  g_assert_cmpint (options.urgency, ==, NUDGE_URGENCY_LOW);
  g_assert_true (options.sound && options.persist);
  g_assert_cmpint (options.body, ==, NUDGE_BODY_UNLOCKED);
  g_assert_cmpint (options.snooze, ==, 7 * G_TIME_SPAN_MINUTE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop-note/body-follows-the-capabilities", test_body_follows_the_capabilities);
  g_test_add_func ("/desktop-note/actions-follow-the-question", test_actions_follow_the_question);
  g_test_add_func ("/desktop-note/snooze-says-how-long", test_snooze_says_how_long);
  g_test_add_func ("/desktop-note/who-may-see-what", test_who_may_see_what);
  g_test_add_func ("/desktop-note/concealed-title-tells-nothing", test_concealed_title_tells_nothing);
  g_test_add_func ("/desktop-note/title-is-never-empty", test_title_is_never_empty);
  g_test_add_func ("/desktop-note/body-is-capped", test_body_is_capped);
  g_test_add_func ("/desktop-note/digest-lists-titles", test_digest_lists_titles);
  g_test_add_func ("/desktop-note/options-come-from-the-settings", test_options_come_from_the_settings);
  return g_test_run ();
}
