/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop note: the words and buttons of one notification, ready to be sent. */
#include "desktop-note.h"

#include "presenter-text.h"

/* So many titles stand in a digest; the rest is a number. */
#define DIGEST_LINES 6

/* What a nudge is called where its own title may not be seen. Kind, and true of every item of its category. */
static const struct {
  const char *category;
  const char *title;
} concealed_titles[] = {
  { "movement", "Time for a break" },
  { "enjoyment", "Time for a break" },
  { "food", "Time for a break" },
  { "sleep", "Something for tonight" },
};

NudgeDesktopOptions
nudge_desktop_options_new (const NudgeSettings *settings)
{
  NudgeDesktopOptions options = {
    .urgency = settings->urgency,
    .sound = settings->sound,
    .body = settings->body,
    .persist = settings->persist,
  };

  if (settings->snooze != NULL && settings->snooze->len > 0)
    options.snooze = g_array_index (settings->snooze, GTimeSpan, 0);
  return options;
}

static gboolean
body_may_be_seen (const NudgeDesktopStage *stage)
{
  switch (stage->options.body)
    {
    case NUDGE_BODY_ALWAYS:
      return TRUE;
    case NUDGE_BODY_UNLOCKED:
      return !stage->locked;
    case NUDGE_BODY_NEVER:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

/* A private item shows its title only where its body may be seen, and never on a locked screen. */
static gboolean
title_may_be_seen (const NudgeLive *live, const NudgeDesktopStage *stage)
{
  return !live->is_private || (body_may_be_seen (stage) && !stage->locked);
}

static const char *
concealed_title (const NudgeLive *live)
{
  for (gsize i = 0; i < G_N_ELEMENTS (concealed_titles); i++)
    if (g_strcmp0 (live->category, concealed_titles[i].category) == 0)
      return concealed_titles[i].title;
  return "A moment for you";
}

static char *
make_title (const NudgeLive *live, const NudgeDesktopStage *stage, gsize max_chars)
{
  g_autofree char *title = NULL;

  if (!title_may_be_seen (live, stage))
    return g_strdup (concealed_title (live));
  title = nudge_text_clean_title (live->summary, max_chars);
  return *title != '\0' ? g_steal_pointer (&title) : g_strdup (concealed_title (live));
}

/* Escapes for servers that read markup; the others would show the entities. */
static char *
encode_body (const char *text, const NudgeDesktopStage *stage)
{
  if (!stage->profile.body)
    return g_strdup ("");
  return stage->profile.body_markup ? g_markup_escape_text (text, -1) : g_strdup (text);
}

static char *
make_body (const NudgeLive *live, const NudgeDesktopStage *stage)
{
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;
  g_autofree char *command = NULL;

  if (body_may_be_seen (stage) && title_may_be_seen (live, stage))
    text = nudge_text_clean_body (live->body, NUDGE_TEXT_BODY_CHARS);
  else
    text = g_strdup ("");
  if (stage->profile.actions)
    return encode_body (text, stage);
  command = g_strdup_printf ("nudgectl done %" G_GUINT64_FORMAT, live->id);
  all = g_strconcat (text, *text != '\0' ? "\n" : "", command, NULL);
  return encode_body (all, stage);
}

static void
add_action (GStrvBuilder *builder, const char *name, const char *label)
{
  g_strv_builder_add_many (builder, name, label, NULL);
}

static char *
snooze_label (GTimeSpan span)
{
  gint64 minutes = span / G_TIME_SPAN_MINUTE;

  if (minutes <= 0)
    return g_strdup ("Snooze");
  if (minutes % 60 == 0)
    return g_strdup_printf ("Snooze %" G_GINT64_FORMAT " h", minutes / 60);
  return g_strdup_printf ("Snooze %" G_GINT64_FORMAT " min", minutes);
}

static gboolean
wants_words (NudgeAsk ask)
{
  return ask == NUDGE_ASK_WORD || ask == NUDGE_ASK_NOTE || ask == NUDGE_ASK_REFLECT;
}

/* Never more than three buttons: one server draws no fourth. */
static char **
make_actions (const NudgeLive *live, const NudgeDesktopStage *stage)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *snooze = snooze_label (stage->options.snooze);

  if (!stage->profile.actions)
    return g_strv_builder_end (builder);
  if (live->ask == NUDGE_ASK_MOOD)
    {
      add_action (builder, "mood:2", "Low");
      add_action (builder, "mood:3", "Okay");
      add_action (builder, "mood:4", "Good");
      return g_strv_builder_end (builder);
    }
  if (!stage->profile.default_is_button)
    add_action (builder, "default", "Done");
  if (wants_words (live->ask) && stage->profile.inline_reply)
    add_action (builder, "inline-reply", "Answer");
  else
    add_action (builder, "done", "Done");
  add_action (builder, "snooze", snooze);
  add_action (builder, "skip", "Skip");
  return g_strv_builder_end (builder);
}

static char *
make_reply_hint (const NudgeLive *live, const NudgeDesktopStage *stage)
{
  if (!stage->profile.inline_reply || !wants_words (live->ask))
    return NULL;
  return g_strdup (live->ask == NUDGE_ASK_WORD ? "A word for how you feel" : "A few words are enough");
}

NudgeDesktopNote *
nudge_desktop_note_new (const NudgeLive *live, const NudgeDesktopStage *stage)
{
  NudgeDesktopNote *note = g_new0 (NudgeDesktopNote, 1);

  note->key = live->id;
  note->summary = make_title (live, stage, NUDGE_TEXT_TITLE_CHARS);
  note->body = make_body (live, stage);
  note->actions = make_actions (live, stage);
  note->reply_hint = make_reply_hint (live, stage);
  note->urgency = stage->options.urgency;
  note->persist = stage->options.persist;
  note->is_quiet = !stage->options.sound;
  note->is_concealed = !body_may_be_seen (stage) || !title_may_be_seen (live, stage);
  return note;
}

static char *
make_digest_body (GPtrArray *lives, const NudgeDesktopStage *stage)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_lines = MIN (lives->len, DIGEST_LINES);

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *title = make_title (lives->pdata[i], stage, NUDGE_TEXT_WORD_CHARS);

      g_string_append_printf (text, "• %s\n", title);
    }
  if (lives->len > n_lines)
    g_string_append_printf (text, "and %u more\n", lives->len - n_lines);
  g_string_append (text, "See them with: nudgectl pending");
  return encode_body (text->str, stage);
}

NudgeDesktopNote *
nudge_desktop_note_new_digest (GPtrArray *lives, const NudgeDesktopStage *stage)
{
  NudgeDesktopNote *note = g_new0 (NudgeDesktopNote, 1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (stage->profile.actions)
    {
      add_action (builder, "snooze", "Snooze all");
      add_action (builder, "skip", "Skip all");
    }
  note->key = NUDGE_NOTE_DIGEST;
  note->summary = lives->len == 1 ? g_strdup ("A nudge is waiting")
                                  : g_strdup_printf ("%u nudges are waiting", lives->len);
  note->body = make_digest_body (lives, stage);
  note->actions = g_strv_builder_end (builder);
  note->urgency = stage->options.urgency;
  note->persist = stage->options.persist;
  note->is_quiet = !stage->options.sound;
  return note;
}

void
nudge_desktop_note_free (NudgeDesktopNote *note)
{
  g_free (note->summary);
  g_free (note->body);
  g_strfreev (note->actions);
  g_free (note->reply_hint);
  g_free (note);
}
