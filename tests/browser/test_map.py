"""The map with no network: markers drawn, a click answered, and the date line no edge of it."""

from collections.abc import Iterator
from typing import Any

import pytest

from lib.models import Annotations, Place, Toponym
from lib.store import save
from tests.browser.access import FAINT, ON_MAP
from tests.browser.desk import Visit, dashboard, visiting
from tests.conftest import file_row, make_document, sentences_of, span_of

pytestmark = pytest.mark.browser

PLACES = ("Idlib", "Sochi", "Latakia", "Aleppo", "Hama")


def test_markers_are_drawn_and_a_click_opens_sentences(visit: Visit) -> None:
    """The agreement's places are named beside the map; a click on one shows the sentences that mention it."""
    visit.open("/map")
    for place in PLACES:
        assert visit.page.get_by_text(place).count() or place in visit.text()
    frame = visit.page.frame_locator("iframe").first
    frame.locator("path.leaflet-interactive").first.wait_for(timeout=30_000)
    assert frame.locator("path.leaflet-interactive").count() >= len(PLACES)
    before = visit.page.url
    frame.locator("path.leaflet-interactive").last.click(force=True)
    visit.page.wait_for_function(f"location.href !== {before!r}", timeout=30_000)
    visit.settle()
    assert "place=" in visit.page.url
    assert visit.page.locator("mark").count() > 0


def test_what_lies_outside_the_view_is_listed_and_leads_there(visit: Visit) -> None:
    """By keyboard too; in sight again, a place is no longer listed."""
    visit.open("/map")
    frame = visit.page.frame_locator("iframe").first
    listed = frame.locator(".beyond button")
    listed.first.wait_for(timeout=30_000)
    most = listed.first.inner_text().split("\n")[0]
    assert most == "Sochi"
    assert frame.locator(".place[alt], .place").count() > listed.count() > 1
    listed.first.press("Enter")
    visit.page.wait_for_url("**place=**", timeout=30_000)
    visit.settle()
    assert visit.page.get_by_role("heading", name="Sochi").count()
    visit.page.wait_for_timeout(700)
    assert most not in listed.all_inner_texts()


def test_its_words_are_readable_in_light_and_dark(readers: tuple[Visit, Visit]) -> None:
    for visit in readers:
        visit.open("/map")
        frame = visit.page.frame_locator("iframe").first
        for part in (".beyond button", "path.land", ".country-name", ".city-name", ".place-name"):
            frame.locator(part).first.wait_for(state="attached", timeout=30_000)
        inside = next(one for one in visit.page.frames if "st_folium" in one.url)
        assert inside.evaluate(FAINT, ON_MAP) == []


# Towns on either side of the date line, by outlet.
TOWNS = {
    "fiji": {"Suva": (-18.1, 178.4), "Apia": (-13.8, -171.8)},
    "alaska": {"Adak": (51.9, -176.6), "Petropavlovsk": (53.0, 158.7)},
    "bering": {"Nome": (64.5, -165.4), "Provideniya": (64.4, -173.2), "Anadyr": (64.7, 177.5)},
}
# How far the markers reach over the map, and what of the map's middle row of pixels is land.
SPREAD = """() => {
    const boxes = [...document.querySelectorAll('.place')].map(e => e.getBoundingClientRect());
    const inside = boxes.filter(b => b.left >= 0 && b.right <= innerWidth && b.top >= 0 && b.bottom <= innerHeight);
    const lefts = inside.map(b => b.left);
    return [inside.length, (Math.max(...lefts) - Math.min(...lefts)) / innerWidth];
}"""
LAND = """() => [...document.querySelectorAll('path.land')].filter(e => {
    const b = e.getBoundingClientRect();
    return b.width && b.right > 0 && b.left < innerWidth && b.bottom > 0 && b.top < innerHeight;
}).length"""


@pytest.fixture(scope="module")
def pacific(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A reader of a desk with one article for each of those outlets."""
    folder = tmp_path_factory.mktemp("pacific")
    (folder / "none").mkdir()
    save(folder / "data" / "table", [_article(number, outlet) for number, outlet in enumerate(TOWNS)])
    with (
        dashboard(folder / "data", ACCORD_DESK_SEEDS=str(folder / "none")) as base,
        visiting(browser, base) as visit,
    ):
        yield visit


def _article(number: int, outlet: str) -> Any:
    text = f"Ships went from {' to '.join(TOWNS[outlet])}."
    named = tuple(
        Toponym(span_of(text, name), "literal", 0.9, Place(name, name, lat, lon, None, "city"), None)
        for name, (lat, lon) in TOWNS[outlet].items()
    )
    made = Annotations(sentences_of(text, text), toponyms=named)
    return file_row(make_document(f"d{number}", text, outlet), made)


@pytest.mark.parametrize("outlet", TOWNS)
def test_places_across_the_date_line_stand_side_by_side(outlet: str, pacific: Visit) -> None:
    pacific.open(f"/map?outlet={outlet}")
    frame = pacific.page.frame_locator("iframe").first
    frame.locator(".place").first.wait_for(timeout=30_000)
    frame.locator("path.land").first.wait_for(state="attached", timeout=30_000)
    inside = pacific.page.frames[-1]
    shown, spread = inside.evaluate(SPREAD)
    assert shown == len(TOWNS[outlet])
    assert 0.03 < spread < 0.95
    assert inside.evaluate(LAND) > 0
    assert inside.evaluate("window.map.getZoom()") >= 4
    names = inside.evaluate("[...document.querySelectorAll('.place-name')].map(e => e.firstChild.textContent)")
    assert set(names) == set(TOWNS[outlet])
    before = inside.evaluate(SPREAD)
    frame.locator("a.fit").click()
    pacific.page.wait_for_timeout(700)
    assert inside.evaluate(SPREAD)[0] == before[0]
    pacific.settle()
    written = pacific.page.evaluate("new URLSearchParams(location.search).get('area')")
    assert written is None or -180 <= float(written.split("/")[2]) <= 180
