/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop profile: what a notification server can do, as far as it decides what is sent to it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NudgeDesktopProfile: zero-initialised it is a server that can do nothing but show a title.
 * @actions: it draws buttons, or has another way to choose an action
 * @body: it shows a body
 * @body_markup: the body is markup and has to be escaped; else it is shown as it is
 * @inline_reply: it offers a field to type an answer into (`NotificationReplied`)
 * @default_is_button: it draws the default action as one more button, instead of taking a click on the body for it
 */
typedef struct {
  gboolean actions;
  gboolean body;
  gboolean body_markup;
  gboolean inline_reply;
  gboolean default_is_button;
} NudgeDesktopProfile;

/**
 * nudge_desktop_profile_new:
 * @name: (nullable): as GetServerInformation gives it
 * @capabilities: (nullable): as GetCapabilities gives them, %NULL-terminated
 *
 * Returns: the profile, by value
 */
NudgeDesktopProfile nudge_desktop_profile_new (const char *name, const char *const *capabilities);

/** nudge_desktop_profile_list: Returns: (transfer full): the capabilities it has, by the names that servers give them,
 * %NULL-terminated */
char **nudge_desktop_profile_list (const NudgeDesktopProfile *profile);

G_END_DECLS
