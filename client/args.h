/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments: a command line taken apart by a table of options. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeOption: one option; a table of them ends with an entry whose @name is %NULL.
 * @name: without the dashes
 * @letter: short form, or 0
 * @value: (nullable): placeholder of its value, such as `TIME`; %NULL for a switch
 * @help: half a sentence for the help page
 */
typedef struct {
  const char *name;
  char letter;
  const char *value;
  const char *help;
} NudgeOption;

/** NudgeArgs: options with their values, and the words beside them. */
typedef struct _NudgeArgs NudgeArgs;

/**
 * nudge_args_parse:
 * @argv: (array zero-terminated=1): without the name of the program and of the command
 *
 * Reads `--name`, `--name=value`, `--name value`, `-n`, `-n value` and `-nvalue` in any order; after `--` all are
 * words. A single `-` is a word.
 *
 * Returns: (transfer full): the parts, or %NULL with %NUDGE_EXIT_USAGE, which names the nearest option
 */
NudgeArgs *nudge_args_parse (const char *const *argv, const NudgeOption *options, GError **error);

void nudge_args_free (NudgeArgs *args);

/** nudge_args_has: Returns: whether the option @name was given */
gboolean nudge_args_has (NudgeArgs *args, const char *name);

/** nudge_args_get: Returns: (transfer none) (nullable): the last value of the option @name */
const char *nudge_args_get (NudgeArgs *args, const char *name);

/** nudge_args_get_all: Returns: (transfer none) (nullable): all values of the option @name, %NULL-terminated */
const char *const *nudge_args_get_all (NudgeArgs *args, const char *name);

/** nudge_args_n_words: Returns: how many words there are */
guint nudge_args_n_words (NudgeArgs *args);

/** nudge_args_word: Returns: (transfer none) (nullable): the word at @index */
const char *nudge_args_word (NudgeArgs *args, guint index);

/** nudge_args_join: Returns: (transfer full): the words from @first on, with spaces between; may be empty */
char *nudge_args_join (NudgeArgs *args, guint first);

/** nudge_args_is_utf8: Returns: whether all words and values are valid UTF-8 */
gboolean nudge_args_is_utf8 (NudgeArgs *args);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NudgeArgs, nudge_args_free)

G_END_DECLS
