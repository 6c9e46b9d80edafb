"""Take the README's pictures: the desk on the articles it ships with, in a browser, as a reader finds it.

Run when a page has changed, with requirements-dev.txt installed and a Chromium found:

    PYTHONPATH=. python scripts/take_pictures.py
"""

import sys
import tempfile
from pathlib import Path

from tests.browser import find_chromium
from tests.browser.desk import chromium, dashboard, visiting

DOCS = Path(__file__).resolve().parent.parent / "docs"
WIDTH = 1440
HEIGHTS = {"brief": 960, "map": 960, "agreement": 1180}


def main() -> int:
    """Write docs/<page>.png for every page of HEIGHTS; 1 when there is no browser."""
    executable = find_chromium()
    if executable is None:
        print("No Chromium found: name one in ACCORD_DESK_CHROMIUM.", file=sys.stderr)
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        dashboard(Path(folder) / "data") as address,
        chromium(executable) as browser,
        visiting(browser, address, color_scheme="light") as visit,
    ):
        for page, height in HEIGHTS.items():
            visit.page.set_viewport_size({"width": WIDTH, "height": height})
            visit.open(f"/{page}")
            # Charts and the map draw themselves after the page has settled.
            visit.page.wait_for_timeout(2000)
            visit.page.screenshot(path=DOCS / f"{page}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
