#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""nudgectl status --follow and monitor: a line at once, one on every change, none in between, and an end."""

import json
import os
import signal
import subprocess
import sys
import time

from session import NUDGECTL, Session

from tap import Tap

NEXT = "{'Next': <{'time': <int64 4076802000000000>, 'uid': <'a'>, 'summary': <'%s'>}>}"
NUDGE = ("{'Id': <'50'>, 'Rule': <'r'>, 'Summary': <'%s'>, 'Category': <'food'>, 'Due': <int64 1900000000000000>, "
         "'State': <'%s'>, 'ShownAt': <int64 1900000000000000>}")


def switches(pid):
    """How often the threads of a process went to sleep: once more for each time they woke."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/status", encoding="utf-8") as status:
            total += sum(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))
    return total


def test_changes(tap, session):
    fake, log = session.start_fake()
    process, stream = session.follow("status", "--json", "--follow")
    first = json.loads(stream.line())
    tap.equal((first["state"], len(first["pending"])), ("held", 3), "the first line comes at once")
    while log.line(0) is not None:
        pass
    session.call("SetProperties", "{'State': <'active'>, 'HeldBy': <@as []>}")
    tap.equal(json.loads(stream.line())["state"], "active", "a change is a line")
    session.call("SetProperties", NEXT % "Tea")
    tap.equal(json.loads(stream.line())["next"]["summary"], "Tea", "so is the next change")
    session.call("SetNudge", "50", NUDGE % ("Eat", "shown"))
    tap.equal(json.loads(stream.line())["pending"][0]["summary"], "Eat", "a new nudge is a line")
    session.call("SetNudge", "50", NUDGE % ("Eat", "snoozed"))
    tap.equal([nudge["state"] for nudge in json.loads(stream.line())["pending"] if nudge["id"] == "50"], ["snoozed"],
              "a nudge that changes is a line")
    session.call("RemoveNudge", "50")
    tap.equal(len(json.loads(stream.line())["pending"]), 3, "a nudge that ends is a line")
    session.call("SetProperties", NEXT % "Tea")
    tap.ok(stream.line(1) is None, "what stays the same is no line")
    before = switches(process.pid)
    stream.line(1)
    tap.equal((log.line(0), switches(process.pid) - before), (None, 0),
              "changes cost the daemon no question, and silence costs no wake-up")
    session.end(fake)
    return process, stream


def test_restart(tap, session, process, stream):
    offline = json.loads(stream.line())
    tap.equal((offline["state"], offline["next"], offline["pending"], offline["today"]["done"], offline["rules"]),
              ("offline", None, [], 0, 0), "a daemon that ends is a line, too, with all keys")
    fake, _ = session.start_fake()
    tap.equal(json.loads(stream.line())["state"], "held", "and so is its return")
    process.stdout.close()
    try:
        code = process.wait(5)
    except subprocess.TimeoutExpired:
        code = None
    tap.equal(code, 0, "when the reader goes, it goes, though nothing happens")
    session.end(fake)


def test_formats(tap, session):
    fake, _ = session.start_fake()
    for name in ("plain", "waybar", "polybar", "i3blocks", "i3status-rs"):
        process, stream = session.follow("status", f"--format={name}", "--follow")
        tap.ok("Stand up (+2)" in (stream.line() or ""), f"{name} can be followed")
        session.end(process)
    process, stream = session.follow("status", "--follow")
    tap.equal(stream.line(), "Stand up (+2)", "without a format it is a plain line")
    session.call("SetProperties", "{'State': <'active'>}")
    tap.ok(stream.line(0.5) is None, "a change that does not show is no line")
    for nudge in ("41", "42", "40"):
        session.call("RemoveNudge", nudge)
        stream.line()
    session.call("SetProperties", "{'State': <'paused'>, 'PausedUntil': <int64 4070948400000000>}")
    tap.equal(stream.line(), "Paused until 2099-01-01", "a pause shows")
    session.call("SetProperties", "{'State': <'held'>, 'HeldBy': <['call']>, 'Next': <@a{sv} {}>}")
    tap.equal(stream.line(), "Held: call", "a hold shows when nothing else does")
    session.call("SetProperties", "{'State': <'active'>, 'HeldBy': <@as []>}")
    tap.equal(stream.line(), "Nothing planned", "an empty day is said")
    session.end(process)
    session.end(fake)


def test_absence(tap, session):
    begin = time.monotonic()
    process, stream = session.follow("status", "--follow")
    tap.equal(stream.line(), "nudged is not running", "without a daemon the first line says so")
    tap.ok(time.monotonic() - begin < 2, "at once")
    fake, _ = session.start_fake()
    tap.equal(stream.line(), "Stand up (+2)", "and the next comes with the daemon")
    fake.send_signal(signal.SIGSTOP)
    hung, hung_stream = session.follow("status", "--follow")
    tap.equal(hung_stream.line(), "nudged is not running", "a daemon that hangs does not keep the first line")
    fake.send_signal(signal.SIGCONT)
    tap.equal(hung_stream.line(), "Stand up (+2)", "and is heard when it goes on")
    session.end(hung)
    session.bus.terminate()
    tap.equal(process.wait(5), 3, "without the bus it ends, with exit code 3")


def test_monitor(tap, session):
    fake, _ = session.start_fake()
    process, stream = session.follow("monitor", "--json")
    found = None
    while found is None:  # until it listens
        session.call("Emit", "/org/nudged/Nudged1", "org.nudged.Nudged1.Answered",
                     "<('41', 'done', {'summary': <'T\"ea'>, 'until': <int64 4076802000000000>})>")
        found = stream.line(0.2)
    found = json.loads(found)
    tap.equal((found["signal"], found["arguments"]),
              ("Answered", ["41", "done", {"summary": "T\"ea", "until": "2099-03-10T06:00:00+01:00"}]), "a signal is an object")
    session.end(fake)
    ended = json.loads(stream.line())
    while ended["signal"] == "Answered":
        ended = json.loads(stream.line())
    tap.equal(ended["signal"], "NameOwnerChanged", "the end of the daemon shows, too")
    process.stdout.close()
    tap.equal(process.wait(5), 0, "monitor ends with its reader")
    fake, _ = session.start_fake()
    process, stream = session.follow("monitor")
    tap.equal(stream.line(), "Watching; Ctrl+C ends it.", "it says that it watches")
    session.call("Emit", "/org/nudged/Nudged1", "org.nudged.Nudged1.Due",
                 "<(objectpath '/org/nudged/Nudged1/nudge/41',)>")
    tap.ok((stream.line() or "").endswith('Due  "/org/nudged/Nudged1/nudge/41"'), "for people it is a line")
    session.end(process)
    session.end(fake)


def test_reader_that_is_gone(tap, session):
    fake, _ = session.start_fake()
    ran = subprocess.run(["sh", "-c", f"{NUDGECTL} status --follow | true"], env=session.environment, timeout=10,
                         capture_output=True, check=False)
    tap.equal((ran.returncode, ran.stderr), (0, b""), "a reader that leaves at once is no problem")
    session.end(fake)


def main():
    tap = Tap()
    with Session() as session:
        process, stream = test_changes(tap, session)
        test_restart(tap, session, process, stream)
        test_formats(tap, session)
        test_monitor(tap, session)
        test_reader_that_is_gone(tap, session)
        test_absence(tap, session)
    tap.done()


if __name__ == "__main__":
    sys.exit(main())
