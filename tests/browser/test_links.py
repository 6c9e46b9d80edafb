"""A copied link gives the screen it was copied from, element by element: for every option, and on a fresh server."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.browser.access import CONTRAST_ONLY, broken_rules, faint_words
from tests.browser.desk import AWAY, Visit, dashboard, visiting
from tests.browser.options import VIEWS

pytestmark = pytest.mark.browser

# All that a screen says, and how each of its inputs stands; tables are drawn on canvas, and give their rows beside it.
SCREEN = """() => {
    const state = e => [e.tagName, e.type, e.ariaLabel, e.value, e.checked, e.open, e.disabled, e.ariaPressed,
                        e.ariaChecked, e.ariaSelected, e.ariaCurrent, e.ariaExpanded, e.innerText];
    const within = name => {
        const part = document.querySelector(`[data-testid="${name}"]`);
        const inputs = part.querySelectorAll('input, select, textarea, button, details, [role="row"], [role="radio"]');
        return [part.innerText, ...Array.from(inputs, e => JSON.stringify(state(e)))];
    };
    const charts = Array.from(document.querySelectorAll('.js-plotly-plot text'), e => e.textContent);
    const all = selector => Array.from(document.querySelectorAll(selector));
    const busy = all('[data-testid="stSkeleton"], [data-stale="true"]').length
        || all('[data-testid="stDataFrame"]').some(e => !e.querySelector('[role="row"], tr'))
        || all('[data-testid="stPlotlyChart"]').some(e => !e.querySelector('.main-svg'));
    return busy ? null : [...within('stMain'), ...within('stSidebar'), ...charts];
}"""
LOADED = {"brief, every filter", "map, place", "sources, facts", "agreement"}  # the others are followed


def screen(visit: Visit) -> list[str]:
    """What is on screen once nothing moves any more."""
    before: list[str] | None = None
    for _ in range(60):
        now = visit.page.evaluate(SCREEN)
        if now is not None and now == before:
            return list(now)
        before = now
        time.sleep(0.3)
    pytest.fail("the screen does not come to rest")


def copied_link(visit: Visit) -> str:
    """The address that "Copy link" gives."""
    visit.page.get_by_role("button", name="Copy link").click()
    visit.page.locator(".copied", has_text="Link copied").wait_for()
    link = str(visit.page.evaluate("navigator.clipboard.readText()"))
    visit.page.keyboard.press("Escape")
    return link


def query_of(address: str) -> list[tuple[str, str]]:
    """The parameters of an address."""
    return sorted(parse_qsl(urlsplit(address).query))


def assert_same_elsewhere(visit: Visit, other: Visit, asked: Iterable[tuple[str, str]]) -> None:
    """The copied link asks for all of that, and gives the other reader the screen it was copied from.

    It is followed, which `test_moving.py` holds to give what opening gives; whoever is not on the desk yet opens it.
    """
    there, link = screen(visit), copied_link(visit)
    assert "which this data does not have" not in there[0]
    assert set(asked) <= set(query_of(link))
    other.move(link.removeprefix(visit.base))
    assert screen(other) == there


@pytest.mark.parametrize("view", VIEWS)
def test_every_option_comes_back_from_the_copied_link(view: str, readers: tuple[Visit, Visit]) -> None:
    """Each option that the link asks for is in force, stands in the copied link, and gives the same screen again.

    The other reader's is in dark; a theme changes nothing but colours, and neither screen shuts anyone out.
    """
    visit, other = readers
    visit.move(f"/{VIEWS[view]}")
    if view in LOADED:
        other.page.goto("about:blank")
    assert_same_elsewhere(visit, other, query_of(VIEWS[view]))
    assert broken_rules(visit) + broken_rules(other, CONTRAST_ONLY) + faint_words(visit) + faint_words(other) == []


def click(name: str, role: Any = "button") -> Callable[[Visit], None]:
    """A click on what has this name."""
    return lambda visit: visit.page.get_by_role(role, name=name, exact=True).first.click()


def click_expander(name: str) -> Callable[[Visit], None]:
    """A click on an expander's head."""
    return lambda visit: visit.page.locator("summary", has_text=name).first.click()


def open_by_key(row: str) -> Callable[[Visit], None]:
    """A row of a grid opened from the keyboard."""
    return lambda visit: visit.page.locator(f'details[data-row="{row}"] > summary').press("Enter")


def click_first_name(visit: Visit) -> None:
    """A click on the name in the last table's first row."""
    visit.page.locator('[data-testid="stDataFrame"]').last.click(position={"x": 70, "y": 52})


def select_first_row(visit: Visit) -> None:
    """A click into the last table's first row, before its first cell."""
    visit.page.locator('[data-testid="stDataFrame"]').last.click(position={"x": 15, "y": 52})


def enter_first_row(visit: Visit) -> None:
    """The last table's first row opened from the keyboard."""
    table = visit.page.get_by_test_id("data-grid-canvas").last
    table.focus()
    for key in ("ArrowDown", "Control+Home", "Enter"):
        table.press(key)


@pytest.mark.parametrize(
    ("page", "deeds", "asked"),
    [
        (
            "entities?chosen=idlib",
            [click("Per 1,000 words", "radio"), click_expander("The numbers as a table"), click("Page 2")],
            {("count", "rate"), ("open", "entities by rate"), ("page", "entity/idlib:2")},
        ),
        (
            "entities?chosen=russia&offer=alwaght",
            [click("Leave out"), click("Close"), click("Keep only")],
            {("outlet", "ya-libnan"), ("entity", "russia")},
        ),
        ("map", [click("its government or people")], {("role", "literal"), ("role", "associative")}),
        ("article", [click("Next article"), click("Keep only")], {("article", "6fb65e233b16f16b")}),
        (
            "agreement?as_of=2018-10-12&clause=sochi-2018/highways",
            [click_expander("The Idlib de-escalation area"), open_by_key("clause:sochi-2018/highways")],
            {("open", "clause:sochi-2018/observation-posts"), ("shut", "clause:sochi-2018/highways")},
        ),
        ("entities", [enter_first_row], {("row", "all names:idlib"), ("chosen", "idlib")}),
        ("entities", [click_first_name], {("row", "all names:idlib"), ("chosen", "idlib")}),
        (
            "entities",
            [click_expander("More filters"), select_first_row],
            {("more", "open"), ("row", "all names:idlib"), ("chosen", "idlib")},
        ),
    ],
)
def test_what_is_clicked_stands_in_the_link(
    page: str, deeds: list[Callable[[Visit], None]], asked: set[tuple[str, str]], readers: tuple[Visit, Visit]
) -> None:
    """Switches, expanders, pages of sentences and offered filters, as a reader sets them."""
    visit, other = readers
    visit.move(f"/{page}")
    for deed in deeds:
        deed(visit)
        visit.settle()
    visit.page.mouse.move(*AWAY)
    assert_same_elsewhere(visit, other, asked)


AREA = "() => [map.getZoom(), map.getCenter().lat.toFixed(4), map.getCenter().lng.toFixed(4)].join('/')"
PLACES = """() => {
    const frame = map.getContainer().getBoundingClientRect();
    const inView = at => at.x > frame.x && at.x < frame.right && at.y > frame.y && at.y < frame.bottom;
    const places = Array.from(document.querySelectorAll(".place"), place => place.getBoundingClientRect());
    return places.filter(inView).map(({x, y}) => [Math.round(x - frame.x), Math.round(y - frame.y)].join(" "));
}"""


def map_frame(visit: Visit) -> Any:
    """The map's frame, once its places are drawn and nothing moves."""
    visit.page.frame_locator("iframe").first.locator(".place").first.wait_for(timeout=30_000)
    screen(visit)
    return next(frame for frame in visit.page.frames if "st_folium" in frame.url)


def area_to_copy(visit: Visit) -> str:
    """The link that is copied, once it asks for the map's area."""
    for _ in range(60):
        link = copied_link(visit)
        if dict(query_of(link)).get("area") == map_frame(visit).evaluate(AREA):
            return link
        time.sleep(0.3)
    pytest.fail(f"the map shows {map_frame(visit).evaluate(AREA)}, and the link is {link}")


def test_a_map_that_was_moved_shows_the_same_area(readers: tuple[Visit, Visit]) -> None:
    """A pan and a zoom stand in the link without the map being drawn anew; the link that is copied has them."""
    visit, other = readers
    visit.open("/map")
    before, mouse = map_frame(visit).evaluate(PLACES), visit.page.mouse
    assert "area" not in dict(query_of(visit.page.url))
    marker = visit.page.frame_locator("iframe").first.locator(".place").first.element_handle()
    box = visit.page.locator("iframe").first.bounding_box()
    mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.7 * box["height"])
    mouse.down()
    mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.6 * box["height"], steps=5)
    mouse.up()
    visit.page.frame_locator("iframe").first.locator(
        ".leaflet-control-zoom-out"
    ).click()  # what was in view stays there
    link, after = area_to_copy(visit), map_frame(visit).evaluate(PLACES)
    assert marker.evaluate("place => place.isConnected")
    assert after
    assert after != before
    other.open(link.removeprefix(visit.base))
    assert map_frame(other).evaluate(PLACES) == after


@pytest.mark.parametrize(("view", "base_path"), [("brief, every filter", "desk"), ("sources, labels", "")])
def test_a_link_opened_first_on_a_fresh_server_gives_the_same_screen(
    view: str, base_path: str, browser: Any, readers: tuple[Visit, Visit], annotated: Path
) -> None:
    """Nothing of a view lives in the server that made the link, nor in the path that it is served below."""
    visit, _ = readers
    visit.move(f"/{VIEWS[view]}")
    surroundings = {"STREAMLIT_SERVER_BASE_URL_PATH": base_path} if base_path else {}
    with dashboard(annotated, **surroundings) as fresh, visiting(browser, fresh) as other:
        assert_same_elsewhere(visit, other, query_of(VIEWS[view]))
        other.follow("Map")
        map_frame(other)  # its files are found below that path too
        other.open("/")
        assert copied_link(other).startswith(f"{fresh}/?")
