"""Seconds from a click on one of the desk's own links to the settled page, beside the sidebar's navigation."""

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.pages import DESK, SETTLED, WATCH
from tests.browser.desk import Visit, chromium, dashboard, visiting

ROUNDS = 10
PAGES = ("Entities", "Agreement")
IN_PANEL, IN_SIDEBAR = ".panel header a", '[data-testid="stSidebarNav"] a'
TITLED = "title => document.querySelector('h1')?.innerText === title"


def link_lines(executable: str) -> Iterator[str]:
    """One line a page: the same page from the brief's link and from the sidebar, by turns, on the seeds."""
    folder = Path(tempfile.mkdtemp())
    try:
        with chromium(executable) as browser, dashboard(folder / "store", DESK) as address:
            for page in PAGES:
                yield _line(browser, address, page)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _line(browser: Any, address: str, page: str) -> str:
    """Both medians and their ratio; the first round, which reads what later ones find ready, is not counted."""
    with visiting(browser, address) as visit:
        visit.open("/brief")
        visit.page.evaluate(WATCH)
        rounds = [(_move(visit, IN_PANEL, page), _move(visit, IN_SIDEBAR, page)) for _ in range(ROUNDS + 1)][1:]
    ours, sidebar = (statistics.median(seconds) for seconds in zip(*rounds, strict=True))
    return (
        f"a link inside the desk to {page}: {ours:.2f} s; the sidebar's navigation: {sidebar:.2f} s; "
        f"ratio {ours / sidebar:.2f}; at most 1.3 is asked for"
    )


def _move(visit: Visit, where: str, page: str) -> float:
    """Seconds from a click on the brief to the last change of the page it leads to; ends on the brief again."""
    seconds = _click(visit, where, page)
    _click(visit, IN_SIDEBAR, "Brief")
    return seconds


def _click(visit: Visit, where: str, page: str) -> float:
    """Seconds from a click on the link of that name to the last change of the page of that title."""
    link = visit.page.locator(where, has_text=page).first
    link.wait_for()
    begin = visit.page.evaluate("performance.now()")
    link.click()
    visit.page.wait_for_function(TITLED, arg=page, timeout=90_000)
    visit.page.wait_for_function(SETTLED, timeout=90_000)
    return float(visit.page.evaluate("window.lastChange") - begin) / 1000
