# SPDX-License-Identifier: GPL-3.0-or-later
"""Random rules: valid RRULEs of every frequency by seed, from plain ones to all parts at once."""

import datetime
import random

FREQUENCIES = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def some(chooser, numbers, most):
    numbers = list(numbers)
    return chooser.sample(numbers, min(len(numbers), chooser.randint(1, most)))


def signed(chooser, most_number, most):
    return [chooser.choice([1, 1, -1]) * number for number in some(chooser, range(1, most_number + 1), most)]


def weekdays(chooser, freq, with_weeks):
    days = some(chooser, WEEKDAYS, 5)
    if freq not in ("MONTHLY", "YEARLY") or with_weeks or chooser.random() < 0.5:
        return days
    most = 5 if freq == "MONTHLY" or chooser.random() < 0.5 else 53
    return [str(chooser.choice([1, -1]) * chooser.randint(1, most)) + day if chooser.random() < 0.85 else day
            for day in days]


def random_start(chooser):
    return (datetime.datetime(chooser.randint(1970, 2040), 1, 1)
            + datetime.timedelta(seconds=chooser.randrange(366 * 86400) if chooser.random() < 0.6
                                 else chooser.randrange(366 * 48) * 1800))


def random_rule(chooser):
    """An RRULE text without COUNT and UNTIL."""
    freq = chooser.choice(FREQUENCIES)
    order = FREQUENCIES.index(freq)
    parts = {}

    def maybe(name, chance, values):
        if chooser.random() < chance:
            parts[name] = values()

    maybe("INTERVAL", 0.5, lambda: [chooser.choice([1, 2, 2, 3, 4, 5, 6, 7, 10, 12, 15, 20, 30, 45, 90, 100, 1000])])
    maybe("BYMONTH", 0.3, lambda: some(chooser, range(1, 13), 5))
    if freq == "YEARLY":
        maybe("BYWEEKNO", 0.2, lambda: signed(chooser, 53, 4))
    if freq in ("YEARLY", "HOURLY", "MINUTELY", "SECONDLY"):
        maybe("BYYEARDAY", 0.15, lambda: signed(chooser, 366, 30))
    if freq != "WEEKLY":
        maybe("BYMONTHDAY", 0.3, lambda: signed(chooser, 31, 8))
    maybe("BYDAY", 0.45, lambda: weekdays(chooser, freq, "BYWEEKNO" in parts))
    maybe("BYHOUR", 0.3, lambda: some(chooser, range(24), 6))
    maybe("BYMINUTE", 0.3, lambda: some(chooser, range(60), 5))
    maybe("BYSECOND", 0.2, lambda: some(chooser, range(60), 4))
    if set(parts) - {"INTERVAL"}:
        maybe("BYSETPOS", 0.2, lambda: signed(chooser, chooser.choice([2, 4, 10, 366]), 4))
    if order >= 3 or chooser.random() < 0.3:
        maybe("WKST", 0.3, lambda: [chooser.choice(WEEKDAYS)])
    names = list(parts)
    chooser.shuffle(names)
    return ";".join([f"FREQ={freq}"] + [name + "=" + ",".join(str(value) for value in parts[name]) for name in names])


def random_cases(seed, n_cases):
    """Pairs of a start and an RRULE text, the same for the same seed."""
    chooser = random.Random(seed)
    for _ in range(n_cases):
        start, text = random_start(chooser), random_rule(chooser)
        end = chooser.random()
        if end < 0.25:
            text += f";COUNT={chooser.choice([1, 2, 3, 5, 10, 30, 1000])}"
        elif end < 0.45:
            days = chooser.choice([0, 1, 10, 100, 1000, 10000])
            until = start + datetime.timedelta(days=days, seconds=chooser.randrange(86400))
            text += ";UNTIL=" + until.strftime(chooser.choice(["%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"]))
        yield start, text
