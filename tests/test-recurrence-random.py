#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random rules against two witnesses: a filter written from the RFC, and python3-dateutil where it follows the RFC.

Usage: test-recurrence-random.py PROGRAM [CASES [SEED]], PROGRAM being recurrence-print.

Where python3-dateutil 2.8.2 says something else than RFC 5545, it is not asked:
- BYDAY with plain and numbered weekdays mixed: it intersects them; 3.3.10: "a list of days", a union
- WEEKLY with BYSETPOS: its first set begins at DTSTART; 3.3.10: the set of the whole first week
- BYWEEKNO from the end of the year: it takes days of the wrong week; 3.3.10: "valid values are … -53 to -1"
- BYWEEKNO without days: it takes all seven days; 3.3.10: what is left open comes from DTSTART
- YEARLY with BYMONTHDAY and no BYMONTH: it takes every month; 3.3.10: the month comes from DTSTART
- a DTSTART that the rule does not match: it leaves it out; 3.8.5.3: DTSTART "defines the first instance"
- UNTIL before the first instance after DTSTART: the same
"""

import datetime
import signal
import subprocess
import sys

from dateutil import rrule

from recurrence_filter import LAST_YEAR, Rule
from recurrence_random import random_cases
from tap import Tap

LIMIT = 40
PATIENCE_SECONDS = 0.3


class TooSlow(Exception):
    pass


def on_alarm(number, frame):
    raise TooSlow


def ask_program(program, cases):
    lines = [f"-\t{start:%Y%m%dT%H%M%S}\t{LIMIT}\t{text}" for start, text in cases]
    ran = subprocess.run([program], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


def is_known_difference(rule):
    """Whether dateutil is known to say something else (see above)."""
    given = rule.given
    numbers = [number for number, _ in rule.parts["BYDAY"]] if "BYDAY" in given else []
    if None in numbers and any(numbers):
        return True
    if rule.freq == "WEEKLY" and "BYSETPOS" in given:
        return True
    if "BYWEEKNO" in given and (min(rule.parts["BYWEEKNO"]) < 0 or not given & {"BYDAY", "BYMONTHDAY", "BYYEARDAY"}):
        return True
    if rule.freq == "YEARLY" and "BYMONTHDAY" in given and not given & {"BYMONTH", "BYYEARDAY", "BYWEEKNO"}:
        return True
    return not rule.has_start() or ("UNTIL" in given and len(rule.first(2)[0]) < 2)


def ask_dateutil(start, text):
    """The first instances, or None where dateutil refuses the rule or takes too long."""
    parts = []
    for part in text.split(";"):
        if part.startswith("UNTIL="):
            part = part.rstrip("Z") + ("T235959" if len(part) == 14 else "")
        parts.append(part)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS)
    try:
        found = []
        for instance in rrule.rrulestr(";".join(parts), dtstart=start):
            found.append(instance)
            if len(found) == LIMIT or instance.year > LAST_YEAR:
                break
        return [instance for instance in found if instance.year <= LAST_YEAR]
    except (ValueError, IndexError, TooSlow):
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def synchronise(start, text):
    """The same rule from its first own instance on, as files mostly have it."""
    without_end = ";".join(part for part in text.split(";") if not part.startswith(("COUNT", "UNTIL")))
    return Rule(without_end, start).first(2)[0][-1], text


def to_text(instances):
    return " ".join(f"{instance:%Y%m%dT%H%M%S}" for instance in instances)


def judge(start, text, answer):
    """What is wrong with the answer, and which witnesses were heard."""
    rule = Rule(text, start)
    expected, is_whole = rule.first(LIMIT)
    found = answer.split()
    if not is_whole:
        found = found[:len(expected)]
    if " ".join(found) != to_text(expected):
        return f"{start:%Y%m%dT%H%M%S} {text}\n  filter: {to_text(expected)}\n  found:  {answer}", 1
    if is_known_difference(rule):
        return None, 1
    witness = ask_dateutil(start, text)
    if witness is None or len(expected) < LIMIT and not is_whole:
        return None, 1
    if to_text(witness) != answer:
        return f"{start:%Y%m%dT%H%M%S} {text}\n  dateutil: {to_text(witness)}\n  found:    {answer}", 2
    return None, 2


def main():
    program = sys.argv[1]
    n_cases = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 5545
    tap = Tap()
    signal.signal(signal.SIGALRM, on_alarm)
    cases = [synchronise(*case) if index % 3 else case for index, case in enumerate(random_cases(seed, n_cases))]
    answers = ask_program(program, cases)
    problems, two_witnesses = [], 0
    for (start, text), answer in zip(cases, answers):
        problem, witnesses = judge(start, text, answer)
        two_witnesses += witnesses == 2
        if problem:
            problems.append(problem)
    tap.equal(len(answers), n_cases, "every rule has an answer")
    tap.empty(problems, f"{n_cases} random rules of seed {seed} give what the RFC says")
    tap.ok(two_witnesses > n_cases // 3, f"dateutil was asked as well about {two_witnesses} of them")
    tap.done()


if __name__ == "__main__":
    main()
