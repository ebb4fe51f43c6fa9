/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journal checks: what a client may add to the history, and what is wrong with what it may not. */
#include "journal-entries.h"

#include "category.h"
#include "nudge-error.h"
#include "outcome.h"

#include <string.h>

#define KIND_MAX 32
#define NOTE_MAX (64 * 1024)
#define TEXT_MAX 1024
#define WORD_MAX 128
#define WORDS_MAX 32

/* Of nudges only: `due`, `shown`, `done`, … */
static gboolean
is_kind_of_outcome (const char *kind)
{
  NudgeOutcome outcome;

  return nudge_outcome_from_string (kind, &outcome);
}

static gboolean
check_kind (const char *kind, GError **error)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

  if (kind == NULL || !g_ascii_islower (kind[0]) || strspn (kind, allowed) != strlen (kind)
      || strlen (kind) > KIND_MAX)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
                   "A kind is a word of at most %d small letters, digits and hyphens, such as “movement”", KIND_MAX);
      return FALSE;
    }
  if (is_kind_of_outcome (kind))
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT,
                   "“%s” is the answer to a nudge; choose another word for the entry", kind);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_text (const char *name, const char *text, gsize max, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (strlen (text) > max)
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE, "The %s is longer than %" G_GSIZE_FORMAT " bytes", name,
                   max);
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, "The %s is not UTF-8", name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_words (const char *const *words, GError **error)
{
  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    {
      if (i >= WORDS_MAX)
        {
          g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_TOO_LARGE, "There are more than %d words", WORDS_MAX);
          return FALSE;
        }
      if (!check_text ("word", words[i], WORD_MAX, error))
        return FALSE;
      if (words[i][0] == '\0' || strchr (words[i], '\n') != NULL)
        {
          g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, "A word is empty or has several lines");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_category (const char *category, GError **error)
{
  if (category == NULL || g_str_equal (category, NUDGE_CATEGORY_OTHER))
    return TRUE;
  if (g_strcmp0 (nudge_category_canonical (category), category) == 0)
    return TRUE;
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, "There is no category “%s”", category);
  return FALSE;
}

static gboolean
check_time (NudgeTime time, GError **error)
{
  const NudgeCivil first = { .year = NUDGE_YEAR_MIN, .month = 1, .day = 1 };
  const NudgeCivil last = { .year = NUDGE_YEAR_MAX, .month = 12, .day = 31 };

  if (time >= nudge_civil_to_seconds (&first) * G_TIME_SPAN_SECOND
      && time < nudge_civil_to_seconds (&last) * G_TIME_SPAN_SECOND)
    return TRUE;
  g_set_error (error, NUDGE_ERROR, NUDGE_ERROR_INVALID_ARGUMENT, "The time is not between the years %d and %d",
               NUDGE_YEAR_MIN, NUDGE_YEAR_MAX);
  return FALSE;
}

gboolean
nudge_journal_check_entry (const NudgeEntry *entry, GError **error)
{
  return check_kind (entry->kind, error) && check_time (entry->time, error)
         && check_category (entry->category, error) && check_text ("UID", entry->uid, TEXT_MAX, error)
         && check_text ("value", entry->value, TEXT_MAX, error) && check_words (entry->words, error)
         && check_text ("note", entry->note, NOTE_MAX, error);
}
