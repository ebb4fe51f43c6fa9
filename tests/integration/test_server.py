#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notification servers that come late, go away, come back or hang: no nudge is lost, and no caller waits for them."""

import time

import harness
from harness import MICROSECONDS, NAME, NUDGE, Proxy, Server, WorldTest, calendar, event, now, wait_for

HOUR = 3600 * MICROSECONDS

# What a caller of the bus may wait while a server hangs, in seconds; the server would take 25.
QUICK = 5 * harness.FACTOR


class HangingServer(Server):
    """Answers nothing but keeps its name."""

    def _on_call(self, connection, sender, path, interface, method, arguments, invocation):
        self.shown.append((0, 0, method, "", [], {}))
        self.kept = getattr(self, "kept", []) + [invocation]


class NoServer(WorldTest):
    with_server = False

    def setUp(self):
        super().setUp()
        self.world.put("water.ics", calendar(event("water", now() + HOUR, "Drink water"),
                                             event("walk", now() + HOUR, "Take a walk")))

    def fire(self, uid="water"):
        return Proxy(self.world, self.world.root.call(NAME, "Trigger", "(s)", uid))

    def serve(self, kind=Server):
        self.world.server = kind(self.world.bus)

    def unserve(self):
        self.world.server.stop()
        self.world.server = None

    def test_without_a_server_a_nudge_is_pending_and_can_be_answered(self):
        self.world.start()
        nudge = self.fire()
        self.assertEqual(list(self.world.objects()), [nudge.path])
        self.assertEqual(self.world.root.get("PendingCount"), 1)
        nudge.call(NUDGE, "Done", "(a{sv})", {})
        self.assertEqual(self.world.objects(), {})
        self.assertEqual(self.world.query()[-1]["kind"], "done")

    def test_a_server_that_comes_late_shows_what_is_pending(self):
        self.world.start()
        self.fire("water")
        self.fire("walk").call(NUDGE, "Done", "(a{sv})", {})
        self.serve()
        self.world.wait_for_title("Drink water")
        self.assertNotIn("Take a walk", self.world.server.titles())

    def test_a_server_that_comes_back_shows_it_again(self):
        self.serve()
        self.world.start()
        nudge = self.fire()
        self.world.wait_for_title("Drink water")
        self.unserve()
        self.serve()
        self.world.wait_for_title("Drink water")
        self.assertEqual(list(self.world.objects()), [nudge.path])

    def test_an_answer_to_the_new_server_counts(self):
        self.serve()
        self.world.start()
        self.fire()
        self.world.wait_for_title("Drink water")
        self.unserve()
        self.serve()
        number, _, _, _, actions, _ = self.world.wait_for_title("Drink water")
        self.world.server.press(number, next(action for action in actions[::2] if "done" in action))
        self.assertEqual(self.world.wait_for_signal("Answered")[1], "done")

    def test_a_server_that_hangs_keeps_nobody_waiting(self):
        self.serve(HangingServer)
        self.world.start()
        begun = time.monotonic()
        nudge = self.fire()
        self.fire("walk")
        self.assertEqual(len(self.world.objects()), 2)
        nudge.call(NUDGE, "Done", "(a{sv})", {})
        self.assertEqual(self.world.root.get("PendingCount"), 1)
        self.assertLess(time.monotonic() - begun, QUICK)
        wait_for(lambda: self.world.server.shown, "a call of the server that hangs")
        begun = time.monotonic()
        self.assertEqual(len(self.world.objects()), 1)
        self.assertLess(time.monotonic() - begun, QUICK)

    def test_a_nudge_that_a_server_swallowed_is_shown_by_the_next(self):
        self.serve(HangingServer)
        self.world.start()
        self.fire()
        wait_for(lambda: self.world.server.shown, "a call of the server that hangs")
        self.unserve()
        self.serve()
        self.world.wait_for_title("Drink water")

    def test_it_ends_in_order_while_a_server_hangs(self):
        self.serve(HangingServer)
        daemon = self.world.start()
        self.fire()
        wait_for(lambda: self.world.server.shown, "a call of the server that hangs")
        begun = time.monotonic()
        self.assertEqual(daemon.stop(), 0)
        self.assertLess(time.monotonic() - begun, QUICK)


if __name__ == "__main__":
    harness.main()
