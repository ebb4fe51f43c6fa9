/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence warning: rules that are valid but hardly meant so. */
#pragma once

#include "recurrence-set.h"

#include <glib.h>

G_BEGIN_DECLS

/** nudge_recurrence_find_warning: Returns: (transfer full) (nullable): a sentence about the rules of @set */
char *nudge_recurrence_find_warning (const NudgeRecurrenceSet *set);

G_END_DECLS
