/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop profile: what a notification server can do, as far as it decides what is sent to it. */
#include "desktop-profile.h"

/* Servers that draw the action `default` as a button (versions 0.7.3 and 1.2 were tried). */
static const char *const default_is_button[] = { "Xfce Notify Daemon", "lxqt-notificationd", NULL };

static gboolean
has (const char *const *capabilities, const char *capability)
{
  return capabilities != NULL && g_strv_contains (capabilities, capability);
}

NudgeDesktopProfile
nudge_desktop_profile_new (const char *name, const char *const *capabilities)
{
  return (NudgeDesktopProfile) {
    .actions = has (capabilities, "actions"),
    .body = has (capabilities, "body"),
    .body_markup = has (capabilities, "body-markup"),
    .inline_reply = has (capabilities, "inline-reply"),
    .default_is_button = name != NULL && g_strv_contains (default_is_button, name),
  };
}

char **
nudge_desktop_profile_list (const NudgeDesktopProfile *profile)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();

  if (profile->actions)
    g_strv_builder_add (words, "actions");
  if (profile->body)
    g_strv_builder_add (words, "body");
  if (profile->body_markup)
    g_strv_builder_add (words, "body-markup");
  if (profile->inline_reply)
    g_strv_builder_add (words, "inline-reply");
  return g_strv_builder_end (words);
}
