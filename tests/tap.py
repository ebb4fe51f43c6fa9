# SPDX-License-Identifier: GPL-3.0-or-later
"""TAP for tests in Python: each check is one line of output, and the exit code says whether all held."""

import sys


class Tap:
    def __init__(self):
        self.count = 0
        self.failures = 0

    def ok(self, holds, name, *details):
        """Report one test; the details are shown when it failed."""
        self.count += 1
        if not holds:
            self.failures += 1
        print(f"{'ok' if holds else 'not ok'} {self.count} - {name}")
        if not holds:
            for detail in details:
                for line in str(detail).splitlines():
                    print(f"#   {line}")
        sys.stdout.flush()
        return holds

    def equal(self, found, expected, name):
        return self.ok(found == expected, name, f"found    {found!r}", f"expected {expected!r}")

    def empty(self, problems, name):
        """Holds when the list of problems is empty; else they are shown."""
        return self.ok(not problems, name, *problems)

    def done(self):
        """Print the plan and leave."""
        print(f"1..{self.count}")
        sys.exit(1 if self.failures or not self.count else 0)
