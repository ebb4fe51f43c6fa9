/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presence on X11, a helper program: prints a line when idleness or full screen begins or ends. Never polls. */

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/sync.h>

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* More states than any window has. */
#define MAX_STATES 64

typedef struct {
  Display *display;
  Window root;
  Window active; /* None: not known, or no window is */
  Atom net_active_window;
  Atom net_wm_state;
  Atom net_wm_state_fullscreen;
  int sync_event;         /* number of the first event of XSync */
  XSyncAlarm idle_alarm;  /* None: idleness is not watched */
  bool is_on_wayland;     /* the server sees only a part of the input and of the windows */
  const char *idle;       /* what was printed last */
  const char *fullscreen; /* the same */
} Watch;

static void
tell (const char *fact, const char **last, const char *truth)
{
  if (strcmp (*last, truth) == 0)
    return;
  *last = truth;
  printf ("%s %s\n", fact, truth);
}

/* --- full screen --------------------------------------------------------------------------------------------- */

/* Returns: how many values there are, at most @max; -1 when the window has no such property or is gone. */
static int
read_property (Watch *watch, Window window, Atom property, Atom type, unsigned long values[static 1], long max)
{
  unsigned char *data = NULL;
  unsigned long n = 0;
  unsigned long rest;
  Atom actual = None;
  int format = 0;
  int found = -1;

  if (XGetWindowProperty (watch->display, window, property, 0, max, False, type, &actual, &format, &n, &rest, &data)
      != Success)
    return -1;
  if (actual == type && format == 32)
    {
      memcpy (values, data, n * sizeof *values);
      found = (int) n;
    }
  if (data != NULL)
    XFree (data);
  return found;
}

/* Not every window manager says that no window is active any more: one that is hidden or gone does not count. */
static bool
is_fullscreen (Watch *watch, Window window)
{
  XWindowAttributes attributes;
  unsigned long states[MAX_STATES];
  int n;

  if (!XGetWindowAttributes (watch->display, window, &attributes) || attributes.map_state != IsViewable)
    return false;
  n = read_property (watch, window, watch->net_wm_state, XA_ATOM, states, MAX_STATES);
  for (int i = 0; i < n; i++)
    if (states[i] == watch->net_wm_state_fullscreen)
      return true;
  return false;
}

static void
follow_state (Watch *watch)
{
  const char *nothing = watch->is_on_wayland ? "unknown" : "no";

  if (watch->active != None)
    tell ("fullscreen", &watch->fullscreen, is_fullscreen (watch, watch->active) ? "yes" : nothing);
}

/* The events of a window are asked for before its state is read, so that no change falls in between. */
static void
follow_active_window (Watch *watch)
{
  unsigned long active = None;
  int n = read_property (watch, watch->root, watch->net_active_window, XA_WINDOW, &active, 1);

  if (watch->active != None && watch->active != active)
    XSelectInput (watch->display, watch->active, NoEventMask);
  watch->active = n == 1 ? active : None;
  if (watch->active != None)
    {
      XSelectInput (watch->display, watch->active, PropertyChangeMask | StructureNotifyMask);
      follow_state (watch);
    }
  else
    tell ("fullscreen", &watch->fullscreen, n == 1 && !watch->is_on_wayland ? "no" : "unknown");
}

static void
watch_fullscreen (Watch *watch)
{
  watch->net_active_window = XInternAtom (watch->display, "_NET_ACTIVE_WINDOW", False);
  watch->net_wm_state = XInternAtom (watch->display, "_NET_WM_STATE", False);
  watch->net_wm_state_fullscreen = XInternAtom (watch->display, "_NET_WM_STATE_FULLSCREEN", False);
  XSelectInput (watch->display, watch->root, PropertyChangeMask);
  follow_active_window (watch);
}

/* --- idleness ------------------------------------------------------------------------------------------------ */

static XSyncCounter
find_idle_counter (Watch *watch)
{
  XSyncCounter found = None;
  int n = 0;
  XSyncSystemCounter *counters = XSyncListSystemCounters (watch->display, &n);

  for (int i = 0; i < n; i++)
    if (strcmp (counters[i].name, "IDLETIME") == 0)
      found = counters[i].counter;
  if (counters != NULL)
    XSyncFreeSystemCounterList (counters);
  return found;
}

/* The alarm rings each time that the counter passes @ms in the direction of @test. */
static XSyncAlarm
add_alarm (Watch *watch, XSyncCounter counter, XSyncTestType test, int64_t ms)
{
  XSyncAlarmAttributes attributes = { 0 };

  attributes.trigger.counter = counter;
  attributes.trigger.value_type = XSyncAbsolute;
  attributes.trigger.test_type = test;
  XSyncIntsToValue (&attributes.trigger.wait_value, (unsigned int) ms, (int) (ms >> 32));
  XSyncIntToValue (&attributes.delta, 0);
  attributes.events = True;
  return XSyncCreateAlarm (watch->display,
                           XSyncCACounter | XSyncCAValueType | XSyncCAValue | XSyncCATestType | XSyncCADelta
                               | XSyncCAEvents,
                           &attributes);
}

static void
watch_idle (Watch *watch, int64_t span)
{
  XSyncCounter counter;
  XSyncValue value;
  int64_t idle;
  int ignored;
  int minor;

  if (span == 0 || watch->is_on_wayland || !XSyncQueryExtension (watch->display, &watch->sync_event, &ignored)
      || !XSyncInitialize (watch->display, &ignored, &minor))
    return;
  counter = find_idle_counter (watch);
  if (counter == None)
    return;
  watch->idle_alarm = add_alarm (watch, counter, XSyncPositiveTransition, span);
  add_alarm (watch, counter, XSyncNegativeTransition, span - 1);
  if (!XSyncQueryCounter (watch->display, counter, &value))
    return;
  idle = (int64_t) XSyncValueHigh32 (value) * (INT64_C (1) << 32) + XSyncValueLow32 (value);
  tell ("idle", &watch->idle, idle >= span ? "yes" : "no");
}

/* --- waiting ------------------------------------------------------------------------------------------------- */

static void
take_event (Watch *watch, const XEvent *event)
{
  if (watch->idle_alarm != None && event->type == watch->sync_event + XSyncAlarmNotify)
    {
      const XSyncAlarmNotifyEvent *alarm = (const XSyncAlarmNotifyEvent *) event;

      tell ("idle", &watch->idle, alarm->alarm == watch->idle_alarm ? "yes" : "no");
    }
  else if (event->type == MapNotify || event->type == UnmapNotify || event->type == DestroyNotify)
    follow_state (watch);
  else if (event->type != PropertyNotify)
    return;
  else if (event->xproperty.window == watch->root && event->xproperty.atom == watch->net_active_window)
    follow_active_window (watch);
  else if (event->xproperty.window == watch->active && event->xproperty.atom == watch->net_wm_state)
    follow_state (watch);
}

static void
take_events (Watch *watch)
{
  while (XPending (watch->display) > 0)
    {
      XEvent event;

      XNextEvent (watch->display, &event);
      take_event (watch, &event);
    }
}

/* Who started this ends it by closing its standard input. */
static bool
is_input_over (void)
{
  char ignored[64];

  return read (STDIN_FILENO, ignored, sizeof ignored) <= 0;
}

static void
wait_for_events (Watch *watch)
{
  struct pollfd ready[] = {
    { .fd = ConnectionNumber (watch->display), .events = POLLIN },
    { .fd = STDIN_FILENO, .events = POLLIN },
  };

  do
    {
      take_events (watch);
      if (poll (ready, 2, -1) < 0)
        continue;
    }
  while (ready[1].revents == 0 || !is_input_over ());
}

/* A window may be gone before we ask about it: what we then do not learn, the next event says. */
static int
on_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static int
on_connection_lost (Display *display)
{
  fprintf (stderr, "presence-x11: the display is gone\n");
  exit (1);
}

/* A server that stands on a Wayland compositor hears only the input for its own windows. */
static bool
is_on_wayland (Display *display)
{
  const char *wayland_display = getenv ("WAYLAND_DISPLAY");
  const char *session_type = getenv ("XDG_SESSION_TYPE");
  int opcode, event, error;

  return XQueryExtension (display, "XWAYLAND", &opcode, &event, &error)
         || (wayland_display != NULL && *wayland_display != '\0')
         || (session_type != NULL && strcmp (session_type, "wayland") == 0);
}

/* Returns: milliseconds, -1 when the argument is none. */
static int64_t
read_span (const char *text)
{
  char *end;
  long long span = strtoll (text, &end, 10);

  return *text != '\0' && *end == '\0' && span >= 0 ? span : -1;
}

int
main (int argc, char **argv)
{
  Watch watch = { .idle = "unknown", .fullscreen = "unknown" };
  int64_t span = argc == 2 ? read_span (argv[1]) : -1;

  if (span < 0)
    {
      fprintf (stderr, "Usage: presence-x11 MILLISECONDS\nA helper of nudged: idle after so long, 0: never.\n");
      return 2;
    }
  watch.display = XOpenDisplay (NULL);
  if (watch.display == NULL)
    {
      fprintf (stderr, "presence-x11: there is no X11 display at “%s”\n", XDisplayName (NULL));
      return 1;
    }
  setvbuf (stdout, NULL, _IOLBF, 0);
  XSetErrorHandler (on_error);
  XSetIOErrorHandler (on_connection_lost);
  watch.root = DefaultRootWindow (watch.display);
  watch.is_on_wayland = is_on_wayland (watch.display);
  watch_fullscreen (&watch);
  watch_idle (&watch, span);
  wait_for_events (&watch);
  XCloseDisplay (watch.display);
  return 0;
}
