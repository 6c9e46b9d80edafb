"""On a narrow screen nothing is wider than the page, no label lies on another, and no button on a figure."""

from itertools import combinations
from typing import Any

import pytest

from tests.browser.desk import Visit, visiting

pytestmark = pytest.mark.browser

PAGES = ("brief", "map", "sources", "entities", "article", "agreement")
# What reaches beyond the screen, but for what scrolls inside a box of its own.
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const page = document.querySelector('[data-testid="stMainBlockContainer"]');
    const scrolls = e => e !== page && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
    return [...page.querySelectorAll('*')]
        .filter(e => e.getBoundingClientRect().width && e.getBoundingClientRect().right > width + 1)
        .filter(e => !scrolls(e.parentElement))
        .map(e => e.tagName + ' ' + e.className).slice(0, 5);
}"""
SIDEBAR = "document.querySelector('[data-testid=stSidebar]')"
LABELS = ".js-plotly-plot .annotation-text, .js-plotly-plot .ytick text, .js-plotly-plot .xtick text"


def _overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes share more than an edge."""
    return all(
        one[at] + one[size] > other[at] + 1 and other[at] + other[size] > one[at] + 1
        for at, size in (("x", "width"), ("y", "height"))
    )


def test_everything_fits_a_narrow_screen(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 400, "height": 900})
    visit.open("/")  # as it is drawn where the screen is narrow from the start
    for page in PAGES:
        visit.move(f"/{page}?as_of=2018-09-17")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 400, page
        assert visit.page.evaluate(TOO_WIDE) == [], page
    visit.page.wait_for_selector(".js-plotly-plot .annotation-text")
    labels = [one.bounding_box() for one in visit.page.locator(LABELS).all() if one.text_content()]
    assert len(labels) > 8
    assert not [pair for pair in combinations(labels, 2) if _overlap(*pair)]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 400 for box in labels)
    camera = visit.page.locator(".js-plotly-plot .modebar").bounding_box()
    marks = visit.page.locator(".js-plotly-plot .point").all()
    assert not [box for box in (*labels, *(mark.bounding_box() for mark in marks)) if _overlap(camera, box)]


def test_the_filters_say_what_they_keep_and_close(browser: Any, desk: str) -> None:
    """Where they lie over the page a button under them leads back to it; each value says how much there is of it."""
    with visiting(browser, desk) as visit:  # whose sidebar stays closed
        visit.page.set_viewport_size({"width": 400, "height": 900})
        visit.open("/?as_of=2018-09-17")
        visit.page.get_by_test_id("stExpandSidebarButton").click()
        visit.page.wait_for_function(f"{SIDEBAR}.dataset.collapsed === 'false'")
        visit.settle()  # a list of values that is opened while the sidebar slides in closes again
        outlets = visit.page.get_by_test_id("stSidebar").get_by_label("Outlet").first
        outlets.press_sequentially("Alwaght")
        visit.page.get_by_role("option", name="Alwaght · 1").wait_for()
        outlets.press("Enter")
        visit.settle()
        visit.page.keyboard.press("Escape")  # closes the list of values
        visit.page.get_by_role("button", name="Show 1 article").click()
        visit.page.wait_for_function(f"{SIDEBAR}.dataset.collapsed === 'true'")
        visit.settle()
        assert visit.shows("1 article, 1 outlet")
        for go in (_choose_map, _search):  # another page is shown, not hidden under the list of pages
            visit.page.get_by_test_id("stExpandSidebarButton").click()
            visit.page.wait_for_function(f"{SIDEBAR}.dataset.collapsed === 'false'")
            visit.settle()
            go(visit.page.get_by_test_id("stSidebar"))
            visit.page.wait_for_function(f"{SIDEBAR}.dataset.collapsed === 'true'")
            visit.settle()


def _choose_map(sidebar: Any) -> None:
    sidebar.locator("a", has_text="Map").click()


def _search(sidebar: Any) -> None:
    sidebar.get_by_label("Search every sentence").fill("zone")
    sidebar.get_by_label("Search every sentence").press("Enter")
