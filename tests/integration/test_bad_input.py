#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people have in folders by mistake: each is a problem that is told, and costs nothing else."""

import os
import socket

from gi.repository import GLib

import harness
from harness import JOURNAL, MICROSECONDS, NAME, Mirror, WorldTest, calendar, event, now, wait_for

HOUR = 3600 * MICROSECONDS


class BadInput(WorldTest):
    def setUp(self):
        super().setUp()
        self.soon = (now() // MICROSECONDS + 3600) * MICROSECONDS
        self.world.put("good.ics", calendar(event("good", self.soon, "Good")))

    def path(self, name):
        return os.path.join(self.world.nudges, name)

    def bad_event(self, uid, old, new):
        """Beside a good event one in which `old` is `new`."""
        text = calendar(event("before", self.soon), event(uid, self.soon, more="RRULE:FREQ=DAILY\r\n"),
                        event("after", self.soon))
        position = text.index(f"UID:{uid}")
        return text[:position] + text[position:].replace(old, new, 1)

    def check(self, name, words="", uids=("good",)):
        """That the daemon tells a problem of that file, in the log too, and has the rules that are right."""
        daemon = self.world.start()
        mirror = Mirror(self.world)
        problems = [one for one in self.world.problems() if os.path.basename(one["file"]) == name]
        self.assertTrue(problems, f"no problem of {name}: {self.world.problems()}")
        self.assertTrue(any(words in one["problem"] for one in problems), f"no “{words}” in {problems}")
        self.assertEqual(sorted(self.world.uids()), sorted(uids))
        self.assertEqual(self.world.root.get("ProblemCount"), len(self.world.problems()))
        self.assertIn(name, daemon.log())
        self.world.put("later.ics", calendar(event("later", self.soon)))
        wait_for(lambda: "later" in self.world.uids(), "a rule that comes later")
        self.assert_mirrors(mirror)
        return problems

    def test_an_empty_folder(self):
        os.unlink(self.path("good.ics"))
        self.world.start()
        self.assertEqual((self.world.rules(), self.world.problems()), ([], []))

    def test_a_missing_folder_is_made(self):
        os.unlink(self.path("good.ics"))
        os.rmdir(self.world.nudges)
        self.world.start()
        self.assertEqual(self.world.root.call(NAME, "AddRule", "(sa{sv})", event("water", self.soon), {}), "water")
        self.assertEqual(self.world.uids(), ["water"])

    def test_a_missing_folder_of_a_source_is_told(self):
        self.world.configure("[packs]\nenabled =\n[source work]\npath = /nowhere/calendars\n")
        self.check("calendars", "does not exist")

    def test_an_empty_file(self):
        self.world.put("empty.ics", "")
        self.check("empty.ics", "empty")

    def test_a_picture(self):
        self.world.put("picture.ics", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40)
        self.check("picture.ics")

    def test_text_that_is_no_calendar(self):
        self.world.put("letter.ics", "Dear Sir or Madam,\n\nthank you.\n")
        self.check("letter.ics")

    def test_invalid_utf8(self):
        text = calendar(event("latin", self.soon, "Caf\u00e9")).encode("latin-1")
        self.world.put("latin.ics", text)
        self.check("latin.ics", "UTF-8", ("good", "latin"))
        rule, = self.world.rules(uid="latin")
        self.assertEqual(rule["summary"], "Caf\ufffd")

    def test_an_event_without_start(self):
        start = f"DTSTART:{harness.utc_text(self.soon)}\r\n"
        self.world.put("bad.ics", self.bad_event("bad", start, ""))
        problem = self.check("bad.ics", "DTSTART", ("good", "before", "after"))[0]
        self.assertEqual(problem["line"], 10)

    def test_a_rule_with_a_typo(self):
        self.world.put("bad.ics", self.bad_event("bad", "FREQ=DAILY", "FREQ=DALY"))
        problem = self.check("bad.ics", "DALY", ("good", "before", "after"))[0]
        self.assertEqual(problem["line"], 15)
        self.assertEqual(problem["severity"], "error")

    def test_a_zone_that_nobody_knows(self):
        start = f"DTSTART:{harness.utc_text(self.soon)}"
        self.world.put("bad.ics", self.bad_event("bad", start, "DTSTART;TZID=Mars/Olympus:20300101T090000"))
        problems = self.check("bad.ics", "Mars/Olympus", ("good", "before", "after", "bad"))
        self.assertEqual(problems[0]["line"], 13)

    def test_a_named_pipe(self):
        os.mkfifo(self.path("pipe.ics"))
        self.check("pipe.ics", "named pipe")

    def test_a_folder(self):
        os.mkdir(self.path("folder.ics"))
        self.check("folder.ics", "folder")

    def test_a_dangling_link(self):
        os.symlink("nowhere", self.path("dangling.ics"))
        self.check("dangling.ics", "leads to nothing")

    def test_links_to_devices_and_to_itself(self):
        os.symlink("/dev/zero", self.path("zero.ics"))
        os.symlink("/dev/tty", self.path("tty.ics"))
        os.symlink("loop.ics", self.path("loop.ics"))
        self.check("zero.ics", "device")
        told = {os.path.basename(one["file"]) for one in self.world.problems()}
        self.assertEqual(told, {"zero.ics", "tty.ics", "loop.ics"})

    def test_a_socket(self):
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self.path("socket.ics"))
            self.check("socket.ics", "socket")

    def test_a_file_as_large_as_a_disk(self):
        with open(self.path("huge.ics"), "wb") as file:
            file.truncate(100 * 1024 ** 3)
        self.check("huge.ics", "at most 16 MiB")

    def test_names_that_drive_a_terminal_or_are_not_text(self):
        name = b"na\nme\x1b[31m\xff.ics"
        with open(os.path.join(os.fsencode(self.world.nudges), name), "wb"):
            pass
        daemon = self.world.start()
        problem, = self.world.problems()
        self.assertIn("\ufffd", problem["file"])
        self.assertNotIn("\x1b", daemon.log())

    def test_files_of_editors_are_passed_over(self):
        for name in (".hidden.ics", "tmp~.ics", "#edit.ics#", "old.ics~", ".#lock.ics", "half.ics.part"):
            self.world.put(name, "no calendar")
        self.world.start()
        self.assertEqual((self.world.uids(), self.world.problems()), (["good"], []))

    def test_a_half_written_file_keeps_what_was_there(self):
        self.world.start()
        whole = calendar(event("good", self.soon, "Better"))
        with open(self.path("good.ics"), "w", encoding="utf-8") as file:
            file.write(whole[:len(whole) // 2])
        self.world.put("later.ics", calendar(event("later", self.soon)))
        wait_for(lambda: "later" in self.world.uids(), "a rule that comes later")
        self.assertEqual([rule["summary"] for rule in self.world.rules(uid="good")], ["Good"])
        self.world.put("good.ics", whole)
        wait_for(lambda: self.world.rules(uid="good")[0]["summary"] == "Better", "the whole file")
        self.assertEqual(self.world.problems(), [])

    def test_a_problem_goes_when_the_file_is_mended(self):
        self.world.put("bad.ics", self.bad_event("bad", "FREQ=DAILY", "FREQ=DALY"))
        self.check("bad.ics", "DALY", ("good", "before", "after"))
        mirror = Mirror(self.world)
        self.world.put("bad.ics", self.bad_event("bad", "FREQ=DAILY", "FREQ=DAILY"))
        wait_for(lambda: "bad" in self.world.uids(), "the mended rule")
        self.assertEqual(self.world.problems(), [])
        self.assert_mirrors(mirror)

    def test_a_typo_in_the_configuration(self):
        self.world.configure("[packs]\nenabled =\n[timing]\nroom = ten\nsnoze = 5m\n")
        problems = self.check("nudged.conf", "snooze")
        self.assertEqual([one["line"] for one in problems], [4, 5])

    def test_a_bad_configuration_on_reload_changes_nothing(self):
        self.world.put("breaks.ics", calendar(event("stretch", self.soon)), self.world.packs)
        self.world.configure("[packs]\nenabled = breaks\n")
        self.world.start()
        self.assertEqual(sorted(self.world.uids()), ["good", "stretch"])
        with open(self.world.config, "wb") as file:
            file.write(b"\x00\x01\x02 not text\xff")
        self.world.root.call(NAME, "Reload")
        self.assertEqual(sorted(self.world.uids()), ["good", "stretch"])
        self.assertTrue(self.world.problems())

    def test_a_journal_that_is_no_database(self):
        os.makedirs(self.world.data, mode=0o700)
        with open(os.path.join(self.world.data, "journal.db"), "wb") as file:
            file.write(b"This is no database. " * 1000)
        self.check("journal.db", "kept as")
        self.assertTrue(self.world.root.call(JOURNAL, "Add", "(sa{sv})", "note", {"note": GLib.Variant("s", "x")}))
        kept = [name for name in os.listdir(self.world.data) if name.startswith("journal.db") and name != "journal.db"]
        contents = [open(os.path.join(self.world.data, name), "rb").read() for name in kept]
        self.assertTrue(any(content.startswith(b"This is no database.") for content in contents), kept)

    def test_a_journal_that_cannot_be_written(self):
        with open(self.world.data, "wb"):
            pass
        daemon = self.world.start()
        self.assertTrue([one for one in self.world.problems() if one["file"].endswith("journal.db")])
        self.assertIn(self.world.data, daemon.log())
        self.assert_error("Storage", self.world.root.call, JOURNAL, "Add", "(sa{sv})", "note", {})
        nudge = self.world.root.call(NAME, "Trigger", "(s)", "good")
        self.assertIn(nudge, self.world.objects())
        self.world.wait_for_title("Good")


if __name__ == "__main__":
    harness.main()
