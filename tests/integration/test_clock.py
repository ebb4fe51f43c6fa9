#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real clock and the zone of the desk change while the daemon runs."""

import os
import shutil
import subprocess
import time
import unittest

import harness
from harness import MICROSECONDS, NAME, NUDGE, Mirror, WorldTest, calendar, event, now, wait_for

HOUR = 3600 * MICROSECONDS
ZONES = "/usr/share/zoneinfo"


def set_clock_to_itself():
    """The kernel tells every timer, and the time goes on within some microseconds."""
    time.clock_settime_ns(time.CLOCK_REALTIME, time.clock_gettime_ns(time.CLOCK_REALTIME))


def may_set_the_clock():
    try:
        set_clock_to_itself()
        return True
    except OSError:
        return False


def may_mount():
    return subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode == 0


@unittest.skipUnless(may_set_the_clock(), "the clock cannot be set here")
class Clock(WorldTest):
    def test_the_clock_is_set_and_nothing_comes_twice(self):
        due = (now() // MICROSECONDS + 2) * MICROSECONDS
        self.world.put("water.ics", calendar(event("water", due, "Drink water", "RRULE:FREQ=DAILY\r\n")))
        self.world.start()
        self.world.wait_for_title("Drink water")
        agenda = self.world.root.call(NAME, "Agenda", "(xxua{sv})", 0, 0, 0, {})
        for _ in range(5):
            set_clock_to_itself()
            self.assertEqual(self.world.root.get("PendingCount"), 1)
        self.world.put("mark.ics", calendar(event("mark", (now() // MICROSECONDS + 2) * MICROSECONDS, "Mark")))
        self.world.wait_for_title("Mark")
        self.assertEqual(self.world.server.titles(), ["Drink water", "Mark"])
        self.assertEqual(self.world.root.call(NAME, "Agenda", "(xxua{sv})", 0, 0, 0, {})[:len(agenda)], agenda)

    def test_the_clock_is_set_and_a_snooze_ends_on_time(self):
        self.world.put("water.ics", calendar(event("water", now() + HOUR, "Drink water")))
        self.world.start()
        nudge = harness.Proxy(self.world, self.world.root.call(NAME, "Trigger", "(s)", "water"))
        nudge.call(NUDGE, "Snooze", "(u)", 2)
        until = nudge.get("SnoozedUntil", NUDGE)
        set_clock_to_itself()
        wait_for(lambda: nudge.get("State", NUDGE) == "shown", "the nudge again")
        self.assertGreaterEqual(now(), until)
        self.assertLess(now(), until + 2 * harness.FACTOR * MICROSECONDS)


@unittest.skipUnless(may_mount(), "nothing can be mounted here")
class Zone(WorldTest):
    """The daemon sees a copy of /etc in its place, in which the link to the zone can be changed."""

    def setUp(self):
        super().setUp()
        self.etc = os.path.join(self.world.folder, "etc")
        shutil.copytree("/etc", self.etc, symlinks=True, ignore_dangling_symlinks=True)
        self.world.wrapper = ["unshare", "-m", "sh", "-c", 'mount --bind "$0" /etc && exec "$@"', self.etc]
        del self.world.environment["TZ"]

    def be_in(self, zone):
        new = os.path.join(self.etc, "localtime.new")
        os.symlink(os.path.join(ZONES, zone), new)
        os.rename(new, os.path.join(self.etc, "localtime"))

    def next_of(self, uid):
        rule, = self.world.rules(uid=uid)
        return rule["next"]

    def test_the_zone_of_the_desk_moves_floating_times_only(self):
        floating = calendar("BEGIN:VEVENT\r\nUID:floating\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20300302T090000\r\n"
                            "SUMMARY:Nine on my desk\r\nEND:VEVENT\r\n")
        berlin = floating.replace("UID:floating", "UID:berlin").replace("DTSTART:", "DTSTART;TZID=Europe/Berlin:")
        self.world.put("floating.ics", floating)
        self.world.put("berlin.ics", berlin)
        self.be_in("Asia/Tokyo")
        self.world.start()
        mirror = Mirror(self.world)
        tokyo_nine, berlin_nine = 1898640000 * MICROSECONDS, 1898668800 * MICROSECONDS
        self.assertEqual(self.next_of("floating"), tokyo_nine)
        self.assertEqual(mirror.seen()["Next"]["uid"], "floating")
        self.world.signals.clear()
        mirror = Mirror(self.world)
        self.be_in("America/New_York")
        wait_for(lambda: self.next_of("floating") != tokyo_nine, "another time")
        self.assertEqual(self.next_of("floating"), tokyo_nine + 14 * HOUR)
        self.assertEqual(self.next_of("berlin"), berlin_nine)
        self.world.wait_for_signal("RulesChanged")
        self.assert_mirrors(mirror)
        self.assertEqual(mirror.seen()["Next"]["uid"], "berlin")


if __name__ == "__main__":
    harness.main()
