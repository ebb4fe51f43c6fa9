/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: the value itself, and what it says about one rule. */
#include "settings.h"

NudgeSettings *
nudge_settings_ref (NudgeSettings *settings)
{
  return g_rc_box_acquire (settings);
}

static void
settings_clear (NudgeSettings *settings)
{
  g_free (settings->language);
  g_clear_pointer (&settings->work, g_array_unref);
  g_clear_pointer (&settings->quiet, g_array_unref);
  g_clear_pointer (&settings->snooze, g_array_unref);
  g_strfreev (settings->support_contacts);
  g_strfreev (settings->packs);
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
