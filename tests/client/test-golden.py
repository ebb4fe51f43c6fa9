#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What nudgectl prints, word for word, and what it asks the daemon. REGENERATE=1 writes the expected files anew."""

import datetime
import os
import re
import sys
import time

from session import HERE, Session

from tap import Tap

EXPECTED = os.path.join(HERE, "expected")

# Name of the expected file, and the command lines it holds.
GOLDEN = {
    "overview": [["help"], ["--version"], ["--help"]],
    "help-add": [["add", "--help"], ["help", "snooze"]],
    "usage": [[], ["stauts"], ["status", "--fromat=x"], ["status", "--format=wayber"], ["status", "--json", "--format=plain"],
              ["show"], ["next", "x"], ["agenda", "--days", "x"], ["agenda", "--days", "0"], ["agenda", "--from", "soon"],
              ["agenda", "--from", "2026-03-02", "--to", "2026-03-01"], ["feel"], ["feel", "7"], ["snooze", "soon"],
              ["snooze", "41", "until", "soon"], ["pause", "--indefinitely", "1h"], ["pause", "0s"], ["add", "x"],
              ["preview", "--zone", "Mars", "x.ics"], ["log"]],
    "status": [["status"], ["status", "--json"], ["status", "--format=plain"], ["status", "--format=waybar"],
               ["status", "--format=polybar"], ["status", "--format=i3blocks"], ["status", "--format=i3status-rs"]],
    "agenda": [["agenda"], ["agenda", "--json"], ["next"], ["next", "--json"],
               ["agenda", "--from", "2026-03-02", "--to", "2026-03-03T12:00", "--limit", "5"],
               ["agenda", "--from", "2026-03-02", "--days", "2"]],
    "pending": [["pending"], ["pending", "--json"]],
    "answer": [["done"], ["done", "41", "felt", "good"], ["done", "felt good", "--json"], ["done", "#42"],
               ["done", "--value", "3"], ["skip"], ["skip", "41", "no time"], ["snooze"], ["snooze", "41", "--json"], ["snooze", "20m", "--json"],
               ["snooze", "42", "until", "2099-01-01 15:00"], ["snooze", "20"], ["done", "99"]],
    "hold": [["pause", "--json"], ["pause", "45m", "--json"], ["pause", "until", "2099-01-01T12:00"], ["pause", "--indefinitely"],
             ["pause", "--indefinitely", "--json"], ["resume"], ["resume", "--json"], ["breakpoint"],
             ["breakpoint", "build", "--json"], ["reload"], ["reload", "--json"]],
    "why": [["why"], ["why", "41"], ["why", "#41", "--json"], ["why", "drink", "tea"], ["why", "nothing"]],
    "rules": [["list"], ["list", "--json"], ["show", "tea"], ["show", "walk", "--json"], ["show", "stand"],
              ["show", "stand-2"], ["show", "drink", "tee"], ["show", "xyzzy"], ["remove", "tea"], ["enable", "walk"],
              ["disable", "walk", "--json"], ["fire", "stand up"], ["fire", "stand up", "--json"]],
    "log": [["log", "movement"], ["log", "Food", "soup"], ["log", "food", "a good soup"], ["log", "sleep", "7h", "deep"],
            ["log", "note", "rang", "Kim"], ["log", "note", "--note", "rang Kim", "--at", "2026-03-02T14:30", "--json"],
            ["log", "run", "5km", "--category", "movement"], ["feel", "2", "ashamed", "tired", "the panel said no"],
            ["feel", "tired"], ["feel", "4"], ["feel", "--note", "fine", "--json"], ["feel", "3", "\x1b[31mred"]],
    "history": [["history"], ["history", "--json"],
                ["history", "--limit", "2", "--kind", "mood", "--kind", "note", "--category", "food", "--grep", "no",
                 "--from", "2026-03-01", "--to", "2026-03-02T09:00"]],
    "doctor": [["doctor"], ["doctor", "--json"], ["doctor", "--notify"], ["doctor", "--notify", "--json"]],
    "check": [["check"], ["check", "--json"]],
    "add": [["add", "Drink", "tea", "--at", "9:00", "--start", "2099-03-02", "--dry-run"],
            ["add", "Drink tea", "--every", "2h", "--between", "9-13", "--start", "2099-03-02", "--category", "food"],
            ["add", "Review", "--rrule", "FREQ=MONTHLY;BYDAY=-1FR", "--start", "2026-03-27T16:00", "--ask", "note",
             "--room", "20m", "--prompt", "What went well?", "--prompt", "What next?", "--json"]],
    "complete": [["complete", "rules"], ["complete", "ids"], ["complete", "kinds"], ["complete", "categories"],
                 ["complete", "durations"], ["complete", "words"],
                 ["complete", "commands"], ["complete", "options", "pause"], ["complete", "nothing"]],
}

# What is random or depends on the moment, and what stands for it.
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@nudged")
DTSTAMP = re.compile(r"DTSTAMP:\d{8}T\d{6}Z")
SIZE = re.compile(r"file of \d+ bytes")
MICROSECONDS = re.compile(r"\b\d{16}\b")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
SPANS = {"NOW": 0, "NOW+20m": 1200, "NOW+45m": 2700, "NOW+1h": 3600, "NOW+7d": 604800, "NOW+10y": 3660 * 86400}


def name_time(seconds, text):
    """A word for a time that is reckoned from now, else the text itself."""
    near = [name for name, span in SPANS.items() if abs(seconds - time.time() - span) < 60]
    return near[0] if near else text


def steady(text):
    text = DTSTAMP.sub("DTSTAMP:NOW", UUID.sub("UUID@nudged", text))
    text = MICROSECONDS.sub(lambda found: name_time(int(found.group()) / 1e6, found.group()), text)
    text = SIZE.sub("file of N bytes", text)
    return INSTANT.sub(lambda found: name_time(datetime.datetime.fromisoformat(found.group()).timestamp(),
                                               found.group()), text)


def quote(arguments):
    return " ".join(word if re.fullmatch(r"[\w@%+=:,./-]+", word) else repr(word) for word in arguments)


def transcript(session, log, lines):
    """Each command, what it printed, its exit code, and the calls that the daemon got."""
    parts = []
    for arguments in lines:
        ran = session.run(*arguments)
        parts.append(f"$ nudgectl {quote(arguments)}".rstrip() + "\n" + steady(ran.out))
        parts.extend(f"[err] {line}".rstrip() + "\n" for line in ran.err.splitlines())
        while (line := log.line(0)) is not None:
            parts.append(f"[bus] {steady(line)}\n")
        parts.append(f"[exit {ran.code}]\n\n")
    return "".join(parts).rstrip("\n") + "\n"


def first_difference(found, expected):
    for number, (left, right) in enumerate(zip(found.splitlines(), expected.splitlines()), 1):
        if left != right:
            return [f"line {number}:", f"  found    {left}", f"  expected {right}"]
    return [f"{len(found.splitlines())} lines, expected {len(expected.splitlines())}"]


def main():
    tap = Tap()
    regenerate = os.environ.get("REGENERATE") == "1"
    with Session() as session:
        _, log = session.start_fake()
        for name, lines in GOLDEN.items():
            path = os.path.join(EXPECTED, f"{name}.txt")
            found = transcript(session, log, lines)
            if regenerate:
                with open(path, "w", encoding="utf-8") as out:
                    out.write(found)
            expected = ""
            if os.path.exists(path):
                with open(path, encoding="utf-8") as source:
                    expected = source.read()
            tap.ok(found == expected, f"{name}: the output is the expected one", *first_difference(found, expected))
    tap.done()


if __name__ == "__main__":
    sys.exit(main())
