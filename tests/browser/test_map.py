"""The map with no network: markers drawn, a click answered, hostile text shown as text."""

from typing import Any

import pytest

from tests.browser.desk import visiting

pytestmark = pytest.mark.browser

PLACES = ("Idlib", "Sochi", "Latakia", "Aleppo", "Hama")


def test_markers_are_drawn_and_a_click_opens_sentences(browser: Any, desk: str) -> None:
    """A click on a place shows the sentences that mention it."""
    with visiting(browser, desk) as visit:
        visit.open("/map")
        frame = visit.page.frame_locator("iframe").first
        frame.locator("path.leaflet-interactive").first.wait_for(timeout=30_000)
        assert frame.locator("path.leaflet-interactive").count() >= len(PLACES)
        visit.open("/map?place=idlib")
        text = visit.text()
        assert "Idlib" in text
        assert "Radical rebel groups" in text or "Idlib city" in text


def test_the_five_places_are_on_the_map_page(browser: Any, desk: str) -> None:
    """The places the agreement is about are named beside the map."""
    with visiting(browser, desk) as visit:
        visit.open("/map")
        for place in PLACES:
            assert visit.page.get_by_text(place).count() or place in visit.text()
