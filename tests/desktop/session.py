# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop session of its own for one test: a home, a bus that starts nothing by itself, a display, and processes
that end with it."""

import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
import time

BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""

LIMIT = 20  # seconds: far above what anything here takes


def wait_for(condition, what, limit=LIMIT):
    """Return the first true answer of condition(), asked many times a second."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.02)
    raise TimeoutError(f"waited {limit} s for {what}")


class Session:
    """Everything in it ends, and its folder is deleted, when the block is left."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="nudged-desktop-")
        self.processes = []
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.folder, "LC_ALL": "C.UTF-8",
                            "XDG_RUNTIME_DIR": self.folder, "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1"}
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            self.end(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name, text=None):
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path, "w", encoding="utf-8") as target:
                target.write(text)
        return path

    def start(self, *command, **options):
        with open(self.path("log-" + os.path.basename(command[0])), "ab") as log:
            process = subprocess.Popen(command, env=self.environment, stderr=log,
                                       **{"stdin": subprocess.DEVNULL, "stdout": log, **options})
        self.processes.append(process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is not None:
            return
        process.send_signal(signal.SIGCONT)
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def run(self, *command):
        """Return what a command prints."""
        return subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              timeout=LIMIT, check=False).stdout.decode().strip()

    def start_bus(self):
        bus = self.path("bus")
        self.start("dbus-daemon", "--nofork", "--nopidfile",
                   "--config-file=" + self.path("bus.conf", BUS_CONFIGURATION.format(path=bus)))
        wait_for(lambda: os.path.exists(bus), "the bus")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + bus

    def start_display(self, size="1280x800x24"):
        """The server chooses a free number of display, so that several can run."""
        reader, writer = os.pipe()
        self.start("Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset",
                   pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as numbers:
            self.environment["DISPLAY"] = ":" + numbers.readline().strip()

    def has_name(self, name):
        return "true" in self.run("gdbus", "call", "--session", "-d", "org.freedesktop.DBus",
                                  "-o", "/org/freedesktop/DBus", "-m", "org.freedesktop.DBus.NameHasOwner", name)

    def screenshot(self, path):
        self.run("import", "-window", "root", path)


class Lines:
    """A program that is told lines and tells lines."""

    def __init__(self, session, *command):
        self.process = session.start(*command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.queue = queue.Queue()
        self.seen = []
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.queue.put(line.decode().rstrip("\n"))

    def tell(self, line):
        self.process.stdin.write((line + "\n").encode())
        self.process.stdin.flush()

    def hear(self, start, limit=LIMIT):
        """Return the next line that begins with start."""
        while True:
            try:
                line = self.queue.get(timeout=limit)
            except queue.Empty:
                raise TimeoutError(f"waited for “{start}”, heard {self.seen}") from None
            self.seen.append(line)
            if line.startswith(start):
                return line

    def ask(self, line, start):
        self.tell(line)
        return self.hear(start)

    def leave(self):
        """End its input; return how many seconds it takes to end."""
        begin = time.monotonic()
        self.process.stdin.close()
        self.process.wait(LIMIT)
        return time.monotonic() - begin
