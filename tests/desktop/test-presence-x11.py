#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Idleness and full screen on a real X11 display: keys that are pressed, windows of a real window manager."""

import json
import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), ".."))
sys.dont_write_bytecode = True

from session import Lines, Session, wait_for  # noqa: E402
from tap import Tap  # noqa: E402

BUILD = os.path.realpath(os.path.join(os.environ["G_TEST_BUILDDIR"], ".."))
HELPERS = os.path.join(BUILD, "daemon", "helpers")
HELPER = os.path.join(HELPERS, "presence-x11")
IDLE_MS = 1500


def run_alone(session, argument, display):
    environment = {**session.environment, "DISPLAY": display}
    return subprocess.run([HELPER, *argument], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=20, check=False)


def test_failures(tap, session):
    ran = run_alone(session, ["1500"], ":12345")
    tap.equal((ran.returncode, ran.stdout), (1, b""), "without a display it ends with 1 and tells nothing")
    tap.equal(ran.stderr.decode(), "presence-x11: there is no X11 display at “:12345”\n", "and says why in one line")
    for argument in ([], ["soon"], ["-1"], [""], ["5m"]):
        ran = run_alone(session, argument, session.environment["DISPLAY"])
        tap.equal((ran.returncode, ran.stdout), (2, b""), f"{argument} is no span")


def wake_ups(helper):
    with open(f"/proc/{helper.process.pid}/status", encoding="utf-8") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))


def test_idle(tap, session):
    session.run("xdotool", "key", "a")
    helper = Lines(session, HELPER, str(IDLE_MS))
    tap.equal(helper.hear("idle"), "idle no", "somebody who has just pressed a key is there")
    before = wake_ups(helper)
    tap.equal(helper.hear("idle"), "idle yes", "who does nothing is idle")
    tap.ok(wake_ups(helper) - before <= 2, "it sleeps until then", f"{wake_ups(helper) - before} wake-ups")
    late = Lines(session, HELPER, "1000")
    tap.equal(late.hear("idle"), "idle yes", "who is idle when it begins is known to be")
    late.leave()
    session.run("xdotool", "key", "a")
    tap.equal(helper.hear("idle"), "idle no", "a key is a return")
    tap.equal(helper.hear("idle"), "idle yes", "and the next absence is noticed as well")
    session.run("xdotool", "mousemove", "100", "100")
    tap.equal(helper.hear("idle"), "idle no", "a pointer that moves is a return")
    helper.leave()
    tap.equal(helper.process.returncode, 0, "it ends when its input does")


def start_manager(session):
    """The list of clients is what it writes last before it takes windows."""
    session.start("openbox", "--sm-disable")
    wait_for(lambda: "window id" in session.run("xprop", "-root", "_NET_CLIENT_LIST"), "a window manager")


def is_active(session, name):
    """A window manager that has only just begun may take a window without making it the active one."""
    session.run("wmctrl", "-a", name)
    return session.run("xdotool", "getactivewindow", "getwindowname") == name


def open_window(session, name):
    window = session.start("xev", "-name", name)
    wait_for(lambda: is_active(session, name), "an active window")
    return window


def test_fullscreen(tap, session):
    helper = Lines(session, HELPER, "0")
    start_manager(session)
    film = open_window(session, "film")
    tap.equal(helper.hear(""), "fullscreen no", "a window manager that comes later is noticed")
    session.run("wmctrl", "-r", "film", "-b", "add,fullscreen")
    tap.equal(helper.hear(""), "fullscreen yes", "the active window fills the screen")
    session.run("wmctrl", "-r", "film", "-b", "remove,fullscreen")
    tap.equal(helper.hear(""), "fullscreen no", "and no longer does")
    session.run("wmctrl", "-r", "film", "-b", "add,fullscreen")
    helper.hear("fullscreen yes")
    second = open_window(session, "letter")
    tap.equal(helper.hear(""), "fullscreen no", "another window is the active one")
    session.end(second)
    tap.equal(helper.hear(""), "fullscreen yes", "and the first one again")
    begun_late = Lines(session, HELPER, "0")
    tap.equal(begun_late.hear(""), "fullscreen yes", "what is so at the beginning is told")
    begun_late.leave()
    unmapped = session.run("xdotool", "search", "--name", "^film$").split()[-1]
    session.run("xdotool", "windowminimize", unmapped)
    tap.equal(helper.hear(""), "fullscreen no", "a window that is hidden fills nothing")
    session.run("wmctrl", "-a", "film")
    tap.equal(helper.hear(""), "fullscreen yes", "until it is back")
    session.end(film)
    tap.equal(helper.hear(""), "fullscreen no", "a window that is closed fills nothing")
    helper.leave()
    tap.ok(not any(line.startswith("idle") for line in helper.seen), "a span of 0 says nothing of idleness", helper.seen)


def test_wayland(tap, session):
    session.environment["WAYLAND_DISPLAY"] = "wayland-0"
    film = open_window(session, "film")
    helper = Lines(session, HELPER, "1")
    session.run("wmctrl", "-r", "film", "-b", "add,fullscreen")
    tap.equal(helper.hear(""), "fullscreen yes", "on a Wayland compositor a full screen of X11 is known")
    session.run("wmctrl", "-r", "film", "-b", "remove,fullscreen")
    tap.equal(helper.hear(""), "fullscreen unknown", "but not that there is none, and nothing of idleness")
    helper.leave()
    session.end(film)
    del session.environment["WAYLAND_DISPLAY"]


def held_by(session):
    answer = session.run(os.path.join(BUILD, "client", "nudgectl"), "status", "--json")
    return json.loads(answer).get("held_by", []) if answer else []


def helpers_of(daemon):
    """Processes that the daemon has started and that are not ended."""
    found = subprocess.run(["pgrep", "-P", str(daemon.pid)], capture_output=True, text=True, check=False)
    return found.stdout.split()


def start_daemon(session):
    daemon = session.start(os.path.join(BUILD, "daemon", "nudged"))
    wait_for(lambda: session.has_name("org.nudged.Nudged1") and helpers_of(daemon), "the daemon and its helper")
    return daemon


def is_running(pid):
    return os.path.exists(f"/proc/{pid}")


def test_daemon(tap, session):
    os.makedirs(os.path.join(session.folder, ".config", "nudged"))
    session.path(".config/nudged/nudged.conf", f"[hold]\nidle = {IDLE_MS // 1000 + 1}s\n")
    session.environment["NUDGED_HELPERS_DIR"] = HELPERS
    session.start_bus()
    film = open_window(session, "film")
    daemon = start_daemon(session)
    session.run("wmctrl", "-r", "film", "-b", "add,fullscreen")
    wait_for(lambda: "fullscreen" in held_by(session), "the full screen")
    tap.ok(True, "a full screen holds the nudges of nudged")
    wait_for(lambda: "idle" in held_by(session), "idleness")
    session.run("xdotool", "key", "a")
    wait_for(lambda: "idle" not in held_by(session), "the return")
    tap.ok(True, "so does idleness, until a key is pressed")
    first = helpers_of(daemon)
    os.kill(int(first[0]), signal.SIGKILL)
    wait_for(lambda: helpers_of(daemon) not in ([], first), "another helper")
    wait_for(lambda: "fullscreen" in held_by(session), "the full screen, once more")
    tap.ok(True, "a helper that is killed is started again")
    helper = helpers_of(daemon)[0]
    daemon.kill()
    daemon.wait()
    wait_for(lambda: not is_running(helper), "the end of the helper")
    tap.ok(True, "it ends with the daemon, also when that is killed")
    daemon = start_daemon(session)
    helper = helpers_of(daemon)[0]
    session.end(daemon)
    wait_for(lambda: not is_running(helper), "the end of the helper")
    tap.equal(daemon.returncode, 0, "and when that is asked to end")
    session.end(film)


def test_lost_display(tap, session):
    helper = Lines(session, HELPER, "60000")
    helper.hear("idle")
    session.end(session.processes[0])
    helper.process.wait(20)
    tap.equal(helper.process.returncode, 1, "it ends with 1 when the display is gone")


def main():
    tap = Tap()
    with Session() as session:
        session.start_display()
        test_failures(tap, session)
        test_idle(tap, session)
        test_fullscreen(tap, session)
        test_wayland(tap, session)
        test_daemon(tap, session)
        test_lost_display(tap, session)
    tap.done()


if __name__ == "__main__":
    main()
