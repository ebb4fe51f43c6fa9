# SPDX-License-Identifier: GPL-3.0-or-later
"""A private session bus, a daemon on it, and nudgectl run against both."""

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.realpath(os.path.join(HERE, "..", ".."))
BUILD = os.path.realpath(os.path.join(os.environ.get("G_TEST_BUILDDIR", os.path.join(ROOT, "build", "tests")), ".."))
NUDGECTL = os.environ.get("NUDGECTL", os.path.join(BUILD, "client", "nudgectl"))
NAME, PATH = "org.nudged.Nudged1", "/org/nudged/Nudged1"

sys.path.insert(0, os.path.join(HERE, ".."))

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><servicedir>{folder}/services</servicedir>
<auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""


class Ran:
    """What a run of nudgectl left behind."""

    def __init__(self, code, out, err, seconds):
        self.code, self.out, self.err, self.seconds = code, out, err, seconds

    def __repr__(self):
        return f"exit {self.code} after {self.seconds:.2f} s\n{self.out}{self.err}"


class Stream:
    """Lines of a process, each waited for with a limit."""

    def __init__(self, process):
        self.process, self.rest = process, b""

    def line(self, seconds=5):
        """The next line, or None when there is none within that time."""
        end = time.monotonic() + seconds
        while b"\n" not in self.rest:
            ready = select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))[0]
            data = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            if not data:
                return None
            self.rest += data
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode()


class Session:
    """A bus and a home of its own; use it with `with`."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="nudgectl-")
        os.mkdir(os.path.join(self.folder, "services"))
        os.mkdir(os.path.join(self.folder, "run"), 0o700)
        config = os.path.join(self.folder, "bus.conf")
        with open(config, "w", encoding="utf-8") as out:
            out.write(CONFIG.format(folder=self.folder))
        self.processes = []
        self.bus = self.start(["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"], os.environ)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": self.folder, "XDG_RUNTIME_DIR": os.path.join(self.folder, "run"),
            "DBUS_SESSION_BUS_ADDRESS": Stream(self.bus).line().strip(), "TZ": "Europe/Berlin", "LC_ALL": "C.UTF-8",
        }
        self.environment.update({name: value for name, value in os.environ.items()
                                 if name in ("G_DEBUG", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")})
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()
            process.wait(10)
            process.stdout.close()
        shutil.rmtree(self.folder)

    def start(self, command, environment=None):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL if command[0] == "dbus-daemon" else None,
                                   env=self.environment if environment is None else environment)
        self.processes.append(process)
        return process

    def write(self, name, text):
        """A file in the home; the path of it."""
        path = os.path.join(self.folder, name)
        with open(path, "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode())
        return path

    def write_data(self, **groups):
        """Data for the stand-in: those of the file, with other values for some keys."""
        lines = []
        with open(os.path.join(HERE, "fake-daemon.ini"), encoding="utf-8") as source:
            for line in source:
                lines.append(line)
                if line.startswith("["):
                    lines += [f"{key}={value}\n" for key, value in groups.get(line.strip("[]\n"), {}).items()]
        seen, kept = set(), []
        for line in lines:
            key = line.split("=")[0]
            if line.startswith("[") or key not in seen:
                kept.append(line)
            seen.add(key)
        return self.write("data.ini", "".join(kept))

    def start_fake(self, data="fake-daemon.ini", silent=False):
        """The stand-in; its standard output is the log of what it was asked."""
        fake = self.start([os.path.join(BUILD, "tests", "client", "fake-daemon"),
                           os.path.join(ROOT, "dbus", "org.nudged.Nudged1.xml"), os.path.join(HERE, data),
                           *(["silent"] if silent else [])])
        log = Stream(fake)
        assert log.line() == "ready"
        return fake, log

    def run(self, *arguments, stdin=b"", environment=None, **options):
        begin = time.monotonic()
        ran = subprocess.run([NUDGECTL, *arguments], input=stdin, capture_output=True, timeout=60, check=False,
                             env={**self.environment, **(environment or {})}, **options)
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode(), time.monotonic() - begin)

    def follow(self, *arguments):
        process = self.start([NUDGECTL, *arguments])
        return process, Stream(process)

    def end(self, process):
        """End a process that was started here."""
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.wait(10)

    def ask_bus(self, method, *arguments):
        ran = subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path",
                              "/org/freedesktop/DBus", "--method", f"org.freedesktop.DBus.{method}", *arguments],
                             env=self.environment, check=True, stdout=subprocess.PIPE, text=True)
        return ran.stdout

    def reload_bus(self):
        """Read the files of services again."""
        self.ask_bus("ReloadConfig")

    def end_name_owner(self):
        """End the daemon that the bus has started."""
        pid = int(self.ask_bus("GetConnectionUnixProcessID", NAME).strip("(,)\n").split()[-1])
        os.kill(pid, signal.SIGTERM)
        while "true" in self.ask_bus("NameHasOwner", NAME):
            time.sleep(0.02)

    def call(self, method, *arguments):
        """Pull a string of the stand-in."""
        subprocess.run(["gdbus", "call", "--session", "--dest", NAME, "--object-path", PATH, "--method",
                        f"org.nudged.Test.{method}", *arguments], env=self.environment, check=True,
                       stdout=subprocess.DEVNULL)
