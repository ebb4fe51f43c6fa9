#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The daemon is killed at every stage of a nudge: nothing is lost, and nothing is new a second time."""

import sqlite3

from gi.repository import GLib

import harness
from harness import JOURNAL, MICROSECONDS, NAME, NUDGE, Proxy, WorldTest, calendar, event, now, utc_text
from harness import wait_for

HOUR = 3600 * MICROSECONDS


class Restart(WorldTest):
    def put_due_in(self, seconds, uid="water", title="Drink water", more=""):
        """A rule that is due after at least so many seconds: a daemon that starts for the first time looks not back."""
        due = (now() // MICROSECONDS + 1 + seconds) * MICROSECONDS
        self.world.put(uid + ".ics", calendar(event(uid, due, title, more)))
        return due

    def kinds(self, uid="water"):
        return [entry["kind"] for entry in self.world.query() if entry.get("uid") == uid]

    def let_pass(self, seconds):
        """Turn the main loop until the real clock has moved on, as the nudge of a rule says that is due then."""
        uid = f"mark-{now()}"
        self.put_due_in(seconds, uid, uid)
        self.world.wait_for_nudge(uid)

    def test_a_shown_nudge_survives_a_kill_and_is_not_new_again(self):
        due = self.put_due_in(1)
        daemon = self.world.start()
        before = self.world.wait_for_nudge("water").get_all(NUDGE)
        self.world.wait_for_title("Drink water")
        daemon.kill()
        self.world.start()
        nudge = self.world.wait_for_nudge("water")
        after = nudge.get_all(NUDGE)
        self.assertEqual((after["Id"], after["Due"]), (before["Id"], due))
        self.assertEqual(len(self.world.objects()), 1)
        self.let_pass(2)
        self.assertEqual(self.kinds().count("shown"), 1)
        nudge.call(NUDGE, "Done", "(a{sv})", {})
        self.assertEqual(self.kinds()[-1], "done")

    def test_an_answered_nudge_does_not_come_back(self):
        self.put_due_in(1)
        daemon = self.world.start()
        self.world.wait_for_nudge("water").call(NUDGE, "Done", "(a{sv})", {})
        daemon.kill()
        self.world.server.shown.clear()
        self.world.start()
        self.let_pass(2)
        self.assertIsNone(self.world.nudge_of("water"))
        self.assertNotIn("Drink water", self.world.server.titles())
        self.assertEqual(self.kinds().count("shown"), 1)

    def test_a_snooze_survives_a_kill_and_ends_on_time(self):
        self.put_due_in(1)
        daemon = self.world.start()
        nudge = self.world.wait_for_nudge("water")
        until = (now() // MICROSECONDS + 4) * MICROSECONDS
        nudge.call(NUDGE, "SnoozeUntil", "(x)", until)
        daemon.kill()
        self.world.server.shown.clear()
        self.world.start()
        again = self.world.wait_for_nudge("water")
        self.assertEqual((again.path, again.get("SnoozedUntil", NUDGE)), (nudge.path, until))
        self.assertEqual(self.world.server.titles(), [])
        self.world.wait_for_title("Drink water")
        self.assertGreaterEqual(now(), until)
        self.assertEqual(again.get("Snoozes", NUDGE), 1)

    def test_a_snooze_that_ended_meanwhile_comes_at_once(self):
        self.put_due_in(1)
        daemon = self.world.start()
        nudge = self.world.wait_for_nudge("water")
        until = now() + MICROSECONDS
        nudge.call(NUDGE, "SnoozeUntil", "(x)", until)
        daemon.kill()
        self.world.server.shown.clear()
        wait_for(lambda: now() > until, "the end of the snooze")
        self.world.start()
        self.world.wait_for_title("Drink water")
        self.assertEqual(len(self.world.objects()), 1)

    def test_a_nudge_due_while_nobody_was_there_is_shown_within_its_grace(self):
        daemon = self.world.start()
        daemon.kill()
        due = self.put_due_in(1)
        wait_for(lambda: now() > due, "the time at which it is due")
        self.world.start()
        nudge = self.world.wait_for_nudge("water")
        self.world.wait_for_title("Drink water")
        self.assertEqual(nudge.get("Due", NUDGE), due)
        self.assertEqual(self.kinds().count("shown"), 1)

    def test_many_missed_ones_of_one_rule_are_one_nudge(self):
        daemon = self.world.start()
        daemon.kill()
        start = now()
        moments = [start + seconds * MICROSECONDS for seconds in (1, 2, 3)]
        self.put_due_in(0, more=f"RDATE:{','.join(utc_text(moment) for moment in moments)}\r\n")
        wait_for(lambda: now() > moments[-1], "the last of them")
        self.world.start()
        nudge = self.world.wait_for_nudge("water")
        self.assertEqual(nudge.get("Due", NUDGE), moments[-1] // MICROSECONDS * MICROSECONDS)
        self.let_pass(2)
        self.assertEqual(self.world.server.titles().count("Drink water"), 1)

    def test_killed_again_and_again_it_loses_and_doubles_nothing(self):
        self.put_due_in(1)
        daemon = self.world.start()
        nudge = self.world.wait_for_nudge("water")
        for _ in range(5):
            daemon.kill()
            daemon = self.world.start()
            self.assertEqual(list(self.world.objects()), [nudge.path])
        nudge.call(NUDGE, "Done", "(a{sv})", {})
        daemon.kill()
        daemon = self.world.start()
        self.assertEqual(self.world.objects(), {})
        self.assertEqual(self.kinds().count("shown"), 1)
        self.assertEqual(self.kinds().count("done"), 1)

    def test_what_was_acknowledged_is_on_the_disk(self):
        daemon = self.world.start()
        for number in range(20):
            self.world.root.call(JOURNAL, "Add", "(sa{sv})", "note", {"note": GLib.Variant("s", f"note {number}")})
        daemon.kill()
        database = sqlite3.connect(f"file:{self.world.data}/journal.db?mode=ro", uri=True)
        self.assertEqual(database.execute("PRAGMA integrity_check").fetchone()[0], "ok")
        database.close()
        self.world.start()
        self.assertEqual([entry["note"] for entry in self.world.query()], [f"note {number}" for number in range(20)])

    def test_a_successor_takes_the_nudges_over(self):
        self.put_due_in(1)
        daemon = self.world.start()
        nudge = self.world.wait_for_nudge("water")
        self.world.wait_for_title("Drink water")
        self.world.signals.clear()
        owner = self.world.owner_of(NAME)
        successor = self.world.start("--replace")
        self.assertEqual(daemon.wait(), 0)
        wait_for(lambda: self.world.owner_of(NAME) not in (None, owner), "another owner of the name")
        wait_for(lambda: self.world.answers() and self.world.nudge_of("water"), "the nudge at the successor")
        self.assertFalse(successor.has_ended(), successor.log())
        self.assertEqual(list(self.world.objects()), [nudge.path])
        self.assertEqual(self.kinds().count("shown"), 1)
        Proxy(self.world, nudge.path).call(NUDGE, "Skip", "(a{sv})", {})


if __name__ == "__main__":
    harness.main()
