#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped packs: valid iCalendar for a parser that is not ours, kind in tone, and not too much for one day."""

import datetime
import glob
import os
import re
import sys

import icalendar
from dateutil import rrule

from tap import Tap

ROOT = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..")
CATEGORIES = {"emotions", "sleep", "food", "movement", "enjoyment", "connection", "learning", "self-worth", "support"}
ASKS = {"NONE", "MOOD", "WORD", "NOTE", "REFLECT"}
MAX_PROMPT, MAX_SENTENCES, MAX_SUMMARY, MIN_PROMPTS, MAX_LINE = 120, 3, 40, 6, 75
MAX_SENTENCE_WORDS, GOOD_READING_EASE = 22, 75
FIRST_DAY, DAYS = datetime.date(2026, 11, 23), 56

# Drill, pressure, blame and forced cheer: what a nudge is never to sound like.
BANNED = [r"!", r"\bmust\b", r"\bshould\b", r"\bhave to\b", r"\bneed to\b", r"\bought\b", r"\bhurry\b", r"\blazy\b",
          r"\bfail", r"\bstreak", r"\bstay positive\b", r"\bgood vibes\b", r"\bcheer up\b", r"\bsmile more\b",
          r"\bdon.t worry\b", r"\bfor a reason\b", r"\blook on the bright\b", r"\bjust (do|be|get|think)\b", r"\bnever give up\b",
          r"\bno pain\b", r"\bat least\b", r"\bcalm down\b", r"\bget over\b", r"\bproductiv", r"\bhustle\b", r"\bnormal\b"]


def read_lines(path):
    with open(path, "rb") as pack:
        return pack.read().split(b"\r\n")


def check_lines(path):
    """RFC 5545, 3.1: lines end in CRLF and have at most 75 octets; no character is cut in two."""
    problems = []
    lines = read_lines(path)
    if lines[-1] != b"" or any(b"\n" in line or b"\r" in line for line in lines):
        problems.append(f"{path}: a line that does not end in CRLF")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            problems.append(f"{path}:{number}: {len(line)} octets")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            problems.append(f"{path}:{number}: no UTF-8 of its own")
    return problems


def load(path):
    with open(path, "rb") as pack:
        return icalendar.Calendar.from_ical(pack.read())


def texts(event, name):
    values = event.get(name, [])
    values = values if isinstance(values, list) else [values]
    return [icalendar.vText.from_ical(str(value)) for value in values]


def check_calendar(path, calendar):
    problems = [f"{path}: no {name}" for name in ("VERSION", "PRODID", "NAME", "X-WR-CALNAME", "X-LICENSE")
                if not calendar.get(name)]
    if str(calendar.get("NAME")).lower() != os.path.splitext(os.path.basename(path))[0]:
        problems.append(f"{path}: NAME is not the name of the file")
    if "LANGUAGE" not in getattr(calendar.get("NAME"), "params", {}):
        problems.append(f"{path}: NAME does not say its LANGUAGE")
    return problems


def check_event(event):
    """What every nudge of a pack needs beside valid iCalendar."""
    uid = str(event.get("UID"))
    problems = [f"{uid}: {name}: {text}" for name, text in event.errors]
    problems += [f"{uid}: no {name}" for name in ("DTSTAMP", "DTSTART", "RRULE", "SUMMARY", "DESCRIPTION", "CATEGORIES")
                 if name not in event]
    if event["DTSTART"].dt.tzinfo is not None:
        problems.append(f"{uid}: its time is not floating, so it would be night somewhere")
    if not set(event["CATEGORIES"].to_ical().decode().split(",")) <= CATEGORIES:
        problems.append(f"{uid}: a category that is none of the nine")
    if event.get("TRANSP") != "TRANSPARENT":
        problems.append(f"{uid}: would make its time look busy in a calendar")
    if str(event.get("X-NUDGED-ASK", "NONE")) not in ASKS:
        problems.append(f"{uid}: an X-NUDGED-ASK that does not exist")
    if len(event["SUMMARY"]) > MAX_SUMMARY:
        problems.append(f"{uid}: a title of {len(event['SUMMARY'])} characters")
    for name in ("X-NUDGED-ROOM", "X-NUDGED-GRACE", "X-NUDGED-CREDIT"):
        if name in event and not icalendar.vDuration.from_ical(str(event[name])):
            problems.append(f"{uid}: {name} of nothing")
    return problems


def check_why(event):
    return [f"{event['UID']}: a reason without the year of its source: {why}" for why in texts(event, "X-NUDGED-WHY")
            if not re.search(r"\b(19|20)\d\d\b", why)]


def occurrences(event, first, days):
    start = event["DTSTART"].dt
    rule = rrule.rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
    begin = datetime.datetime.combine(first, datetime.time())
    return rule.between(begin, begin + datetime.timedelta(days=days), inc=True)


def check_start(event):
    """RFC 5545, 3.8.5.3: DTSTART is to be an instance of its rule."""
    start = event["DTSTART"].dt
    first = rrule.rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)[0]
    return [] if first == start else [f"{event['UID']}: starts {start}, but its rule begins {first}"]


def sentences(text):
    return [part for part in re.split(r"(?<=[.?:])[”]?\s+", text) if part]


def words(text):
    return re.findall(r"[A-Za-z’'-]+", text)


def syllables(word):
    word = re.sub(r"[^a-z]", "", word.lower())
    word = re.sub(r"(?<![aeiouyl])e$|(?<=[^aeiouytd])ed$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def reading_ease(prompts):
    """Flesch: 60 to 70 is plain English, 80 to 90 is conversation."""
    all_words = [word for text in prompts for word in words(text)]
    count = sum(len(sentences(text)) for text in prompts)
    return 206.835 - 1.015 * len(all_words) / count - 84.6 * sum(map(syllables, all_words)) / len(all_words)


def check_prompt(text):
    problems = []
    if len(text) > MAX_PROMPT:
        problems.append(f"{len(text)} characters: {text}")
    if len(sentences(text)) > MAX_SENTENCES:
        problems.append(f"{len(sentences(text))} sentences: {text}")
    if max(len(words(sentence)) for sentence in sentences(text)) > MAX_SENTENCE_WORDS:
        problems.append(f"a long sentence: {text}")
    problems += [f"sounds like “{pattern}”: {text}" for pattern in BANNED if re.search(pattern, text, re.IGNORECASE)]
    if not re.search(r"[.?”]$", text) or "  " in text or text != text.strip():
        problems.append(f"does not end well: {text}")
    return problems


def check_days(events):
    """No day is crowded, no two nudges come close, and working days have something of everything basic."""
    problems = []
    times = sorted(time for event in events for time in occurrences(event, FIRST_DAY, DAYS))
    days = {}
    for time in times:
        days.setdefault(time.date(), []).append(time)
    for day, due in sorted(days.items()):
        if not 6 <= len(due) <= 11:
            problems.append(f"{day}: {len(due)} nudges")
        if day.weekday() > 4:
            problems.append(f"{day} is no working day")
    problems += [f"{b}: {b - a} after the one before" for a, b in zip(times, times[1:])
                 if b - a < datetime.timedelta(minutes=30)]
    return problems


def check_support(events):
    problems = []
    for event in events:
        if event["CATEGORIES"].to_ical() == b"support":
            due = occurrences(event, FIRST_DAY, 366)
            problems += [f"{event['UID']}: {b - a} between two" for a, b in zip(due, due[1:])
                         if b - a < datetime.timedelta(days=14)]
    return problems


def check_pack(tap, path):
    name = os.path.basename(path)
    calendar = load(path)
    events = list(calendar.walk("VEVENT"))
    prompts = [text for event in events for text in texts(event, "X-NUDGED-PROMPT")]
    tap.empty(check_lines(path), f"{name}: lines are as RFC 5545 wants them")
    tap.empty(check_calendar(path, calendar), f"{name}: says its name, language and licence")
    tap.ok(len(events) >= 3 and len(calendar.subcomponents) == len(events), f"{name}: has nudges and nothing else")
    tap.empty([problem for event in events for problem in check_event(event)], f"{name}: every nudge is complete")
    tap.empty([problem for event in events for problem in check_start(event)], f"{name}: every nudge starts on its rule")
    tap.empty([problem for event in events for problem in check_why(event)], f"{name}: every reason has a source")
    tap.empty([f"{event['UID']}: {len(texts(event, 'X-NUDGED-PROMPT'))}" for event in events
               if len(texts(event, "X-NUDGED-PROMPT")) < MIN_PROMPTS], f"{name}: {MIN_PROMPTS} prompts a nudge take turns")
    tap.empty([problem for text in prompts for problem in check_prompt(text)], f"{name}: prompts are short and kind")
    ease = reading_ease(prompts)
    tap.ok(ease >= GOOD_READING_EASE, f"{name}: prompts are easy to read", f"Flesch {ease:.0f}")
    tap.empty(check_days(events), f"{name}: days have 6 to 11 nudges, half an hour apart or more")
    tap.empty(check_support(events), f"{name}: support is mentioned at most once in two weeks")
    print(f"# {name}: {len(events)} nudges, {len(prompts)} prompts, reading ease {ease:.0f}")
    return events, prompts


def main():
    tap = Tap()
    paths = sorted(glob.glob(os.path.join(ROOT, "conf", "packs", "*.ics")))
    tap.ok(os.path.join(ROOT, "conf", "packs", "workday.ics") in paths, "there is a workday pack")
    everything = [check_pack(tap, path) for path in paths]
    uids = [str(event["UID"]) for events, _ in everything for event in events]
    prompts = [text for _, some in everything for text in some]
    served = {event["CATEGORIES"].to_ical().decode() for events, _ in everything for event in events}
    tap.equal(sorted(uid for uid in set(uids) if uids.count(uid) > 1), [], "no UID stands twice in all packs")
    tap.equal(sorted(text for text in set(prompts) if prompts.count(text) > 1), [], "no prompt stands twice in all packs")
    tap.equal(sorted(CATEGORIES - served), [], "every category is served")
    tap.done()


if __name__ == "__main__":
    sys.exit(main())
