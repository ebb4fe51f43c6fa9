# SPDX-License-Identifier: GPL-3.0-or-later
"""Recurrence filter: RFC 5545, 3.3.10, the slow and obvious way: every candidate of every period, one by one.

Times are naive (no zone). Where the RFC leaves a choice, what nudged does is written out here:
- DTSTART is always an instance, the first, and counts as one of COUNT;
- YEARLY with BYMONTHDAY and no BYMONTH: in the month of DTSTART;
- BYWEEKNO without days: on the weekday of DTSTART; a YEARLY period is a calendar year;
- UNTIL as a DATE beside a timed start: to the end of that day.
"""

import calendar
import datetime
import functools
import itertools

DAY = datetime.timedelta(days=1)
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
LISTS = {"BYSECOND", "BYMINUTE", "BYHOUR", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}
LAST_YEAR = 2200


class OutOfPatience(Exception):
    """So many candidates were looked at that the rest is left open."""


def parse(text):
    """The parts of an RRULE text: numbers, lists of numbers, and pairs (number or None, weekday) for BYDAY."""
    parts = {"INTERVAL": 1, "WKST": 0}
    for part in text.split(";"):
        name, value = part.split("=")
        if name in LISTS:
            parts[name] = [int(item) for item in value.split(",")]
        elif name == "BYDAY":
            parts[name] = [(int(item[:-2]) if item[:-2] else None, WEEKDAYS.index(item[-2:]))
                           for item in value.split(",")]
        elif name == "WKST":
            parts[name] = WEEKDAYS.index(value)
        elif name in ("INTERVAL", "COUNT"):
            parts[name] = int(value)
        else:
            parts[name] = value
    return parts


def parse_until(text):
    if len(text) == 8:
        return datetime.datetime.strptime(text, "%Y%m%d") + DAY - datetime.timedelta(seconds=1)
    return datetime.datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")


@functools.lru_cache(maxsize=4096)
def weeks_of_year(year, week_start):
    """The first days of the weeks of a year: those weeks that have at least four days in it."""
    first = datetime.date(year, 1, 1) - 7 * DAY
    while first.weekday() != week_start:
        first += DAY
    weeks = []
    while first.year <= year:
        if sum((first + n * DAY).year == year for n in range(7)) >= 4:
            weeks.append(first)
        first += 7 * DAY
    return weeks


def week_numbers(day, week_start):
    """The number of the week that has the day, from the start and from the end of the year of that week."""
    for year in (day.year - 1, day.year, day.year + 1):
        weeks = weeks_of_year(year, week_start)
        for index, first in enumerate(weeks):
            if first <= day < first + 7 * DAY:
                return index + 1, index - len(weeks)
    raise AssertionError(day)


def nth_in(day, days):
    """Which one of its weekday the day is among the days, from the start and from the end."""
    same = [other for other in days if other.weekday() == day.weekday()]
    return same.index(day) + 1, same.index(day) - len(same)


@functools.lru_cache(maxsize=8192)
def days_of_month(year, month):
    return tuple(datetime.date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1))


@functools.lru_cache(maxsize=1024)
def days_of_year(year):
    return tuple(day for month in range(1, 13) for day in days_of_month(year, month))


class Rule:
    """One RRULE with its start."""

    def __init__(self, text, start):
        self.parts = parse(text)
        self.start = start
        self.freq = self.parts["FREQ"]
        self.given = set(self.parts)
        self.fill_in_days()

    def fill_in_days(self):
        parts, given, start = self.parts, self.given, self.start
        if self.freq == "WEEKLY" and "BYDAY" not in given:
            parts["BYDAY"] = [(None, start.weekday())]
        if self.freq == "MONTHLY" and not given & {"BYDAY", "BYMONTHDAY"}:
            parts["BYMONTHDAY"] = [start.day]
        if self.freq == "YEARLY":
            if not given & {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}:
                parts["BYMONTHDAY"] = [start.day]
                parts.setdefault("BYMONTH", [start.month])
            elif "BYMONTHDAY" in given and not given & {"BYMONTH", "BYYEARDAY", "BYWEEKNO"}:
                parts["BYMONTH"] = [start.month]
            elif "BYWEEKNO" in given and not given & {"BYDAY", "BYMONTHDAY", "BYYEARDAY"}:
                parts["BYDAY"] = [(None, start.weekday())]

    def has_weekday(self, day):
        for number, weekday in self.parts["BYDAY"]:
            if weekday != day.weekday():
                continue
            if number is None:
                return True
            in_month = self.freq == "MONTHLY" or "BYMONTH" in self.given
            days = days_of_month(day.year, day.month) if in_month else days_of_year(day.year)
            if number in nth_in(day, days):
                return True
        return False

    def has_day(self, day):
        parts = self.parts
        if "BYMONTH" in parts and day.month not in parts["BYMONTH"]:
            return False
        month_length = len(days_of_month(day.year, day.month))
        if "BYMONTHDAY" in parts and not {day.day, day.day - month_length - 1} & set(parts["BYMONTHDAY"]):
            return False
        year_day, year_length = day.timetuple().tm_yday, len(days_of_year(day.year))
        if "BYYEARDAY" in parts and not {year_day, year_day - year_length - 1} & set(parts["BYYEARDAY"]):
            return False
        if "BYWEEKNO" in parts and not set(week_numbers(day, parts["WKST"])) & set(parts["BYWEEKNO"]):
            return False
        return "BYDAY" not in parts or self.has_weekday(day)

    def day_periods(self):
        """The days of each period that counts, from the one of the start on, for DAILY to YEARLY."""
        start, interval = self.start.date(), self.parts["INTERVAL"]
        for step in itertools.count(0, interval):
            if self.freq == "DAILY":
                first, length = start.toordinal() + step, 1
            elif self.freq == "WEEKLY":
                first = start.toordinal() - (start.weekday() - self.parts["WKST"]) % 7 + 7 * step
                length = 7
            elif self.freq == "MONTHLY":
                year, month = divmod(start.year * 12 + start.month - 1 + step, 12)
                if year > LAST_YEAR:
                    return
                yield days_of_month(year, month + 1)
                continue
            else:
                if start.year + step > LAST_YEAR:
                    return
                yield days_of_year(start.year + step)
                continue
            if first > datetime.date(LAST_YEAR, 12, 31).toordinal():
                return
            yield [datetime.date.fromordinal(first + n) for n in range(length)]

    def times_of_day(self):
        start, parts = self.start, self.parts
        return [datetime.time(*numbers) for numbers in itertools.product(
            sorted(set(parts.get("BYHOUR", [start.hour]))), sorted(set(parts.get("BYMINUTE", [start.minute]))),
            sorted(set(parts.get("BYSECOND", [start.second]))))]

    def day_sets(self, patience):
        times = self.times_of_day()
        for days in self.day_periods():
            patience -= len(days)
            if patience < 0:
                raise OutOfPatience
            days = [day for day in days if self.has_day(day)]
            yield [datetime.datetime.combine(day, time) for day in days for time in times]

    CLOCK_BEGIN = {"HOURLY": {"minute": 0, "second": 0}, "MINUTELY": {"second": 0}, "SECONDLY": {}}

    def clock_set(self, at):
        """The instances of the hour, minute or second that begins at a time."""
        start, parts = self.start, self.parts
        fits = (at.hour in parts.get("BYHOUR", [at.hour])
                and (self.freq == "HOURLY" or at.minute in parts.get("BYMINUTE", [at.minute]))
                and (self.freq != "SECONDLY" or at.second in parts.get("BYSECOND", [at.second]))
                and self.has_day(at.date()))
        minutes = sorted(set(parts.get("BYMINUTE", [start.minute]))) if self.freq == "HOURLY" else [at.minute]
        seconds = sorted(set(parts.get("BYSECOND", [start.second]))) if self.freq != "SECONDLY" else [at.second]
        return [at.replace(minute=minute, second=second) for minute in minutes for second in seconds] if fits else []

    def clock_sets(self, patience):
        """One set for each hour, minute or second that counts, for HOURLY to SECONDLY."""
        unit = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}[self.freq]
        start, parts = self.start, self.parts
        at = start.replace(**self.CLOCK_BEGIN[self.freq])
        while at.year <= LAST_YEAR:
            patience -= 1
            if patience < 0:
                raise OutOfPatience
            yield self.clock_set(at)
            if parts["INTERVAL"] * unit > 10 ** 10:
                return
            at += datetime.timedelta(seconds=parts["INTERVAL"] * unit)

    def choose(self, instances):
        """BYSETPOS, one position after the other."""
        if "BYSETPOS" not in self.parts:
            return instances
        chosen = set()
        for position in self.parts["BYSETPOS"]:
            index = position - 1 if position > 0 else len(instances) + position
            if 0 <= index < len(instances):
                chosen.add(instances[index])
        return sorted(chosen)

    def endless(self, patience):
        yield self.start
        is_clock = self.freq in ("HOURLY", "MINUTELY", "SECONDLY")
        for instances in self.clock_sets(patience) if is_clock else self.day_sets(patience):
            for instance in self.choose(instances):
                if instance > self.start:
                    yield instance

    def until(self):
        return parse_until(self.parts["UNTIL"]) if "UNTIL" in self.parts else datetime.datetime.max

    def first(self, limit, patience=8000):
        """The first instances, and whether they are all that were asked for or exist."""
        found = []
        until = self.until()
        try:
            for instance in itertools.islice(self.endless(patience), self.parts.get("COUNT")):
                if instance > until and found:
                    break
                found.append(instance)
                if len(found) == limit:
                    break
        except OutOfPatience:
            return found, False
        return found, True

    def has_start(self):
        """Whether the rule itself gives its start."""
        is_clock = self.freq in ("HOURLY", "MINUTELY", "SECONDLY")
        for instances in self.clock_sets(1) if is_clock else self.day_sets(366):
            return self.start in self.choose(instances)
        return False


class ZonedRule(Rule):
    """One RRULE with its start on the wall clock of a zone; its instances are instants in UTC."""

    def __init__(self, text, start, zone):
        super().__init__(text, start)
        self.zone = zone
        self.start_instant = self.to_utc(start)

    def to_utc(self, wall):
        """RFC 5545, 3.3.5: of two the first; in a gap the offset before it. Both are what Python calls fold 0."""
        return wall.replace(tzinfo=self.zone).astimezone(datetime.timezone.utc).replace(tzinfo=None)

    def to_wall(self, instant):
        return instant.replace(tzinfo=datetime.timezone.utc).astimezone(self.zone).replace(tzinfo=None)

    def clock_instants(self, patience):
        """Steps are elapsed time; the other parts look at the wall clock. For zones that change by whole hours."""
        begin = self.start_instant - (self.start - self.start.replace(**self.CLOCK_BEGIN[self.freq]))
        step = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}[self.freq] * self.parts["INTERVAL"]
        for number in range(patience):
            at = begin + datetime.timedelta(seconds=number * step)
            wall = self.to_wall(at)
            if wall.year > LAST_YEAR:
                return
            for instance in self.choose(self.clock_set(wall)):
                yield at + (instance - wall)
        raise OutOfPatience

    def wall_instants(self, patience):
        """Instances of DAILY to YEARLY, sorted again: a time in a gap comes after times that follow it on the wall."""
        late = []
        for instances in self.day_sets(patience):
            walls = [wall for wall in self.choose(instances) if wall > self.start]
            late = sorted(set(late) | {self.to_utc(wall) for wall in walls})
            sure = [instant for instant in late if walls and instant < self.to_utc(walls[-1]) - DAY]
            yield from sure
            late = late[len(sure):]
        yield from late

    def endless(self, patience):
        yield self.start_instant
        is_clock = self.freq in ("HOURLY", "MINUTELY", "SECONDLY")
        for instant in self.clock_instants(patience) if is_clock else self.wall_instants(patience):
            if instant > self.start_instant:
                yield instant

    def until(self):
        """In UTC; a text without Z is on the wall clock."""
        until = super().until()
        return until if until.year > LAST_YEAR or self.parts["UNTIL"].endswith("Z") else self.to_utc(until)
