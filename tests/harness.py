# SPDX-License-Identifier: GPL-3.0-or-later
"""A world for tests of the real daemon: a private bus, folders of its own, and a notification server that remembers.

Nothing of the user who runs the tests is touched: the bus has no services to start, and every folder is a new one. The
daemon is the program that the environment variable NUDGED names. A test waits for a condition, never for a time.
"""

import datetime
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from gi.repository import Gio, GLib

NAME = "org.nudged.Nudged1"
PATH = "/org/nudged/Nudged1"
NUDGE = NAME + ".Nudge"
JOURNAL = NAME + ".Journal"
PROPERTIES = "org.freedesktop.DBus.Properties"
OBJECTS = "org.freedesktop.DBus.ObjectManager"
NEVER = 2**63 - 1
MICROSECONDS = 1000000

# Every bound in seconds is multiplied by this: sanitizers and slow machines need more.
FACTOR = max(float(os.environ.get("NUDGED_TEST_PATIENCE", "1")), 1)

# Far above what anything takes, so that a busy machine does not fail a test.
PATIENCE = int(20 * FACTOR)

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

SERVER_XML = """<node><interface name="org.freedesktop.Notifications">
  <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
  <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""


def wait_for(condition, what):
    """Turn the main loop until condition() is true; returns what it gave."""
    context = GLib.MainContext.default()
    over = []
    source = GLib.timeout_add_seconds(PATIENCE, lambda: over.append(True) or GLib.SOURCE_CONTINUE)
    tick = GLib.timeout_add(20, lambda: GLib.SOURCE_CONTINUE)
    try:
        result = condition()
        while not result and not over:
            context.iteration(True)
            result = condition()
    finally:
        GLib.source_remove(source)
        GLib.source_remove(tick)
    if not result:
        raise AssertionError(f"after {PATIENCE} seconds there is still not: {what}")
    return result


def close(connection):
    """Close it unless the bus did so already."""
    if not connection.is_closed():
        connection.close_sync(None)


def now():
    """Microseconds since the epoch."""
    return time.time_ns() // 1000


def utc_text(microseconds):
    """A DATE-TIME of iCalendar in UTC."""
    moment = datetime.datetime.fromtimestamp(microseconds // MICROSECONDS, datetime.timezone.utc)
    return moment.strftime("%Y%m%dT%H%M%SZ")


def event(uid, start, summary=None, more=""):
    """A VEVENT that is due at `start` (microseconds)."""
    return (f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{utc_text(start)}\r\n"
            f"SUMMARY:{summary or 'Test of ' + uid}\r\n{more}END:VEVENT\r\n")


def calendar(*components):
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//nudged//test//EN\r\n" + "".join(components)
            + "END:VCALENDAR\r\n")


class Bus:
    """A session bus of its own, without any service that could be started on it."""

    def __init__(self, folder):
        socket = os.path.join(folder, "bus")
        config = os.path.join(folder, "bus.conf")
        with open(config, "w", encoding="utf-8") as out:
            out.write(BUS_CONFIG.format(socket=socket))
        with open(os.path.join(folder, "bus.log"), "wb") as log:
            self.process = subprocess.Popen(
                ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"], stdout=subprocess.PIPE,
                stderr=log, text=True)
        self.address = self.process.stdout.readline().strip()

    def connect(self):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        connection = Gio.DBusConnection.new_for_address_sync(self.address, flags, None, None)
        connection.set_exit_on_close(False)
        return connection

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


class Server:
    """A notification server that shows nothing and remembers everything."""

    def __init__(self, bus):
        self.shown = []      # (id, replaced id, title, body, actions, hints) in order
        self.closed = []
        self.last_id = 0
        self.connection = bus.connect()
        info = Gio.DBusNodeInfo.new_for_xml(SERVER_XML).interfaces[0]
        self.connection.register_object("/org/freedesktop/Notifications", info, self._on_call, None, None)
        self.owner = Gio.bus_own_name_on_connection(self.connection, "org.freedesktop.Notifications",
                                                    Gio.BusNameOwnerFlags.NONE, None, None)

    def _on_call(self, connection, sender, path, interface, method, arguments, invocation):
        if method == "Notify":
            _, replaces, _, title, body, actions, hints, _ = arguments.unpack()
            if not replaces:
                self.last_id += 1
            number = replaces or self.last_id
            self.shown.append((number, replaces, title, body, actions, hints))
            invocation.return_value(GLib.Variant("(u)", (number,)))
        elif method == "CloseNotification":
            self.closed.append(arguments.unpack()[0])
            invocation.return_value(None)
            self._emit("NotificationClosed", GLib.Variant("(uu)", (self.closed[-1], 3)))
        elif method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["actions", "body", "body-markup", "persistence"],)))
        else:
            invocation.return_value(GLib.Variant("(ssss)", ("memory", "nudged tests", "1", "1.2")))

    def _emit(self, name, arguments):
        self.connection.emit_signal(None, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", name,
                                    arguments)

    def press(self, number, action):
        self._emit("ActionInvoked", GLib.Variant("(us)", (number, action)))

    def titles(self):
        return [entry[2] for entry in self.shown]

    def new_titles(self):
        """Of notifications that do not replace another one."""
        return [entry[2] for entry in self.shown if not entry[1]]

    def stop(self):
        Gio.bus_unown_name(self.owner)
        close(self.connection)


class Daemon:
    """The real nudged, with all its folders in the world of the test."""

    def __init__(self, world, *arguments):
        self.log_path = os.path.join(world.folder, f"log-{len(world.daemons)}")
        command = [*world.wrapper, os.environ["NUDGED"], "--config", world.config, "--data-dir", world.data, "--runtime-dir",
                   world.runtime, "--packs-dir", world.packs, *arguments]
        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen(command, env=world.environment, stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log)
        world.daemons.append(self)

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return log.read()

    def has_ended(self):
        return self.process.poll() is not None

    def wait(self):
        """Wait for its end; returns its exit status."""
        wait_for(self.has_ended, f"the end of the daemon\n{self.log()}")
        return self.process.returncode

    def stop(self):
        if not self.has_ended():
            self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def kill(self):
        self.process.kill()
        self.process.wait()


class Proxy:
    """Calls of one object, and all of its signals since this was made."""

    def __init__(self, world, path=PATH):
        self.connection = world.connection
        self.path = path

    def call(self, interface, method, signature="()", *arguments):
        """Returns the one value of the answer, or None; GLib.Error otherwise."""
        answer = self.connection.call_sync(NAME, self.path, interface, method, GLib.Variant(signature, arguments), None,
                                           Gio.DBusCallFlags.NO_AUTO_START, PATIENCE * 1000, None).unpack()
        return answer[0] if answer else None

    def get_all(self, interface=NAME):
        return self.call(PROPERTIES, "GetAll", "(s)", interface)

    def get(self, name, interface=NAME):
        return self.call(PROPERTIES, "Get", "(ss)", interface, name)


class World:
    """One private desktop: bus, folders, server; ends all that it started."""

    def __init__(self, with_server=True):
        self.folder = tempfile.mkdtemp(prefix="nudged-world-")
        self.daemons = []
        self.wrapper = []    # a command that runs the daemon
        self.signals = []    # (path, interface, name, arguments) in order
        self.config = os.path.join(self.folder, "config", "nudged.conf")
        self.nudges = os.path.join(self.folder, "config", "nudges")
        self.data = os.path.join(self.folder, "data")
        self.runtime = os.path.join(self.folder, "run")
        self.packs = os.path.join(self.folder, "packs")
        for path in (self.nudges, self.packs, os.path.join(self.folder, "home")):
            os.makedirs(path)
        self.configure("[packs]\nenabled =\n")
        self.bus = Bus(self.folder)
        self.environment = self._make_environment()
        self.connection = self.bus.connect()
        self.connection.signal_subscribe(NAME, None, None, None, None, Gio.DBusSignalFlags.NONE, self._on_signal)
        self.server = Server(self.bus) if with_server else None
        self.root = Proxy(self)

    def _make_environment(self):
        kept = {key: value for key, value in os.environ.items()
                if not key.startswith(("XDG_", "DBUS_", "NOTIFY_", "WAYLAND_")) and key not in ("DISPLAY", "G_DEBUG")}
        kept.update(HOME=os.path.join(self.folder, "home"), DBUS_SESSION_BUS_ADDRESS=self.bus.address,
                    XDG_RUNTIME_DIR=self.folder, TZ="UTC", LC_ALL="C.UTF-8", G_DEBUG="fatal-criticals",
                    DBUS_SYSTEM_BUS_ADDRESS=f"unix:path={self.folder}/no-system-bus")
        return kept

    def _on_signal(self, connection, sender, path, interface, name, arguments):
        self.signals.append((path, interface, name, arguments.unpack()))

    def configure(self, text):
        os.makedirs(os.path.dirname(self.config), exist_ok=True)
        with open(self.config, "w", encoding="utf-8") as out:
            out.write(text)

    def put(self, name, text, folder=None):
        """Put a file with rules, by a rename as careful programs do."""
        path = os.path.join(folder or self.nudges, name)
        with open(path + ".part", "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode())
        os.rename(path + ".part", path)
        return path

    def start(self, *arguments):
        """Start the daemon and wait until it answers."""
        daemon = Daemon(self, *arguments)

        wait_for(lambda: daemon.has_ended() or self.answers(), "an answer of the daemon")
        if daemon.has_ended():
            raise AssertionError(f"the daemon ended with {daemon.process.returncode}\n{daemon.log()}")
        return daemon

    def owner_of(self, name):
        try:
            return self.connection.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetNameOwner",
                                             GLib.Variant("(s)", (name,)), None, Gio.DBusCallFlags.NONE, -1,
                                             None).unpack()[0]
        except GLib.Error:
            return None

    def answers(self):
        """Whether the owner of the name has its object there."""
        try:
            return bool(self.root.get("State"))
        except GLib.Error:
            return False

    def objects(self):
        """Live nudges: their properties by path."""
        managed = self.root.call(OBJECTS, "GetManagedObjects")
        return {path: interfaces[NUDGE] for path, interfaces in managed.items() if NUDGE in interfaces}

    def nudge_of(self, uid):
        """Path of the live nudge of that rule, or None."""
        for path, properties in self.objects().items():
            if properties["Rule"] == uid:
                return path
        return None

    def wait_for_nudge(self, uid):
        """Wait until it is live; returns its object."""
        return Proxy(self, wait_for(lambda: self.nudge_of(uid), f"a nudge of {uid}"))

    def wait_for_title(self, title):
        """Wait until the notification server was asked to show it; returns the notification."""
        wait_for(lambda: title in self.server.titles(), f"a notification “{title}”")
        return next(entry for entry in reversed(self.server.shown) if entry[2] == title)

    def signals_named(self, name, path=None):
        return [arguments for where, _, signal_name, arguments in self.signals
                if signal_name == name and path in (None, where)]

    def wait_for_signal(self, name, matches=lambda arguments: True):
        wait_for(lambda: any(matches(one) for one in self.signals_named(name)), f"a signal {name}")
        return next(one for one in self.signals_named(name) if matches(one))

    def rules(self, **options):
        variants = {key: GLib.Variant("s", value) for key, value in options.items()}
        return self.root.call(NAME, "ListRules", "(a{sv})", variants)

    def uids(self):
        return [rule["uid"] for rule in self.rules()]

    def problems(self):
        return self.root.call(NAME, "Problems")

    def query(self, **options):
        return self.root.call(JOURNAL, "Query", "(a{sv})", options)

    def stop(self):
        """End all; returns the logs of daemons that were still there and did not end in order."""
        running = [daemon for daemon in self.daemons if not daemon.has_ended()]
        disorder = [daemon.log() for daemon in running if daemon.stop() != 0]
        if self.server:
            self.server.stop()
        close(self.connection)
        self.bus.stop()
        shutil.rmtree(self.folder)
        return disorder


class Mirror:
    """The properties of an object as a program sees them that reads them once and then listens only."""

    def __init__(self, world, path=PATH, interface=NAME):
        self.world = world
        self.proxy = Proxy(world, path)
        self.interface = interface
        self.first = len(world.signals)
        self.values = self.proxy.get_all(interface)

    def seen(self):
        values = dict(self.values)
        for path, _, name, arguments in self.world.signals[self.first:]:
            if path == self.proxy.path and name == "PropertiesChanged" and arguments[0] == self.interface:
                values.update(arguments[1])
                for invalidated in arguments[2]:
                    values.pop(invalidated, None)
        return values


class WorldTest(unittest.TestCase):
    """A test with a world of its own. The log of a daemon is shown when the test fails."""

    with_server = True

    def run(self, result=None):
        self.result = result
        super().run(result)

    def setUp(self):
        self.world = World(self.with_server)

    def tearDown(self):
        if self.result.is_failing(self):
            for daemon in self.world.daemons:
                print("# log of the daemon:\n# " + "\n# ".join(daemon.log().splitlines()))
        self.assertEqual(self.world.stop(), [], "a daemon did not end in order")

    def assert_error(self, name, function, *arguments):
        """That the call fails with that error of the interface; returns its message."""
        with self.assertRaises(GLib.Error) as caught:
            function(*arguments)
        self.assertEqual(Gio.DBusError.get_remote_error(caught.exception), f"{NAME}.Error.{name}")
        Gio.DBusError.strip_remote_error(caught.exception)
        return caught.exception.message

    def assert_mirrors(self, *mirrors):
        """That listeners know the same as those who ask."""
        for mirror in mirrors:
            wait_for(lambda: mirror.seen() == mirror.proxy.get_all(mirror.interface),
                     f"the same by signals {mirror.seen()}\nas by asking {mirror.proxy.get_all(mirror.interface)}")


class TapResult(unittest.TestResult):
    """Each test is one line of TAP."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def _say(self, word, test, text="", directive=""):
        self.count += 1
        name = test.id().split(".", 1)[-1]
        print(f"{word} {self.count} - {name}{directive}")
        for line in text.splitlines():
            print(f"#   {line}")
        sys.stdout.flush()

    def is_failing(self, test):
        return any(test is one for one, _ in self.failures + self.errors)

    def addSuccess(self, test):
        self._say("ok", test)

    def addSkip(self, test, reason):
        self._say("ok", test, directive=f" # SKIP {reason}")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._say("not ok", test, self.failures[-1][1])

    def addError(self, test, error):
        super().addError(test, error)
        self._say("not ok", test, self.errors[-1][1])


def main():
    """Run the tests of the program that calls this, all or those named on the command line."""
    loader = unittest.TestLoader()
    module = sys.modules["__main__"]
    if len(sys.argv) > 1:
        suite = loader.loadTestsFromNames(sys.argv[1:], module)
    else:
        suite = loader.loadTestsFromModule(module)
    result = TapResult()
    suite.run(result)
    print(f"1..{result.count}")
    sys.exit(0 if result.wasSuccessful() and result.count else 1)
