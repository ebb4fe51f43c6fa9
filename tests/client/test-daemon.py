#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""nudgectl with the real daemon: a day of adding, answering, logging and looking back, and what goes wrong in between."""

import datetime
import json
import os
import signal
import sys
import time

from session import BUILD, Session

from tap import Tap

NUDGED = os.path.join(BUILD, "daemon", "nudged")
UID = "@nudged"
PATIENCE = 10

EVENT = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{summary}\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"


def event(uid, summary, *lines):
    return EVENT.format(uid=uid, summary=summary, lines="".join(line + "\r\n" for line in lines))


class Desk(Session):
    """A session in which the real daemon runs, with an empty configuration."""

    def __enter__(self):
        super().__enter__()
        self.own = os.path.join(self.folder, ".config", "nudged", "nudges")
        os.makedirs(self.own)
        self.write(".config/nudged/nudged.conf", "[packs]\nenabled =\n")
        return self

    def start_daemon(self):
        daemon = self.start([NUDGED, "--packs-dir", self.folder])
        end = time.monotonic() + PATIENCE
        while "true" not in self.ask_bus("NameHasOwner", "org.nudged.Nudged1") and time.monotonic() < end:
            time.sleep(0.02)
        return daemon

    def json(self, *arguments):
        """The objects that a command prints."""
        return [json.loads(line) for line in self.run(*arguments, "--json").out.splitlines()]

    def wait_for(self, holds):
        """Whether it holds within a while; what the daemon does in its own time is waited for."""
        end = time.monotonic() + PATIENCE
        while not holds() and time.monotonic() < end:
            time.sleep(0.05)
        return holds()


def has_keys(record, keys):
    return [key for key in keys.split() if key not in record]


def test_empty(tap, desk):
    status = desk.json("status")[0]
    tap.empty(has_keys(status, "state held_by paused_until next pending today rules problems"), "status has its keys")
    tap.empty(has_keys(status["today"], "shown done snoozed skipped missed credited"), "and so has today")
    tap.equal((status["state"], status["next"], status["pending"], status["rules"], status["problems"]),
              ("active", None, [], 0, 0), "an empty desk is at peace")
    ran = desk.run("status")
    tap.ok(ran.code == 0 and 0 < len(ran.out.splitlines()) <= 5, "for people it is at most five lines", ran)
    tap.equal(desk.run("check").out, "No problems.\n", "there are no problems")
    tap.equal(desk.run("next").code, 0, "nothing next is no failure")


def test_add(tap, desk):
    ran = desk.run("add", "Drink", "water", "--every", "2h", "--between", "09:00-17:00", "--on", "weekdays", "--category", "food")
    tap.ok(ran.code == 0 and "weekday" in ran.out and len(ran.out.splitlines()) == 7, "add says the rule back with five times", ran)
    files = os.listdir(desk.own)
    tap.ok(len(files) == 1 and files[0].endswith(".ics"), "it is a file", files)
    rule = desk.json("list")[0]
    tap.empty(has_keys(rule, "uid summary category origin source file line enabled words next recurs ask"), "rules have their keys")
    tap.ok(rule["uid"].endswith(UID) and rule["category"] == "food" and rule["origin"] == "own" and rule["recurs"],
           "and their values", rule)
    shown = desk.json("show", "water")[0]
    times = [datetime.datetime.fromisoformat(text) for text in shown["next_times"]]
    tap.ok(len(times) == 5 and all(moment.weekday() < 5 and moment.hour in (9, 11, 13, 15, 17) and moment.minute == 0
                                   for moment in times), "its times are as they were said", times)
    for options in (["--every", "45m", "--between", "09:00-12:00"], ["--at", "9:00,13:30"], ["--every", "7m", "--between", "9-17"]):
        found = desk.json("add", "x", *options, "--dry-run")[0]
        minutes = {datetime.datetime.fromisoformat(text).strftime("%H:%M") for text in found["next_times"]}
        tap.ok(minutes <= expected_minutes(options) and len(found["next_times"]) == 5, f"{options} are these times", found)
    tap.equal(len(desk.json("list")), 1, "a dry run adds nothing")
    ran = desk.run("add", "x", "--rrule", "FREQ=SOMETIMES")
    tap.ok(ran.code == 2 and "SOMETIMES" in ran.err, "a rule that is none is refused", ran)
    before = time.time()
    desk.run("add", "Ring Kim", "--in", "2s")
    tap.ok(desk.wait_for(lambda: desk.json("pending")), "what is due in two seconds becomes pending")
    tap.ok(time.time() - before >= 2, "not earlier")


def expected_minutes(options):
    if options[0] == "--at":
        return {moment.rjust(5, "0") for moment in options[1].split(",")}
    step = int(options[1][:-1])
    first, last = [int(part.split(":")[0]) * 60 for part in options[3].split("-")]
    return {f"{minute // 60:02}:{minute % 60:02}" for minute in range(first, last + 1, step)}


def test_answer(tap, desk):
    nudge = desk.json("pending")[0]
    tap.empty(has_keys(nudge, "id uid summary category due state snoozed_until"), "pending nudges have their keys")
    tap.equal(nudge["summary"], "Ring Kim", "and it is the one")
    snoozed = desk.json("snooze", "20m")[0]
    ahead = datetime.datetime.fromisoformat(snoozed["until"]).timestamp() - time.time()
    tap.ok(1100 < ahead <= 1200, "snooze says until when", snoozed)
    tap.equal([entry["kind"] for entry in desk.json("agenda", "--days", "1") if entry["kind"] == "snooze"], ["snooze"],
              "a snooze stands in the agenda")
    tap.ok(desk.json("snooze", nudge["id"])[0]["until"] is not None, "without a time it takes the default and says which")
    ran = desk.run("done", nudge["id"], "a good talk")
    tap.ok(ran.code == 0 and ran.out.startswith("Done: Ring Kim"), "done says which", ran)
    tap.equal(desk.run("done").code, 4, "a second time there is nothing pending")
    fired = desk.json("fire", "water")[0]
    tap.equal([nudge["id"] for nudge in desk.json("pending")], [fired["id"]], "fire shows one now")
    found = desk.json("why", fired["id"])[0]
    tap.ok(found["summary"] == "Drink water" and found["sentence"] and found["steps"], "why tells its story", found)
    tap.ok(desk.json("why", "water")[0]["uid"].endswith(UID) and desk.json("why")[0]["state"] == "active", "also of a rule, and of all")
    tap.equal(desk.run("why", "999").code, 4, "but not of a nudge that never was")
    tap.equal(desk.run("skip", fired["id"], "no time").code, 0, "it can be skipped")
    desk.run("fire", "water")
    desk.run("log", "food", "soup")
    tap.equal(desk.json("pending"), [], "logging its category answers a nudge")
    today = desk.json("status")[0]["today"]
    tap.ok(today["done"] == 1 and today["skipped"] == 1 and today["credited"] == 1, "today counts it all", today)


def test_journal(tap, desk):
    tap.equal(desk.run("feel", "2", "ashamed", "tired", "the panel\nsaid “no”").code, 0, "feel logs")
    tap.equal(desk.run("log", "note", "Rang Kim", "--at", "2026-03-02T14:30").code, 0, "a note about the past is taken")
    mood = desk.json("history", "--kind", "mood")
    tap.empty(has_keys(mood[0], "id time kind category uid value words note"), "entries have their keys")
    tap.equal((mood[0]["value"], mood[0]["words"], mood[0]["note"]), ("2", ["ashamed", "tired"], "the panel\nsaid “no”"),
              "words come back exactly")
    kinds = [entry["kind"] for entry in desk.json("history")]
    tap.ok({"shown", "snoozed", "done", "skipped", "credited", "food", "mood", "note"} <= set(kinds), "all is in the history", kinds)
    tap.equal([entry["note"] for entry in desk.json("history", "--grep", "PANEL")], ["the panel\nsaid “no”"], "it can be searched")
    tap.equal(len(desk.json("history", "--limit", "3")), 3, "and limited")
    tap.equal([entry["note"] for entry in desk.json("history", "--to", "2026-04-01")], ["Rang Kim"], "and cut by time")
    for wrong in (["log", "done"], ["log", "Big Word"], ["feel", "9"], ["log", "food", "--category", "fod"]):
        tap.equal(desk.run(*wrong).code, 2, f"{wrong} is refused")
    ran = desk.run("log", "note", "x" * 70000)
    tap.ok(ran.code == 1 and "longer than" in ran.err, "a note over the limit is refused", ran.err)


def test_rules(tap, desk):
    desk.run("disable", "water")
    tap.equal([rule["enabled"] for rule in desk.json("list") if "water" in rule["summary"]], [False], "a rule can be switched off")
    desk.run("enable", "water")
    tap.equal(desk.run("pause", "until", "2000-01-01").code, 2, "a pause into the past is refused")
    desk.run("pause", "30m")
    tap.equal(desk.json("status")[0]["state"], "paused", "a pause is on")
    desk.run("pause", "--indefinitely")
    tap.equal((desk.json("status")[0]["state"], desk.json("status")[0]["paused_until"]), ("paused", None), "also without an end")
    tap.equal(desk.json("resume")[0]["state"], "active", "resume ends it")
    tap.equal(desk.run("remove", "water").code, 0, "a rule can be removed")
    tap.equal([name for name in os.listdir(desk.own) if "water" in name], [], "and its file is gone")
    tap.equal(desk.run("remove", "water").code, 4, "once")


def test_files(tap, desk):
    good = desk.write("good.ics", event("g", "Good", "DTSTART:20260302T090000", "RRULE:FREQ=DAILY;COUNT=3"))
    bad = desk.write("bad.ics", event("b", "Bad", "DTSTART:20260302T090000", "RRULE:FRQ=DAILY"))
    window = ["--from", "2026-03-01", "--to", "2026-04-01"]
    found = desk.json("preview", *window, good)
    tap.equal([record["time"] for record in found], [f"2026-03-0{day}T09:00:00+01:00" for day in (2, 3, 4)],
              "preview gives the times of a file in the zone of the caller")
    found = desk.json("preview", *window, "--zone", "America/New_York", good)
    tap.equal(found[0]["time"], "2026-03-02T09:00:00-05:00", "or in another zone")
    quick = desk.write("quick.ics", event("q", "Quick", "DTSTART:20260302T090000", "RRULE:FREQ=SECONDLY;INTERVAL=30;COUNT=3"))
    ran = desk.run("preview", *window, quick)
    tap.equal([line.split("  ")[0] for line in ran.out.splitlines()],
              ["Mon 2 Mar 9:00", "Mon 2 Mar 9:00:30", "Mon 2 Mar 9:01"], "seconds are shown where there are any")
    ran = desk.run("preview", *window, bad, good)
    tap.ok(ran.code == 1 and f"{bad}:" in ran.err and ran.out.count("Good") == 3, "a problem is said and the rest shown", ran)
    ran = desk.run("check", good)
    tap.ok(ran.code == 0 and ran.out == "No problems.\n", "check is content with a sound file that recurs", ran)
    tap.equal(desk.run("check", bad).code, 1, "and not with a bad one")
    desk.write(os.path.join(".config", "nudged", "nudges", "bad.ics"), event("b", "Bad", "DTSTART:oops"))
    desk.run("reload")
    ran = desk.run("check")
    tap.ok(ran.code == 1 and "bad.ics:" in ran.out, "check names the bad file among the own ones", ran)


def test_doctor(tap, desk):
    ran = desk.run("doctor")
    tap.ok(ran.code == 1 and "missing  Notification server: there is none" in ran.out and "Install dunst" in ran.out,
           "the doctor misses the notification server, and says what helps", ran)
    tap.ok("ok       Journal: " in ran.out and "unknown  Camera: nobody tells of it" in ran.out, "and finds the rest", ran)
    ran = desk.run("doctor", "--notify")
    tap.ok(ran.code == 1 and "wrong    Test notification: it was not shown" in ran.out, "a test without one fails", ran)
    server = desk.start([os.path.join(BUILD, "tests", "mock-server")])
    tap.ok(desk.wait_for(lambda: "true" in desk.ask_bus("NameHasOwner", "org.freedesktop.Notifications")), "one comes")
    rules = desk.json("list")
    ran = desk.run("doctor", "--notify")
    tap.ok(ran.code == 0 and "ok       Notification server: dunst (" in ran.out, "the doctor finds it", ran)
    tap.ok("ok       Test notification: it was shown" in ran.out, "and shows a test", ran)
    tap.equal(desk.json("list"), rules, "which leaves no rule behind")
    tap.ok(desk.wait_for(lambda: not any("test from nudged" in nudge["summary"] for nudge in desk.json("pending"))),
           "and no nudge", desk.run("pending"))
    tap.equal(desk.json("doctor")[0]["server_state"], "present", "programs get the same as JSON")
    desk.end(server)


def test_restart(tap, desk, daemon):
    desk.run("add", "Steady", "--at", "9:00")
    desk.run("fire", "steady")
    follower, stream = desk.follow("status", "--json", "--follow")
    tap.equal(json.loads(stream.line())["state"], "active", "a follower sees the daemon")
    daemon.kill()
    daemon.wait(10)
    tap.equal(json.loads(stream.line())["state"], "offline", "and its violent end")
    ran = desk.run("status")
    tap.equal(ran.code, 3, "which is exit code 3 for others")
    daemon = desk.start_daemon()
    tap.equal(json.loads(stream.line())["state"], "active", "and its return")
    tap.ok(desk.wait_for(lambda: [nudge["summary"] for nudge in desk.json("pending")] == ["Steady"]),
           "what was pending is pending again", desk.run("pending"))
    desk.end(follower)
    daemon.send_signal(signal.SIGSTOP)
    ran = desk.run("done")
    tap.ok(ran.code == 3 and ran.seconds < 2, "a daemon that hangs is given up on", ran)
    daemon.send_signal(signal.SIGCONT)
    tap.equal(desk.run("done").code, 0, "and answered later")
    desk.end(daemon)


def main():
    tap = Tap()
    with Desk() as desk:
        daemon = desk.start_daemon()
        test_empty(tap, desk)
        test_add(tap, desk)
        test_answer(tap, desk)
        test_journal(tap, desk)
        test_rules(tap, desk)
        test_files(tap, desk)
        test_doctor(tap, desk)
        test_restart(tap, desk, daemon)
    tap.done()


if __name__ == "__main__":
    sys.exit(main())
