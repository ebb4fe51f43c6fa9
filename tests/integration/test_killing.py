#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A rule is due each second while the daemon is killed at random moments: none is lost, and none is new twice."""

import collections
import random

import harness
from harness import MICROSECONDS, WorldTest, calendar, event, now, wait_for

N_RULES = 25
SEED = 7


class Killing(WorldTest):
    def test_killed_at_random_moments_it_loses_and_doubles_nothing(self):
        chance = random.Random(SEED)
        start = (now() // MICROSECONDS + 2) * MICROSECONDS
        uids = [f"rule-{number}" for number in range(N_RULES)]
        for number, uid in enumerate(uids):
            self.world.put(f"{uid}.ics", calendar(event(uid, start + number * MICROSECONDS, uid)))
        daemon = self.world.start()
        n_kills = 0
        while now() < start + (N_RULES + 1) * MICROSECONDS:
            moment = now() + int(chance.uniform(0.05, 1.2) * MICROSECONDS)
            wait_for(lambda moment=moment: now() > moment, "the moment to kill it")
            daemon.kill()
            daemon = self.world.start()
            n_kills += 1
        wait_for(lambda: set(uids) <= set(self.world.server.titles()), "every nudge on the server")
        live = collections.Counter(nudge["Rule"] for nudge in self.world.objects().values())
        self.assertEqual(live, collections.Counter(uids))
        shown = collections.Counter(entry["uid"] for entry in self.world.query() if entry["kind"] == "shown")
        self.assertEqual(shown, collections.Counter(uids))
        self.assertGreater(n_kills, N_RULES // 2)


if __name__ == "__main__":
    harness.main()
