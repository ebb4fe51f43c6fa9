#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Completion in real shells: what a person who presses Tab is offered."""

import os
import subprocess
import sys

from session import NUDGECTL, ROOT, Session

from tap import Tap

SCRIPTS = os.path.join(ROOT, "client", "completions")

# What is typed, the last word unfinished; what is offered (all of it, or with "..." among others).
BASH = [
    ("nudgectl sno", ["snooze"]),
    ("nudgectl --v", ["--version"]),
    ("nudgectl show dr", [r"Drink\ tea"]),
    ("nudgectl show Drink\\ t", [r"Drink\ tea"]),
    ("nudgectl show 'Drink t", ["Drink tea"]),
    ("nudgectl show stand", [r"Stand\ up"]),
    ("nudgectl done ", ["41", "42", "40"]),
    ("nudgectl snooze 41 1", ["10m", "15m", "1h"]),
    ("nudgectl snooze un", ["until"]),
    ("nudgectl log mov", ["movement"]),
    ("nudgectl feel 2 ash", ["ashamed"]),
    ("nudgectl status --fo", ["--format=", "--follow"]),
    ("nudgectl status --format = way", ["waybar"]),
    ("nudgectl status --format =", ["plain", "waybar", "polybar", "i3blocks", "i3status-rs"]),
    ("nudgectl add x --category f", ["food"]),
    ("nudgectl preview --zone Europe/Berl", ["Europe/Berlin"]),
    ("nudgectl help mon", ["monitor"]),
    ("nudgectl done 41 ", []),
]

FISH = [
    ("nudgectl sno", ["snooze"]),
    ("nudgectl show dr", ["Drink tea"]),
    ("nudgectl done 4", ["40", "41", "42"]),
    ("nudgectl log mov", ["movement"]),
    ("nudgectl status --fo", ["--follow", "--format"]),
    ("nudgectl status --format way", ["waybar"]),
    ("nudgectl pause 4", ["45m", "4h"]),
]


def split(line):
    """Words as bash splits them for completion; a quoted or escaped word stays one."""
    words, quote = [""], None
    for index, char in enumerate(line):
        if char in "'\"" and quote in (None, char) and not (index and line[index - 1] == "\\"):
            quote = None if quote else char
            words[-1] += char
        elif char == " " and not quote and line[index - 1] != "\\":
            words.append("")
        else:
            words[-1] += char
    return words


def complete_in_bash(session, line):
    words = split(line)
    quoted = " ".join("'" + word.replace("'", "'\\''") + "'" for word in words)
    script = (f"source '{SCRIPTS}/nudgectl.bash'; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _nudgectl; "
              "printf '%s\\n' \"${COMPREPLY[@]}\"")
    ran = subprocess.run(["bash", "--norc", "-c", script], env=session.environment, capture_output=True, text=True, check=False)
    return [line for line in ran.stdout.splitlines() if line], ran.stderr


def complete_in_fish(session, line):
    ran = subprocess.run(["fish", "--no-config", "-c", f"source {SCRIPTS}/nudgectl.fish; complete -C {line!r}"],
                         env=session.environment, capture_output=True, text=True, check=False)
    return [line.split("\t")[0] for line in ran.stdout.splitlines()], ran.stderr


def test_rows(tap, session, shell, rows, complete):
    wrong = []
    for line, expected in rows:
        found, complaints = complete(session, line)
        if sorted(found) != sorted(expected) or complaints:
            wrong.append(f"{line}: {found}, not {expected} {complaints}")
    tap.empty(wrong, f"{shell} offers what fits")


def test_zsh(tap, session):
    """zsh completes only on a terminal; here its functions are loaded and asked with stand-ins."""
    script = (f"fpath=({SCRIPTS} $fpath); _describe () {{ print -rl -- ${{(P)4}} }}; compadd () {{ print -rl -- $@ }}; "
              "_files () { print files }; words=(nudgectl show ''); CURRENT=3; PREFIX=''; autoload -Uz _nudgectl; _nudgectl; "
              "words=(nudgectl status --format ''); CURRENT=4; _nudgectl; words=(nudgectl check ''); CURRENT=3; _nudgectl")
    ran = subprocess.run(["zsh", "-f", "-c", script], env=session.environment, capture_output=True, text=True, check=False)
    tap.ok(not ran.stderr and "Drink tea:every weekday at 9\\:00" in ran.stdout.replace("9:00", "9\\:00")
           and "waybar" in ran.stdout and "files" in ran.stdout, "zsh offers what fits", ran.stdout, ran.stderr)


def main():
    tap = Tap()
    with Session() as session:
        session.environment["PATH"] = os.path.dirname(NUDGECTL) + ":" + session.environment["PATH"]
        session.start_fake()
        test_rows(tap, session, "bash", BASH, complete_in_bash)
        test_rows(tap, session, "fish", FISH, complete_in_fish)
        test_zsh(tap, session)
    tap.done()


if __name__ == "__main__":
    sys.exit(main())
