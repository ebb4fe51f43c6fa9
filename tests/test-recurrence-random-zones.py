#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random rules in zones: instants from a filter written from the RFC and Python's own zones, starts near changes.

Usage: test-recurrence-random-zones.py PROGRAM [CASES [SEED]], PROGRAM being recurrence-print.
"""

import datetime
import random
import subprocess
import sys
import zoneinfo

from recurrence_filter import Rule, ZonedRule
from recurrence_random import random_cases
from tap import Tap

LIMIT = 60

# They change by whole hours: the filter does not look into shorter changes.
ZONES = ["Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Sydney", "Pacific/Auckland",
         "America/Sao_Paulo", "Europe/Dublin", "Asia/Tokyo", "UTC"]


def find_changes(zone):
    """Days on which the offset of a zone changes."""
    day, changes = datetime.datetime(2000, 1, 1), []
    while day.year < 2035:
        following = day + datetime.timedelta(days=1)
        if day.replace(tzinfo=zone).utcoffset() != following.replace(tzinfo=zone).utcoffset():
            changes.append(day)
        day = following
    return changes or [datetime.datetime(2026, 3, 2)]


def near_a_change(chooser, changes):
    return chooser.choice(changes) + datetime.timedelta(
        days=chooser.choice([-1, -1, 0, 0, 1, -30]), minutes=chooser.choice([0, 15, 30]), hours=chooser.randrange(6))


def random_zoned_cases(seed, n_cases):
    chooser = random.Random(seed)
    changes = {name: find_changes(zoneinfo.ZoneInfo(name)) for name in ZONES}
    for _, text in random_cases(seed, n_cases):
        name = chooser.choice(ZONES)
        start = near_a_change(chooser, changes[name])
        without_end = ";".join(part for part in text.split(";") if not part.startswith(("COUNT", "UNTIL")))
        if "UNTIL" in text:
            text = without_end + f";UNTIL={start + datetime.timedelta(days=chooser.randrange(90)):%Y%m%dT%H%M%SZ}"
        yield name, Rule(without_end, start).first(2)[0][-1] if chooser.random() < 0.5 else start, text


def ask_program(program, cases):
    lines = [f"{zone}\t{start:%Y%m%dT%H%M%S}\t{LIMIT}\t{text}" for zone, start, text in cases]
    ran = subprocess.run([program], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


def judge(case, answer):
    name, start, text = case
    rule = ZonedRule(text, start, zoneinfo.ZoneInfo(name))
    expected, is_whole = rule.first(LIMIT, 4000)
    found = [datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=int(word.split("@")[1]))
             for word in answer.split()]
    if not is_whole:
        found = found[:len(expected)]
    if found == expected:
        return None, len(expected)
    return f"{name} {start} {text}\n  filter: {' '.join(map(str, expected))}\n  found:  {' '.join(map(str, found))}", 0


def main():
    program = sys.argv[1]
    n_cases = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 5545
    tap = Tap()
    cases = list(random_zoned_cases(seed, n_cases))
    answers = ask_program(program, cases)
    problems, n_instants = [], 0
    for case, answer in zip(cases, answers):
        problem, n_expected = judge(case, answer)
        n_instants += n_expected
        if problem:
            problems.append(problem)
    tap.equal(len(answers), n_cases, "every rule has an answer")
    tap.empty(problems, f"{n_cases} random rules of seed {seed} give the right instants in their zones")
    tap.ok(n_instants > 10 * n_cases, f"{n_instants} instants were compared")
    tap.done()


if __name__ == "__main__":
    main()
