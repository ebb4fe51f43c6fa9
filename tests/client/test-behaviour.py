#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""nudgectl when things go wrong: no bus, no daemon, a daemon that hangs or refuses, a reader that goes away."""

import concurrent.futures
import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios

from session import BUILD, HERE, NUDGECTL, ROOT, Session

from tap import Tap

# Every command that talks to the daemon.
COMMANDS = [["status"], ["status", "--json"], ["status", "--format=waybar"], ["next"], ["agenda"], ["pending"], ["done"],
            ["snooze"], ["snooze", "20m"], ["skip"], ["pause"], ["resume"], ["feel", "2"], ["log", "movement"], ["history"],
            ["list"], ["show", "tea"], ["add", "x", "--in", "20m"], ["remove", "tea"], ["enable", "tea"],
            ["disable", "tea"], ["fire", "tea"], ["preview", "/dev/null"], ["check"], ["check", "/dev/null"], ["reload"],
            ["breakpoint"], ["monitor"], ["why"], ["why", "41"], ["why", "tea"]]
HANG_LIMIT = 2.0

SERVICE = """[D-BUS Service]
Name=org.nudged.Nudged1
Exec={command}
"""


def test_without_a_bus(tap, session):
    ran = session.run("status", environment={"DBUS_SESSION_BUS_ADDRESS": ""})
    tap.ok(ran.code == 3 and "no session bus" in ran.err, "without a bus it says so", ran)
    ran = session.run("status", environment={"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"})
    tap.ok(ran.code == 3 and "cannot be reached" in ran.err, "a bus that is not there is an error of its own", ran)


def test_without_a_daemon(tap, session):
    wrong = []
    for command in COMMANDS:
        ran = session.run(*command)
        if ran.code != 3 or "systemctl --user start nudged" not in ran.err or "nudged --foreground" not in ran.err:
            wrong.append(f"{command}: {ran}")
    tap.empty(wrong, "without a daemon every command says how to start it, and exits with 3")
    ran = session.run("complete", "rules")
    tap.ok(ran.code == 0 and not ran.out and not ran.err, "completion is silent without a daemon", ran)


def test_activation(tap, session):
    fake = [os.path.join(BUILD, "tests", "client", "fake-daemon"), os.path.join(ROOT, "dbus", "org.nudged.Nudged1.xml"),
            os.path.join(HERE, "fake-daemon.ini")]
    service = os.path.join(session.folder, "services", "org.nudged.Nudged1.service")
    with open(service, "w", encoding="utf-8") as out:
        out.write(SERVICE.format(command=" ".join(fake)))
    session.reload_bus()
    ran = session.run("complete", "rules")
    tap.ok(not ran.out, "completion does not start the daemon", ran)
    ran = session.run("status")
    tap.ok(ran.code == 0 and "quiet-hours" in ran.out, "the bus starts the daemon where it can", ran)
    session.end_name_owner()
    slow = session.write("slow", f"#!/bin/sh\nsleep 3\nexec {' '.join(fake)}\n")
    os.chmod(slow, 0o755)
    with open(service, "w", encoding="utf-8") as out:
        out.write(SERVICE.format(command=slow))
    session.reload_bus()
    ran = session.run("status")
    tap.ok(ran.code == 0 and ran.seconds > 2, "a daemon that is being started is waited for", ran)
    session.end_name_owner()
    with open(service, "w", encoding="utf-8") as out:
        out.write(SERVICE.format(command="/bin/false"))
    session.reload_bus()
    ran = session.run("status")
    tap.ok(ran.code == 3 and "systemctl --user" in ran.err, "a daemon that cannot start is unreachable", ran)
    os.unlink(service)
    session.reload_bus()


def test_hang(tap, session):
    fake, _ = session.start_fake()
    fake.send_signal(signal.SIGSTOP)
    slow = []
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        all_ran = list(pool.map(lambda command: session.run(*command), COMMANDS))
    for command, ran in zip(COMMANDS, all_ran):
        if ran.code != 3 or ran.seconds > HANG_LIMIT or "does not answer" not in ran.err:
            slow.append(f"{command}: {ran}")
    tap.empty(slow, f"when the daemon hangs every command ends within {HANG_LIMIT:g} s with exit code 3")
    ran = session.run("log", "note", "my only copy")
    tap.ok("my only copy" in ran.out, "words that could not be delivered are given back", ran)
    ran = session.run("complete", "ids")
    tap.ok(ran.code == 0 and ran.seconds < 1, "completion gives up early", ran)
    fake.send_signal(signal.SIGCONT)
    ran = session.run("status")
    tap.ok(ran.code == 0, "when it goes on, so does the client", ran)
    session.end(fake)


def test_refusals(tap, session):
    rows = [("NotFound", 4), ("InvalidArgument", 2), ("InvalidRule", 2), ("WrongState", 1), ("TooLarge", 1),
            ("Storage", 5), ("org.freedesktop.DBus.Error.AccessDenied", 1)]
    for name, code in rows:
        replies = {method: f"!{name} No: {name} it is" for method in ("Done", "Add", "RemoveRule", "AddRule", "Pause")}
        fake, _ = session.start_fake(session.write_data(replies=replies))
        for command in (["done", "41", "my note"], ["log", "note", "my note"], ["remove", "tea"],
                        ["add", "my note", "--at", "9:00"], ["pause"]):
            ran = session.run(*command)
            tap.ok(ran.code == code and f"No: {name} it is" in ran.err, f"{name} of {command[0]} exits with {code}", ran)
            if code == 5 and "my note" in command:
                tap.ok("my note" in ran.out, f"{command[0]} gives the text back that was not saved", ran)
        session.end(fake)


def test_ended_nudge(tap, session):
    fake, _ = session.start_fake(session.write_data(
        replies={"Done": "!org.freedesktop.DBus.Error.UnknownObject gone", "Skip": "!org.freedesktop.DBus.Error.UnknownMethod x"}))
    ran = session.run("done", "41")
    tap.ok(ran.code == 4 and "just ended" in ran.err, "a nudge that ends meanwhile is no such nudge", ran)
    ran = session.run("skip")
    tap.ok(ran.code == 4 and "just ended" in ran.err, "also when the method is unknown", ran)
    for nudge in ("40", "41", "42"):
        session.call("RemoveNudge", nudge)
    for command in ("done", "snooze", "skip"):
        ran = session.run(command)
        tap.ok(ran.code == 4 and "Nothing is pending" in ran.err, f"{command} without a pending nudge is kind", ran)
    ran = session.run("pending")
    tap.ok(ran.code == 0 and ran.out == "Nothing is pending.\n", "nothing pending is no failure", ran)
    ran = session.run("pending", "--json")
    tap.ok(ran.code == 0 and ran.out == "", "nothing pending is no line of JSON", ran)
    session.end(fake)


DIAGNOSIS = ("({{'version': <'0.1.0'>, 'server': <'{name}'>, 'server-state': <'{state}'>, 'journal': <'/j.db'>,"
             " 'journal-state': <'{journal}'>, 'rules': <uint32 {rules}>}},)")


def test_doctor(tap, session):
    """What is missing decides the exit code, and each missing thing comes with what helps."""
    rows = [
        ("dunst", "present", "ok", 3, 0, "ok       Notification server: dunst"),
        ("", "present", "ok", 3, 0, "ok       Notification server: it has not said its name"),
        ("", "absent", "ok", 3, 1, "missing  Notification server: there is none\n         Install dunst"),
        ("dunst", "silent", "ok", 3, 1, "wrong    Notification server: it does not answer\n         Restart it"),
        ("", "unknown", "ok", 3, 0, "unknown  Notification server: none runs now"),
        ("dunst", "present", "the disk is full", 3, 1, "wrong    Journal: /j.db: the disk is full\n         See that"),
        ("dunst", "present", "ok", 0, 0, "missing  Rules: 0\n         Add one"),
    ]
    for name, state, journal, rules, code, text in rows:
        reply = DIAGNOSIS.format(name=name, state=state, journal=journal, rules=rules)
        fake, _ = session.start_fake(session.write_data(replies={"Diagnose": reply}))
        ran = session.run("doctor")
        tap.ok(ran.code == code and text in ran.out, f"doctor, server {state}, journal {journal}, {rules} rules", ran)
        session.end(fake)
    fake, _ = session.start_fake(session.write_data(replies={"AddRule": "!Storage the disk is full"}))
    ran = session.run("doctor", "--notify")
    tap.ok(ran.code == 5 and "the disk is full" in ran.err, "a test that cannot be made says why", ran)
    session.end(fake)


def test_output(tap, session):
    fake, _ = session.start_fake()
    with open("/dev/full", "wb") as full:
        ran = subprocess.run([NUDGECTL, "status"], stdout=full, stderr=subprocess.PIPE, env=session.environment, check=False)
    tap.ok(ran.returncode == 1 and b"could not be written" in ran.stderr, "a full disk is a failure", ran)
    read_end, write_end = os.pipe()
    os.close(read_end)
    ran = subprocess.run([NUDGECTL, "list"], stdout=write_end, stderr=subprocess.PIPE, env=session.environment, check=False)
    os.close(write_end)
    tap.ok(ran.returncode == 1 and not ran.stderr, "a reader that is gone is not complained about", ran)
    ran = session.run("done", b"\xff\xfe")
    tap.ok(ran.code == 2 and "UTF-8" in ran.err, "arguments that are not UTF-8 are refused", ran)
    ran = session.run("log", "note", "x" * 100000)
    tap.equal(ran.code, 0, "a very long note is passed on")
    session.end(fake)


def run_on_terminal(session, columns, environment, *arguments):
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([NUDGECTL, *arguments], stdout=follower, stdin=subprocess.DEVNULL,
                               env={**session.environment, "TERM": "xterm", **environment})
    os.close(follower)
    text = b""
    while True:
        try:
            data = os.read(leader, 65536)
        except OSError:
            break
        if not data:
            break
        text += data
    process.wait(10)
    os.close(leader)
    return text.decode().replace("\r\n", "\n")


def test_terminal(tap, session):
    fake, _ = session.start_fake()
    coloured = run_on_terminal(session, 80, {}, "pending")
    tap.ok("\033[" in coloured, "a terminal gets colour", coloured)
    plain = run_on_terminal(session, 80, {"NO_COLOR": "1"}, "pending")
    tap.ok("\033" not in plain, "NO_COLOR is honoured", repr(plain))
    tap.ok("\033" not in run_on_terminal(session, 80, {"TERM": "dumb"}, "pending"), "a dumb terminal gets none")
    narrow = run_on_terminal(session, 60, {"NO_COLOR": "1"}, "list")
    tap.ok("…" in narrow and all(len(line) <= 60 for line in narrow.splitlines()), "lines fit a narrow terminal", narrow)
    wide = run_on_terminal(session, 120, {"NO_COLOR": "1"}, "pending")
    tap.ok("\\x1b[31m" in wide and "\u202e" not in run_on_terminal(session, 200, {"NO_COLOR": "1"}, "list"),
           "foreign text cannot steer the terminal", repr(wide))
    tap.ok("\033" not in session.run("pending").out, "no colour without a terminal")
    session.end(fake)


def main():
    tap = Tap()
    with Session() as session:
        test_without_a_bus(tap, session)
        test_without_a_daemon(tap, session)
        test_activation(tap, session)
        test_hang(tap, session)
        test_refusals(tap, session)
        test_ended_nudge(tap, session)
        test_doctor(tap, session)
        test_output(tap, session)
        test_terminal(tap, session)
    tap.done()


if __name__ == "__main__":
    sys.exit(main())
