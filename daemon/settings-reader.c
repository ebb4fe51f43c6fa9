/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings reader: begins with the defaults and lets each configuration file change them, line by line. */
#include "settings.h"

#include "settings-schema.h"
#include "settings-values.h"

/* The sections whose fields are those of NudgeSettings itself. */
static const char *const plain_sections[]
    = { "nudged", "hours", "timing", "hold", "breakpoint", "notify", "easing", "support", "packs", NULL };

static void
category_free (NudgeCategorySettings *category)
{
  g_free (category->name);
  g_free (category);
}

static void
source_free (NudgeSourceSettings *source)
{
  g_free (source->name);
  g_free (source->path);
  g_free (source);
}

NudgeSettings *
nudge_settings_new_default (void)
{
  NudgeSettings *settings = g_rc_box_new0 (NudgeSettings);

  for (gsize i = 0; plain_sections[i] != NULL; i++)
    nudge_key_apply_fallbacks (plain_sections[i], settings);
  settings->support_contacts = g_new0 (char *, 1);
  settings->categories = g_ptr_array_new_with_free_func ((GDestroyNotify) category_free);
  settings->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);
  return settings;
}
