#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Diagnose: what the daemon found around it: notification server, presence, journal and files."""

import os

import harness
from harness import MICROSECONDS, NAME, Server, WorldTest, calendar, event, now, wait_for

HOUR = 3600 * MICROSECONDS
FACTS = {"idle", "locked", "dnd", "fullscreen", "camera", "microphone", "busy-calendar"}


class SilentServer(Server):
    """Keeps its name and never answers."""

    def _on_call(self, connection, sender, path, interface, method, arguments, invocation):
        self.kept = getattr(self, "kept", []) + [invocation]


class Doctor(WorldTest):
    with_server = False

    def diagnose(self):
        return self.world.root.call(NAME, "Diagnose")

    def wait_for_state(self, state):
        return wait_for(lambda: (found := self.diagnose())["server-state"] == state and found, f"a server that is {state}")

    def test_without_a_server_it_is_absent(self):
        self.world.start()
        found = self.wait_for_state("absent")
        self.assertEqual((found["server"], found["capabilities"]), ("", []))

    def test_a_server_that_runs_is_asked_for_its_name(self):
        self.world.server = Server(self.world.bus)
        self.world.start()
        found = wait_for(lambda: (found := self.diagnose())["capabilities"] and found, "what the server can do")
        self.assertEqual((found["server"], found["server-state"]), ("memory", "present"))
        self.assertEqual(found["capabilities"], ["actions", "body", "body-markup"])
        self.assertEqual(self.world.server.shown, [])

    def test_a_server_that_hangs_is_silent(self):
        self.world.server = SilentServer(self.world.bus)
        self.world.start()
        self.assertEqual(self.wait_for_state("silent")["server"], "")

    def test_a_server_that_leaves_is_absent_again(self):
        self.world.server = Server(self.world.bus)
        self.world.start()
        self.wait_for_state("present")
        self.world.server.stop()
        self.world.server = None
        self.assertEqual(self.wait_for_state("absent")["capabilities"], [])

    def test_every_fact_is_told_and_every_source_describes_itself(self):
        self.world.start()
        found = self.diagnose()
        self.assertEqual(set(found["facts"]), FACTS)
        self.assertLessEqual(set(found["facts"].values()), {"yes", "no", "unknown"})
        self.assertTrue(found["sources"])
        for source in found["sources"]:
            self.assertTrue(source["name"] and source["description"], source)
            self.assertLessEqual(set(source["facts"]), FACTS)
            self.assertLessEqual(set(source["facts"].values()), {"yes", "no"})

    def test_files_rules_and_problems_are_those_of_the_daemon(self):
        self.world.put("water.ics", calendar(event("water", now() + HOUR)))
        self.world.put("bad.ics", "this is no calendar")
        self.world.start()
        found = self.diagnose()
        self.assertEqual(found["rules"], 1)
        self.assertEqual(found["problems"], len(self.world.problems()))
        self.assertGreater(found["problems"], 0)
        self.assertEqual(found["journal-state"], "ok")
        self.assertTrue(os.path.exists(found["journal"]), found["journal"])
        self.assertTrue(all(os.path.exists(file) for file in found["config-files"]), found["config-files"])
        self.assertEqual(found["version"], self.world.root.get("Version"))
        self.assertTrue(found["zone"])


if __name__ == "__main__":
    harness.main()
