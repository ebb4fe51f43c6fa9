/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands: name, arguments, options and help of each, in the order of the overview. */
#include "commands.h"

#include "clean.h"
#include "suggest.h"

#define JSON { "json", 0, NULL, "print JSON, one object a line" }
#define END { NULL }
#define ANY G_MAXUINT

static const NudgeOption only_json[] = { JSON, END };

static const NudgeOption status_options[] = {
  JSON,
  { "format", 'f', "FORMAT", "one line for a bar: waybar, polybar, i3blocks, i3status-rs or plain" },
  { "follow", 'F', NULL, "one line now, then one on every change, until the reader goes" },
  END,
};

static const NudgeOption agenda_options[] = {
  { "days", 'd', "N", "so many days from the start (default 7)" },
  { "from", 0, "TIME", "later than this (default now)" },
  { "to", 0, "TIME", "and not later than this" },
  { "limit", 'n', "N", "at most so many" },
  JSON,
  END,
};

static const NudgeOption add_options[] = {
  { "every", 'e', "DURATION", "again and again: 45m, 2h, 1d, 2w" },
  { "between", 'b', "TIME-TIME", "with --every: the part of the day, such as 09:00-17:00" },
  { "on", 'o', "DAYS", "weekdays, weekends, daily, mon,wed or mon-thu; or a date for once" },
  { "at", 'a', "TIME[,TIME]", "times of day, such as 9:00,13:30; with a date: once" },
  { "in", 'i', "DURATION", "once, after this long" },
  { "rrule", 'r', "RULE", "a recurrence rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO" },
  { "start", 's', "TIME", "with --rrule: the first time (default: the next minute)" },
  { "category", 'c', "NAME", "emotions, sleep, food, movement, enjoyment, connection, …" },
  { "ask", 0, "KIND", "what to ask: none, mood, word, note or reflect" },
  { "room", 0, "DURATION", "how long it may wait for a good moment" },
  { "prompt", 'p', "TEXT", "text below the title; give several and they take turns" },
  { "dry-run", 0, NULL, "say what it would be, and add nothing" },
  { "yes", 'y', NULL, "ask nothing (nothing is asked now either)" },
  JSON,
  END,
};

static const NudgeOption done_options[] = {
  { "value", 'v', "VALUE", "an answer in one word, such as a mood from 1 to 5" },
  JSON,
  END,
};

static const NudgeOption doctor_options[] = {
  { "notify", 0, NULL, "show a test notification too, until it is answered, for 5 seconds at most" },
  JSON,
  END,
};

static const NudgeOption pause_options[] = {
  { "indefinitely", 0, NULL, "until nudgectl resume" },
  JSON,
  END,
};

static const NudgeOption log_options[] = {
  { "at", 'a', "TIME", "when it was (default now); a time of day is the last such time" },
  { "category", 'c', "NAME", "the category it belongs to" },
  { "note", 'm', "TEXT", "the note" },
  JSON,
  END,
};

static const NudgeOption feel_options[] = {
  { "at", 'a', "TIME", "when it was (default now); a time of day is the last such time" },
  { "note", 'm', "TEXT", "the note" },
  JSON,
  END,
};

static const NudgeOption history_options[] = {
  { "limit", 'n', "N", "the newest N (default 50; with --json 1000)" },
  { "kind", 'k', "KIND", "only this kind; may be given again" },
  { "category", 'c', "NAME", "only this category; may be given again" },
  { "from", 0, "TIME", "at or after this" },
  { "to", 0, "TIME", "before this" },
  { "grep", 'g', "TEXT", "only with this in note, words or title" },
  JSON,
  END,
};

static const NudgeOption preview_options[] = {
  { "from", 0, "TIME", "at or after this (default now)" },
  { "to", 0, "TIME", "before this (default seven days later)" },
  { "zone", 'z', "NAME", "zone of times without one (default: yours)" },
  { "limit", 'n', "N", "at most so many (default 100000 a file)" },
  JSON,
  END,
};

static const NudgeCommand commands[] = {
  { "status", NULL, "what is now: state, next, pending, today", nudge_run_status, status_options, 0, 0, FALSE, NULL,
    "nudgectl status\nnudgectl status --json | jq -r .next.summary\nnudgectl status --format=waybar --follow" },
  { "next", NULL, "what is due next", nudge_run_next, only_json, 0, 0, FALSE, NULL, "nudgectl next" },
  { "agenda", NULL, "what is to come", nudge_run_agenda, agenda_options, 0, 0, FALSE, NULL,
    "nudgectl agenda\nnudgectl agenda --days 1\nnudgectl agenda --from tomorrow --to '2026-03-02 12:00'" },
  { "pending", NULL, "nudges that wait for an answer", nudge_run_pending, only_json, 0, 0, FALSE, NULL,
    "nudgectl pending" },
  { "done", "[ID] [NOTE …]", "answer: done", nudge_run_done, done_options, 0, ANY, FALSE,
    "Without an ID it is the newest pending one.", "nudgectl done\nnudgectl done 41 \"felt good\"" },
  { "snooze", "[ID] [DURATION | until TIME]", "answer: show it again later", nudge_run_snooze, only_json, 0, ANY, FALSE,
    "Without an ID it is the newest pending one; without a time the configured default.",
    "nudgectl snooze\nnudgectl snooze 20m\nnudgectl snooze 41 until 15:00" },
  { "skip", "[ID] [NOTE …]", "answer: not this time", nudge_run_skip, only_json, 0, ANY, FALSE,
    "Without an ID it is the newest pending one.", "nudgectl skip" },
  { "pause", "[DURATION | until TIME]", "hold all nudges (for an hour)", nudge_run_pause, pause_options, 0, ANY, FALSE,
    NULL, "nudgectl pause\nnudgectl pause 45m\nnudgectl pause until 14:00\nnudgectl pause --indefinitely" },
  { "resume", NULL, "end a pause", nudge_run_resume, only_json, 0, 0, FALSE, NULL, "nudgectl resume" },
  { "why", "[ID | RULE]", "the reason for what is or is not shown", nudge_run_why, only_json, 0, ANY, FALSE,
    "Without an argument: how things stand as a whole.", "nudgectl why\nnudgectl why 41\nnudgectl why water" },
  { "feel", "[1-5] [WORD …] [NOTE]", "say how you are", nudge_run_feel, feel_options, 0, ANY, FALSE,
    "1 is very low, 5 is very good. Words stand alone; what has spaces in quotes is the note.",
    "nudgectl feel 2 ashamed \"the panel said no\"\nnudgectl feel tired\nnudgectl feel 4" },
  { "log", "KIND [VALUE] [NOTE …]", "write down something you did", nudge_run_log, log_options, 1, ANY, FALSE,
    "KIND is a category (it answers a pending nudge of that category), mood, note, setback, reflection,\n"
    "or a word of your own. One word after it is its value, more is the note.",
    "nudgectl log movement\nnudgectl log sleep 7h\nnudgectl log note \"Rang Kim\" --at 14:30" },
  { "history", NULL, "what was logged, and what became of nudges", nudge_run_history, history_options, 0, 0, FALSE,
    NULL, "nudgectl history\nnudgectl history --kind mood --from 2026-03-01\nnudgectl history --grep panel --json" },
  { "list", NULL, "all rules", nudge_run_list, only_json, 0, 0, FALSE, NULL, "nudgectl list" },
  { "show", "RULE", "one rule in full, with its next times", nudge_run_show, only_json, 1, ANY, FALSE,
    "RULE is a part of the title or of the UID that only one rule has.", "nudgectl show water" },
  { "add", "TEXT …", "add a nudge of your own", nudge_run_add, add_options, 1, ANY, FALSE,
    "Says the rule back in words, with its next five times, and adds it.",
    "nudgectl add \"Drink water\" --every 2h --between 09:00-17:00 --on weekdays --category food\n"
    "nudgectl add Stretch --at 9:00,13:30\nnudgectl add \"Ring Kim\" --in 20m\n"
    "nudgectl add \"Ring Kim\" --at \"tomorrow 9:00\"\n"
    "nudgectl add Review --rrule \"FREQ=MONTHLY;BYDAY=-1FR\" --start 2026-03-27T16:00" },
  { "remove", "RULE", "remove a nudge of your own", nudge_run_remove, only_json, 1, ANY, FALSE, NULL,
    "nudgectl remove water" },
  { "enable", "RULE", "switch a rule on", nudge_run_enable, only_json, 1, ANY, FALSE, NULL, "nudgectl enable water" },
  { "disable", "RULE", "switch a rule off", nudge_run_disable, only_json, 1, ANY, FALSE, NULL,
    "nudgectl disable water" },
  { "fire", "RULE", "show a nudge of that rule now", nudge_run_fire, only_json, 1, ANY, FALSE, NULL,
    "nudgectl fire water" },
  { "preview", "FILE …", "when the items of calendar files are due", nudge_run_preview, preview_options, 1, ANY, TRUE,
    "Prints every due time in order of time, without adding anything. “-” is standard input.\n"
    "Problems go to standard error as FILE:LINE: TEXT; the exit code is 1 when a file has an error.",
    "nudgectl preview work.ics\nnudgectl preview --json --from 2026-03-01 --to 2026-04-01 *.ics" },
  { "check", "[FILE …]", "problems of the configuration and of files", nudge_run_check, only_json, 0, ANY, TRUE,
    "Without a FILE: the problems that the daemon knows. The exit code is 1 when there is an error.",
    "nudgectl check\nnudgectl check work.ics" },
  { "doctor", NULL, "what is missing around the daemon, and what helps", nudge_run_doctor, doctor_options, 0, 0, FALSE,
    "The exit code is 1 when there is no notification server, or the journal cannot be written.",
    "nudgectl doctor\nnudgectl doctor --notify\nnudgectl doctor --json | jq .facts" },
  { "reload", NULL, "read configuration and rules again", nudge_run_reload, only_json, 0, 0, FALSE, NULL,
    "nudgectl reload" },
  { "breakpoint", "[KIND]", "say that this is a good moment", nudge_run_breakpoint, only_json, 0, 1, FALSE,
    "KIND says what ended, such as shell-command, build or call.", "make; nudgectl breakpoint build" },
  { "monitor", NULL, "print what happens, until interrupted", nudge_run_monitor, only_json, 0, 0, FALSE, NULL,
    "nudgectl monitor\nnudgectl monitor --json | jq -c 'select(.signal == \"Due\")'" },
  { "help", "[COMMAND]", "this list, or the page of a command", nudge_run_help, NULL, 0, 1, FALSE, NULL,
    "nudgectl help add" },
  { "complete", "rules|ids|kinds|categories|words|durations|commands|options [COMMAND]", NULL, nudge_run_complete,
    NULL, 1, 2, FALSE,
    "Candidates for the completion of the shell, one a line: the word, and after a tab what it means.", NULL },
  { NULL },
};

const NudgeCommand *
nudge_commands (void)
{
  return commands;
}

static char *
hint_for (const char *name)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (const NudgeCommand *command = commands; command->name != NULL; command++)
    if (command->summary != NULL)
      g_ptr_array_add (names, (gpointer) command->name);
  g_ptr_array_add (names, NULL);
  return nudge_suggest_text (name, (const char *const *) names->pdata);
}

const NudgeCommand *
nudge_command_find (const char *name, GError **error)
{
  g_autofree char *shown = nudge_clean (name);
  g_autofree char *hint = NULL;

  for (const NudgeCommand *command = commands; command->name != NULL; command++)
    if (g_str_equal (command->name, name))
      return command;
  hint = hint_for (name);
  g_set_error (error, NUDGE_EXIT_ERROR, NUDGE_EXIT_USAGE, "There is no command “%s”.%s", shown, hint);
  return NULL;
}
