/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doctor, test: a real nudge on the screen, which leaves no rule behind. */
#include "doctor-test.h"

#define UID "doctor-test@nudged"
#define ON_SCREEN (5 * G_TIME_SPAN_SECOND)
#define BETWEEN_LOOKS (100 * G_TIME_SPAN_MILLISECOND)

/* Never due by itself; the same UID each time, so that what an interrupted test left behind is replaced by the next. */
static const char rule[] = "BEGIN:VEVENT\r\n"
                           "UID:" UID "\r\n"
                           "DTSTAMP:20260101T000000Z\r\n"
                           "DTSTART:21990101T000000Z\r\n"
                           "SUMMARY:This is a test from nudged\r\n"
                           "DESCRIPTION:If you can read this\\, notifications work.\r\n"
                           "END:VEVENT\r\n";

static gboolean
add_rule (NudgeCli *cli, GError **error)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  g_autoptr(GVariant) reply = NULL;

  g_variant_dict_insert (&options, "replace", "b", TRUE);
  reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "AddRule",
                          g_variant_new ("(s@a{sv})", rule, g_variant_dict_end (&options)), error);
  return reply != NULL;
}

static gboolean
remove_rule (NudgeCli *cli, GError **error)
{
  g_autoptr(GVariant) reply
      = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "RemoveRule", g_variant_new ("(s)", UID), error);

  return reply != NULL;
}

/* Whether the nudge is still there; @shown_at is set when the daemon says it. */
static gboolean
look_at (NudgeCli *cli, const char *path, NudgeTime *shown_at)
{
  g_autoptr(GError) error = NULL;
  NudgeCall call = { path, NUDGE_BUS_PROPERTIES, "Get", NULL, NULL };
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) value = NULL;

  call.arguments = g_variant_new ("(ss)", NUDGE_BUS_NUDGE, "ShownAt");
  if (!nudge_bus_call_all (cli->bus, &call, 1, NUDGE_BUS_PATIENCE_MS, &error))
    return !nudge_bus_is_gone (error);
  reply = call.reply;
  g_variant_get (reply, "(v)", &value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    *shown_at = g_variant_get_int64 (value);
  return TRUE;
}

/* A nudge that is gone was answered, so that somebody saw it. */
static gboolean
watch (NudgeCli *cli, const char *path)
{
  gint64 end = g_get_monotonic_time () + ON_SCREEN;
  NudgeTime shown_at = 0;

  while (g_get_monotonic_time () < end)
    {
      if (!look_at (cli, path, &shown_at))
        return TRUE;
      g_usleep (BETWEEN_LOOKS);
    }
  return shown_at != 0;
}

static gboolean
fire (NudgeCli *cli, gboolean *shown, GError **error)
{
  g_autoptr(GVariant) reply = nudge_cli_call (cli, NUDGE_BUS_DAEMON, "Trigger", g_variant_new ("(s)", UID), error);
  const char *path = NULL;

  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(&o)", &path);
  *shown = watch (cli, path);
  return TRUE;
}

gboolean
nudge_doctor_test (NudgeCli *cli, gboolean *shown, GError **error)
{
  gboolean fired;

  if (!add_rule (cli, error))
    return FALSE;
  fired = fire (cli, shown, error);
  return remove_rule (cli, fired ? error : NULL) && fired;
}
