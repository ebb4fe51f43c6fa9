/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence words: rules said back in plain English. */
#pragma once

#include "recurrence-set.h"

#include <glib.h>

G_BEGIN_DECLS

/** nudge_recurrence_set_to_words: Returns: (transfer full): such as "every weekday at 9:00, 11:00 and 13:00" */
char *nudge_recurrence_set_to_words (const NudgeRecurrenceSet *set);

G_END_DECLS
