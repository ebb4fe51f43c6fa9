#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""nudgectl preview and check: many files, strange files, and what is asked of the daemon."""

import json
import os
import re
import sys

from session import Session

from tap import Tap

BASE = 4076802000000000
MANY = 3000
MANY_SECONDS = 20 * float(os.environ.get("NUDGED_TEST_PATIENCE", "1"))


def record(minutes, uid):
    return (f"{{'time': <int64 {BASE + minutes * 60000000}>, 'uid': <'{uid}'>, 'summary': <'S {uid}'>, 'category': <'food'>, "
            f"'kind': <'start'>, 'file': <'{uid}.ics'>, 'start': <int64 {BASE}>}}")


def problem(text, line, severity):
    return f"{{'problem': <'{text}'>, 'file': <'bad.ics'>, 'line': <uint32 {line}>, 'severity': <'{severity}'>}}"


def answer(*records):
    """A file that the stand-in gives back as its answer."""
    return "@aa{sv} [" + ", ".join(records) + "]"


def uids(ran):
    return [json.loads(line).get("uid") for line in ran.out.splitlines()]


def test_order(tap, session):
    files = [session.write("b.ics", answer(record(1, "b1"), record(5, "b5"))),
             session.write("a.ics", answer(record(1, "a1"), record(3, "a3"))),
             session.write("empty.ics", answer())]
    ran = session.run("preview", "--json", *files)
    tap.equal((ran.code, uids(ran)), (0, ["b1", "a1", "a3", "b5"]), "times of all files come in one order, ties by file")
    first = json.loads(ran.out.splitlines()[0])
    tap.equal(list(first)[:6], ["time", "uid", "summary", "category", "kind", "file"], "records have their keys")
    tap.equal(first["time"], "2099-03-10T06:01:00+01:00", "times are in the zone of the caller")
    ran = session.run("preview", "--json", "--limit", "3", *files)
    tap.ok(uids(ran) == ["b1", "a1", "a3"] and "first 3" in ran.err, "--limit cuts all files together and says so", ran)
    ran = session.run("preview", *files)
    tap.ok(ran.out.startswith("Tue 10 Mar 2099 6:01  S b1  food\n"), "for people it is a table", ran)


def test_problems(tap, session):
    bad = session.write("bad.ics", answer(record(1, "x"), problem("oh no", 7, "error"), problem("hm", 0, "warning")))
    warned = session.write("warned.ics", answer(problem("hm", 3, "warning")))
    ran = session.run("preview", bad)
    tap.equal((ran.code, ran.err), (1, "bad.ics:7: oh no\nbad.ics: warning: hm\n"),
              "problems go to standard error with file and line, an error is exit code 1")
    tap.ok("S x" in ran.out, "what is right in the file is shown")
    ran = session.run("preview", "--json", bad)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    tap.equal((ran.code, ran.err, lines[1:]),
              (1, "", [{"problem": "oh no", "file": "bad.ics", "line": 7, "severity": "error"},
                       {"problem": "hm", "file": "bad.ics", "line": 0, "severity": "warning"}]),
              "with --json they are objects on standard output")
    tap.equal(session.run("preview", warned).code, 0, "a warning is no failure")
    ran = session.run("check", bad, warned)
    tap.equal((ran.code, ran.out), (1, "bad.ics:7: oh no\nbad.ics: warning: hm\nbad.ics:3: warning: hm\n"),
              "check says the same and no times")
    ran = session.run("check", session.write("fine.ics", answer(record(1, "x"))))
    tap.equal((ran.code, ran.out), (0, "No problems.\n"), "check is content with a sound file")
    cut = session.write("cut.ics", answer(record(1, "x"), "{'truncated': <true>}"))
    ran = session.run("preview", cut)
    tap.ok(ran.code == 0 and "more times" in ran.err, "a list that was cut is said", ran)


def test_strange_files(tap, session):
    fifo = os.path.join(session.folder, "fifo")
    os.mkfifo(fifo)
    good = session.write("good.ics", answer(record(1, "good")))
    dangling = os.path.join(session.folder, "dangling")
    os.symlink("nowhere", dangling)
    for path, words in ((fifo, "it is a pipe"), (session.folder, "it is a folder"), ("/dev/null", "not a regular file"),
                        (dangling, "no such file"), (os.path.join(session.folder, "missing"), "no such file")):
        ran = session.run("preview", path, good)
        tap.ok(ran.code == 1 and words in ran.err and "S good" in ran.out and ran.seconds < 2,
               f"{os.path.basename(path)} is reported and the next file read", ran)
    odd = os.path.join(session.folder.encode(), b"odd\xff\n.ics")
    with open(odd, "w", encoding="utf-8") as out:
        out.write(answer(record(1, "odd")))
    ran = session.run("preview", "--json", odd)
    tap.equal((ran.code, uids(ran)), (0, ["odd"]), "a name that is no UTF-8 is no hindrance")
    ran = session.run("preview", os.path.join(session.folder.encode(), b"\xff\x1b[2J"))
    tap.ok(ran.code == 1 and "\x1b" not in ran.err, "nor can it steer the terminal", ran)
    ran = session.run("preview", "--json", "-", stdin=answer(record(1, "in")).encode())
    tap.equal((ran.code, uids(ran)), (0, ["in"]), "standard input is read")


def test_questions(tap, session, log):
    good = session.write("good.ics", answer())
    while log.line(0) is not None:
        pass
    rows = [([], {}, "Europe/Berlin"), ([], {"TZ": "America/New_York"}, "America/New_York"), ([], {"TZ": "UTC"}, "UTC"),
            (["--zone", "Asia/Tokyo"], {}, "Asia/Tokyo"), ([], {"TZ": "FOO-3BAR"}, None)]
    for options, environment, zone in rows:
        session.run("preview", *options, "--from", "2026-03-02T00:00Z", "--to", "2026-03-03T00:00Z", good,
                    environment=environment)
        asked = log.line() or ""
        log.line()
        found = re.search(r"'zone': <'([^']*)'>", asked)
        tap.equal((found and found.group(1), asked.split("(")[1].split(", {")[0]),
                  (zone, "0, 1772409600000000, 1772496000000000, 0"), f"the zone {zone} and the window are passed on")
    ran = session.run("preview", "--from", "2026-03-03", "--to", "2026-03-02", good)
    tap.equal(ran.code, 2, "a window that ends before it begins is refused")


def test_many(tap, session):
    files = [session.write(f"many-{i}.ics", answer(record(i % 977, f"u{i}"))) for i in range(MANY)]
    ran = session.run("preview", "--json", *files)
    times = [json.loads(line)["time"] for line in ran.out.splitlines()]
    tap.ok(ran.code == 0 and len(times) == MANY and times == sorted(times), f"{MANY} files are read in one call", ran.err)
    tap.ok(ran.seconds < MANY_SECONDS, "in reasonable time", ran.seconds)
    print(f"# {MANY} files in {ran.seconds:.2f} s")


def test_refusals(tap, session):
    fake, _ = session.start_fake(session.write_data(replies={"Preview": "!TooLarge It is over 16 MiB"}))
    ran = session.run("preview", session.write("big.ics", "BEGIN:VCALENDAR"), session.write("ok.ics", answer(record(1, "ok"))))
    tap.ok(ran.code == 1 and "over 16 MiB" in ran.err and "S ok" in ran.out, "a file that is refused is one problem", ran)
    session.end(fake)
    fake, _ = session.start_fake(session.write_data(replies={"Preview": "!InvalidArgument No such zone"}))
    ran = session.run("preview", session.write("x.ics", "BEGIN:VCALENDAR"))
    tap.ok(ran.code == 2 and "No such zone" in ran.err, "options that are refused end it", ran)
    session.end(fake)


def main():
    tap = Tap()
    with Session() as session:
        fake, log = session.start_fake()
        test_order(tap, session)
        test_problems(tap, session)
        test_strange_files(tap, session)
        test_questions(tap, session, log)
        session.end(fake)
        fake, _ = session.start_fake(silent=True)
        test_many(tap, session)
        session.end(fake)
        test_refusals(tap, session)
    tap.done()


if __name__ == "__main__":
    sys.exit(main())
