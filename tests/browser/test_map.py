"""The map with no network: markers drawn, a click answered, hostile text shown as text."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.desk import dashboard, visiting

pytestmark = pytest.mark.browser

PLACES = ("Idlib", "Sochi", "Latakia", "Aleppo", "Hama")


def test_markers_are_drawn_and_a_click_opens_sentences(browser: Any, desk: str) -> None:
    """A click on a place shows the sentences that mention it."""
    with visiting(browser, desk) as visit:
        visit.open("/map")
        frame = visit.page.frame_locator("iframe").first
        frame.locator("path.leaflet-interactive").first.wait_for(timeout=30_000)
        assert frame.locator("path.leaflet-interactive").count() >= len(PLACES)
        before = visit.page.url
        frame.locator("path.leaflet-interactive").last.click(force=True)
        visit.page.wait_for_function(f"location.href !== {before!r}", timeout=30_000)
        visit.settle()
        assert "place=" in visit.page.url
        assert visit.page.locator("mark").count() > 0


def test_the_map_is_drawn_below_a_base_path(browser: Any, annotated: Path) -> None:
    """A desk that a host serves below a path of its own finds its map files there."""
    with (
        dashboard(annotated, STREAMLIT_SERVER_BASE_URL_PATH="desk") as address,
        visiting(browser, address) as visit,
    ):
        visit.open("/map")
        markers = visit.page.frame_locator("iframe").first.locator("path.leaflet-interactive")
        markers.first.wait_for(timeout=30_000)
        assert markers.count() >= len(PLACES)


def test_the_five_places_are_on_the_map_page(browser: Any, desk: str) -> None:
    """The places the agreement is about are named beside the map."""
    with visiting(browser, desk) as visit:
        visit.open("/map")
        for place in PLACES:
            assert visit.page.get_by_text(place).count() or place in visit.text()
