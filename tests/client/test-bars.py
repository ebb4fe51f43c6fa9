#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines for bars stay one valid, harmless line, whatever a title contains."""

import json
import sys
import unicodedata
import xml.dom.minidom

from session import Session

from tap import Tap

TITLES = ["plain", "quote \" and \\ backslash", "two\nlines\tand\rmore", "%{F#f00}red%{F-}", "100%", "<b>bold</b> & co",
          "</span><span foreground='red'>x", "\x1b[31mred\x1b[0m", "right\u202eto left\u2066", "x" * 10000, "日本" * 5000,
          "&amp;" * 100, "%{A1:reboot:}click%{A}", "e\u0301" * 5000, "a\u2028b\u0085c", "{\"text\": \"x\"}", "%", "%%{F}", " "]
FORMATS = ["plain", "polybar", "waybar", "i3blocks", "i3status-rs"]
MARKUP = {"waybar": ["text", "tooltip"], "i3blocks": [], "i3status-rs": ["text", "short_text"]}
KEYS = {"waybar": ["text", "alt", "tooltip", "class"], "i3blocks": ["full_text", "short_text", "markup"],
        "i3status-rs": ["text", "short_text", "state"]}
LIMIT = 120


def width(text):
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


def is_harmful(text):
    return any(unicodedata.category(c) == "Cc" or unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "RLI", "LRI")
               for c in text)


def text_of_markup(markup):
    return "".join(node.data for node in xml.dom.minidom.parseString(f"<m>{markup}</m>").documentElement.childNodes)


def check_json(name, line):
    found = json.loads(line)
    if list(found) != KEYS[name]:
        yield f"keys {list(found)}"
    for key, value in found.items():
        text = text_of_markup(value) if key in MARKUP[name] else value
        if is_harmful(text.replace("\n", "") if key == "tooltip" else text):
            yield f"{key} is harmful: {text!r}"
        if key != "tooltip" and width(text) > LIMIT:
            yield f"{key} is {width(text)} columns wide"
        if key == "tooltip" and any(width(row) > LIMIT for row in text.split("\n")):
            yield "a row of the tooltip is too wide"


def check_plain(name, line):
    if is_harmful(line):
        yield f"harmful: {line!r}"
    if width(line) > LIMIT + (1 if name == "polybar" else 0) * line.count("% "):
        yield f"{width(line)} columns wide"
    if name == "polybar" and ("%{" in line or line.endswith("%")):
        yield f"a tag: {line!r}"


def check_line(name, output):
    if output.count("\n") != 1 or not output.endswith("\n"):
        return [f"{output.count(chr(10))} lines"]
    return list((check_json if name in KEYS else check_plain)(name, output[:-1]))


def escape(text):
    return "'" + "".join(c if c.isalnum() and ord(c) < 128 else f"\\U{ord(c):08x}" for c in text) + "'"


def main():
    tap = Tap()
    with Session() as session:
        for title in TITLES:
            next_record = (f"{{'time': <int64 4076802000000000>, 'uid': <'u'>, 'summary': <{escape(title)}>, "
                           "'category': <'food'>, 'kind': <'start'>, 'file': <'f'>}")
            nudge = (f"{{'Id': <'41'>, 'Summary': <{escape(title)}>, 'State': <'shown'>, 'Due': <int64 1583136000000000>, "
                     "'ShownAt': <int64 1583136000000000>}")
            fake, _ = session.start_fake(session.write_data(properties={"Next": next_record}, nudges={"41": nudge}))
            problems = []
            for pending in (True, False):
                for name in FORMATS:
                    ran = session.run("status", f"--format={name}")
                    problems += [f"{name}: {problem}" for problem in check_line(name, ran.out)]
                status = json.loads(session.run("status", "--json").out)
                if status["next"]["summary"] != title:
                    problems.append(f"--json says {status['next']['summary']!r}")
                for number in ("40", "41", "42") if pending else ():
                    session.call("RemoveNudge", number)
            tap.empty(problems, f"the title {title[:20]!a} is harmless in every bar and exact in JSON")
            session.end(fake)
    tap.done()


if __name__ == "__main__":
    sys.exit(main())
