/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence by D-Bus, table: where each service says what, and how to read it. */
#include "presence-dbus-table.h"

#define NOTIFICATIONS "org.freedesktop.Notifications"
#define NOTIFICATIONS_PATH "/org/freedesktop/Notifications"

/* Flag of org.gnome.SessionManager.InhibitedActions: a program keeps the session from being idle. */
#define GNOME_INHIBIT_IDLE 8u

static NudgeTruth
truth (gboolean yes)
{
  return yes ? NUDGE_YES : NUDGE_NO;
}

static NudgeTruth
read_boolean (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) ? truth (g_variant_get_boolean (value)) : NUDGE_UNKNOWN;
}

/* The first of the values that a method answers or a signal carries. */
static NudgeTruth
read_first (GVariant *tuple)
{
  g_autoptr(GVariant) first = g_variant_n_children (tuple) > 0 ? g_variant_get_child_value (tuple, 0) : NULL;

  return first != NULL ? read_boolean (first) : NUDGE_UNKNOWN;
}

static NudgeTruth
read_first_signal (GVariant *tuple, NudgeTruth before)
{
  return read_first (tuple);
}

/* Xfconf answers with a variant in a tuple. */
static NudgeTruth
read_variant (GVariant *tuple)
{
  g_autoptr(GVariant) value = NULL;

  if (!g_variant_is_of_type (tuple, G_VARIANT_TYPE ("(v)")))
    return NUDGE_UNKNOWN;
  g_variant_get (tuple, "(v)", &value);
  return read_boolean (value);
}

/* PropertyChanged (channel, property, value) of Xfconf: it tells of every property there is. */
static NudgeTruth
read_xfconf_signal (GVariant *arguments, NudgeTruth before)
{
  const char *channel;
  const char *property;
  g_autoptr(GVariant) value = NULL;

  if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(ssv)")))
    return before;
  g_variant_get (arguments, "(&s&sv)", &channel, &property, &value);
  if (!g_str_equal (channel, "xfce4-notifyd") || !g_str_equal (property, "/do-not-disturb"))
    return before;
  return read_boolean (value);
}

/* Subscribe (count, dnd, panel is open) of swaync; later versions add arguments. */
static NudgeTruth
read_swaync_signal (GVariant *arguments, NudgeTruth before)
{
  g_autoptr(GVariant) dnd = g_variant_n_children (arguments) > 1 ? g_variant_get_child_value (arguments, 1) : NULL;

  return dnd != NULL ? read_boolean (dnd) : before;
}

/* Modes of mako have names of the user's; these are the usual ones for quiet. */
static gboolean
is_quiet_mode (const char *mode)
{
  const char *const quiet[] = { "dnd", "do-not-disturb", "donotdisturb", "invisible", "silent", "quiet" };

  for (gsize i = 0; i < G_N_ELEMENTS (quiet); i++)
    if (g_ascii_strcasecmp (quiet[i], mode) == 0)
      return TRUE;
  return FALSE;
}

static NudgeTruth
read_modes (GVariant *value)
{
  g_autofree const char **modes = NULL;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return NUDGE_UNKNOWN;
  modes = g_variant_get_strv (value, NULL);
  for (gsize i = 0; modes[i] != NULL; i++)
    if (is_quiet_mode (modes[i]))
      return NUDGE_YES;
  return NUDGE_NO;
}

static NudgeTruth
read_inhibited_actions (GVariant *value)
{
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
    return NUDGE_UNKNOWN;
  return truth ((g_variant_get_uint32 (value) & GNOME_INHIBIT_IDLE) != 0);
}

#define SCREEN_SAVER(label, bus_name, bus_path)                                                                       \
  {                                                                                                                   \
    .source = label, .fact = NUDGE_FACT_LOCKED, .name = bus_name, .path = bus_path, .interface = bus_name,            \
    .method = "GetActive", .signal = "ActiveChanged", .read = read_first, .read_signal = read_first_signal            \
  }

static const NudgeBusFact facts[] = {
  SCREEN_SAVER ("screen saver", "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
  SCREEN_SAVER ("GNOME screen saver", "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
  SCREEN_SAVER ("MATE screen saver", "org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
  SCREEN_SAVER ("Cinnamon screen saver", "org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
  SCREEN_SAVER ("Xfce screen saver", "org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
  { .source = "notification server",
    .fact = NUDGE_FACT_DND,
    .name = NOTIFICATIONS,
    .path = NOTIFICATIONS_PATH,
    .interface = NOTIFICATIONS,
    .property = "Inhibited",
    .read = read_boolean },
  { .source = "dunst",
    .fact = NUDGE_FACT_DND,
    .name = NOTIFICATIONS,
    .path = NOTIFICATIONS_PATH,
    .interface = "org.dunstproject.cmd0",
    .property = "paused",
    .read = read_boolean },
  { .source = "mako",
    .fact = NUDGE_FACT_DND,
    .name = "fr.emersion.Mako",
    .path = "/fr/emersion/Mako",
    .interface = "fr.emersion.Mako",
    .property = "Modes",
    .read = read_modes },
  { .source = "swaync",
    .fact = NUDGE_FACT_DND,
    .name = "org.erikreider.swaync.cc",
    .path = "/org/erikreider/swaync/cc",
    .interface = "org.erikreider.swaync.cc",
    .method = "GetDnd",
    .signal = "Subscribe",
    .read = read_first,
    .read_signal = read_swaync_signal },
  { .source = "Xfce notifications",
    .fact = NUDGE_FACT_DND,
    .name = "org.xfce.Xfconf",
    .path = "/org/xfce/Xfconf",
    .interface = "org.xfce.Xfconf",
    .method = "GetProperty",
    .arguments = "('xfce4-notifyd', '/do-not-disturb')",
    .signal = "PropertyChanged",
    .read = read_variant,
    .read_signal = read_xfconf_signal },
  { .source = "GNOME session",
    .fact = NUDGE_FACT_FULLSCREEN,
    .name = "org.gnome.SessionManager",
    .path = "/org/gnome/SessionManager",
    .interface = "org.gnome.SessionManager",
    .property = "InhibitedActions",
    .read = read_inhibited_actions },
  { NULL },
};

const NudgeBusFact *
nudge_bus_facts (void)
{
  return facts;
}
