#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules over the bus and from files: added, removed, switched off, listed, foretold, and said when they change."""

import os
import tempfile

from gi.repository import Gio, GLib

import harness
from harness import MICROSECONDS, NAME, Mirror, WorldTest, calendar, event, now, utc_text, wait_for

HOUR = 3600 * MICROSECONDS
DAY = 24 * HOUR


class Rules(WorldTest):
    def setUp(self):
        super().setUp()
        self.soon = (now() // MICROSECONDS + 3600) * MICROSECONDS
        self.call = self.world.root.call

    def add(self, text, **options):
        return self.call(NAME, "AddRule", "(sa{sv})", text, options)

    def agenda(self, start=0, end=0, limit=0, **options):
        return self.call(NAME, "Agenda", "(xxua{sv})", start, end, limit, options)

    def test_a_file_in_the_folder_is_a_rule(self):
        path = self.world.put("water.ics", calendar(event("water", self.soon, "Drink water")))
        self.world.start()
        rule, = self.world.rules()
        self.assertEqual(rule["uid"], "water")
        self.assertEqual(rule["summary"], "Drink water")
        self.assertEqual(rule["origin"], "own")
        self.assertEqual(rule["file"], path)
        self.assertEqual(rule["line"], 4)
        self.assertEqual(rule["next"], self.soon)
        self.assertTrue(rule["enabled"])
        self.assertFalse(rule["recurs"])

    def test_a_file_put_there_later_is_seen_and_said(self):
        self.world.start()
        mirror = Mirror(self.world)
        self.world.put("water.ics", calendar(event("water", self.soon)))
        wait_for(lambda: self.world.uids() == ["water"], "the rule")
        self.world.wait_for_signal("RulesChanged")
        self.assert_mirrors(mirror)
        self.assertEqual(mirror.seen()["RuleCount"], 1)
        self.assertEqual(mirror.seen()["Next"]["uid"], "water")

    def test_a_file_taken_away_is_seen_and_said(self):
        path = self.world.put("water.ics", calendar(event("water", self.soon)))
        self.world.put("lunch.ics", calendar(event("lunch", self.soon + HOUR)))
        self.world.start()
        mirror = Mirror(self.world)
        os.unlink(path)
        wait_for(lambda: self.world.uids() == ["lunch"], "only the other rule")
        self.assert_mirrors(mirror)
        self.assertEqual(mirror.seen()["Next"]["uid"], "lunch")

    def test_a_rule_that_is_added_is_in_force_when_the_call_returns(self):
        self.world.start()
        uid = self.add(calendar(event("water", self.soon)))
        self.assertEqual(uid, "water")
        self.assertEqual(self.world.uids(), ["water"])
        self.assertEqual([one["uid"] for one in self.agenda()], ["water"])
        self.assertEqual(len(os.listdir(self.world.nudges)), 1)

    def test_a_rule_is_replaced_also_by_the_same_text(self):
        self.world.start()
        first = calendar(event("water", self.soon, "First"))
        replace = {"replace": GLib.Variant("b", True)}
        self.add(first)
        self.add(first, **replace)
        self.add(calendar(event("water", self.soon, "Second")), **replace)
        self.assertEqual([rule["summary"] for rule in self.world.rules()], ["Second"])
        self.assertEqual(len(os.listdir(self.world.nudges)), 1)

    def test_a_component_alone_is_taken(self):
        self.world.start()
        self.add(event("water", self.soon))
        self.assertEqual(self.world.uids(), ["water"])

    def test_a_rule_without_uid_gets_one(self):
        self.world.start()
        uid = self.add(event("x", self.soon).replace("UID:x\r\n", ""))
        self.assertTrue(uid)
        self.assertEqual(self.world.uids(), [uid])

    def test_a_dry_run_adds_nothing(self):
        self.world.start()
        self.add(calendar(event("water", self.soon)), **{"dry-run": GLib.Variant("b", True)})
        self.assertEqual(self.world.rules(), [])
        self.assertEqual(os.listdir(self.world.nudges), [])

    def test_a_rule_that_cannot_be_taken_is_refused_with_a_reason(self):
        self.world.start()
        message = self.assert_error("InvalidRule", self.add,
                                    calendar(event("water", self.soon, more="RRULE:FREQ=DALY\r\n")))
        self.assertIn("DALY", message)
        self.assert_error("InvalidRule", self.add, "no calendar")
        self.assert_error("InvalidRule", self.add, "")
        self.assert_error("InvalidRule", self.add, calendar(event("a", self.soon), event("b", self.soon)))
        self.assertEqual(self.world.rules(), [])

    def test_a_rule_that_is_too_large_is_refused(self):
        self.world.start()
        self.assert_error("TooLarge", self.add,
                          calendar(event("water", self.soon, more="DESCRIPTION:" + "x" * 300000 + "\r\n")))

    def test_an_option_that_is_not_known_is_refused(self):
        self.world.start()
        self.assert_error("InvalidArgument", lambda: self.add(event("a", self.soon), dryrun=GLib.Variant("b", True)))
        self.assert_error("InvalidArgument", lambda: self.world.rules(owner="me"))

    def test_an_own_rule_is_removed(self):
        self.world.start()
        self.add(calendar(event("water", self.soon)))
        mirror = Mirror(self.world)
        self.call(NAME, "RemoveRule", "(s)", "water")
        self.assertEqual(self.world.rules(), [])
        self.assertEqual(os.listdir(self.world.nudges), [])
        self.assert_mirrors(mirror)
        self.assert_error("NotFound", self.call, NAME, "RemoveRule", "(s)", "water")

    def test_a_rule_among_others_in_a_file_is_not_removed(self):
        self.world.put("two.ics", calendar(event("a", self.soon), event("b", self.soon)))
        self.world.start()
        self.assert_error("WrongState", self.call, NAME, "RemoveRule", "(s)", "a")
        self.assertEqual(self.world.uids(), ["a", "b"])

    def test_a_rule_is_switched_off_and_on_and_stays_so(self):
        self.world.put("water.ics", calendar(event("water", self.soon)))
        daemon = self.world.start()
        mirror = Mirror(self.world)
        self.call(NAME, "SetRuleEnabled", "(sb)", "water", False)
        rule, = self.world.rules()
        self.assertFalse(rule["enabled"])
        self.assertNotIn("next", rule)
        self.assertEqual(self.agenda(), [])
        self.assert_mirrors(mirror)
        daemon.stop()
        daemon = self.world.start()
        self.assertFalse(self.world.rules()[0]["enabled"])
        self.call(NAME, "SetRuleEnabled", "(sb)", "water", True)
        self.assertEqual(len(self.agenda()), 1)
        self.assert_error("NotFound", self.call, NAME, "SetRuleEnabled", "(sb)", "nobody", True)

    def test_of_two_rules_with_one_uid_the_first_counts(self):
        self.world.put("a.ics", calendar(event("water", self.soon, "First")))
        self.world.put("b.ics", calendar(event("water", self.soon, "Second")))
        self.world.start()
        self.assertEqual([rule["summary"] for rule in self.world.rules()], ["First"])
        problem, = self.world.problems()
        self.assertTrue(problem["file"].endswith("b.ics"))
        self.assertIn("a.ics", problem["problem"])
        self.assertEqual(problem["severity"], "warning")

    def test_the_agenda_is_in_order_of_time_and_cut_at_the_limit(self):
        self.world.put("a.ics", calendar(event("daily", self.soon, more="RRULE:FREQ=DAILY\r\n"),
                                         event("once", self.soon + HOUR)))
        self.world.start()
        found = self.agenda(0, now() + 3 * DAY)
        self.assertEqual([one["uid"] for one in found], ["daily", "once", "daily", "daily"])
        self.assertEqual([one["time"] for one in found], sorted(one["time"] for one in found))
        self.assertEqual(found[0]["time"], self.soon)
        self.assertEqual(len(self.agenda(0, now() + 3 * DAY, 2)), 2)
        only = self.agenda(0, now() + 3 * DAY, 0, rule=GLib.Variant("s", "once"))
        self.assertEqual([one["uid"] for one in only], ["once"])

    def preview(self, data, start, end, **options):
        with tempfile.TemporaryFile() as file:
            file.write(data.encode())
            file.seek(0)
            files = Gio.UnixFDList.new()
            handle = files.append(file.fileno())
            answer, _ = self.world.connection.call_with_unix_fd_list_sync(
                NAME, harness.PATH, NAME, "Preview", GLib.Variant("(hxxua{sv})", (handle, start, end, 0, options)),
                None, Gio.DBusCallFlags.NONE, 20000, files, None)
            return answer.unpack()[0]

    def test_a_preview_adds_nothing(self):
        self.world.start()
        text = calendar(event("daily", self.soon, more="RRULE:FREQ=DAILY\r\n"),
                        event("wrong", self.soon, more="RRULE:FREQ=DALY\r\n"))
        records = self.preview(text, self.soon, self.soon + 3 * DAY, name=GLib.Variant("s", "my.ics"))
        times = [record["time"] for record in records if "time" in record and record["uid"] == "daily"]
        problems = [record for record in records if "problem" in record]
        self.assertEqual(times, [self.soon, self.soon + DAY, self.soon + 2 * DAY])
        self.assertEqual(len(problems), 1)
        self.assertEqual(problems[0]["file"], "my.ics")
        self.assertIn("DALY", problems[0]["problem"])
        self.assertEqual(self.world.rules(), [])

    def test_a_pack_is_read_when_it_is_enabled_and_after_a_reload(self):
        self.world.put("breaks.ics", calendar(event("stretch", self.soon)), self.world.packs)
        self.world.start()
        self.assertEqual(self.world.rules(), [])
        self.world.configure("[packs]\nenabled = breaks\n")
        self.call(NAME, "Reload")
        rule, = self.world.rules()
        self.assertEqual((rule["uid"], rule["origin"], rule["source"]), ("stretch", "pack", "breaks"))
        self.assert_error("WrongState", self.call, NAME, "RemoveRule", "(s)", "stretch")

    def test_a_changed_configuration_is_in_force_when_it_is_saved(self):
        self.world.put("breaks.ics", calendar(event("stretch", self.soon)), self.world.packs)
        self.world.start()
        self.world.configure("[packs]\nenabled =\n[hours]\nwork =\n")
        wait_for(lambda: self.world.root.get("HeldBy") == ["outside-hours"], "hours without work")
        self.world.configure("[packs]\nenabled = braeks\n[hours]\nwork = soon\n")
        wait_for(lambda: len(self.world.problems()) == 2, "two problems")
        texts = " ".join(one["problem"] for one in self.world.problems())
        self.assertIn("did you mean “breaks”", texts)
        self.assertIn("“soon” is not understood", texts)

    def test_a_source_gives_its_alarms(self):
        folder = os.path.join(self.world.folder, "calendars")
        os.makedirs(folder)
        alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Soon\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\n"
        self.world.put("a.ics", calendar(event("with", self.soon + HOUR, more=alarm), event("without", self.soon)),
                       folder)
        self.world.configure(f"[packs]\nenabled =\n[source work]\npath = {folder}\n")
        self.world.start()
        self.assertEqual([one["uid"] for one in self.agenda()], ["with"])
        self.assertEqual(self.agenda()[0]["time"], self.soon + HOUR - 600 * MICROSECONDS)
        self.assertEqual(self.agenda()[0]["kind"], "alarm")


if __name__ == "__main__":
    harness.main()
