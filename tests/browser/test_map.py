"""The map with no network: markers drawn, a click answered."""

import pytest

from tests.browser.desk import Visit

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
