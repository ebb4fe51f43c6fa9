#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal over the bus: what is logged comes back as it was, to those who ask and to nobody else."""

from gi.repository import GLib

import harness
from harness import JOURNAL, MICROSECONDS, WorldTest, now

HOUR = 3600 * MICROSECONDS


def text(value):
    return GLib.Variant("s", value)


class Journal(WorldTest):
    def setUp(self):
        super().setUp()
        self.daemon = self.world.start()

    def add(self, kind, **options):
        options = {key.replace("_", "-"): value for key, value in options.items()}
        return self.world.root.call(JOURNAL, "Add", "(sa{sv})", kind, options)

    def query(self, **options):
        return self.world.query(**{key.replace("_", "-"): value for key, value in options.items()})

    def test_an_entry_comes_back_as_it_was(self):
        at = now() - HOUR
        number = self.add("mood", time=GLib.Variant("x", at), value=text("2"), note=text("the panel said no — “no”"),
                          words=GLib.Variant("as", ["ashamed", "tired"]), category=text("emotions"))
        entry, = self.query()
        self.assertEqual(entry["id"], number)
        self.assertEqual(entry["time"], at)
        self.assertEqual(entry["kind"], "mood")
        self.assertEqual(entry["value"], "2")
        self.assertEqual(entry["words"], ["ashamed", "tired"])
        self.assertEqual(entry["note"], "the panel said no — “no”")
        self.assertEqual(entry["category"], "emotions")

    def test_an_entry_is_said_without_the_words(self):
        number = self.add("mood", value=text("2"), note=text("secret note"), words=GLib.Variant("as", ["ashamed"]))
        entry, = self.world.wait_for_signal("Added")
        self.assertEqual((entry["id"], entry["kind"]), (number, "mood"))
        self.assertNotIn("secret note", str(self.world.signals))
        self.assertNotIn("ashamed", str(self.world.signals))
        self.assertNotIn("value", entry)

    def test_the_note_is_in_no_log(self):
        self.add("note", note=text("secret note"))
        self.daemon.stop()
        self.assertNotIn("secret note", self.daemon.log())

    def test_entries_have_the_order_of_time(self):
        base = now() - HOUR
        for shift in (3, 1, 2):
            self.add("note", time=GLib.Variant("x", base + shift), note=text(str(shift)))
        self.assertEqual([entry["note"] for entry in self.query()], ["1", "2", "3"])

    def test_a_limit_keeps_the_newest(self):
        for number in range(5):
            self.add("note", note=text(str(number)))
        self.assertEqual([entry["note"] for entry in self.query(limit=GLib.Variant("u", 2))], ["3", "4"])

    def test_entries_are_found_by_kind_time_and_text(self):
        base = now() - HOUR
        self.add("mood", time=GLib.Variant("x", base), value=text("4"))
        self.add("note", time=GLib.Variant("x", base + 10), note=text("A Letter came"))
        self.add("movement", time=GLib.Variant("x", base + 20))

        def kinds(**options):
            return [entry["kind"] for entry in self.query(**options)]

        self.assertEqual(kinds(kinds=GLib.Variant("as", ["mood", "movement"])), ["mood", "movement"])
        self.assertEqual(kinds(**{"from": GLib.Variant("x", base + 10)}), ["note", "movement"])
        self.assertEqual(kinds(to=GLib.Variant("x", base + 10)), ["mood"])
        self.assertEqual(kinds(text=text("letter")), ["note"])
        self.assertEqual(kinds(text=text("%")), [])
        self.assertEqual(kinds(categories=GLib.Variant("as", ["movement"])), ["movement"])

    def test_entries_can_be_paged_backwards(self):
        numbers = [self.add("note", note=text(str(number))) for number in range(5)]
        page = self.query(limit=GLib.Variant("u", 2))
        self.assertEqual([entry["id"] for entry in page], numbers[3:])
        page = self.query(limit=GLib.Variant("u", 2), before_id=GLib.Variant("t", page[0]["id"]))
        self.assertEqual([entry["id"] for entry in page], numbers[1:3])

    def test_kinds_that_cannot_be_are_refused(self):
        for kind in ("", "done", "shown", "Mood", "two words", "x" * 33, "1st", "né", "a;drop"):
            with self.subTest(kind):
                self.assert_error("InvalidArgument", lambda kind=kind: self.add(kind))
        self.assertEqual(self.query(), [])

    def test_options_that_cannot_be_are_refused(self):
        self.assert_error("InvalidArgument", lambda: self.add("note", notes=text("x")))
        self.assert_error("InvalidArgument", lambda: self.add("note", note=GLib.Variant("u", 1)))
        self.assert_error("TooLarge", lambda: self.add("note", note=text("x" * 70000)))
        self.assert_error("InvalidArgument", lambda: self.query(limits=GLib.Variant("u", 1)))
        self.assert_error("InvalidArgument", lambda: self.query(limit=GLib.Variant("s", "1")))
        self.assertEqual(self.query(), [])

    def test_a_word_of_your_own_is_a_kind(self):
        self.add("guitar-practice", value=text("20m"))
        self.assertEqual(self.query()[0]["kind"], "guitar-practice")

    def test_a_note_of_many_signs_is_kept_to_the_last(self):
        note = "".join(chr(sign) for sign in range(1, 0x3000) if not 0xd800 <= sign < 0xe000)
        self.add("note", note=text(note))
        self.assertEqual(self.query()[0]["note"], note)


if __name__ == "__main__":
    harness.main()
