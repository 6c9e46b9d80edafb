"""The dashboard as a person meets it: a real server, a real browser, and no network beyond this machine."""

import os
import shutil

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The browser to test with: the one named in ACCORD_DESK_CHROMIUM, else an installed one, else None."""
    named = os.environ.get("ACCORD_DESK_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
