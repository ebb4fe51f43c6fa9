/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings while they are being read: the sections that have names. For the settings-*.c files only. */
#pragma once

#include "settings.h"

G_BEGIN_DECLS

/** nudge_settings_ensure_category: Returns: (transfer none): the section of category @name, begun when there was none */
NudgeCategorySettings *nudge_settings_ensure_category (NudgeSettings *settings, const char *name);

/** nudge_settings_ensure_source: Returns: (transfer none): the section of source @name, begun when there was none */
NudgeSourceSettings *nudge_settings_ensure_source (NudgeSettings *settings, const char *name);

G_END_DECLS
