#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""scripts/setup: asks for nothing when all is there, for root only when something is missing, and says what failed."""

import os
import shutil
import subprocess
import tempfile

from tap import Tap

HERE = os.path.dirname(os.path.realpath(__file__))
SETUP = os.path.join(HERE, "..", "scripts", "setup")
REAL_PROGRAMS = ("bash", "env", "cat", "mktemp", "rm")


class Machine:
    """A folder of programs that is the whole PATH: what is installed, who we are, and what apt-get answers."""

    def __init__(self, folder, missing=(), user=0, sudo=True, apt_fails=False, debian=True):
        self.folder = folder
        self.log = os.path.join(folder, "log")
        for name in REAL_PROGRAMS:
            os.symlink(shutil.which(name), os.path.join(folder, name))
        self.program("id", f"echo {user}")
        if debian:
            cases = "".join(f"{name}) exit 1 ;; " for name in missing)
            self.program("dpkg-query", f'case "${{4}}" in {cases} *) printf installed ;; esac')
            self.program("apt-get", f'echo "apt-get $*" >> {self.log}; echo "0 upgraded, 1 newly installed";'
                                    f'echo "Setting up scdoc (1.11) ..."; echo "E: no luck"; exit {int(apt_fails) * 100}')
        if sudo:
            self.program("sudo", f'echo sudo >> {self.log}; exec "$@"')

    def program(self, name, script):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(f"#!/bin/sh\n{script}\n")
        os.chmod(path, 0o755)

    def setup(self, *arguments):
        ran = subprocess.run([os.path.join(self.folder, "bash"), SETUP, *arguments], capture_output=True, text=True,
                             check=False, env={"PATH": self.folder, "TMPDIR": self.folder}, stdin=subprocess.DEVNULL)
        calls = ""
        if os.path.exists(self.log):
            with open(self.log, encoding="utf-8") as log:
                calls = log.read()
        return ran, calls


# Name, the machine, arguments; exit code, what must have been called, what must be said, what must not be called.
TABLE = [
    ("with everything there it does and says nothing", {}, ["build", "test"], 0, "", "", "apt-get"),
    ("what is missing is installed, after an update, by root itself", {"missing": ["scdoc"]}, ["build"], 0,
     "install --no-install-recommends scdoc", "[1/1] scdoc", "sudo"),
    ("only what is missing is asked for", {"missing": ["scdoc", "dunst"]}, ["build", "test"], 0,
     "--no-install-recommends scdoc dunst", "scdoc dunst", "sudo"),
    ("packages for tests are left alone for a build", {"missing": ["dunst"]}, ["build"], 0, "", "", "apt-get"),
    ("somebody else is asked for sudo", {"missing": ["scdoc"], "user": 1000}, ["build"], 0, "sudo\napt-get", "scdoc", None),
    ("without sudo it says what root would have to do", {"missing": ["scdoc"], "user": 1000, "sudo": False}, ["build"], 1,
     "", "apt-get install --no-install-recommends scdoc", "apt-get"),
    ("a failure of apt-get is told in its own words", {"missing": ["scdoc"], "apt_fails": True}, ["build"], 1,
     "update", "E: no luck", None),
    ("on other systems it says what is needed and goes on", {"debian": False}, ["build"], 0, "", "libical-dev", None),
    ("an unknown set is refused", {}, ["tset"], 2, "", "Usage", "apt-get"),
    ("help is printed", {}, ["--help"], 0, "", "Usage", "apt-get"),
]


def main():
    tap = Tap()
    for name, machine, arguments, code, called, said, not_called in TABLE:
        with tempfile.TemporaryDirectory() as folder:
            ran, calls = Machine(folder, **machine).setup(*arguments)
        output = ran.stdout + ran.stderr
        is_silent = said != "" or output == ""
        tap.ok(ran.returncode == code and called in calls and said in output and is_silent
               and (not_called is None or not_called not in calls),
               name, f"exit code {ran.returncode}", f"called {calls}", output)
    tap.done()


main()
