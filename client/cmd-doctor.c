/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nudgectl doctor: what the daemon found around it, and what to do about what is missing. */
#include "commands.h"

#include "clean.h"
#include "doctor-test.h"

#define FEW_TRIES 5
#define BETWEEN_TRIES (100 * G_TIME_SPAN_MILLISECOND)

typedef enum { MARK_OK, MARK_UNKNOWN, MARK_WRONG, MARK_MISSING } Mark;

static void
say_mark (NudgeCli *cli, Mark mark, const char *what, const char *text)
{
  static const char *const words[] = { "ok", "unknown", "wrong", "missing" };
  static const NudgeStyle styles[]
      = { NUDGE_STYLE_GOOD, NUDGE_STYLE_WARNING, NUDGE_STYLE_ERROR, NUDGE_STYLE_ERROR };
  g_autofree char *padded = g_strdup_printf ("%-8s", words[mark]);
  g_autofree char *safe = nudge_clean (text);

  nudge_terminal_append (&cli->terminal, cli->out, styles[mark], padded);
  g_string_append_printf (cli->out, " %s: %s\n", what, safe);
}

static void
say_advice (NudgeCli *cli, const char *advice)
{
  nudge_cli_say (cli, "         %s", advice);
}

/* --- what a nudge needs ---------------------------------------------------------------------------------- */

static gboolean
is_state (GVariant *diagnosis, const char *state)
{
  return g_str_equal (nudge_record_string (diagnosis, "server-state"), state);
}

static gboolean
has_server (GVariant *diagnosis)
{
  return !is_state (diagnosis, "absent") && !is_state (diagnosis, "silent");
}

static gboolean
has_journal (GVariant *diagnosis)
{
  return g_str_equal (nudge_record_string (diagnosis, "journal-state"), "ok");
}

static void
say_present_server (NudgeCli *cli, GVariant *diagnosis)
{
  const char *name = nudge_record_string (diagnosis, "server");
  g_autofree char *abilities = nudge_record_join (diagnosis, "capabilities", ", ");
  g_autofree char *text = g_strdup_printf ("%s%s%s%s", *name == '\0' ? "it has not said its name" : name,
                                           *abilities == '\0' ? "" : " (", abilities, *abilities == '\0' ? "" : ")");

  say_mark (cli, MARK_OK, "Notification server", text);
}

static void
say_server (NudgeCli *cli, GVariant *diagnosis)
{
  if (is_state (diagnosis, "present"))
    say_present_server (cli, diagnosis);
  else if (is_state (diagnosis, "silent"))
    {
      say_mark (cli, MARK_WRONG, "Notification server", "it does not answer");
      say_advice (cli, "Restart it, or log in again; nudges come when it answers.");
    }
  else if (is_state (diagnosis, "absent"))
    {
      say_mark (cli, MARK_MISSING, "Notification server", "there is none");
      say_advice (cli, "Install dunst or mako and let your session start it, or use the one of your desktop.");
    }
  else
    {
      say_mark (cli, MARK_UNKNOWN, "Notification server", "none runs now; the session may start one when needed");
      say_advice (cli, "“nudgectl doctor --notify” shows a test notification.");
    }
}

static void
say_journal (NudgeCli *cli, GVariant *diagnosis)
{
  const char *path = nudge_record_string (diagnosis, "journal");
  g_autofree char *trouble = g_strdup_printf ("%s: %s", path, nudge_record_string (diagnosis, "journal-state"));

  if (has_journal (diagnosis))
    {
      say_mark (cli, MARK_OK, "Journal", path);
      return;
    }
  say_mark (cli, MARK_WRONG, "Journal", trouble);
  say_advice (cli, "See that its disk has room and that you may write there; it is tried again by itself.");
}

static void
say_files (NudgeCli *cli, GVariant *diagnosis)
{
  g_autofree char *files = nudge_record_join (diagnosis, "config-files", ", ");
  guint64 n_rules = nudge_record_number (diagnosis, "rules");
  guint64 n_problems = nudge_record_number (diagnosis, "problems");
  g_autofree char *rules = g_strdup_printf ("%" G_GUINT64_FORMAT, n_rules);
  g_autofree char *problems = g_strdup_printf ("%" G_GUINT64_FORMAT, n_problems);

  say_mark (cli, MARK_OK, "Configuration", *files == '\0' ? "no file, so the defaults hold" : files);
  say_mark (cli, n_rules > 0 ? MARK_OK : MARK_MISSING, "Rules", rules);
  if (n_rules == 0)
    say_advice (cli, "Add one: nudgectl add \"Drink water\" --every 2h --between 09:00-17:00");
  say_mark (cli, n_problems == 0 ? MARK_OK : MARK_WRONG, "Problems", problems);
  if (n_problems > 0)
    say_advice (cli, "“nudgectl check” says what they are.");
}

/* --- what makes the moment right ------------------------------------------------------------------------- */

static const struct {
  const char *fact;
  const char *what;
  const char *advice;
} facts[] = {
  { "idle", "Absence", "Nudges also come while you are away. GNOME and X11 tell of it, and some desktops by logind." },
  { "locked", "Lock", "Nudges also come while the screen is locked. A screen locker tells of it through logind." },
  { "dnd", "Do not disturb", "Only “nudgectl pause” holds nudges. dunst, mako, swaync, Xfce and Plasma tell of it." },
  { "fullscreen", "Full screen", "Nudges also come over films and talks; “nudgectl pause” holds them." },
  { "camera", "Camera", "Nudges also come in video calls; “nudgectl pause” holds them." },
  { "microphone", "Microphone", "Nudges also come in calls; “nudgectl pause” holds them." },
  { "busy-calendar", "Busy calendar", "Nudges also come during meetings; “nudgectl pause” holds them." },
};

/* Names of the sources that know of @fact. */
static char *
list_tellers (GVariant *diagnosis, const char *fact)
{
  g_autoptr(GVariant) sources = g_variant_lookup_value (diagnosis, "sources", G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; sources != NULL && i < g_variant_n_children (sources); i++)
    {
      g_autoptr(GVariant) source = g_variant_get_child_value (sources, i);
      g_autoptr(GVariant) known = g_variant_lookup_value (source, "facts", G_VARIANT_TYPE ("a{ss}"));

      if (known != NULL && g_variant_lookup (known, fact, "&s", NULL))
        g_ptr_array_add (names, g_strdup (nudge_record_string (source, "name")));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
say_fact (NudgeCli *cli, GVariant *diagnosis, gsize i)
{
  g_autoptr(GVariant) merged = g_variant_lookup_value (diagnosis, "facts", G_VARIANT_TYPE ("a{ss}"));
  g_autofree char *tellers = list_tellers (diagnosis, facts[i].fact);
  const char *truth = merged == NULL ? "" : nudge_record_string (merged, facts[i].fact);
  g_autofree char *text = g_strdup_printf ("%s, says %s", truth, tellers);

  if (*tellers != '\0')
    {
      say_mark (cli, MARK_OK, facts[i].what, text);
      return;
    }
  say_mark (cli, MARK_UNKNOWN, facts[i].what, "nobody tells of it");
  say_advice (cli, facts[i].advice);
}

static void
say_sources (NudgeCli *cli, GVariant *diagnosis)
{
  g_autoptr(GVariant) sources = g_variant_lookup_value (diagnosis, "sources", G_VARIANT_TYPE ("aa{sv}"));

  if (sources == NULL || g_variant_n_children (sources) == 0)
    return;
  nudge_cli_say (cli, "\nWho was asked:");
  for (gsize i = 0; i < g_variant_n_children (sources); i++)
    {
      g_autoptr(GVariant) source = g_variant_get_child_value (sources, i);
      g_autofree char *name = nudge_cli_clean (source, "name");
      g_autofree char *description = nudge_cli_clean (source, "description");

      nudge_cli_say (cli, "- %s: %s", name, description);
    }
}

/* --- the command ----------------------------------------------------------------------------------------- */

static void
say_test (NudgeCli *cli, gboolean shown)
{
  if (shown)
    say_mark (cli, MARK_OK, "Test notification", "it was shown");
  else
    {
      say_mark (cli, MARK_WRONG, "Test notification", "it was not shown");
      say_advice (cli, "“nudgectl why” and the log of nudged may say more.");
    }
}

static void
say_all (NudgeCli *cli, GVariant *diagnosis)
{
  say_mark (cli, MARK_OK, "nudged", nudge_record_string (diagnosis, "version"));
  say_server (cli, diagnosis);
  say_journal (cli, diagnosis);
  say_files (cli, diagnosis);
  say_mark (cli, MARK_OK, "Time zone", nudge_record_string (diagnosis, "zone"));
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    say_fact (cli, diagnosis, i);
  say_sources (cli, diagnosis);
}

static GVariant *
fetch_once (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "Diagnose", NULL, error);

  return reply == NULL ? NULL : g_variant_get_child_value (reply, 0);
}

static gboolean
is_not_asked_yet (GVariant *diagnosis)
{
  g_autofree char *abilities = nudge_record_join (diagnosis, "capabilities", ",");

  return is_state (diagnosis, "present") && *abilities == '\0';
}

/* The first question makes the daemon ask a server that it does not know yet. */
static GVariant *
fetch (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) diagnosis = fetch_once (cli, error);

  for (guint i = 0; i < FEW_TRIES && diagnosis != NULL && is_not_asked_yet (diagnosis); i++)
    {
      g_usleep (BETWEEN_TRIES);
      g_variant_unref (diagnosis);
      diagnosis = fetch_once (cli, error);
    }
  return g_steal_pointer (&diagnosis);
}

static void
print_json (NudgeCli *cli, GVariant *diagnosis, gboolean tested, gboolean shown)
{
  g_auto(GVariantDict) more = G_VARIANT_DICT_INIT (NULL);
  g_autoptr(GVariant) merged = NULL;

  if (tested)
    g_variant_dict_insert (&more, "test-shown", "b", shown);
  merged = nudge_record_merge (diagnosis, g_variant_dict_end (&more));
  nudge_cli_json (cli, merged, nudge_doctor_fields);
}

gboolean
nudge_run_doctor (NudgeCli *cli, GError **error)
{
  gboolean tested = nudge_args_has (cli->args, "notify");
  gboolean shown = FALSE;
  g_autoptr(GVariant) diagnosis = NULL;

  if (tested && !nudge_doctor_test (cli, &shown, error))
    return FALSE;
  diagnosis = fetch (cli, error);
  if (diagnosis == NULL)
    return FALSE;
  shown = shown && has_server (diagnosis);
  if (cli->json)
    print_json (cli, diagnosis, tested, shown);
  else
    say_all (cli, diagnosis);
  if (tested && !cli->json)
    say_test (cli, shown);
  if (!has_server (diagnosis) || !has_journal (diagnosis) || (tested && !shown))
    cli->exit_code = NUDGE_EXIT_FAILED;
  return TRUE;
}
