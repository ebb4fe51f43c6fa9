#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""scripts/count-tests: what is counted as passed, as failed, and what must not go unnoticed."""

import json
import os
import subprocess
import sys
import tempfile

from tap import Tap

HERE = os.path.dirname(os.path.realpath(__file__))
COUNT_TESTS = os.path.join(HERE, "..", "scripts", "count-tests")

# Name, records of the log, names that are expected, exit code and last line, and a line that must stand before it.
TABLE = [
    ("single tests are counted, not programs",
     [("a", "OK", 0, "1..2\nok 1 /a/x\nok 2 /a/y\n"), ("b", "OK", 0, "ok 1 - z\n1..1\n")],
     ["a", "b"], 0, "3 passed, 0 failed", None),
    ("a failure is counted once and named",
     [("a", "FAIL", 1, "1..2\nok 1 /a/x\nnot ok 2 /a/y\n")],
     ["a"], 1, "1 passed, 1 failed", "failed: a: /a/y (not ok)"),
    ("a skip counts as failed",
     [("a", "OK", 0, "1..2\nok 1 x\nok 2 y # SKIP no display\n")],
     ["a"], 1, "1 passed, 1 failed", "not run: a: y (no display)"),
    ("a skip that is allowed is named and does not count",
     [("a", "OK", 0, "1..2\nok 1 x\nok 2 allowed # SKIP only as root\n")],
     ["a"], 0, "1 passed, 0 failed", "not run: a: allowed (only as root)"),
    ("a program that is skipped as a whole counts as failed",
     [("a", "OK", 0, "1..1\nok 1 x\n"), ("b", "SKIP", 0, "1..0 # SKIP no bus\n")],
     ["a", "b"], 1, "1 passed, 1 failed", "not run: b (no bus)"),
    ("tests that were announced and not reported count as failed",
     [("a", "ERROR", -6, "1..3\nok 1 x\n")],
     ["a"], 1, "1 passed, 2 failed", "failed: a (announced and not reported)"),
    ("a crash after the last test counts as failed",
     [("a", "ERROR", -11, "1..1\nok 1 x\n")],
     ["a"], 1, "1 passed, 1 failed", "failed: a (error, exit code -11)"),
    ("a timeout without any output counts as failed",
     [("a", "TIMEOUT", -15, "")],
     ["a"], 1, "0 passed, 1 failed", "failed: a (timeout, exit code -15)"),
    ("a bail out counts as failed",
     [("a", "ERROR", 1, "1..1\nok 1 x\nBail out! disk is gone\n")],
     ["a"], 1, "1 passed, 1 failed", "failed: a (Bail out! disk is gone)"),
    ("output without a plan counts as failed",
     [("a", "ERROR", 0, "TAP version 13\nok 1 x\n")],
     ["a"], 1, "1 passed, 1 failed", "failed: a (says not how many tests it has)"),
    ("a program that never ran counts as failed",
     [("a", "OK", 0, "1..1\nok 1 x\n")],
     ["a", "b"], 1, "1 passed, 1 failed", "failed: b (was not run)"),
    ("a log without tests is no success", [], [], 1, "0 passed, 0 failed", None),
    ("a program without TAP is one test",
     [("a", "OK", 0, "hello\n"), ("b", "FAIL", 2, "hello\n")],
     ["a", "b"], 1, "1 passed, 1 failed", "failed: b (fail, exit code 2)"),
    ("in nested groups the leaves are counted",
     [("a", "OK", 0, "TAP version 14\n# Subtest: g\n    ok 1 x\n    ok 2 y\n    1..2\nok 1 g\n1..1\n")],
     ["a"], 0, "2 passed, 0 failed", None),
]


def count(folder, records, expected):
    log, names, skips = (os.path.join(folder, name) for name in ("log", "names", "may-skip"))
    with open(log, "w", encoding="utf-8") as out:
        for name, result, code, stdout in records:
            out.write(json.dumps({"name": name, "result": result, "returncode": code, "stdout": stdout}) + "\n")
    with open(names, "w", encoding="utf-8") as out:
        out.write("".join(name + "\n" for name in expected))
    with open(skips, "w", encoding="utf-8") as out:
        out.write("# comment\na: allowed    needs root\n")
    return subprocess.run([sys.executable, COUNT_TESTS, "--expect", names, "--may-skip", skips, log],
                          capture_output=True, text=True, check=False)


def main():
    tap = Tap()
    for name, records, expected, code, last, line in TABLE:
        with tempfile.TemporaryDirectory() as folder:
            ran = count(folder, records, expected)
        lines = ran.stdout.splitlines()
        tap.ok(ran.returncode == code and lines[-1:] == [last] and (line is None or line in lines),
               name, f"exit code {ran.returncode}", ran.stdout, ran.stderr)
    tap.done()


main()
