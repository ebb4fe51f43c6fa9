/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivery, action: what the word of a button means. */
#include "delivery-action.h"

#include <string.h>

#define MAX_SNOOZE_SECONDS 31622400

static gboolean
parse_number (const char *text, guint max, guint64 *number)
{
  return g_ascii_string_to_unsigned (text, 10, 1, max, number, NULL);
}

NudgeAction
nudge_action_parse (const char *word)
{
  NudgeAction action = { .kind = NUDGE_ACTION_UNKNOWN };
  guint64 number;

  if (g_str_equal (word, "done") || g_str_equal (word, "default") || g_str_equal (word, "reply"))
    action.kind = NUDGE_ACTION_DONE;
  else if (g_str_equal (word, "skip"))
    action.kind = NUDGE_ACTION_SKIP;
  else if (g_str_equal (word, "snooze"))
    action.kind = NUDGE_ACTION_SNOOZE;
  else if (g_str_has_prefix (word, "snooze:") && parse_number (word + strlen ("snooze:"), MAX_SNOOZE_SECONDS, &number))
    action = (NudgeAction){ .kind = NUDGE_ACTION_SNOOZE, .span = (GTimeSpan) number * G_TIME_SPAN_SECOND };
  else if (g_str_has_prefix (word, "mood:") && parse_number (word + strlen ("mood:"), 5, &number))
    action = (NudgeAction){ .kind = NUDGE_ACTION_DONE, .value = word + strlen ("mood:") };
  return action;
}
