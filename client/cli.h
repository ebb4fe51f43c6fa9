/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cli: what every command gets: its arguments, the daemon, the time and where to write. */
#pragma once

#include "args.h"
#include "bus.h"
#include "exit-code.h"
#include "record.h"
#include "table.h"
#include "terminal.h"
#include "zone.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _NudgeCli NudgeCli;

/**
 * NudgeCommand: a row of the table of commands.
 * @name: what is typed
 * @words: (nullable): its arguments, for the help page
 * @summary: one line; %NULL hides it
 * @run: does it; FALSE with an error ends with the exit code of the error
 * @options: (nullable): ends with a %NULL name
 * @min_words: fewest arguments
 * @max_words: most arguments
 * @raw: takes arguments that are not UTF-8, such as names of files
 * @details: (nullable): more for the help page
 * @examples: lines of examples
 */
typedef struct {
  const char *name;
  const char *words;
  const char *summary;
  gboolean (*run) (NudgeCli *cli, GError **error);
  const NudgeOption *options;
  guint min_words;
  guint max_words;
  gboolean raw;
  const char *details;
  const char *examples;
} NudgeCommand;

/**
 * NudgeCli: one run of the program.
 * @args: of the command
 * @json: `--json` was given
 * @out: standard output until now; see nudge_cli_flush()
 * @terminal: what standard output is
 * @now: when the program began
 * @exit_code: to leave with when the command returns TRUE
 */
struct _NudgeCli {
  const NudgeCommand *command;
  NudgeArgs *args;
  gboolean json;
  GString *out;
  NudgeTerminal terminal;
  NudgeTime now;
  NudgeExit exit_code;
  GDBusConnection *bus; /* use nudge_cli_bus() */
  NudgeZone *zone;      /* use nudge_cli_zone() */
};

/** nudge_cli_bus: Returns: (transfer none): the connection, made when it is first needed, or %NULL with an error */
GDBusConnection *nudge_cli_bus (NudgeCli *cli, GError **error);

/** nudge_cli_zone: Returns: (transfer none): the zone of the caller */
NudgeZone *nudge_cli_zone (NudgeCli *cli);

/** nudge_cli_zone_name: Returns: (transfer none) (nullable): its name; %NULL where the daemon would not know it, as
 * of a `TZ` that spells a rule */
const char *nudge_cli_zone_name (NudgeCli *cli);

/**
 * nudge_cli_call:
 * @interface: of the method, at the object of the daemon
 * @arguments: (nullable): a tuple; a floating reference is taken
 *
 * Returns: (transfer full): the answer, or %NULL with an error
 */
GVariant *nudge_cli_call (NudgeCli *cli, const char *interface, const char *method, GVariant *arguments,
                          GError **error);

/** nudge_cli_check_alive: Returns: whether the daemon answers; before calls that may take long */
gboolean nudge_cli_check_alive (NudgeCli *cli, GError **error);

/** nudge_cli_flush: Returns: whether all of @out could be written; it is empty then */
gboolean nudge_cli_flush (NudgeCli *cli, GError **error);

/** nudge_cli_say: adds a line to the output; not with `--json`. */
void nudge_cli_say (NudgeCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** nudge_cli_complain: writes a line to standard error, in UTF-8 whatever the locale. */
void nudge_cli_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** nudge_cli_json: adds @record as a line of JSON. */
void nudge_cli_json (NudgeCli *cli, GVariant *record, const NudgeField *fields);

/** nudge_cli_when: Returns: (transfer full): @time for people */
char *nudge_cli_when (NudgeCli *cli, NudgeTime time);

/**
 * nudge_cli_time_option:
 * @missing: result when the option was not given
 *
 * Returns: whether the option @name is missing or a time; else %NUDGE_EXIT_USAGE
 */
gboolean nudge_cli_time_option (NudgeCli *cli, const char *name, NudgeTime missing, NudgeTime *time, GError **error);

/** nudge_cli_number_option: as nudge_cli_time_option(), a whole number from 1 to @most. */
gboolean nudge_cli_number_option (NudgeCli *cli, const char *name, guint missing, guint most, guint *number,
                                  GError **error);

/** nudge_cli_fail_usage: sets %NUDGE_EXIT_USAGE. Returns: FALSE */
gboolean nudge_cli_fail_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * nudge_cli_fail_value:
 *
 * turns what a parser said (@cause, transfer full) of @what into %NUDGE_EXIT_USAGE. Returns: FALSE
 */
gboolean nudge_cli_fail_value (GError **error, const char *what, GError *cause);

/**
 * nudge_cli_give_back:
 * @text: words of the user that were to be saved
 *
 * When @error says that they were not saved, they are written to the output, so that nothing is lost.
 */
void nudge_cli_give_back (NudgeCli *cli, const char *text, const GError *error);

/** nudge_cli_clean: Returns: (transfer full): the text at @key of @record, safe to print */
char *nudge_cli_clean (GVariant *record, const char *key);

G_END_DECLS
