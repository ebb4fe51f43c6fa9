#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live nudges over the bus and on a notification server: from due to the answer, and every change said to listeners."""

from gi.repository import Gio, GLib

import harness
from harness import JOURNAL, MICROSECONDS, NAME, NEVER, NUDGE, PATH, Mirror, Proxy, WorldTest, calendar, event, now, wait_for

HOUR = 3600 * MICROSECONDS


class Nudges(WorldTest):
    def setUp(self):
        super().setUp()
        self.call = self.world.root.call

    def start_with(self, uid="water", title="Drink water", more=""):
        """A daemon with one rule that is due in an hour, so that only Trigger() shows it."""
        self.world.put(uid + ".ics", calendar(event(uid, now() + HOUR, title, more)))
        return self.world.start()

    def fire(self, uid="water"):
        return Proxy(self.world, self.call(NAME, "Trigger", "(s)", uid))

    def outcomes(self, uid="water"):
        return [entry["kind"] for entry in self.world.query() if entry.get("uid") == uid]

    def test_a_rule_due_in_seconds_becomes_a_nudge(self):
        due = (now() // MICROSECONDS + 2) * MICROSECONDS
        self.world.put("water.ics", calendar(event("water", due, "Drink water")))
        self.world.start()
        self.assertEqual(self.world.objects(), {})
        mirror = Mirror(self.world)
        nudge = self.world.wait_for_nudge("water")
        self.assertGreaterEqual(now(), due)
        number, _, title, _, actions, _ = self.world.wait_for_title("Drink water")
        self.assertTrue(number)
        self.assertIn("default", actions)
        wait_for(lambda: nudge.get("State", NUDGE) == "shown", "a nudge that is shown")
        properties = nudge.get_all(NUDGE)
        self.assertEqual(properties["Rule"], "water")
        self.assertEqual(properties["Summary"], "Drink water")
        self.assertEqual(properties["Due"], due)
        self.assertGreaterEqual(properties["ShownAt"], due)
        self.assertEqual(properties["SnoozedUntil"], 0)
        self.assertEqual(nudge.path, f"{PATH}/nudge/{properties['Id']}")
        self.assertEqual(self.world.wait_for_signal("Due"), (nudge.path,))
        self.assert_mirrors(mirror)
        self.assertEqual(mirror.seen()["PendingCount"], 1)
        self.assertEqual(mirror.seen()["Today"]["shown"], 1)

    def test_object_manager_says_what_comes_and_goes(self):
        self.start_with()
        nudge = self.fire()
        path, interfaces = self.world.wait_for_signal("InterfacesAdded")
        self.assertEqual(path, nudge.path)
        self.assertEqual(interfaces[NUDGE]["Rule"], "water")
        nudge.call(NUDGE, "Done", "(a{sv})", {})
        path, interfaces = self.world.wait_for_signal("InterfacesRemoved")
        self.assertEqual((path, interfaces), (nudge.path, [NUDGE]))
        self.assertEqual(self.world.objects(), {})
        with self.assertRaises(GLib.Error):
            nudge.get_all(NUDGE)

    def test_done_ends_it_and_is_remembered(self):
        self.start_with()
        mirror = Mirror(self.world)
        nudge = self.fire()
        self.world.wait_for_title("Drink water")
        nudge.call(NUDGE, "Done", "(a{sv})", {"note": GLib.Variant("s", "two glasses")})
        number, outcome, details = self.world.wait_for_signal("Answered")
        self.assertEqual((number, outcome), (nudge.path.rsplit("/", 1)[1], "done"))
        self.assertEqual(details["uid"], "water")
        self.assertNotIn("two glasses", str(self.world.signals))
        self.assert_mirrors(mirror)
        self.assertEqual(mirror.seen()["PendingCount"], 0)
        self.assertEqual(mirror.seen()["Today"]["done"], 1)
        entry = [entry for entry in self.world.query() if entry["kind"] == "done"][0]
        self.assertEqual(entry["note"], "two glasses")
        wait_for(lambda: self.world.server.closed, "a notification taken away")

    def test_skip_ends_it(self):
        self.start_with()
        mirror = Mirror(self.world)
        self.fire().call(NUDGE, "Skip", "(a{sv})", {})
        self.assertEqual(self.world.wait_for_signal("Answered")[1], "skipped")
        self.assertEqual(self.outcomes()[-1], "skipped")
        self.assert_mirrors(mirror)

    def test_a_snooze_brings_it_back(self):
        self.start_with()
        nudge = self.fire()
        self.world.wait_for_title("Drink water")
        mirrors = Mirror(self.world), Mirror(self.world, nudge.path, NUDGE)
        before = now()
        nudge.call(NUDGE, "Snooze", "(u)", 2)
        _, outcome, details = self.world.wait_for_signal("Answered")
        self.assertEqual(outcome, "snoozed")
        self.assertGreaterEqual(details["until"], before + 2 * MICROSECONDS)
        self.assertEqual(nudge.get("State", NUDGE), "snoozed")
        self.assertEqual(nudge.get("SnoozedUntil", NUDGE), details["until"])
        self.assert_mirrors(*mirrors)
        wait_for(lambda: nudge.get("State", NUDGE) == "shown", "the nudge again")
        self.assertGreaterEqual(now(), details["until"])
        self.assertEqual(nudge.get("Snoozes", NUDGE), 1)
        self.assert_mirrors(*mirrors)
        wait_for(lambda: self.world.server.titles().count("Drink water") == 2, "the notification again")

    def test_a_snooze_until_a_time(self):
        self.start_with()
        nudge = self.fire()
        until = now() + HOUR
        nudge.call(NUDGE, "SnoozeUntil", "(x)", until)
        self.assertEqual(nudge.get("SnoozedUntil", NUDGE), until)
        agenda = self.call(NAME, "Agenda", "(xxua{sv})", 0, 0, 0, {})
        self.assertIn(("water", "snooze", until), [(one["uid"], one["kind"], one["time"]) for one in agenda])

    def test_a_snooze_of_nothing_is_the_usual_one(self):
        self.world.configure("[packs]\nenabled =\n[timing]\nsnooze = 7m, 1h\n")
        self.start_with()
        nudge = self.fire()
        before = now()
        nudge.call(NUDGE, "Snooze", "(u)", 0)
        self.assertAlmostEqual(nudge.get("SnoozedUntil", NUDGE) - before, 420 * MICROSECONDS, delta=5 * MICROSECONDS)

    def test_a_time_that_cannot_be_is_refused(self):
        self.start_with()
        nudge = self.fire()
        for until in (0, -1, now() - MICROSECONDS, now() + 367 * 24 * HOUR, NEVER, -2**63):
            self.assert_error("InvalidArgument", nudge.call, NUDGE, "SnoozeUntil", "(x)", until)
        self.assert_error("InvalidArgument", nudge.call, NUDGE, "Snooze", "(u)", 31622401)
        self.assert_error("InvalidArgument", nudge.call, NUDGE, "Snooze", "(u)", 2**32 - 1)
        self.assertEqual(nudge.get("Snoozes", NUDGE), 0)

    def test_a_note_that_is_too_long_is_refused_and_ends_nothing(self):
        self.start_with()
        nudge = self.fire()
        self.assert_error("TooLarge", nudge.call, NUDGE, "Done", "(a{sv})", {"note": GLib.Variant("s", "x" * 70000)})
        self.assert_error("InvalidArgument", nudge.call, NUDGE, "Done", "(a{sv})", {"note": GLib.Variant("u", 1)})
        self.assert_error("InvalidArgument", nudge.call, NUDGE, "Skip", "(a{sv})", {"reason": GLib.Variant("s", "x")})
        self.assertEqual(len(self.world.objects()), 1)

    def test_the_buttons_of_the_notification_answer(self):
        for button, outcome in (("done", "done"), ("snooze", "snoozed"), ("skip", "skipped")):
            with self.subTest(button):
                self.world.put("water.ics", calendar(event("water", now() + HOUR, "Drink water")))
                daemon = self.world.start()
                self.fire()
                number, _, _, _, actions, _ = self.world.wait_for_title("Drink water")
                name = next(action for action in actions[::2] if button in action)
                self.world.signals.clear()
                self.world.server.press(number, name)
                self.assertEqual(self.world.wait_for_signal("Answered")[1], outcome)
                for path in self.world.objects():
                    Proxy(self.world, path).call(NUDGE, "Skip", "(a{sv})", {})
                daemon.stop()
                self.world.server.shown.clear()

    def why(self, subject):
        return self.call(NAME, "Why", "(s)", subject)

    def test_why_tells_the_story_of_a_nudge(self):
        self.start_with("tea", "Tea")
        self.assertEqual(self.why("tea")["state"], "scheduled")
        self.assertIn("“Tea” is due", self.why("")["next"])
        nudge = self.fire("tea")
        number = nudge.get("Id", NUDGE)
        live = self.why(number)
        self.assertEqual((live["state"], live["sentence"]), ("shown", "You asked for it, so it was shown at once"))
        nudge.call(NUDGE, "Skip", "(a{sv})", {})
        ended = self.why(number)
        self.assertEqual(ended["state"], "skipped")
        self.assertEqual([step["text"] for step in ended["steps"]], ["shown", "skipped"])
        self.assert_error("NotFound", self.why, "4711")
        self.assert_error("NotFound", self.why, "nothing-like-it")

    def test_a_disabled_rule_can_be_fired(self):
        self.start_with()
        self.call(NAME, "SetRuleEnabled", "(sb)", "water", False)
        self.fire()
        self.world.wait_for_title("Drink water")
        self.assert_error("NotFound", self.call, NAME, "Trigger", "(s)", "nobody")

    def test_a_rule_removed_withdraws_its_nudge(self):
        self.start_with()
        mirror = Mirror(self.world)
        self.fire()
        self.call(NAME, "RemoveRule", "(s)", "water")
        self.assertEqual(self.world.objects(), {})
        self.assertEqual(self.world.wait_for_signal("Answered")[1], "closed")
        self.assert_mirrors(mirror)

    def test_a_log_of_the_same_care_credits_it(self):
        self.start_with(more="CATEGORIES:food\r\n")
        self.fire()
        self.world.wait_for_title("Drink water")
        self.call(JOURNAL, "Add", "(sa{sv})", "food", {})
        self.assertEqual(self.world.wait_for_signal("Answered")[1], "credited")
        self.assertEqual(self.world.objects(), {})

    def test_markup_of_a_file_is_shown_as_text(self):
        self.start_with(title="<b>bold</b> & <a href='x'>y</a>", more="DESCRIPTION:<img src='x'/> & more\r\n")
        self.fire()
        wait_for(lambda: self.world.server.shown, "a notification")
        _, _, title, body, _, hints = self.world.server.shown[0]
        self.assertEqual(title, "<b>bold</b> & <a href='x'>y</a>")
        self.assertNotIn("<img", body)
        self.assertIn("&lt;img", body)
        self.assertNotIn("image-path", hints)


class Pause(WorldTest):
    def setUp(self):
        super().setUp()
        self.call = self.world.root.call

    def pause(self, until=0, **options):
        return self.call(NAME, "Pause", "(xa{sv})", until, options)

    def test_a_pause_is_said_and_ends(self):
        self.world.start()
        mirror = Mirror(self.world)
        self.pause()
        self.assert_mirrors(mirror)
        self.assertEqual(mirror.seen()["State"], "paused")
        self.assertEqual(mirror.seen()["HeldBy"], ["paused"])
        self.assertEqual(mirror.seen()["PausedUntil"], NEVER)
        self.call(NAME, "Resume")
        self.assert_mirrors(mirror)
        self.assertEqual((mirror.seen()["State"], mirror.seen()["PausedUntil"]), ("active", 0))

    def test_a_pause_with_an_end_ends_by_itself(self):
        self.world.start()
        mirror = Mirror(self.world)
        self.pause(now() + 2 * MICROSECONDS)
        self.assertEqual(self.world.root.get("State"), "paused")
        wait_for(lambda: self.world.root.get("State") == "active", "the end of the pause")
        self.assert_mirrors(mirror)

    def test_a_pause_in_the_past_is_refused(self):
        self.world.start()
        for until in (1, -1, now() - 1):
            self.assert_error("InvalidArgument", self.pause, until)
        self.assert_error("InvalidArgument", lambda: self.pause(0, reason=GLib.Variant("s", "x")))
        self.assertEqual(self.world.root.get("State"), "active")

    def test_a_nudge_due_in_a_pause_comes_after_it(self):
        due = (now() // MICROSECONDS + 2) * MICROSECONDS
        self.world.put("water.ics", calendar(event("water", due, "Drink water")))
        self.world.start()
        self.pause()
        nudge = self.world.wait_for_nudge("water")
        mirror = Mirror(self.world, nudge.path, NUDGE)
        self.assertEqual((nudge.get("State", NUDGE), nudge.get("HeldBy", NUDGE)), ("held", ["paused"]))
        self.assertEqual(self.world.server.shown, [])
        self.call(NAME, "Resume")
        self.world.wait_for_title("Drink water")
        self.assert_mirrors(mirror)
        self.assertEqual(mirror.seen()["HeldBy"], [])

    def test_a_pause_survives_a_kill(self):
        daemon = self.world.start()
        until = now() + HOUR
        self.pause(until)
        daemon.kill()
        self.world.start()
        self.assertEqual((self.world.root.get("State"), self.world.root.get("PausedUntil")), ("paused", until))

    def test_an_inhibitor_ends_with_the_program_that_took_it(self):
        self.world.start()
        mirror = Mirror(self.world)
        other = self.world.bus.connect()
        other.call_sync(NAME, PATH, NAME, "Inhibit", GLib.Variant("(ss)", ("talk", "Presentation")), None,
                        Gio.DBusCallFlags.NONE, -1, None)
        self.assert_mirrors(mirror)
        self.assertEqual((mirror.seen()["State"], mirror.seen()["HeldBy"]), ("held", ["inhibited"]))
        other.close_sync(None)
        wait_for(lambda: self.world.root.get("State") == "active", "the end of the inhibitor")
        self.assert_mirrors(mirror)

    def test_an_inhibitor_is_ended_by_its_owner_only(self):
        self.world.start()
        cookie = self.call(NAME, "Inhibit", "(ss)", "talk", "Presentation")
        other = self.world.bus.connect()
        with self.assertRaises(GLib.Error) as caught:
            other.call_sync(NAME, PATH, NAME, "Uninhibit", GLib.Variant("(u)", (cookie,)), None,
                            Gio.DBusCallFlags.NONE, -1, None)
        self.assertEqual(Gio.DBusError.get_remote_error(caught.exception), f"{NAME}.Error.NotFound")
        self.call(NAME, "Uninhibit", "(u)", cookie)
        self.assertEqual(self.world.root.get("State"), "active")
        other.close_sync(None)


if __name__ == "__main__":
    harness.main()
