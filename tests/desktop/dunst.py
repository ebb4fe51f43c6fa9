# SPDX-License-Identifier: GPL-3.0-or-later
"""dunst, a real notification server, and a user who looks at it and clicks."""

import os

from session import wait_for

DUNSTRC = """[global]
    width = 420
    origin = top-right
    offset = 20x20
    font = DejaVu Sans 12
    frame_color = "#4a7a6a"
    icon_theme = Adwaita
    mouse_left_click = do_action, close_current
    mouse_middle_click = context
    mouse_right_click = close_current
    dmenu = {menu}
[urgency_normal]
    background = "#f6f3ea"
    foreground = "#2d3a35"
"""

# Chooses the entry that has the word SNOOZE in the list that it is given.
MENU = "#!/bin/sh\ngrep -i snooze | head -n 1\n"


class Desktop:
    def __init__(self, session):
        self.session = session
        menu = session.path("menu", MENU)
        os.chmod(menu, 0o755)
        self.configuration = session.path("dunstrc", DUNSTRC.format(menu=menu))
        self.dunst = None

    def start_dunst(self):
        self.dunst = self.session.start("dunst", "-conf", self.configuration)
        wait_for(lambda: self.session.has_name("org.freedesktop.Notifications"), "dunst")

    def window(self):
        """Return x, y, width and height of what dunst shows, or nothing."""
        for window in self.session.run("xdotool", "search", "--onlyvisible", "--class", "Dunst").split():
            found = dict(line.split("=") for line in self.session.run("xdotool", "getwindowgeometry", "--shell",
                                                                      window).splitlines())
            if found and int(found["WIDTH"]) > 60:
                return [int(found[key]) for key in ("X", "Y", "WIDTH", "HEIGHT")]
        return None

    def shown(self):
        return self.session.run("dunstctl", "count", "displayed") or "0"

    def click(self, button):
        x, y, width, height = wait_for(self.window, "a window of dunst")
        self.session.run("xdotool", "mousemove", str(x + width // 2), str(y + height // 2), "click", button)

    def picture(self, path):
        """Keep a screenshot with more on it than an empty screen; return how many colours it has."""
        def take():
            self.session.screenshot(path)
            colours = int(self.session.run("identify", "-format", "%k", path) or 0)
            return colours if colours > 10 else 0
        return wait_for(take, "something to see")
