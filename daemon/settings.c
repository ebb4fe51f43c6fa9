/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: the value itself, and what it says about one rule. */
#include "settings.h"

#include "settings-private.h"
#include "settings-schema.h"
#include "settings-values.h"

/* The fields that belong to sections of their own name. */
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
  nudge_key_clear_section ("source", source);
  g_free (source->name);
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

NudgeSettings *
nudge_settings_ref (NudgeSettings *settings)
{
  return g_rc_box_acquire (settings);
}

static void
settings_clear (NudgeSettings *settings)
{
  for (gsize i = 0; plain_sections[i] != NULL; i++)
    nudge_key_clear_section (plain_sections[i], settings);
  g_ptr_array_unref (settings->categories);
  g_ptr_array_unref (settings->sources);
}

void
nudge_settings_unref (NudgeSettings *settings)
{
  g_rc_box_release_full (settings, (GDestroyNotify) settings_clear);
}

const NudgeCategorySettings *
nudge_settings_find_category (const NudgeSettings *settings, const char *name)
{
  for (guint i = 0; i < settings->categories->len; i++)
    {
      const NudgeCategorySettings *category = g_ptr_array_index (settings->categories, i);

      if (g_str_equal (category->name, name))
        return category;
    }
  return NULL;
}

NudgeCategorySettings *
nudge_settings_ensure_category (NudgeSettings *settings, const char *name)
{
  NudgeCategorySettings *category = (NudgeCategorySettings *) nudge_settings_find_category (settings, name);

  if (category != NULL)
    return category;
  category = g_new0 (NudgeCategorySettings, 1);
  category->name = g_strdup (name);
  category->room = NUDGE_SPAN_UNSET;
  category->grace = NUDGE_SPAN_UNSET;
  category->missed = NUDGE_MISSED_UNSET;
  nudge_key_apply_fallbacks ("category", category);
  g_ptr_array_add (settings->categories, category);
  return category;
}

NudgeSourceSettings *
nudge_settings_ensure_source (NudgeSettings *settings, const char *name)
{
  NudgeSourceSettings *source;

  for (guint i = 0; i < settings->sources->len; i++)
    {
      source = g_ptr_array_index (settings->sources, i);
      if (g_str_equal (source->name, name))
        return source;
    }
  source = g_new0 (NudgeSourceSettings, 1);
  source->name = g_strdup (name);
  nudge_key_apply_fallbacks ("source", source);
  g_ptr_array_add (settings->sources, source);
  return source;
}

GTimeSpan
nudge_settings_resolve_room (const NudgeSettings *settings, const NudgeRule *rule)
{
  const NudgeCategorySettings *category = nudge_settings_find_category (settings, rule->category);
  gboolean is_shared = rule->origin == NUDGE_ORIGIN_PACK || rule->origin == NUDGE_ORIGIN_PLAN;

  if (rule->room != NUDGE_SPAN_UNSET)
    return rule->room;
  if (category != NULL && category->room != NUDGE_SPAN_UNSET)
    return category->room;
  return is_shared ? settings->room : 0;
}

GTimeSpan
nudge_settings_resolve_grace (const NudgeSettings *settings, const NudgeRule *rule)
{
  const NudgeCategorySettings *category = nudge_settings_find_category (settings, rule->category);

  if (rule->grace != NUDGE_SPAN_UNSET)
    return rule->grace;
  if (category != NULL && category->grace != NUDGE_SPAN_UNSET)
    return category->grace;
  return settings->grace;
}

NudgeMissed
nudge_settings_resolve_missed (const NudgeSettings *settings, const NudgeRule *rule)
{
  const NudgeCategorySettings *category = nudge_settings_find_category (settings, rule->category);

  if (rule->missed != NUDGE_MISSED_UNSET)
    return rule->missed;
  if (category != NULL && category->missed != NUDGE_MISSED_UNSET)
    return category->missed;
  return settings->missed;
}
