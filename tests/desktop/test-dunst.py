#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nudges on a real notification server: shown, clicked, withdrawn; a server that is stopped, killed, started again.

Leaves screenshots in the folder of the build."""

import os
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), ".."))
sys.dont_write_bytecode = True

from dunst import Desktop  # noqa: E402
from session import Lines, Session, wait_for  # noqa: E402
from tap import Tap  # noqa: E402

PICTURES = os.path.join(os.environ["G_TEST_BUILDDIR"], "screenshots")
DRIVER = os.path.join(os.environ["G_TEST_BUILDDIR"], "present-one")

# A call to a server that hangs takes 25 seconds; the promise is one, and a busy machine gets some more.
HANGS = 5

# Above this a user would see it, and a promise is broken; what was measured is printed.
LATE_MS = 100


def test_show_and_click(tap, desktop, driver):
    driver.tell("show 17 Drink some water|A glass is enough & a <breath>.")
    tap.equal(driver.hear("shown"), "shown 17", "a nudge reaches the server")
    wait_for(desktop.window, "a window of dunst")
    picture = os.path.join(PICTURES, "dunst-nudge.png")
    tap.ok(desktop.picture(picture), "a screenshot shows it")
    desktop.click("1")
    tap.equal(driver.hear("answered"), "answered 17 default", "a click on it is the answer")
    wait_for(lambda: desktop.shown() == "0", "an empty screen")
    tap.ok(not desktop.window(), "it is gone after the answer")


def test_buttons(tap, desktop, driver):
    driver.tell("show 18 Stretch your legs|One minute.")
    driver.hear("shown 18")
    desktop.click("2")
    tap.equal(driver.hear("answered"), "answered 18 snooze", "an action of the menu is the answer")
    wait_for(lambda: desktop.shown() == "0", "an empty screen")


def test_dismiss_and_withdraw(tap, desktop, driver):
    driver.tell("show 19 Look out of the window|")
    driver.hear("shown 19")
    desktop.click("3")
    tap.equal(driver.hear("closed"), "closed 19 user", "a dismissal is no answer")
    driver.tell("show 20 Write to a friend|")
    driver.hear("shown 20")
    wait_for(lambda: desktop.shown() == "1", "a notification")
    driver.tell("withdraw 20")
    wait_for(lambda: desktop.shown() == "0", "an empty screen")
    tap.ok(True, "a withdrawn nudge leaves the screen")


def milliseconds(line):
    return float(line.split()[2])


def test_stopped_server(tap, desktop, driver):
    driver.ask("turn", "longest turn")
    desktop.dunst.send_signal(signal.SIGSTOP)
    for number in range(21, 26):
        driver.tell(f"show {number} Nudge {number}|while the server hangs")
    wait_for(lambda: driver.ask("server", "server ") == "server silent dunst", "a silent server")
    late = milliseconds(driver.ask("turn", "longest turn"))
    tap.ok(late < LATE_MS, f"a stopped server stops nobody: the longest turn of the main loop was {late} ms")
    desktop.dunst.send_signal(signal.SIGCONT)
    driver.hear("shown 25")
    wait_for(lambda: desktop.shown() == "1", "the digest")
    tap.ok(True, "what waited comes as one digest")
    desktop.session.screenshot(os.path.join(PICTURES, "dunst-digest.png"))
    desktop.click("3")
    driver.hear("closed 25 server")


def test_killed_server(tap, desktop, driver):
    driver.tell("show 30 Lunch, away from the desk|")
    driver.hear("shown 30")
    desktop.dunst.kill()
    desktop.dunst.wait()
    wait_for(lambda: driver.ask("server", "server ") == "server absent -", "no server")
    desktop.start_dunst()
    wait_for(lambda: desktop.shown() == "1", "the nudge on the new server")
    tap.ok(True, "a server that comes back shows what was open")


def test_restart_takes_over(tap, desktop, driver):
    driver.leave()
    second = Lines(desktop.session, DRIVER, desktop.session.path("memory"))
    second.tell("again 30 Lunch, away from the desk|")
    second.hear("shown 30")
    tap.equal(desktop.shown(), "1", "a restarted program takes its notification over")
    desktop.click("1")
    tap.equal(second.hear("answered"), "answered 30 default", "and hears the answer")
    desktop.dunst.send_signal(signal.SIGSTOP)
    second.tell("show 31 Last one|")
    wait_for(lambda: second.ask("server", "server ") == "server silent dunst", "a silent server")
    seconds = second.leave()
    tap.ok(seconds < HANGS, f"the program ends in {seconds:.2f} s while the server hangs")
    desktop.dunst.send_signal(signal.SIGCONT)


def main():
    tap = Tap()
    os.makedirs(PICTURES, exist_ok=True)
    with Session() as session:
        session.start_bus()
        session.start_display()
        desktop = Desktop(session)
        desktop.start_dunst()
        driver = Lines(session, DRIVER, session.path("memory"))
        for test in (test_show_and_click, test_buttons, test_dismiss_and_withdraw, test_stopped_server,
                     test_killed_server, test_restart_takes_over):
            test(tap, desktop, driver)
    tap.done()


if __name__ == "__main__":
    main()
