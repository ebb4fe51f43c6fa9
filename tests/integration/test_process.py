#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of the process: one daemon a session, signals, options, a bus that goes away, and what it says of itself."""

import json
import os
import signal
import stat
import subprocess
import xml.etree.ElementTree

from gi.repository import GLib

import harness
from harness import JOURNAL, MICROSECONDS, NAME, NUDGE, OBJECTS, PATH, Daemon, Mirror, Proxy, WorldTest, calendar, event
from harness import now, wait_for

HOUR = 3600 * MICROSECONDS
CONTRACT = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "..", "dbus", "org.nudged.Nudged1.xml")


def members(interface):
    """Methods, signals and properties with their types, as a set that can be compared."""
    found = set()
    for member in interface:
        if member.tag == "property":
            found.add(("property", member.get("name"), member.get("type"), member.get("access")))
        elif member.tag in ("method", "signal"):
            types = tuple((one.get("direction") if member.tag == "method" else None, one.get("type"))
                          for one in member.findall("arg"))
            found.add((member.tag, member.get("name"), types))
    return found


class Process(WorldTest):
    def test_a_second_daemon_says_so_and_goes(self):
        first = self.world.start()
        owner = self.world.owner_of(NAME)
        second = Daemon(self.world)
        self.assertEqual(second.wait(), 1)
        self.assertIn(str(first.process.pid), second.log())
        self.assertIn("--replace", second.log())
        self.assertEqual(self.world.owner_of(NAME), owner)
        self.assertEqual(self.world.root.get("State"), "active")

    def test_a_killed_daemon_that_the_bus_still_lists_is_no_daemon(self):
        for _ in range(20):
            self.world.start().process.kill()
            following = self.world.start()
            self.assertIsNone(following.process.poll(), following.log())
            following.stop()

    def test_a_second_daemon_leaves_the_files_of_the_first_alone(self):
        self.world.start()
        path = os.path.join(self.world.runtime, "status.json")
        wait_for(lambda: os.path.exists(path), "the status file")
        Daemon(self.world).wait()
        self.assertTrue(os.path.exists(path))

    def test_it_ends_in_order_when_asked(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                daemon = self.world.start()
                wait_for(lambda: os.path.exists(os.path.join(self.world.runtime, "status")), "the status file")
                daemon.process.send_signal(number)
                self.assertEqual(daemon.wait(), 0, daemon.log())
                self.assertIsNone(self.world.owner_of(NAME))
                self.assertEqual([name for name in os.listdir(self.world.runtime) if "status" in name], [])

    def test_it_reads_all_again_when_told_so(self):
        self.world.put("breaks.ics", calendar(event("stretch", now() + HOUR)), self.world.packs)
        daemon = self.world.start()
        mirror = Mirror(self.world)
        self.world.configure("[packs]\nenabled = breaks\n")
        daemon.process.send_signal(signal.SIGHUP)
        wait_for(lambda: self.world.uids() == ["stretch"], "the rule of the pack")
        self.assert_mirrors(mirror)

    def test_it_ends_when_the_bus_goes_away(self):
        daemon = self.world.start()
        self.world.bus.process.terminate()
        self.assertEqual(daemon.wait(), 1)
        self.assertTrue(daemon.log())

    def test_without_a_bus_it_says_so(self):
        self.world.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self.world.folder}/no-bus"
        daemon = Daemon(self.world)
        self.assertEqual(daemon.wait(), 1)
        self.assertIn("bus", daemon.log())

    def test_it_tells_its_version(self):
        run = subprocess.run([os.environ["NUDGED"], "--version"], capture_output=True, text=True, check=False,
                             env=self.world.environment)
        self.assertEqual(run.returncode, 0)
        self.world.start()
        self.assertIn(self.world.root.get("Version"), run.stdout)

    def test_it_refuses_options_that_it_does_not_have(self):
        for arguments in (["--relpace"], ["extra"], ["--log-level", "loud"]):
            with self.subTest(arguments):
                run = subprocess.run([os.environ["NUDGED"], *arguments], capture_output=True, text=True, check=False,
                                     env=self.world.environment)
                self.assertNotEqual(run.returncode, 0)
                self.assertIn(arguments[-1], run.stderr)

    def test_what_others_must_not_read_they_cannot(self):
        before = os.umask(0)
        try:
            self.world.start()
            self.world.root.call(JOURNAL, "Add", "(sa{sv})", "note", {"note": GLib.Variant("s", "secret")})
            wait_for(lambda: os.path.exists(os.path.join(self.world.runtime, "status.json")), "the status file")
        finally:
            os.umask(before)
        for folder in (self.world.data, self.world.runtime):
            self.assertEqual(stat.S_IMODE(os.stat(folder).st_mode), 0o700, folder)
            for name in os.listdir(folder):
                mode = os.stat(os.path.join(folder, name)).st_mode
                self.assertEqual(stat.S_IMODE(mode), 0o700 if stat.S_ISDIR(mode) else 0o600, name)

    def test_the_status_file_follows(self):
        self.world.put("water.ics", calendar(event("water", now() + HOUR, "Drink water")))
        self.world.start()
        wait_for(lambda: os.path.exists(os.path.join(self.world.runtime, "status.json")), "the status file")
        nudge = Proxy(self.world, self.world.root.call(NAME, "Trigger", "(s)", "water"))

        def read():
            with open(os.path.join(self.world.runtime, "status.json"), encoding="utf-8") as file:
                return json.load(file)

        def line():
            with open(os.path.join(self.world.runtime, "status"), encoding="utf-8") as file:
                return file.read()

        wait_for(lambda: [one["uid"] for one in read()["pending"]] == ["water"], "the nudge in the status file")
        wait_for(lambda: "Drink water" in line(), "the nudge in the line for prompts")
        nudge.call(NUDGE, "Done", "(a{sv})", {})
        wait_for(lambda: not read()["pending"] and read()["today"]["done"] == 1, "the answer in the status file")
        wait_for(lambda: line() == "", "an empty line for prompts")
        self.assertEqual(read()["rules"], 1)
        self.assertEqual(read()["state"], "active")


class Introspection(WorldTest):
    def introspect(self, path):
        text = Proxy(self.world, path).call("org.freedesktop.DBus.Introspectable", "Introspect")
        return xml.etree.ElementTree.fromstring(text)

    def test_it_shows_what_its_contract_says(self):
        self.world.put("water.ics", calendar(event("water", now() + HOUR)))
        self.world.start()
        nudge = self.world.root.call(NAME, "Trigger", "(s)", "water")
        shown = {one.get("name"): one for path in (PATH, nudge) for one in self.introspect(path).findall("interface")}
        contract = xml.etree.ElementTree.parse(CONTRACT).getroot().findall("interface")
        self.assertGreaterEqual(len(contract), 3)
        for interface in contract:
            self.assertEqual(members(shown[interface.get("name")]), members(interface))
        self.assertIn(OBJECTS, shown)

    def test_its_objects_are_found_from_the_root(self):
        self.world.put("water.ics", calendar(event("water", now() + HOUR)))
        self.world.start()
        nudge = self.world.root.call(NAME, "Trigger", "(s)", "water")
        path = ""
        for part in nudge.strip("/").split("/"):
            names = [node.get("name") for node in self.introspect(path or "/").findall("node")]
            self.assertIn(part, names)
            path = f"{path}/{part}"

    def test_every_property_has_the_type_of_its_contract(self):
        self.world.put("water.ics", calendar(event("water", now() + HOUR)))
        self.world.start()
        nudge = self.world.root.call(NAME, "Trigger", "(s)", "water")
        for interface in xml.etree.ElementTree.parse(CONTRACT).getroot().findall("interface"):
            path = nudge if interface.get("name") == NUDGE else PATH
            for member in interface.findall("property"):
                answer = self.world.connection.call_sync(
                    NAME, path, harness.PROPERTIES, "Get",
                    GLib.Variant("(ss)", (interface.get("name"), member.get("name"))), None, 0, -1, None)
                value = answer.get_child_value(0).get_variant()
                self.assertEqual(value.get_type_string(), member.get("type"), member.get("name"))


if __name__ == "__main__":
    harness.main()
