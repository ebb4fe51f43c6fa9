/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: their defaults, what they say about a rule, and hours of the week as people write them. */
#include "settings.h"

#include "settings-schema.h"
#include "settings-values.h"

#include <glib.h>

#include <string.h>

static void
test_defaults_are_those_of_the_product (void)
{
  g_autoptr(NudgeSettings) settings = nudge_settings_new_default ();
  const NudgeHours *quiet = &g_array_index (settings->quiet, NudgeHours, 0);

  g_assert_null (settings->work);
  g_assert_cmpuint (settings->quiet->len, ==, 1);
  g_assert_cmpuint (quiet->weekdays, ==, 0x7f);
  g_assert_cmpint (quiet->begin, ==, 22 * 3600);
  g_assert_cmpint (quiet->end, ==, 7 * 3600);
  g_assert_cmpint (settings->hold, ==, NUDGE_HOLD_PACKS);
  g_assert_cmpint (settings->room, ==, 10 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (settings->grace, ==, G_TIME_SPAN_HOUR);
  g_assert_cmpint (settings->missed, ==, NUDGE_MISSED_DROP);
  g_assert_cmpint (settings->min_gap, ==, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (settings->max_per_hour, ==, 4);
  g_assert_cmpuint (settings->max_per_day, ==, 24);
  g_assert_cmpuint (settings->snooze->len, ==, 3);
  g_assert_cmpint (g_array_index (settings->snooze, GTimeSpan, 2), ==, G_TIME_SPAN_HOUR);
  g_assert_cmpint (settings->all_day, ==, 9 * 3600);
  g_assert_cmpint (settings->idle, ==, 5 * G_TIME_SPAN_MINUTE);
  g_assert_true (settings->hold_locked && settings->hold_dnd && settings->hold_fullscreen);
  g_assert_true (settings->hold_camera && settings->hold_microphone && settings->hold_busy_calendar);
  g_assert_cmpint (settings->shell_command, ==, 20 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (settings->urgency, ==, NUDGE_URGENCY_NORMAL);
  g_assert_false (settings->sound);
  g_assert_true (settings->persist);
  g_assert_true (settings->easing && settings->support);
  g_assert_cmpstr (settings->packs[0], ==, "workday");
  g_assert_null (settings->packs[1]);
  g_assert_nonnull (settings->support_contacts);
  g_assert_null (settings->support_contacts[0]);
}

static NudgeRule
make_rule (NudgeOrigin origin)
{
  return (NudgeRule) { .category = (char *) "movement",
                       .origin = origin,
                       .room = NUDGE_SPAN_UNSET,
                       .grace = NUDGE_SPAN_UNSET,
                       .missed = NUDGE_MISSED_UNSET };
}

static void
test_own_nudges_come_at_once_and_those_of_packs_have_room (void)
{
  g_autoptr(NudgeSettings) settings = nudge_settings_new_default ();
  NudgeRule own = make_rule (NUDGE_ORIGIN_OWN);
  NudgeRule calendar = make_rule (NUDGE_ORIGIN_SOURCE);
  NudgeRule pack = make_rule (NUDGE_ORIGIN_PACK);
  NudgeRule plan = make_rule (NUDGE_ORIGIN_PLAN);

  g_assert_cmpint (nudge_settings_resolve_room (settings, &own), ==, 0);
  g_assert_cmpint (nudge_settings_resolve_room (settings, &calendar), ==, 0);
  g_assert_cmpint (nudge_settings_resolve_room (settings, &pack), ==, settings->room);
  g_assert_cmpint (nudge_settings_resolve_room (settings, &plan), ==, settings->room);
  g_assert_cmpint (nudge_settings_resolve_grace (settings, &own), ==, settings->grace);
  g_assert_cmpint (nudge_settings_resolve_missed (settings, &own), ==, settings->missed);
}

static void
test_the_rule_itself_decides_first (void)
{
  g_autoptr(NudgeSettings) settings = nudge_settings_new_default ();
  NudgeRule rule = make_rule (NUDGE_ORIGIN_PACK);

  rule.room = 0;
  rule.grace = 3 * G_TIME_SPAN_HOUR;
  rule.missed = NUDGE_MISSED_SHOW;
  g_assert_cmpint (nudge_settings_resolve_room (settings, &rule), ==, 0);
  g_assert_cmpint (nudge_settings_resolve_grace (settings, &rule), ==, 3 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (nudge_settings_resolve_missed (settings, &rule), ==, NUDGE_MISSED_SHOW);
}

static void
test_hours_are_read (void)
{
  static const struct {
    const char *text;
    const char *expected; /* days in hexadecimal, begin and end in minutes */
  } rows[] = {
    { "", "" },
    { "22:00-07:00", "7f:1320-420 " },
    { "00:00-24:00", "7f:0-1440 " },
    { "mon-fri 09:00-12:30, 13:30-18:00", "1f:540-750 1f:810-1080 " },
    { "mon-thu 09:00-17:00, fri 09:00-14:00", "0f:540-1020 10:540-840 " },
    { "Mon, Wed,fri 9-12", "15:540-720 " },
    { "saturday-monday 10:00 – 11:00", "61:600-660 " },
    { "weekdays 8-12 13-17, weekend 10-12", "1f:480-720 1f:780-1020 60:600-720 " },
    { "daily 9:00 - 10:00", "7f:540-600 " },
    { "sun 23:00-01:00", "40:1380-60 " },
    { "18:00-00:00", "7f:1080-0 " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GArray) hours = nudge_hours_parse (rows[i].text, &error);
      g_autoptr(GString) found = g_string_new (NULL);

      g_assert_no_error (error);
      for (guint j = 0; j < hours->len; j++)
        {
          const NudgeHours *range = &g_array_index (hours, NudgeHours, j);

          g_string_append_printf (found, "%02x:%d-%d ", range->weekdays, range->begin / 60, range->end / 60);
        }
      g_assert_cmpstr (found->str, ==, rows[i].expected);
    }
}

static void
test_wrong_hours_are_refused (void)
{
  static const char *const rows[] = {
    "mon-fri", "09:00", "9-", "-9", "09:00-09:00", "00:00-00:00", "24:00-08:00", "mo-fr 9-12", "mon-fri-sun 9-12",
    "9-12-15", "9-25", "weekend-mon 9-12", "9-12, tue", "yes", "9:00 to 12:00", "m 9-12", NULL,
  };

  for (gsize i = 0; rows[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GArray) hours = nudge_hours_parse (rows[i], &error);

      g_test_message ("%s", rows[i]);
      g_assert_null (hours);
      g_assert_nonnull (strstr (error->message, "mon-fri 09:00-12:30"));
    }
}

static void
test_the_manual_names_every_section_and_key_with_its_default (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "man", "nudged.conf.5.scd", NULL);
  g_autofree char *text = NULL;
  gsize n_keys;
  const NudgeKey *keys = nudge_key_list (&n_keys);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (gsize i = 0; i < n_keys; i++)
    {
      g_autofree char *section = g_strdup_printf ("\n# [%s", keys[i].section);
      g_autofree char *key = g_strdup_printf ("*%s*", keys[i].name);
      g_autofree char *fallback = g_strdup_printf ("*%s*", keys[i].fallback);
      const char *part = strstr (text, section);
      g_autofree char *chapter = NULL;

      g_test_message ("%s %s", section + 1, keys[i].name);
      g_assert_nonnull (part);
      chapter = g_strndup (part, strstr (part + 3, "\n# ") - part);
      g_assert_nonnull (strstr (chapter, key));
      if (keys[i].fallback != NULL)
        g_assert_nonnull (strstr (chapter, fallback));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/defaults-are-those-of-the-product", test_defaults_are_those_of_the_product);
  g_test_add_func ("/settings/own-nudges-come-at-once-and-those-of-packs-have-room",
                   test_own_nudges_come_at_once_and_those_of_packs_have_room);
  g_test_add_func ("/settings/the-rule-itself-decides-first", test_the_rule_itself_decides_first);
  g_test_add_func ("/settings/hours-are-read", test_hours_are_read);
  g_test_add_func ("/settings/wrong-hours-are-refused", test_wrong_hours_are_refused);
  g_test_add_func ("/settings/the-manual-names-every-section-and-key-with-its-default",
                   test_the_manual_names_every_section_and_key_with_its_default);
  return g_test_run ();
}
