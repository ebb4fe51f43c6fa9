#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a calendar file to the desktop and back: the real daemon, a real notification server, real clicks.

Leaves a screenshot in the folder of the build."""

import datetime
import json
import os
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), ".."))
sys.dont_write_bytecode = True

from dunst import Desktop  # noqa: E402
from session import Session, wait_for  # noqa: E402
from tap import Tap  # noqa: E402

BUILD = os.path.join(os.environ["G_TEST_BUILDDIR"], "..")
PICTURES = os.path.join(os.environ["G_TEST_BUILDDIR"], "screenshots")
BUS_NAME = "org.nudged.Nudged1"

# A call to a server that hangs takes 25 seconds; the promise is one, and a busy machine gets some more.
HANGS = 5

ITEM = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//nudged//tests//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260101T000000Z
DTSTART:{start}
SUMMARY:{summary}
DESCRIPTION:{body}
END:VEVENT
END:VCALENDAR
"""


class Nudged:
    """The daemon, its files in the folder of the session, and nudgectl."""

    def __init__(self, session):
        self.session = session
        self.nudges = os.path.join(session.folder, "config", "nudged", "nudges")
        os.makedirs(self.nudges)
        session.environment["XDG_CONFIG_HOME"] = os.path.join(session.folder, "config")
        session.environment["XDG_DATA_HOME"] = os.path.join(session.folder, "data")
        session.environment["TZ"] = "UTC"
        self.process = None

    def start(self):
        self.process = self.session.start(os.path.join(BUILD, "daemon", "nudged"))
        wait_for(lambda: self.session.has_name(BUS_NAME), "the daemon")

    def kill(self):
        self.process.kill()
        self.process.wait()
        wait_for(lambda: not self.session.has_name(BUS_NAME), "the end of the daemon")

    def ctl(self, *arguments):
        return self.session.run(os.path.join(BUILD, "client", "nudgectl"), *arguments)

    def objects(self, *arguments):
        return [json.loads(line) for line in self.ctl(*arguments, "--json").splitlines()]

    def write(self, uid, summary, body="", seconds=86400):
        """A nudge that is due so many seconds from now."""
        start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
        text = ITEM.format(uid=uid, summary=summary, body=body, start=start.strftime("%Y%m%dT%H%M%SZ"))
        with open(os.path.join(self.nudges, uid + ".ics"), "w", encoding="utf-8", newline="\r\n") as target:
            target.write(text)

    def fire(self, uid, summary):
        self.write(uid, summary)
        wait_for(lambda: uid in [rule.get("uid") for rule in self.objects("list")], "the rule")
        self.ctl("fire", uid)

    def outcomes(self, uid):
        return [entry["kind"] for entry in self.objects("history") if entry.get("uid") == uid]

    def pending(self):
        return {nudge["uid"]: nudge["state"] for nudge in self.objects("pending")}


def test_due_from_a_file(tap, desktop, nudged):
    nudged.write("water", "Drink some water", "A glass is enough.", seconds=3)
    wait_for(lambda: desktop.shown() == "1", "the nudge")
    tap.ok(desktop.picture(os.path.join(PICTURES, "daemon-nudge.png")), "an item of a file comes when it is due")
    tap.equal(nudged.pending(), {"water": "shown"}, "nudgectl knows that it is shown")
    desktop.click("1")
    wait_for(lambda: not nudged.pending(), "the answer")
    tap.equal(nudged.outcomes("water")[-1], "done", "a click on it is done")


def test_snooze_from_the_notification(tap, desktop, nudged):
    nudged.fire("legs", "Stretch your legs")
    wait_for(lambda: desktop.shown() == "1", "the nudge")
    desktop.click("2")
    wait_for(lambda: nudged.pending() == {"legs": "snoozed"}, "the snooze")
    wait_for(lambda: desktop.shown() == "0", "an empty screen")
    tap.ok(True, "Snooze on it puts it off")
    nudged.ctl("skip", "legs")
    nudged.ctl("skip")


def test_answered_elsewhere(tap, desktop, nudged):
    nudged.fire("lunch", "Lunch, away from the desk")
    wait_for(lambda: desktop.shown() == "1", "the nudge")
    nudged.ctl("done")
    wait_for(lambda: desktop.shown() == "0", "an empty screen")
    tap.equal(nudged.outcomes("lunch")[-1], "done", "nudgectl done takes it off the desktop")


def test_killed_between_due_and_answer(tap, desktop, nudged):
    nudged.fire("friend", "Write to a friend")
    wait_for(lambda: desktop.shown() == "1", "the nudge")
    nudged.kill()
    nudged.start()
    wait_for(lambda: nudged.pending() == {"friend": "shown"}, "the nudge after the restart")
    time.sleep(0.5)
    tap.equal(desktop.shown(), "1", "kill -9 and a new start leave one notification")
    desktop.click("1")
    wait_for(lambda: not nudged.pending(), "the answer")
    tap.equal(nudged.outcomes("friend")[-1], "done", "and the new daemon hears the click")


def test_stopped_server(tap, desktop, nudged):
    desktop.dunst.send_signal(signal.SIGSTOP)
    nudged.fire("walk", "A short walk")
    begin = time.monotonic()
    nudged.ctl("status")
    seconds = time.monotonic() - begin
    tap.ok(seconds < HANGS, f"nudgectl is answered in {seconds:.3f} s while the server hangs")
    desktop.dunst.send_signal(signal.SIGCONT)
    wait_for(lambda: desktop.shown() == "1", "the nudge")
    tap.ok(True, "the nudge comes when the server wakes up")


def test_absent_server(tap, desktop, nudged):
    desktop.dunst.kill()
    desktop.dunst.wait()
    nudged.fire("rest", "Rest your eyes")
    wait_for(lambda: nudged.pending() == {"walk": "shown", "rest": "shown"}, "two pending nudges")
    desktop.start_dunst()
    wait_for(lambda: desktop.shown() == "2", "both nudges")
    tap.ok(True, "a new server shows what is pending")
    desktop.dunst.send_signal(signal.SIGSTOP)
    begin = time.monotonic()
    nudged.process.terminate()
    nudged.process.wait(20)
    seconds = time.monotonic() - begin
    tap.ok(seconds < HANGS, f"the daemon ends in {seconds:.3f} s while the server hangs")
    tap.equal(nudged.process.returncode, 0, "and in order")
    desktop.dunst.send_signal(signal.SIGCONT)


def main():
    tap = Tap()
    os.makedirs(PICTURES, exist_ok=True)
    with Session() as session:
        session.start_bus()
        session.start_display()
        desktop = Desktop(session)
        desktop.start_dunst()
        nudged = Nudged(session)
        nudged.start()
        for test in (test_due_from_a_file, test_snooze_from_the_notification, test_answered_elsewhere,
                     test_killed_between_due_and_answer, test_stopped_server, test_absent_server):
            test(tap, desktop, nudged)
    tap.done()


if __name__ == "__main__":
    main()
