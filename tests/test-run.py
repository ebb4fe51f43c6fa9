#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""scripts/run, as somebody uses it who has just cloned the project: it shows a nudge, says what to try, leaves nothing."""

import os
import re
import signal
import subprocess
import tempfile

from tap import Tap

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.realpath(__file__)), ".."))
BUILD = os.path.realpath(os.path.join(os.environ.get("G_TEST_BUILDDIR", os.path.join(ROOT, "build", "tests")), ".."))
RUN = os.path.join(ROOT, "scripts", "run")


class Newcomer:
    """Somebody without a desktop, with an empty home and an empty folder for temporary files."""

    def __init__(self, folder, **environment):
        self.home = os.path.join(folder, "home")
        self.temporary = os.path.join(folder, "tmp")
        for path in (self.home, self.temporary):
            os.mkdir(path)
        kept = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        self.environment = {**kept, "PATH": os.environ["PATH"], "HOME": self.home, "TMPDIR": self.temporary, **environment}

    def start(self, *arguments):
        return subprocess.Popen([RUN, "--no-setup", "--built", BUILD, *arguments], env=self.environment, cwd="/",
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, *arguments):
        process = self.start(*arguments)
        output, _ = process.communicate(timeout=100)
        return process.returncode, output

    def left_behind(self):
        """What is in home and temporary folder, and processes that work for the trial."""
        found = [os.path.join(folder, name) for folder in (self.home, self.temporary) for name in os.listdir(folder)]
        for process in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{process}/cmdline", encoding="utf-8", errors="replace") as command:
                    line = command.read().replace("\0", " ")
            except OSError:
                continue
            if os.path.join(BUILD, "run") + os.sep in line:
                found.append(line)
        return found


def read_until(process, text):
    """Output up to the line with the text, or all of it."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if text in line:
            break
    return "".join(lines)


def test_once(tap, folder):
    newcomer = Newcomer(folder)
    code, output = newcomer.run("--once")
    lines = output.strip().splitlines()
    tap.ok(code == 0 and "The first nudge was shown." in output, "without a desktop the first nudge is shown", output)
    tap.ok("Hello from nudged" in output, "it is printed on the terminal", output)
    tap.ok(any("nudged is running" in line for line in lines) and any("run/nudgectl status" in line for line in lines),
           "it says what it did and what to try", output)
    told = output[output.find("nudged is running"):output.find("everything else")].strip().splitlines()
    tap.ok(0 < len(told) <= 10, "in at most ten lines", *told)
    tap.empty(newcomer.left_behind(), "nothing stays outside the build folder, and no process")


def test_interrupt(tap, folder, number, name):
    newcomer = Newcomer(folder)
    process = newcomer.start("--private")
    output = read_until(process, "everything else")
    client = os.path.join(BUILD, "run", "nudgectl")
    status = subprocess.run([client, "status", "--json"], capture_output=True, text=True, check=False)
    process.send_signal(number)
    output += process.communicate(timeout=30)[0]
    tap.ok(status.returncode == 0 and '"state"' in status.stdout, f"nudgectl of the trial answers ({name})", status.stdout,
           status.stderr, output)
    tap.ok(process.returncode == 0, f"{name} ends it in order", process.returncode, output)
    tap.empty(newcomer.left_behind(), f"and nothing stays ({name})")


def readme_commands():
    """Lines of README.md that call nudgectl."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as readme:
        return re.findall(r"^    (nudgectl .*?)(?: {2,}#.*)?$", readme.read(), re.MULTILINE)


def readme_nudge():
    """The example of a file in README.md."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as readme:
        found = re.search(r"^    BEGIN:VCALENDAR\n.*?^    END:VCALENDAR\n", readme.read(), re.MULTILINE | re.DOTALL)
    return found.group(0).replace("    ", "")


def test_readme(tap, folder):
    """The first five minutes, word by word."""
    newcomer = Newcomer(folder)
    process = newcomer.start("--private")
    read_until(process, "everything else")
    path = os.path.join(BUILD, "run") + os.pathsep + os.environ["PATH"]
    commands = readme_commands()
    problems = []
    for command in commands:
        if command.split()[1] in ("done", "snooze", "skip"):
            command = 'nudgectl fire "A little movement" && ' + command
        ran = subprocess.run(["bash", "-c", command], env={**newcomer.environment, "PATH": path}, capture_output=True,
                             text=True, check=False)
        if ran.returncode != 0 or not ran.stdout:
            problems.append(f"{command}: exit code {ran.returncode}: {ran.stdout}{ran.stderr}")
    with open(os.path.join(folder, "window.ics"), "w", encoding="utf-8") as example:
        example.write(readme_nudge())
    client = os.path.join(BUILD, "run", "nudgectl")
    check = subprocess.run([client, "check"], capture_output=True, text=True, check=False)
    preview = subprocess.run([client, "preview", example.name], capture_output=True, text=True, check=False)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    tap.ok(len(commands) > 10, "README.md has commands for the first five minutes", *commands)
    tap.empty(problems, "each of them works")
    tap.ok(preview.returncode == 0 and "Open a window" in preview.stdout and not preview.stderr,
           "the file in README.md is a nudge", preview.stdout, preview.stderr)
    tap.ok(check.returncode == 0, "nudged finds no problem in the pack and the first nudge", check.stdout, check.stderr)


def test_second(tap, folder):
    """On a bus where nudged runs already it does not take over."""
    newcomer = Newcomer(folder)
    first = newcomer.start("--private")
    read_until(first, "everything else")
    with open(os.path.join(BUILD, "run", "nudgectl"), encoding="utf-8") as wrapper:
        address = next(line.split("'")[1] for line in wrapper if "DBUS_SESSION_BUS_ADDRESS" in line)
    newcomer.environment["DBUS_SESSION_BUS_ADDRESS"] = address
    code, output = newcomer.run("--once")
    tap.ok(code == 1 and "already" in output, "a second one says that nudged runs already", output)
    code, output = newcomer.run("--once", "--private")
    tap.ok(code == 1 and "at the moment" in output, "a second trial does not disturb the first", output)
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=30)
    tap.equal(first.returncode, 0, "and the first goes on until it is ended")


def test_usage(tap, folder):
    newcomer = Newcomer(folder)
    code, output = newcomer.run("--help")
    tap.ok(code == 0 and "--install" in output and "--once" in output, "help is printed", output)
    code, output = newcomer.run("--twice")
    tap.ok(code == 2 and "Usage" in output, "an unknown option is refused", output)


def main():
    tap = Tap()
    trials = [test_once, lambda tap, folder: test_interrupt(tap, folder, signal.SIGINT, "Ctrl-C"),
              lambda tap, folder: test_interrupt(tap, folder, signal.SIGTERM, "SIGTERM"), test_second, test_readme,
              test_usage]
    for trial in trials:
        with tempfile.TemporaryDirectory() as folder:
            trial(tap, folder)
    tap.done()


main()
